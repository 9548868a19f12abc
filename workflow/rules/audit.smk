# Tables that come from the texts themselves: a claim's own check may use these alone
DOCUMENT_TABLES = [*CLEAN, *(["printed_investment"] if "investment" in SUBJECTS else [])]
# Further tables that outside evidence may use
OUTSIDE_TABLES = {
    "clean": [
        "reported_totals",
        "merchandise_trade",
        "hs_flows",
        *(["exchange_rates"] if "investment" in SUBJECTS else []),
        "economies",
    ],
    "analysis": [
        *(["trade_totals", "trade_concentration"] if "trade" in SUBJECTS else []),
        *(["fdi_destinations", PARTNER_TABLE] if "investment" in SUBJECTS else []),
        *(["one_third_rule", "adoption"] if "policy" in SUBJECTS else []),
    ],
}
AUDIT = {"verdicts": "claims", "coverage": "coverage", "by_text": "coverage_by_text", "judged": "conclusions"}


rule audit_claims:
    input:
        claims=config["claims"]["claims"],
        evidence=config["claims"]["evidence"],
        texts=config["claims"]["texts"],
        numbers=as_text(config["claims"]["numbers"]),
        parts=as_text(config["claims"]["parts"]),
        conclusions=[config["claims"]["conclusions"]] if "conclusions" in config["claims"] else [],
        documents=expand("results/clean/{table}.parquet", table=DOCUMENT_TABLES),
        official=[
            f"results/{folder}/{table}.parquet"
            for folder, tables in OUTSIDE_TABLES.items()
            for table in tables
        ],
        claims_schema=shared("workflow/schemas/claims.schema.yaml"),
        evidence_schema=shared("workflow/schemas/evidence.schema.yaml"),
        conclusions_schema=shared("workflow/schemas/conclusions.schema.yaml"),
        dictionary=DICTIONARY,
        code=code_of("audit_claims"),
    output:
        **{name: f"results/audit/{table}.parquet" for name, table in AUDIT.items()},
        csv=report(
            expand("results/audit/{table}.csv", table=AUDIT.values()),
            caption="../report/captions/audit.rst",
            category="Audit",
        ),
    log:
        "logs/audit_claims.log",
    params:
        named=config["claims"],
    message:
        "Holding what the texts state against what they print"
    script:
        "../../scripts/audit_claims.py"
