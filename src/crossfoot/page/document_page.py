"""The audit of one document as one HTML page that asks the network for nothing and runs no script."""

from __future__ import annotations

import re
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import groupby

from jinja2 import Environment, StrictUndefined

from crossfoot.documents.document import Document
from crossfoot.page.check_words import words_of

KINDS = {"text": "text", "markdown": "Markdown", "html": "HTML", "docx": "Word document", "pdf": "PDF"}
STATES = {
    "contradicted": ("✗", "cannot be right"),
    "doubtful": ("≟", "may have been misread"),
    "asked": ("?", "a question to the author"),
    "involved": ("·", "stands only in what fails"),
    "holds": ("✓", "agrees with the others"),
}
# of a longer table, these rows and those with a finding are shown; its CSV has all
ROWS_SHOWN = 400
# of statements of one verdict, as many; the CSV has all
STATEMENTS_SHOWN = 300
# letters of the paragraph that are shown on each side of a quote
AROUND = 90
NUMBER = re.compile(r"^[<>~≈(\s+\-–−$€£¥₹]*\d[\d,.]{0,24}%?\)?[*†‡]*$")


def audit_page(
    template: str,
    style: str,
    reading: Document,
    size: int,
    sha256: str,
    audited: list[dict],
    statements: list[dict] | None,
    unread: list[dict],
    measured: list[str],
) -> str:
    """The page. template: Jinja2; style: CSS. audited: for each table what `audit_reading` says of it, or a reason why nothing;
    statements: None where they were not checked. unread: {"place", "why"}. measured: what is known of the auditor, in sentences.
    """
    tables = [_table(reading, place, about) for place, about in enumerate(audited)]
    groups = [group for table in tables for group in table["groups"]]
    errors, questions = (
        [group for group in groups if group["severity"] == severity] for severity in ("error", "question")
    )
    looks = [doubt for table in tables for doubt in table["looks"]]
    said = [_statement(one, tables, reading) for one in statements or [] if one["quote"]]
    by_verdict = {
        name: [one for one in said if one["group"] == name]
        for name in ("contradicted", "question", "holds", "open")
    }
    return (
        _environment()
        .from_string(template)
        .render(
            style=style,
            name=reading.document,
            kind=KINDS[reading.kind],
            pages=reading.pages,
            size=_size(size),
            sha256=sha256,
            tables=tables,
            errors=errors,
            questions=questions,
            looks=looks,
            statements=by_verdict,
            checked=statements is not None,
            counts=_counts(tables, errors, questions, by_verdict, reading),
            unread=unread,
            measured=measured,
            states=STATES,
            statements_shown=STATEMENTS_SHOWN,
        )
    )


