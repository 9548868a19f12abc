TRADE_FIGURES = ["totals", "share_structure", "ranks", "sections", "concentration", "mirror"]


rule measure_concentration:
    message: "Holding the printed concentration measures against the printed shares"
    input:
        shares="results/clean/chapter_shares.parquet",
        measures="results/clean/printed_measures.parquet",
        dictionary=DICTIONARY,
        code=code_of("measure_concentration"),
    output:
        concentration="results/analysis/trade_concentration.parquet",
        concentration_csv="results/analysis/trade_concentration.csv",
        ranks="results/analysis/chapter_ranks.parquet",
        ranks_csv="results/analysis/chapter_ranks.csv",
    params:
        tops=config["concentration"]["top"],
        classes=config["concentration"]["classes"],
    log: "logs/measure_concentration.log"
    script: "../../scripts/measure_concentration.py"


TRADE = [
    "trade_totals",
    "trade_balance_change",
    "trade_structure",
    "section_shares",
    "trade_change",
    "trade_mirror",
    "critical_products",
    "critical_concordance",
]


rule measure_trade:
    message: "Measuring totals, structure, change, mirror and critical products"
    input:
        reported_totals="results/clean/reported_totals.parquet",
        merchandise_trade="results/clean/merchandise_trade.parquet",
        hs_flows="results/clean/hs_flows.parquet",
        chapter_shares="results/clean/chapter_shares.parquet",
        specified_products="results/clean/specified_products.parquet",
        critical_product_codes="results/clean/critical_product_codes.parquet",
        revisions="data/hs_revisions.csv",
        chapters="data/hs_chapters.csv",
        dictionary=DICTIONARY,
        code=code_of("measure_trade"),
    output:
        **{table: f"results/analysis/{table}.parquet" for table in TRADE},
        csv=expand("results/analysis/{table}.csv", table=TRADE),
    params:
        cite=config["cite"],
        printed=config["printed_source"],
        tops=config["concentration"]["top"],
        classes=config["concentration"]["classes"],
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
        **config["models"],
    log: "logs/model_trade.log"
    script: "../../scripts/model_trade.py"


rule draw_trade:
    message: "Drawing the trade figures"
    input:
        shares="results/clean/chapter_shares.parquet",
        concentration="results/analysis/trade_concentration.parquet",
        totals="results/analysis/trade_totals.parquet",
        mirror="results/analysis/trade_mirror.parquet",
        section_shares="results/analysis/section_shares.parquet",
        chapters="data/hs_chapters.csv",
        sections="data/hs_sections.csv",
        code=code_of("draw_trade"),
    output:
        report(expand("results/figures/{figure}.svg", figure=TRADE_FIGURES), caption="../report/captions/trade.rst", category="Trade"),
        expand("results/figures/{figure}.png", figure=TRADE_FIGURES),
    params:
        names=config["names"],
        seen_from=config["pair"]["reporter"],
        printed_source=config["printed_source"],
        cite=config["cite"],
        table_numbers=[flow["table"] for flow in config["tables"]["chapter_shares"]],
        flows_source="; ".join(flows["source"] for flows in config["series"]["hs_flows"]),
        folder="results/figures",
    log: "logs/draw_trade.log"
    script: "../../scripts/draw_trade.py"
