"""Imports within exports, from input-output tables; trade in the document's critical products."""

VALUE_CHAINS = config["value_chains"]
INPUT_OUTPUT = sorted(str(path) for path in Path(VALUE_CHAINS["input_output"]).glob("*.zip"))
if not INPUT_OUTPUT:
    stop(
        "config.yaml: value_chains.input_output",
        f"no .zip file in {VALUE_CHAINS['input_output']!r}",
        "one of yearly tables for each economy",
    )
CLEAN_VALUE_CHAINS = ["published_import_content"]
MEASURED_VALUE_CHAINS = "value_chains value_chains_industries value_chains_change value_chains_check".split()
if CRITICAL:
    CLEAN_VALUE_CHAINS += "exports_hs6 exports_hs6_coverage mineral_imports designated_products".split()
    MEASURED_VALUE_CHAINS += (
        "critical_exports critical_code_revisions critical_suppliers critical_designations"
    ).split()
VALUE_CHAIN_FIGURES = ["import_content", *(["critical_suppliers"] if CRITICAL else [])]


rule extract_input_output:
    input:
        tables=INPUT_OUTPUT,
        sources=SOURCES,
        code=code_of("extract_input_output"),
    output:
        stacked="results/extracted/input_output.parquet",
    log:
        "logs/extract_input_output.log",
    conda:
        "../envs/study.yml"
    message:
        "Reading the input-output tables and checking their sums"
    script:
        "../../scripts/extract_input_output.py"


rule clean_value_chains:
    input:
        published_rows=[as_text(VALUE_CHAINS[name]) for name in ["published"] if name in VALUE_CHAINS],
        critical_rows=[as_text(CRITICAL[name]) for name in CRITICAL_ROWS if CRITICAL],
        dictionary=DICTIONARY,
        code=code_of("clean_value_chains"),
    output:
        **as_tables("clean", CLEAN_VALUE_CHAINS),
    log:
        "logs/clean_value_chains.log",
    conda:
        "../envs/study.yml"
    params:
        named=VALUE_CHAINS,
    message:
        "Typing what goes with the input-output tables, and the trade in critical products"
    script:
        "../../scripts/clean_value_chains.py"


rule measure_value_chains:
    input:
        **(
            {
                "lines": "results/clean/exports_hs6.parquet",
                "chapters": "results/clean/exports_hs6_coverage.parquet",
                "minerals": "results/clean/mineral_imports.parquet",
                "designated": "results/clean/designated_products.parquet",
                "products": "results/clean/specified_products.parquet",
                "product_codes": "results/clean/critical_product_codes.parquet",
                "revisions": shared("data/hs_revisions.csv"),
            }
            if CRITICAL
            else {}
        ),
        stacked="results/extracted/input_output.parquet",
        published="results/clean/published_import_content.parquet",
        dictionary=DICTIONARY,
        code=code_of("measure_value_chains"),
    output:
        **as_tables("analysis", MEASURED_VALUE_CHAINS),
    log:
        "logs/measure_value_chains.log",
    conda:
        "../envs/study.yml"
    params:
        pair=PAIR,
        critical=CRITICAL,
    message:
        "Measuring imports within exports, and what falls on critical products"
    script:
        "../../scripts/measure_value_chains.py"


rule draw_value_chains:
    input:
        economies="results/analysis/value_chains.parquet",
        suppliers=["results/analysis/critical_suppliers.parquet" for _ in ["critical"] if CRITICAL],
        fonts=FONTS,
        code=code_of("draw_value_chains"),
    output:
        **as_figures(VALUE_CHAIN_FIGURES, "Value chains"),
    log:
        "logs/draw_value_chains.log",
    conda:
        "../envs/study.yml"
    params:
        pair=PAIR,
        names=SHOWN_NAMES,
    message:
        "Drawing imports within exports, and suppliers of critical minerals"
    script:
        "../../scripts/draw_value_chains.py"
