"""A year of the world's trade as its source publishes it, once, into sorted Parquet at HS 6, 4 and 2."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path

import duckdb
import numpy as np
import pyarrow
from lib import database, files, trade_files
from lib.run import run

from bilateral.sources.baci import NAME, REVISIONS, read_countries, read_products
from bilateral.trade.world import sources
from bilateral.trade.world.areas import areas_without_economy
from bilateral.trade.world.flows import CODE, Flows, check_numbers, parted
from bilateral.trade.world.order import BATCH, NO_TONS, SHIPPED, flow_columns, in_parts, shipped
from bilateral.trade.world.rows import first_fault
from bilateral.trade.world.supply import BY_IMPORTER, TEXTS, WHOLE, supply_columns
from crossfoot import InputError

FLOW_TEXTS = ["exporter", "importer", "hs_code", "chapter"]
FLOW_WHOLE = ["usd_thousandths", "net_weight_kg"]
COLUMNS = "key BIGINT, usd BIGINT, kg BIGINT"


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
    economies, products, groups = _lists(kind, about)
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
        if kind == "comtrade":
            relations = [
                sources.whole(name, file.header.columns) for name, file in zip(relations, opened, strict=True)
            ]
            zeros = _counted(connection, relations, groups, year, opened, economies)
            products = [code for (code,) in connection.execute(sources.COMTRADE_CODES).fetchall()]
        names = sorted({name for name, _ in economies.values()})
        place = {name: at for at, name in enumerate(names)}
        ends = {code: place[name] for code, (name, _) in economies.items()}
        codes = {
            level: sorted({code[:level] for code in products if len(code) >= level})
            for level in sources.LEVELS
        }
        check_numbers(names, max(codes.values(), key=len), ", ".join(about))
        traded = np.zeros(len(names), dtype=bool)
        for side in sources.SIDES[kind]:
            for level in sources.LEVELS if kind == "comtrade" else sources.LEVELS[:1]:
                goods = {code: at for at, code in enumerate(codes[level])}
                # also as they are without leading zeros
                goods = {code.lstrip("0"): at for code, at in goods.items()} | goods
                rows = sources.rows_of(kind, side, level, relations)
                coarser = [] if kind == "comtrade" else sources.LEVELS[1:]
                try:
                    if not (kind == "baci" and _shipped(connection, opened[0], year, ends, goods)):
                        _numbered(connection, rows, year, ends, goods)
                    connection.execute(f"ALTER TABLE numbered RENAME TO rows_{side}_{level}")
                    paths = {of: flows[f"{side}_{of}"] for of in [level, *coarser]}
                    found[f"{side}_{level}"] = _written(connection, side, paths, year, codes, names, traded)
                except duckdb.OutOfMemoryException:
                    raise
                except (duckdb.Error, _Unsound) as error:
                    raise _explained(kind, year, opened, economies, products, groups, error) from None
                print(
                    f"{year}: {found[f'{side}_{level}']['rows']:,} rows at HS {level}, reported by {side}",
                    file=sys.stderr,
                    flush=True,
                )
        for level in sources.LEVELS:
            _supply(connection, flows, sources.SIDES[kind], level, names, codes[level], no_economies)
        revisions = _revisions(connection, kind, data)
    display = dict(economies.values())
    files.write_json(
        {
            "year": year,
            "files": [
                {"file": Path(path).name, "sha256": files.sha256(path)} | ({"read_as": said} if said else {})
                for path, said in [
                    *((file.path, file.said) for file in opened),
                    *((path, "") for path in about),
                ]
            ],
            "revisions": revisions,
            "totals": found,
            **({"repairs": {"hs_zero_padded": zeros}} if zeros else {}),
            "economies": {name: display[name] for name, seen in zip(names, traded, strict=True) if seen},
        },
        checks,
    )


class _Unsound(Exception):
    """What was written is not what the source has."""


def _shipped(
    connection: duckdb.DuckDBPyConnection,
    file: trade_files.Opened,
    year: int,
    ends: dict[str, int],
    goods: dict[str, int],
) -> bool:
    """The table `numbered` of a file of BACI's that is as CEPII ships it; false where it is not."""
    if not file.figures:
        return False
    connection.execute(f"CREATE OR REPLACE TABLE numbered ({COLUMNS})")
    header, count, total = file.header, 0, 0
    try:
        for batch in database.batches(file.plain, header.columns, header.delimiter, SHIPPED, NO_TONS):
            rows = shipped(batch, year, ends, goods)
            if rows is None:
                return False
            _insert(connection, "numbered", rows)
            count, total = count + len(rows.usd), total + int(rows.usd.sum())
    except (pyarrow.ArrowException, OSError, EOFError):
        return False
    held = database.one_row(connection, "SELECT count(*), sum(usd) FROM numbered")
    return count > 0 and held == (count, total)


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Flows) -> None:
    connection.register("arrived", database.table({"key": rows.key, "usd": rows.usd, "kg": rows.kg}))
    connection.execute(f"INSERT INTO {table} FROM arrived")
    connection.unregister("arrived")


