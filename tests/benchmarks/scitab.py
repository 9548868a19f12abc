"""Claims on tables of papers (SciTab, Lu et al. 2023, MIT), decided against their tables."""

from __future__ import annotations

import re
from collections import Counter

from crossfoot.documents.table import Table
from crossfoot.prose.table_claims import decide
from crossfoot.prose.table_index import Index
from crossfoot.prose.table_words import OPERATORS, SUPERLATIVES

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
    lines = list(range(2, 2 + len(body)))
    caption = clean(claim["table_caption"])
    return Table("scitab", "1", caption, header=[header], body=body, header_lines=[1], body_lines=lines)


def verdict_of(claim: dict) -> str:
    """supports, refutes, or "" where the table decides nothing or both."""
    text = " ".join(claim["claim"].replace("[CONTINUE]", " ").split())
    decided = decide(text, Index(table_of(claim)))
    truths = {one.truth for one in decided}
    # a claim is supported where each comparison in it is
    said = sum(len(form.findall(text)) for form, *_ in [*OPERATORS, *SUPERLATIVES])
    if truths == {True} and len(decided) < said:
        return ""
    return ("supports" if truths.pop() else "refutes") if len(truths) == 1 else ""


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
