"""Looks for what must hold within the tables as printed, and judges it."""

from lib import files, tables
from lib.run import run

from crossfoot import Table, check_tables, load_checks


@tables.written
def main(*, tables_json: str, own_checks: list[str]) -> tables.Tables:
    """own_checks: the Python file with the study's own checks, where it has one."""
    own = [check for path in own_checks for check in load_checks(path)]
    printed = [Table.from_dict(record) for record in files.read_json(tables_json)["tables"]]
    return {"table_checks": check_tables(printed, own)}


if __name__ == "__main__":
    run(main)
