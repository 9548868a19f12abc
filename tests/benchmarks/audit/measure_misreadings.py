"""Reads cells of printed and of made tables wrongly on purpose and counts what arithmetic restores of them."""

import pandas as pd
from lib import files, tables

from crossfoot.documents.table import Table
from tests.benchmarks.audit.misreadings import made_tables, measure_doubts

MADE = 20


def main(tables_json: str, seed: int, number: int, dictionary: str, misreadings: str) -> None:
    printed = [Table.from_dict(record) for record in files.read_json(tables_json)["tables"]]
    sets = {"study": printed, "made": made_tables(seed, MADE)}
    measured = [measure_doubts(found, seed, number).assign(tables=name) for name, found in sets.items()]
    whole = pd.concat(measured, ignore_index=True)
    tables.write_table(whole[["tables", *whole.columns.drop("tables")]], misreadings, dictionary)


if __name__ == "__main__":
    with files.errors_in_one_line(snakemake.log[0]):
        main(
            snakemake.input.tables_json,
            snakemake.params.seed,
            snakemake.params.number,
            snakemake.input.dictionary,
            snakemake.output.misreadings,
        )
