"""Draws the cooperation figures, each as SVG and PNG."""

from lib import files, tables
from lib.fonts import check_texts
from lib.run import run

from bilateral.clean.cooperation import INSTRUMENTS
from bilateral.clean.event_labels import event_labels
from bilateral.figures.cooperation import draw_counts, draw_fields, draw_partnerships, draw_timeline
from bilateral.figures.style import use_style


def main(
    *,
    events: str,
    parties: str,
    partnerships: str,
    texts: str,
    counts: str,
    matrix: str,
    fonts: list[str],
    names: dict[str, str],
    pair: dict[str, str],
    labels: str | list,
    svg: list[str],
    png: list[str],
) -> None:
    use_style(fonts)
    known = {}
    # a study without labels gives an empty list
    if isinstance(labels, str):
        known = event_labels(tables.read_csv_text(labels), labels, tables.read_table(events)["event"])
        check_texts({f"{labels}: {event}": label for event, label in known.items()}, fonts)
    between = tables.read_table(partnerships)
    authors = tables.read_table(texts).set_index("text")["author"]
    source = f"Source: {'; '.join(authors)} (data/texts.csv)."
    of_pairs = f"Source: {'; '.join(authors[sorted(set(between['text']))])} (data/texts.csv)."
    figures = {
        "cooperation_timeline": lambda: draw_timeline(
            tables.read_table(events), tables.read_table(parties), INSTRUMENTS, known, names, pair, source
        ),
        "cooperation_counts": lambda: draw_counts(tables.read_table(counts), INSTRUMENTS, source),
        "partnerships": lambda: draw_partnerships(between, names, pair, of_pairs),
        "cooperation_fields": lambda: draw_fields(tables.read_table(matrix), source),
    }
    files.write_figures(figures, svg, png)


if __name__ == "__main__":
    run(main)
