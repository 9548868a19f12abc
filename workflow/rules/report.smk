from lineage import commit_of, rules_of
from notebooks import results_named


def notebook_of(chapter):
    """The first there is: the study's own notebook of a chapter, that for any pair, the first study's."""
    own = f"notebooks/{chapter}.ipynb"
    found = [
        path for path in (own, shared(f"notebooks/pair/{chapter}.ipynb"), shared(own)) if Path(path).is_file()
    ]
    if not found:
        stop(own, "no such notebook", f"one for the chapter {chapter!r} in the study's folder")
    return found[0]


# Notebooks in the order of the report
NOTEBOOKS = {chapter: notebook_of(chapter) for chapter in CHAPTERS}


def results_of(wildcards):
    """The results that a notebook names and that a rule of this study makes."""
    makes = {str(path) for rule in workflow.rules for path in rule.output}
    named = results_named(Path(NOTEBOOKS[wildcards.notebook]).read_text(encoding="utf-8"))
    return [path for path in named if path in makes]


rule run_notebook:
    input:
        notebook=lambda wildcards: NOTEBOOKS[wildcards.notebook],
        results=results_of,
        study_module=shared("notebooks/study.py"),
        dictionary=DICTIONARY,
        code=sorted({*code_of("run_notebook"), *code_of("study", folder="notebooks")}),
    output:
        executed="results/notebooks/{notebook}.ipynb",
    log:
        "logs/run_notebook/{notebook}.log",
    message:
        "Running the notebook {wildcards.notebook} on the results"
    script:
        "../../scripts/run_notebook.py"


rule build_report:
    input:
        notebooks=expand("results/notebooks/{notebook}.ipynb", notebook=NOTEBOOKS),
        repairs=["results/clean/repairs.parquet"] if "document" in config else [],
        docs=[shared("docs/method.md"), *(path for path in ["docs/data.md"] if Path(path).is_file())],
        references=shared("data/references.bib"),
        template=shared("workflow/report/page.html.j2"),
        style=shared("workflow/report/page.css"),
        script=shared("workflow/report/page.js"),
        paper=shared("workflow/report/paper.typ"),
        tables_json=["results/extracted/tables.json"] if "document" in config else [],
        sources=SOURCES,
        fonts=FONTS,
        dictionary=DICTIONARY,
        code=code_of("build_report"),
    output:
        page="results/report/index.html",
        pdf=report("results/report/report.pdf", caption="../report/captions/whole.rst", category="Report"),
        values="results/report/values.json",
        ro_crate="results/report/ro-crate-metadata.json",
    log:
        "logs/build_report.log",
    params:
        title=config["title"],
        lang=config.get("lang", "en"),
        cite=config.get("cite"),
        # the measures of all pairs have a page of their own, and are explained here
        chapters=[*CHAPTERS, *(["world"] if "world" in config else [])],
        rules=lambda wildcards: rules_of(workflow),
        commit=commit_of(),
    message:
        "Setting the report: page, PDF and lineage"
    script:
        "../../scripts/build_report.py"