def counted(number: int, one: str, many: str = "") -> str:
    """The number with its noun."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _environment() -> Environment:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["counted"] = counted
    environment.filters["sentence"] = lambda text: (
        text[:1].upper() + text[1:] + ("" if text[-1:] in ".?!" else ".")
    )
    return environment


def _size(bytes_: int) -> str:
    return f"{bytes_ / 2**20:,.1f} MB" if bytes_ >= 2**20 else f"{max(1, round(bytes_ / 1024)):,} kB"


def _counts(
    tables: list[dict], errors: list[dict], questions: list[dict], statements: dict, reading: Document
) -> dict:
    found = [finding for group in errors for finding in group["findings"]]
    return {
        "errors": len(found),
        "misread": sum(bool(finding["doubts"]) for finding in found),
        "questions": sum(len(group["findings"]) for group in questions),
        "checks": sum(table["checks"] for table in tables),
        "holding": sum(table["holding"] for table in tables),
        "numbers": sum(table["confidence"]["numbers"] for table in tables if table["confidence"]),
        "confirmed": sum(table["confidence"]["confirmed"] for table in tables if table["confidence"]),
        "passages": len(reading.prose),
        "judged": sum(len(statements[name]) for name in ("contradicted", "question", "holds")),
    }


def _table(reading: Document, place: int, about: dict) -> dict:
    table, unit = reading.tables[place], reading.tables[place].counted
    title = table.title + (f" ({table.panel})" if table.panel else "")
    found = {
        "id": f"t{place + 1}",
        "title": title,
        "caption": table.caption,
        "unit": table.unit,
        "where": f"{unit} {table.first_line}",
        "file": f"tables/{file_name(place)}",
        "notes": table.notes,
        "source": table.source,
        "confidence": about.get("confidence"),
        "why": about.get("why", ""),
        "irregular": len(table.irregular_lines),
        "checks": 0,
        "holding": 0,
        "groups": [],
        "looks": [],
        "per": unit,
    }
    marks = {(row, column): state for row, column, state in about.get("states", [])}
    links: dict[tuple[int, int], str] = {}
    if "checks" in about:
        found["checks"] = sum(check["verdict"] != "not_checkable" for check in about["checks"])
        found["holding"] = sum(check["verdict"] in ("holds", "within_rounding") for check in about["checks"])
        doubts = [_doubt(doubt, found, n, table, unit) for n, doubt in enumerate(about["doubts"], start=1)]
        findings = [
            _finding(check, n, found, table, unit, [doubt for doubt in doubts if n - 1 in doubt["settles"]])
            for n, check in enumerate(about["checks"], start=1)
            if check["severity"] in ("error", "question")
        ]
        order = {check["check"]: place for place, check in reversed(list(enumerate(about["checks"])))}
        by_kind = sorted(findings, key=lambda one: (one["severity"], order[one["kind"]], one["number"]))
        for (severity, kind), group in groupby(by_kind, key=lambda one: (one["severity"], one["kind"])):
            group = list(group)
            # what all findings of a group share is said once
            shared = {
                name: group[0][name] if len({one[name] for one in group}) == 1 else ""
                for name in ("rule", "evidence")
            }
            found["groups"].append(
                {
                    "severity": severity,
                    "title": words_of(kind, severity == "question"),
                    "table": found,
                    "findings": group,
                    **shared,
                }
            )
        found["looks"] = [doubt for doubt in doubts if doubt["alone"] and not doubt["settles"]]
        for one in [*findings, *found["looks"]]:
            for cell in one["at"]:
                links.setdefault(cell, one["id"])
        for doubt in doubts:
            if doubt["settles"]:
                first = next((finding["id"] for finding in findings if doubt in finding["doubts"]), "")
                for cell in doubt["at"]:
                    links.setdefault(cell, first)
    # a column of numbers has its heading above them
    right = [
        2 * sum(bool(NUMBER.match(row[column].strip())) for row in table.body) > len(table.body)
        for column in range(len(table.header[0]))
    ]
    found["head"] = [
        [{"text": text, "number": right[column]} for column, text in enumerate(row)] for row in table.header
    ]
    shown = [
        row for row in range(len(table.body)) if row < ROWS_SHOWN or any(cell[0] == row for cell in links)
    ]
    found["hidden"] = len(table.body) - len(shown)
    found["rows"] = [
        {
            "number": row + 1,
            "cells": [
                _cell(found["id"], row, column, text, marks, links)
                for column, text in enumerate(table.body[row])
            ],
            "where": table.body_lines[row] if row < len(table.body_lines) else "",
        }
        for row in shown
    ]
    return found


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
        "slip": check["diagnosis"].removeprefix("question: "),
        "rule": check["inputs"],
        "evidence": check["evidence"],
        "cell": f"{found['id']}-{row}-{check['position'] + 1}" if in_body else "",
        "at": [(row - 1, check["position"])] if in_body else [],
        "doubts": doubts,
        "several": len(doubts) > 1,
        "one_cell": len({tuple(doubt["at"]) for doubt in doubts}) == 1,
    }


def _short(bound: str | None, printed: str, outwards: str) -> str | None:
    """A bound with two decimals more than the printed number has, at most."""
    if bound is None:
        return None
    decimals = len(re.sub(r"[^\d.]", "", printed).partition(".")[2]) + 2
    exact = Decimal(bound)
    short = (
        exact
        if -exact.as_tuple().exponent <= decimals
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


def _statement(one: dict, tables: list[dict], reading: Document) -> dict:
    group = {"error": "contradicted", "question": "question"}.get(
        one["severity"], "holds" if one["verdict"] in ("holds", "within_rounding") else "open"
    )
    where = f"page {one['page']}, line {one['line']}" if one["page"] is not None else f"line {one['line']}"
    # the table it was held against, the longest title first
    cited = next(
        (
            table
            for table in sorted(tables, key=lambda table: -len(table["title"]))
            if one["against"].startswith(table["title"])
        ),
        None,
    )
    before, after = _around(one, reading)
    return {
        **one,
        "before": before,
        "after": after,
        "group": group,
        "where": where,
        "link": cited["id"] if cited else "",
        "against": "the sentence itself" if one["against"] == "sentence" else one["against"],
        "diagnosis": one["diagnosis"].removeprefix("question: "),
    }


def _around(one: dict, reading: Document) -> tuple[str, str]:
    """The words before and after a quote in its paragraph, as far as they help to find it."""
    text = next(
        (
            passage.text
            for passage in reading.prose
            if (passage.page, passage.line) == (one["page"], one["line"])
        ),
        "",
    )
    start = text.find(one["quote"])
    if not one["quote"] or start < 0:
        return "", ""
    before, after = text[max(0, start - AROUND) : start], text[start + len(one["quote"]) :][:AROUND]
    if start > AROUND:
        before = "… " + before.partition(" ")[2]
    if start + len(one["quote"]) + AROUND < len(text):
        after = after.rpartition(" ")[0] + " …"
    return before, after


def file_name(place: int) -> str:
    """Of a table's CSV, by its place in the document: its number alone may be missing, repeated, or no name for a file."""
    return f"{place + 1:03d}.csv"


