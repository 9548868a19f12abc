"""Draws the policy figures at both sizes."""

from lib import files, tables
from lib.run import run

from bilateral.figures.policy import (
    draw_adoption,
    draw_investment_subsidy,
    draw_responsibility,
    draw_subsidies,
)
from bilateral.figures.style import use_style


def main(
    *,
    ledger: str,
    totals: str,
    adoption: str,
    trend: str,
    product_bodies: str,
    fonts: list[str],
    svg: list[str],
    narrow: list[str],
    png: list[str],
) -> None:
    use_style(fonts)
    plans = tables.read_table(ledger)
    figures = {
        "subsidies": lambda size: draw_subsidies(plans, tables.read_table(totals), size),
        "investment_subsidy": lambda size: draw_investment_subsidy(plans, size),
        "adoption": lambda size: draw_adoption(tables.read_table(adoption), tables.read_table(trend), size),
        "critical_responsibility": lambda size: draw_responsibility(tables.read_table(product_bodies), size),
    }
    files.write_figures(figures, svg, narrow, png)


if __name__ == "__main__":
    run(main)
