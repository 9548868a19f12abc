"""What the project costs: `make bench` prints it and writes it into docs/performance.md.

Nothing here fails for being slow. Each ratio is of one run on one machine, its two sides measured in turn.
`make bench LARGE=1` measures the largest studies and documents too, which takes some minutes.
"""

import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.benchmarks.growth import Cost, cost_of, write_claims, write_document, write_study
from tests.benchmarks.one_process import JOBS
from tests.conftest import ROOT
from tests.projects import Project, copy_of_project

STARTS = 5
LARGE = bool(os.environ.get("LARGE"))
TIMES = (5, 50, 500) if LARGE else (5, 50)
PAGES = (10, 100, 1000) if LARGE else (10, 100)
CLAIMS = (10, 100, 1000, 10_000)
ONE_PROCESS = [sys.executable, str(ROOT / "tests/benchmarks/one_process.py")]
# as the engine sets it for a build
ENVIRONMENT = {
    "PYTHONPATH": str(ROOT / "src"),
    "MPLBACKEND": "Agg",
    "PYTHONHASHSEED": "0",
    "OPENBLAS_NUM_THREADS": "1",
}
# what the made-up studies make: all that the workflow computes of trade by product
GROWN = [
    *(
        f"results/analysis/{name}.csv"
        for name in ("pair_trade", "trade_structure", "trade_change", "trade_mirror")
    ),
    "results/figures/flow_structure.svg",
]
PAGE = ROOT / "docs/performance.md"
BEGIN, END = "<!-- speed: begin, written by make bench -->", "<!-- speed: end -->"
pytestmark = pytest.mark.benchmark


@pytest.fixture(scope="module")
def said(request) -> Iterator[list[str]]:
    """The lines of the section; written at the end where every test here has said its part."""
    lines: list[str] = []
    yield lines
    if (
        not request.session.testsfailed
        and lines
        and lines[0].startswith("## ")
        and lines[-1].startswith("Measured")
    ):
        text = PAGE.read_text(encoding="utf-8") if PAGE.exists() else "# Performance\n"
        if BEGIN not in text:
            text = text.replace("# Performance\n", f"# Performance\n\n{BEGIN}\n{END}\n", 1)
        before, after = text.partition(BEGIN)[0], text.partition(END)[2]
        PAGE.write_text(before + "\n".join([BEGIN, *lines, END]) + after, encoding="utf-8")


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Project:
    """The first study, which the first test builds."""
    made = copy_of_project(tmp_path_factory.mktemp("speed") / "study")
    list_jobs(made.folder)
    return made


def list_jobs(folder: Path, *targets: str) -> None:
    command = [*ONE_PROCESS, "list", *targets]
    subprocess.run(command, cwd=folder, env=os.environ | ENVIRONMENT, check=True, capture_output=True)


def say(capsys, said: list[str], *lines: str) -> None:
    said += lines
    with capsys.disabled():
        print("", *lines, sep="\n")


def median(costs: list[Cost], of: str = "seconds") -> float:
    return statistics.median(getattr(cost, of) for cost in costs)


def ratio(what: str, first: list[Cost], second: list[Cost], aim: float) -> str:
    """A row: the ratio of the medians by the clock and, in brackets, by the seconds of all cores."""
    by = [median(first, of) / median(second, of) for of in ("seconds", "cpu")]
    return (
        f"| {what} | {median(first):.1f} ({median(first, 'cpu'):.1f}) | {median(second):.1f} "
        f"({median(second, 'cpu'):.1f}) | {by[0]:.2f} ({by[1]:.2f}) | {aim} |"
    )


def test_ratios(project, tmp_path, capsys, said):
    load = os.getloadavg()[0]
    (tmp_path / "Snakefile").write_text("rule all:\n    output: 'done'\n    shell: 'touch done'\n")
    (tmp_path / "done").touch()
    empty = [*project.command(), "--cores", "all"]
    cost_of(empty, tmp_path)
    plain = cost_of([*ONE_PROCESS, "run"], project.folder, **ENVIRONMENT)
    for folder in ("results", "logs"):
        shutil.rmtree(project.folder / folder)
    rebuilt = cost_of(project.command(), project.folder)
    idle, start = [], []
    for _ in range(STARTS):
        idle.append(cost_of(project.command(), project.folder))
        start.append(cost_of(empty, tmp_path))
    say(
        capsys,
        said,
        "## The first study and a document",
        "",
        f"On {os.cpu_count()} cores, Python {platform.python_version()}. Load of the machine before: "
        f"{load:.1f}; more than the number of cores means that others were at work, and that seconds by the "
        "clock are rough. In brackets: seconds of all cores, and ratios by them.",
        "",
        "| | seconds | beside | ratio | aim, at most |",
        "|---|---|---|---|---|",
        ratio("nothing to do, beside Snakemake on an empty workflow", idle, start, 1.25),
        ratio("full rebuild, beside the same functions in one process", [rebuilt], [plain], 1.3),
    )


