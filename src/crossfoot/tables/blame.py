"""Which number is to blame where checks fail: the one that explains the most of them, if it is one alone."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal

from crossfoot.numbers.intervals import Interval
from crossfoot.numbers.slips import digits_exchanged, explain_misprint
from crossfoot.numbers.verdicts import CONTRADICTED, ERROR, NOT_CHECKABLE, NOTE, QUESTION, WITHIN_ROUNDING
from crossfoot.tables.certainty import Evidences, agreement_odds
from crossfoot.tables.columns import Cell
from crossfoot.tables.explanations import Explanation, Search, best_of
from crossfoot.tables.grid import Check, Grid
from crossfoot.tables.print_form import in_print, slip_in_print
from crossfoot.tables.relations import SUMS, Place, Relation, middle, place_of, relation_of

# what is wrong with a total in all its columns alike
OF_A_ROW = re.compile(r"^one row |\bcolumn of this row\b|\banother column\b")
# what a check says that fails for the same number as one that is asked about
ASKED_WITH = "asked about with"
# the number that a misprint stands for: "two digits exchanged: 731 for 713"
FOR = re.compile(r": (\S+) for \S+$")
# cells named in a finding that nothing decides
MOST_NAMED = 12


def settle_blame(grid: Grid, found: list[Check]) -> list[Check]:
    """The checks, with those that fail laid to the number that is wrong, or to all that can be alike; called
    wrong is what is certain."""
    relations = [relation for check in found if (relation := relation_of(grid, check))]
    settled, agreed = _blamed(grid, relations)
    weighed = Evidences(grid, found, relations, agreed)
    return _once_a_row(_each_once([weighed.settle(check, settled.get(id(check), check)) for check in found]))


def _blamed(grid: Grid, relations: list[Relation]) -> tuple[dict[int, Check], dict[int, float]]:
    """By the identity of checks that fail, what becomes of them, and to how many digits relations agree on
    the number that is to blame."""
    failing = [
        one for one in relations if one.check.verdict == CONTRADICTED or one.check.severity == QUESTION
    ]
    settled: dict[int, Check] = {}
    agreed: dict[int, float] = {}
    search = Search([one for one in relations if one.check.holds])
    # where all sums that hold do so to the last digit, so should the others
    is_rounded = any(one.check.verdict == WITHIN_ROUNDING for one in relations if one.check.check in SUMS)
    while len(failing) > 1:
        best = best_of(search, failing)
        if not best:
            break
        laid = _settled(grid, best, is_rounded)
        if len(best) == 1:
            agreed |= dict.fromkeys(laid, agreement_odds(best[0]))
        settled |= laid
        failing = [one for one in failing if id(one.check) not in settled]
    for one in failing:
        settled[id(one.check)] = _alone(grid, one, search.of(one, [one]), is_rounded)
    return settled, agreed


def _settled(grid: Grid, best: list[Explanation], is_rounded: bool) -> dict[int, Check]:
    """One finding for the checks that one number explains, or each of several; the others follow from it."""
    shared = [one for one in best[0].explained if all(one in other.explained for other in best)]
    cells = [one.cell for one in best]
    first = min(
        shared,
        key=lambda one: (one.whole not in cells, one.formula is not None, one.check.verdict != CONTRADICTED),
    )
    rest = [one for one in shared if one is not first]
    if len(best) == 1:
        settled = _accused(grid, first, cells[0], _alike(grid, best[0], first, rest), is_rounded)
        follows = f"follows from {cells[0].text}, which is contradicted itself"
        if not any(one.check.verdict == CONTRADICTED for one in shared):
            settled = _asked(settled, settled.diagnosis)
            follows = f"{ASKED_WITH} {cells[0].text}"
    else:
        words = (
            f"{_plain(grid, first)}; {_also(grid, rest)}; one of these is wrong, and nothing decides which: "
        )
        settled = _asked(first.check, words + _named(grid, first, cells))
        follows = f"{ASKED_WITH} {first.whole.text}"
    notes = [replace(one.check, verdict=NOT_CHECKABLE, severity=NOTE, diagnosis=follows) for one in rest]
    return {id(first.check): settled, **{id(one.check): note for one, note in zip(rest, notes, strict=True)}}


def _asked(check: Check, words: str) -> Check:
    words = f"question: {words.removeprefix('question: ')}"
    return replace(check, verdict=NOT_CHECKABLE, severity=QUESTION, diagnosis=words)


def _alike(grid: Grid, best: Explanation, first: Relation, rest: list[Relation]) -> str:
    """What else one number explains, in words."""
    kinds = [one.check.check for one in (first, *rest)]
    if other := best.exchanged:
        return f"it and {other.text} (row {other.row + 1}) stand in each other's place: exchanged, both fit"
    computed = [
        cell.text for place in best.changed if (cell := grid.number_at(place)) and cell is not best.cell
    ]
    followed = f", and {' and '.join(computed)} was computed from it" if computed else ""
    if sorted(kinds) == ["total_column", "total_row"]:
        return f"the row and the column of this number fail alike{followed}"
    if len(kinds) == 2 and set(kinds) <= set(SUMS):
        return f"two sums over this number fail alike{followed}"
    others = [one for one in rest if place_of(one.whole) not in best.changed]
    if others:
        return _also(grid, others) + followed
    return f"{len(kinds)} checks of this number fail alike{followed}"


def _also(grid: Grid, rest: list[Relation]) -> str:
    named = list(dict.fromkeys(f"{one.whole.text} ({grid.where(one.whole)})" for one in rest))
    return f"it explains too why {', '.join(named[:MOST_NAMED])} {'fails' if len(named) == 1 else 'fail'}"


def _alone(grid: Grid, failure: Relation, found: list[Explanation], is_rounded: bool) -> Check:
    """A check that no number explains together with another."""
    check = failure.check
    plain = _plain(grid, failure)
    if check.severity == QUESTION:
        return _asked(check, f"{plain}; {check.diagnosis.removeprefix('question: ')}")
    if failure.formula is not None and check.diagnosis:
        return check
    suspects = [one.cell for one in found if len(one.changed) == 1]
    if turned := next((cell for cell in suspects if _is_turned(failure, cell)), None):
        # what the words of a row take off may be printed without a sign
        return _asked(
            check, f"{plain}; it fits if {turned.text} ({_place(grid, failure, turned)}) is taken off"
        )
    if len(suspects) == 1:
        words = "other checks confirm all the other numbers"
        return _accused(grid, failure, suspects[0], words, is_rounded)
    if not suspects and failure.formula is not None:
        # the formula was taken from a label, and everything else says that it is another
        return replace(check, verdict=NOT_CHECKABLE, severity=NOTE, diagnosis=f"{plain}; other checks hold")
    if not suspects:
        return _asked(check, f"{plain}; yet other checks confirm every one of these numbers")
    return _undecided(grid, failure, suspects, plain)


def _is_turned(failure: Relation, cell: Cell) -> bool:
    """Whether a term of a sum of rows fits, to the last digit, with the other sign."""
    if failure.check.check != "total_row" or cell is failure.whole:
        return False
    asked = failure.asks_of(cell, plain=True)
    return asked is not None and middle(asked) == -middle(cell.face)


def _each_once(found: list[Check]) -> list[Check]:
    """A cell that several checks accuse is contradicted once, by the sum that it holds where there is one."""
    accused: dict[Place, list[Check]] = defaultdict(list)
    for check in found:
        if check.verdict == CONTRADICTED and check.check in SUMS and check.row:
            accused[check.row - 1, check.position].append(check)
    # the check that stays is of the cell itself, and not of a sum over it
    stays = {id(min(checks, key=lambda check: check.of is not None)) for checks in accused.values()}
    followers = {id(check) for checks in accused.values() for check in checks} - stays
    return [
        replace(
            check,
            verdict=NOT_CHECKABLE,
            severity=NOTE,
            diagnosis=f"follows from {check.printed}, which is contradicted itself",
        )
        if id(check) in followers
        else check
        for check in found
    ]


def _once_a_row(found: list[Check]) -> list[Check]:
    """What is wrong with a total alike in several columns, a row counted twice or left out, is said once."""
    first: dict[tuple, Check] = {}
    said = []
    for check in found:
        words = check.diagnosis.removeprefix("question: ").split("; ")
        of_row = next((one for one in words if OF_A_ROW.search(one)), "")
        if check.check == "total_row" and check.row and check.is_problem and of_row:
            one = first.setdefault((check.row, check.severity, of_row), check)
            if one is not check:
                follows = f"as in {one.column or 'the first column'}: {of_row}"
                check = replace(check, verdict=NOT_CHECKABLE, severity=NOTE, diagnosis=follows)
        said.append(check)
    return said


def _plain(grid: Grid, failure: Relation, about: str = "") -> str:
    given, printed = middle(failure.face), failure.whole
    if failure.check.check not in SUMS:
        return f"{failure.check.inputs} gives {_rounded(grid, failure, printed)}, printed is {printed.text}"
    kind = "rows" if failure.check.check == "total_row" else "columns"
    said = f"the {kind} give {about}{in_print(given, printed, grid.columns)}, printed is {printed.text}"
    return f"{said}: a difference of {in_print(failure.away, printed, grid.columns)}"


def _plain_of(grid: Grid, failure: Relation, cell: Cell, slip: str, is_rounded: bool) -> str:
    """What the others give for the number that is to blame: the number of its misprint, where it is one.

    is_rounded: whether sums of the table hold within rounding alone."""
    plain = failure.asks_of(cell, plain=True)
    is_one = slip or not is_rounded or plain is None or not _allows_others(failure, cell, middle(plain))
    about = "" if is_one else "about "
    if cell is failure.whole and not (failure.formula and FOR.search(slip)):
        return _plain(grid, failure, about)
    others = f"{failure.whole.text} ({_place(grid, failure, failure.whole)}) and the others"
    others = failure.check.inputs if cell is failure.whole else others
    if misprinted := FOR.search(slip):
        given = misprinted[1]
    elif failure.formula is None and plain is not None:
        given = about + in_print(middle(plain), cell, grid.columns)
    else:
        given = _rounded(grid, failure, cell)
    verb = "gives" if cell is failure.whole else "give"
    return f"{others} {verb} {given}, printed is {cell.text}"


def _rounded(grid: Grid, failure: Relation, cell: Cell) -> str:
    """What a formula asks of a cell, with its decimals; "about" where rounding allows several numbers."""
    asked = failure.face if cell is failure.whole else failure.asks_of(cell) or cell.interval
    rounded = round(middle(asked), max(0, cell.amount.decimals))
    about = "about " if _allows_others(failure, cell, rounded) else ""
    return about + in_print(rounded, cell, grid.columns)


def _allows_others(failure: Relation, cell: Cell, value: Decimal) -> bool:
    """Whether the check holds too with a number that differs from this value by one in its last digit."""
    asked, step = failure.asks_of(cell), Decimal(1).scaleb(-max(0, cell.amount.decimals))
    half = (cell.interval.high - cell.interval.low) / 2
    beside = [Interval(other - half, other + half) for other in (value - step, value + step)]
    return asked is not None and any(map(asked.overlaps, beside))


def _accused(grid: Grid, failure: Relation, cell: Cell, words: str, is_rounded: bool) -> Check:
    """The check, of the cell that is to blame."""
    asked, check = failure.asks_of(cell), failure.check
    slip = _slip(grid, failure, cell)
    diagnosis = "; ".join(filter(None, [slip, _plain_of(grid, failure, cell, slip, is_rounded), words]))
    if cell is failure.whole or asked is None:
        return replace(check, verdict=CONTRADICTED, severity=ERROR, diagnosis=diagnosis)
    accused = grid.record(
        check.check,
        cell,
        CONTRADICTED,
        cells=failure.cells,
        low=asked.low,
        high=asked.high,
        inputs=f"{failure.whole.text} less the other terms of: {check.inputs}"
        if check.check in SUMS
        else f"{failure.whole.text} as {check.inputs}",
        evidence=check.evidence,
        diagnosis=diagnosis,
    )
    return replace(accused, of=(failure.whole.row, check.column))


def _undecided(grid: Grid, failure: Relation, suspects: list[Cell], plain: str) -> Check:
    slips = [(cell, slip) for cell in suspects if (slip := _slip(grid, failure, cell))]
    of_whole = next((slip for cell, slip in slips if cell is failure.whole), "")
    if not of_whole and len(slips) == 1:
        cell, slip = slips[0]
        named = _place(grid, failure, cell)
        is_likely = slip.startswith("two digits exchanged")
        of_whole = (
            f"most likely {cell.text} ({named}) is wrong, {slip}" if is_likely else f"in {named}, {slip}"
        )
    names = f"nothing decides which of these is wrong: {_named(grid, failure, suspects)}"
    diagnosis = "; ".join(filter(None, [of_whole, plain, names]))
    if failure.whole in suspects:
        return replace(failure.check, diagnosis=diagnosis)
    # the result itself is confirmed: the finding is of the column or the row, and of no cell
    check = failure.check
    label = check.column if check.check == "total_row" else grid.first_label(failure.whole.row)
    of = (failure.whole.row, check.column)
    return replace(check, row=None, position=-1, column=label, diagnosis=diagnosis, of=of)


def _named(grid: Grid, failure: Relation, cells: list[Cell]) -> str:
    named = ", ".join(f"{cell.text} ({_place(grid, failure, cell)})" for cell in cells[:MOST_NAMED])
    return named + (f" and {len(cells) - MOST_NAMED} more" if len(cells) > MOST_NAMED else "")


def _place(grid: Grid, failure: Relation, cell: Cell) -> str:
    """Where a cell stands: its row in a sum of rows, its column in one of columns, or else both."""
    if all(one.column == cell.column for one in failure.cells):
        return f"row {cell.row + 1}"
    if all(one.row == cell.row for one in failure.cells):
        return grid.labels[cell.column] or f"column {cell.column + 1}"
    return grid.where(cell)


def _slip(grid: Grid, failure: Relation, cell: Cell) -> str:
    """The slip that gives the plain result, to the last digit; "" for none."""
    if failure.formula is not None:
        asked = failure.asks_of(cell)
        said = failure.check.diagnosis if cell is failure.whole else ""
        if asked and not said and cell is not failure.whole:
            said = explain_misprint(cell.interval, asked)
        return slip_in_print(said, cell, grid.columns)
    plain = failure.asks_of(cell, plain=True)
    if plain is None:
        return ""
    asked_for, value = middle(plain), middle(cell.face)
    if cell is failure.whole and len(failure.terms) > 2:
        is_row = failure.check.check == "total_row"
        signed = [(one, sign * middle(one.face)) for one, sign in failure.terms]
        if is_row and signed[-1][1] == asked_for - value:
            named = grid.where(signed[-1][0]).rpartition(",")[0]
            return f"one row too few: the sum without the last row, {named}, as if it were stale"
        for one, amount in signed:
            named = grid.where(one).rpartition(",")[0] if is_row else grid.labels[one.column]
            if amount == value - asked_for:
                return f"one {'row' if is_row else 'column'} too many: {named} counted twice"
            if amount == asked_for - value:
                return f"one {'row' if is_row else 'column'} too few: {named} left out"
    return slip_in_print(misprint(value, asked_for, cell.amount.decimals), cell, grid.columns)


def misprint(value: Decimal, asked: Decimal, decimals: int) -> str:
    """The misprint that makes a number of one with so many decimals: "two digits exchanged: 465 for 456"."""
    decimals = max(decimals, 0)
    digits, right = f"{value:.{decimals}f}", f"{asked:.{decimals}f}"
    if value == asked or not value or Decimal(right) != asked:
        return ""
    if asked == -value:
        return "the other sign"
    for power in (1, 2, 3, -1, -2, -3):
        if asked == value.scaleb(power):
            return f"a power of ten: {Decimal(1).scaleb(power):f} times the printed number"
    if right in digits_exchanged(digits):
        return f"two digits exchanged: {right} for {digits}"
    if right in _one_less(digits):
        return f"a digit too many: {right} for {digits}"
    return f"a digit left out: {right} for {digits}" if digits in _one_less(right) else ""


def _one_less(digits: str) -> set[str]:
    """The number without each of its digits before the point."""
    whole, point, rest = digits.partition(".")
    return {
        whole[:place] + whole[place + 1 :] + point + rest for place in range(len(whole)) if len(whole) > 1
    }