def _numbered(
    connection: duckdb.DuckDBPyConnection, rows: str, year: int, ends: dict[str, int], goods: dict[str, int]
) -> None:
    """The table `numbered` of one side and level, however the file has its codes, held against the source's
    own count and total."""
    for name, places in (("ends", ends), ("goods", goods)):
        connection.execute(sources.PLACES.format(name=name), [list(places), list(places.values())])
    of_source = database.one_row(connection, sources.OF_SOURCE.format(rows=rows))
    count, total, first, last, amounts, least, lightest, unread = of_source
    if count == 0:
        raise _Unsound("no rows of trade")
    if {first, last} != {str(year)} or amounts != count or least < 0:
        raise _Unsound(f"years from {first} to {last}, {count - amounts} values missing, the least {least}")
    if lightest < 0 or unread:
        raise _Unsound(f"{unread} net weights that are no numbers, the least other {lightest}")
    connection.execute(f"CREATE OR REPLACE TABLE numbered AS {sources.numbered(rows)}")
    held = database.one_row(connection, "SELECT count(*), count(key), sum(usd) FROM numbered")
    if held != (count, count, total * 1000):
        raise _Unsound(
            f"{count} rows read and {held[0]} numbered, {count - held[1]} with an unknown code; "
            f"a total of {total} read and of {held[2]} thousandths"
        )


def _written(
    connection: duckdb.DuckDBPyConnection,
    side: str,
    paths: dict[int, str],
    year: int,
    codes: dict[int, list[str]],
    names: list[str],
    traded: np.ndarray,
) -> dict:
    """The rows of the finest level of `paths`, and their sums at the others, in order; these also as tables
    rows_…, and economies with rows in `traded`."""
    finest, *coarser = paths
    count, kilograms, totals = 0, 0, dict.fromkeys(paths, 0)
    places = {
        level: np.searchsorted(codes[level], [code[:level] for code in codes[finest]]) for level in coarser
    }
    for level in coarser:
        connection.execute(f"CREATE TABLE rows_{side}_{level} ({COLUMNS})")
    with ExitStack() as files_of:
        write = {
            level: files_of.enter_context(
                database.written_in_parts(path, FLOW_TEXTS, FLOW_WHOLE, "net_weight_kg")
            )
            for level, path in paths.items()
        }
        for part in _in_order(connection, f"FROM rows_{side}_{finest} ORDER BY key", CODE):
            rows = Flows(*part)
            if (rows.key[1:] == rows.key[:-1]).any():
                raise _Unsound("a key that stands twice")
            count += len(rows.key)
            kilograms += int(np.maximum(part[2], 0).sum())
            for level in paths:
                sums = rows if level == finest else rows.coarser(places[level])
                write[level](database.table(flow_columns(sums, codes[level], names), year=np.int16(year)))
                totals[level] += int(sums.usd.sum())
                if level in coarser:
                    _insert(connection, f"rows_{side}_{level}", sums)
            if 2 in paths:
                traded[np.concatenate(parted(rows.pair))] = True
        held = database.one_row(connection, sources.OF_NUMBERED.format(rows=f"rows_{side}_{finest}"))
        if held[:3] != (count, totals[finest], kilograms) or len({*totals.values()}) != 1:
            raise RuntimeError(
                f"{year}, {side}: {held[:3]} rows, thousandths and kg, {count, totals, kilograms} written"
            )
    weights = dict(zip(("known", "zero", "estimated", "none"), held[3:], strict=True))
    return {
        "rows": count,
        "usd": f"{Decimal(totals[finest]) / 1000:.3f}",
        "net_weight": {"kg": kilograms, "rows": weights},
    }


