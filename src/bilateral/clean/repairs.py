"""The record of every cell whose meaning is not simply what is printed, and the repairs made by hand."""

from dataclasses import dataclass, field, replace

import pandas as pd

from crossfoot import InputError, Table

COLUMNS = ["table", "row", "column", "printed", "used", "rule", "reason", "line", "alternative"]
HEADER = -1
# why a cell is read so, by the name of the rule
REASONS = {
    "cap": "a cap bounds the amount, it is not the amount",
    "entities_split": "several companies stand run together; a legal form or short form ends a name",
    "footnote_mark": "the mark points to a note, the amount stands",
    "header_read": "each date comes after its call has ended",
    "hs_zero_padded": "HS chapters have two digits",
    "merged_cell": "a row under a blank first cell is a further site of the plan above it",
    "rank_order": "larger than the share ranked above it; measures take shares by size",
    "sequence_gap": "the numbers skip a plan that is not printed; none was made up",
    "share_is_percentage": "a share in this column is a percentage",
    "shared_cap": "a cap bounds the amount, it is not the amount",
    "unit_from_neighbour": "no unit is printed; the column before it is in ¥ billion",
}
KEYS = {"table": str, "row": int, "column": str, "printed": str, "used": str, "why": str, "says": str}


@dataclass
class RepairLog:
    """Collects repairs while tables are cleaned.

    frame() gives one row a repair: table, row (body row from 1), column (label), printed, used, rule,
    reason, line (of the document), alternative (the reading not chosen, "" where there is one only).
    """

    entries: list[dict] = field(default_factory=list)

    def add(
        self,
        table: Table,
        row: int,
        column: int,
        used: str,
        rule: str,
        reason: str = "",
        alternative: str = "",
        printed: str | None = None,
    ) -> None:
        """row and column count from 0; the printed cell is taken from the table, and the reason from REASONS,
        unless given. row HEADER means the header itself, which the record calls row 0.
        """
        in_header = row == HEADER
        cell = table.labels[column] if in_header else table.body[row][column]
        self.entries.append(
            {
                "table": table.number,
                "row": row + 1,
                "column": table.labels[column] or f"column {column + 1}",
                "printed": cell if printed is None else printed,
                "used": used,
                "rule": rule,
                "reason": reason or REASONS[rule],
                "line": table.header_lines[0] if in_header else table.body_lines[row],
                "alternative": alternative,
            }
        )

    def frame(self) -> pd.DataFrame:
        frame = pd.DataFrame(self.entries, columns=COLUMNS)
        return frame.sort_values(["line", "column", "rule"], kind="stable", ignore_index=True)


def apply_corrections(tables: list[Table], corrections: list[dict], name: str, log: RepairLog) -> list[Table]:
    """Tables with the repairs of `corrections` made, each entered in the log.

    corrections: records with table, row (body row from 1), column (label), printed (what the cell must
    still hold, once), used, why, says and, where a second reading exists, alternative.
    name: the file they come from. Raises InputError when a cell no longer holds what is expected.
    """
    if not isinstance(corrections, list) or not all(isinstance(item, dict) for item in corrections):
        raise InputError(name, "something else than records", "a list of records, or nothing")
    tables = [replace(table, body=[list(row) for row in table.body], corrected={}) for table in tables]
    by_number = {table.number: table for table in tables}
    for position, item in enumerate(corrections, start=1):
        faults = [key for key, kind in KEYS.items() if not isinstance(item.get(key), kind)]
        faults += [key for key in item if key not in {*KEYS, "alternative"}]
        if faults:
            expected = (
                "table, column, printed, used, why and says as text, row as a number, perhaps alternative"
            )
            raise InputError(
                f"{name}: correction {position}", f"{faults[0]}: {item.get(faults[0])!r}", expected
            )
        place = f"{name}: correction {position} (Table {item['table']}, row {item['row']}, {item['column']})"
        table = by_number.get(item["table"])
        if table is None:
            raise InputError(place, "no such table in the document", f"Table {item['table']}")
        if item["column"] not in table.labels or not 1 <= item["row"] <= len(table.body):
            raise InputError(place, f"{len(table.body)} rows, columns {table.labels}", "that row and column")
        row, column = item["row"] - 1, table.labels.index(item["column"])
        cell = table.body[row][column]
        if cell.count(item["printed"]) != 1:
            raise InputError(place, repr(cell), f"{item['printed']!r} once; was the source mended?")
        log.add(
            table,
            row,
            column,
            used=cell.replace(item["printed"], item["used"]),
            rule="correction",
            reason=f"{item['why']} ({item['says']})",
            alternative=item.get("alternative", ""),
        )
        table.body[row][column] = cell.replace(item["printed"], item["used"])
        table.corrected[row, column] = f"{name}, correction {position}"
    return tables
