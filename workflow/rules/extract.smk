from bilateral.trade.world.pair_series import as_series


def each_file(flows):
    """The flow once for each file, where its path is a pattern such as data/raw/BACI_HS17_Y*.csv."""
    found = sorted(map(str, Path().glob(flows["file"]))) if "*" in flows["file"] else [flows["file"]]
    return [flows | {"file": path} for path in found]


OFFICIAL = config.get("series", {})
MERCHANDISE_SOURCE = "WDI"
if "world" in OFFICIAL:
    if "merchandise_trade" not in OFFICIAL:
        MERCHANDISE_SOURCE = OFFICIAL["world"]
    # the pair as the files of the whole world have it; what the study names itself goes before
    OFFICIAL = as_series(next(iter(config["world"]["input"])), config["pair"], OFFICIAL["world"]) | {
        key: files for key, files in OFFICIAL.items() if key != "world"
    }
if "hs_flows" in OFFICIAL:
    OFFICIAL = OFFICIAL | {"hs_flows": [own for flows in OFFICIAL["hs_flows"] for own in each_file(flows)]}
COMPILED = {
    "investment": ["exchange_rates", "printed", "releases"],
    "value_chains": ["published"],
    "cooperation": ["events", "partnerships", "fields", "lists"],
    "claims": ["numbers", "parts"],
}
CRITICAL = config.get("value_chains", {}).get("critical", {})
CRITICAL_ROWS = ["exports", "coverage", "minerals", "designated"]
CUSTOMS, PRICES = OFFICIAL.get("customs", {}), OFFICIAL.get("prices", {})
# every CSV that the study names and that is read row by row
SERIES = [
    *(OFFICIAL[name] for name in ("trade_totals", "merchandise_trade") if name in OFFICIAL),
    *(flows["file"] for flows in OFFICIAL.get("hs_flows", [])),
    *(CUSTOMS[name] for name in ("file", "coverage") if name in CUSTOMS),
    *(PRICES[name] for name in ("brent", "consumer_prices") if name in PRICES),
    *PRICES.get("exchange_rates", []),
    *(
        config[section][name]
        for section, names in COMPILED.items()
        for name in names
        if has_key(config, f"{section}.{name}")
    ),
    *(CRITICAL[name] for name in CRITICAL_ROWS if CRITICAL),
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


# BACI has the names of its codes in two files beside the flows
BESIDE = sorted(
    str(path)
    for folder in {Path(path).parent for path in SERIES if not is_remote(path)}
    for stem in ("country_code", "product_code")
    for path in folder.glob(f"{stem}*.csv")
)


rule extract_series:
    input:
        series=[fetched(path) for path in SERIES],
        beside=BESIDE,
        sources=SOURCES,
        areas=shared("data/comtrade_areas.csv"),
        code=code_of("extract_series"),
    output:
        rows=[as_text(path) for path in SERIES],
    log:
        "logs/extract_series.log",
    conda:
        "../envs/study.yml"
    params:
        names=config["names"],
        pair=config["pair"],
    message:
        "Reading official figures, compiled tables and the numbers of the prose"
    script:
        "../../scripts/extract_series.py"
