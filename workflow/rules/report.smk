from lineage import commit_of, rules_of

# Notebooks in the order of the report, each with the results it reads
NOTEBOOKS = {
    "summary": [
        *[f"results/audit/{table}.parquet" for table in ["claims", "table_checks"]],
        *[f"results/analysis/{table}.parquet" for table in ["trade_concentration", "fdi_printed", "subsidy_totals", "one_third_rule", "plan_criteria", "partnership_graph"]],
        "results/clean/cooperation_events.parquet",
    ],
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
    "policy": [
        *[f"results/analysis/{table}.parquet" for table in MEASURED_POLICY],
        *[f"results/figures/{figure}.svg" for figure in POLICY_FIGURES],
    ],
    "cooperation": [
        *[f"results/clean/{table}.parquet" for table in CLEAN_COOPERATION],
        *[f"results/analysis/{table}.parquet" for table in MEASURED_COOPERATION],
        "results/clean/economies.parquet",
        *[f"results/figures/{figure}.svg" for figure in COOPERATION_FIGURES],
    ],
    "audit": [f"results/audit/{table}.parquet" for table in [*AUDIT, "table_checks", "benchmark"]],
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
        door="notebooks/study.py",
        dictionary=DICTIONARY,
        code=sorted({*code_of("run_notebook"), *code_of("study", folder="notebooks")}),
    output:
        executed="results/notebooks/{notebook}.ipynb",
    log: "logs/run_notebook/{notebook}.log"
    script: "../../scripts/run_notebook.py"


rule build_report:
    message: "Setting the report: page, PDF and lineage"
    input:
        notebooks=expand("results/notebooks/{notebook}.ipynb", notebook=NOTEBOOKS),
        charts=expand("results/charts/{chart}.json", chart=CHARTS),
        bundle="results/charts/vega.js",
        docs=["docs/method.md", "docs/data.md"],
        references="data/references.bib",
        template="workflow/report/page.html.j2",
        style="workflow/report/page.css",
        script="workflow/report/page.js",
        paper="workflow/report/paper.typ",
        tables_json="results/extracted/tables.json",
        sources="data/sources.yaml",
        dictionary=DICTIONARY,
        code=code_of("build_report"),
    output:
        page="results/report/index.html",
        pdf=report("results/report/report.pdf", caption="../report/captions/whole.rst", category="Report"),
        values="results/report/values.json",
        crate="results/report/ro-crate-metadata.json",
    params:
        title=config["title"],
        cite=config["cite"],
        rules=lambda wildcards: rules_of(workflow),
        commit=commit_of(),
    log: "logs/build_report.log"
    script: "../../scripts/build_report.py"
