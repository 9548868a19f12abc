"""Draws the cooperation figures at both sizes."""

from lib import files, tables
from lib.fonts import check_texts
from lib.run import run

from bilateral.clean.event_labels import event_labels
from bilateral.figures.cooperation import draw_fields, draw_timeline
from bilateral.figures.style import use_style


def main(
    *,
    events: str,
    parties: str,
    matrix: str,
    fonts: list[str],
    names: dict[str, str],
    pair: dict[str, str],
    labels: str | list,
    svg: list[str],
    narrow: list[str],
    png: list[str],
) -> None:
    use_style(fonts)
    known = {}
    # a study without labels gives an empty list
    if isinstance(labels, str):
        known = event_labels(tables.read_csv_text(labels), labels, tables.read_table(events)["event"])
        check_texts({f"{labels}: {event}": label for event, label in known.items()}, fonts)
    figures = {
        "cooperation_timeline": lambda size: draw_timeline(
            tables.read_table(events), tables.read_table(parties), known, names, pair, size
        ),
        "cooperation_fields": lambda size: draw_fields(tables.read_table(matrix), size),
    }
    files.write_figures(figures, svg, narrow, png)


if __name__ == "__main__":
    run(main)
