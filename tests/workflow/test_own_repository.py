"""A study in its author's own repository: begun by the installed wheel, with a rule, figure, chapter and
check of its own; and the engine as a module from a path and from a git tag."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import nbformat
import pypandoc
import pytest
import yaml
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from pypdf import PdfReader

from tests.conftest import ROOT
from tests.projects import once, run

PAGE = (ROOT / "docs/studies.md").read_text(encoding="utf-8")
# what the page has a reader paste: install, begin, add a raw file, build
INSTALL, BEGIN, ADD, MAKE = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)[:4]
TOTALS = ADD.split("<<'END'\n")[1].split("END\n")[0]
RULE = """

rule growth:
    input:
        totals="results/analysis/trade_totals.parquet",
    output:
        table="results/analysis/growth.csv",
    script:
        "scripts/growth.py"
"""
SCRIPT = """import pandas as pd

totals = pd.read_parquet(snakemake.input.totals)
totals = totals[(totals["flow"] == "export") & (totals["reporter"] == "KOR")].set_index("year")
growth = (100 * totals["usd_million"].pct_change()).dropna().rename("growth_pct").reset_index()
growth.to_csv(snakemake.output.table, index=False)
"""
CHECKS = '''import crossfoot


@crossfoot.check
def no_export_above_50000(table):
    """An invented rule: no export exceeds 50,000"""
    for row, cells in enumerate(table.body):
        number = crossfoot.read_number(cells[1])
        if number and number.face.low > 50000:
            yield crossfoot.Finding("an export above 50,000", row, 1)
'''
PAPER = """# Exports of Korea

Korea exported goods for 56,729 million dollars to Viet Nam in 2021.

Table 1: Exports and imports (US$ million)

| Year | Exports | Imports |
|---|---|---|
| 2020 | 48511 | 20579 |
| 2021 | 56729 | 23966 |
"""
CLAIMS = """- source: paper
  line: 3
  where: introduction
  claims:
  - id: exports-2021
    statement: Korea exported US$56,729 million in 2021
    kind: amount
    stated: 56,729
    numbers: ["56,729"]
    why: the paper's tables are the study's own
"""
EVIDENCE = """- claim: exports-2021
  check: cell(trade_totals.usd_million, reporter="KOR", flow="export", year=2021)
  source: the study's own results
"""
# three of its numbers are not those of the results: 56,729, 48,178 and 23,966 are
DRAFT = """# Trade of Korea with Viet Nam

Korea's exports to Viet Nam were US$56,792 million in 2021, after US$48,511 million in 2020. In 2019 Korea's
exports to Viet Nam were US$41,878 million. Korea's imports from Viet Nam came to US$20,579 million in 2020.
In 2021 Korea's imports from Viet Nam were US$29,366 million.
"""
WRONG = {"US$56,792 million", "US$41,878 million", "US$29,366 million"}
# what the report does not read, and a build makes when it is asked for
JUDGED = ["results/audit/table_checks.csv", "results/audit/claims.csv"]
CHECKED = "Nothing is missing: `make` can start"


def chapter() -> nbformat.NotebookNode:
    """A chapter with a value of the own table in its prose, and a figure of seaborn."""
    cells = [
        new_markdown_cell("# How exports grew"),
        new_code_cell(
            "from study import percent, read, series, show\n\n"
            'growth = series("analysis/growth", "growth_pct")'
        ),
        new_markdown_cell("Exports grew by {eval}`percent(growth.last)` in the last year."),
        new_code_cell(
            "import seaborn as sns\n\n"
            'axes = sns.barplot(read("analysis/growth"), x="year", y="growth_pct")\n'
            'show(axes, "growth", "Exports grew faster in the second year", alt="Two bars", units="percent")'
        ),
    ]
    for place, cell in enumerate(cells):
        cell["id"] = f"growth-{place}"
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return new_notebook(cells=cells, metadata=kernel)


def paste(installed: Path, text: str, folder: Path) -> str:
    """What the shell says of blocks of the page, with the wheel's commands on the path."""
    shell = ["env", f"PATH={installed.parent}:{os.environ['PATH']}", "bash", "-e", "-c", text]
    said = run(*shell, cwd=folder)
    assert said.returncode == 0, said.stdout[-3000:] + said.stderr[-3000:]
    return said.stdout


def begun(installed: Path, folder: Path) -> Path:
    paste(installed, BEGIN, folder)
    return folder / "my-study"


