"""Looks for what must hold within the tables as printed, and judges it."""

from lib import files, tables
from lib.run import run

from crossfoot import Table, check_tables


def main(*, tables_json: str, dictionary: str, checks: str) -> None:
    printed = [Table.from_dict(record) for record in files.read_json(tables_json)["tables"]]
    tables.write_table(check_tables(printed), checks, dictionary)


if __name__ == "__main__":
    run(main)
