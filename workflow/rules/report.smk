# Notebooks in the order of the report, each with the results it reads
NOTEBOOKS = {
    "trade": [
        "results/clean/chapter_shares.parquet",
        "results/clean/economies.parquet",
        "results/analysis/trade_concentration.parquet",
        "results/analysis/chapter_ranks.parquet",
        "results/analysis/trade_models.parquet",
        *[f"results/analysis/{table}.parquet" for table in TRADE],
        *[f"results/figures/{figure}.svg" for figure in TRADE_FIGURES],
    ],
    "investment": [
        *[f"results/analysis/{table}.parquet" for table in MEASURED_INVESTMENT],
        "results/clean/fdi_identities.parquet",
        "results/clean/economies.parquet",
        *[f"results/figures/{figure}.svg" for figure in INVESTMENT_FIGURES],
    ],
    "audit": [f"results/audit/{table}.parquet" for table in AUDIT],
    "tables": [
        "results/extracted/tables.json",
        "results/clean/repairs.parquet",
        "results/clean/subsidy_plans.parquet",
        "results/clean/critical_product_codes.parquet",
    ],
}


rule run_notebook:
    message: "Running the notebook {wildcards.notebook} on the results"
    input:
        notebook="notebooks/{notebook}.ipynb",
        results=lambda wildcards: NOTEBOOKS[wildcards.notebook],
        show="src/bilateral/report/show.py",
        code=code_of("run_notebook"),
    output:
        executed="results/notebooks/{notebook}.ipynb",
    log: "logs/run_notebook/{notebook}.log"
    script: "../../scripts/run_notebook.py"


rule build_report:
    message: "Putting the notebooks on one page"
    input:
        notebooks=expand("results/notebooks/{notebook}.ipynb", notebook=NOTEBOOKS),
        template="workflow/report/page.html.j2",
        tables_json="results/extracted/tables.json",
        sources="data/sources.yaml",
        code=code_of("build_report"),
    output:
        page="results/report/index.html",
    params:
        title=config["title"],
        cite=config["cite"],
    log: "logs/build_report.log"
    script: "../../scripts/build_report.py"