def digests(folder: Path) -> dict[str, str]:
    files = sorted(path for path in (folder / "results").rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="session")
def own(installed, base) -> Path:
    """The repository with all of that, built in one folder; then what the engine does not make of its own
    files, in another. Once for all workers."""

    def make() -> str:
        for name in ("first place", "own"):
            shutil.rmtree(base / name, ignore_errors=True)
        (base / "first place").mkdir()
        paste(installed, BEGIN + ADD, base / "first place")
        folder = base / "first place/my-study"
        for path, text in {
            "scripts/growth.py": SCRIPT,
            "checks.py": CHECKS,
            "draft/paper.md": PAPER,
            "claims.yaml": CLAIMS,
            "evidence.yaml": EVIDENCE,
            "notebooks/growth.ipynb": nbformat.writes(chapter()),
        }.items():
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
        with (folder / "Snakefile").open("a", encoding="utf-8") as file:
            file.write(RULE)
        config = (folder / "config.yaml").read_text(encoding="utf-8")
        config = config.replace("paper: [article]", "paper: [article, growth]")
        config = config.replace("simulations: 9999", "simulations: 999") + (
            "document: draft/paper.md\ncite: Nobody (2026)\nprinted_source: Nobody\nchecks: checks.py\n"
            "claims: {claims: claims.yaml, evidence: evidence.yaml}\n"
        )
        (folder / "config.yaml").write_text(config, encoding="utf-8")
        assert CHECKED in paste(installed, MAKE + f"bilateral build . {' '.join(JUDGED)}\n", folder)
        before = digests(folder)
        folder.rename(base / "own")
        # the engine's own rules are run a second time by the package and by the first study
        for part in ("analysis/growth.csv", "audit", "notebooks/growth.ipynb", "report"):
            made = base / "own/results" / part
            shutil.rmtree(made) if made.is_dir() else made.unlink()
        again = run(installed, "build", base / "own", "all", *JUDGED, cwd=base)
        assert again.returncode == 0, again.stdout[-3000:] + again.stderr[-3000:]
        return json.dumps([before, digests(base / "own")])

    once(base / "own.log", make)
    return base / "own"


def test_it_is_built_elsewhere_to_the_same_bytes(own, base):
    before, after = json.loads((base / "own.log").read_text(encoding="utf-8"))
    assert before == after and "results/report/report.docx" in after


def test_own_figure_chapter_and_number_stand_in_page_pdf_and_word(own):
    report = own / "results/report"
    page = (report / "index.html").read_text(encoding="utf-8")
    pdf = "".join(part.extract_text() for part in PdfReader(report / "report.pdf").pages)
    with zipfile.ZipFile(report / "report.docx") as word:
        text = re.sub("<[^>]+>", "", word.read("word/document.xml").decode())
        pictures = [name for name in word.namelist() if name.startswith("word/media/")]
    # by hand: 56729 is 48511 and 16.94% of it
    for said in (re.sub("<[^>]+>", "", page), pdf, text):
        words = " ".join(said.split())
        assert "How exports grew" in words and "Exports grew by 17% in the last year" in words
        assert "Exports grew faster in the second year" in words and "US$56,729 million" in words
    assert len(pictures) == 2 and "Two bars" in page
    # both sides report Korea's imports, which the template's appendix compares
    appendix = (report / "appendix.html").read_text(encoding="utf-8")
    assert "mirror_gaps" in appendix and "Not recorded in data/sources.yaml" in appendix
    assert "bilateral/" not in str(own) and str(own) not in page


def test_the_own_number_leads_to_the_own_rule_and_the_raw_file(own):
    page = (own / "results/report/index.html").read_text(encoding="utf-8")
    made = json.loads(re.search(r'id="lineage">(.*?)</script>', page, re.DOTALL)[1])["made"]
    growth = made["results/analysis/growth.csv"]
    assert growth["rule"] == "growth" and growth["script"] == "scripts/growth.py"
    assert "data/raw/trade_totals.csv" in growth["raw"] and not any(
        path.startswith("/") for path in growth["raw"]
    )


def test_own_check_and_own_claim_are_judged(own):
    checks = (own / "results/audit/table_checks.csv").read_text(encoding="utf-8").splitlines()
    found = [line for line in checks if line.startswith("no_export_above_50000")]
    assert len(found) == 1 and 'contradicted,error,"an export above 50,000"' in found[0]
    claims = (own / "results/audit/claims.csv").read_text(encoding="utf-8")
    assert "exports-2021" in claims and "holds" in claims


