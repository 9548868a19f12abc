"""One way to measure the world's trade, in its own process: `world_contenders.py NAME FOLDER OUT YEAR…`.

All give the same two tables for each year, `pairs` and `largest` at HS 2, from Parquet of HS 6 rows: total,
CR3, CR5, CR10, HHI, normalised HHI, structural change, Grubel–Lloyd, intensity, and the ten largest chapters
with shares. The last line says the seconds and those of the processors (imports and start-up left out), and
the peak memory of the process.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "scripts")]
os.environ["OPENBLAS_NUM_THREADS"] = "1"
TOPS, CHAPTERS, LARGEST, MEMORY_MB = [3, 5, 10], 97, 10, 1000
OPTIONAL = ["00", "98", "99"]
AREAS = ROOT / "data/comtrade_areas.csv"


def peak_mb() -> float:
    """Peak memory of this process. Not ru_maxrss, which a process takes over from the one that started it."""
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(status["VmHWM"].split()[0]) / 1024


def flows(folder: Path, level: int, year: int) -> str:
    return str(folder / f"flows/hs{level}/{year}_both.parquet")


def read(folder: Path, out: Path, years: list[int]) -> None:
    """Reads every column and nothing else."""
    import duckdb

    connection = duckdb.connect()
    for year in years:
        connection.execute(
            "SELECT min(exporter), min(importer), min(hs_code), sum(usd_thousandths) "
            f"FROM '{flows(folder, 6, year)}'"
        ).fetchall()


def read_suppliers(folder: Path, out: Path, years: list[int]) -> None:
    """Reads every column of the lists of suppliers and nothing else."""
    import duckdb

    connection = duckdb.connect()
    for year in years:
        connection.execute(
            "SELECT min(economy), min(hs_code), sum(exports), sum(imports), sum(unknown), "
            "sum(len(suppliers)), min(suppliers[1]), sum(list_sum(amounts)) "
            f"FROM '{folder / f'supply/hs6/{year}.parquet'}'"
        ).fetchall()


def _ours(folder: Path, out: Path, years: list[int], level: int) -> None:
    """pairs and largest at HS 2 alone, without what the workflow measures beside them."""
    import numpy as np
    from lib import database

    from bilateral.trade.world.flows import COLUMNS, NONE, Flows, placed
    from bilateral.trade.world.measures import Year, pair_measures

    columns = ["exporter", "importer", "chapter", "usd_thousandths"]
    before = None
    for year in years:
        rows = database.read_parts(flows(folder, level, year), columns, columns[:3])
        renamed = ([batch.rename_columns(COLUMNS)] for batch in rows)
        economies, chapters, parts = placed(renamed)
        # the sums of each part, and of chapters that stand in two parts
        same = np.arange(len(chapters))
        sums = [part.coarser(same) for part in parts]
        now = Flows(*(np.concatenate([getattr(part, of) for part in sums]) for of in ("key", "usd"))).coarser(
            same
        )
        # made up economies and chapters are the same in each year
        known = Year(
            economies,
            chapters,
            np.zeros(len(economies), bool),
            now,
            before or NONE,
            now,
            now,
            True,
            os.cpu_count(),
        )
        pairs, largest = pair_measures(known, 2, CHAPTERS, TOPS, LARGEST)
        database.write_table([database.table(pairs)], out / f"pairs_{year}.parquet")
        database.write_table([database.table(largest)], out / f"largest_{year}.parquet")
        before = now


def ours(folder: Path, out: Path, years: list[int]) -> None:
    """From the HS 6 rows, as the others."""
    _ours(folder, out, years, 6)


def ours_from_chapters(folder: Path, out: Path, years: list[int]) -> None:
    """From the HS 2 rows that conversion writes once."""
    _ours(folder, out, years, 2)


def workflow(folder: Path, out: Path, years: list[int]) -> None:
    """What the workflow runs: also advantage, complexity, and each flow among its peers."""
    import measure_world

    for year in years:
        before = flows(folder, 2, year - 1)
        tables = {
            name: out / name / f"{year}.parquet"
            for name in ("pairs", "largest", "advantages", "exporters", "products", "structure")
        }
        measure_world.main(
            flows=[flows(folder, 2, year)],
            before=[before] if Path(before).exists() else [],
            areas=str(AREAS),
            sides=["both"],
            year=year,
            level=2,
            tops=TOPS,
            classes=CHAPTERS,
            largest_count=LARGEST,
            threads=os.cpu_count(),
            **tables,
        )


def dependence(folder: Path, out: Path, years: list[int]) -> None:
    """Dependence of all importers on their suppliers of each HS 6 product."""
    import measure_dependence

    for year in years:
        measure_dependence.main(
            supply=str(folder / f"supply/hs6/{year}.parquet"),
            areas=str(AREAS),
            year=year,
            level=6,
            supplier="AAA",
            blocs={},
            thresholds={},
            threads=os.cpu_count(),
            dependence_of=str(out / f"dependence_{year}.parquet"),
        )


def pandas_by_year(folder: Path, out: Path, years: list[int]) -> None:
    """One year in memory at a time; texts as categories, which is several times as fast."""
    import pandas as pd
    import pyarrow.parquet as pq

    pair = ["exporter", "importer"]
    before = None
    for year in years:
        columns = [*pair, "hs_code"]
        rows = pq.read_table(
            flows(folder, 6, year), columns=[*columns, "usd_thousandths"], read_dictionary=columns
        ).to_pandas()
        chapters = rows["hs_code"].cat.categories.str[:2]
        rows["chapter"] = pd.Categorical.from_codes(
            pd.Index(sorted(set(chapters))).get_indexer(chapters)[rows["hs_code"].cat.codes],
            sorted(set(chapters)),
        )
        sums = (
            rows.groupby([*pair, "chapter"], observed=True)["usd_thousandths"]
            .sum()
            .rename("usd")
            .reset_index()
        )
        del rows
        sums[[*pair, "chapter"]] = sums[[*pair, "chapter"]].astype(str)
        totals = sums.groupby(pair)["usd"].sum()
        sums = sums.join(totals.rename("total"), on=pair)
        sums["share"] = sums["usd"] / sums["total"] * 100
        found = pd.DataFrame({"usd_million": totals / 1e9})
        ordered = sums.sort_values([*pair, "share", "chapter"], ascending=[True, True, False, True])
        ordered["place"] = ordered.groupby(pair).cumcount() + 1
        for count in TOPS:
            found[f"top_{count}_share"] = ordered[ordered["place"] <= count].groupby(pair)["share"].sum()
        found["hhi"] = (sums["share"] ** 2).groupby([sums[name] for name in pair]).sum()
        classes = CHAPTERS - 1 + sums["chapter"].isin(OPTIONAL).groupby([sums[name] for name in pair]).sum()
        found["hhi_normalised"] = (found["hhi"] - 10_000 / classes) / (1 - 1 / classes)
        if before is not None:
            both = sums.merge(before, on=[*pair, "chapter"], how="outer", suffixes=("", "_before")).fillna(
                {"share": 0, "share_before": 0}
            )
            change = (both["share"] - both["share_before"]).abs().groupby(
                [both[name] for name in pair]
            ).sum() / 200
            known = before.set_index(pair).index.unique()
            found["lawrence"] = change.reindex(found.index).where(found.index.isin(known))
        back = sums.rename(columns={"exporter": "importer", "importer": "exporter"})[
            [*pair, "chapter", "usd"]
        ]
        both = sums.merge(back, on=[*pair, "chapter"], suffixes=("", "_back"))
        least = both[["usd", "usd_back"]].min(axis=1).groupby([both[name] for name in pair]).sum()
        other = back.groupby(pair)["usd"].sum().reindex(found.index)
        found["grubel_lloyd"] = (2 * least.reindex(found.index).fillna(0) / (totals + other)).where(
            other.notna()
        )
        sent, received = (totals.groupby(level=name).sum() for name in pair)
        exporter, importer = (found.index.get_level_values(name) for name in pair)
        rest = received.sum() - received.reindex(exporter).fillna(0).to_numpy()
        found["trade_intensity"] = (totals.to_numpy() / sent[exporter].to_numpy()) / (
            received[importer].to_numpy() / rest
        )
        found.reset_index().to_parquet(out / f"pairs_{year}.parquet", index=False)
        ordered.loc[ordered["place"] <= LARGEST, [*pair, "place", "chapter", "share"]].to_parquet(
            out / f"largest_{year}.parquet", index=False
        )
        before = sums[[*pair, "chapter", "share"]]


def polars_streaming(folder: Path, out: Path, years: list[int]) -> None:
    """The HS 6 rows through the streaming engine, the chapters in memory."""
    import polars as pl

    pair = ["exporter", "importer"]
    before = None
    for year in years:
        sums = (
            pl.scan_parquet(flows(folder, 6, year))
            .group_by(*pair, pl.col("hs_code").str.slice(0, 2).alias("chapter"))
            .agg(pl.col("usd_thousandths").sum().alias("usd"))
            .collect(engine="streaming")
        )
        sums = sums.with_columns(total=pl.col("usd").sum().over(pair)).with_columns(
            share=pl.col("usd") / pl.col("total") * 100
        )
        ordered = sums.sort([*pair, "share", "chapter"], descending=[False, False, True, False])
        ordered = ordered.with_columns(place=pl.int_range(1, pl.len() + 1).over(pair))
        classes = CHAPTERS - 1 + pl.col("chapter").is_in(OPTIONAL).sum()
        found = ordered.group_by(pair, maintain_order=True).agg(
            pl.col("usd").sum().alias("total"),
            *(pl.col("share").head(count).sum().alias(f"top_{count}_share") for count in TOPS),
            (pl.col("share") ** 2).sum().alias("hhi"),
            classes.alias("classes"),
        )
        found = found.with_columns(
            usd_million=pl.col("total") / 1e9,
            hhi_normalised=(pl.col("hhi") - 10_000 / pl.col("classes")) / (1 - 1 / pl.col("classes")),
        )
        if before is not None:
            both = sums.join(before, on=[*pair, "chapter"], how="inner", suffix="_before")
            common = both.group_by(pair).agg(pl.min_horizontal("share", "share_before").sum().alias("common"))
            known = before.select(pair).unique().with_columns(known=True)
            found = (
                found.join(common, on=pair, how="left")
                .join(known, on=pair, how="left")
                .with_columns(lawrence=pl.when(pl.col("known")).then(1 - pl.col("common").fill_null(0) / 100))
            )
        back = sums.select(
            pl.col("importer").alias("exporter"), pl.col("exporter").alias("importer"), "chapter", "usd"
        )
        least = (
            sums.join(back, on=[*pair, "chapter"], suffix="_back")
            .group_by(pair)
            .agg(pl.min_horizontal("usd", "usd_back").sum().alias("least"))
        )
        other = back.group_by(pair).agg(pl.col("usd").sum().alias("other"))
        found = (
            found.join(least, on=pair, how="left")
            .join(other, on=pair, how="left")
            .with_columns(
                grubel_lloyd=pl.when(pl.col("other").is_not_null()).then(
                    2 * pl.col("least").fill_null(0) / (pl.col("total") + pl.col("other"))
                )
            )
        )
        sent = found.group_by("exporter").agg(pl.col("total").sum().alias("sent"))
        received = found.group_by("importer").agg(pl.col("total").sum().alias("received"))
        own = received.rename({"importer": "exporter", "received": "own"})
        found = (
            found.join(sent, on="exporter")
            .join(received, on="importer")
            .join(own, on="exporter", how="left")
            .with_columns(
                trade_intensity=(pl.col("total") / pl.col("sent"))
                / (pl.col("received") / (received["received"].sum() - pl.col("own").fill_null(0)))
            )
        )
        found.sort(pair).write_parquet(out / f"pairs_{year}.parquet")
        ordered.filter(pl.col("place") <= LARGEST).select(*pair, "place", "chapter", "share").write_parquet(
            out / f"largest_{year}.parquet"
        )
        before = sums.select(*pair, "chapter", "share")


CONTENDERS = {
    function.__name__: function
    for function in (
        read,
        read_suppliers,
        ours,
        ours_from_chapters,
        workflow,
        dependence,
        pandas_by_year,
        polars_streaming,
    )
}

if __name__ == "__main__":
    name, folder, out, *years = sys.argv[1:]
    # what is imported is no part of the work
    {
        "pandas_by_year": lambda: [__import__("pandas"), __import__("pyarrow.parquet")],
        "polars_streaming": lambda: __import__("polars"),
    }.get(
        name,
        lambda: [__import__("lib.database"), __import__("measure_world"), __import__("measure_dependence")],
    )()
    Path(out).mkdir(parents=True, exist_ok=True)
    start, worked = time.perf_counter(), time.process_time()
    CONTENDERS[name](Path(folder), Path(out), [int(year) for year in years])
    seconds, cpu_seconds = time.perf_counter() - start, time.process_time() - worked
    print(json.dumps({"seconds": seconds, "cpu_seconds": cpu_seconds, "peak_mb": peak_mb()}))
