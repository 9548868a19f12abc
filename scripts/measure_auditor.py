"""Alters the printed tables on purpose and counts what the audit finds of it."""

import files
import tables
from bilateral.audit.alterations import alter_tables
from bilateral.audit.benchmark import measure_auditor
from bilateral.audit.tables.check import Auditor
from bilateral.extract.table import Table


def main(tables_json: str, dictionary: str, seed: int, alterations: int, benchmark: str) -> None:
    printed = [Table.from_dict(record) for record in files.read_json(tables_json)["tables"]]
    measured = measure_auditor(Auditor(), printed, alter_tables(printed, seed, alterations))
    tables.write_table(measured, benchmark, dictionary)


if __name__ == "__main__":
    with files.errors_in_one_line(snakemake.log[0]):
        main(
            snakemake.input.tables_json,
            snakemake.input.dictionary,
            snakemake.params.seed,
            snakemake.params.alterations,
            snakemake.output.benchmark,
        )
