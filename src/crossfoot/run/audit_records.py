"""A document that was read as plain records, and what was found in it as rows of CSV files."""

from __future__ import annotations

from crossfoot.documents.document import Document, Passage, Unread
from crossfoot.documents.table import Table
from crossfoot.prose.statement import COLUMNS as STATEMENT_COLUMNS
from crossfoot.tables.checks import COLUMNS as CHECK_COLUMNS

CONFIDENCE = "numbers confirmed doubtful unread score_pct".split()
TABLES = (
    "table_no number panel name caption unit line rows columns irregular_rows".split()
    + CONFIDENCE
    + ["confidence", "why_not_checked"]
)
FLAGS = "grounded alone decided".split()
DOUBTS = ["doubt", "row", "column", "printed", "other", "kind", *FLAGS, "settles"]


def reading_record(reading: Document) -> dict:
    """A reading as plain values, and back (`reading_of`)."""
    return {
        "document": reading.document,
        "kind": reading.kind,
        "pages": reading.pages,
        "tables": [table.to_dict() for table in reading.tables],
        "prose": [[passage.text, passage.line, passage.page, passage.is_seen] for passage in reading.prose],
        "unread": [[part.place, part.why] for part in reading.unread],
    }


def reading_of(record: dict) -> Document:
    return Document(
        record["document"],
        record["kind"],
        record["pages"],
        [Table.from_dict(table) for table in record["tables"]],
        [Passage(*passage) for passage in record["prose"]],
        [Unread(*part) for part in record["unread"]],
    )


def document_record(reading: Document, by_table: list[dict]) -> dict:
    """The document and its tables as plain values, each table with what is said of it."""
    tables = [
        {
            "table_no": place,
            "title": table.title,
            **table.to_dict(),
            "confidence": about.get("confidence"),
            "states": about.get("states", []),
            "doubts": about.get("doubts", []),
            "why_not_checked": about.get("why", ""),
        }
        for place, (table, about) in enumerate(zip(reading.tables, by_table, strict=True), start=1)
    ]
    return {"document": reading.document, "kind": reading.kind, "pages": reading.pages, "tables": tables}


def csv_rows(reading: Document, by_table: list[dict], statements: list[dict]) -> dict[str, list[list]]:
    """By name the rows, heading first, of the CSV files: tables, checks, doubts, statements.

    by_table: one record a table, as `check_reading` hands on, or {"table", "why"}.
    """
    checks: list[list] = [["table_no", *CHECK_COLUMNS]]
    doubts: list[list] = [["table_no", *DOUBTS]]
    listed: list[list] = [TABLES]
    for place, (table, about) in enumerate(zip(reading.tables, by_table, strict=True), start=1):
        confidence = about.get("confidence") or {}
        size = len(table.body), len(table.labels), len(table.irregular_lines)
        names = table.number, table.panel, table.name, table.caption, table.unit, table.first_line
        stands = (confidence.get(name) for name in (*CONFIDENCE, "word"))
        listed.append([place, *names, *size, *stands, about.get("why", "")])
        checks += [[place, *(check[name] for name in CHECK_COLUMNS)] for check in about.get("checks", [])]
        for number, doubt in enumerate(about.get("doubts", []), start=1):
            of = [doubt["kind"], *("yes" if doubt[name] else "no" for name in FLAGS), len(doubt["settles"])]
            doubts += [
                [place, number, row + 1, column + 1, *texts, *of] for row, column, *texts in doubt["cells"]
            ]
    said = [STATEMENT_COLUMNS, *([one[name] for name in STATEMENT_COLUMNS] for one in statements)]
    return {"tables": listed, "checks": checks, "doubts": doubts, "statements": said}


def finding_of(one: dict, table: Table | None) -> dict:
    """A check of a table, or a statement, that is an error or a question, as one flat record."""
    found = {"level": "contradicted" if one["severity"] == "error" else "question"}
    why = one["diagnosis"].removeprefix("question: ")
    if table is None:
        page = one["page"]
        place = f"line {one['line']}" if page is None else f"page {page}, line {one['line']}"
        found |= {"kind": one["kind"], "place": place, "page": page, "line": one["line"]}
        found |= {"quote": one["quote"], "printed": one["stated"], "expected": one["computed"]}
        return found | {"sources": one["against"], "why": why}
    row = one["row"]
    label = "" if row is None else table.body[row - 1][0].strip() or f"row {row}"
    bounds = [one[name] for name in ("low", "high") if one[name] is not None]
    at = one["line"]
    return found | {
        "kind": one["check"],
        "place": ", ".join(part for part in (table.title, label, one["column"]) if part),
        "page": at if table.counted == "page" else None,
        "line": None if table.counted == "page" else at,
        "quote": "",
        "printed": one["printed"],
        "expected": " to ".join(dict.fromkeys(bounds)),
        "sources": one["inputs"],
        "why": why,
    }
