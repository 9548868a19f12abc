"""What the page shows of a table: its cells with their marks, and the findings that lead to them."""

from __future__ import annotations

import re
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import groupby

from crossfoot.documents.document import Document
from crossfoot.documents.table import Table
from crossfoot.page.check_words import words_of

# of a longer table, these rows and those with a finding are shown; its CSV has all
ROWS_SHOWN = 400
SLIP = re.compile(
    r"the \w+ give \S+, printed is \S+: (a difference of [\d.,]*\d)"
    r"(; nothing decides which of these is wrong: .*)?"
)
NUMBER = re.compile(r"^[<>~≈(\s+\-–−$€£¥₹]*\d[\d,.]{0,24}%?\)?[*†‡]*$")


def file_name(place: int) -> str:
    """Of a table's CSV, by its place: the number of a table can be missing, repeated or unfit for a file."""
    return f"{place + 1:03d}.csv"


def shown_table(reading: Document, place: int, about: dict) -> dict:
    """The table in this place (from 0), with `groups` of findings and `looks`, doubts beside the findings.

    about: what `check_reading` says of it, or {"table", "why"}.
    """
    table, unit = reading.tables[place], reading.tables[place].counted
    found = {
        "id": f"t{place + 1}",
        "title": table.title + (f" ({table.panel})" if table.panel else ""),
        "caption": table.caption,
        "unit": table.unit[1:-1] if table.unit[:1] == "(" else table.unit,
        "where": f"{unit} {table.first_line}",
        "file": f"tables/{file_name(place)}",
        "notes": table.notes,
        "source": table.source,
        "confidence": about.get("confidence"),
        "why": about.get("why", ""),
        "is_seen": table.is_seen,
        "picture": about.get("picture", ""),
        "irregular": len(table.irregular_lines),
        "checks": 0,
        "holding": 0,
        "groups": [],
        "looks": [],
    }
    links: dict[tuple[int, int], str] = {}
    if "checks" in about:
        checks = about["checks"]
        found["checks"] = sum(check["verdict"] != "not_checkable" for check in checks)
        found["holding"] = sum(check["verdict"] in ("holds", "within_rounding") for check in checks)
        doubts = [_doubt(doubt, found, n, table, unit) for n, doubt in enumerate(about["doubts"], start=1)]
        findings = [
            _finding(check, n, found, table, unit, [doubt for doubt in doubts if n - 1 in doubt["settles"]])
            for n, check in enumerate(checks, start=1)
            if check["severity"] in ("error", "question")
        ]
        found["groups"] = _groups(findings, checks, found)
        found["looks"] = [doubt for doubt in doubts if doubt["alone"] and not doubt["settles"]]
        links = _links(findings, found["looks"], doubts)
    marks = {(row, column): state for row, column, state in about.get("states", [])}
    return found | _grid(table, found["id"], marks, links)


def _groups(findings: list[dict], checks: list[dict], found: dict) -> list[dict]:
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
        groups.append({"severity": severity, "title": title, "table": found, "findings": group, **shared})
    return groups


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
    right = [
        2 * sum(bool(NUMBER.match(row[column].strip())) for row in table.body) > len(table.body)
        for column in range(len(table.header[0]))
    ]
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
                    _cell(id_, row, column, text, marks, links) for column, text in enumerate(table.body[row])
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
        "number": bool(NUMBER.match(text.strip())),
    }


def _row_name(table, row: int) -> str:
    label = next(
        (cell.strip() for cell in table.body[row] if cell.strip() and not NUMBER.match(cell.strip())), ""
    )
    return f"row {row + 1}" + (f" ({label[:60]})" if label else "")


def _finding(check: dict, number: int, found: dict, table, unit: str, doubts: list[dict]) -> dict:
    row = check["row"]
    in_body = row is not None and 0 < row <= len(table.body) and check["position"] >= 0
    percent = "%" if check["printed"].endswith("%") else ""
    allowed = _range(
        _short(check["low"], check["printed"], ROUND_FLOOR),
        _short(check["high"], check["printed"], ROUND_CEILING),
        percent,
    ) or _range(check["earliest_on"], check["latest_on"], "")
    return {
        "id": f"{found['id']}-f{number}",
        "number": number,
        "kind": check["check"],
        "severity": check["severity"],
        "row": row,
        "row_name": _row_name(table, row - 1) if in_body else "",
        "column": check["column"],
        "where": f"{unit} {check['line']}",
        "printed": check["printed"],
        "allowed": allowed,
        "slip": _plain(check["diagnosis"].removeprefix("question: ")),
        "rule": check["inputs"],
        "evidence": check["evidence"],
        "cell": f"{found['id']}-{row}-{check['position'] + 1}" if in_body else "",
        "at": [(row - 1, check["position"])] if in_body else [],
        "doubts": doubts,
        "several": len(doubts) > 1,
        "one_cell": len({tuple(doubt["at"]) for doubt in doubts}) == 1,
    }


def _plain(slip: str) -> str:
    """A slip without what stands beside it on the page already: what is printed and what the others give."""
    which = "; which of these numbers is wrong cannot be told"
    return SLIP.sub(lambda found: found[1] + (which if found[2] else ""), slip)


def _short(bound: str | None, printed: str, outwards: str) -> str | None:
    """A bound with two decimals more than the printed number has, at most."""
    if bound is None:
        return None
    decimals = len(re.sub(r"[^\d.]", "", printed).partition(".")[2]) + 2
    exact = Decimal(bound)
    short = (
        exact
        if -int(exact.as_tuple().exponent) <= decimals
        else exact.quantize(Decimal(1).scaleb(-decimals), outwards)
    )
    return f"{short:,f}"


def _range(low: str | None, high: str | None, unit: str) -> str:
    if low is None and high is None:
        return ""
    if low is None or high is None:
        return f"at most {high}{unit}" if low is None else f"at least {low}{unit}"
    return f"{low}{unit}" if low == high else f"{low}{unit} to {high}{unit}"


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
