"""The audit of one document as one HTML page that asks the network for nothing and runs no script."""

from __future__ import annotations

from importlib.resources import files

from jinja2 import Environment, StrictUndefined

from crossfoot.documents.document import Document
from crossfoot.page.statements import is_checked, shown_statement
from crossfoot.page.tables import shown_table

KINDS = {"text": "text", "markdown": "Markdown", "html": "HTML", "docx": "Word document", "pdf": "PDF"}
STATES = {
    "contradicted": ("✗", "cannot be right"),
    "doubtful": ("≟", "may have been misread"),
    "asked": ("?", "a question to the author"),
    "involved": ("·", "a part of what fails"),
    "holds": ("✓", "agrees with the others"),
}
# what was found when documents by others were first read: docs/audit.md, and held to the labels by
# tests/benchmarks/audit/test_read_findings.py
MEASURED = {
    "documents": 2881,
    "errors": 237,
    "right": 61,
    "questions": 649,
    "worth": 46,
    "of": "reports of ministries and agencies, articles in economics, politics and psychology, write-ups of "
    "replications, reports of and on companies and institutes; of 1,864 the prose alone",
}
# of statements of one verdict, as many; the CSV has all
STATEMENTS_SHOWN = 300


def audit_page(
    reading: Document,
    size: int,
    sha256: str,
    by_table: list[dict],
    statements: list[dict] | None,
    unread: list[dict],
    prose_numbers: tuple[int, int] = (0, 0),
) -> str:
    """The page of a document. size: in bytes.

    by_table: for each table what `check_reading` says of it, or why nothing.
    statements: None where they were not checked. unread: {"place", "why"}. prose_numbers: how many the prose
    states, and how many of them were decided.
    """
    tables = [shown_table(reading, place, about) for place, about in enumerate(by_table)]
    groups = [group for table in tables for group in table["groups"]]
    errors, questions = (
        [group for group in groups if group["severity"] == severity] for severity in ("error", "question")
    )
    seen: set[str] = set()
    for group in [*errors, *questions]:
        # a picture stands beside the first findings of its table
        group["pictured"] = group["table"]["id"] in seen
        seen.add(group["table"]["id"])
    said = [shown_statement(one, tables, reading) for one in statements or [] if one["quote"]]
    by_verdict = {
        name: [one for one in said if one["group"] == name]
        for name in ("contradicted", "question", "holds", "found", "open")
    }
    package = files("crossfoot.page")
    template = page_environment().from_string(package.joinpath("audit.html.j2").read_text("utf-8"))
    return template.render(
        style=package.joinpath("audit.css").read_text("utf-8"),
        name=reading.document,
        kind=KINDS[reading.kind],
        pages=reading.pages,
        size=_size(size),
        sha256=sha256,
        tables=tables,
        errors=errors,
        questions=questions,
        looks=[doubt for table in tables for doubt in table["looks"]],
        statements=by_verdict,
        checked=statements is not None,
        is_checked=is_checked(by_table, statements or []),
        stated=prose_numbers[0],
        decided=prose_numbers[1],
        counts=_counts(tables, errors, questions, by_verdict, reading),
        unread=unread,
        states=STATES,
        measured=MEASURED,
        statements_shown=STATEMENTS_SHOWN,
    )


def counted(number: int, one: str, many: str = "") -> str:
    """The number with its noun."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def page_environment() -> Environment:
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
        "asked": sum(len(group["findings"]) for group in questions) + len(statements["question"]),
        "checks": sum(table["checks"] for table in tables),
        "holding": sum(table["holding"] for table in tables),
        "numbers": sum(table["confidence"]["numbers"] for table in tables if table["confidence"]),
        "confirmed": sum(table["confidence"]["confirmed"] for table in tables if table["confidence"]),
        "passages": len(reading.prose),
        "judged": sum(len(statements[name]) for name in ("contradicted", "question", "holds")),
    }
