"""A year of the world's trade as its source publishes it, once, into sorted Parquet at HS 6, 4 and 2."""

import gzip
import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
from lib import database, files
from lib.run import run

from bilateral.trade.world import sources
from crossfoot import InputError


def main(
    *,
    kind: str,
    year: int,
    data: list[str],
    about: list[str],
    spill: str,
    threads: int,
    mem_mb: int,
    checks: str,
    **flows: str,
) -> None:
    """kind: baci or comtrade. data: the year's files; about: the source's lists of economies and products.

    flows: the Parquet file of each side and level of HS, such as exporter_6.
    """
    economies, products, groups = _lists(kind, about)
    headers = [(path, sources.read_header(_first_line(path), kind, path)) for path in data]
    found = {}
    with database.opened(mem_mb, threads, spill) as connection:
        # nobody knows beforehand how many rows a CSV has; each join keeps the source's short list in memory
        connection.execute("SET disabled_optimizers = 'build_side_probe_side'")
        connection.execute(
            "CREATE TABLE names AS SELECT unnest($1) AS code, unnest($2) AS name",
            [list(economies), [name for name, _ in economies.values()]],
        )
        connection.execute("CREATE TABLE products AS SELECT unnest($1) AS hs_code", [products])
        relations = [f"file_{place}" for place in range(len(headers))]
        for name, (path, header) in zip(relations, headers, strict=True):
            database.view_text(connection, name, path, header.columns, header.delimiter)
        for side in sources.SIDES[kind]:
            for level in sources.LEVELS:
                path = flows[f"{side}_{level}"]
                if kind == "baci" and level != sources.LEVELS[0]:
                    database.view(connection, "flows", [flows[f"{side}_{sources.LEVELS[0]}"]])
                    database.write(
                        connection, f"{sources.coarser(level)} ORDER BY exporter, importer, hs_code", path
                    )
                    continue
                try:
                    found[f"{side}_{level}"] = _convert(
                        connection, sources.rows_of(kind, side, level, relations, groups), kind, year, path
                    )
                except duckdb.OutOfMemoryException:
                    raise
                except (duckdb.Error, _Unsound) as error:
                    raise _explained(kind, year, headers, economies, products, groups, error) from None
                print(
                    f"{year}: {found[f'{side}_{level}']['rows']:,} rows at HS {level}, reported by {side}",
                    file=sys.stderr,
                    flush=True,
                )
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
            "files": [{"file": Path(path).name, "sha256": _sha256(path)} for path in [*data, *about]],
            "totals": found,
            "economies": {name: display[name] for name in traded},
        },
        checks,
    )


class _Unsound(Exception):
    """What was written is not what the source has."""


def _convert(connection: duckdb.DuckDBPyConnection, rows: str, kind: str, year: int, path: str) -> dict:
    """One side and level: written, and held against the source's own count and total."""
    of_source = database.one_row(connection, sources.OF_SOURCE.format(rows=rows))
    count, total, first, last, amounts, least = of_source
    if count == 0:
        raise _Unsound("no rows of trade")
    if {first, last} != {str(year)} or amounts != count or least < 0:
        raise _Unsound(f"years from {first} to {last}, {count - amounts} values missing, the least {least}")
    with files.replaced(path) as whole:
        connection.execute(
            f"COPY ({sources.flows_from(rows, kind, year)}) TO {database.quoted(whole)} "
            "(FORMAT parquet, COMPRESSION zstd)"
        )
        database.view(connection, "flows", [whole])
        of_flows = database.one_row(connection, sources.OF_FLOWS)
        written, thousandths, exporters, importers, codes, again = of_flows
        if (written, exporters, importers, codes, again) != (count, count, count, count, 0):
            raise _Unsound(
                f"{count} rows read and {written} written, {again} keys twice, "
                f"{3 * count - exporters - importers - codes} codes unknown"
            )
        if thousandths != total * 1000:
            raise _Unsound(f"a total of {total} read and of {thousandths} thousandths written")
    return {"rows": count, "usd": f"{total:.3f}"}


def _explained(
    kind: str,
    year: int,
    headers: list,
    economies: dict,
    products: list[str],
    groups: list[str],
    error: Exception,
) -> InputError:
    """The line that is wrong, found by reading the files again row by row."""
    for path, header in headers:
        lines = _lines(path)
        next(lines, None)
        fault = sources.first_fault(lines, header, kind, year, economies, set(products), groups, path)
        if fault:
            return fault
    return InputError(
        ", ".join(path for path, _ in headers),
        str(error).splitlines()[0],
        "a whole year as the source publishes it",
    )


def _lists(kind: str, about: list[str]) -> tuple[dict[str, tuple[str, str]], list[str], list[str]]:
    """Economies by code, products and codes of groups, from the source's own lists."""
    if kind == "baci":
        countries, products = about
        return (
            sources.baci_economies(files.read_text(countries), countries),
            sources.baci_products(files.read_text(products), products),
            [],
        )
    economies, groups = sources.comtrade_economies(files.read_text(about[0]), about[0])
    return economies, [], groups


def _lines(path: str) -> Iterator[str]:
    unpacked = gzip.open if path.endswith(".gz") else open
    with unpacked(path, "rt", encoding="utf-8", newline="") as lines:
        yield from lines


def _first_line(path: str) -> str:
    try:
        return next(_lines(path), "")
    except EOFError:
        raise InputError(
            path,
            "the end of the file within its compressed data",
            "a whole gzip file; is the download complete?",
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(path, f"no readable text ({error})", "UTF-8 text, or gzip of it") from None


def _sha256(path: str) -> str:
    with open(path, "rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


if __name__ == "__main__":
    run(main)
