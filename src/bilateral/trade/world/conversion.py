"""A year's files as numbered rows in a database, held against the source's own counts and totals.

The database has each file as a relation; what is numbered (bilateral.trade.world.flows) becomes the tables
rows_SIDE_LEVEL: key, usd (thousandths of a US dollar), kg.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, NamedTuple

import duckdb
import numpy as np
import pyarrow as pa

from bilateral.sources.baci import NAME, REVISIONS
from bilateral.trade.world import sources
from bilateral.trade.world.arrays import to_arrow
from bilateral.trade.world.flows import CODE, Flows, check_numbers
from bilateral.trade.world.order import BATCH, in_parts, shipped
from bilateral.trade.world.supply import BY_IMPORTER
from crossfoot import InputError

COLUMNS = "key BIGINT, usd BIGINT, kg BIGINT"
Connection = duckdb.DuckDBPyConnection


class Numbers(NamedTuple):
    """How rows are numbered. names: of economies, in order; ends: their places, by the source's codes; codes:
    of products at each level of HS, in order."""

    names: list[str]
    ends: dict[str, int]
    codes: dict[int, list[str]]

    def goods(self, level: int) -> dict[str, int]:
        """Places of a level's codes, also as they are without leading zeros."""
        goods = {code: at for at, code in enumerate(self.codes[level])}
        return {code.lstrip("0"): at for code, at in goods.items()} | goods


def numbers_of(economies: dict[str, tuple[str, str]], products: Iterable[str], place: str) -> Numbers:
    """economies: ISO code, or the source's own, and name, by the source's code. products: the source's codes.
    Raises InputError where there are more than a row's number has room for."""
    names = sorted({name for name, _ in economies.values()})
    places = {name: at for at, name in enumerate(names)}
    ends = {code: places[name] for code, (name, _) in economies.items()}
    codes = {
        level: sorted({code[:level] for code in products if len(code) >= level}) for level in sources.LEVELS
    }
    check_numbers(names, max(codes.values(), key=len), place)
    return Numbers(names, ends, codes)


class Unsound(Exception):
    """What was numbered is not what the source has."""


def one_row(connection: Connection, query: str) -> tuple[Any, ...]:
    """The row of a query that always gives one, such as one of totals."""
    row = connection.execute(query).fetchone()
    if row is None:
        raise LookupError(f"no row from {query}")
    return row


def count_comtrade(
    connection: Connection, relations: list[str], groups: list[str], year: int, place: str
) -> int:
    """Reads Comtrade's files into the table `counted`; how many codes had lost a zero.

    Raises Unsound for another classification or no amount, InputError for two revisions of one flow, or parts
    that miss their whole; place: the files.
    """
    connection.execute(f"CREATE TABLE counted AS {sources.counted(relations, groups)}")
    bad, zeros = one_row(connection, sources.ROWS_CHECK)
    if bad:
        raise Unsound(f"{bad} rows that are not of HS, or without an amount")
    for query, (found, expected) in sources.flow_checks(relations, groups).items():
        if missed := connection.execute(query).fetchone():
            *flow, one, other = missed
            where = " ".join([place + ":", *flow, str(year)])
            raise InputError(where, found.format(_plain(one), _plain(other)), expected)
    return zeros


def _plain(value: object) -> str:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def number_shipped(
    connection: Connection,
    batches: Iterable[pa.RecordBatch],
    year: int,
    ends: dict[str, int],
    goods: dict[str, int],
) -> bool:
    """The table `numbered` of a file of BACI's that is as CEPII ships it; false where it is not.

    batches: the columns of order.SHIPPED. ends, goods: places of economies and products by code.
    """
    connection.execute(f"CREATE OR REPLACE TABLE numbered ({COLUMNS})")
    count, total = 0, 0
    try:
        for batch in batches:
            rows = shipped(batch, year, ends, goods)
            if rows is None:
                return False
            _insert(connection, "numbered", rows)
            count, total = count + len(rows.usd), total + int(rows.usd.sum())
    except (pa.ArrowException, OSError, EOFError):
        return False
    held = one_row(connection, "SELECT count(*), sum(usd) FROM numbered")
    return count > 0 and held == (count, total)


