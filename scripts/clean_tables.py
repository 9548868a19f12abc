"""Types and checks the extracted tables; writes each clean table and the record of repairs."""

from lib import files, tables
from lib.run import run

from bilateral.clean.document import clean_tables
from crossfoot import Table


@tables.written
def main(
    *, tables_json: str, corrections: list[str], roles: dict, quarters_from: int | None
) -> tables.Tables:
    printed = [Table.from_dict(record) for record in files.read_json(tables_json)["tables"]]
    records = [record for path in corrections for record in files.read_yaml(path) or []]
    return clean_tables(printed, roles, quarters_from, records, *corrections)


if __name__ == "__main__":
    run(main)