@pytest.mark.parametrize("suffix", ["md", "docx"])
def test_the_draft_s_three_wrong_numbers_are_found_and_no_other(own, installed, tmp_path, suffix):
    draft, found = tmp_path / f"draft.{suffix}", tmp_path / "found.json"
    pypandoc.convert_text(DRAFT, suffix, format="markdown", outputfile=str(draft))
    said = run(installed, "check-draft", draft, "--study", own, "--json", found, cwd=tmp_path)
    assert said.returncode == 1, said.stdout + said.stderr
    numbers = json.loads(found.read_text(encoding="utf-8"))["numbers"]
    assert {number["number"] for number in numbers if number["verdict"] == "differs"} == WRONG
    assert sum(number["verdict"] == "matches" for number in numbers) == 2


# what each step of docs/studies.md, left out, is answered with: a line that says what to do
def test_each_step_left_out_is_one_line(installed, tmp_path):
    def said(*command: str, folder: Path = tmp_path, status: int = 1) -> str:
        answer = run(installed, *command, cwd=folder)
        assert answer.returncode == status, answer.stdout + answer.stderr
        lines = (answer.stdout + answer.stderr).strip().splitlines()
        assert len(lines) == 1, lines
        return lines[0]

    assert "config.yaml: no such file; `bilateral init` writes" in said("check")
    assert "expected the folder of a study" in said("build", status=2)
    folder = begun(installed, tmp_path)
    assert "found a folder with files in it; expected a new one" in said(
        "init", "my-study", "--reporter", "KOR", "--partner", "VNM", status=2
    )
    assert said("init", "x", "--reporter", "KOR", "--partner", "Vietnam", status=2) == (
        "--partner: found 'Vietnam'; expected 'VNM'"
    )
    missing = said("check", folder=folder)
    assert missing.startswith(
        "data/raw/trade_totals.csv: not there, and config.yaml: series.trade_totals names it"
    )
    assert "columns year, period, reporter, flow, valuation, usd_million, source" in missing
    (folder / "data/raw/trade_totals.csv").write_text(TOTALS.replace("valuation", "basis"), encoding="utf-8")
    answer = run(installed, "check", cwd=folder).stdout.splitlines()
    assert answer == [
        "data/raw/trade_totals.csv: no column valuation; found columns year, period, reporter, flow, basis, "
        "usd_million, source; expected year, period, reporter, flow, valuation, usd_million, source",
        "data/raw/trade_totals.csv: no record of it in data/sources.yaml; run `bilateral add-source "
        "data/raw/trade_totals.csv`",
    ]
    (folder / "data/raw/trade_totals.csv").write_text(TOTALS, encoding="utf-8")
    assert "fill in producer, title, citation, address, licence, vintage" in said(
        "add-source", "data/raw/trade_totals.csv", folder=folder, status=0
    )
    assert said("check", folder=folder) == (
        "data/sources.yaml: data/raw/trade_totals.csv: producer, title, citation, address, licence, vintage "
        "to fill in"
    )
    sources = folder / "data/sources.yaml"
    sources.write_text(sources.read_text(encoding="utf-8").replace("TODO", "invented"), encoding="utf-8")
    assert said("check", folder=folder, status=0) == CHECKED
    config = (folder / "config.yaml").read_text(encoding="utf-8")
    (folder / "config.yaml").write_text(config.replace("[article]", "[article, growth]"), encoding="utf-8")
    assert said("check", folder=folder) == (
        "config.yaml: chapters.paper: growth: no notebooks/growth.ipynb; write it, or take it off the list"
    )
    (folder / "config.yaml").write_text(config + "seires: {}\n", encoding="utf-8")
    assert said("check", folder=folder).startswith("config.yaml: found unknown key 'seires'; expected one of")


