"""Every statement of a document's prose, as one table."""

from __future__ import annotations

import pandas as pd

from bilateral.audit.statements.changes import check_changes
from bilateral.audit.statements.currencies import check_currencies
from bilateral.audit.statements.dates import check_dates
from bilateral.audit.statements.ranks import check_ranks
from bilateral.audit.statements.sentences import LONGEST, read_sentences
from bilateral.audit.statements.shares import check_shares
from bilateral.audit.statements.statement import Statement, as_frame
from bilateral.audit.statements.sums import check_sums
from bilateral.extract.reading import Passage
from bilateral.extract.table import Table


def check_statements(prose: list[Passage], tables: list[Table]) -> pd.DataFrame:
    """One row a statement, in the order of the text: page, line, quote, kind, stated, computed, low, high, against,
    verdict, severity, diagnosis.

    verdict: holds, within_rounding, contradicted or not_checkable (diagnosis says why).
    """
    return as_frame(find_statements(prose, tables))


def find_statements(prose: list[Passage], tables: list[Table]) -> list[Statement]:
    """The statements themselves, with the quantities that each stands on."""
    sentences = list(read_sentences(prose))
    read = [sentence for sentence in sentences if len(sentence.text) <= LONGEST and sentence.quantities]
    found = check_currencies(read)
    for sentence in read:
        for check in (check_shares, check_changes, check_sums, check_ranks, check_dates):
            found += check(sentence)
    return sorted(found, key=lambda one: (one.place, min(one.cells, default=(0, 0, 0)), one.kind))
