"""Draws the cooperation figures at both sizes."""

from lib import drawings, tables
from lib.fonts import check_texts
from lib.run import run

from bilateral.clean.cooperation import event_labels
from bilateral.figures.cooperation import draw_fields, draw_timeline


@drawings.written
def main(
    *,
    events: str,
    parties: str,
    matrix: str,
    fonts: list[str],
    names: dict[str, str],
    pair: dict[str, str],
    labels: str | list,
) -> drawings.Drawings:
    known = {}
    # a study without labels gives an empty list
    if isinstance(labels, str):
        known = event_labels(tables.read_csv_text(labels), labels, tables.read_table(events)["event"])
        check_texts({f"{labels}: {event}": label for event, label in known.items()}, fonts)
    return {
        "cooperation_timeline": lambda size: draw_timeline(
            tables.read_table(events), tables.read_table(parties), known, names, pair, size
        ),
        "cooperation_fields": lambda size: draw_fields(tables.read_table(matrix), size),
    }


if __name__ == "__main__":
    run(main)
