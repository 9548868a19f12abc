# Interactive figures, each called like the static one that it stands for
CHARTS = [
    "totals",
    "share_structure",
    "ranks",
    "concentration",
    "mirror",
    "investment_groups",
    "investment_partner",
    "subsidies",
    "investment_subsidy",
    "adoption",
]
CHARTED = {
    "clean": ["chapter_shares"],
    "analysis": [
        "trade_totals",
        "trade_concentration",
        "trade_mirror",
        "fdi_groups",
        "fdi_destinations",
        "fdi_printed",
        "subsidy_totals",
        "subsidy_ledger",
        "one_third_rule",
        "adoption",
        "adoption_trend",
    ],
}


rule draw_charts:
    message: "Drawing the interactive figures"
    input:
        **{table: f"results/{stage}/{table}.parquet" for stage in CHARTED for table in CHARTED[stage]},
        chapters="data/hs_chapters.csv",
        dictionary=DICTIONARY,
        code=code_of("draw_charts"),
    output:
        charts=expand("results/charts/{chart}.json", chart=CHARTS),
        javascript="results/charts/vega.js",
    params:
        choices={key: config[key] for key in ("names", "pair", "cite", "tables", "series", "investment", "printed_source")},
        folder="results/charts",
    log: "logs/draw_charts.log"
    script: "../../scripts/draw_charts.py"
