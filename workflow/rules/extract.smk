SERIES = [
    config["series"]["trade_totals"],
    config["series"]["merchandise_trade"],
    *(flows["file"] for flows in config["series"]["hs_flows"]),
    config["investment"]["exchange_rates"],
    config["investment"]["printed"],
    *(config["cooperation"][table] for table in ("events", "partnerships", "fields")),
    config["claims"]["numbers"],
    config["claims"]["parts"],
]


def as_text(path):
    """Where the rows of a CSV of official figures stand once they are read."""
    return f"results/extracted/series/{Path(path).stem}.csv"


rule extract_tables:
    message: "Finding the tables of {config[document]}"
    input:
        document=fetched(config["document"]),
        sources="data/sources.yaml",
        code=code_of("extract_tables"),
    output:
        tables_json="results/extracted/tables.json",
        tables_csv=directory("results/extracted/tables"),
    log: "logs/extract_tables.log"
    script: "../../scripts/extract_tables.py"


rule extract_series:
    message: "Reading official figures, compiled tables and the numbers of the prose"
    input:
        series=[fetched(path) for path in SERIES],
        sources="data/sources.yaml",
        areas="data/comtrade_areas.csv",
        code=code_of("extract_series"),
    output:
        [as_text(path) for path in SERIES],
    params:
        names=config["names"],
        pair=config["pair"],
    log: "logs/extract_series.log"
    script: "../../scripts/extract_series.py"