def test_where_the_seconds_of_a_rebuild_are(project, capsys, said):
    by_rule: dict[str, list[float]] = {}
    for number, job in enumerate(json.loads((project.folder / JOBS).read_text(encoding="utf-8"))):
        before = os.times()
        run = subprocess.run(
            [*ONE_PROCESS, "alone", str(number)],
            cwd=project.folder,
            env=os.environ | ENVIRONMENT,
            check=True,
            capture_output=True,
            text=True,
        )
        after = os.times()
        whole = after.children_user + after.children_system - before.children_user - before.children_system
        row = by_rule.setdefault(job["rule"], [0, 0.0, 0.0])
        for place, value in enumerate((1, whole, float(run.stdout.split()[0]))):
            row[place] += value
    rows = sorted(by_rule.items(), key=lambda item: -item[1][1])
    total = [sum(row[place] for _, row in rows) for place in range(3)]
    say(
        capsys,
        said,
        "",
        "Where the seconds of a rebuild are, of all cores, each job in a process of its own:",
        "",
        "| rule | jobs | seconds | of them imports |",
        "|---|---|---|---|",
        *(f"| {rule} | {n} | {whole:.1f} | {imports:.1f} |" for rule, (n, whole, imports) in rows),
        f"| all | {total[0]} | {total[1]:.1f} | {total[2]:.1f} |",
    )


def grown(what: str, unit: str, costs: dict[int, Cost]) -> list[str]:
    """A table: cost by size, and how much more each further unit costs than in the step before."""
    rows, sizes = [], list(costs)
    for size, cost in costs.items():
        place = sizes.index(size)
        more = ""
        if place:
            least = costs[sizes[0]]
            more = f"{1000 * (cost.cpu - least.cpu) / (size - sizes[0]):.3g}"
        rows.append(f"| {size:,} | {cost.seconds:.1f} | {cost.cpu:.1f} | {cost.peak_mb:.0f} | {more} |")
    return [
        "",
        f"**{what}**",
        "",
        f"| {unit} | seconds | of all cores | peak MB | ms for each one more |",
        "|---|---|---|---|---|",
        *rows,
    ]


def test_growth(project, tmp_path, capsys, said):
    documents, studies, claims = {}, {}, {}
    for pages in PAGES:
        folder = tmp_path / f"{pages}_pages"
        folder.mkdir()
        write_document(folder / "paper.pdf", pages)
        command = [sys.executable, "-m", "crossfoot", "--out", "audit", "paper.pdf"]
        documents[pages] = cost_of(command, folder, (0, 1), **ENVIRONMENT)
    for times in TIMES:
        folder = tmp_path / f"{times}_times"
        figures = write_study(folder, times)
        list_jobs(folder, *GROWN)
        studies[figures] = cost_of([*ONE_PROCESS, "run"], folder, **ENVIRONMENT)
    paths = os.pathsep.join(str(ROOT / part) for part in (".", "src", "scripts", "workflow"))
    for number in CLAIMS:
        folder = tmp_path / f"{number}_claims"
        folder.mkdir()
        write_claims(folder / "claims.yaml", number)
        (folder / "evidence.yaml").write_text("[]\n", encoding="utf-8")
        command = [sys.executable, "-m", "tests.benchmarks.growth", str(project.folder), str(folder)]
        claims[number] = cost_of(command, ROOT, **ENVIRONMENT | {"PYTHONPATH": paths})
    first = documents[PAGES[0]]
    say(
        capsys,
        said,
        "",
        f"`crossfoot` on a document of ten pages with a table on each: {first.seconds:.1f} s from the "
        f"command to its page, {first.seconds / PAGES[0]:.2f} s a page; aim: under 3 s.",
        "",
        "## Cost as the work grows",
        "",
        "Each in a process of its own, start and imports included.",
        *grown("`crossfoot` on a PDF with a table of 21 rows on each page", "pages", documents),
        *grown("All that is computed of two directions of trade by product", "figures of trade", studies),
        *grown("The judgement of claims, each with a check", "claims", claims),
        "",
        f"Measured by `make bench{' LARGE=1' * LARGE}`.",
    )
