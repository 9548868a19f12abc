"""What the page shows of a statement of the prose."""

from __future__ import annotations

from crossfoot.documents.document import Document

# letters of the paragraph that are shown on each side of a quote
AROUND = 90


def is_checked(by_table: list[dict], statements: list[dict]) -> bool:
    """Whether a number was held against another: a cell that is confirmed, a finding, a statement that is
    decided. That a span of years begins before it ends is none."""
    if any((about.get("confidence") or {}).get("confirmed") for about in by_table):
        return True
    found = [check for about in by_table for check in about.get("checks", [])] + statements
    return any(one["severity"] in ("error", "question") for one in found) or any(
        one["verdict"] != "not_checkable" and one["kind"] != "order" for one in statements
    )


def shown_statement(one: dict, tables: list[dict], reading: Document) -> dict:
    """A statement of `check_reading`, with the words around it and the table it was held against."""
    by_verdict = {"holds": "holds", "within_rounding": "holds", "found": "found"}
    by_severity = {"error": "contradicted", "question": "question"}
    group = by_severity.get(one["severity"], by_verdict.get(one["verdict"], "open"))
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
