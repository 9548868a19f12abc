"""Fits the models of each long enough series of totals."""

from lib import tables
from lib.run import run

from bilateral.trade.models import model_series


def main(
    *, totals: str, dictionary: str, break_on: str | None, simulations: int, seed: int, models: str
) -> None:
    tables.write_table(
        model_series(tables.read_table(totals), break_on, simulations, seed), models, dictionary
    )


if __name__ == "__main__":
    run(main)