def _in_order(
    connection: duckdb.DuckDBPyConnection, query: str, bits: int
) -> Iterator[tuple[np.ndarray, ...]]:
    """Rows of a query that are in order, whole groups at a time, while the connection does other things."""
    return in_parts(connection.cursor().sql(query).to_arrow_reader(BATCH), bits)


def _revisions(connection: duckdb.DuckDBPyConnection, kind: str, data: list[str]) -> list[str]:
    """HS revisions of the codes, such as HS 2022, as far as names of files or rows tell them."""
    if kind == "baci":
        said = [REVISIONS[match[1]] for path in data if (match := NAME.search(Path(path).name))]
    else:
        said = [code for (code,) in connection.execute("SELECT DISTINCT revision FROM counted").fetchall()]
    years = {code: f"HS {'19' if year > '90' else '20'}{year}" for year, code in REVISIONS.items()}
    return sorted({years[code] for code in said if code != "HS"})


def _supply(
    connection: duckdb.DuckDBPyConnection,
    flows: dict[str, str],
    sides: list[str],
    level: int,
    names: list[str],
    codes: list[str],
    no_economies: list[str],
) -> None:
    """All suppliers of each economy and product, by what importers report; exports by what exporters do."""
    connection.execute(f"CREATE OR REPLACE VIEW sent AS FROM rows_{sides[0]}_{level}")
    connection.execute(f"CREATE OR REPLACE VIEW received AS FROM rows_{sides[-1]}_{level}")
    written, none = 0, np.isin(names, no_economies)
    with database.written_in_parts(flows[f"supply_{level}"], TEXTS, WHOLE) as write:
        for part in _in_order(connection, BY_IMPORTER, 0):
            columns = supply_columns(part, names, codes, none)
            written += int(columns["imports"].sum() + columns["exports"].sum())
            write(database.table(columns))
        total = database.one_row(
            connection, "SELECT (SELECT sum(usd) FROM received) + (SELECT sum(usd) FROM sent)"
        )[0]
        if written != total:
            raise RuntimeError(f"suppliers' lists of {written} thousandths from flows of {total}")


def _counted(
    connection: duckdb.DuckDBPyConnection,
    relations: list[str],
    groups: list[str],
    year: int,
    opened: list,
    economies: dict,
) -> int:
    """Reads Comtrade's files into the table `counted`; how many codes had lost a zero. Raises InputError for
    another classification, two revisions of one flow, or parts that miss their whole."""
    place = ", ".join(file.path for file in opened)
    try:
        connection.execute(f"CREATE TABLE counted AS {sources.counted(relations, groups)}")
        bad, zeros = database.one_row(connection, sources.ROWS_CHECK)
        faults: list[Exception] = []
        if bad:
            faults.append(_Unsound(f"{bad} rows that are not of HS, or without an amount"))
        for query, (found, expected) in sources.flow_checks(relations, groups).items():
            if missed := connection.execute(query).fetchone():
                *flow, one, other = missed
                where = " ".join([place + ":", *flow, str(year)])
                faults.append(InputError(where, found.format(_plain(one), _plain(other)), expected))
    except duckdb.OutOfMemoryException:
        raise
    except duckdb.Error as error:
        faults = [error]
    if faults:
        # a row that is wrong by itself says more than a sum that it spoils
        raise _explained("comtrade", year, opened, economies, [], groups, faults[0])
    return zeros


def _plain(value: object) -> str:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def _explained(
    kind: str,
    year: int,
    opened: list,
    economies: dict,
    products: list[str],
    groups: list[str],
    error: Exception,
) -> InputError:
    """The line that is wrong, found by reading the files again row by row."""
    for file in opened:
        lines = trade_files.lines(file.plain)
        next(lines, None)
        fault = first_fault(lines, file.header, kind, year, economies, set(products), groups, file.path)
        if fault:
            return fault
    if isinstance(error, InputError):
        return error
    return InputError(
        ", ".join(file.path for file in opened),
        str(error).splitlines()[0],
        "a whole year as the source publishes it",
    )


def _lists(kind: str, about: list[str]) -> tuple[dict[str, tuple[str, str]], list[str], list[str]]:
    """Economies by code, products and codes of groups, from the source's own lists."""
    if kind == "baci":
        countries, products = about
        return (
            read_countries(files.read_bytes(countries), countries),
            read_products(files.read_bytes(products), products),
            [],
        )
    economies, groups = sources.comtrade_economies(files.read_bytes(about[0]), about[0])
    return economies, [], groups


if __name__ == "__main__":
    run(main)
