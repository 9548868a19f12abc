"""What the page shows of a table: its cells with their marks, and the findings that lead to them."""

from __future__ import annotations

import re
from base64 import b64decode
from collections import Counter
from itertools import groupby

from markupsafe import Markup, escape

from crossfoot.documents.document import Document
from crossfoot.documents.table import Table
from crossfoot.page.check_words import words_of
from crossfoot.page.wording import bounds_of, said_of_check, title_in_words

# of a dot of a picture, pixels of a page: half a point is two thirds of one
PRINT = 2 / 3
# checks that hold and say nothing of a number
OF_NO_NUMBER = ("row_repeated", "footnote", "table_cited")
DASH = re.compile(r"[-–—−.…]*")
# of a longer table, these rows and those with a finding are shown; its CSV has all
ROWS_SHOWN = 400
NUMBER = re.compile(r"^[<>~≈(\s+\-–−$€£¥₹]*\d[\d,.]{0,24}%?\)?[*†‡]*$")


def file_name(place: int) -> str:
    """Of a table's CSV, by its place: the number of a table can be missing, repeated or unfit for a file."""
    return f"{place + 1:03d}.csv"


def shown_table(reading: Document, place: int, about: dict) -> dict:
    """The table in this place (from 0), with `groups` of findings and `looks`, doubts beside the findings.

    about: what `check_reading` says of it, or {"table", "why"}.
    """
    table, unit = reading.tables[place], reading.tables[place].counted
    title = table.title + (f" ({table.panel})" if table.panel else "")
    called = title_in_words(title)
    found = {
        "id": f"t{place + 1}",
        "title": title,
        "called": called[:1].upper() + called[1:],
        "caption": table.caption,
        "unit": table.unit[1:-1] if table.unit[:1] == "(" else table.unit,
        # the name of a table without a caption says where it is
        "where": f"{unit} {table.first_line}" if called == title else "",
        "file": f"tables/{file_name(place)}",
        "notes": table.notes,
        "source": table.source,
        "confidence": about.get("confidence"),
        "why": about.get("why", ""),
        "is_seen": table.is_seen,
        "counts": Counter(),
        "irregular": len(table.irregular_lines),
        "held": [],
        "wrong": 0,
        "asked": 0,
        "groups": [],
        "looks": [],
    }
    links: dict[tuple[int, int], str] = {}
    if "checks" in about:
        checks = about["checks"]
        found["held"] = _held(checks, table)
        found["wrong"], found["asked"] = (
            sum(check["severity"] == severity for check in checks) for severity in ("error", "question")
        )
        doubts = [_doubt(doubt, found, n, table, unit) for n, doubt in enumerate(about["doubts"], start=1)]
        findings = [
            _finding(check, n, found, table, unit, [doubt for doubt in doubts if n - 1 in doubt["settles"]])
            for n, check in enumerate(checks, start=1)
            if check["severity"] in ("error", "question")
        ]
        found["groups"] = _groups(findings, checks, found, about.get("pictures", {}))
        found["looks"] = [doubt for doubt in doubts if doubt["alone"] and not doubt["settles"]]
        links = _links(findings, found["looks"], doubts)
    marks = {(row, column): state for row, column, state in about.get("states", [])}
    found["counts"] = Counter(
        state for (row, column), state in marks.items() if re.search(r"\d", table.body[row][column])
    )
    return found | _grid(table, found["id"], marks, links)


def _held(checks: list[dict], table: Table) -> list[str]:
    """What holds in a table, in words: the same of several rows or columns once."""
    found: Counter[tuple[str, str, str]] = Counter()
    for check in checks:
        is_said = check["inputs"] and check["check"] not in OF_NO_NUMBER
        if is_said and check["verdict"] in ("holds", "within_rounding"):
            of_row = check["check"] == "total_row" and check["row"]
            name = _row_name(table, check["row"] - 1) if of_row else check["column"]
            if check["check"] == "shares_to_100":
                name = "shares that add up to 100"
            name = name or check["check"].replace("_", " ")
            found[name, check["inputs"], "columns" if of_row else "rows"] += 1
    return [
        f"{name}: {inputs}" + (f", in {number} {unit}" if number > 1 else "")
        for (name, inputs, unit), number in found.items()
    ]


def _groups(findings: list[dict], checks: list[dict], found: dict, pictures: dict) -> list[dict]:
    """Findings of one severity and kind together, errors first, kinds in the order of their first check."""
    order = {check["check"]: place for place, check in reversed(list(enumerate(checks)))}
    by_kind = sorted(findings, key=lambda one: (one["severity"], order[one["kind"]], one["number"]))
    groups = []
    for (severity, kind), members in groupby(by_kind, key=lambda one: (one["severity"], one["kind"])):
        group = list(members)
        # what all findings of a group share is said once
        shared = {
            name: group[0][name] if len({one[name] for one in group}) == 1 else ""
            for name in ("rule", "evidence")
        }
        title = words_of(kind, severity == "question")
        picture = pictures.get(f"{severity} {kind}", "")
        about = {"picture": picture, "width": _width(picture)}
        groups.append(
            {"severity": severity, "title": title, "table": found, "findings": group, **about, **shared}
        )
    return groups


