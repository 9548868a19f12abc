"""Which result a number of a draft states, and whether the two agree.

A number differs only where its words name one result: every key of the row, the subject of the column, the
unit and the year. What several results could be is found when one agrees, and no accusation when none does.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from bilateral.draft.cells import About, Cell
from bilateral.draft.doubts import interval_of, is_named, is_no_level, is_sure, is_vague
from bilateral.draft.passages import Report
from bilateral.draft.results import Results, Shown
from bilateral.draft.stated import Stated
from bilateral.draft.units import PLAIN, Unit, in_unit, shown
from crossfoot import Interval, explain_misprint

MATCHES, DIFFERS, NOWHERE = "matches", "differs", "in no result"
# results that differ from each other by more are different things
APART = Decimal("1.5")
SMALL = 3


@dataclass(frozen=True)
class Found:
    """A number of the draft with its verdict. result: the value as shown; place: table, row, column in words;
    several: how many results agree, or are named; by: bound, sentence of the report, shown in the report,
    published table, or words of the sentence; apart: what it says less the result, in the unit shown; why: a
    slip that explains it; cell, shown: what it is in a table or the report; held, was: the result that
    draft.yaml has, and what it was then."""

    stated: Stated
    verdict: str
    result: str = ""
    place: str = ""
    several: int = 0
    by: str = ""
    apart: str = ""
    why: str = ""
    cell: Cell | None = None
    shown: Shown | None = None
    held: dict[str, Any] = field(default_factory=dict)
    was: str = ""


def check(numbers: Iterable[Stated], study: Results, bound: dict[Stated, Found]) -> list[Found]:
    """Every number with its verdict. bound: what an earlier run tied to a result, by number."""
    report = Report(study)
    return [bound[stated] if stated in bound else match(stated, study, report) for stated in numbers]


def match(stated: Stated, study: Results, report: Report) -> Found:
    """One number, against the report's own sentences, then what the report shows, then all tables."""
    aligned = report.beside(stated)
    if aligned is not None:
        return of_shown(stated, aligned)
    about = About(stated, study, wide=False)
    near = about.cells()
    places = {cell.place for cell in near}
    cells = near + [cell for cell in About(stated, study, wide=True).cells() if cell.place not in places]
    agreeing = [cell for cell in cells if against(stated, cell)]
    if stated.is_vague:
        agreeing = [cell for cell in agreeing if cell.place in places]
    if agreeing and not _by_chance(stated, agreeing):
        best = min(
            agreeing, key=lambda cell: (cell.place not in study.places, cell.place not in places, -cell.said)
        )
        by = "shown in the report" if best.place in study.places else "published table"
        return of_cell(stated, best, MATCHES, by, _distinct(stated, agreeing))
    if (said := report.like(stated) or report.prints(stated, study)) is not None:
        return replace(of_shown(stated, said), by="shown in the report")
    # of a code, only what a table has by codes
    named = [
        cell
        for cell in near
        if (not about.codes or "code" in cell.table.keys.values()) and is_named(stated, cell, study)
    ]
    return _accused(stated, about, named) or Found(stated, NOWHERE)


def of_shown(stated: Stated, result: Shown) -> Found:
    """What is found of a number beside one of the report's prose, which has its unit in the same words."""
    unit = stated.unit
    interval = result.interval(unit)
    place = result.place.removeprefix("value:")
    found = Found(stated, MATCHES, result.text, place, 1, "sentence of the report", shown=result)
    if interval.overlaps(stated.wide):
        return found
    why = explain_misprint(in_unit(stated.wide, unit.power), in_unit(interval, unit.power))
    return replace(found, verdict=DIFFERS, apart=_apart(stated, interval, unit), why=why)


def against(stated: Stated, cell: Cell) -> bool:
    """Whether a number can be what a cell has."""
    interval = interval_of(cell, stated)
    if interval is None or (cell.column.bounds[0] and is_vague(interval)):
        return False
    # "a deficit of 5" is -5, "fell by 5%" too
    return interval.overlaps(stated.wide) or (interval.high < 0 and (-interval).overlaps(stated.wide))


