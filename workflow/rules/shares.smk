# Shares that the document prints: its own measures of them, and the figures that show them
SHARE_FIGURES = ["share_structure", "concentration"]


rule measure_concentration:
    input:
        shares="results/clean/chapter_shares.parquet",
        printed="results/clean/printed_measures.parquet",
        dictionary=DICTIONARY,
        code=code_of("measure_concentration"),
    output:
        **as_tables("analysis", ["trade_concentration", "chapter_ranks"]),
    log:
        "logs/measure_concentration.log",
    conda:
        "../envs/study.yml"
    params:
        tops=config["concentration"]["top"],
        classes=config["concentration"]["classes"],
    message:
        "Holding the printed concentration measures against the printed shares"
    script:
        "../../scripts/measure_concentration.py"
