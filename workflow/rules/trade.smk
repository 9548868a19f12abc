# what the document prints of the structure of trade, where it does; by the name that a script has for it
PRINTED_STRUCTURE = {
    name: f"results/clean/{table}.parquet"
    for name, table in (
        ("shares", "chapter_shares"),
        ("measures", "printed_measures"),
        ("products", "specified_products"),
        ("product_codes", "critical_product_codes"),
    )
    if table in document_tables(config)
}
CUSTOMS_TABLES = [
    *("customs_trade", "customs_check", "customs_growth"),
    *("customs_change", "customs_event", "customs_intensity"),
]
# of chapters, so at HS 2
BY_CHAPTER = "hs_flows" in OFFICIAL and bool(PRICES) and config.get("hs_level") == 2
TRADE = [
    *("trade_totals", "trade_balance_change", "trade_structure", "trade_change", "trade_mirror"),
    *(["section_shares", "printed_parts", "printed_hhi_change"] if "shares" in PRINTED_STRUCTURE else []),
    *(["critical_products", "critical_concordance"] if "products" in PRINTED_STRUCTURE else []),
    *(CUSTOMS_TABLES if CUSTOMS else []),
    *(["trade_composition", "composition_change"] if BY_CHAPTER else []),
]
CONCENTRATION = config.get("concentration", {"top": [], "classes": None})
# a figure is drawn where the study has what it shows
TRADE_FIGURES = [
    *(["totals"] if "trade_totals" in OFFICIAL else []),
    *(SHARE_FIGURES if "shares" in PRINTED_STRUCTURE else []),
    *(["mirror"] if "shares" in PRINTED_STRUCTURE and "hs_flows" in OFFICIAL else []),
    *(["customs_totals", "agreement_gap"] if CUSTOMS else []),
    *(["intensity_both_ways"] if CUSTOMS and "merchandise_trade" in OFFICIAL else []),
    *(["fuels_and_rest"] if BY_CHAPTER else []),
]
SHARES_DRAWN = {
    "shares": "results/clean/chapter_shares.parquet",
    "concentration": "results/analysis/trade_concentration.parquet",
}

CUSTOMS_DRAWN = {
    "customs": "results/analysis/customs_trade.parquet",
    "check": "results/analysis/customs_check.parquet",
    "event": "results/analysis/customs_event.parquet",
    "intensity": "results/analysis/customs_intensity.parquet",
}


rule measure_trade:
    input:
        **PRINTED_STRUCTURE,
        **({"customs": "results/clean/customs_goods.parquet"} if CUSTOMS else {}),
        **({"prices": "results/clean/annual_prices.parquet"} if PRICES else {}),
        totals="results/clean/reported_totals.parquet",
        merchandise="results/clean/merchandise_trade.parquet",
        flows="results/clean/hs_flows.parquet",
        revisions=shared("data/hs_revisions.csv"),
        chapters=shared("data/hs_chapters.csv"),
        dictionary=DICTIONARY,
        code=code_of("measure_trade"),
    output:
        **as_tables("analysis", TRADE),
    log:
        "logs/measure_trade.log",
    conda:
        "../envs/study.yml"
    params:
        cite=config.get("cite"),
        printed_source=config.get("printed_source"),
        tops=CONCENTRATION["top"],
        classes=CONCENTRATION["classes"],
        pair=PAIR,
        merchandise_source=MERCHANDISE_SOURCE,
        compare=CUSTOMS.get("compare", []),
        windows=CUSTOMS.get("windows", []),
        base=PRICES.get("base"),
        agreement=config.get("models", {}).get("break_on"),
        by_chapter=BY_CHAPTER,
    message:
        "Measuring totals, structure, change, mirror and critical products"
    script:
        "../../scripts/measure_trade.py"


rule model_trade:
    input:
        totals="results/clean/reported_totals.parquet",
        dictionary=DICTIONARY,
        code=code_of("model_trade"),
    output:
        **as_tables("analysis", ["trade_models"]),
    log:
        "logs/model_trade.log",
    conda:
        "../envs/study.yml"
    params:
        **{"break_on": None, "simulations": None, "seed": None}
        | {key: value for key, value in config.get("models", {}).items() if key != "break_event"},
    message:
        "Fitting growth and breaks of the totals"
    script:
        "../../scripts/model_trade.py"


rule draw_trade:
    input:
        **(SHARES_DRAWN if "shares" in PRINTED_STRUCTURE else {}),
        **(CUSTOMS_DRAWN if CUSTOMS else {}),
        **({"composition": "results/analysis/trade_composition.parquet"} if BY_CHAPTER else {}),
        totals="results/analysis/trade_totals.parquet",
        mirror="results/analysis/trade_mirror.parquet",
        chapters=shared("data/hs_chapters.csv"),
        fonts=FONTS,
        code=code_of("draw_trade"),
    output:
        **as_figures(TRADE_FIGURES, "Trade"),
    log:
        "logs/draw_trade.log",
    conda:
        "../envs/study.yml"
    params:
        names=SHOWN_NAMES,
        pair=PAIR,
        years=config["years"],
        agreement=config.get("models", {}).get("break_on"),
        base=PRICES.get("base"),
        printed_source=config.get("printed_source"),
        cite=config.get("cite"),
    message:
        "Drawing the trade figures"
    script:
        "../../scripts/draw_trade.py"
