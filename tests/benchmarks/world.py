"""The whole world's trade, measured: made-up files of BACI's shape, converted and measured by us and others.

`make bench-world` writes the section of docs/performance.md. Every comparison is of one run on one machine;
what is compared is first held against the truth of the generator, and against each other's values.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
os.environ["OPENBLAS_NUM_THREADS"] = "1"
import numpy as np
from generated_world import VERSION, write_world
from world_contenders import AREAS, CONTENDERS, MEMORY_MB, ROOT, flows

PAGE = ROOT / "docs/performance.md"
BEGIN, END = "<!-- world: begin, written by make bench-world -->", "<!-- world: end -->"
SMALL_MB = 400
MEASURES = [
    "usd_million",
    "top_3_share",
    "top_5_share",
    "top_10_share",
    "hhi",
    "hhi_normalised",
    "lawrence",
    "grubel_lloyd",
    "trade_intensity",
]
LABELS = {
    "read": "reading the columns, nothing else",
    "read_suppliers": "reading the lists of suppliers, nothing else",
    "ours": "**this project**, from HS 6 rows",
    "ours_from_chapters": "**this project**, from the HS 2 rows of its conversion",
    "workflow": "**this project**, all that the workflow measures of pairs at HS 2",
    "dependence": "**this project**, dependence of every importer on its suppliers of each HS 6 product",
    "pandas_by_year": "pandas, year by year",
    "polars_streaming": "polars, streaming",
}


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def convert(source: Path, results: Path, year: int, memory_mb: int, threads: int) -> dict[str, float]:
    """Seconds and peak memory of one year's conversion, in a process of its own."""
    outputs = {f"both_{level}": flows(results, level, year) for level in (6, 4, 2)}
    outputs |= {f"supply_{level}": str(results / f"supply/hs{level}/{year}.parquet") for level in (6, 4, 2)}
    about = [str(source / f"country_codes_{VERSION}.csv"), str(source / f"product_codes_HS22_{VERSION}.csv")]
    arguments = {
        "kind": "baci",
        "year": year,
        "data": [str(source / f"BACI_HS22_Y{year}_{VERSION}.csv")],
        "about": about,
        "areas": str(AREAS),
        "mem_mb": memory_mb,
        "threads": threads,
        "spill": str(results / "spill"),
        "checks": str(results / f"checks_{year}.json"),
        **outputs,
    }
    code = (
        "import sys, json, time\n"
        f"sys.path[:0] = [{str(ROOT / 'src')!r}, {str(ROOT / 'scripts')!r}, {str(Path(__file__).parent)!r}]\n"
        "import convert_world\nfrom world_contenders import peak_mb\n"
        "start, worked = time.perf_counter(), time.process_time()\n"
        f"convert_world.main(**json.loads({json.dumps(json.dumps(arguments))}))\n"
        "print(json.dumps({'seconds': time.perf_counter() - start, "
        "'cpu_seconds': time.process_time() - worked, 'peak_mb': peak_mb()}))"
    )
    return json.loads(output_of([sys.executable, "-c", code]))


def output_of(command: list[str]) -> str:
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode:
        sys.exit(f"{' '.join(command[:3])[:200]} failed:\n{run.stderr[-3000:]}")
    return run.stdout.strip().splitlines()[-1]


def contend(name: str, results: Path, out: Path, years: list[int]) -> dict[str, float]:
    return json.loads(
        output_of(
            [
                sys.executable,
                str(Path(__file__).parent / "world_contenders.py"),
                name,
                str(results),
                str(out / name),
                *map(str, years),
            ]
        )
    )


def agreement(out: Path, years: list[int]) -> float:
    """The largest difference of any measure between us and pandas, and us and polars; absolute, or relative
    above 1."""
    import pandas as pd

    worst = 0.0
    for year in years:
        ours = (
            pd.read_parquet(out / f"ours/pairs_{year}.parquet")
            .set_index(["exporter", "importer"])
            .sort_index()
        )
        for name in ("pandas_by_year", "polars_streaming", "ours_from_chapters"):
            theirs = (
                pd.read_parquet(out / f"{name}/pairs_{year}.parquet")
                .set_index(["exporter", "importer"])
                .sort_index()
            )
            assert ours.index.equals(theirs.index), f"other pairs in {name}"
            for measure in MEASURES:
                if measure == "lawrence" and year == years[0]:
                    continue
                one, other = ours[measure].astype(float), theirs[measure].astype(float)
                assert (one.isna() == other.isna()).all(), f"{measure} missing elsewhere in {name}"
                worst = max(worst, float(((one - other).abs() / one.abs().clip(lower=1)).max()))
    return worst


