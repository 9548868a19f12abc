"""Made-up studies, documents and claims of any size, and what a process takes of time and memory."""

from __future__ import annotations

import hashlib
import itertools
import os
import platform
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import typst
import yaml

from bilateral.study.yaml_text import parse_yaml
from tests.conftest import ROOT

YEARS, CHAPTERS = 10, [f"{number:02d}" for number in range(1, 98) if number != 77]
PAIR = ("JPN", "IND")
RECORD = dict.fromkeys(("producer", "title", "citation", "address", "licence", "vintage"), "made up")
TABLE_ROWS = 20


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock and of all cores, and the largest memory of a process or one it started, in MB."""

    seconds: float
    cpu: float
    peak_mb: float


def cost_of(command: list[str], folder: Path, status: tuple[int, ...] = (0,), **environment: str) -> Cost:
    """Runs a command to its end. status: what it may end with."""
    start = time.perf_counter()
    run = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, ended, used = os.wait4(run.pid, 0)
    run.returncode = os.waitstatus_to_exitcode(ended)
    if run.returncode not in status:
        raise subprocess.CalledProcessError(run.returncode, command)
    kilobytes = used.ru_maxrss / (1024 if platform.system() == "Darwin" else 1)
    return Cost(time.perf_counter() - start, used.ru_utime + used.ru_stime, kilobytes / 1024)


def write_study(folder: Path, times: int) -> int:
    """A study of two directions of trade by product, so many times 10 years of 96 HS chapters.

    Years are up to five times as many, the rest are products. Returns how many figures it has.
    """
    (folder / "data/raw").mkdir(parents=True)
    more_years = min(times, 5)
    years = range(2024 - YEARS * more_years + 1, 2025)
    products = [
        f"{chapter}{1 + number // 90:02d}{10 + number % 90}"
        for number in range(times // more_years)
        for chapter in CHAPTERS
    ]
    flows = []
    for reporter, partner in (PAIR, PAIR[::-1]):
        rows = (
            f"{year},{product},{amount(year, product, reporter)}"
            for year, product in itertools.product(years, products)
        )
        path = f"data/raw/{reporter.lower()}_exports.csv"
        (folder / path).write_text("\n".join(["year,hs_code,usd_million", *rows, ""]), encoding="utf-8")
        flow = {"flow": "export", "valuation": "FOB", "period": "calendar", "source": "made up"}
        flows.append({"file": path, "reporter": reporter, "partner": partner} | flow)
    records = [
        RECORD
        | {"path": flow["file"], "accessed": "2026-11-22"}
        | {"sha256": hashlib.sha256((folder / flow["file"]).read_bytes()).hexdigest()}
        for flow in flows
    ]
    config = {
        "title": "A study that grows",
        "names": {"JPN": "Japan", "IND": "India"},
        "pair": dict(zip(("reporter", "partner"), PAIR, strict=True)),
        "years": {"first": years[0], "last": years[-1]},
        "hs_level": 6,
        "series": {"hs_flows": flows},
        "concentration": {"top": [3, 10], "classes": 97},
    }
    (folder / "data/sources.yaml").write_text(yaml.safe_dump(records), encoding="utf-8")
    (folder / "config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    return 2 * len(years) * len(products)


def amount(*of: object) -> float:
    """A figure from 0 to 100 that is always the same for the same thing."""
    return int(hashlib.sha256(repr(of).encode()).hexdigest()[:8], 16) % 100_000 / 1000


def write_document(path: Path, pages: int) -> None:
    """A PDF with a table of 20 rows and their total on each page, and two sentences."""
    text = ["#set page(width: 21cm, height: 29.7cm)", "#set text(size: 10pt)"]
    for page in range(1, pages + 1):
        rows = [[amount(page, row, year) for year in (2020, 2021, 2022)] for row in range(TABLE_ROWS)]
        totals = [sum(column) for column in zip(*rows, strict=True)]
        cells = [
            cell
            for name, row in [*((f"Product {row}", row) for row, row in enumerate(rows)), ("Total", totals)]
            for cell in (name, *(f"{value:.3f}" for value in row))
        ]
        text += [
            f"Total exports rose from {totals[0]:.3f} to {totals[1]:.3f} million between 2020 and 2021. "
            f"Product 3 stood at {rows[3][2]:.3f} million in 2022.",
            "",
            f"*Table {page}: Exports by product (US\\$ million)*",
            "#table(columns: 4, [Product], [2020], [2021], [2022],",
            ", ".join(f"[{cell}]" for cell in cells) + ")",
            "#pagebreak(weak: true)",
        ]
    path.write_bytes(typst.compile("\n".join(text).encode()))


def write_claims(path: Path, number: int) -> None:
    """So many claims, each one of the first study's with a check of its own, under another name."""
    groups = parse_yaml((ROOT / "data/claims.yaml").read_text(encoding="utf-8"), "claims.yaml", True)
    checked = [
        ({key: group[key] for key in ("source", "line", "where") if key in group}, claim)
        for group in groups
        for claim in group["claims"]
        if "id" in claim and "check" in claim and "claim(" not in str(claim)
    ]
    made = [
        place
        | {
            "claims": [
                {key: value for key, value in claim.items() if key != "numbers"} | {"id": f"made-{place_no}"}
            ]
        }
        for place_no, (place, claim) in zip(range(number), itertools.cycle(checked))
    ]
    path.write_text(yaml.safe_dump(made, allow_unicode=True, sort_keys=False), encoding="utf-8")


if __name__ == "__main__":
    # in a built project: the judgement of the claims of a file, as its rule calls the script
    from tests.projects import Project, Scripts

    folder = Path(sys.argv[2])
    os.chdir(folder)
    Scripts(Project(Path(sys.argv[1])), folder)(
        "audit_claims", claims="claims.yaml", evidence=["evidence.yaml"], conclusions=[]
    )
