"""Draws the investment figures at both sizes."""

from lib import files, tables
from lib.run import run

from bilateral.figures.investment import draw_groups, draw_partner
from bilateral.figures.style import use_style


def main(
    *,
    fdi_groups: str,
    destinations: str,
    printed: str,
    fonts: list[str],
    names: dict[str, str],
    pair: dict[str, str],
    rival: str,
    groups: list[str] | dict[str, list[str]],
    svg: list[str],
    narrow: list[str],
    png: list[str],
) -> None:
    use_style(fonts)
    figures = {
        "investment_groups": lambda size: draw_groups(tables.read_table(fdi_groups), groups, size),
        "investment_partner": lambda size: draw_partner(
            tables.read_table(destinations), tables.read_table(printed), names, pair, rival, size
        ),
    }
    files.write_figures(figures, svg, narrow, png)


if __name__ == "__main__":
    run(main)
