CLEAN_SERIES = [
    *("reported_totals", "merchandise_trade", "hs_flows", "series_repairs", "economies"),
    *(["customs_goods"] if CUSTOMS else []),
    *(["annual_prices"] if PRICES else []),
]


rule clean_series:
    input:
        total_rows=[as_text(OFFICIAL[name]) for name in ["trade_totals"] if name in OFFICIAL],
        merchandise_rows=[as_text(OFFICIAL[name]) for name in ["merchandise_trade"] if name in OFFICIAL],
        flow_rows=[as_text(flows["file"]) for flows in OFFICIAL.get("hs_flows", [])],
        customs_rows=[as_text(CUSTOMS[name]) for name in ("file", "coverage") if name in CUSTOMS],
        price_rows=(
            [
                as_text(path)
                for path in (PRICES["brent"], PRICES["consumer_prices"], *PRICES["exchange_rates"])
            ]
            if PRICES
            else []
        ),
        sources=SOURCES,
        dictionary=DICTIONARY,
        code=code_of("clean_series"),
    output:
        **as_tables("clean", CLEAN_SERIES),
    log:
        "logs/clean_series.log",
    conda:
        "../envs/study.yml"
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
