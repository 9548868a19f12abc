"""What notebooks read results/ with: a published table in one line, and numbers that say where they are from.

read("analysis/adoption")                                     the table, with units and meanings in .attrs
names("clean/economies")                                      names of economies by code
value("analysis/adoption", "rate_pct", ".1f", round="8")      one cell, bound to its place
count("analysis/plan_criteria", status="below")               how many rows
text(f"…{value(…)}…")                                         a paragraph with bound numbers
table(frame, "name", "caption", {"column": "Heading"})        a numbered table
figure("adoption", "what it shows", "caption", frame)         a numbered figure, with the rows that it shows
"""

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pandas as pd

from bilateral.figures.words import MONTHS, RECONCILED
from bilateral.report.bound import BoundTable, Row
from bilateral.report.show import Shown, figure_block, prose_block, table_block
from bilateral.study.characters import in_line
from bilateral.study.dictionary import describe
from crossfoot import InputError

ROOT = Path(__file__).parent.parent
# the study whose results are read; the first one stands at the top
RESULTS = Path(os.environ.get("BILATERAL_STUDY", ROOT)) / "results"
# how a heading shows a part of a column's name
SIGNS = {"jpy": "¥", "usd": "US$", "pct": "%", "hs": "HS", "hhi": "HHI"}


@cache
def _dictionary() -> pd.DataFrame:
    return pd.read_csv(ROOT / "data/dictionary.csv", dtype=str, keep_default_na=False)


@cache
def _table(name: str) -> BoundTable:
    path = RESULTS / f"{name}.parquet"
    if not path.is_file():
        raise InputError(f"results/{name}", "no such table", "one that a rule of this study makes")
    frame = pd.read_parquet(path)
    columns = describe(Path(name).name, list(frame.columns), _dictionary()).set_index("column")
    frame.attrs = {"table": name, "unit": columns["unit"].to_dict(), "meaning": columns["meaning"].to_dict()}
    return BoundTable(name, frame)


def read(name: str) -> pd.DataFrame:
    """A published table, such as analysis/adoption; .attrs has `unit` and `meaning` of each column."""
    return _table(name).frame.copy()


def names(name: str) -> pd.Series:
    """Names of the economies of a table such as clean/economies by their codes, as they stand within a line;
    and what figures that both sides' reports are reconciled to are called."""
    return pd.concat([_table(name).frame.set_index("economy")["name"].map(in_line), pd.Series(RECONCILED)])


def period(code: str) -> str:
    """What a period is called in a table: calendar, or the month from which its fiscal years count."""
    return code if code == "calendar" else f"fiscal from {MONTHS[int(code.removeprefix('fiscal-')) - 1]}"


def value(name: str, column: str, spec: str = "", /, **where) -> str:
    return _table(name).value(column, spec, **where)


def count(name: str, /, **where) -> str:
    return _table(name).count(**where)


def least(name: str, column: str, spec: str = "", /, **where) -> str:
    return _table(name).drawn("least", column, spec, **where)


def greatest(name: str, column: str, spec: str = "", /, **where) -> str:
    return _table(name).drawn("greatest", column, spec, **where)


def total(name: str, column: str, spec: str = "", /, **where) -> str:
    return _table(name).drawn("total", column, spec, **where)


def each(name: str, /, **where) -> Iterator[Row]:
    return _table(name).each(**where)


def text(markdown: str) -> Shown:
    return Shown(prose_block(markdown))


def table(
    frame: pd.DataFrame,
    name: str,
    caption: str,
    labels: dict[str, str],
    decimals: dict[str, int] | int = 1,
    note: str = "",
) -> Shown:
    """frame: a table of read(), filtered or with columns replaced for display; only `labels` are shown."""
    source = frame.attrs.get("table")
    return Shown(
        table_block(
            frame, name, caption, labels, decimals, note, source, _table(source).frame if source else None
        )
    )


def figure(name: str, alt: str, caption: str, *rows: pd.DataFrame) -> Shown:
    """rows: tables of read(), filtered or with columns replaced for display, that the figure shows. The page
    has them below it to unfold: all their columns that are not empty, with the decimals of the CSV."""
    return Shown(
        figure_block(name, alt, caption, [_behind(name, frame) for frame in rows]),
        (RESULTS / f"figures/{name}.svg").read_bytes(),
    )


def _behind(figure_name: str, frame: pd.DataFrame) -> dict:
    source = frame.attrs.get("table")
    if source is None:
        raise InputError(f"figure {figure_name!r}", "rows of no published table", "a table of read()")
    described = describe(Path(source).name, list(frame.columns), _dictionary())
    return table_block(
        frame,
        Path(source).name,
        f"results/{source}.csv",
        {column: _in_words(column) for column in frame if frame[column].notna().any()},
        {row.column: int(row.decimals or 0) for row in described.itertuples()},
        "",
        source,
        _table(source).frame,
    )


def _in_words(column: str) -> str:
    return " ".join(SIGNS.get(word, word) for word in column.split("_"))
