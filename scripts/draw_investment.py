"""Draws the investment figures at both sizes."""

from lib import drawings, tables
from lib.run import run

from bilateral.figures.investment import draw_groups, draw_partner


@drawings.written
def main(
    *,
    fdi_groups: str,
    destinations: str,
    printed: str,
    names: dict[str, str],
    pair: dict[str, str],
    rival: str,
    groups: list[str] | dict[str, list[str]],
) -> drawings.Drawings:
    return {
        "investment_groups": lambda size: draw_groups(tables.read_table(fdi_groups), groups, size),
        "investment_partner": lambda size: draw_partner(
            tables.read_table(destinations), tables.read_table(printed), names, pair, rival, size
        ),
    }


if __name__ == "__main__":
    run(main)
