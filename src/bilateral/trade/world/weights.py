"""Net weights as cells of BACI's and Comtrade's files, in SQL."""

from bilateral.sources import baci

# what a cell says that has none
NO_WEIGHT = ("", baci.NO_QUANTITY)


def in_kilograms(column: str, kilograms: int) -> str:
    """SQL: weight, in whole kilograms, from a column in units of so many; and unread, whether there is none
    although the cell does not say so.

    A weight is whole before it is summed, so that a cast to floating point, three times as fast as one to
    decimals, loses nothing.
    """
    none = ", ".join(f"'{text}'" for text in NO_WEIGHT)
    full = f"NOT (contains({column}, 'e') OR contains({column}, 'E'))"
    weight = f"CASE WHEN {full} THEN round(TRY_CAST({column} AS DOUBLE) * {kilograms})::BIGINT END"
    return f"{weight} AS weight, weight IS NULL AND trim({column}) NOT IN ({none}) AS unread"
