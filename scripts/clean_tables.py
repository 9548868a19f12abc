"""Types and checks the extracted tables; writes each clean table and the record of repairs."""

from pathlib import Path

import files
import tables

from bilateral.clean.study import clean_tables
from crossfoot import Table


def main(
    tables_json: str,
    corrections: list[str],
    dictionary: str,
    roles: dict,
    quarters_from: int | None,
    outputs: list[str],
) -> None:
    printed = [Table.from_dict(record) for record in files.read_json(tables_json)["tables"]]
    records = [record for path in corrections for record in files.read_yaml(path) or []]
    clean = clean_tables(printed, roles, quarters_from, records, *corrections)
    for parquet in outputs:
        tables.write_table(clean[Path(parquet).stem], parquet, dictionary)


if __name__ == "__main__":
    with files.errors_in_one_line(snakemake.log[0]):
        main(
            snakemake.input.tables_json,
            snakemake.input.corrections,
            snakemake.input.dictionary,
            snakemake.params.roles,
            snakemake.params.quarters_from,
            snakemake.output.parquet,
        )
