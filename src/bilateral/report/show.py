"""Figures and tables as HTML that needs nothing else, for notebooks and the report."""

from __future__ import annotations

import base64
from decimal import Decimal
from html import escape

import pandas as pd

from bilateral.published import fixed


def figure_html(svg: bytes, alt: str, caption: str) -> str:
    """The picture itself, in the page. alt: what it shows, in words; caption: what it is."""
    picture = base64.b64encode(svg).decode("ascii")
    return (
        f'<figure><div class="scroll" tabindex="0"><img src="data:image/svg+xml;base64,{picture}" alt="{escape(alt)}">'
        f"</div><figcaption>{escape(caption)}</figcaption></figure>"
    )


def table_html(
    frame: pd.DataFrame, caption: str, labels: dict[str, str], decimals: dict[str, int] | int = 1
) -> str:
    """The frame as an HTML table: numbers right, missing as an en dash.

    Bounds (columns that end in low or high) are rounded outwards. labels: column to heading; only these columns are shown, in this order. decimals: of every number
    that is not whole by type, or of each by column.
    """
    places = decimals if isinstance(decimals, dict) else dict.fromkeys(labels, decimals)
    numeric = {column: pd.api.types.is_numeric_dtype(frame[column]) for column in labels}
    head = "".join(f'<th scope="col"{_align(numeric[column])}>{escape(label)}</th>' for column, label in labels.items())
    rows = [
        "".join(f"<td{_align(numeric[column])}>{_cell(column, row[column], places.get(column, 1))}</td>" for column in labels)
        for row in frame.to_dict("records")
    ]
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return (
        f'<figure class="table"><figcaption>{escape(caption)}</figcaption><div class="scroll" tabindex="0">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div></figure>"
    )


def _align(is_number: bool) -> str:
    return ' class="number"' if is_number else ""


def _cell(column: str, value: object, decimals: int) -> str:
    if pd.isna(value):
        return "–"
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    if isinstance(value, float):
        # a p-value is never zero
        if column == "p_value" and value < 10**-decimals / 2:
            return f"&lt; {10**-decimals:.{decimals}f}"
        return f"{Decimal(fixed(column, value, decimals)):,}"
    return escape(str(value))
