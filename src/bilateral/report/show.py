"""Figures and tables as HTML that needs nothing else, for notebooks and the report."""

from __future__ import annotations

import base64
from html import escape

import pandas as pd


def figure_html(svg: bytes, alt: str, caption: str) -> str:
    """The picture itself, in the page. alt: what it shows, in words; caption: what it is."""
    picture = base64.b64encode(svg).decode("ascii")
    return (
        f'<figure><img src="data:image/svg+xml;base64,{picture}" alt="{escape(alt)}">'
        f"<figcaption>{escape(caption)}</figcaption></figure>"
    )


def table_html(frame: pd.DataFrame, caption: str, labels: dict[str, str] | None = None) -> str:
    """The frame as an HTML table: numbers right, missing as an en dash.

    labels: column to heading; only these columns are shown, in this order (all, when not given).
    """
    labels = labels or {column: column for column in frame.columns}
    numeric = {column: pd.api.types.is_numeric_dtype(frame[column]) for column in labels}
    head = "".join(f'<th scope="col"{_align(numeric[column])}>{escape(label)}</th>' for column, label in labels.items())
    rows = [
        "".join(f"<td{_align(numeric[column])}>{_cell(row[column])}</td>" for column in labels)
        for row in frame.to_dict("records")
    ]
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return (
        f'<div class="table"><table><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _align(is_number: bool) -> str:
    return ' class="number"' if is_number else ""


def _cell(value: object) -> str:
    if pd.isna(value):
        return "–"
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    # repr() gives back the decimals that were printed, as far as they are not zero
    return escape(f"{value:,}" if isinstance(value, float) and abs(value) >= 1000 else str(value))
