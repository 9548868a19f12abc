"""docs/audit.md: what was measured, as a page."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from tests.benchmarks.audit.read_findings import HEADS as OTHERS
from tests.benchmarks.audit.read_findings import WEIGHED_HEADS

KINDS = {
    "all": "all of these",
    "cell_moved": "two cells of a column in each other's place",
    "code_digit_added": "a digit of an HS code printed twice",
    "count_shifted": "a count one too high or too low",
    "date_shifted": "another day, month or year",
    "day_month_exchanged": "day and month exchanged",
    "digit_added": "a digit printed twice",
    "digit_changed": "one digit is another",
    "digits_exchanged": "two digits exchanged",
    "direction_reversed": "rose for fell",
    "edge_digit": "the first or the last digit lost",
    "glued_mark": "a footnote's mark read as a digit",
    "inside_rounding": "another print that rounding allows: nothing should be found",
    "merged": "two cells read as one",
    "misprint": "read rightly, but misprinted",
    "nothing": "the tables as they are",
    "order_exchanged": "two amounts, or two items of a ranking, exchanged, or yes for no",
    "point": "the decimal point lost, or a comma read as one",
    "power_of_ten": "ten times as much, or a tenth",
    "rank_exchanged": "two ranks exchanged",
    "rank_shifted": "a rank one higher or lower",
    "row_removed": "a row left out",
    "row_repeated": "a row printed twice",
    "shifted": "a cell read one column off",
    "sign": "the sign turned",
    "total_stale": "a total without its last row",
    "unit_changed": "million for billion, lakh for crore",
    "wrong_base": "growth by the later amount, a share of the rest",
    "year_shifted": "another year",
}
ALTERED = {
    "kind": "altered",
    "alterations": "how many",
    "detected": "found",
    "missed": "missed",
    "still_holds": "still true",
    "not_covered": "not covered",
    "known_already": "wrong before",
    "false_alarms": "false alarms",
    "recall_pct": "found of those that could be",
    "detected_pct": "found of all",
}
# what is stated is true before it is altered
STATED = {name: head for name, head in ALTERED.items() if name != "known_already"}
MISREAD = {
    "kind": "misread",
    "misreadings": "how many",
    "restored": "restored",
    "among_several": "among several",
    "noticed": "noticed",
    "missed": "missed",
    "still_holds": "still true",
    "not_covered": "not covered",
    "wrongly_doubted": "wrongly doubted",
    "caught_pct": "caught of those that could be",
    "restored_pct": "restored of all",
    "high": "high",
    "medium": "medium",
    "low": "low",
}
AGREED = {
    "kind": "kind",
    "number": "how many",
    "found": "found",
    "differ": "other verdict",
    "found_pct": "found of all",
    "right_pct": "same verdict",
}
JUDGED = AGREED | {
    "found": "make a claim",
    "differ": "not right",
    "found_pct": "make a claim, of all",
    "right_pct": "right",
}
NO_SCITAB = "not measured in this run: the set was not at hand."
NO_TEXTS = "Not measured in this run: the four texts were not at hand.\n"

TEXT = """# What the audit finds, and how often it is right

Written by `make bench` (tests/benchmarks/test_audit.py); every number is measured.

## On documents by others

Each error that the audit raised was read against its table, and against its page where that left a doubt,
and labelled by hand, by one reader (`tests/benchmarks/audit/read_findings.csv`: document, place, verdict,
reason). Questions were labelled by their kind, of which some were read. An error counts as right where the
print cannot be. The documents came in eight sets, and in four of which the prose alone was read; some reports
of the first had been read while the checks
were written, and the kinds that were wrong in one set were mended before the next was read. So the lines of
first readings say what a reader may expect at most. The eighth set was read twice: by checks that accused
wherever a sum failed, and by those that accuse on several grounds and ask otherwise, which were written
without it. The last line says what is left on the documents that the checks were mended on, and predicts
nothing.

