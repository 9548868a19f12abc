"""A year of the world's trade as its source publishes it, once, into sorted Parquet at HS 6, 4 and 2."""

import codecs
import csv
import gzip
import hashlib
import sys
from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow.compute as pc
from lib import database, files
from lib.run import run

from bilateral.sources.baci import NAME, REVISIONS, read_countries, read_products
from bilateral.sources.text import GZIP, HEAD, encoding_of, unpacked
from bilateral.trade.critical import REVISIONS as NAMES
from bilateral.trade.world import sources
from bilateral.trade.world.areas import areas_without_economy
from bilateral.trade.world.rows import first_fault, in_plain_form, is_plain
from bilateral.trade.world.supply import BATCH, by_importer, supply
from crossfoot import InputError

# how Parquet holds lists of falling amounts so that they are read twice as fast
TEXTS = ["economy", "hs_code", "suppliers.list.element"]
FALLING = {"amounts.list.element": "DELTA_BINARY_PACKED"}


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
        opened = [_opened(path, kind, Path(spill) / f"plain_{place}.csv") for place, path in enumerate(data)]
        # how many rows a CSV has cannot be known beforehand; each join keeps the source's short list in
        # memory
        connection.execute("SET disabled_optimizers = 'build_side_probe_side'")
        for query, listed in sources.lists({code: name for code, (name, _) in economies.items()}):
            connection.execute(query, listed)
        relations = [f"file_{place}" for place in range(len(opened))]
        for name, (_, plain, header, _) in zip(relations, opened, strict=True):
            database.view_text(connection, name, plain, header.columns, header.delimiter)
        if kind == "comtrade":
            relations = [
                sources.whole(name, header.columns)
                for name, (_, _, header, _) in zip(relations, opened, strict=True)
            ]
            zeros = _counted(connection, relations, groups, year, opened, economies)
        codes = sources.COMTRADE_CODES if kind == "comtrade" else "SELECT unnest($1) AS hs_code"
        for place, query in enumerate(sources.products_of(codes)):
            connection.execute(query, [products] if kind == "baci" and place == 0 else [])
        for side in sources.SIDES[kind]:
            for level in sources.LEVELS:
                path = flows[f"{side}_{level}"]
                if kind == "baci" and level != sources.LEVELS[0]:
                    database.view(connection, "flows", [flows[f"{side}_{sources.LEVELS[0]}"]])
                    _coarser(connection, level, path)
                    continue
                try:
                    found[f"{side}_{level}"] = _converted(
                        connection, kind, side, level, relations, year, path
                    )
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
            _supply(connection, flows, sources.SIDES[kind], level, no_economies)
        revisions = _revisions(connection, kind, data)
        traded = [
            name
            for (name,) in connection.execute(
                "SELECT exporter FROM read_parquet($1) "
                "UNION SELECT importer FROM read_parquet($1) ORDER BY 1",
                [[flows[f"{side}_2"] for side in sources.SIDES[kind]]],
            ).fetchall()
        ]
    display = dict(economies.values())
    files.write_json(
        {
            "year": year,
            "files": [
                {"file": Path(path).name, "sha256": _sha256(path)} | ({"read_as": said} if said else {})
                for path, said in [
                    *((path, said) for path, *_, said in opened),
                    *((path, "") for path in about),
                ]
            ],
            "revisions": revisions,
            "totals": found,
            **({"repairs": {"hs_zero_padded": zeros}} if zeros else {}),
            "economies": {name: display[name] for name in traded},
        },
        checks,
    )


class _Unsound(Exception):
    """What was written is not what the source has."""


def _converted(
    connection: duckdb.DuckDBPyConnection,
    kind: str,
    side: str,
    level: int,
    relations: list[str],
    year: int,
    path: str,
) -> dict:
    """As _convert, first as the source ships its files, and where that is not so, with every code cleared."""
    if kind == "baci":
        rows = sources.rows_of(kind, side, level, relations, as_shipped=True)
        with suppress(_Unsound):
            return _convert(connection, rows, year, path)
    return _convert(connection, sources.rows_of(kind, side, level, relations), year, path)


def _convert(connection: duckdb.DuckDBPyConnection, rows: str, year: int, path: str) -> dict:
    """One side and level: written, and held against the source's own count and total."""
    of_source = database.one_row(connection, sources.OF_SOURCE.format(rows=rows))
    count, total, first, last, amounts, least, *of_weight = of_source
    kilograms, lightest, weighed, zero, estimated, unread = of_weight
    if count == 0:
        raise _Unsound("no rows of trade")
    if {first, last} != {str(year)} or amounts != count or least < 0:
        raise _Unsound(f"years from {first} to {last}, {count - amounts} values missing, the least {least}")
    if lightest < 0 or unread:
        raise _Unsound(f"{unread} net weights that are no numbers, the least other {lightest}")
    with files.replaced(path) as whole:
        connection.execute(
            f"COPY ({sources.flows_from(rows, year)}) TO {database.quoted(whole)} "
            "(FORMAT parquet, COMPRESSION zstd)"
        )
        database.view(connection, "flows", [whole])
        of_flows = database.one_row(connection, sources.OF_FLOWS)
        written, thousandths, exporters, importers, codes, again, kept = of_flows
        if (written, exporters, importers, codes, again) != (count, count, count, count, 0):
            unknown = 3 * count - exporters - importers - codes
            raise _Unsound(
                f"{count} rows read and {written} written, {again} keys twice, {unknown} codes unknown"
            )
        if thousandths != total * 1000:
            raise _Unsound(f"a total of {total} read and of {thousandths} thousandths written")
        if kept != kilograms:
            raise _Unsound(f"{kilograms} kilograms read and {kept} written")
    weights = {"known": weighed, "zero": zero, "estimated": estimated}
    weights["none"] = count - sum(weights.values())
    return {"rows": count, "usd": f"{total:.3f}", "net_weight": {"kg": int(kilograms), "rows": weights}}


