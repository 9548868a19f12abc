"""bilateral diff and .ci/changes on a repository in which a datum, a colour and a claim changed."""

import io
import os
import shutil
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
import yaml
from PIL import Image

from bilateral.__main__ import main
from tests.conftest import ROOT

TOTALS = "reporter,partner,flow,year,usd_million\nJPN,IND,export,2014,{}\nJPN,IND,export,2015,8500.0\n"
CLAIMS = "id,source,line,verdict\nsurplus,paper,12,{}\n"
VALUES = """[{{"text": "{0}", "place": "value:analysis/trade_totals/1/usd_million", "section": "2",
 "sentence": "Japan sold goods of US${0} million."}}]
"""
RECORD = {"producer": "a bank", "title": "t", "citation": "c", "address": "a", "licence": "l", "sha256": "0"}


class Repository:
    """A study that was built and committed, by hand; alter what a build would."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.write("config.yaml", "title: Japan and India\n")
        self.raw(vintage="release of May", figure="8100")
        self.datum("8,100", "8100.0")
        self.claim("holds")
        self.colour((200, 0, 0))
        (folder / ".gitignore").write_text("results/report/\nchanges/\n.venv\n.ci\n")
        self.git("init", "-q")
        self.git("add", ".")
        self.git("commit", "-q", "-m", "a build")

    def git(self, *arguments):
        own = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
        subprocess.run(["git", *own, *arguments], cwd=self.folder, check=True, capture_output=True)

    def write(self, path: str, content: str | bytes):
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)

    def raw(self, vintage: str, figure: str):
        self.write("data/raw/totals.csv", f"year,usd\n2014,{figure}\n")
        record = {"path": "data/raw/totals.csv", **RECORD, "accessed": "2026-05-01", "vintage": vintage}
        self.write("data/sources.yaml", yaml.safe_dump([record]))

    def datum(self, said: str, cell: str):
        self.write("results/analysis/trade_totals.csv", TOTALS.format(cell))
        self.write("results/report/values.json", VALUES.format(said))

    def claim(self, verdict: str):
        self.write("results/audit/claims.csv", CLAIMS.format(verdict))

    def colour(self, colour: tuple[int, int, int]):
        picture, kept = Image.new("RGB", (200, 100), "white"), io.BytesIO()
        picture.paste(colour, (0, 0, 100, 100))
        picture.save(kept, "PNG")
        self.write("results/figures/totals.png", kept.getvalue())
        self.write("results/figures/totals.svg", f"<svg fill='rgb{colour}'/>")

    def run(self, *command: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            command,
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
            capture_output=True,
            text=True,
        )

    def diff(self, *arguments: str) -> subprocess.CompletedProcess:
        """The command in this process: its imports take as long as all that it does."""
        said, failed = io.StringIO(), io.StringIO()
        with chdir(self.folder), redirect_stdout(said), redirect_stderr(failed):
            status = main(["diff", *arguments])
        return subprocess.CompletedProcess(arguments, status, said.getvalue(), failed.getvalue())


@pytest.fixture
def repository(tmp_path):
    return Repository(tmp_path / "study")


def test_nothing_moved(repository, tmp_path):
    shutil.copytree(repository.folder / "results", tmp_path / "old")
    for old in ("HEAD", str(tmp_path / "old")):
        run = repository.diff("--old", old)
        assert run.returncode == 0 and run.stdout.startswith("Nothing moved"), run.stderr


def test_a_changed_datum_shows_in_its_table_and_its_sentence(repository):
    repository.raw(vintage="release of June", figure="8200")
    repository.datum("8,200", "8200.0")
    run = repository.diff("--old", "HEAD")
    assert run.returncode == 1
    assert "1 numbers of the text, 1 tables, 1 cells moved." in run.stdout
    assert (
        "- periodic update: `data/raw/totals.csv`, changed: release of June, accessed 2026-05-01 "
        "(before: release of May)" in run.stdout
    )
    # the commit has no text: what it said is told from the cell
    assert "| 2 | 8,100 | 8,200 | Japan sold goods of US$8,200 million. |" in run.stdout
    assert "| JPN IND export 2014 | usd_million | 8100.0 | 8200.0 |" in run.stdout


def test_an_edited_figure_of_the_same_release_is_a_manual_change(repository):
    repository.raw(vintage="release of May", figure="8200")
    repository.write("config.yaml", "title: Japan and India again\n")
    repository.datum("8,200", "8200.0")
    said = repository.diff("--old", "HEAD").stdout
    assert "- manual change: `data/raw/totals.csv`, changed" in said and "periodic" not in said
    assert "- manual change: `config.yaml`, changed" in said


def test_the_revisions_of_a_refresh_are_listed(repository):
    repository.write(
        "data/revisions/world_bank_2026-06-02.csv", "key,change,old,new,note\nJPN 2014,revised,8100,8200,\n"
    )
    repository.write("data/raw/world_bank/2026-06-02/x.csv", "1\n")
    record = {"path": "data/raw/world_bank/2026-06-02/x.csv", **RECORD}
    released = {"accessed": "2026-06-02", "vintage": "as answered on 2026-06-02"}
    repository.write("data/sources.yaml", yaml.safe_dump([record | released]))
    said = repository.diff("--old", "HEAD").stdout
    assert "| world_bank_2026-06-02 | JPN 2014 | revised | 8100 | 8200 |  |" in said
    assert "- periodic update: `data/raw/world_bank/2026-06-02/x.csv`, new: as answered on 2026-06-02" in said


def test_a_changed_claim(repository):
    repository.claim("contradicted")
    run = repository.diff("--old", "HEAD")
    assert run.returncode == 1 and "1 verdicts on claims moved." in run.stdout
    assert "| surplus | verdict | holds | contradicted |" in run.stdout


def test_a_changed_colour_is_a_figure_with_its_difference_on_the_page(repository):
    repository.colour((0, 0, 200))
    run = repository.diff("--old", "HEAD", "--html", "changes.html")
    assert run.returncode == 1
    # half of the picture
    assert "- `totals`: 50.00% of its area differs" in run.stdout
    page = (repository.folder / "changes.html").read_text(encoding="utf-8")
    assert page.count('src="data:image/png;base64,') == 3 and "<h3>totals" in page
    assert "http" not in page.replace("http://www.w3.org", "")


@pytest.mark.parametrize(
    ("old", "expected"),
    [
        ("", "diff: found no OLD"),
        ("nowhere", "OLD=nowhere: found neither a commit nor a folder"),
        ("--help", "OLD=--help: found neither a commit nor a folder"),
        ("data", "OLD=data: found no published tables"),
    ],
)
def test_neither(repository, old, expected):
    run = repository.diff(f"--old={old}")
    assert run.returncode == 2 and run.stderr.startswith(expected) and run.stderr.count("\n") == 1


@pytest.fixture
def ci(repository):
    """The repository with the scripts that the workflows call."""
    shutil.copytree(ROOT / ".ci", repository.folder / ".ci")
    (repository.folder / ".venv").symlink_to(sys.prefix)
    return repository


def test_the_script_of_the_pull_request_says_it_by_its_status(ci):
    assert ci.run("bash", ".ci/changes", "HEAD", "changes").returncode == 0
    ci.colour((0, 0, 200))
    ci.claim("contradicted")
    run = ci.run("bash", ".ci/changes", "HEAD", "changes", "https://example.org/run")
    assert run.returncode == 1, run.stderr
    summary = (ci.folder / "changes/summary.md").read_text(encoding="utf-8")
    assert summary.startswith("## study\n\n1 verdicts on claims, 1 figures moved.\n")
    assert "[The page with pictures](https://example.org/run)" in summary
    assert (ci.folder / "changes/study.html").is_file()
    assert ci.run("bash", ".ci/changes", "nowhere", "changes").returncode == 2


def test_the_script_knows_what_the_base_said_where_main_left_its_text(ci):
    kept = ci.folder / "changes/before/study/values.json"
    kept.parent.mkdir(parents=True)
    kept.write_text(VALUES.format("about 8,000"))
    run = ci.run("bash", ".ci/changes", "HEAD", "changes")
    assert run.returncode == 1, run.stderr
    summary = (ci.folder / "changes/summary.md").read_text(encoding="utf-8")
    assert "| 2 | about 8,000 | 8,100 | Japan sold goods of US$8,100 million. |" in summary


def test_a_summary_stays_below_what_a_comment_holds(ci):
    rows = [f"JPN,IND,export,{year},1.0" for year in range(1000, 9000)]
    header = TOTALS.splitlines()[0]
    for number in range(60):
        ci.write(f"results/analysis/table_{number}.csv", "\n".join([header, *rows[:40]]) + "\n")
    ci.git("add", "results")
    ci.git("commit", "-q", "-m", "many tables")
    for number in range(60):
        changed = "\n".join([header, *(row.replace(",1.0", ",2.0") for row in rows[:40])]) + "\n"
        ci.write(f"results/analysis/table_{number}.csv", changed)
    assert ci.run("bash", ".ci/changes", "HEAD", "changes").returncode == 1
    summary = (ci.folder / "changes/summary.md").read_text(encoding="utf-8")
    assert 50_000 < len(summary) < 65_536 and summary.endswith("… and more, in the pages.\n")


def test_what_is_published_has_its_checksums(ci):
    ci.write("results/report/index.html", "page")
    ci.write("results/report/report.pdf", "paper")
    ci.write("package/study.zip", "zip")
    run = ci.run("bash", ".ci/publish", "site", "release")
    assert run.returncode == 0, run.stderr
    assert (ci.folder / "site/index.html").read_text() == "page"
    listed = (ci.folder / "release/checksums.sha256").read_text().splitlines()
    # sha256 of "paper" and "zip", by sha256sum
    assert [line.split()[1] for line in listed] == ["study-report.pdf", "study.zip"]
    assert ci.run("sh", "-c", "cd release && sha256sum --check --quiet checksums.sha256").returncode == 0
