# What the notebooks for any pair show; a study with notebooks of its own needs none of it
PAIR_TABLES = ["pair_facts", "pair_trade", "pair_products"]
PAIR_FIGURES = [
    *(["partner_shares"] if {"trade_totals", "merchandise_trade"} <= set(OFFICIAL) else []),
    *(["intensity"] if {"trade_totals", "merchandise_trade"} <= set(OFFICIAL) else []),
    *(["mirror_gaps"] if "trade_totals" in OFFICIAL else []),
    *(["flow_structure"] if "hs_flows" in OFFICIAL else []),
]


rule measure_pair:
    input:
        totals="results/clean/reported_totals.parquet",
        merchandise="results/clean/merchandise_trade.parquet",
        structure="results/analysis/trade_structure.parquet",
        chapters=shared("data/hs_chapters.csv"),
        dictionary=DICTIONARY,
        code=code_of("measure_pair"),
    output:
        **as_tables("analysis", PAIR_TABLES),
    log:
        "logs/measure_pair.log",
    conda:
        "../envs/study.yml"
    params:
        asked={
            "chapters": " ".join(SUBJECTS),
            "series": " ".join(OFFICIAL),
            "tables": " ".join(config.get("tables", {})),
            "hs_level": config.get("hs_level"),
            **PAIR,
        }
        | {f"{end}_year": year for end, year in config["years"].items()}
        | {key: config.get("models", {}).get(key) for key in ("break_on", "break_event")}
        | {key: config.get("investment", {}).get(key) for key in ("rival", "release")},
    message:
        "Setting out what the study asks, and each year's trade or why it is missing"
    script:
        "../../scripts/measure_pair.py"


rule draw_pair:
    input:
        trade="results/analysis/pair_trade.parquet",
        mirror="results/analysis/trade_mirror.parquet",
        structure="results/analysis/trade_structure.parquet",
        chapters=shared("data/hs_chapters.csv"),
        fonts=FONTS,
        code=code_of("draw_pair"),
    output:
        **as_figures(PAIR_FIGURES, "Trade"),
    log:
        "logs/draw_pair.log",
    conda:
        "../envs/study.yml"
    params:
        names=SHOWN_NAMES,
        pair=PAIR,
        years=config["years"],
    message:
        "Drawing the figures of a pair"
    script:
        "../../scripts/draw_pair.py"