def _by_chance(stated: Stated, cells: list[Cell]) -> bool:
    """Whether a small whole number agrees with cells of whose keys its words say none."""
    digits = re.sub(r"\D", "", stated.text)
    small = stated.unit.name == PLAIN and len(digits) < SMALL
    open_ended = not (stated.wide.low.is_finite() and stated.wide.high.is_finite())
    said = max(cell.said for cell in cells)
    if not said:
        return len(digits) < SMALL or stated.is_vague
    return (small or open_ended) and said < (1 if stated.is_cell else 2)


def _accused(stated: Stated, about: About, cells: list[Cell]) -> Found | None:
    """A number that differs from the one result that its words name; None where they name none or several."""
    if is_no_level(stated, about):
        return None
    sure = [cell for cell in cells if is_sure(stated, about, cell)]
    if not sure:
        return None
    # of "the top 3's share" and "the share" the one of which the words say more
    most = max(cell.told for cell in sure)
    best = [
        (cell, interval) for cell in sure if cell.told == most and (interval := interval_of(cell, stated))
    ]
    low = min(interval.low for _, interval in best)
    high = max(interval.high for _, interval in best)
    if len(best) > 1 and (low <= 0 < high or max(abs(low), abs(high)) > APART * min(abs(low), abs(high))):
        return None
    # what the results differ by among themselves, as releases do
    ends = [[interval.low for _, interval in best], [interval.high for _, interval in best]]
    room = max(max(values) - min(values) for values in ends)
    if Interval(low - room, high + room).overlaps(stated.wide):
        return None
    cell, interval = min(best, key=lambda pair: (pair[0].table.name.startswith("clean"), pair[0].place))
    return of_cell(
        stated, cell, DIFFERS, "words of the sentence", _distinct(stated, [one for one, _ in best])
    )


def _distinct(stated: Stated, cells: list[Cell]) -> int:
    """How many results cells are: what one table has from another, with its keys and value, is one."""
    kept: list[Cell] = []
    for cell in cells:
        if not any(_is_copy(stated, cell, other) for other in kept):
            kept.append(cell)
    return len(kept)


def _is_copy(stated: Stated, one: Cell, other: Cell) -> bool:
    if one.table is other.table:
        return one.place == other.place
    first, second = interval_of(one, stated), interval_of(other, stated)
    nested = one.names <= other.names or other.names <= one.names
    return nested and first is not None and second is not None and first.overlaps(second)


def of_cell(stated: Stated, cell: Cell, verdict: str, by: str, several: int) -> Found:
    """What is found of a number in a cell."""
    table, row, column = cell.table, cell.table.rows[cell.row], cell.column
    unit = table.unit(column, row)
    interval = table.interval(column, row) or Interval.exactly(0)
    if column.bounds[0] and interval.low != interval.high:
        result = f"{shown(interval.low, unit)} to {shown(interval.high, unit)}"
    else:
        result = shown(interval.low if column.bounds[0] else Decimal(row[column.name].replace(",", "")), unit)
    keys = [row[key] for key in (*table.keys, "measure") if row.get(key)]
    place = f"results/{table.name}.csv, {', '.join(keys)}: {column.title}"
    base = interval_of(cell, stated) or interval
    differs = verdict == DIFFERS
    return Found(
        stated,
        verdict,
        result,
        place,
        several,
        by,
        _apart(stated, base, unit) if differs else "",
        explain_misprint(in_unit(stated.wide, unit.power), in_unit(base, unit.power)) if differs else "",
        cell,
    )


def _apart(stated: Stated, interval: Interval, unit: Unit) -> str:
    """What the draft says less the result, in the result's unit and in percent."""
    wide, power = stated.wide, 0 if stated.unit.name == "?" else unit.power
    if not (wide.low.is_finite() and wide.high.is_finite()):
        return ""
    said, result = (wide.low + wide.high) / 2, (interval.low + interval.high) / 2
    digits = max(0, len(stated.text.partition(".")[2].rstrip("% )abcdefghijklmnopqrstuvwxyz")))
    apart = (said - result).scaleb(-power)
    part = f", {100 * (said - result) / abs(result):+.1f}%" if result else ""
    return f"{apart:+,.{max(digits, 1)}f}{part}"
