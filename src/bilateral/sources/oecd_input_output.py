"""The OECD's national input–output tables: one CSV an economy and year, and zips of them.

A row is what an industry supplies: DOM_ from home, IMP_ from abroad; a column is who uses it: 45 industries,
final demand at home, and exports. Amounts are US$ million at basic and current prices, with one decimal
(OECD 2023, Input–Output Tables).
"""

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import PurePath

import numpy as np
import pandas as pd

from bilateral.sources.sheets import Line, read_sheet
from bilateral.study.project import rows_beside
from crossfoot import InputError

# ISIC Rev. 4, as the edition of 2023 groups it, with short names of ours
NAMES = {row["industry"]: row["name"] for row in rows_beside(__file__)}
INDUSTRIES = tuple(NAMES)
# mining of energy products, coke and refined petroleum
ENERGY = ("B05_06", "C19")
AT_HOME = ("HFCE", "NPISH", "GGFC", "GFCF", "INVNT", "DPABR")
# CONS_NONRES is what visitors buy, which the OECD's totals count among exports
ABROAD = ("CONS_NONRES", "EXPO")
USES = (*INDUSTRIES, *AT_HOME, *ABROAD)
COLUMNS = (*USES, "IMPO", "TOTAL")
TAXES = ("TXS_IMP_FNL", "TXS_INT_FNL")
ROWS = (
    *(f"DOM_{industry}" for industry in INDUSTRIES),
    *(f"IMP_{industry}" for industry in INDUSTRIES),
    *TAXES,
    "TTL_INT_FNL",
    "VALU",
    "OUTPUT",
)
AMOUNT = re.compile(r"^-?\d+(\.\d+)?([eE][+-]?\d+)?$")
FILE = re.compile(r"^([A-Z]{3})(\d{4})\.csv$")
# by how much a row of 53 amounts with one decimal misses its total in the edition of 2023
ROW_TOLERANCE = 0.8
# a column adds 92 of them
COLUMN_TOLERANCE = 1.1


@dataclass(frozen=True)
class InputOutput:
    """One economy's table of one year, US$ million; n industries.

    domestic, imported: n × n, what the row's industry (at home, abroad) supplies to the column's. output,
    value_added, taxes (on products used, less subsidies), exports, visitors (what non-residents buy): n.
    home_use: n, what industries and final demand at home take of the row's products, inventories left out.
    """

    economy: str
    year: int
    industries: tuple[str, ...]
    domestic: np.ndarray
    imported: np.ndarray
    output: np.ndarray
    value_added: np.ndarray
    taxes: np.ndarray
    exports: np.ndarray
    visitors: np.ndarray
    home_use: np.ndarray


def read_input_output(content: bytes, name: str) -> pd.DataFrame:
    """The tables of a zip, or of one CSV, checked and below each other: economy, year, row, COLUMNS.

    Raises InputError in one line for a file that is not named as JPN1995.csv, another economy or a year twice
    in one zip, other labels, a cell that is no number, or a row or column that does not add up.
    """
    if not content.startswith(b"PK"):
        return _table(content, name, PurePath(name).name)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = {member: archive.read(member) for member in sorted(archive.namelist())}
    except (zipfile.BadZipFile, OSError) as error:
        raise InputError(name, f"a damaged zip ({error})", "a whole zip of yearly tables") from None
    if not members:
        raise InputError(name, "an empty zip", "yearly tables such as JPN1995.csv")
    tables = [_table(held, f"{name}: {member}", member) for member, held in members.items()]
    frame = pd.concat(tables, ignore_index=True)
    found = frame.drop_duplicates("economy")["economy"].tolist()
    if len(found) > 1:
        raise InputError(name, f"tables of {' and '.join(found)}", "those of one economy")
    return frame


def tables_of(frame: pd.DataFrame) -> list[InputOutput]:
    """The frame of read_input_output, or several below each other, as tables in the order of the frame.

    Raises InputError for a frame without one of its columns.
    """
    if absent := [column for column in ("economy", "year", "row", *COLUMNS) if column not in frame]:
        raise InputError("input_output", f"no column {absent[0]!r}", "the tables as they were read")
    blocks = frame[list(COLUMNS)].to_numpy(float).reshape(-1, len(ROWS), len(COLUMNS))
    keys = frame[["economy", "year"]].iloc[:: len(ROWS)].itertuples(index=False)
    return [_arrays(str(key.economy), int(key.year), block) for key, block in zip(keys, blocks, strict=True)]