def measured_lines(measured: dict[str, list[dict]]) -> list[str]:
    """What is known of the auditor, in sentences. measured: rows of the published tables, by what they measure."""
    lines = []
    for row in measured["tables"]:
        if row["altered"] == "tables" and row["kind"] == "all":
            lines.append(
                f"Tables: of {row['alterations']} numbers, dates, codes and rows altered in the tables of the study, {row['detected']} were found ({row['detected_pct']}%); of those that some "
                f"identity could tell, {row['recall_pct']}%. Of the findings, {row['precision_pct']}% stood on what was altered."
            )
    for row in measured["misreadings"]:
        of = "made tables" if row["tables"] == "made" else "the tables of the study"
        if row["kind"] == "all":
            lines.append(
                f"Misreadings: of {row['misreadings']} cells of {of} read wrongly on purpose, as if from a page, {row['restored']} were given their true reading ({row['restored_pct']}%), and "
                f"{row['noticed']} more were noticed without it; {row['wrongly_doubted']} cells that were right were doubted."
            )
        if row["kind"] == "misprint":
            lines.append(
                f"Misprints: of {row['misreadings']} numbers of {of} altered as an author errs, {row['wrongly_doubted']} led to a doubt about another cell."
            )
    for row in measured["statements"]:
        if row["kind"] == "all" and row["measured"] == "alterations, held_back":
            lines.append(
                f"Statements: of {row['number']} true sentences altered by one thing, in sentences written after the checks, {row['found']} were found ({row['found_pct']}%); of those that "
                f"a statement covers and the alteration makes false, {row['recall_pct']}%. Of the findings, {row['precision_pct']}% stood on what was altered."
            )
        if row["kind"] == "all" and row["measured"].startswith("claims"):
            lines.append(
                f"Of {row['number']} claims of the study that its documents decide, {row['found']} are found in its prose without help ({row['found_pct']}%): prose says more than this audit reads."
            )
    return lines
