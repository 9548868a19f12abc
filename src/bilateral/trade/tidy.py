"""The long trade tables: one row a measure, bounds in low and high."""

from __future__ import annotations

import pandas as pd

from bilateral.study.dictionary import columns_of


def stacked(table: str, frames: list[pd.DataFrame]) -> pd.DataFrame:
    """Frames under each other with the columns of a table; one that a frame does not have is missing in its
    rows."""
    records = [record for frame in frames for record in frame.to_dict("records")]
    frame = pd.DataFrame(records, columns=columns_of(table))
    for name in ("classes", "year", "year_from", "year_to"):
        if name in frame:
            frame[name] = frame[name].astype("Int64")
    return frame
