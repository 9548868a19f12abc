"""Every statement of a document's prose, each held against its own sentence and the tables it names."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from crossfoot.documents.document import Passage
from crossfoot.documents.table import Table
from crossfoot.numbers.grammar import Convention
from crossfoot.numbers.verdicts import NOT_CHECKABLE, NOTE, asked_of_picture, said_of
from crossfoot.prose.against_tables import check_tables
from crossfoot.prose.against_tables.cells import Index, Tables
from crossfoot.prose.certainty import as_certain
from crossfoot.prose.changes import check_changes
from crossfoot.prose.compound_growth import check_compound_growth
from crossfoot.prose.currencies import check_currencies
from crossfoot.prose.ranks import check_ranks
from crossfoot.prose.reported_tests import check_reported_tests
from crossfoot.prose.sentences import LONGEST, Sentence, is_english, read_sentences
from crossfoot.prose.shares import check_shares
from crossfoot.prose.stated_dates import check_stated_dates
from crossfoot.prose.statement import Statement, one_verdict, without_cut
from crossfoot.prose.sums import check_sums
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


def find_statements(
    prose: list[Passage],
    tables: list[Table],
    in_time: Callable[[Callable[[], list]], list] = lambda work: work(),
) -> list[Statement]:
    """Every statement, in the order of the text, with the quantities that it stands on.

    verdict: holds, within_rounding, found, contradicted or not_checkable (diagnosis says why). A sentence or
    table that a check cannot take is named in a record of its own, without a quote.
    in_time: does a piece of work, or raises TimeoutError, whose words say what it had.
    """
    _taken = partial(_taken_in, in_time)
    sentences = list(read_sentences(prose))
    found = _left_out(prose, sentences)
    read: list[Sentence] = []
    for sentence in sentences:
        if len(sentence.text) <= LONGEST:
            found += _taken(sentence, lambda sentence: read.append(sentence) if sentence.quantities else None)
    document = settle_tables(tables)
    held = Tables()
    for table in _joined(tables):
        try:
            held.add(*in_time(partial(_indexed, table, document)))
        except Exception as error:  # of whatever kind, it is named
            why = f"{table.title} cannot be held against the prose: {said_of(error)}"
            found.append(_unread(None, table.first_line, (0, 0), "table", why))
    of_all = _taken(None, lambda _: check_currencies(read))
    for sentence in read:
        for check in SENTENCE_CHECKS:
            found += without_cut(sentence, _taken(sentence, check))
        if tables:
            found += _taken(sentence, partial(check_tables, tables=held))
    found = [_asked(as_certain(one), prose, tables) for one in one_verdict([*found, *of_all])]
    return sorted(found, key=lambda one: (one.place, one.start, one.kind))


def _indexed(table: Table, document: Convention | None) -> list[Index]:
    return [Index(table, document)]


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


def _joined(tables: list[Table]) -> list[Table]:
    """The tables; one without a caption is a part of the one before it where their heads are the same."""
    found: list[Table] = []
    for table in tables:
        if found and not table.number and not table.caption and table.header == found[-1].header:
            last = found.pop()
            lines = [*last.body_lines, *table.body_lines]
            table = replace(last, body=[*last.body, *table.body], body_lines=lines, last_line=table.last_line)
        found.append(table)
    return found


def _taken_in(in_time: Callable, sentence: Sentence | None, check: Callable) -> list[Statement]:
    """What a check finds; where it cannot take the sentence, one record that names it. None: all of them."""
    try:
        return in_time(lambda: check(sentence) or [])
    except Exception as error:  # of whatever kind, it is named, and the others go on
        if sentence is None:
            return [_unread(None, 1, (0, 0), "sentence", f"conversions between currencies: {said_of(error)}")]
        start = sentence.text[:80] + ("…" if len(sentence.text) > 80 else "")
        where = f"page {sentence.page}, " if sentence.page is not None else ""
        why = f"the sentence at {where}line {sentence.line} was not checked, {said_of(error)}: {start}"
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
