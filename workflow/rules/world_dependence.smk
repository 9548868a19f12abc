# Who depends on whom for what; these rules exist only where config.yaml has world: dependence
DEPENDENCE = WORLD["dependence"]
BLOCS = DEPENDENCE.get("blocs", {})
CRITICAL_LIST = DEPENDENCE.get("critical", {})
if CRITICAL_LIST and "list" not in CRITICAL_LIST and "critical_products" not in config.get("tables", {}):
    stop(
        "config.yaml: world.dependence.critical",
        "no list, and no table of critical products in tables: critical_products",
        "list: a CSV with the columns product and hs_code",
    )
DEPENDENCE_LEVELS = sorted(DEPENDENCE["hs_levels"])
# the source's lists of products, with their names: of BACI's release, or of each HS revision that Comtrade has
PRODUCT_NAMES = (
    [WORLD_INPUT[WORLD_YEARS[-1]][1][1]]
    if WORLD_KIND == "baci"
    else sorted(map(str, Path(WORLD_FOLDER).glob("H[0-6].json")))
)


rule measure_dependence:
    input:
        supply="results/world/supply/hs{level}/{year}.parquet",
        areas=shared("data/comtrade_areas.csv"),
        code=code_of("measure_dependence"),
    output:
        dependence_of="results/world/dependence/hs{level}/{year}.parquet",
    log:
        "logs/measure_dependence/hs{level}_{year}.log",
    conda:
        "../envs/study.yml"
    threads: WORLD_THREADS
    resources:
        mem_mb=WORLD["memory_mb"],
    params:
        year=lambda wildcards: int(wildcards.year),
        level=lambda wildcards: int(wildcards.level),
        supplier=DEPENDENCE["supplier"],
        blocs=BLOCS,
        thresholds=DEPENDENCE.get("thresholds", {}),
    message:
        "Measuring dependence on suppliers in {wildcards.year} at HS {wildcards.level}"
    script:
        "../../scripts/measure_dependence.py"


rule measure_unit_values:
    input:
        flows=lambda wildcards: flows_of(int(wildcards.year), 6)[-1:],
        areas=shared("data/comtrade_areas.csv"),
        code=code_of("measure_unit_values"),
    output:
        unit_values_of="results/world/unit_values/hs6/{year}.parquet",
    log:
        "logs/measure_unit_values/{year}.log",
    conda:
        "../envs/study.yml"
    threads: WORLD_THREADS
    resources:
        mem_mb=WORLD["memory_mb"],
    params:
        year=lambda wildcards: int(wildcards.year),
        supplier=DEPENDENCE["supplier"],
        blocs=BLOCS,
        spill="results/world/.unfinished-unit-values-{year}",
    message:
        "Measuring what imports are worth by weight in {wildcards.year}"
    script:
        "../../scripts/measure_unit_values.py"


rule compare_dependence:
    input:
        dependence=expand("results/world/dependence/hs{{level}}/{year}.parquet", year=WORLD_YEARS),
        checks=expand("results/world/checks/{year}.json", year=WORLD_YEARS),
        code=code_of("compare_dependence"),
    output:
        changes="results/world/dependence_changes/hs{level}.parquet",
    log:
        "logs/compare_dependence/hs{level}.log",
    conda:
        "../envs/study.yml"
    threads: WORLD_THREADS
    resources:
        mem_mb=WORLD["memory_mb"],
    params:
        level=lambda wildcards: int(wildcards.level),
        spill="results/world/.unfinished-compare-{level}",
    message:
        "Comparing dependence over the years at HS {wildcards.level}"
    script:
        "../../scripts/compare_dependence.py"


rule sum_critical_imports:
    input:
        **(
            {"codes": CRITICAL_LIST["list"]}
            if "list" in CRITICAL_LIST
            else {
                "codes": "results/clean/critical_product_codes.parquet",
                "products": "results/clean/specified_products.parquet",
            }
        ),
        supply=expand("results/world/supply/hs6/{year}.parquet", year=WORLD_YEARS),
        checks=expand("results/world/checks/{year}.json", year=WORLD_YEARS),
        concordance=CRITICAL_LIST.get("concordance", [shared("data/hs_concordance.csv")]),
        areas=shared("data/comtrade_areas.csv"),
        code=code_of("sum_critical_imports"),
    output:
        critical_imports="results/world/critical_imports.parquet",
    log:
        "logs/sum_critical_imports.log",
    conda:
        "../envs/study.yml"
    threads: WORLD_THREADS
    resources:
        mem_mb=WORLD["memory_mb"],
    params:
        years=list(WORLD_YEARS),
        supplier=DEPENDENCE["supplier"],
        blocs=BLOCS,
        list_revision=CRITICAL_LIST.get("revision", "HS 2017"),
        spill="results/world/.unfinished-critical",
    message:
        "Adding up imports of critical products"
    script:
        "../../scripts/sum_critical_imports.py"


rule build_dependence_page:
    input:
        dependence=expand(
            "results/world/dependence/hs{level}/{year}.parquet",
            level=DEPENDENCE_LEVELS[-1],
            year=WORLD_YEARS,
        ),
        supply=expand(
            "results/world/supply/hs{level}/{year}.parquet", level=DEPENDENCE_LEVELS[-1], year=WORLD_YEARS
        ),
        unit_values=(
            expand("results/world/unit_values/hs6/{year}.parquet", year=WORLD_YEARS)
            if DEPENDENCE_LEVELS[-1] == 6
            else []
        ),
        checks=expand("results/world/checks/{year}.json", year=WORLD_YEARS),
        product_names=PRODUCT_NAMES,
        areas=shared("data/comtrade_areas.csv"),
        chapters=shared("data/hs_chapters.csv"),
        template=shared("workflow/report/dependence.html.j2"),
        style=shared("workflow/report/page.css"),
        page_script=[shared("workflow/report/lookup.js"), shared("workflow/report/dependence.js")],
        code=code_of("build_dependence_page"),
    output:
        page="results/report/world/dependence.html",
        data=directory("results/report/world/dependence"),
    log:
        "logs/build_dependence_page.log",
    conda:
        "../envs/study.yml"
    threads: WORLD_THREADS
    resources:
        mem_mb=WORLD["memory_mb"],
    params:
        years=list(WORLD_YEARS),
        level=DEPENDENCE_LEVELS[-1],
        economy=config["pair"]["reporter"],
        supplier=DEPENDENCE["supplier"],
        blocs=BLOCS,
        thresholds=DEPENDENCE.get("thresholds", {}),
        spill="results/world/.unfinished-dependence-page",
    message:
        "Setting the page on which dependence can be looked up"
    script:
        "../../scripts/build_dependence_page.py"
