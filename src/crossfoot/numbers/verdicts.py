"""Whether a printed number holds once rounding is taken seriously: the verdicts, and the one way to each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crossfoot.numbers.intervals import Interval
from crossfoot.numbers.number import Number

HOLDS, WITHIN_ROUNDING, CONTRADICTED, NOT_CHECKABLE = (
    "holds",
    "within_rounding",
    "contradicted",
    "not_checkable",
)
# of a sentence: its number stands in the table, and what else it says of it was not checked
FOUND = "found"
# what a document of a form that no check was written for can raise
FORESEEN = (ArithmeticError, ValueError, LookupError, TypeError, AttributeError, RecursionError)


def said_of(error: Exception) -> str:
    """Why a check could not be made, as a reader is told."""
    if isinstance(error, TimeoutError):
        return f"the check needs {error}"
    if isinstance(error, MemoryError):
        return "the check needs more memory than it may use (--memory-mb)"
    return f"the check cannot take it ({type(error).__name__})"


# from the best outcome of a number that can be meant in several ways to the worst
RANKING = (HOLDS, WITHIN_ROUNDING, CONTRADICTED)
# error: it is contradicted; question: the author alone can settle it; note: why it could not be checked
ERROR, QUESTION, NOTE = "error", "question", "note"
PROBLEMS = frozenset({ERROR, QUESTION})
SEEN = "read from a picture: is it printed so?"


class Judged:
    """What was held against something else, in a table or a sentence: with a verdict and its severity."""

    verdict: str
    severity: str
    diagnosis: str

    @property
    def is_problem(self) -> bool:
        return self.severity in PROBLEMS

    @property
    def holds(self) -> bool:
        return self.verdict in (HOLDS, WITHIN_ROUNDING)


def verdict(printed: Interval, at_face_value: Interval, feasible: Interval) -> str:
    """How a printed number stands to what its inputs imply.

    printed: what the number can stand for. at_face_value: what follows from the inputs as printed.
    feasible: what follows from everything the inputs can stand for.
    `holds`: it follows from the inputs as printed. `within_rounding`: it needs the rounding of the
    inputs. `contradicted`: no rounding explains it.
    """
    if at_face_value.overlaps(printed):
        return HOLDS
    return WITHIN_ROUNDING if feasible.overlaps(printed) else CONTRADICTED


def best_verdict(printed: Interval, implied: Sequence[Number]) -> tuple[str, Number]:
    """The verdict on a number whose inputs can be meant in several ways, and what the best of these implies.

    implied: what the inputs imply, once for each way; the first of equals counts. Raises ValueError for none.
    """
    judged = [(verdict(printed, one.face, one.wide), one) for one in implied]
    return min(judged, key=lambda outcome: RANKING.index(outcome[0]))


def asked_of_picture(one: Judged) -> dict[str, Any]:
    """The fields that change where numbers were read from a picture, in which digits are misread: what would
    be an error is a question. None for what is no error."""
    if one.severity != ERROR:
        return {}
    words = f"{SEEN}; {one.diagnosis}" if one.diagnosis else SEEN
    return {"verdict": NOT_CHECKABLE, "severity": QUESTION, "diagnosis": f"question: {words}"}


def severity_of(judged: str, severity: str = "") -> str:
    """How severe a verdict is: an error, what the check says, or a note on what could not be checked."""
    if judged == CONTRADICTED:
        return ERROR
    return severity or (NOTE if judged == NOT_CHECKABLE else "")
