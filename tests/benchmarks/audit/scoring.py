"""What an audit finds of alterations made on purpose, and what it takes for an error that is none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

import pandas as pd

from tests.benchmarks.audit.table_alterations import Alteration

# the kind of alteration that ought to raise nothing
SILENT = "inside_rounding"
DETECTED, MISSED, ALLOWED, UNCOVERED, KNOWN = (
    "detected",
    "missed",
    "still_holds",
    "not_covered",
    "known_already",
)
COLUMNS = [
    "kind",
    "alterations",
    "detected",
    "missed",
    "still_holds",
    "not_covered",
    "known_already",
    "false_alarms",
    "recall_pct",
    "detected_pct",
    "precision_pct",
]
# what became of an alteration, the new problems that it explains, and those that it does not
Outcome = tuple[str, int, int]


def measure_auditor(
    audit: Callable[[object], Iterable], original: object, alterations: list[Alteration]
) -> pd.DataFrame:
    """COLUMNS: one row a kind of alteration, and one for all that ought to be found.

    audit: from a document to its findings, each with key (check, table, row, column), cells (the places it
    stands on), is_problem and holds. An alteration is detected when the altered document has a problem that
    the original has not and that stands on what was altered; any other new problem is a false alarm. It could
    not be detected when no check stands on the place, when every check that does holds for the altered print
    too, or fails for the original already; else it is missed. recall_pct: detected among detected and missed;
    detected_pct: among all. precision_pct: new problems that stand on what was altered, among all new
    problems. Alterations inside rounding ought to raise nothing: each that does is a false alarm."""
    before = list(audit(original))
    problems = {found.key for found in before if found.is_problem}
    outcomes: dict[str, list[Outcome]] = {}
    for alteration in alterations:
        outcomes.setdefault(alteration.kind, []).append(
            _outcome(alteration, before, problems, list(audit(alteration.altered)))
        )
    return summary(outcomes)


def summary(outcomes: dict[str, list[Outcome]]) -> pd.DataFrame:
    """COLUMNS, by kind, and for all kinds but SILENT."""
    rows = [_row(kind, outcomes[kind]) for kind in sorted(outcomes, key=lambda kind: (kind == SILENT, kind))]
    every = [outcome for kind, found in outcomes.items() if kind != SILENT for outcome in found]
    return pd.DataFrame([*rows, _row("all", every)], columns=COLUMNS)


def _outcome(alteration: Alteration, before: list, problems: set[tuple], after: list) -> Outcome:
    new = [found for found in after if found.is_problem and alteration.before(found.key) not in problems]
    here = [found for found in new if alteration.kind != SILENT and alteration.touches(found)]
    if here:
        return DETECTED, len(here), len(new) - len(here)
    covering = [found for found in before if alteration.touches(found) and (found.holds or found.is_problem)]
    if alteration.kind == SILENT:
        return ALLOWED, 0, len(new)
    if not covering:
        return UNCOVERED, 0, len(new)
    known = {alteration.before(found.key) for found in after if found.holds or found.is_problem}
    held = [found for found in covering if found.holds]
    # a check that has gone with a row that is gone is no loss
    if not alteration.moved and any(found.key not in known for found in held):
        return MISSED, 0, len(new)
    return (ALLOWED if held else KNOWN), 0, len(new)


def _row(kind: str, outcomes: list[Outcome]) -> dict:
    counts = Counter(outcome for outcome, _, _ in outcomes)
    right, wrong = sum(here for _, here, _ in outcomes), sum(others for *_, others in outcomes)
    ought = counts[DETECTED] + counts[MISSED]
    return {
        "kind": kind,
        "alterations": len(outcomes),
        **{outcome: counts[outcome] for outcome in (DETECTED, MISSED, ALLOWED, UNCOVERED, KNOWN)},
        "false_alarms": wrong,
        "recall_pct": 100 * counts[DETECTED] / ought if ought else None,
        "detected_pct": 100 * counts[DETECTED] / len(outcomes) if kind != SILENT and outcomes else None,
        "precision_pct": 100 * right / (right + wrong) if right + wrong else None,
    }
