"""Draws the investment figures, each as SVG and PNG."""

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
    release: str,
    cite: str | None,
    svg: list[str],
    png: list[str],
) -> None:
    use_style(fonts)
    source = f"Source: Bank of Japan, release of {release}."
    figures = {
        "investment_groups": lambda: draw_groups(
            tables.read_table(fdi_groups), groups, names, names[pair["reporter"]], source
        ),
        "investment_partner": lambda: draw_partner(
            tables.read_table(destinations), tables.read_table(printed), names, pair, rival, source, cite
        ),
    }
    files.write_figures(figures, svg, png)


if __name__ == "__main__":
    run(main)
