"""What decides where the words of a PDF page stand in lines, columns, rows and heads: named, and to be set.

crossfoot.read("paper.pdf", crossfoot.Settings(figure_gap=0.3))
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, fields
from typing import Any

from crossfoot.errors import InputError


def _setting(default: float, unit: str, meaning: str) -> Any:
    return field(default=default, metadata={"unit": unit, "meaning": meaning})


SIZES, POINTS, SHARE, COUNT, FACTOR = "type sizes", "points", "share", "count", "factor"


@dataclass(frozen=True)
class Settings:
    """Each value with its unit, what it decides and what it is a share of, in the metadata of its field.

    Raises InputError for a value that is negative or no number.
    """

    # words and lines
    phrase_gap: float = _setting(0.9, SIZES, "a gap that words of one sentence do not have")
    word_gap: float = _setting(0.46, SIZES, "a gap between words that may part two columns")
    figure_gap: float = _setting(
        0.36, SIZES, "a gap that may part two columns where figures stand on both sides"
    )
    thousands_gap: float = _setting(0.33, SIZES, "a gap wider than the space between thousands")
    typed_width: float = _setting(0.6, SIZES, "how wide a character of a typewriter is")
    typed_alike: float = _setting(0.02, SHARE, "by which part of a width characters of a typewriter differ")
    # columns of text
    text_lines: int = _setting(4, COUNT, "lines that a column of text has at least")
    own_lines: float = _setting(0.4, SHARE, "lines of a table beside text that stand on no line of the text")
    title_below: float = _setting(2.0, SIZES, "how far below its number the title of a table stands")
    # where tables are
    rule_thickness: float = _setting(2.5, POINTS, "how thick a rule is at most; what is thicker is a band")
    shortest_rule: float = _setting(4.0, POINTS, "how long a rule is at least")
    rule_parts: float = _setting(2.0, POINTS, "how far apart the parts of one rule lie")
    table_rule: float = _setting(60.0, POINTS, "how long a rule over a table is at least")
    rule_ends: float = _setting(8.0, POINTS, "how far apart the ends of rules of one table lie")
    head_near: float = _setting(1.8, SIZES, "how far above a table the lines of its head stand")
    band_near: float = _setting(2.4, SIZES, "how far where colour or a rule stands between")
    head_lines: int = _setting(6, COUNT, "lines that a head has at most")
    row_figures: int = _setting(2, COUNT, "figures that a row of a table has at least, where a head ends")
    tables_apart: float = _setting(1.6, FACTOR, "a gap between two tables, of the step between lines")
    table_lines: int = _setting(4, COUNT, "lines of a table before another one begins below a gap")
    labels_between: int = _setting(
        5, COUNT, "lines of labels that part a head from its rows, or rows of one table, at most"
    )
    blank_line: float = _setting(2.5, FACTOR, "a step with a blank line in it, of the step between rows")
    # what is no table
    axis_ticks: int = _setting(4, COUNT, "figures at equal steps that are the axis of a chart")
    chart_bars: int = _setting(3, COUNT, "heights of boxes on one line that are the bars of a chart")
    chart_curve: float = _setting(0.15, SHARE, "how wide a curve of a chart is, of its labels' width")
    chart_figures: float = _setting(0.25, SHARE, "cells of a chart with bars that are figures")
    chart_filled: float = _setting(0.6, SHARE, "cells beside an axis that are not blank")
    chart_rows: float = _setting(
        0.6, SHARE, "rows with cells over half of the columns beside a figure's caption"
    )
    chart_lines: int = _setting(4, COUNT, "rows of a table that no figure's labels have")
    chart_reach: float = _setting(25.0, SIZES, "how far above its axis and legend a curve may stand")
    chart_labels: float = _setting(4.0, SIZES, "how far below a chart its labels stand")
    table_filled: float = _setting(0.3, SHARE, "cells of a table without a caption that are not blank")
    symbols: float = _setting(0.5, SHARE, "words of an equation that are signs or single letters")
    runs_on: float = _setting(0.3, SHARE, "cells of text that go on with the sentence above them")
    # columns
    strip_step: float = _setting(0.5, POINTS, "how finely the white strips between columns are looked for")
    strip_crossed: float = _setting(0.06, SHARE, "lines of a table that may cross a strip")
    strip_lines: int = _setting(12, COUNT, "lines from which on any may")
    narrow_rows: int = _setting(3, COUNT, "rows that part a column at single spaces")
    narrow_share: float = _setting(0.8, SHARE, "rows of the column that part there")
    # heads
    full_rule: float = _setting(0.85, SHARE, "a rule over a whole table, of its width")
    rule_side: float = _setting(0.03, SHARE, "how far from the side of a table its rules end, of its width")
    label_width: float = _setting(0.2, SHARE, "where the labels of rows begin, of the width of the table")
    head_rows: int = _setting(3, COUNT, "rows below a head that has figures")
    levels_apart: float = _setting(1.5, FACTOR, "a step between levels of a head, of the steps within one")
    flush: float = _setting(0.1, SIZES, "how near a label is to a side of its column that it is flush with")
    flush_costs: float = _setting(
        0.4, SIZES, "how much nearer a label is to the middle of columns flush with others"
    )
    # rows
    row_step: float = _setting(0.88, FACTOR, "a step within a row, of the usual step between rows")
    beside_step: float = _setting(0.9, SIZES, "a step between lines that stand beside each other")
    narrow_step: float = _setting(1.1, FACTOR, "steps within rows that space parts, of the narrowest")
    wide_step: float = _setting(1.3, FACTOR, "steps between rows that space parts, of the narrowest")
    text_step: float = _setting(1.6, FACTOR, "a step between rows of text, of the usual step")
    centred: float = _setting(3.0, SIZES, "how far from the middle of the columns a heading of rows stands")
    # pages
    page_letters: int = _setting(40, COUNT, "letters without which a page under a picture has no text")
    page_picture: float = _setting(0.5, SHARE, "a page that a picture covers")
    page_margin: float = _setting(
        0.085, SHARE, "the height at the top and foot where a lone line is no table's"
    )
    running_margin: float = _setting(0.12, SHARE, "the height at the top and foot where running heads stand")
    running_pages: float = _setting(0.2, SHARE, "pages that repeat a running head")
    same_edges: float = _setting(
        12.0, POINTS, "how far columns of a table that goes on lie from those before"
    )

    def __post_init__(self) -> None:
        for item in fields(self):
            value = getattr(self, item.name)
            kinds = int if item.type == "int" else int | float
            if not isinstance(value, kinds) or not math.isfinite(value) or value < 0:
                whole = "whole " if item.type == "int" else ""
                wanted = f"a {whole}number from 0 up ({item.metadata['unit']})"
                raise InputError(f"setting {item.name}", repr(value), wanted)


DEFAULTS = Settings()
_chosen: ContextVar[Settings] = ContextVar("settings")


def chosen() -> Settings:
    """The settings that the document is read with."""
    return _chosen.get(DEFAULTS)


@contextmanager
def reading_with(settings: Settings) -> Iterator[None]:
    token = _chosen.set(settings)
    try:
        yield
    finally:
        _chosen.reset(token)
