"""Looks for what must hold within the tables as printed, and judges it."""

import files
import tables

from crossfoot import Table, check_tables


def main(tables_json: str, dictionary: str, checks: str) -> None:
    printed = [Table.from_dict(record) for record in files.read_json(tables_json)["tables"]]
    tables.write_table(check_tables(printed), checks, dictionary)


if __name__ == "__main__":
    with files.errors_in_one_line(snakemake.log[0]):
        main(snakemake.input.tables_json, snakemake.input.dictionary, snakemake.output.checks)