def test_the_template_is_brought_up_to_date_and_the_author_s_changes_stay(installed, tmp_path):
    folder = begun(installed, tmp_path)
    record = json.loads((folder / ".bilateral.json").read_text(encoding="utf-8"))
    # as an older template wrote it: one file that the author left, one that the author changed
    for path, now in (("Makefile", "old\n"), (".gitignore", "mine\n")):
        (folder / path).write_text(now, encoding="utf-8")
        record["files"][path] = hashlib.sha256(b"old\n").hexdigest()
    (folder / "README.md").unlink()
    # new in the template: one that the author has too, and one that is new here
    for path in ("CITATION.cff", "environment.yml"):
        del record["files"][path]
    (folder / "CITATION.cff").write_text("my own\n", encoding="utf-8")
    (folder / "environment.yml").unlink()
    (folder / ".bilateral.json").write_text(json.dumps(record), encoding="utf-8")
    said = run(installed, "update", cwd=folder).stdout.splitlines()
    assert sorted(said) == [
        ".gitignore: you changed it; the template's version is .gitignore.new",
        "CITATION.cff: you changed it; the template's version is CITATION.cff.new",
        "Makefile: brought up to date",
        "environment.yml: new",
    ]
    assert (folder / ".gitignore").read_text() == "mine\n" and ".snakemake/" in (
        folder / ".gitignore.new"
    ).read_text()
    assert "$(BILATERAL) build" in (folder / "Makefile").read_text() and not (folder / "README.md").exists()


# a study as those have it who write its Snakefile by hand
SMALL = {
    "title": "Korea and Viet Nam",
    "names": {"KOR": "Korea", "VNM": "Viet Nam"},
    "pair": {"reporter": "KOR", "partner": "VNM"},
    "years": {"first": 2019, "last": 2021},
    "series": {"trade_totals": "data/raw/trade_totals.csv"},
    "models": {"simulations": 999, "seed": 1},
}
MODULE = """
configfile: "{config}"


module bilateral:
    snakefile:
        {snakefile}
    config:
        config


use rule * from bilateral{names}
"""


@pytest.fixture(scope="session")
def tagged(base) -> Path:
    """A git repository with the engine under the tag v9.9; once for all workers."""

    def make() -> str:
        shutil.rmtree(base / "tagged", ignore_errors=True)
        ignore = shutil.ignore_patterns("__pycache__", "raw", ".ipynb_checkpoints")
        for part in ("workflow", "scripts", "src", "notebooks", "docs", "data"):
            shutil.copytree(ROOT / part, base / "tagged" / part, ignore=ignore)
        git = [
            "git",
            "-c",
            "user.name=Nobody",
            "-c",
            "user.email=nobody@example.org",
            "-c",
            "commit.gpgsign=false",
        ]
        for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "All"], ["tag", "v9.9"]):
            subprocess.run([*git, *command], cwd=base / "tagged", check=True, capture_output=True)
        return "made"

    once(base / "tagged.log", make)
    return base / "tagged"


@pytest.mark.parametrize("way", ["path", "git", "github"])
def test_the_engine_is_a_module_from_a_path_and_from_a_tag(way, tagged, installed, tmp_path):
    cache, file, names = tmp_path / "cache", "config.yaml", ""
    if way == "path":
        snakefile, names = repr(str(ROOT / "workflow/Snakefile")), " as engine_*"
    elif way == "git":
        snakefile = repr(f"git+file://{tagged}/workflow/Snakefile@v9.9")
    else:
        # as snakedeploy writes it; the clone that Snakemake keeps stands in for the network
        snakefile, file = (
            'github("nobody/bilateral", path="workflow/Snakefile", tag="v9.9")',
            "config/config.yaml",
        )
        clone = cache / "snakemake/snakemake/source-cache/snakemake-git-cache/github.com/nobody/bilateral"
        subprocess.run(
            ["git", "clone", "-q", "--bare", str(tagged), str(clone)], check=True, capture_output=True
        )
    study = tmp_path / "study"
    (study / "data/raw").mkdir(parents=True)
    (study / file).parent.mkdir(exist_ok=True)
    (study / file).write_text(yaml.safe_dump(SMALL), encoding="utf-8")
    paste(installed, ADD, study)
    (study / "Snakefile").write_text(
        MODULE.format(config=file, snakefile=snakefile, names=names), encoding="utf-8"
    )
    command = [
        "env",
        f"XDG_CACHE_HOME={cache}",
        installed.with_name("python"),
        "-m",
        "snakemake",
        "--cores",
        "2",
    ]
    built = run(*command, "results/clean/reported_totals.csv", cwd=study)
    assert built.returncode == 0, built.stdout[-3000:] + built.stderr[-3000:]
    assert ("engine_clean_series" if names else "clean_series") in built.stdout + built.stderr
    assert "56729.0" in (study / "results/clean/reported_totals.csv").read_text(encoding="utf-8")
    copied = list((study / ".snakemake/bilateral").glob("*"))
    assert len(copied) == (way != "path") and not any(path.suffix for path in copied)
