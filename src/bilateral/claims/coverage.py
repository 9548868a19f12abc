"""Which numbers of the prose a claim covers."""

import pandas as pd

from crossfoot import InputError

SEPARATOR = "; "


def cover(numbers: pd.DataFrame, claims: list[dict], name: str) -> pd.DataFrame:
    """Each number of the prose with the claims that cover it.

    Columns: text, line, position, number, claims (their ids, or "").

    numbers: of clean_prose_numbers. A claim covers the numbers it lists where they stand on its line; a
    number that stands there twice is covered twice by two claims, or by one that lists it twice, and
    "2023#2" is the second 2023 of the line. Raises InputError for a number that is not on the line.
    """
    ids: list[list[str]] = [[] for _ in range(len(numbers))]
    places: dict[tuple, list[int]] = {}
    ordered = numbers.sort_values(["text", "line", "position"], ignore_index=True)
    for row in ordered.itertuples():
        places.setdefault((row.text, row.line, row.number), []).append(row.Index)
    for claim in claims:
        for token in claim.get("numbers", []):
            number, _, which = token.partition("#")
            rows = places.get((claim["source"], int(claim["line"]), number), [])
            if which:
                rows = rows[int(which) - 1 : int(which)] if which.isdecimal() and int(which) else []
            if not rows:
                found = f"{token!r}, not a number of line {claim['line']}"
                expected = f"numbers of that line of {claim['source']}"
                raise InputError(f"{name}: claim {claim['id']}: numbers", found, expected)
            # the first that this claim does not have yet, and that no claim has
            free = [row for row in rows if claim["id"] not in ids[row]]
            row = next((row for row in free if not ids[row]), (free or rows)[0])
            if claim["id"] not in ids[row]:
                ids[row].append(claim["id"])
    return ordered.assign(claims=[SEPARATOR.join(found) for found in ids])


def coverage_by_text(coverage: pd.DataFrame, texts: pd.DataFrame) -> pd.DataFrame:
    """text, author, title, numbers, covered, covered_pct. coverage: of cover; texts: data/texts.csv, in whose
    order they are given."""
    counted = (
        coverage.assign(covered=coverage["claims"] != "")
        .groupby("text", as_index=False)["covered"]
        .agg(numbers="size", covered="sum")
    )
    counted["covered_pct"] = 100 * counted["covered"] / counted["numbers"]
    return texts[["text", "author", "title"]].merge(counted, on="text")
