"""Types and checks the extracted tables; writes each clean table and the record of repairs."""

from lib import files, tables
from lib.run import run

from bilateral.clean.study import clean_tables
from crossfoot import Table


def main(
    *,
    tables_json: str,
    corrections: list[str],
    dictionary: str,
    roles: dict,
    quarters_from: int | None,
    **written: str,
) -> None:
    printed = [Table.from_dict(record) for record in files.read_json(tables_json)["tables"]]
    records = [record for path in corrections for record in files.read_yaml(path) or []]
    typed = clean_tables(printed, roles, quarters_from, records, *corrections)
    tables.write_tables({table: typed[table] for table in written}, written, dictionary)


if __name__ == "__main__":
    run(main)