The intervals take each finding for itself. Yet a kind that is wrong is wrong many times in one document, and
most documents have no error that sums can show: the next set may well lie outside. {by_document}

{by_others}

### What is called wrong since: two witnesses

A relation that fails has two explanations: a number is wrong, or the relation does not hold there (rows
that are no parts, a column of another thing, a head read as a row). So a number is called wrong where the
relation holds elsewhere in the table too often for chance (odds of 10,000 to 1), and something else speaks
of this very place: another relation asks for the same other number, a misprint turns one into the other,
other sums show that the row or column belongs, its head differs from those that add up in the year alone,
or a quotient is off by its last digit. In a sentence three numbers of which two give the third must be
within a factor of two, or a slip must give the very number; a word beside two amounts (rose, four, between)
is asked about. All else is a question, and what fails in more than a fifth of its places is neither.

The rule was chosen after all of these findings had been read. It was fitted to the first five sets; the
sixth and the seventh were looked at too, so that they test it weakly, and hold few errors. It is shown on
what was called wrong at first, with the checks as they were then, of the documents that were at hand still.
What the next set will show is not this.

{by_witnesses}
Read were findings in documents by: {sources}.

Questions that were not worth asking, by kind, when they were first read: {empty_kinds}.

Of claims on tables of papers (SciTab, the half that was given out) {scitab}

What the audit misses in documents of others has had a first look alone. The tables of twelve Markdown
documents, gathered with the fourth set (eight chapters of India's Economic Survey, four reports of
PolicyEngine), were added up anew by a script of sums, differences, shares and changes of two columns, and by
eye. Six numbers cannot be: the audit raised three of them, one as an error and two as questions, and missed
the three of a table whose head stands in its body. Read from the PDF, it accused these three (two of them
since the mending) and missed the first one, whose table the layout of the page cuts in two. Seen besides and
not raised: an amount with its commas misplaced, and a number of observations that is one more than the sum of
its two groups. Twelve documents give no rate.

In 60 documents of the eighth set (Markdown, HTML and Word) one number each was altered by chance: digits
exchanged or changed, the sign or the point moved, the number of the next row put in. Of 30 cells of tables
one was called wrong and two were asked about. Of 30 numbers in sentences that a table of the same document
prints, none was: five had been found to agree with the table, and once altered they are passed over. Nothing
else was raised instead. Of the 250 documents 112 held nothing that could be checked.

Tried on documents by others and left out, because fewer
than half of what they raised was worth asking: works cited and not listed, or listed and not cited, or with
another year (a page that is read in another order than it prints loses entries); sources older than the years
of their table (5 raised, all of them projections).

## On errors made on purpose in our own texts

**These are errors that we made on purpose in our own texts. They prove nothing about a reader's document.**
The checks were written with these tables and sentences in view, the kinds of error are our guess at what goes
wrong, and each document has one error at a time. What the figures show is what the audit cannot see even
here, and whether a change of the code makes it see less.

Seed {seed}, at most {number} alterations of each kind, fewer where the texts do not allow as many.

- **found**: something newly stands against what was altered.
- **missed**: a check that held for what was altered no longer holds or is no longer made, and nothing is
  raised there.
- **still true**: every check holds for the altered text too, within rounding, so that none could tell.
- **not covered**: no check looks at the place.
- **wrong before**: the checks of the place fail for the text as it was printed.
- **false alarms**: whatever else is newly raised, and all that an alteration inside rounding raises.
- **found of those that could be**: found among found and missed.

The line “all of these” leaves out the alterations inside rounding.

### Tables

The {tables} tables of the first study, as extracted from `data/raw/`.
Of {all_tables[alterations]} alterations {all_tables[detected]} were found and {all_tables[missed]} missed,
with {all_tables[false_alarms]} false alarms.

{of_tables}
### Claims

What `data/claims.yaml` says that the texts state, against the tables in `results/clean/`. A claim that stands
against the documents already is not altered.
Of {all_claims[alterations]} alterations {all_claims[detected]} were found and {all_claims[missed]} missed,
with {all_claims[false_alarms]} false alarms.

