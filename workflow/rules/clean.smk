CLEAN = [
    "specified_products",
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


rule clean_series:
    message: "Typing and checking the official figures"
    input:
        trade_totals=as_text(config["series"]["trade_totals"]),
        merchandise_trade=as_text(config["series"]["merchandise_trade"]),
        hs_flows=[as_text(flows["file"]) for flows in config["series"]["hs_flows"]],
        sources="data/sources.yaml",
        dictionary=DICTIONARY,
        code=code_of("clean_series"),
    output:
        reported_totals="results/clean/reported_totals.parquet",
        merchandise_trade="results/clean/merchandise_trade.parquet",
        hs_flows="results/clean/hs_flows.parquet",
        series_repairs="results/clean/series_repairs.parquet",
        economies="results/clean/economies.parquet",
        csv=expand("results/clean/{table}.csv", table=["reported_totals", "merchandise_trade", "hs_flows", "series_repairs", "economies"]),
    params:
        series=config["series"],
        names=config["names"],
        pair=config["pair"],
    log: "logs/clean_series.log"
    script: "../../scripts/clean_series.py"
