# Interactive figures, each called like the static one that it stands for, with the tables that it shows
CHARTED = {
    "totals": ["analysis/trade_totals"],
    "share_structure": ["clean/chapter_shares"],
    "ranks": ["clean/chapter_shares"],
    "concentration": ["analysis/trade_concentration"],
    "mirror": ["analysis/trade_mirror"],
    "investment_groups": ["analysis/fdi_groups"],
    "investment_partner": ["analysis/fdi_destinations", "analysis/fdi_printed"],
    "subsidies": ["analysis/subsidy_totals"],
    "investment_subsidy": ["analysis/subsidy_ledger", "analysis/one_third_rule"],
    "adoption": ["analysis/adoption", "analysis/adoption_trend"],
}
FIGURES = [
    *(TRADE_FIGURES if "trade" in CHAPTERS else []),
    *(INVESTMENT_FIGURES if "investment" in CHAPTERS else []),
    *(POLICY_FIGURES if "policy" in CHAPTERS else []),
]
CHARTS = [chart for chart in CHARTED if chart in FIGURES]


rule draw_charts:
    message: "Drawing the interactive figures"
    input:
        **{Path(table).name: f"results/{table}.parquet" for chart in CHARTS for table in CHARTED[chart]},
        chapters=shared("data/hs_chapters.csv"),
        dictionary=DICTIONARY,
        code=code_of("draw_charts"),
    output:
        charts=expand("results/charts/{chart}.json", chart=CHARTS),
        javascript="results/charts/vega.js",
    params:
        choices={key: config.get(key) for key in ("pair", "cite", "tables", "series", "investment", "printed_source")} | {"names": SHOWN_NAMES},
        charts=CHARTS,
        folder="results/charts",
    log: "logs/draw_charts.log"
    script: "../../scripts/draw_charts.py"
