"""How far the statements that the program finds agree with the claims that were inventoried by hand."""

from __future__ import annotations

import re

import pandas as pd

from crossfoot.documents.prose import NUMBER
from crossfoot.numbers.verdicts import CONTRADICTED, HOLDS, WITHIN_ROUNDING

DECIDED = (HOLDS, WITHIN_ROUNDING, CONTRADICTED)
# claims on what a document has, not on its numbers
OTHER_KINDS = ("cross_reference", "membership", "identity")


def numbers_of(text: str) -> frozenset[str]:
    """The numbers that a text prints, in lower case and without ordinal endings."""
    return frozenset(
        re.sub(r"(?<=\d)(?:st|nd|rd|th|s)$", "", match[0].lower()) for match in NUMBER.finditer(str(text))
    )


def match_claims(statements: pd.DataFrame, claims: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The decidable numeric claims with the statements that make them, and the decided statements with their
    claims.

    statements: text, and the columns of a statement. claims: results/audit/claims.csv with numbers
    (those of the line that a claim covers). A statement makes a claim when both stand on one line and the
    number stated is the same, or, where the claim states no number, when the statement's words hold all its
    numbers. Gives claims with found and agrees, and statements with claim (its id or "") and agrees."""
    claims = claims[
        claims["verdict"].isin(DECIDED) & ~claims["kind"].isin(OTHER_KINDS) & (claims["numbers"].map(len) > 0)
    ]
    decided = statements[statements["verdict"].isin(DECIDED)].reset_index(drop=True)
    matched: dict[int, str] = {}
    agreeing: dict[int, bool] = {}
    rows = []
    for claim in claims.itertuples():
        here = decided[(decided["text"] == claim.source) & (decided["line"] == claim.line)]
        makers = [row.Index for row in here.itertuples() if _makes(row, claim)]
        agrees = [
            (decided.loc[row, "verdict"] == CONTRADICTED) == (claim.verdict == CONTRADICTED) for row in makers
        ]
        for row, same in zip(makers, agrees, strict=True):
            if row not in matched or same:
                matched[row], agreeing[row] = claim.id, same
        rows.append(
            {
                "text": claim.source,
                "id": claim.id,
                "kind": claim.kind,
                "verdict": claim.verdict,
                "found": bool(makers),
                "agrees": any(agrees),
            }
        )
    decided["claim"] = [matched.get(row, "") for row in decided.index]
    decided["agrees"] = [agreeing.get(row, False) for row in decided.index]
    return pd.DataFrame(rows), decided


def _makes(statement, claim) -> bool:
    stated = (
        numbers_of(claim.stated) if not re.fullmatch(r"\d{4}-\d{2}(?:-\d{2})?", claim.stated) else frozenset()
    )
    if stated:
        words = numbers_of(" ".join(claim.numbers)) - {
            number for number in numbers_of(" ".join(claim.numbers)) if re.fullmatch(r"(?:19|20)\d\d", number)
        }
        return stated <= numbers_of(statement.stated) or bool(words) and words <= numbers_of(statement.stated)
    digits = {number for number in numbers_of(" ".join(claim.numbers)) if number[0].isdigit()}
    return len(digits) > 1 and digits <= numbers_of(statement.quote)
