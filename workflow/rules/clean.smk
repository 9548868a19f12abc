rule clean_series:
    input:
        total_rows=[as_text(OFFICIAL[name]) for name in ["trade_totals"] if name in OFFICIAL],
        merchandise_rows=[as_text(OFFICIAL[name]) for name in ["merchandise_trade"] if name in OFFICIAL],
        flow_rows=[as_text(flows["file"]) for flows in OFFICIAL.get("hs_flows", [])],
        sources=SOURCES,
        dictionary=DICTIONARY,
        code=code_of("clean_series"),
    output:
        reported_totals="results/clean/reported_totals.parquet",
        merchandise_trade="results/clean/merchandise_trade.parquet",
        hs_flows="results/clean/hs_flows.parquet",
        series_repairs="results/clean/series_repairs.parquet",
        economies="results/clean/economies.parquet",
        csv=expand(
            "results/clean/{table}.csv",
            table=["reported_totals", "merchandise_trade", "hs_flows", "series_repairs", "economies"],
        ),
    log:
        "logs/clean_series.log",
    params:
        series=OFFICIAL,
        years=config["years"],
        hs_level=config.get("hs_level"),
        names=config["names"],
        pair=config["pair"],
    message:
        "Typing and checking the official figures"
    script:
        "../../scripts/clean_series.py"
