"""Criteria that a plan must meet, by product, with thresholds that a program can apply."""

import re

import pandas as pd

from bilateral.clean.repairs import RepairLog
from bilateral.clean.table_checks import cell_error, require_columns
from crossfoot import Table, read_number

COLUMNS = ["Products eligible for subsidy", "Criteria"]
GROUP = re.compile(r"^([A-Z])\. (.+)$")
ITEM = re.compile(r"^\((\d+)\) (.+)$")
KINDS = {
    "product_scope": re.compile(r"(?:For example|Excluding), .+?(?= Investing|$)"),
    "minimum_investment": re.compile(r"Investing ¥(?P<threshold>[\d.,]+) billion or more"),
    "beyond_private_means": re.compile(r"Difficult to achieve only through private sector efforts"),
    "cutting_edge_equipment": re.compile(
        r"(?:Using e|E)quipment and apparatus with cutting-edge technologies"
    ),
    "further_conditions": re.compile(r"Additional conditions apply in the case of parts and materials"),
}


def clean_criteria(table: Table, log: RepairLog) -> pd.DataFrame:
    """One row a criterion of a product: criterion (as plans cite it: "A(1)", "B"), product_group,
    product, kind, threshold_jpy_billion (for minimum_investment), text, reading (printed or merged_cell),
    line.

    A product whose criteria cell is blank shares the cell above it in its group (a merged cell); the
    other reading, no criterion, is in the repair log. Raises InputError for text of no known kind.
    """
    require_columns(table, COLUMNS)
    records: list[dict] = []
    above: list[dict] = []
    group, group_name, items = "", "", 0
    for row, (product, text) in enumerate(table.body):
        if (match := GROUP.match(product)) and not text:
            expected = chr(ord(group) + 1) if group else "A"
            if match[1] != expected:
                raise cell_error(table, row, 0, f"product group {expected}")
            group, group_name, above, items = match[1], match[2], [], 0
            continue
        if not group:
            raise cell_error(table, row, 0, 'a product group such as "A. …" first')
        item = ITEM.match(product)
        items += 1
        if not product or (int(item[1]) != items if item else items > 1):
            raise cell_error(table, row, 0, f"product ({items}) of group {group}")
        names = {
            "criterion": f"{group}({item[1]})" if item else group,
            "product_group": group_name,
            "product": item[2] if item else product,
        }
        reading = "printed" if text else "merged_cell"
        if text:
            above = _statements(table, row, text)
        elif above:
            shared = "; ".join(found["text"] for found in above)
            reason = "the blank cell belongs to the one above it in the group"
            log.add(table, row, 1, shared, "merged_cell", reason, alternative="no criterion")
        else:
            raise cell_error(table, row, 1, "criteria, or a cell above to share")
        line = {"reading": reading, "line": table.body_lines[row]}
        records += [names | statement | line for statement in above]
    return pd.DataFrame(records)


def _statements(table: Table, row: int, text: str) -> list[dict]:
    found, rest = [], text
    for kind, pattern in KINDS.items():
        match = pattern.search(text)
        if not match:
            continue
        rest = rest.replace(match[0], "", 1)
        threshold = match.groupdict().get("threshold")
        amount = read_number(threshold) if threshold else None
        if threshold and (amount is None or not amount.is_plain):
            raise cell_error(table, row, 1, f"a threshold in ¥ billion, which {threshold!r} is not")
        value = float(amount.value) if amount else None
        found.append({"kind": kind, "threshold_jpy_billion": value, "text": match[0]})
    if rest.strip():
        raise cell_error(table, row, 1, f"criteria of a known kind, which {rest.strip()!r} is not")
    return sorted(found, key=lambda statement: text.index(statement["text"]))
