"""Claims on tables of papers (SciTab, Lu et al. 2023, MIT), decided against their tables."""

from __future__ import annotations

import re
from collections import Counter

from crossfoot.documents.table import Table
from crossfoot.prose.against_tables.cells import Index
from crossfoot.prose.against_tables.comparisons import OPERATORS, decide, trend

DENIED = re.compile(r"\b(?:not|never|cannot|no longer|fails?)\b|n['’]t\b")
# the set's own marks for print, and what stands behind a value
MARKS = re.compile(r"\[(?:BOLD|ITALIC|EMPTY|CONTINUE|UNDERLINE)\]|[∗*†‡]+")
TAGS = re.compile(r"</?[a-z]+[^>]*>")
SPREAD = re.compile(r"\s*±\s*[\d.]+$")


def clean(text: str) -> str:
    return " ".join(MARKS.sub(" ", TAGS.sub("", text)).split())


def table_of(claim: dict) -> Table:
    """The table of a claim, without the set's own marks."""
    header = [clean(text) for text in claim["table_column_names"]]
    body = [[SPREAD.sub("", clean(text)) for text in row] for row in claim["table_content_values"]]
    head = [header]
    # the set keeps the second line of a head as a row
    while len(body) > 2 and header[0] and body[0][0] == header[0] and all(body[0]):
        head.append(body.pop(0))
    lines = [*range(1, 1 + len(head) + len(body))]
    return Table(
        "scitab",
        "1",
        clean(claim["table_caption"]),
        header=head,
        body=body,
        header_lines=lines[: len(head)],
        body_lines=lines[len(head) :],
    )


def operators(text: str) -> int:
    """How many words of a text compare or rank something."""
    forms = (form for form, judge, *_ in OPERATORS if judge is not trend)
    return len({match.start() for form in forms for match in form.finditer(text)})


def verdict_of(claim: dict) -> str:
    """supports, refutes, or "" where the table decides nothing or both."""
    text = " ".join(claim["claim"].replace("[CONTINUE]", " ").split())
    found = decide(text, Index(table_of(claim)))
    truths = {one.truth for one in found}
    if False in truths:
        return "refutes"
    # a claim is supported where all that it compares, ranks or changes is so
    spans = [one.span for one in found]
    # nor is it where it denies something else
    denied = [
        match
        for match in DENIED.finditer(text)
        if not any(start - 60 < match.start() < end for start, end in spans)
    ]
    return "supports" if truths and len(found) >= operators(text) and not denied else ""


def halves(claims: list[dict]) -> dict[str, list[dict]]:
    """development: every second paper; held_back: the others; of both, what a table can decide."""
    papers = sorted({claim["paper_id"] for claim in claims})
    decidable = [claim for claim in claims if claim["label"] != "not enough info"]
    return {
        name: [claim for claim in decidable if (papers.index(claim["paper_id"]) % 2 == 0) == first]
        for name, first in (("development", True), ("held_back", False))
    }


def measure(claims: list[dict]) -> Counter:
    """How many claims there are, are decided, and are decided as labelled."""
    found: Counter = Counter(claims=len(claims))
    for claim in claims:
        verdict = verdict_of(claim)
        found["decided"] += bool(verdict)
        found["right"] += verdict == claim["label"]
    return found
