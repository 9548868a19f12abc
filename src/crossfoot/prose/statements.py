"""Every statement of a document's prose, each held against its own sentence and the tables it names."""

from __future__ import annotations

from crossfoot.documents.document import Passage
from crossfoot.documents.table import Table
from crossfoot.numbers.verdicts import NOT_CHECKABLE, NOTE
from crossfoot.prose.changes import check_changes
from crossfoot.prose.compound_growth import check_compound_growth
from crossfoot.prose.currencies import check_currencies
from crossfoot.prose.granularity import check_granularity
from crossfoot.prose.ranks import check_ranks
from crossfoot.prose.reported_tests import check_reported_tests
from crossfoot.prose.sentences import LONGEST, Sentence, is_english, read_sentences
from crossfoot.prose.shares import check_shares
from crossfoot.prose.stated_dates import check_stated_dates
from crossfoot.prose.statement import Statement
from crossfoot.prose.sums import check_sums
from crossfoot.prose.table_counts import check_counts
from crossfoot.prose.table_index import Index
from crossfoot.prose.table_values import check_values
from crossfoot.tables.columns import settle_tables

SENTENCE_CHECKS = (
    check_shares,
    check_changes,
    check_sums,
    check_ranks,
    check_stated_dates,
    check_reported_tests,
    check_granularity,
    check_compound_growth,
)


def find_statements(prose: list[Passage], tables: list[Table]) -> list[Statement]:
    """Every statement, in the order of the text, with the quantities that it stands on.

    verdict: holds, within_rounding, contradicted or not_checkable (diagnosis says why).
    """
    sentences = list(read_sentences(prose))
    found = _left_out(prose, sentences)
    read = [sentence for sentence in sentences if len(sentence.text) <= LONGEST and sentence.quantities]
    indexes: dict[str, list[Index]] = {}
    document = settle_tables(tables)
    for table in tables:
        indexes.setdefault(table.number, []).append(Index(table, document))
    found += check_currencies(read)
    for sentence in read:
        for check in SENTENCE_CHECKS:
            found += check(sentence)
        if sentence.named:
            found += check_counts(sentence, indexes) + check_values(sentence, indexes)
    return sorted(found, key=lambda one: (one.place, one.start, one.kind))


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
