"""Draws imports within exports, and the suppliers of critical minerals, at both sizes."""

from lib import files, tables
from lib.run import run

from bilateral.figures.style import use_style
from bilateral.figures.value_chains import draw_import_content, draw_suppliers


def main(
    *,
    economies: str,
    suppliers: list[str],
    fonts: list[str],
    pair: dict[str, str],
    names: dict[str, str],
    svg: list[str],
    narrow: list[str],
    png: list[str],
) -> None:
    use_style(fonts)
    figures = {
        "import_content": lambda size: draw_import_content(tables.read_table(economies), pair, names, size),
        "critical_suppliers": lambda size: draw_suppliers(tables.read_table(suppliers[0]), pair, names, size),
    }
    files.write_figures(figures, svg, narrow, png)


if __name__ == "__main__":
    run(main)