def _width(picture: str) -> int:
    """Of a PNG in base64, as wide as it is in print."""
    return round(int.from_bytes(b64decode(picture[:32])[16:20], "big") * PRINT) if picture else 0


def _links(findings: list[dict], looks: list[dict], doubts: list[dict]) -> dict[tuple[int, int], str]:
    """By cell, the finding or doubt that its mark leads to."""
    links: dict[tuple[int, int], str] = {}
    for one in [*findings, *looks]:
        for cell in one["at"]:
            links.setdefault(cell, one["id"])
    for doubt in doubts:
        if doubt["settles"]:
            first = next((finding["id"] for finding in findings if doubt in finding["doubts"]), "")
            for cell in doubt["at"]:
                links.setdefault(cell, first)
    return links


def _grid(table: Table, id_: str, marks: dict, links: dict) -> dict:
    """The heading and the rows that are shown, cell by cell, and how many rows are hidden."""
    # a column of numbers has its heading above them
    columns = ([row[column].strip() for row in table.body] for column in range(len(table.header[0])))
    right = [
        2 * sum(bool(NUMBER.match(cell)) for cell in cells) > sum(not DASH.fullmatch(cell) for cell in cells)
        for cells in columns
    ]

    def is_number(column: int, text: str) -> bool:
        in_numbers = bool(text) and column < len(right) and right[column]
        return bool(NUMBER.match(text) or in_numbers and DASH.fullmatch(text))

    linked = {row for row, _ in links}
    shown = [row for row in range(len(table.body)) if row < ROWS_SHOWN or row in linked]
    return {
        "head": [
            [{"text": text, "number": right[column]} for column, text in enumerate(row)]
            for row in table.header
        ],
        "hidden": len(table.body) - len(shown),
        "rows": [
            {
                "cells": [
                    _cell(id_, row, column, text, marks, links) | {"number": is_number(column, text.strip())}
                    for column, text in enumerate(table.body[row])
                ]
            }
            for row in shown
        ],
    }


def _cell(table: str, row: int, column: int, text: str, marks: dict, links: dict) -> dict:
    state = marks.get((row, column), "")
    return {
        "id": f"{table}-{row + 1}-{column + 1}",
        "text": text,
        "state": state,
        "link": links.get((row, column), ""),
    }


def _row_name(table, row: int) -> str:
    texts = [cell.strip() for cell in table.body[row] if re.search(r"\w", cell)]
    label = next(
        (text for text in texts if re.search(r"[^\W\d_]", text)),
        next((text for text in texts if not NUMBER.match(text)), ""),
    )
    return f"row {row + 1}" + (f" ({label[:60]})" if label else "")


def _finding(check: dict, number: int, found: dict, table: Table, unit: str, doubts: list[dict]) -> dict:
    row, column = check["row"], check["position"]
    in_body = row is not None and 0 < row <= len(table.body) and column >= 0
    id_ = f"{found['id']}-{row}-{column + 1}" if in_body else ""
    # a check can be of a sum that no cell prints
    prints = in_body and _squeezed(check["printed"]) in _squeezed(table.body[row - 1][column])
    if in_body and not prints and check["check"].startswith("shares_"):
        place = Markup('<a href="#{}">{}</a>').format(id_, _row_name(table, row - 1))
    elif in_body:
        label = check["column"] or f"column {column + 1}"
        place = Markup('<a href="#{}">{}, {}</a>').format(id_, _row_name(table, row - 1), label)
    else:
        place = Markup("{}").format(check["column"] or "the whole table")
    # of a sum in which no number is to blame, the cell that prints it is among the others
    elsewhere = not in_body and not check["check"].startswith("shares_")
    prints = prints or elsewhere and any(check["printed"] in cells for cells in table.body)
    cell = check["printed"] if prints else ""
    link = found["title"], found["id"]
    said = said_of_check(check, link, place, unit, cell, not doubts and not table.is_seen)
    allowed, rule = bounds_of(check), check["inputs"]
    return {
        "id": f"{found['id']}-f{number}",
        "number": number,
        "kind": check["check"],
        "severity": check["severity"],
        "said": said,
        # beside the one number that the others give
        "allowed": allowed
        if " to " in allowed and escape(allowed) not in said and said.count("<b>") > bool(cell)
        else "",
        "rule": "" if escape(rule) in said else rule,
        "evidence": check["evidence"],
        "at": [(row - 1, column)] if in_body else [],
        "doubts": doubts,
        "several": len(doubts) > 1,
        "one_cell": len({tuple(doubt["at"]) for doubt in doubts}) == 1,
    }


def _squeezed(text: str) -> str:
    return f" {' '.join(text.split())} "


def _doubt(doubt: dict, found: dict, number: int, table, unit: str) -> dict:
    cells = [
        {
            "where": f"{_row_name(table, row)}, {table.labels[column] or f'column {column + 1}'}",
            "id": f"{found['id']}-{row + 1}-{column + 1}",
            "printed": printed,
            "other": other,
        }
        for row, column, printed, other in doubt["cells"]
    ]
    row = doubt["cells"][0][0]
    return {
        **doubt,
        "id": f"{found['id']}-d{number}",
        "table": found,
        "shown": cells,
        "at": [(row, column) for row, column, *_ in doubt["cells"]],
        "where": f"{unit} {table.body_lines[row] if row < len(table.body_lines) else table.first_line}",
    }
