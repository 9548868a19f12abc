"""A year of the world's trade as its source publishes it, once, into sorted Parquet at HS 6, 4 and 2."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import product
from pathlib import Path
from typing import NamedTuple

import duckdb
import numpy as np
from lib import database, files, trade_files
from lib.run import run

from bilateral.sources.baci import read_countries, read_products
from bilateral.trade.world import sources
from bilateral.trade.world.areas import areas_without_economy
from bilateral.trade.world.conversion import (
    Unsound,
    count_comtrade,
    number_rows,
    number_shipped,
    numbers_of,
    one_row,
    parts_with_sums,
    revisions_of,
    supply_parts,
    totals_of,
)
from bilateral.trade.world.flows import parted
from bilateral.trade.world.order import NO_TONS, SHIPPED, flow_columns
from bilateral.trade.world.row_checks import first_fault
from bilateral.trade.world.supply import TEXTS, WHOLE, supply_columns
from crossfoot import InputError

FLOW_TEXTS = ["exporter", "importer", "hs_code", "chapter"]
FLOW_WHOLE = ["usd_thousandths", "net_weight_kg"]
# what the lists of suppliers hold together: imports, and exports
TRADED_TWICE = "SELECT (SELECT sum(usd) FROM received) + (SELECT sum(usd) FROM sent)"


def main(
    *,
    kind: str,
    year: int,
    data: list[str],
    about: list[str],
    areas: str,
    spill: str,
    threads: int,
    mem_mb: int,
    checks: str,
    **flows: str,
) -> None:
    """kind: baci or comtrade. data: the year's files; about: the source's lists of economies and products.
    areas: Comtrade's codes, with those that are no economies.

    flows: the Parquet file of each side and level of HS, such as exporter_6, and of each level's suppliers,
    such as supply_6.
    """
    lists = _lists(kind, about)
    economies, products = lists.economies, lists.products
    no_economies = areas_without_economy(files.read_text(areas), areas)
    # a code that stands for no economy stays a code, whatever letters a release gives it
    economies |= {code: (code, economies[code][1]) for code in no_economies if code in economies}
    found, zeros = {}, 0
    with database.opened(mem_mb, threads, spill) as connection:
        opened = [
            trade_files.opened(path, kind, Path(spill) / f"plain_{place}.csv")
            for place, path in enumerate(data)
        ]
        # how many rows a CSV has cannot be known beforehand; each join keeps the source's short list in
        # memory
        connection.execute("SET disabled_optimizers = 'build_side_probe_side'")
        relations = [f"file_{place}" for place in range(len(opened))]
        for name, file in zip(relations, opened, strict=True):
            database.view_text(connection, name, file.plain, file.header.columns, file.header.delimiter)
        explained = partial(_explained, kind, year, opened, lists)
        if kind == "comtrade":
            relations = [
                sources.whole(name, file.header.columns) for name, file in zip(relations, opened, strict=True)
            ]
            with explained():
                zeros = count_comtrade(connection, relations, lists.groups, year, ", ".join(data))
            products = [code for (code,) in connection.execute(sources.COMTRADE_CODES).fetchall()]
        names, ends, codes = numbers = numbers_of(economies, products, ", ".join(about))
        traded = np.zeros(len(names), dtype=bool)
        # BACI has six digits alone, which are summed; Comtrade has all levels
        at_once = [[level] for level in sources.LEVELS] if kind == "comtrade" else [[*sources.LEVELS]]
        for side, levels in product(sources.SIDES[kind], at_once):
            goods = numbers.goods(levels[0])
            with explained():
                if not (kind == "baci" and _is_shipped(connection, opened[0], year, ends, goods)):
                    rows = sources.rows_of(kind, side, levels[0], relations)
                    number_rows(connection, rows, year, ends, goods)
                connection.execute(f"ALTER TABLE numbered RENAME TO rows_{side}_{levels[0]}")
                paths = {level: flows[f"{side}_{level}"] for level in levels}
                _write_flows(connection, side, paths, year, codes, names, traded)
            held = found[f"{side}_{levels[0]}"] = totals_of(connection, side, levels[0])
            said = f"{year}: {held['rows']:,} rows at HS {levels[0]}, reported by {side}"
            print(said, file=sys.stderr, flush=True)
        none = np.isin(names, no_economies)
        for level in sources.LEVELS:
            parts = supply_parts(connection, sources.SIDES[kind], level)
            written = _write_supply(parts, flows[f"supply_{level}"], names, codes[level], none)
            total = one_row(connection, TRADED_TWICE)[0]
            if written != total:
                raise RuntimeError(f"suppliers' lists of {written} thousandths from flows of {total}")
        revisions = revisions_of(connection, kind, [Path(path).name for path in data])
    display = dict(economies.values())
    read = [*((file.path, file.said) for file in opened), *((path, "") for path in about)]
    files.write_json(
        {
            "year": year,
            "files": [
                {"file": Path(path).name, "sha256": files.sha256(path)} | ({"read_as": said} if said else {})
                for path, said in read
            ],
            "revisions": revisions,
            "totals": found,
            **({"repairs": {"hs_zero_padded": zeros}} if zeros else {}),
            "economies": {name: display[name] for name, seen in zip(names, traded, strict=True) if seen},
        },
        checks,
    )


class _Lists(NamedTuple):
    """Economies by code, products and codes of groups, from the source's own lists."""

    economies: dict[str, tuple[str, str]]
    products: list[str]
    groups: list[str]


