"""From a sentence to a verdict on the cells of tables.

`cells.py` has the tables: cells in units, rows and columns with the words of their labels. `names.py` says
which rows and columns a text names, `links.py` which cells an amount can be; `words.py` has the words that
say what of them. The operators: `values.py` (an amount against its cell), `lists.py` (amounts of one row or
column, and their order), `stated_changes.py` and `changes.py` (a change against two cells), `years.py`
(bounds, averages, sums, peaks over years), `counts.py` (rows, the largest few), `codes.py` (ranked lists of
codes), `clauses.py` and `comparisons.py` (what is said in words alone), and `whole.py` for sentences of which
one table has every word: sums, shares, ratios, rates, ranks, directions; `named_lines.py` has the lines that
these name, `doubts.py` when an amount can be of something else.
"""

from __future__ import annotations

from crossfoot.prose.against_tables.cells import Tables
from crossfoot.prose.against_tables.changes import check_differences
from crossfoot.prose.against_tables.comparisons import check_claims
from crossfoot.prose.against_tables.counts import check_counts
from crossfoot.prose.against_tables.lists import check_lists, check_other_year
from crossfoot.prose.against_tables.values import check_signs, check_values
from crossfoot.prose.against_tables.whole import check_whole
from crossfoot.prose.against_tables.years import check_peaks, check_periods
from crossfoot.prose.sentences import Sentence
from crossfoot.prose.statement import Statement


def check_tables(sentence: Sentence, tables: Tables) -> list[Statement]:
    """What tables say of a sentence: those that it names, and any whose rows and columns it names. What one
    operator has judged is left out of the next."""
    meant = tables.meant(sentence)
    every = meant or tables.few()
    said = check_claims(sentence, tables, every)
    said += check_counts(sentence, tables.by_number) if sentence.named else []
    held = check_signs(sentence, every)
    for check in (check_differences, check_lists, check_other_year, check_periods):
        held += check(sentence, meant)
    told = {one.start for one in held}
    for check in (check_whole, check_peaks):
        held += [one for one in check(sentence, every) if one.start not in told]
        told |= {one.start for one in held}
    values = check_values(sentence, meant, any(one.holds for one in said))
    return [*said, *held, *(one for one in values if one.start not in told)]
