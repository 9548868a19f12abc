"""Draws the policy figures, each as SVG and PNG."""

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
    cite: str,
    table_numbers: dict[str, str],
    svg: list[str],
    png: list[str],
) -> None:
    """table_numbers: the number of each table of the document, by the role that the study gives it."""
    use_style(fonts)

    def source(*roles: str) -> str:
        numbers = [table_numbers[role] for role in roles]
        return f"Source: {cite}, Table{'s' * (len(numbers) > 1)} {' and '.join(numbers)}."

    figures = {
        "subsidies": lambda: draw_subsidies(
            tables.read_table(totals), source("facility_plans", "supply_plans")
        ),
        "investment_subsidy": lambda: draw_investment_subsidy(
            tables.read_table(ledger), source("supply_plans")
        ),
        "adoption": lambda: draw_adoption(
            tables.read_table(adoption), tables.read_table(trend), source("diversification_rounds")
        ),
        "critical_responsibility": lambda: draw_responsibility(
            tables.read_table(product_bodies), source("critical_products")
        ),
    }
    files.write_figures(figures, svg, png)


if __name__ == "__main__":
    run(main)