def _table(content: bytes, place: str, file: str) -> pd.DataFrame:
    named = FILE.match(file)
    if not named:
        raise InputError(place, f"a file called {file!r}", "economy and year, such as JPN1995.csv")
    (_, header), *lines = read_sheet(content, place).rows()
    _same(header[1:], COLUMNS, f"{place}: line 1", "column")
    _same([cells[0] for _, cells in lines], ROWS, place, "row")
    for line, cells in lines:
        if len(cells) != len(header):
            raise InputError(f"{place}: line {line}", f"{len(cells)} cells", f"{len(header)}")
    amounts = _numbers(lines, place)
    _add_up(amounts, place)
    table = pd.DataFrame(amounts, columns=list(COLUMNS))
    table.insert(0, "row", list(ROWS))
    table.insert(0, "year", int(named[2]))
    table.insert(0, "economy", named[1])
    return table


def _numbers(lines: list[Line], place: str) -> np.ndarray:
    try:
        amounts = np.array([cells[1:] for _, cells in lines], dtype=float)
        if np.isfinite(amounts).all():
            return amounts
    except ValueError:
        pass  # which cell it is is said below
    for line, cells in lines:
        for column, cell in zip(COLUMNS, cells[1:], strict=True):
            if not AMOUNT.match(cell):
                raise InputError(f"{place}: line {line}, column {column}", repr(cell), "an amount")
    raise InputError(place, "an amount too large to be one", "US$ million")


def _same(found: list[str], expected: tuple[str, ...], place: str, what: str) -> None:
    for at, label in enumerate(expected):
        if at >= len(found) or found[at] != label:
            raise InputError(
                place, f"{what} {at + 1} {found[at] if at < len(found) else 'missing'!r}", repr(label)
            )
    if len(found) > len(expected):
        raise InputError(place, f"a further {what} {found[len(expected)]!r}", f"{len(expected)} of them")


def _add_up(amounts: np.ndarray, place: str) -> None:
    """What must hold: uses of a DOM_ row add to OUTPUT, uses of an IMP_ row to IMPO, and what a column takes
    to TTL_INT_FNL."""
    n = len(INDUSTRIES)
    uses = amounts[:, : len(USES)].sum(axis=1)
    taken = amounts[: 2 * n + len(TAXES), :n].sum(axis=0)
    checks = (
        ("row DOM_", uses[:n], amounts[ROWS.index("OUTPUT"), :n], "OUTPUT", ROW_TOLERANCE),
        ("row IMP_", uses[n : 2 * n], amounts[n : 2 * n, COLUMNS.index("IMPO")], "IMPO", ROW_TOLERANCE),
        ("column ", taken, amounts[ROWS.index("TTL_INT_FNL"), :n], "TTL_INT_FNL", COLUMN_TOLERANCE),
    )
    for what, found, stated, total, tolerance in checks:
        # a sum of binary numbers misses the tolerance itself by less than a millionth
        for at in np.flatnonzero(np.abs(found - stated) > tolerance + 1e-6)[:1]:
            expected = f"{total} {stated[at]:,.1f}, to {tolerance} of rounding"
            raise InputError(f"{place}: {what}{INDUSTRIES[at]}", f"a sum of {found[at]:,.1f}", expected)


def _arrays(economy: str, year: int, block: np.ndarray) -> InputOutput:
    n = len(INDUSTRIES)
    domestic, imported = block[:n], block[n : 2 * n]
    taken = [at for at, use in enumerate(COLUMNS) if use in INDUSTRIES or use in AT_HOME and use != "INVNT"]
    return InputOutput(
        economy,
        year,
        INDUSTRIES,
        domestic[:, :n],
        imported[:, :n],
        output=block[ROWS.index("OUTPUT"), :n],
        value_added=block[ROWS.index("VALU"), :n],
        taxes=block[[ROWS.index(row) for row in TAXES], :n].sum(axis=0),
        exports=domestic[:, COLUMNS.index("EXPO")],
        visitors=domestic[:, COLUMNS.index("CONS_NONRES")],
        home_use=(domestic + imported)[:, taken].sum(axis=1),
    )
