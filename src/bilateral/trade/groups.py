"""Flows as tables have them: what tells one from another, and the rows of each."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

FLOW = ["reporter", "partner", "flow", "valuation", "period"]
SERIES = [*FLOW, "source"]


def groups(frame: pd.DataFrame, columns: list[str]) -> Iterator[tuple[dict[str, Any], pd.DataFrame]]:
    """What the rows of a group share, by column, and its rows; in the order of what they share."""
    for keys, rows in frame.groupby(columns, sort=True):
        yield dict(zip(columns, keys, strict=True)), rows