def _coarser(connection: duckdb.DuckDBPyConnection, level: int, path: str) -> None:
    """Sums at a coarser level of `flows`, held against it."""
    whole, _ = database.one_row(connection, sources.OF_SUMS)
    database.write(connection, sources.coarser(level), path)
    database.view(connection, "flows", [path])
    if database.one_row(connection, sources.OF_SUMS) != (whole, True):
        raise RuntimeError(f"{path} does not have the {whole} thousandths of its parts")


def _revisions(connection: duckdb.DuckDBPyConnection, kind: str, data: list[str]) -> list[str]:
    """HS revisions of the codes, such as HS 2022, as far as names of files or rows tell them."""
    if kind == "baci":
        said = [REVISIONS[match[1]] for path in data if (match := NAME.search(Path(path).name))]
    else:
        said = [code for (code,) in connection.execute("SELECT DISTINCT revision FROM counted").fetchall()]
    return sorted({NAMES[int(code[1])] for code in said if code != "HS"})


def _supply(
    connection: duckdb.DuckDBPyConnection,
    flows: dict[str, str],
    sides: list[str],
    level: int,
    areas: list[str],
) -> None:
    """All suppliers of each economy and product, by what importers report; exports by what exporters do."""
    database.view(connection, "sent", [flows[f"{sides[0]}_{level}"]])
    database.view(connection, "received", [flows[f"{sides[-1]}_{level}"]])
    rows = connection.sql(by_importer(level)).to_arrow_reader(BATCH)
    written = 0
    with database.written_in_parts(flows[f"supply_{level}"], TEXTS, FALLING) as write:
        for table in supply(rows, areas):
            written += sum(pc.sum(table[name]).as_py() for name in ("imports", "exports"))
            write(table)
    total = database.one_row(
        connection,
        "SELECT (SELECT sum(usd_thousandths) FROM received) + (SELECT sum(usd_thousandths) FROM sent)",
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
    place = ", ".join(path for path, *_ in opened)
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
    for path, plain, header, _ in opened:
        lines = _lines(plain)
        next(lines, None)
        fault = first_fault(lines, header, kind, year, economies, set(products), groups, path)
        if fault:
            return fault
    if isinstance(error, InputError):
        return error
    return InputError(
        ", ".join(path for path, *_ in opened),
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


def _opened(path: str, kind: str, plain: Path) -> tuple[str, str, sources.Header, str]:
    """The file; what the database reads, the file itself or else a copy in plain form; its header; how the
    file is written where it was copied."""
    try:
        start, encoding = _head(path)
    except EOFError:
        raise InputError(
            path,
            "the end of the file within its compressed data",
            "a whole gzip file; is the download complete?",
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(path, f"no readable text ({error})", "text, or gzip of it") from None
    head = start.decode(encoding, errors="replace")
    header = sources.read_header(head, kind, path)
    packed = path.endswith(".gz") == _begins(path, GZIP)
    if encoding in ("utf-8", "utf-8-sig") and packed and is_plain(head, header, kind):
        return path, path, header, ""
    content = unpacked(files.read_bytes(path), path)
    said, rows = in_plain_form(content, path, header, kind)
    with open(plain, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    return path, str(plain), sources.Header(header.columns, ","), said


def _begins(path: str, mark: bytes) -> bool:
    with open(path, "rb") as file:
        return file.read(len(mark)) == mark


def _head(path: str) -> tuple[bytes, str]:
    """The first bytes of the text and its encoding: UTF-8 only where all of it is."""
    opening = gzip.open if _begins(path, GZIP) else open
    with opening(path, "rb") as file:
        start = file.read(HEAD)
        encoding = encoding_of(start, path, whole=False)
        if encoding not in ("utf-8", "utf-8-sig"):
            return start, encoding
        decoder = codecs.getincrementaldecoder(encoding)()
        decoder.decode(start)
        try:
            while part := file.read(HEAD):
                decoder.decode(part)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return start, "cp1252"
        return start, encoding


def _lines(path: str) -> Iterator[str]:
    unpacked = gzip.open if path.endswith(".gz") else open
    with unpacked(path, "rt", encoding="utf-8", newline="") as lines:
        yield from lines


def _sha256(path: str) -> str:
    with open(path, "rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


if __name__ == "__main__":
    run(main)