{of_claims}
### Cells read wrongly

Cells are misread the way extraction goes wrong, one misreading at a time, and the table is taken for one read
off a page. **Restored**: the only other reading that the audit names is the true one. **Among several**: it
is one of those named. **Noticed**: something else points to the cell. **Caught** are these three. **Wrongly
doubted**: cells that were right, and for which one other reading is named all the same; also where another
cell was misprinted. The last three columns count tables by the confidence that they then get; a table without
numbers has none.

#### Tables of the study

{doubts_study}
#### {made} tables made up with the seed: countries by years, with totals both ways

{doubts_made}
### Statements of the prose

True sentences with invented figures (`data/statement_corpus.yaml`), in the manner of reports and by the same
hand as the checks.

#### The sentences that the checks were written with

{of_development}
#### Sentences held back

Written once the checks stood. Their totals alone were watched while the checks were refined on other prose.

{of_held_back}
#### Real sentences: the claims that were listed by hand

Of the claims with a number that the first study's documents decide, how many the audit of any document finds
by itself, and how many with another verdict. Real prose is more varied than the corpus: what is not found
here is the fairer measure.

{agreed}
#### Real sentences: the statements that the audit decides

How many of them make a claim that was listed by hand, and how many agree with such a claim or were judged
right by hand (`data/statement_judgements.csv`).

{judged}"""


def markdown(frame: pd.DataFrame, heads: dict[str, str]) -> str:
    """A table with the columns that `heads` names: counts as whole numbers, percentages with one decimal, –
    for none."""
    lines = ["| " + " | ".join(heads.values()) + " |", "|---" * len(heads) + "|"]
    for record in frame[list(heads)].to_dict("records"):
        lines.append("| " + " | ".join(_cell(name, value) for name, value in record.items()) + " |")
    return "\n".join(lines) + "\n"


def _cell(name: str, value: object) -> str:
    if pd.isna(value):
        return "–"
    if isinstance(value, str) and name != "kind":
        return value
    if name == "kind":
        return KINDS.get(value, value)
    return f"{value:.1f}%" if name.endswith("_pct") else f"{value:,.0f}"


def page(
    of_tables: pd.DataFrame,
    of_claims: pd.DataFrame,
    doubts: dict[str, pd.DataFrame],
    of_sentences: pd.DataFrame,
    of_texts: pd.DataFrame | None,
    by_others: pd.DataFrame,
    by_witnesses: pd.DataFrame,
    scitab: Counter | None,
    said: dict[str, str],
    **counts: int,
) -> str:
    """docs/audit.md. by_others, by_witnesses, said: as read_findings measures them. scitab: None where the
    set was not at hand. doubts: by `study` and `made`. of_texts: None where the texts were not at hand.
    counts: of TEXT."""
    sets = {f"of_{name}": markdown(frame, STATED) for name, frame in of_sentences.groupby("set")}
    real = {"agreed": ("claims", AGREED), "judged": ("statements", JUDGED)}
    decided = "{claims} can be decided by a person, {decided} were, {right} of them rightly."
    return TEXT.format(
        by_others=markdown(by_others, OTHERS),
        by_witnesses=markdown(by_witnesses, WEIGHED_HEADS),
        scitab=NO_SCITAB if scitab is None else decided.format(**scitab),
        **said,
        of_tables=markdown(of_tables, ALTERED),
        of_claims=markdown(of_claims, STATED),
        all_tables=of_tables.set_index("kind").to_dict("index")["all"],
        all_claims=of_claims.set_index("kind").to_dict("index")["all"],
        **{f"doubts_{name}": markdown(frame, MISREAD) for name, frame in doubts.items()},
        **sets,
        **{
            name: NO_TEXTS
            if of_texts is None
            else markdown(of_texts[of_texts["measured"] == measured], heads)
            for name, (measured, heads) in real.items()
        },
        **counts,
    )
