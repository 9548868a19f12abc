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


rule draw_trade:
    message: "Drawing the trade figures"
    input:
        shares="results/clean/chapter_shares.parquet",
        concentration="results/analysis/trade_concentration.parquet",
        chapters="data/hs_chapters.csv",
        code=code_of("draw_trade"),
    output:
        expand("results/figures/{figure}.{suffix}", figure=["share_structure", "concentration"], suffix=["svg", "png"]),
    params:
        names=config["names"],
        source=f"Source: {config['cite']}, Tables {' and '.join(flow['table'] for flow in config['tables']['chapter_shares'])}.",
        folder="results/figures",
    log: "logs/draw_trade.log"
    script: "../../scripts/draw_trade.py"
