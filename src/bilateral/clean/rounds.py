"""Rounds of a subsidy programme: call, decision, applications and adoptions."""

import pandas as pd

from bilateral.clean.repairs import HEADER, RepairLog
from bilateral.clean.table_checks import cell_error, require_columns
from crossfoot import Table, read_count, read_day, read_number

COLUMNS = [
    "Round",
    "Public call From",
    "Public call To",
    "Date",
    "No. of applications",
    "No. adopted",
    "Ratio",
]


def clean_rounds(table: Table, log: RepairLog) -> pd.DataFrame:
    """One row a round and one for the printed total: round ("1", …, "total"), call_from, call_to,
    decided_on, applications, adopted, ratio_pct with its bounds, line.

    Raises InputError for other columns, a round out of sequence, or a cell that is no date or number.
    """
    require_columns(table, COLUMNS)
    log.add(table, HEADER, 3, "date of decision", "header_read", alternative="date of announcement")
    records = []
    for row, cells in enumerate(table.body):
        is_total = cells[0].lower() == "total"
        if not is_total and cells[0] != str(row + 1):
            raise cell_error(table, row, 0, f"round {row + 1} or Total")
        record: dict = {"round": "total" if is_total else cells[0]}
        for column, name in enumerate(("call_from", "call_to", "decided_on"), start=1):
            day = read_day(cells[column])
            if day is None and not (is_total and not cells[column]):
                raise cell_error(table, row, column, "a day such as 26 May 2020")
            record[name] = day
        if not is_total and not record["call_from"] <= record["call_to"] < record["decided_on"]:
            raise cell_error(table, row, 3, "call from, call to and decision in that order")
        for column, name in ((4, "applications"), (5, "adopted")):
            record[name] = read_count(cells[column])
            if record[name] is None:
                raise cell_error(table, row, column, "a count")
        if record["adopted"] > record["applications"]:
            raise cell_error(table, row, 5, f"at most the {record['applications']} applications")
        ratio = read_number(cells[6])
        if ratio is None or not ratio.is_plain or ratio.unit != "%" or ratio.bound:
            raise cell_error(table, row, 6, "a percentage")
        record["ratio_pct"] = float(ratio.value)
        record["ratio_pct_low"], record["ratio_pct_high"] = float(ratio.wide.low), float(ratio.wide.high)
        records.append(record | {"line": table.body_lines[row]})
    return pd.DataFrame(records)
