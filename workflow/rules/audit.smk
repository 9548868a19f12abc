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
        *(["trade_totals"] if "trade" in SUBJECTS else []),
        *(["customs_trade"] if CUSTOMS else []),
        *(["trade_concentration"] if has_key(config, "tables.chapter_shares") else []),
        *(["fdi_destinations", PARTNER_TABLE] if "investment" in SUBJECTS else []),
        *(["one_third_rule", "adoption"] if "policy" in SUBJECTS else []),
    ],
}
CLAIMS = config["claims"]
# a study that lists no numbers of its texts states claims about its document alone
PROSE = {"texts": "texts", "numbers": "prose_numbers", "parts": "document_parts"}
PROSE = {name: f"results/extracted/prose/{table}.csv" for name, table in PROSE.items()}
PROSE = {} if "numbers" in CLAIMS else PROSE
AUDIT = ["claims", "coverage", "coverage_by_text", "conclusions"]


if PROSE:

    rule extract_prose:
        input:
            document=fetched(config["document"]),
            sources=SOURCES,
            code=code_of("extract_prose"),
        output:
            **PROSE,
        log:
            "logs/extract_prose.log",
        conda:
            "../envs/study.yml"
        params:
            key=Path(config["document"]).stem,
            author=config["cite"],
            title=config["title"],
        message:
            "Listing the numbers of the prose of {input.document}"
        script:
            "../../scripts/extract_prose.py"


rule audit_claims:
    input:
        claims_yaml=CLAIMS["claims"],
        evidence=[CLAIMS["evidence"]] if "evidence" in CLAIMS else [],
        texts=PROSE.get("texts") or CLAIMS["texts"],
        numbers=PROSE.get("numbers") or as_text(CLAIMS["numbers"]),
        parts=PROSE.get("parts") or as_text(CLAIMS["parts"]),
        conclusions_yaml=[CLAIMS["conclusions"]] if "conclusions" in CLAIMS else [],
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
        **as_tables("audit", AUDIT, category="Audit"),
    log:
        "logs/audit_claims.log",
    conda:
        "../envs/study.yml"
    params:
        named=PROSE | CLAIMS,
    message:
        "Holding what the texts state against what they print"
    script:
        "../../scripts/audit_claims.py"
