from functools import cache

from lineage import commit_of, rules_behind
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
NOTEBOOKS = {chapter: notebook_of(chapter) for part in CHAPTERS.values() for chapter in part}


def unlisted():
    """Notebooks of the study's own folder that are no chapter; those for any pair and for playing are none."""
    found = [path.relative_to("notebooks").with_suffix("") for path in Path("notebooks").rglob("*.ipynb")]
    return sorted(
        path.as_posix()
        for path in found
        if path.as_posix() not in NOTEBOOKS
        and path.parts[0] not in ("pair", "explore")
        and ".ipynb_checkpoints" not in path.parts
    )


@cache
def results_of(chapter):
    """The results that a chapter's notebook names and that a rule of this study makes."""
    makes = {str(path) for rule in workflow.rules for path in rule.output}
    named = results_named(Path(NOTEBOOKS[chapter]).read_text(encoding="utf-8"))
    # a rule of the study's own may give a table as CSV alone
    twins = [path.replace(".parquet", ".csv") for path in named if path not in makes]
    return [path for path in [*named, *twins] if path in makes]


# a document's tables as printed, and what was mended in them and in official figures
PRINTED = ["results/extracted/tables.json"] if "document" in config else []
REPAIRS = [
    *(["results/clean/repairs.parquet"] if "document" in config else []),
    *(["results/clean/series_repairs.parquet"] if "hs_flows" in OFFICIAL else []),
]


# where the lines of a clean table stand: the file, or the file of each source where there are several
LINES_IN = {
    **({table: config["document"] for table in [*CLEAN, "table_checks"]} if "document" in config else {}),
    **{
        table: config[section][name]
        for table, section, name in (
            ("reported_totals", "series", "trade_totals"),
            ("merchandise_trade", "series", "merchandise_trade"),
            ("exchange_rates", "investment", "exchange_rates"),
            ("printed_investment", "investment", "printed"),
            ("cooperation_numbers", "cooperation", "events"),
            ("cooperation_fields", "cooperation", "fields"),
            ("partnerships", "cooperation", "partnerships"),
        )
        if has_key(config, f"{section}.{name}")
    },
    # of two files of one source a row does not say which it is from
    "hs_flows": {
        flows["source"]: flows["file"]
        for flows in OFFICIAL.get("hs_flows", [])
        if not any(
            other["source"] == flows["source"] and other["file"] != flows["file"]
            for other in OFFICIAL["hs_flows"]
        )
    },
}


@cache
def behind_the_report():
    """The rules on whose results the report stands: all that its lineage lists, and no other."""
    shown = [path for chapter in NOTEBOOKS for path in results_of(chapter)]
    return rules_behind(workflow, [*shown, *PRINTED, *REPAIRS])


rule run_notebook:
    input:
        notebook=lambda wildcards: NOTEBOOKS[wildcards.notebook],
        results=lambda wildcards: results_of(wildcards.notebook),
        study_module=shared("notebooks/study.py"),
        dictionary=DICTIONARY,
        code=sorted({*code_of("run_notebook"), *code_of("study", folder="notebooks")}),
    output:
        executed="results/notebooks/{notebook}.ipynb",
    log:
        "logs/run_notebook/{notebook}.log",
    conda:
        "../envs/study.yml"
    message:
        "Running the notebook {wildcards.notebook} on the results"
    script:
        "../../scripts/run_notebook.py"


rule build_report:
    input:
        notebooks=expand("results/notebooks/{notebook}.ipynb", notebook=CHAPTERS["paper"]),
        appendix=expand("results/notebooks/{notebook}.ipynb", notebook=CHAPTERS["appendix"]),
        results=lambda wildcards: [path for rule in behind_the_report().values() for path in rule["files"]],
        scripts=lambda wildcards: sorted(rule["path"] for rule in behind_the_report().values()),
        repairs=REPAIRS,
        docs=[shared("docs/method.md"), *(path for path in ["docs/data.md"] if Path(path).is_file())],
        references=shared("data/references.bib"),
        template=shared("workflow/report/page.html.j2"),
        style=shared("workflow/report/page.css"),
        script=shared("workflow/report/page.js"),
        paper=shared("workflow/report/paper.typ"),
        tables_json=PRINTED,
        sources=SOURCES,
        fonts=FONTS,
        dictionary=DICTIONARY,
        code=code_of("build_report"),
    output:
        page="results/report/index.html",
        appendix_page="results/report/appendix.html",
        pdf=report("results/report/report.pdf", caption="../report/captions/whole.rst", category="Report"),
        appendix_pdf=report(
            "results/report/appendix.pdf", caption="../report/captions/whole.rst", category="Report"
        ),
        word="results/report/report.docx",
        latex_tables=directory("results/report/tables"),
        latex_values="results/report/values.tex",
        values="results/report/values.json",
        ro_crate="results/report/ro-crate-metadata.json",
    log:
        "logs/build_report.log",
    conda:
        "../envs/study.yml"
    params:
        title=config["title"],
        lang=config.get("lang", "en"),
        cite=config.get("cite"),
        # the measures of all pairs have a page of their own, and are explained here
        subjects=[*SUBJECTS, *(["world"] if "world" in config else [])],
        rules=lambda wildcards: behind_the_report(),
        lines_in=LINES_IN,
        commit=commit_of(),
    message:
        "Setting the paper and its appendix: pages, PDF, Word and LaTeX"
    script:
        "../../scripts/build_report.py"
