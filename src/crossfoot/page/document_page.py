"""The audit of one document as one HTML page that asks the network for nothing and runs no script."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from crossfoot.documents.document import Document
from crossfoot.page.marked_text import MarkedText
from crossfoot.page.statements import is_checked, shown_statement
from crossfoot.page.tables import shown_table

KINDS = {"text": "text", "markdown": "Markdown", "html": "HTML", "docx": "Word document", "pdf": "PDF"}
# what each class of a number says; the style sheet has its sign
STATES = {
    "contradicted": "cannot be right",
    "asked": "a question to the author",
    "doubtful": "may have been misread by us",
    "holds": "agrees with a table, a total or another number",
    "found": "stands in a table; what else is said of it was not checked",
    "involved": "a part of a sum or the like that fails",
    "not checked": "not checked",
}
# what the present checks found when they first read documents by others: docs/audit.md, and held to the
# labels by tests/benchmarks/audit/test_read_findings.py
MEASURED = {
    "documents": 250,
    "errors": 5,
    "right": 3,
    "questions": 61,
    "worth": 19,
    "of": "reports of central banks, agencies, companies and students, articles and theses",
}
# of what agrees in a table, as many lines; checks.csv has all
HELD_SHOWN = 40


def audit_page(
    reading: Document,
    size: int,
    sha256: str,
    by_table: list[dict],
    statements: list[dict] | None,
    unread: list[dict],
    marks: Sequence = (),
) -> str:
    """The page of a document. size: in bytes.

    by_table: for each table what `check_reading` says of it, or why nothing.
    statements: None where they were not checked. unread: {"place", "why"}. marks: where the prose states
    numbers, as `find_marks`.
    """
    tables = [shown_table(reading, place, about) for place, about in enumerate(by_table)]
    groups = [group for table in tables for group in table["groups"]]
    errors, questions = (
        [group for group in groups if group["severity"] == severity] for severity in ("error", "question")
    )
    said = [shown_statement(one, reading) for one in statements or []]
    text = MarkedText(reading, list(marks), said, tables)
    wrong, asked = (
        [one | {"at": text.at.get(place, "")} for place, one in enumerate(said) if one["group"] == group]
        for group in ("contradicted", "asked")
    )
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
        wrong=wrong,
        asked=asked,
        text=text,
        undecided=sum(bool(one["quote"]) and one["group"] == "not checked" for one in said),
        checked=statements is not None,
        is_checked=is_checked(by_table, statements or []),
        counts=_counts(tables, errors, questions, text, reading),
        unread=unread,
        states=STATES,
        held_shown=HELD_SHOWN,
        measured=MEASURED,
    )


def counted(number: int, one: str, many: str = "") -> str:
    """The number with its noun."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def page_environment() -> Environment:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["counted"] = counted
    # a name of a file can break where it has a sign
    environment.filters["breakable"] = lambda name: Markup(re.sub(r"([_.-])", r"<wbr>\1", str(escape(name))))
    environment.filters["sentence"] = lambda text: (
        text[:1].upper() + text[1:] + ("" if text[-1:] in ".?!" else ".")
    )
    return environment


def _size(bytes_: int) -> str:
    return f"{bytes_ / 2**20:,.1f} MB" if bytes_ >= 2**20 else f"{max(1, round(bytes_ / 1024)):,} kB"


def _counts(
    tables: list[dict], errors: list[dict], questions: list[dict], text: MarkedText, reading: Document
) -> dict:
    found = [finding for group in errors for finding in group["findings"]]
    numbers = sum(table["confidence"]["numbers"] for table in tables if table["confidence"])
    in_tables: Counter[str] = sum((table["counts"] for table in tables), Counter())
    # cells that number or name a row have marks too, and are no numbers of the table
    in_tables["holds"] = sum(table["confidence"]["confirmed"] for table in tables if table["confidence"])
    in_tables["not checked"] = max(0, numbers - in_tables.total())
    stated, unmarked = sum(text.counts.values()), text.counts["not checked"]
    return {
        "errors": len(found),
        "misread": sum(bool(finding["doubts"]) for finding in found),
        "questions": sum(len(group["findings"]) for group in questions),
        "numbers": numbers,
        "confirmed": in_tables["holds"],
        "passages": len(reading.prose),
        "stated": stated,
        "decided": stated - unmarked,
        # of each class that has some
        "states": [
            (name, text.counts.get(name), in_tables[name])
            for name in STATES
            if text.counts.get(name) or in_tables[name]
        ],
    }