def complexity_against(results: Path, year: int) -> dict[str, float]:
    """ECI and PCI at HS 4: our seconds, ecomplexity's, and the largest difference of values."""
    import warnings

    import duckdb
    from ecomplexity import ecomplexity

    from bilateral.trade.complexity import complexity

    exports = duckdb.execute(
        "SELECT exporter, hs_code, sum(usd_thousandths)::DOUBLE AS usd "
        f"FROM '{flows(results, 4, year)}' GROUP BY ALL ORDER BY ALL"
    ).df()
    table = exports.assign(year=year)
    start = time.perf_counter()
    with warnings.catch_warnings(), open(os.devnull, "w") as quiet:
        warnings.simplefilter("ignore")
        stdout, sys.stdout = sys.stdout, quiet
        theirs = ecomplexity(
            table,
            {"time": "year", "loc": "exporter", "prod": "hs_code", "val": "usd"},
            check_logsupermodularity=False,
        )
        sys.stdout = stdout
    theirs_seconds = time.perf_counter() - start
    start = time.perf_counter()
    (rows, economies), (columns, products) = (exports[name].factorize() for name in ("exporter", "hs_code"))
    cells = np.zeros((len(economies), len(products)))
    cells[rows, columns] = exports["usd"]
    eci, pci = complexity(cells * cells.sum() >= np.outer(cells.sum(axis=1), cells.sum(axis=0)))
    ours_seconds = time.perf_counter() - start
    difference = 0.0
    for key, values, index in (("eci", eci, economies), ("pci", pci, products)):
        listed = theirs.drop_duplicates("exporter" if key == "eci" else "hs_code").set_index(
            "exporter" if key == "eci" else "hs_code"
        )[key]
        difference = max(difference, float(np.nanmax(np.abs(listed.reindex(index).to_numpy() - values))))
    return {
        "ours": ours_seconds,
        "theirs": theirs_seconds,
        "difference": difference,
        "economies": len(economies),
        "products": len(products),
    }


def main(rows: int, count: int, repeats: int) -> None:
    years = list(range(2023 - count, 2023))
    load = os.getloadavg()[0]
    work = Path(tempfile.mkdtemp(prefix="bench-world-", dir=ROOT))
    try:
        say(f"Making up {count} years of about {rows:,} rows")
        world = write_world(work / "baci", years, rows)
        csv_mb = sum(path.stat().st_size for path in (work / "baci").glob("BACI*")) / 1e6
        converted = {}
        for year in years:
            converted[year] = convert(world.folder, work / "results", year, MEMORY_MB, os.cpu_count())
            say(f"Converted {year}: {converted[year]}")
        _true(world, work / "results", years)
        small = convert(world.folder, work / "small", years[-1], SMALL_MB, 1)
        same = all(
            _sha256(flows(work / "results", level, years[-1]))
            == _sha256(flows(work / "small", level, years[-1]))
            for level in (6, 4, 2)
        )
        measured = {name: [] for name in CONTENDERS}
        for turn in range(repeats):
            for name in CONTENDERS:
                run = contend(name, work / "results", work / "out", years)
                measured[name].append(run)
                say(
                    f"{turn + 1}/{repeats} {name}: {run['seconds']:.2f} s, "
                    f"{run['cpu_seconds']:.2f} of all cores, {run['peak_mb']:.0f} MB"
                )
        worst = agreement(work / "out", years)
        growing = [
            contend("ours", work / "results", work / "growing", years[:number])["cpu_seconds"]
            for number in range(1, count + 1)
        ]
        economic = complexity_against(work / "results", years[-1])
        say(f"ECI: {economic}")
        parquet_mb = sum(Path(flows(work / "results", 6, year)).stat().st_size for year in years) / 1e6
        supply_mb = sum(path.stat().st_size for path in (work / "results/supply/hs6").glob("*")) / 1e6
        view_mb = _first_view(work, years, world)
        say(f"Suppliers: {supply_mb:.0f} MB, first view of the page {view_mb:.2f} MB")
        section = _section(
            world,
            years,
            csv_mb,
            parquet_mb,
            supply_mb,
            view_mb,
            converted,
            small,
            same,
            measured,
            worst,
            growing,
            economic,
            load,
            max(load, os.getloadavg()[0]),
        )
    finally:
        shutil.rmtree(work)
    text = PAGE.read_text(encoding="utf-8") if PAGE.exists() else "# Performance\n"
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2].strip()
    PAGE.write_text(f"{before.rstrip()}\n\n{BEGIN}\n{section}\n{END}\n\n{after}".rstrip() + "\n", "utf-8")
    print(section)


