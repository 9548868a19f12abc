"""What the timeline writes beside an event."""

import pandas as pd

from bilateral.clean.row_checks import fault, known, once, require

COLUMNS = ["event", "label"]


def event_labels(rows: pd.DataFrame, name: str, events: pd.Series) -> dict[str, str]:
    """Label by event.

    rows: COLUMNS, every cell text. name: of their file. events: the keys of all events.
    Raises InputError that names file and line for an event that there is not, one named twice, or no label.
    """
    rows = rows.assign(line=range(2, len(rows) + 2))
    require(rows, name, COLUMNS)
    keys = set(events)
    for row in rows.to_dict("records"):
        known(row, name, "event", keys, "the key of an event")
        if not row["label"].strip():
            raise fault(row, name, "label", "what to write beside the event")
    once(rows, ["event"], name, "label of")
    return dict(zip(rows["event"], rows["label"], strict=True))
