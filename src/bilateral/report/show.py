"""What a notebook shows: figures and tables as blocks, which become HTML here and both forms of
the report."""

import re
from decimal import Decimal

import pandas as pd

from bilateral.report.exhibit_html import exhibit_html
from bilateral.study.dictionary import bounds, fixed
from crossfoot import InputError

# under this type a notebook keeps the block behind what it shows
BLOCK = "application/vnd.bilateral.block+json"


# a dollar sign that Jupyter does not take for the begin or end of mathematics
DOLLAR = "<span>$</span>"
# a dollar sign, or what keeps those within it: one in an element, code, the address of a link, a tag
KEPT = re.compile(r"<span>\$</span>|(`+)(?!`).+?(?<!`)\1(?!`)|\]\([^)\s]*\)|<[^<>]*>|\$", re.DOTALL)


class Shown:
    """A block as Jupyter shows it, with the block itself kept in the notebook."""

    def __init__(self, block: dict, svg: bytes = b""):
        self.block, self.svg = block, svg

    def __repr__(self) -> str:
        # without the address in memory that Python would give, another in every run
        return f"<{self.block['kind']} {self.block.get('name', '')}>".replace(" >", ">")

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        # one drawing, as a picture: a notebook has neither the page's colours nor its widths
        drawn = {"pictures": {"wide": {"svg": self.svg.decode("utf-8")}}} if self.svg else {}
        return {"text/html": as_money(exhibit_html(self.block | drawn, {})), BLOCK: self.block}


def as_money(text: str) -> str:
    """Markdown or HTML in which no two dollar signs are mathematics to Jupyter, not even after a backslash:
    each stands in an element of its own. Code, tags and addresses stay as they are."""
    return KEPT.sub(lambda part: part[0] if part[0] != "$" else DOLLAR, text)


def check_dollars(place: str, markdown: str) -> None:
    """Raises InputError for an author's Markdown of which Jupyter would show a part as mathematics."""
    for paragraph in re.split(r"\n\s*\n", markdown):
        # as_money makes each bare sign longer by the element around it
        signs = (len(as_money(paragraph)) - len(paragraph)) // (len(DOLLAR) - 1)
        if signs > 1:
            raise InputError(
                place,
                f"{signs} dollar signs in the paragraph {paragraph.strip()[:50]!r}, mathematics to Jupyter",
                f"{DOLLAR} for each",
            )


def prose_block(markdown: str, abstract: bool = False) -> dict:
    return {"kind": "prose", "text": markdown, "abstract": abstract}


def figure_block(
    name: str,
    title: str,
    alt: str,
    behind: list[dict],
    units: str = "",
    source: str = "",
    note: str = "",
    **drawn: dict,
) -> dict:
    """name: of the figure, in results/figures where a rule drew it; title: the finding; alt: what it
    shows, in words; units: the line below the title; source: the line below the figure.

    behind: tables with the rows that it shows, as table_block gives them. drawn: files (paths) or pictures,
    each by wide, narrow and png.
    """
    head = {"kind": "figure", "name": name, "title": title, "units": units, "alt": alt}
    return head | {"source_line": source, "note": note, "behind": behind} | drawn


def table_block(
    frame: pd.DataFrame,
    name: str,
    title: str,
    labels: dict[str, str],
    decimals: dict[str, int] | int,
    note: str,
    source: str | None,
    published: pd.DataFrame | None,
    units: str = "",
    source_line: str = "",
) -> dict:
    """The frame as text cells: numbers with the decimals stated (bounds rounded outwards), missing an en
    dash.

    labels: column to heading; only these columns, in this order. source and published: the published table it
    was made from; `rows` then says on which of its rows, from 1, each row stands, where that is certain.
    """
    places = decimals if isinstance(decimals, dict) else dict.fromkeys(labels, decimals)
    return {
        "kind": "table",
        "name": name,
        "title": title,
        "units": units,
        "source_line": source_line,
        "note": note,
        "source": source,
        "columns": [
            {"column": column, "label": label, "number": pd.api.types.is_numeric_dtype(frame[column])}
            for column, label in labels.items()
        ],
        "cells": [
            [_cell(column, row[column], places.get(column, 1)) for column in labels]
            for row in frame.to_dict("records")
        ],
        "rows": None if published is None else _rows_of(frame, published),
    }


def _rows_of(frame: pd.DataFrame, published: pd.DataFrame) -> list[int] | None:
    """On which row of the published table, from 1, each row stands; None where the index no longer tells."""
    if not frame.index.is_unique or not frame.index.isin(published.index).all():
        return None
    kept = [
        column
        for column in frame.columns
        if column in published and frame[column].dtype == published[column].dtype
    ]
    same = [column for column in kept if frame[column].equals(published.loc[frame.index, column])]
    # a row is known by columns that came through unchanged
    return (
        [published.index.get_loc(row) + 1 for row in frame.index]
        if len(same) >= min(2, len(published.columns))
        else None
    )


def _cell(column: str, value: object, decimals: int) -> str:
    if pd.isna(value):
        return "–"
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    if isinstance(value, float):
        # a p-value is never zero
        if column == "p_value" and value < 10**-decimals / 2:
            return f"< {10**-decimals:.{decimals}f}"
        return f"{Decimal(fixed(value, decimals, bounds().get(column, ''))):,}".replace("-", "−")
    return str(value)
