"""What the audit of statements finds of alterations made on purpose, and of the inventory of claims."""

from __future__ import annotations

import pandas as pd

from crossfoot.documents.table import Table
from crossfoot.errors import InputError
from tests.benchmarks.audit.agreement import match_claims
from tests.benchmarks.audit.statement_alterations import measure_statements

SETS = ("development", "held_back")
COLUMNS = ["measured", "kind", "number", "found", "differ", "found_pct", "right_pct"]
KEYS = ["text", "line", "kind", "stated"]


def read_corpus(content: dict, name: str) -> dict[str, tuple[list[str], list[list[Table]]]]:
    """By set, the texts of data/statement_corpus.yaml, each with the tables that it names.

    Raises InputError for another set, or a table that the corpus does not have.
    """
    tables = {
        one["number"]: Table(
            name,
            one["number"],
            one["caption"],
            header=[one["header"]],
            body=one["body"],
            header_lines=[1],
            body_lines=list(range(2, 2 + len(one["body"]))),
        )
        for one in content["tables"]
    }
    corpus: dict[str, tuple[list[str], list[list[Table]]]] = {kind: ([], []) for kind in SETS}
    for place, one in enumerate(content["sentences"], start=1):
        if one["set"] not in corpus:
            raise InputError(f"{name}: sentence {place}: set", repr(one["set"]), "one of " + ", ".join(SETS))
        if unknown := [number for number in one.get("tables", []) if number not in tables]:
            raise InputError(
                f"{name}: sentence {place}: tables", repr(unknown[0]), "one of " + ", ".join(tables)
            )
        texts, of_texts = corpus[one["set"]]
        texts.append(one["text"])
        of_texts.append([tables[number] for number in one.get("tables", [])])
    return corpus


def measure_corpus(
    corpus: dict[str, tuple[list[str], list[list[Table]]]], seed: int, number: int
) -> pd.DataFrame:
    """The columns of measure_statements by set, still_holds: what the sentence states is then true too, or
    within rounding; not_covered: no statement stands on it."""
    measured = [
        measure_statements(texts, tables, seed, number).assign(set=kind)
        for kind, (texts, tables) in corpus.items()
    ]
    return pd.concat(measured, ignore_index=True)


def measure_agreement(statements: pd.DataFrame, claims: pd.DataFrame, judged: pd.DataFrame) -> pd.DataFrame:
    """COLUMNS, by kind: of the decidable numeric claims how many a statement makes (found) and how many of
    these verdicts differ (differ); of the decided statements how many make a claim (found) and how many are
    not right (differ). Right is a statement that agrees with a claim or that was judged right by hand;
    right_pct is their share.

    statements, claims: of match_claims. judged: KEYS and right ("yes" or "no").
    """
    claims, statements = match_claims(statements, claims)
    by_hand = {tuple(map(str, row[:4])): row[4] for row in judged[[*KEYS, "right"]].itertuples(index=False)}
    right = [
        row.agrees or by_hand.get(tuple(str(getattr(row, key)) for key in KEYS)) == "yes"
        for row in statements.itertuples()
    ]
    statements = statements.assign(right=right, found=statements["claim"] != "")
    claims = claims.assign(right=claims["agrees"])
    rows = []
    for measured, frame, among in (("claims", claims, "found"), ("statements", statements, None)):
        for kind, group in [*frame.groupby("kind"), ("all", frame)]:
            found, right = int(group["found"].sum()), int(group["right"].sum())
            of = found if among else len(group)
            rows.append(
                {
                    "measured": measured,
                    "kind": kind,
                    "number": len(group),
                    "found": found,
                    "differ": of - right,
                    "found_pct": 100 * found / len(group),
                    "right_pct": 100 * right / of if of else None,
                }
            )
    return pd.DataFrame(rows, columns=COLUMNS)
