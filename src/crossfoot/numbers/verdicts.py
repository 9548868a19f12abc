"""Does a printed number hold, once rounding is taken seriously?"""

from crossfoot.numbers.intervals import Interval

HOLDS, WITHIN_ROUNDING, CONTRADICTED, NOT_CHECKABLE = (
    "holds",
    "within_rounding",
    "contradicted",
    "not_checkable",
)


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
