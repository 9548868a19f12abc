# Who depends on whom for what; these rules exist only where config.yaml has world: dependence
DEPENDENCE = WORLD["dependence"]
BLOCS = DEPENDENCE.get("blocs", {})


rule measure_dependence:
    input:
        supply="results/world/supply/hs{level}/{year}.parquet",
        areas=shared("data/comtrade_areas.csv"),
        code=code_of("measure_dependence"),
    output:
        dependence_of="results/world/dependence/hs{level}/{year}.parquet",
    log:
        "logs/measure_dependence/hs{level}_{year}.log",
    threads: WORLD_THREADS
    resources:
        mem_mb=WORLD["memory_mb"],
    params:
        year=lambda wildcards: int(wildcards.year),
        level=lambda wildcards: int(wildcards.level),
        supplier=DEPENDENCE["supplier"],
        blocs=BLOCS,
        thresholds=DEPENDENCE.get("thresholds", {}),
        spill="results/world/.unfinished-dependence-{level}-{year}",
    message:
        "Measuring dependence on suppliers in {wildcards.year} at HS {wildcards.level}"
    script:
        "../../scripts/measure_dependence.py"
