CLEAN = [
    "critical_products",
    "critical_product_codes",
    "subsidy_plans",
    "plan_sites",
    "plan_entities",
    "subsidy_criteria",
    "diversification_rounds",
    "chapter_shares",
    "printed_measures",
    "repairs",
]


rule clean_tables:
    message: "Typing and checking the tables; each repair goes on record"
    input:
        tables_json="results/extracted/tables.json",
        corrections="data/corrections.yaml",
        dictionary=DICTIONARY,
        code=code_of("clean_tables"),
    output:
        parquet=expand("results/clean/{table}.parquet", table=CLEAN),
        csv=expand("results/clean/{table}.csv", table=CLEAN),
    params:
        roles=config["tables"],
        quarters_from=config["quarters_from"],
    log: "logs/clean_tables.log"
    script: "../../scripts/clean_tables.py"
