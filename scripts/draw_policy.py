"""Draws the policy figures at both sizes."""

from lib import drawings, tables
from lib.run import run

from bilateral.figures.policy import (
    draw_adoption,
    draw_investment_subsidy,
    draw_responsibility,
    draw_subsidies,
)


@drawings.written
def main(*, ledger: str, totals: str, adoption: str, trend: str, product_bodies: str) -> drawings.Drawings:
    plans = tables.read_table(ledger)
    return {
        "subsidies": lambda size: draw_subsidies(plans, tables.read_table(totals), size),
        "investment_subsidy": lambda size: draw_investment_subsidy(plans, size),
        "adoption": lambda size: draw_adoption(tables.read_table(adoption), tables.read_table(trend), size),
        "critical_responsibility": lambda size: draw_responsibility(tables.read_table(product_bodies), size),
    }


if __name__ == "__main__":
    run(main)