def number_rows(
    connection: Connection, rows: str, year: int, ends: dict[str, int], goods: dict[str, int]
) -> None:
    """The table `numbered` of one side and level, however the file has its codes. rows: of sources.rows_of.

    Raises Unsound where it differs from the source's own count and total, or is not of the year.
    """
    for name, places in (("ends", ends), ("goods", goods)):
        connection.execute(sources.PLACES.format(name=name), [list(places), list(places.values())])
    of_source = one_row(connection, sources.OF_SOURCE.format(rows=rows))
    count, total, first, last, amounts, least, lightest, unread = of_source
    if count == 0:
        raise Unsound("no rows of trade")
    if {first, last} != {str(year)} or amounts != count or least < 0:
        raise Unsound(f"years from {first} to {last}, {count - amounts} values missing, the least {least}")
    if lightest < 0 or unread:
        raise Unsound(f"{unread} net weights that are no numbers, the least other {lightest}")
    connection.execute(f"CREATE OR REPLACE TABLE numbered AS {sources.numbered(rows)}")
    held = one_row(connection, "SELECT count(*), count(key), sum(usd) FROM numbered")
    if held != (count, count, total * 1000):
        raise Unsound(
            f"{count} rows read and {held[0]} numbered, {count - held[1]} with an unknown code; "
            f"a total of {total} read and of {held[2]} thousandths"
        )


def parts_with_sums(
    connection: Connection, side: str, levels: list[int], codes: dict[int, list[str]]
) -> Iterator[dict[int, Flows]]:
    """The rows of the first level in order, part by part, each with its sums at the other levels, by level;
    these also as tables rows_…. codes: of each level, in order.

    Raises Unsound for a key twice, RuntimeError where the parts are not together what the table holds.
    """
    finest, *coarser = levels
    count, kilograms, totals = 0, 0, dict.fromkeys(levels, 0)
    places = {
        level: np.searchsorted(codes[level], [code[:level] for code in codes[finest]]) for level in coarser
    }
    for level in coarser:
        connection.execute(f"CREATE TABLE rows_{side}_{level} ({COLUMNS})")
    for part in _in_order(connection, f"FROM rows_{side}_{finest} ORDER BY key", CODE):
        rows = Flows(*part)
        if (rows.key[1:] == rows.key[:-1]).any():
            raise Unsound("a key that stands twice")
        count, kilograms = count + len(rows.key), kilograms + int(np.maximum(part[2], 0).sum())
        sums = {finest: rows} | {level: rows.coarser(places[level]) for level in coarser}
        for level, flows in sums.items():
            totals[level] += int(flows.usd.sum())
            if level in coarser:
                _insert(connection, f"rows_{side}_{level}", flows)
        yield sums
    held = one_row(connection, sources.OF_NUMBERED.format(rows=f"rows_{side}_{finest}"))
    if held[:3] != (count, totals[finest], kilograms) or len({*totals.values()}) != 1:
        raise RuntimeError(
            f"{side}: {held[:3]} rows, thousandths and kg, {count, totals, kilograms} in parts"
        )


def totals_of(connection: Connection, side: str, level: int) -> dict:
    """What the rows of a side and level hold: how many, US dollars, net weight and how many rows have one."""
    held = one_row(connection, sources.OF_NUMBERED.format(rows=f"rows_{side}_{level}"))
    weights = dict(zip(("known", "zero", "estimated", "none"), held[3:], strict=True))
    return {
        "rows": held[0],
        "usd": f"{Decimal(held[1]) / 1000:.3f}",
        "net_weight": {"kg": int(held[2]), "rows": weights},
    }


def supply_parts(connection: Connection, sides: list[str], level: int) -> Iterator[tuple[np.ndarray, ...]]:
    """Rows of supply.BY_IMPORTER: suppliers by what importers report, exports by what exporters do."""
    connection.execute(f"CREATE OR REPLACE VIEW sent AS FROM rows_{sides[0]}_{level}")
    connection.execute(f"CREATE OR REPLACE VIEW received AS FROM rows_{sides[-1]}_{level}")
    return _in_order(connection, BY_IMPORTER, 0)


def revisions_of(connection: Connection, kind: str, names: list[str]) -> list[str]:
    """HS revisions of the codes, such as HS 2022, as far as names of BACI's files or Comtrade's rows tell
    them."""
    if kind == "baci":
        said = [REVISIONS[match[1]] for name in names if (match := NAME.search(name))]
    else:
        said = [code for (code,) in connection.execute("SELECT DISTINCT revision FROM counted").fetchall()]
    years = {code: f"HS {'19' if year > '90' else '20'}{year}" for year, code in REVISIONS.items()}
    return sorted({years[code] for code in said if code != "HS"})


def _in_order(connection: Connection, query: str, bits: int) -> Iterator[tuple[np.ndarray, ...]]:
    """Rows of a query that are in order, whole groups at a time, while the connection does other things."""
    return in_parts(connection.cursor().sql(query).to_arrow_reader(BATCH), bits)


def _insert(connection: Connection, table: str, rows: Flows) -> None:
    columns = {"key": rows.key, "usd": rows.usd, "kg": rows.kg}
    arrived = pa.table({name: to_arrow(values) for name, values in columns.items() if values is not None})
    connection.register("arrived", arrived)
    connection.execute(f"INSERT INTO {table} FROM arrived")
    connection.unregister("arrived")