def _first_view(work: Path, years: list[int], world) -> float:
    """MB that the page of dependence loads before anything is asked of it, for the largest importer."""
    code = (
        "import sys, json\n"
        f"sys.path[:0] = [{str(ROOT / 'src')!r}, {str(ROOT / 'scripts')!r}]\n"
        "import build_dependence_page\nbuild_dependence_page.main(**json.loads(sys.argv[1]))\nprint()"
    )
    arguments = {
        "dependence": [str(work / f"out/dependence/dependence_{year}.parquet") for year in years],
        "supply": [str(work / f"results/supply/hs6/{year}.parquet") for year in years],
        "checks": [str(work / f"results/checks_{year}.json") for year in years],
        "areas": str(AREAS),
        "chapters": str(ROOT / "data/hs_chapters.csv"),
        "template": str(ROOT / "workflow/report/dependence.html.j2"),
        "style": str(ROOT / "workflow/report/page.css"),
        "page_script": [str(ROOT / f"workflow/report/{name}.js") for name in ("lookup", "dependence")],
        "years": years,
        "level": 6,
        "economy": "AAA",
        "supplier": "AAA",
        "blocs": {},
        "thresholds": {},
        "spill": str(work / "spill"),
        "threads": os.cpu_count(),
        "mem_mb": MEMORY_MB,
        "page": str(work / "page/dependence.html"),
        "data": str(work / "page/dependence"),
        "product_names": [str(next(world.folder.glob("product_codes*")))],
    }
    output_of([sys.executable, "-c", code, json.dumps(arguments)])
    largest = max(path.stat().st_size for path in (work / "page/dependence/importers").glob("*.js"))
    always = [work / "page/dependence.html", work / "page/dependence/names.js"]
    return (largest + sum(path.stat().st_size for path in always)) / 1e6


def _plan(rows: int, csv_mb: float, parquet_mb: float, converting: float, seconds: dict) -> list[str]:
    """What HS 6 by month for thirty years would take on this machine, by what was measured."""
    monthly = 30 * 60_000_000
    scale = monthly / rows
    measuring = seconds["workflow"] + seconds["dependence"]
    hours = [f"{seconds_of * scale / 3600:.1f}" for seconds_of in (converting, measuring)]
    size = [f"{mb * scale / 1e3:,.0f}" for mb in (csv_mb, parquet_mb)]
    text = f"""\
A year of ten million flows has some sixty million rows by month, since a flow is not there in every month:
{monthly / 1e9:.1f} billion rows in thirty years (our estimate). At the pace above that is {size[0]} GB of
CSV, {size[1]} GB of Parquet at HS 6 with the lists of suppliers, {hours[0]} hours to convert and {hours[1]}
hours to measure on {os.cpu_count()} cores, in {MEMORY_MB} MB, since a job holds one period alone. Each of the
360 months is a job of its own, so that a cluster (`profiles/slurm`) divides the hours by the jobs that run at
once. What would change: a period in place of the year in names of files and in the rules; the same month of
the year before as what a month is compared with; the page by year alone; and the reader of Comtrade, which
refuses months today."""
    return ["### HS 6 × 30 years × months, on paper", "", *text.splitlines()]


def _true(world, results: Path, years: list[int]) -> None:
    """What was converted holds the truth of the generator, exactly."""
    import duckdb

    for year in years:
        for level in (6, 4, 2):
            found = duckdb.execute(
                f"SELECT count(*), sum(usd_thousandths) FROM '{flows(results, level, year)}'"
            ).fetchone()
            assert found[1] == world.usd[year] * 1000 and (level < 6 or found[0] == world.rows[year]), (
                year,
                level,
            )


