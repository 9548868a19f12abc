def each_file(flows):
    """The flow once for each file, where its path is a pattern such as data/raw/BACI_HS17_Y*.csv."""
    found = sorted(map(str, Path().glob(flows["file"]))) if "*" in flows["file"] else [flows["file"]]
    return [flows | {"file": path} for path in found]


OFFICIAL = config.get("series", {})
if "hs_flows" in OFFICIAL:
    OFFICIAL = OFFICIAL | {"hs_flows": [own for flows in OFFICIAL["hs_flows"] for own in each_file(flows)]}
COMPILED = {
    "investment": ["exchange_rates", "printed"],
    "cooperation": ["events", "partnerships", "fields"],
    "claims": ["numbers", "parts"],
}
# every CSV that the study names and that is read row by row
SERIES = [
    *(OFFICIAL[name] for name in ("trade_totals", "merchandise_trade") if name in OFFICIAL),
    *(flows["file"] for flows in OFFICIAL.get("hs_flows", [])),
    *(
        config[section][name]
        for section, names in COMPILED.items()
        for name in names
        if has_key(config, f"{section}.{name}")
    ),
]
SERIES = list(dict.fromkeys(SERIES))


def as_text(path):
    """Where the rows of a CSV of official figures stand once they are read."""
    return f"results/extracted/series/{Path(path).stem}.csv"


for path in SERIES:
    twin = next(other for other in SERIES if as_text(other) == as_text(path))
    if twin != path:
        stop(
            "config.yaml",
            f"two files called {Path(path).name}, {twin} and {path}",
            "another name for one of them",
        )


rule extract_series:
    input:
        series=[fetched(path) for path in SERIES],
        sources=SOURCES,
        areas=shared("data/comtrade_areas.csv"),
        code=code_of("extract_series"),
    output:
        rows=[as_text(path) for path in SERIES],
    log:
        "logs/extract_series.log",
    params:
        names=config["names"],
        pair=config["pair"],
    message:
        "Reading official figures, compiled tables and the numbers of the prose"
    script:
        "../../scripts/extract_series.py"
