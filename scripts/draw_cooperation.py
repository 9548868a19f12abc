"""Draws the cooperation figures, each as SVG and PNG."""

from pathlib import Path

import files
import tables

from bilateral.clean.cooperation import INSTRUMENTS
from bilateral.figures.cooperation import draw_counts, draw_fields, draw_partnerships, draw_timeline
from bilateral.figures.style import use_style


def main(
    inputs: dict[str, str],
    names: dict[str, str],
    pair: dict[str, str],
    labels: dict[str, str],
    fonts: list[str],
    folder: str,
) -> None:
    use_style(fonts)
    read = {name: tables.read_table(path) for name, path in inputs.items()}
    authors = read["texts"].set_index("text")["author"]
    source = f"Source: {'; '.join(authors)} (data/texts.csv)."
    of_pairs = f"Source: {'; '.join(authors[sorted(set(read['partnerships']['text']))])} (data/texts.csv)."
    figures = {
        "cooperation_timeline": draw_timeline(
            read["events"], read["parties"], INSTRUMENTS, labels, names, pair, source
        ),
        "cooperation_counts": draw_counts(read["counts"], INSTRUMENTS, source),
        "partnerships": draw_partnerships(read["partnerships"], names, pair, of_pairs),
        "cooperation_fields": draw_fields(read["matrix"], source),
    }
    for name, figure in figures.items():
        files.write_figure(figure, Path(folder) / name)


if __name__ == "__main__":
    with files.errors_in_one_line(snakemake.log[0]):
        main(
            files.named(snakemake.input, "fonts"),
            snakemake.params.names,
            snakemake.params.pair,
            snakemake.params.labels,
            snakemake.input.fonts,
            snakemake.params.folder,
        )
