"""Numbers of real reports, with what a person who read the report says of each, and what is decided."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

from crossfoot.documents.document import Document, read_document
from crossfoot.numbers.verdicts import CONTRADICTED
from crossfoot.prose.quantities import Quantity
from crossfoot.prose.sentences import Sentence, read_sentences
from crossfoot.prose.statements import find_statements

# columns: document, page, amounts (digits of the first three of the sentence), stated, nth (of those alike in
# the sentence), verdict (holds or wrong)
LABELS = Path(__file__).parent / "audit/read_statements.csv"


def amounts(sentence: Sentence) -> list[Quantity]:
    return [one for one in sentence.quantities if one.number is not None]


def measure(document: Document, labels: list[dict[str, str]]) -> list[tuple[dict[str, str], str]]:
    """Each label with what is decided: holds, wrong, "" for nothing, or "not read" where the text differs."""
    decided: dict[tuple[int, int, int], str] = {}
    for one in find_statements(document.prose, document.tables):
        verdict = "wrong" if one.verdict == CONTRADICTED else "holds" if one.holds else ""
        for cell in one.cells if verdict else ():
            decided[cell] = "wrong" if "wrong" in (verdict, decided.get(cell)) else "holds"
    places = {}
    for sentence in read_sentences(document.prose):
        key = str(sentence.page), " ".join(one.digits for one in amounts(sentence)[:3])
        nth: Counter = Counter()
        for one in amounts(sentence):
            nth[one.text] += 1
            number = next(n for n, other in enumerate(sentence.quantities) if other is one)
            places[(*key, one.text, str(nth[one.text]))] = (*sentence.place, number)
    found = []
    for label in labels:
        place = places.get((label["page"], label["amounts"], label["stated"], label["nth"]))
        found.append((label, decided.get(place, "") if place else "not read"))
    return found


def read_labels(reports: Path) -> dict[str, list[dict[str, str]]]:
    """The labels of the reports that are there, by file name."""
    found: dict[str, list[dict[str, str]]] = {}
    with LABELS.open(encoding="utf-8", newline="") as lines:
        for label in csv.DictReader(lines):
            if (reports / label["document"]).is_file():
                found.setdefault(label["document"], []).append(label)
    return found


def read_report(path: Path) -> Document:
    return read_document(path.read_bytes(), path.name)
