"""Fits the models of each long enough series of totals."""

from lib import tables
from lib.run import run

from bilateral.trade.models import model_series


def main(
    *, totals: str, dictionary: str, break_on: str | None, simulations: int, seed: int, **written: str
) -> None:
    models = model_series(tables.read_table(totals), break_on, simulations, seed)
    tables.write_tables({"trade_models": models}, written, dictionary)


if __name__ == "__main__":
    run(main)
