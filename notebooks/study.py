"""What a chapter reads results/ with, says its numbers with and shows figures with (docs/chapters.md).

read("analysis/adoption")                                 a published table, units and meanings in .attrs
value("analysis/adoption", "rate_pct", round=8)           one cell, which computes and keeps its place
series("analysis/x", "usd_million", flow="export")        a column by year: s[2014], s.first, s.largest
count("analysis/plan_criteria", status="below")           how many rows
number, percent, yen, usd, day, words, between, either    how the prose says them: {eval}`percent(rate)`
flow_title("JPN", "IND", "export", names(…))              Japan's exports to India
listed([a, b, c])                                         a, b and c
check.rises(s, said="Exports rose every year")            what a sentence claims, held against the data
figure("adoption", "What it shows", "In words", frame)    a figure that a rule drew, with the rows behind it
table(frame, "name", "Title", {"column": "Heading"})      a table
show(axes, "name", "Title", "In words")                   any other figure or table
"""

import os
from functools import cache
from pathlib import Path

import pandas as pd
from IPython.display import display

from bilateral.figures.words import RECONCILED, flow_title
from bilateral.report.bound import BoundTable
from bilateral.report.check import Check
from bilateral.report.pictures import GOES_IN, check_title, pictures, styled
from bilateral.report.say import (
    MONTHS,
    between,
    day,
    days_in,
    either,
    listed,
    number,
    percent,
    usd,
    words,
    yen,
)
from bilateral.report.show import Shown, figure_block, table_block
from bilateral.report.values import Bound, Series, one_series, one_value, row_count
from bilateral.study.characters import in_line
from bilateral.study.dictionary import describe
from crossfoot import InputError

# what `from study import *` gives a notebook
__all__ = [
    "between",
    "check",
    "count",
    "day",
    "days_in",
    "either",
    "figure",
    "flow_title",
    "listed",
    "names",
    "number",
    "percent",
    "period",
    "read",
    "series",
    "show",
    "table",
    "usd",
    "value",
    "words",
    "yen",
]

ROOT = Path(__file__).parent.parent
# the study whose results are read; the first one stands at the top
RESULTS = Path(os.environ.get("BILATERAL_STUDY", ROOT)) / "results"
# what a rule that runs the notebook names; whoever plays in JupyterLab may read everything
NAMED = os.environ.get("BILATERAL_RESULTS")
DICTIONARY = Path(os.environ.get("BILATERAL_DICTIONARY", ROOT / "data/dictionary.csv"))
# how a heading shows a part of a column's name
SIGNS = {"jpy": "¥", "usd": "US$", "pct": "%", "hs": "HS", "hhi": "HHI"}


@cache
def _dictionary() -> pd.DataFrame:
    return pd.read_csv(DICTIONARY, dtype=str, keep_default_na=False)


def _result(path: str) -> Path:
    """A file of results/. Raises InputError for one that the rule does not name, there or not."""
    if NAMED is not None and f"results/{path}" not in NAMED.split(os.pathsep):
        raise InputError(
            f"results/{path}",
            "no rule that makes it, or a name that the notebook puts together",
            'the name of a result in full, as in read("analysis/trade_totals")',
        )
    if not (RESULTS / path).is_file():
        raise InputError(f"results/{path}", "no such file", "a result of this study, after a build: make")
    return RESULTS / path


@cache
def _table(name: str) -> BoundTable:
    # a rule of the study's own may give a table as CSV alone
    plain = _is_made(f"{name}.csv") and not _is_made(f"{name}.parquet")
    frame = pd.read_csv(_result(f"{name}.csv")) if plain else pd.read_parquet(_result(f"{name}.parquet"))
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


def value(name: str, column: str, /, **where) -> Bound:
    """The one cell of a published table that `where` leaves."""
    return one_value(_table(name), column, _plain(where))


def count(name: str, /, **where) -> Bound:
    """How many rows of a published table `where` leaves."""
    return row_count(_table(name), _plain(where))


def series(name: str, column: str, /, by: str = "year", **where) -> Series:
    """A column's cells by another column, one row for each key: s[2014], s.first, s.last, s.largest,
    s.smallest, s.total; the key of each is its .at."""
    return one_series(_table(name), column, by, _plain(where))


check = Check(display)


def figure(
    name: str, title: str, alt: str, *rows: pd.DataFrame, units: str = "", source: str = "", note: str = ""
) -> None:
    """A figure that a rule drew. title: the finding, in at most twelve words; alt: what it shows, for who
    cannot see it; units: the line below the title. rows: tables of read(), filtered or with columns replaced
    for display, that it shows. The page has them below it to unfold: all their columns that are not empty,
    with the decimals of the CSV."""
    _check_words(name, title, alt)
    svg = _result(f"figures/{name}.svg").read_bytes()
    further = {"narrow": f"figures/{name}_narrow.svg", "png": f"figures/{name}.png"}
    files = {"wide": f"results/figures/{name}.svg"} | {
        size: f"results/{path}" for size, path in further.items() if _is_made(path)
    }
    behind = [_behind(name, frame) for frame in rows]
    display(Shown(figure_block(name, title, alt, behind, units, source, note, files=files), svg))


def table(
    frame: pd.DataFrame,
    name: str,
    title: str,
    labels: dict[str, str],
    decimals: dict[str, int] | int = 1,
    note: str = "",
    units: str = "",
    source: str = "",
) -> None:
    """frame: a table of read(), filtered or with columns replaced for display; only `labels` are shown."""
    check_title(f"table {name!r}", title)
    of = frame.attrs.get("table")
    published = _table(of).frame if of else None
    display(Shown(table_block(frame, name, title, labels, decimals, note, of, published, units, source)))


def show(
    anything: object,
    name: str,
    title: str,
    alt: str = "",
    units: str = "",
    source: str = "",
    note: str = "",
    narrow: object = None,
) -> None:
    """Any other figure or table. alt: of a figure, what it shows, for who cannot see it. narrow: the figure
    for a telephone, where it is another one."""
    # asked for by name: who shows no Styler does not load it
    if isinstance(anything, pd.DataFrame) or type(anything).__name__ == "Styler":
        frame = anything if isinstance(anything, pd.DataFrame) else styled(anything)
        if any(frame.index.names):
            frame = frame.reset_index()
        return table(frame, name, title, {column: str(column) for column in frame}, 1, note, units, source)
    drawn = pictures(anything, narrow)
    if drawn is None:
        raise InputError("show(…)", f"{type(anything).__module__}.{type(anything).__name__}", GOES_IN)
    _check_words(name, title, alt)
    block = figure_block(name, title, alt, [], units, source, note, pictures=drawn)
    return display(Shown(block, drawn["wide"]["svg"].encode("utf-8")))


def _plain(where: dict) -> dict:
    """Conditions without places: a year may be a value itself."""
    return {
        column: [_number(one) for one in wanted] if isinstance(wanted, list) else _number(wanted)
        for column, wanted in where.items()
    }


def _number(wanted: object) -> object:
    return wanted.value if isinstance(wanted, Bound) else wanted


def _check_words(name: str, title: str, alt: str) -> None:
    """Raises InputError for a figure without a title of a few words, or without a description."""
    check_title(f"figure {name!r}", title)
    if not alt.strip():
        raise InputError(f"figure {name!r}", "no alt", "what it shows, in words, for who cannot see it")


def _is_made(path: str) -> bool:
    return (RESULTS / path).is_file() if NAMED is None else f"results/{path}" in NAMED.split(os.pathsep)


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
