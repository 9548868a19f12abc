"""Every statement of a document's prose, each held against its own sentence and the tables it names."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from crossfoot.documents.document import Passage
from crossfoot.documents.table import Table
from crossfoot.numbers.verdicts import FORESEEN, FOUND, NOT_CHECKABLE, NOTE, asked_of_picture
from crossfoot.prose.changes import check_changes
from crossfoot.prose.compound_growth import check_compound_growth
from crossfoot.prose.currencies import check_currencies
from crossfoot.prose.ranks import check_ranks
from crossfoot.prose.reported_tests import check_reported_tests
from crossfoot.prose.sentences import LONGEST, Sentence, is_english, read_sentences
from crossfoot.prose.shares import check_shares
from crossfoot.prose.stated_dates import check_stated_dates
from crossfoot.prose.statement import Statement
from crossfoot.prose.sums import check_sums
from crossfoot.prose.table_claims import check_claims
from crossfoot.prose.table_counts import check_counts
from crossfoot.prose.table_index import Index
from crossfoot.prose.table_trends import check_trends
from crossfoot.prose.table_values import check_values
from crossfoot.tables.columns import settle_tables

SENTENCE_CHECKS = (
    check_shares,
    check_changes,
    check_sums,
    check_ranks,
    check_stated_dates,
    check_reported_tests,
    check_compound_growth,
)
# what a sentence says of a number beyond its place in a table
SAYS_MORE = re.compile(
    r"\b(?:highest|largest|greatest|biggest|best|most|lowest|smallest|worst|least|fewest|fastest|slowest|"
    r"leading|(?:second|third|fourth|fifth)[- ](?:\w+est|most)|outperform\w*|exceed\w*|surpass\w*|"
    r"overt\w+k\w*|"
    r"(?:higher|lower|greater|larger|smaller|better|worse|more|less|fewer) than|majority|record|doubled|"
    r"tripled|halved)\b",
    re.IGNORECASE,
)


def find_statements(prose: list[Passage], tables: list[Table]) -> list[Statement]:
    """Every statement, in the order of the text, with the quantities that it stands on.

    verdict: holds, within_rounding, found, contradicted or not_checkable (diagnosis says why). A sentence or
    table that a check cannot take is named in a record of its own, without a quote.
    """
    sentences = list(read_sentences(prose))
    found = _left_out(prose, sentences)
    read: list[Sentence] = []
    for sentence in sentences:
        if len(sentence.text) <= LONGEST:
            found += _taken(sentence, lambda sentence: read.append(sentence) if sentence.quantities else None)
    indexes: dict[str, list[Index]] = {}
    document = settle_tables(tables)
    for table in tables:
        try:
            indexes.setdefault(table.number, []).append(Index(table, document))
        except FORESEEN as error:
            why = f"{table.title} cannot be held against the prose ({type(error).__name__})"
            found.append(_unread(None, table.first_line, (0, 0), "table", why))
    of_all = _taken(None, lambda _: check_currencies(read))
    for sentence in read:
        for check in SENTENCE_CHECKS:
            found += _taken(sentence, check)
        if sentence.named:
            found += _taken(sentence, partial(_against_tables, tables=indexes))
    found = [_asked(one, prose, tables) for one in [*found, *of_all]]
    return sorted(found, key=lambda one: (one.place, one.start, one.kind))


def _asked(one: Statement, prose: list[Passage], tables: list[Table]) -> Statement:
    """A contradiction as a question where its sentence, or the table, was read from a picture."""
    against = {table.title for table in tables if table.is_seen}
    if (
        prose
        and prose[one.place[0]].is_seen
        or any(re.match(rf"{re.escape(title)}(?![\w.-])", one.against) for title in against)
    ):
        return replace(one, **asked_of_picture(one))
    return one


def _against_tables(sentence: Sentence, tables: dict[str, list[Index]]) -> list[Statement]:
    said = [one for check in (check_counts, check_claims, check_trends) for one in check(sentence, tables)]
    values = check_values(sentence, tables)
    more = SAYS_MORE.search(sentence.text)
    if more and not any(one.holds for one in said):
        why = f"the number stands in the table; what “{more[0]}” says of it was not checked"
        values = [replace(one, verdict=FOUND, diagnosis=why) if one.holds else one for one in values]
    return [*said, *values]


def _taken(sentence: Sentence | None, check: Callable) -> list[Statement]:
    """What a check finds; where it cannot take the sentence, one record that names it. None: all of them."""
    try:
        return check(sentence) or []
    except FORESEEN as error:
        why = f"cannot be checked ({type(error).__name__})"
        if sentence is None:
            return [_unread(None, 1, (0, 0), "sentence", f"conversions between currencies {why}")]
        start = sentence.text[:80] + ("…" if len(sentence.text) > 80 else "")
        where = f"page {sentence.page}, " if sentence.page is not None else ""
        why = f"the sentence at {where}line {sentence.line} {why}: {start}"
        return [_unread(sentence.page, sentence.line, sentence.place, "sentence", why)]


def _left_out(prose: list[Passage], sentences: list[Sentence]) -> list[Statement]:
    """Passages in another language and endless sentences, which are not read: one note each, at the first."""
    foreign = [(number, passage) for number, passage in enumerate(prose) if not is_english(passage.text)]
    # a few are names, addresses or lists
    if 10 * sum(len(passage.text) for _, passage in foreign) < sum(len(passage.text) for passage in prose):
        foreign = []
    endless = [sentence for sentence in sentences if len(sentence.text) > LONGEST]
    found = []
    if foreign:
        number, first = foreign[0]
        found.append(
            _unread(
                first.page,
                first.line,
                (number, 0),
                "language",
                f"{len(foreign)} of {len(prose)} passages are not in English: they are not read",
            )
        )
    if endless:
        longest = endless[0]
        found.append(
            _unread(
                longest.page,
                longest.line,
                longest.place,
                "length",
                f"{len(endless)} sentences of more than {LONGEST} characters are not read",
            )
        )
    return found


def _unread(page: int | None, line: int, place: tuple[int, int], kind: str, why: str) -> Statement:
    return Statement(
        page, line, "", kind, "", "", None, None, "", NOT_CHECKABLE, NOTE, why, place, 0, frozenset()
    )
