"""Fits the models of each long enough series of totals."""

from lib import tables
from lib.run import run

from bilateral.trade.models import model_series


@tables.written
def main(*, totals: str, break_on: str | None, simulations: int, seed: int) -> tables.Tables:
    models = model_series(tables.read_table(totals), break_on, simulations, seed)
    return {"trade_models": models}


if __name__ == "__main__":
    run(main)
