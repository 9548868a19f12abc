rule extract_tables:
    message: "Finding the tables of {input.document}"
    input:
        document=config["document"],
        sources="data/sources.yaml",
        code=code_of("extract_tables"),
    output:
        tables_json="results/extracted/tables.json",
        tables_csv=directory("results/extracted/tables"),
    log: "logs/extract_tables.log"
    script: "../../scripts/extract_tables.py"
