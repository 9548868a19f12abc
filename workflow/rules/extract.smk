OFFICIAL = config.get("series", {})
# every CSV that the study names and that is read row by row
SERIES = list(dict.fromkeys([
    *(OFFICIAL[name] for name in ("trade_totals", "merchandise_trade") if name in OFFICIAL),
    *(flows["file"] for flows in OFFICIAL.get("hs_flows", [])),
    *(config[section][name] for section, name in (
        ("investment", "exchange_rates"), ("investment", "printed"), ("cooperation", "events"), ("cooperation", "partnerships"),
        ("cooperation", "fields"), ("claims", "numbers"), ("claims", "parts"),
    ) if has_key(config, f"{section}.{name}")),
]))  # fmt: skip


def as_text(path):
    """Where the rows of a CSV of official figures stand once they are read."""
    return f"results/extracted/series/{Path(path).stem}.csv"


for path in SERIES:
    twin = next(other for other in SERIES if as_text(other) == as_text(path))
    if twin != path:
        sys.exit(str(StudyError("config.yaml", f"two files called {Path(path).name}, {twin} and {path}", "another name for one of them")))


rule extract_series:
    message: "Reading official figures, compiled tables and the numbers of the prose"
    input:
        series=SERIES,
        sources=SOURCES,
        areas=shared("data/comtrade_areas.csv"),
        code=code_of("extract_series"),
    output:
        [as_text(path) for path in SERIES],
    params:
        names=config["names"],
        pair=config["pair"],
    log: "logs/extract_series.log"
    script: "../../scripts/extract_series.py"
