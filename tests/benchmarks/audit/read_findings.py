"""What the audit raised on documents by others, each finding read on its page and labelled by hand.

`read_findings.csv`: document, source, table (or prose), place, kind, row, column; first and now: error,
question or "" at the first look and since; verdict_first, verdict_now: right or wrong of an error, worth or
empty of a question; reason; looked: `mended` where the checks were mended on what the first look showed,
`held_back` where they had not been. It copies no sentence of a document.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

LABELS = Path(__file__).with_name("read_findings.csv")
# documents of which every finding was read, those without one among them
DOCUMENTS = {"mended": 116, "held_back": 0}
LOOKS = {
    "first": "at the first look",
    "now": "since, on the same documents",
    "held_back": "on documents that nothing was mended on",
}
HEADS = {
    "look": "",
    "documents": "documents",
    "tables": "called impossible in tables",
    "tables_right": "are",
    "prose": "called contradicted in prose",
    "prose_right": "are ",
    "questions": "questions",
    "worth": "worth asking",
}


def read_labels() -> pd.DataFrame:
    return pd.read_csv(LABELS, dtype=str, keep_default_na=False)


def measured(labels: pd.DataFrame) -> pd.DataFrame:
    """One row a look, with the columns of HEADS."""
    found = []
    for look, words in LOOKS.items():
        column = "now" if look == "now" else "first"
        part = labels[labels["looked"] == ("held_back" if look == "held_back" else "mended")]
        part = part.assign(raised=part[column], verdict=part[f"verdict_{column}"])
        errors, questions = (part[part["raised"] == raised] for raised in ("error", "question"))
        counts = {"look": words, "documents": DOCUMENTS["held_back" if look == "held_back" else "mended"]}
        for kind, of in (("tables", errors["table"] != "prose"), ("prose", errors["table"] == "prose")):
            counts |= {kind: int(of.sum()), f"{kind}_right": int((errors[of]["verdict"] == "right").sum())}
        worth = int((questions["verdict"] == "worth").sum())
        found.append(counts | {"questions": len(questions), "worth": worth})
    return pd.DataFrame(found)


def sources(labels: pd.DataFrame) -> str:
    """Who wrote the documents, and how many findings were read in them, as a sentence."""
    counts = labels["source"].value_counts()
    return "; ".join(f"{source} ({counts[source]})" for source in sorted(counts.index))


def empty_kinds(labels: pd.DataFrame) -> str:
    """The kinds of questions that were not worth asking at the first look, the most frequent first."""
    counts = labels[labels["verdict_first"] == "empty"]["kind"].value_counts()
    return ", ".join(f"`{kind}` {count}" for kind, count in counts.items())