def _sha256(path: str) -> str:
    with open(path, "rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _section(
    world,
    years,
    csv_mb,
    parquet_mb,
    supply_mb,
    view_mb,
    converted,
    small,
    same,
    measured,
    worst,
    growing,
    economic,
    load,
    busiest,
) -> str:
    rows = sum(world.rows.values())
    alone = busiest <= os.cpu_count()
    seconds = {name: statistics.median(run["seconds"] for run in runs) for name, runs in measured.items()}
    cpu = {name: statistics.median(run["cpu_seconds"] for run in runs) for name, runs in measured.items()}
    memory = {name: max(run["peak_mb"] for run in runs) for name, runs in measured.items()}
    first, last = growing[0] / world.rows[years[0]], growing[-1] / rows
    conversion, worked = (
        statistics.median(run[of] for run in converted.values()) for of in ("seconds", "cpu_seconds")
    )
    pace = 1e7 / rows * len(years)
    faster = economic["theirs"] / economic["ours"]

    def aim(what: str, value: str, met: bool) -> str:
        return f"| {what} | {value} | {'met' if met else '**missed**'} |"

    def ratio(what: str, slow: str, fast: str, most: float = 0, least: float = 0) -> str:
        found = [by[slow] / by[fast] for by in (seconds, cpu)]
        judged = found[0] if alone else found[1]
        return aim(what, f"{found[0]:.1f} ({found[1]:.1f})", judged <= most if most else judged >= least)

    table = [
        f"| {LABELS[name]} | {seconds[name]:.2f} "
        f"| {min(run['seconds'] for run in measured[name]):.2f}–"
        f"{max(run['seconds'] for run in measured[name]):.2f} "
        f"| {cpu[name]:.2f} | {memory[name]:.0f} | {seconds[name] / seconds['read']:.1f} |"
        for name in CONTENDERS
    ]
    aims = [
        ratio(
            "at most 4 times the bare read: all that the workflow measures of pairs", "workflow", "read", 4
        ),
        ratio("at most 4 times the bare read: pairs from HS 6 rows", "ours", "read", 4),
        ratio("another 4 times the bare read: dependence of all importers at HS 6", "dependence", "read", 4),
        ratio("the same beside a bare read of its own file", "dependence", "read_suppliers", 4),
        aim(
            "conversion of ten million rows in 15 s",
            f"{pace * conversion:.1f} s ({pace * worked:.1f}; at the pace of {rows // len(years):,} rows)",
            pace * (conversion if alone else worked) <= 15,
        ),
        aim("first view of the page under 2 MB", f"{view_mb:.2f} MB", view_mb < 2),
        ratio(
            "at least 5 times as fast as pandas by year, from HS 6 rows", "pandas_by_year", "ours", least=5
        ),
        ratio("at least 1.5 times as fast as polars, from HS 6 rows", "polars_streaming", "ours", least=1.5),
        aim(
            "under 1 GB for all years",
            f"{max(memory[name] for name in ('ours', 'workflow', 'dependence')):.0f} MB",
            max(memory[name] for name in ("ours", "workflow", "dependence")) < 1000,
        ),
        aim(
            f"time linear in rows: seconds of all cores a row in {len(years)} years over those in one, "
            "at most 1.2",
            f"{last / first:.2f}",
            last / first <= 1.2,
        ),
        aim(
            "conversion within its memory",
            f"{max(run['peak_mb'] for run in converted.values()):.0f} of {MEMORY_MB} MB, "
            f"{small['peak_mb']:.0f} of {SMALL_MB} MB",
            small["peak_mb"] <= SMALL_MB and all(run["peak_mb"] <= MEMORY_MB for run in converted.values()),
        ),
        aim(
            "ECI and PCI within 1e-9 of ecomplexity",
            f"{economic['difference']:.0e}",
            economic["difference"] < 1e-9,
        ),
        aim("ECI and PCI at least 50 times as fast as ecomplexity", f"{faster:.0f}", faster >= 50),
    ]
    return "\n".join(
        [
            "## The whole world's trade",
            "",
            f"{rows:,} made-up rows of {len(years)} years in BACI's form ({csv_mb:,.0f} MB of CSV, "
            f"{parquet_mb:,.0f} MB of Parquet at HS 6), on {os.cpu_count()} cores, "
            f"Python {platform.python_version()}, DuckDB {version('duckdb')}, pandas {version('pandas')}, "
            f"polars {version('polars')}. "
            f"Load of the machine before: {load:.1f}, after: {busiest:.1f}; more than the number of cores "
            "means that others were at work, and that seconds and their ratios are rough. "
            f"Runs of each: {len(measured['read'])}, the median shown; each in a process of its own, "
            "start-up left out.",
            "",
            "| the same measures of every pair and year | seconds | from–to | seconds of all cores "
            "| peak MB | times the bare read |",
            "|---|---|---|---|---|---|",
            *table,
            "",
            f"All agree within {worst:.0e}, and every total is the generator's. "
            f"Conversion of a year from CSV took {conversion:.1f} s (median; {worked:.1f} of all cores); "
            f"with {SMALL_MB} MB and one thread {small['seconds']:.1f} s, "
            f"and {'the same bytes' if same else '**other bytes**'}.",
            "",
            f"ECI and PCI of {economic['economies']} economies and {economic['products']:,} products: "
            f"{economic['ours']:.3f} s, ecomplexity {version('ecomplexity')} {economic['theirs']:.1f} s "
            "(which also computes proximity, density and outlook).",
            "",
            "| aim (in brackets: by the seconds of all cores, which judge where others were at work) "
            "| measured | |",
            "|---|---|---|",
            *aims,
            "",
            *_plan(
                rows,
                csv_mb,
                parquet_mb + supply_mb,
                sum(run["seconds"] for run in converted.values()),
                seconds,
            ),
            "",
            f"Measured by `make bench-world ROWS={sys.argv[1]} YEARS={len(years)}`.",
        ]
    )


if __name__ == "__main__":
    main(int(float(sys.argv[1])), int(sys.argv[2]), int(sys.argv[3]))
