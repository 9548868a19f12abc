"""Sets out what a study asks, and the pair's trade of each year with its weight, or why there is none;
and the pair's largest products."""

from lib import tables
from lib.run import run

from bilateral.trade.pair import pair_facts, pair_products, pair_trade


@tables.written
def main(*, totals: str, merchandise: str, structure: str, chapters: str, asked: dict) -> tables.Tables:
    """asked: what the study asks, by name; reporter, partner, first_year and last_year are among them."""
    pair = {role: asked[role] for role in ("reporter", "partner")}
    years = {end: asked[f"{end}_year"] for end in ("first", "last")}
    by_year = pair_trade(tables.read_table(totals), tables.read_table(merchandise), pair, years)
    largest = pair_products(tables.read_table(structure), tables.read_csv_text(chapters))
    return {"pair_facts": pair_facts(asked), "pair_trade": by_year, "pair_products": largest}


if __name__ == "__main__":
    run(main)
