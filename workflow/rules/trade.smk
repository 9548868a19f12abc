# what the document prints of the structure of trade, where it does
PRINTED_STRUCTURE = [table for table in ("chapter_shares", "specified_products", "critical_product_codes") if table in document_tables(config)]
TRADE = [
    "trade_totals",
    "trade_balance_change",
    "trade_structure",
    *(["section_shares"] if "chapter_shares" in PRINTED_STRUCTURE else []),
    "trade_change",
    "trade_mirror",
    *(["critical_products", "critical_concordance"] if "specified_products" in PRINTED_STRUCTURE else []),
]
CONCENTRATION = config.get("concentration", {"top": [], "classes": None})
# a figure is drawn where the study has what it shows
TRADE_FIGURES = [
    *(["totals"] if "trade_totals" in OFFICIAL else []),
    *(SHARE_FIGURES if "chapter_shares" in PRINTED_STRUCTURE else []),
    *(["mirror"] if "chapter_shares" in PRINTED_STRUCTURE and "hs_flows" in OFFICIAL else []),
]


rule measure_trade:
    message: "Measuring totals, structure, change, mirror and critical products"
    input:
        reported_totals="results/clean/reported_totals.parquet",
        merchandise_trade="results/clean/merchandise_trade.parquet",
        hs_flows="results/clean/hs_flows.parquet",
        **{table: f"results/clean/{table}.parquet" for table in PRINTED_STRUCTURE},
        revisions=shared("data/hs_revisions.csv"),
        chapters=shared("data/hs_chapters.csv"),
        dictionary=DICTIONARY,
        code=code_of("measure_trade"),
    output:
        **{table: f"results/analysis/{table}.parquet" for table in TRADE},
        csv=expand("results/analysis/{table}.csv", table=TRADE),
    params:
        cite=config.get("cite"),
        printed=config.get("printed_source"),
        tops=CONCENTRATION["top"],
        classes=CONCENTRATION["classes"],
    log: "logs/measure_trade.log"
    script: "../../scripts/measure_trade.py"


rule model_trade:
    message: "Fitting growth and breaks of the totals"
    input:
        totals="results/clean/reported_totals.parquet",
        dictionary=DICTIONARY,
        code=code_of("model_trade"),
    output:
        models="results/analysis/trade_models.parquet",
        csv="results/analysis/trade_models.csv",
    params:
        **{"break_on": None, "simulations": None, "seed": None} | {key: value for key, value in config.get("models", {}).items() if key != "break_event"},
    log: "logs/model_trade.log"
    script: "../../scripts/model_trade.py"


rule draw_trade:
    message: "Drawing the trade figures"
    input:
        **({"shares": "results/clean/chapter_shares.parquet", "concentration": "results/analysis/trade_concentration.parquet",
            "section_shares": "results/analysis/section_shares.parquet"} if "chapter_shares" in PRINTED_STRUCTURE else {}),
        totals="results/analysis/trade_totals.parquet",
        mirror="results/analysis/trade_mirror.parquet",
        chapters=shared("data/hs_chapters.csv"),
        sections=shared("data/hs_sections.csv"),
        fonts=FONTS,
        code=code_of("draw_trade"),
    output:
        report(expand("results/figures/{figure}.svg", figure=TRADE_FIGURES), caption="../report/captions/trade.rst", category="Trade"),
        expand("results/figures/{figure}.png", figure=TRADE_FIGURES),
    params:
        names=SHOWN_NAMES,
        seen_from=PAIR["reporter"],
        printed_source=config.get("printed_source"),
        cite=config.get("cite"),
        table_numbers=[flow["table"] for flow in config.get("tables", {}).get("chapter_shares", [])],
        flows_source="; ".join(dict.fromkeys(flows["source"] for flows in OFFICIAL.get("hs_flows", []))),
        figures=TRADE_FIGURES,
        folder="results/figures",
    log: "logs/draw_trade.log"
    script: "../../scripts/draw_trade.py"
