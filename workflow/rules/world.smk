# The whole world's trade; these rules exist only where config.yaml has a section `world`
from bilateral.trade.world.pair_series import FILES as PAIR_FILES
from bilateral.trade.world.sources import LEVELS, SIDES, baci_files, comtrade_files

WORLD = config["world"]
WORLD_KIND, WORLD_FOLDER = next(iter(WORLD["input"].items()))
WORLD_YEARS = range(WORLD["years"]["first"], WORLD["years"]["last"] + 1)
if not WORLD_YEARS:
    stop(
        "config.yaml: world.years",
        f"first {WORLD['years']['first']} after last {WORLD['years']['last']}",
        "years in order",
    )
WORLD_SIDES = SIDES[WORLD_KIND]
WORLD_TABLES = "pairs largest advantages exporters products structure".split()
WORLD_TABLES += ["mirror"] if WORLD_KIND == "comtrade" else []
# a job takes the whole machine where the configuration says nothing, so that jobs run one after another
WORLD_THREADS = WORLD.get("threads", os.cpu_count())
WORLD_LEVELS = sorted(WORLD["hs_levels"])


wildcard_constraints:
    year=r"\d{4}",
    level="[246]",


def names_in(folder):
    if not Path(folder).is_dir():
        raise InputError(
            "config.yaml: world.input", f"no folder {folder!r}", f"the folder of {WORLD_KIND}'s files"
        )
    return [path.name for path in Path(folder).iterdir()]


def world_files(year):
    """The year's data, and the source's lists of economies and products."""
    if WORLD_KIND == "baci":
        data, *about = baci_files(names_in(WORLD_FOLDER), WORLD_FOLDER, year)
        return [f"{WORLD_FOLDER}/{data}"], [f"{WORLD_FOLDER}/{name}" for name in about]
    folder = f"{WORLD_FOLDER}/{year}"
    return [f"{folder}/{name}" for name in comtrade_files(names_in(folder), folder)], [
        f"{WORLD_FOLDER}/partnerAreas.json"
    ]


WORLD_INPUT = {year: stop_unless(world_files, year) for year in WORLD_YEARS}


def flows_of(year, level):
    """The file of each side, of a year of the study; no file of another year."""
    return [
        f"results/world/flows/hs{level}/{year}_{side}.parquet" for side in WORLD_SIDES if year in WORLD_YEARS
    ]


rule convert_world:
    input:
        data=lambda wildcards: WORLD_INPUT[int(wildcards.year)][0],
        about=lambda wildcards: WORLD_INPUT[int(wildcards.year)][1],
        areas=shared("data/comtrade_areas.csv"),
        code=code_of("convert_world"),
    output:
        **{
            f"{side}_{level}": f"results/world/flows/hs{level}/{{year}}_{side}.parquet"
            for side in WORLD_SIDES
            for level in LEVELS
        },
        **{f"supply_{level}": f"results/world/supply/hs{level}/{{year}}.parquet" for level in LEVELS},
        checks="results/world/checks/{year}.json",
    log:
        "logs/convert_world/{year}.log",
    conda:
        "../envs/study.yml"
    threads: WORLD_THREADS
    resources:
        mem_mb=WORLD["memory_mb"],
    params:
        kind=WORLD_KIND,
        year=lambda wildcards: int(wildcards.year),
        spill="results/world/.unfinished-convert-{year}",
    message:
        "Converting the world's trade of {wildcards.year}"
    script:
        "../../scripts/convert_world.py"


rule measure_world:
    input:
        flows=lambda wildcards: flows_of(int(wildcards.year), wildcards.level),
        before=lambda wildcards: flows_of(int(wildcards.year) - 1, wildcards.level),
        areas=shared("data/comtrade_areas.csv"),
        code=code_of("measure_world"),
    output:
        **{table: f"results/world/{table}/hs{{level}}/{{year}}.parquet" for table in WORLD_TABLES},
    log:
        "logs/measure_world/hs{level}_{year}.log",
    conda:
        "../envs/study.yml"
    threads: WORLD_THREADS
    resources:
        mem_mb=WORLD["memory_mb"],
    params:
        sides=WORLD_SIDES,
        year=lambda wildcards: int(wildcards.year),
        level=lambda wildcards: int(wildcards.level),
        tops=config["concentration"]["top"],
        classes=config["concentration"]["classes"],
        largest_count=WORLD["largest"],
    message:
        "Measuring every pair of economies in {wildcards.year} at HS {wildcards.level}"
    script:
        "../../scripts/measure_world.py"


if has_key(config, "series.world"):

    rule pair_of_world:
        input:
            sent=[flows_of(year, config["hs_level"])[0] for year in WORLD_YEARS],
            received=[flows_of(year, config["hs_level"])[-1] for year in WORLD_YEARS],
            checks=expand("results/world/checks/{year}.json", year=WORLD_YEARS),
            sources=SOURCES,
            code=code_of("pair_of_world"),
        output:
            **PAIR_FILES,
        log:
            "logs/pair_of_world.log",
        conda:
            "../envs/study.yml"
        threads: WORLD_THREADS
        resources:
            mem_mb=WORLD["memory_mb"],
        params:
            kind=WORLD_KIND,
            folder=WORLD_FOLDER,
            pair=config["pair"],
            source=config["series"]["world"],
            spill="results/world/.unfinished-pair",
        message:
            "Taking the pair's trade from the world's"
        script:
            "../../scripts/pair_of_world.py"


if "dependence" in WORLD:

    include: "world_dependence.smk"


rule build_world_page:
    input:
        pairs=expand("results/world/pairs/hs{level}/{year}.parquet", level=WORLD_LEVELS[0], year=WORLD_YEARS),
        largest=expand(
            "results/world/largest/hs{level}/{year}.parquet", level=WORLD_LEVELS[0], year=WORLD_YEARS
        ),
        checks=expand("results/world/checks/{year}.json", year=WORLD_YEARS),
        # the other levels have no page; the report is of all of them
        finer=expand("results/world/pairs/hs{level}/{year}.parquet", level=WORLD_LEVELS[1:], year=WORLD_YEARS),
        chapters=shared("data/hs_chapters.csv"),
        template=shared("workflow/report/world.html.j2"),
        style=shared("workflow/report/page.css"),
        page_script=[shared("workflow/report/lookup.js"), shared("workflow/report/world.js")],
        # of which there is no page, but which the report is of as well
        dependence=(
            [
                *expand("results/world/dependence_changes/hs{level}.parquet", level=DEPENDENCE_LEVELS),
                *expand("results/world/unit_values/hs6/{year}.parquet", year=WORLD_YEARS),
                "results/report/world/dependence.html",
                *(["results/world/critical_imports.parquet"] if CRITICAL_LIST else []),
            ]
            if "dependence" in WORLD
            else []
        ),
        code=code_of("build_world_page"),
    output:
        page="results/report/world/index.html",
        data=directory("results/report/world/data"),
    log:
        "logs/build_world_page.log",
    conda:
        "../envs/study.yml"
    threads: WORLD_THREADS
    resources:
        mem_mb=WORLD["memory_mb"],
    params:
        pair=[config["pair"]["reporter"], config["pair"]["partner"]],
        level=WORLD_LEVELS[0],
        tops=config["concentration"]["top"],
        spill="results/world/.unfinished-page",
    message:
        "Setting the page on which any pair can be looked up"
    script:
        "../../scripts/build_world_page.py"
