"""Sets out what a study asks, and the pair's trade of each year with its weight, or why there is none."""

from lib import tables
from lib.run import run

from bilateral.trade.pair import pair_facts, pair_trade


def main(*, totals: str, merchandise: str, dictionary: str, asked: dict, facts: str, trade: str) -> None:
    """asked: what the study asks, by name; reporter, partner, first_year and last_year are among them."""
    pair = {role: asked[role] for role in ("reporter", "partner")}
    years = {end: asked[f"{end}_year"] for end in ("first", "last")}
    by_year = pair_trade(tables.read_table(totals), tables.read_table(merchandise), pair, years)
    tables.write_tables({facts: pair_facts(asked), trade: by_year}, dictionary)


if __name__ == "__main__":
    run(main)
