"""Works that are cited and listed under two spellings: Brainerd 1997 in the text, Brainard 1997 in the list.

A work that is only cited, or only listed, or under another year, is no question: where a page is read in
another order than it prints, entries lose their years, and most such questions would be the reader's fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from crossfoot.documents.document import Passage
from crossfoot.numbers.verdicts import NOT_CHECKABLE, QUESTION
from crossfoot.prose.sentences import Sentence, read_sentences
from crossfoot.prose.statement import Statement, record_text

NAME = r"[A-ZÀ-Ý][^\W\d_]+(?:[-’'][A-ZÀ-Ýa-z][^\W\d_]+)*"
YEAR = r"(?:19|20)\d\d"
AUTHOR = rf"{NAME}, (?:[A-Z]\.[ -]?)+"
LISTED = re.compile(AUTHOR)
# an entry of a list: its first author, the others, its year
ENTRY = re.compile(
    rf"(?<![…&,] )(?<!\. \. \. )(?<![\w’'])(?P<name>{NAME}), (?:[A-Z]\.[ -]?)+"
    rf"(?:,? (?:&|and|…|\. \. \.)? ?(?:(?:van|von|de|der|den|la|di) )*{AUTHOR})*"
    rf",? ?\(?(?P<year>{YEAR})[a-z]?\)?[.,:]"
)
# "Brainerd, 1997" within brackets, "Brainerd and Reyna (1997)"
AUTHORS = rf"(?P<name>{NAME})(?:(?:,? (?:&|and) |, ){NAME})*(?:,? et al\.?)?(?:[’']s)?"
IN_BRACKETS = re.compile(
    rf"[(;] ?(?:(?:see|cf\.|e\.g\.|also|but)[, ]+)*{AUTHORS}, (?P<year>{YEAR})(?=[a-z]?[;,)])"
)
IN_TEXT = re.compile(rf"(?<![\w’'] ){AUTHORS} \((?P<year>{YEAR})(?=[a-z]?[;,)])")
# a list is one that has so many entries, of which so many parts are cited
ENTRIES, CITED = 8, 0.5
ALIKE = 0.75


def check_cited_works(prose: Sequence[Passage]) -> list[Statement]:
    """One question for each work whose first author is spelt otherwise in the list."""
    lists = [passage for passage in prose if LISTED.search(passage.text)]
    # an entry can go on in the next passage
    whole = " ".join(passage.text for passage in lists)
    listed = {(one["name"], one["year"]) for one in ENTRY.finditer(whole)}
    if len(listed) < ENTRIES:
        return []
    text = " ".join(passage.text for passage in prose if passage not in lists)
    uncited = {one for one in listed if not re.search(rf"\b{one[0]}\b[^;]{{0,80}}?{one[1]}", text)}
    if len(listed) - len(uncited) < CITED * len(listed):
        return []
    found, told = [], set()
    for sentence, match in _citations([passage for passage in prose if passage not in lists]):
        cited = (match["name"], match["year"])
        if cited in told or re.search(rf"\b{cited[0]}\b[^()]{{0,400}}?\(?{cited[1]}", whole):
            continue
        told.add(cited)
        other = next((one for one in sorted(uncited) if _is_like(cited, one)), None)
        if other:
            words = f"question: the list has {other[0]} {other[1]}, which is not cited; is it the same?"
            about = {"severity": QUESTION, "diagnosis": words, "against": "the list of references"}
            found.append(
                record_text(sentence, match.span(), "reference", " ".join(cited), NOT_CHECKABLE, **about)
            )
    return found


def _citations(prose: list[Passage]) -> Iterator[tuple[Sentence, re.Match]]:
    for sentence in read_sentences(prose):
        for form in (IN_BRACKETS, IN_TEXT):
            for match in form.finditer(sentence.text):
                yield sentence, match


def _is_like(cited: tuple[str, str], listed: tuple[str, str]) -> bool:
    """Whether two works are of one year, and their names nearly the same."""
    (name, year), (other, then) = cited, listed
    return year == then and name[0] == other[0] and SequenceMatcher(None, name, other).ratio() >= ALIKE
