"""The columns of the long trade tables: one row a measure, bounds in low and high."""

from __future__ import annotations

import pandas as pd

_FLOW = ["reporter", "partner", "flow", "valuation", "period"]
STRUCTURE = [
    *_FLOW,
    "year",
    "source",
    "basis",
    "hs_code",
    "measure",
    "low",
    "high",
    "unit",
    "classes",
    "chapter_00",
]
CHANGE = [*_FLOW, "year_from", "year_to", "source", "basis", "hs_code", "measure", "low", "high", "unit"]
MIRROR = (
    "scope exporter importer year exporter_period importer_period hs_chapter measure exporter_low "
    "exporter_high importer_low importer_high gap_low gap_high why"
).split()


def stacked(frames: list[pd.DataFrame], columns: list[str]) -> pd.DataFrame:
    """Frames under each other with these columns; one that a frame does not have is missing in its rows."""
    records = [record for frame in frames for record in frame.to_dict("records")]
    frame = pd.DataFrame(records, columns=columns)
    for name in ("classes", "year", "year_from", "year_to"):
        if name in frame:
            frame[name] = frame[name].astype("Int64")
    return frame