def _lists(kind: str, about: list[str]) -> _Lists:
    contents = [(files.read_bytes(path), path) for path in about]
    if kind == "baci":
        return _Lists(read_countries(*contents[0]), read_products(*contents[1]), [])
    economies, groups = sources.comtrade_economies(*contents[0])
    return _Lists(economies, [], groups)


@contextmanager
def _explained(kind: str, year: int, opened: list[trade_files.Opened], lists: _Lists) -> Iterator[None]:
    """An error becomes the line that is wrong, found by reading the files again row by row: that says more
    than a sum which it spoils."""
    try:
        yield
    except duckdb.OutOfMemoryException:
        raise
    except (duckdb.Error, Unsound, InputError) as error:
        for file in opened:
            lines = trade_files.lines(file.plain)
            next(lines, None)
            known = lists.economies, set(lists.products), lists.groups
            fault = first_fault(lines, file.header, kind, year, *known, file.path)
            if fault:
                raise fault from None
        if isinstance(error, InputError):
            raise
        found = str(error).splitlines()[0]
        place = ", ".join(file.path for file in opened)
        raise InputError(place, found, "a whole year as the source publishes it") from None


def _is_shipped(
    connection: duckdb.DuckDBPyConnection,
    file: trade_files.Opened,
    year: int,
    ends: dict[str, int],
    goods: dict[str, int],
) -> bool:
    """Whether a file is as CEPII ships it; then its rows are in the table `numbered`."""
    header = file.header
    batches = database.batches(file.plain, header.columns, header.delimiter, SHIPPED, NO_TONS)
    return file.figures and number_shipped(connection, batches, year, ends, goods)


def _write_flows(
    connection: duckdb.DuckDBPyConnection,
    side: str,
    paths: dict[int, str],
    year: int,
    codes: dict[int, list[str]],
    names: list[str],
    traded: np.ndarray,
) -> None:
    """The rows of the finest level of `paths`, and their sums at the others; economies with rows become true
    in `traded`."""
    with ExitStack() as open_files:
        write = {
            level: open_files.enter_context(
                database.written_in_parts(path, FLOW_TEXTS, FLOW_WHOLE, "net_weight_kg")
            )
            for level, path in paths.items()
        }
        for sums in parts_with_sums(connection, side, list(paths), codes):
            for level, rows in sums.items():
                write[level](database.table(flow_columns(rows, codes[level], names), year=np.int16(year)))
            if 2 in sums:
                traded[np.concatenate(parted(sums[2].pair))] = True


def _write_supply(
    parts: Iterator[tuple[np.ndarray, ...]], path: str, names: list[str], codes: list[str], none: np.ndarray
) -> int:
    """All suppliers of each economy and product; gives the sum of imports and exports."""
    written = 0
    with database.written_in_parts(path, TEXTS, WHOLE) as write:
        for part in parts:
            columns = supply_columns(part, names, codes, none)
            written += int(columns["imports"].sum() + columns["exports"].sum())
            write(database.table(columns))
    return written


if __name__ == "__main__":
    run(main)
