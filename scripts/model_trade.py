"""Fits the models of each long enough series of totals."""

import files
import tables

from bilateral.trade.models import model_series


def main(
    totals: str, dictionary: str, break_on: str | None, simulations: int, seed: int, models: str
) -> None:
    tables.write_table(
        model_series(tables.read_table(totals), break_on, simulations, seed), models, dictionary
    )


if __name__ == "__main__":
    with files.errors_in_one_line(snakemake.log[0]):
        main(
            snakemake.input.totals,
            snakemake.input.dictionary,
            snakemake.params.break_on,
            snakemake.params.simulations,
            snakemake.params.seed,
            snakemake.output.models,
        )
