"""What the audit raised on documents by others, each finding read on its page and labelled by hand.

`read_findings.csv`: document, source, table (or prose), place, kind, row, column; first and now: error,
question or "" when it was first read and since; verdict_first, verdict_now: right or wrong of an error, worth
or empty of a question; reason; looked: in which set the document is, of eight read whole and four of which
the prose alone was read. The checks knew none of the
documents of a set when these were first read; what was wrong there was mended before the next set was read.
Of two forms of one text only one is counted. It copies no sentence of a document.
"""

from __future__ import annotations

from math import sqrt
from pathlib import Path

import pandas as pd

LABELS = Path(__file__).with_name("read_findings.csv")
# what was called wrong at first, with its verdict, and what the rule of two witnesses makes of it with the
# checks as they were then: error, question, or "" for neither; documents that were at hand still
WEIGHED = Path(__file__).with_name("weighed_findings.csv")
# by set: what is said of it, and how many documents it has, those without a finding among them
SETS = {
    "first": ("first set, when first read", 116),
    "second": ("second set, when first read", 75),
    "third": ("third set, when first read", 21),
    "fourth": ("fourth set, when first read", 172),
    "fifth": ("fifth set, when first read", 110),
    "sixth": ("sixth set, when first read", 58),
    "seventh": ("seventh set, when first read", 215),
    "eighth": ("eighth set, when first read", 250),
}
# texts whose prose alone was read, and errors alone
PROSE_SETS = {
    "prose_1": ("prose alone, first set, when first read", 62),
    "prose_2": ("prose alone, second set, when first read", 51),
    "prose_3": ("prose alone, third set, when first read", 521),
    "prose_4": ("prose alone, fourth set, when first read", 1230),
}
DOCUMENTS = sum(count for _, count in [*SETS.values(), *PROSE_SETS.values()])
# by what is said of them: the sets, and whether they are of prose
CHOSEN_ON, TRIED_ON = ("first", "second", "third", "fourth", "fifth"), ("sixth", "seventh")
WEIGHINGS = {
    "tables of the first five sets, on which it was chosen": (CHOSEN_ON, False),
    "tables of the sixth and seventh, on which it was tried": (TRIED_ON, False),
    "prose of all sets, on which it was chosen": ((*CHOSEN_ON, *TRIED_ON, *PROSE_SETS), True),
}
WEIGHED_HEADS = {
    "sets": "",
    "called": "called wrong when first read",
    "right": "were",
    "still": "called wrong on two witnesses",
    "still_right": "are",
    "interval": "95% interval",
    "asked": "asked about",
    "worth": "of these wrong in the document",
}
# the columns that say nothing of prose alone
NOT_OF_PROSE = ["tables", "tables_right", "tables_interval", "questions", "worth"]
# of the normal distribution, for 95% of it
Z = 1.96
ALL, NOW = "all, when first read", "all, since the checks were mended"
# the checks changed what they call wrong while the eighth set was gathered, and without it
AGAIN = "eighth set, when first read by the checks that ask more"
HEADS = {
    "look": "",
    "documents": "documents",
    "tables": "called impossible in tables",
    "tables_right": "are",
    "tables_interval": "95% interval",
    "prose": "called contradicted in prose",
    "prose_right": "are ",
    "prose_interval": "95% interval ",
    "questions": "questions",
    "worth": "worth asking",
}


def read_labels() -> pd.DataFrame:
    return pd.read_csv(LABELS, dtype=str, keep_default_na=False)


def measured(labels: pd.DataFrame) -> pd.DataFrame:
    """One row a look, with the columns of HEADS."""
    looks = [
        (words, count, labels[labels["looked"] == name], "first")
        for name, (words, count) in (SETS | PROSE_SETS).items()
    ]
    looks.append((AGAIN, SETS["eighth"][1], labels[labels["looked"] == "eighth"], "now"))
    looks += [(ALL, DOCUMENTS, labels, "first"), (NOW, DOCUMENTS, labels, "now")]
    rows = pd.DataFrame([_counted(*look) for look in looks]).astype(object)
    rows.loc[rows["look"].isin([words for words, _ in PROSE_SETS.values()]), NOT_OF_PROSE] = None
    return rows


def _counted(words: str, documents: int, labels: pd.DataFrame, look: str) -> dict:
    errors, questions = (labels[labels[look] == raised] for raised in ("error", "question"))
    verdict = f"verdict_{look}"
    counts = {"look": words, "documents": documents}
    for kind, of in (("tables", errors["table"] != "prose"), ("prose", errors["table"] == "prose")):
        number, right = int(of.sum()), int((errors[of][verdict] == "right").sum())
        counts |= {kind: number, f"{kind}_right": right, f"{kind}_interval": interval(right, number)}
    return counts | {"questions": len(questions), "worth": int((questions[verdict] == "worth").sum())}


def weighed() -> pd.DataFrame:
    """One row a group of sets, with the columns of WEIGHED_HEADS."""
    findings = pd.read_csv(WEIGHED, dtype=str, keep_default_na=False)
    rows = []
    for words, (looks, of_prose) in WEIGHINGS.items():
        group = findings[findings["looked"].isin(looks) & (findings["table"].eq("prose") == of_prose)]
        right = group["verdict"].eq("right")
        still, asked = (group["weighed"].eq(level) for level in ("error", "question"))
        rows.append(
            {
                "sets": words,
                "called": len(group),
                "right": right.sum(),
                "still": still.sum(),
                "still_right": (still & right).sum(),
                "interval": interval(int((still & right).sum()), int(still.sum())),
                "asked": asked.sum(),
                "worth": (asked & right).sum(),
            }
        )
    return pd.DataFrame(rows)


def interval(right: int, of: int) -> str:
    """What share can be right, in percent, as if each finding stood for itself: 95% by Wilson (1927)."""
    if not of:
        return "–"
    centre, half = right / of + Z**2 / (2 * of), Z * sqrt(right * (of - right) / of + Z**2 / 4) / of
    low, high = ((centre + sign * half) / (1 + Z**2 / of) for sign in (-1, 1))
    return f"{100 * max(low, 0):.0f}–{100 * min(high, 1):.0f}%"


def sources(labels: pd.DataFrame) -> str:
    """Who wrote the documents, and how many findings were read in them, as a sentence."""
    counts = labels["source"].value_counts()
    return "; ".join(f"{source} ({counts[source]})" for source in sorted(counts.index))


def by_document(labels: pd.DataFrame) -> str:
    """In how many documents something was called wrong when first read, and was throughout, as a sentence."""
    errors = labels[labels["first"] == "error"]
    right = errors["verdict_first"].eq("right").groupby(errors["document"])
    return (
        f"Of the {DOCUMENTS:,} documents {right.ngroups} had something called wrong when first read: "
        f"all of it was in {int(right.all().sum())}, some in {int((right.any() & ~right.all()).sum())}, and "
        f"none in {int((~right.any()).sum())}."
    )


def empty_kinds(labels: pd.DataFrame) -> str:
    """The kinds of questions that were not worth asking at the first look, the most frequent first."""
    counts = labels[labels["verdict_first"] == "empty"]["kind"].value_counts()
    return ", ".join(f"`{kind}` {count}" for kind, count in counts.items())
