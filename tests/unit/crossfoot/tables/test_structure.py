"""Sums found without labels: nested totals in every form, a wrong number found, none accused wrongly."""

from __future__ import annotations

import random
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfoot.documents.table import Table
from crossfoot.documents.tables import extract_tables
from crossfoot.numbers.verdicts import ERROR, QUESTION
from crossfoot.tables.checks import Auditor
from crossfoot.tables.grid import Check, Grid
from crossfoot.tables.relations import Relation

SUMS = ("total_row", "total_column", "shares_to_100")


def read(text: str, notes: str = "") -> Table:
    """A table of lines "Label | 1 | 2"; the first is the head."""
    rows = [line.strip() for line in text.strip().splitlines()]
    width = rows[0].count("|") + 1
    lines = ["Table 1: Values", "", rows[0], " | ".join(["---"] * width), *rows[1:], "", notes]
    return extract_tables([f"| {line} |" if "|" in line else line for line in lines], "made.md")[0]


def checks_of(table: Table) -> list[Check]:
    return Auditor().checks([table])[0]


def problems(text: str, notes: str = "") -> list[tuple[str, str, int | None, str]]:
    return [
        (check.severity, check.check, check.row, check.printed)
        for check in checks_of(read(text, notes))
        if check.severity in (ERROR, QUESTION)
    ]


def confirmed(table: Table) -> set[tuple[int, int]]:
    """Row and column, from 0, of the cells on which a sum holds."""
    found = [check for check in checks_of(table) if check.holds and check.check in SUMS]
    return {(row, column) for check in found for _, row, column in check.cells}


def printed(values: list[list[int]], names: list[str]) -> str:
    head = " | ".join(["Place", *(str(2019 + place) for place in range(len(values[0])))])
    rows = [
        " | ".join([name, *(f"{value:,}" for value in row)]) for name, row in zip(names, values, strict=True)
    ]
    return "\n".join([head, *rows])


def added(rows: list[list[int]]) -> list[int]:
    return [sum(column) for column in zip(*rows, strict=True)]


FORMS = ("above", "below", "first of all", "subtotals", "of which", "heads", "several")


def nested(form: str, seed: int) -> tuple[list[list[int]], list[str]]:
    """Two groups of rows and their totals, none of which is called one."""
    draw = random.Random(f"{form}{seed}")
    width = draw.randint(4, 6)

    def rows(count: int) -> list[list[int]]:
        return [[draw.randint(1_000, 99_999) for _ in range(width)] for _ in range(count)]

    one, two = rows(draw.randint(2, 5)), rows(draw.randint(2, 5))
    first, second, whole = added(one), added(two), added([*one, *two])
    items = [f"Item {chr(65 + place)}" for place in range(10)]
    ones, twos = items[: len(one)], items[5 : 5 + len(two)]
    if form == "above":
        return [first, *one, second, *two], ["Asia", *ones, "Europe", *twos]
    if form == "below":
        return [*one, first, *two, second], [*ones, "Asia", *twos, "Europe"]
    if form == "first of all":
        return [whole, first, *one, second, *two], ["World", "Asia", *ones, "Europe", *twos]
    if form == "subtotals":
        return [*one, first, *two, second, whole], [*ones, "Asia", *twos, "Europe", "World"]
    if form == "of which":
        part = [value // 3 for value in one[0]]
        return [one[0], part, *one[1:], first], [ones[0], "of which services", *ones[1:], "Asia"]
    if form == "heads":
        return [whole, *one, *two], ["All places", *ones, *twos]
    more = rows(1)[0]
    return [*one, first, more, added([first, more])], [*ones, "Asia", "Not allocated", "All of it"]


@pytest.mark.parametrize("form", FORMS)
def test_nested_totals_are_found_in_every_form_and_nothing_is_accused(form):
    for seed in range(30):
        values, names = nested(form, seed)
        table = read(printed(values, names))
        assert [check for check in checks_of(table) if check.is_problem] == [], table.body
        # a part ("of which") adds up to nothing
        expected = {
            (row, column)
            for row, name in enumerate(names)
            for column in range(1, len(values[0]) + 1)
            if not name.startswith("of which")
        }
        assert expected <= confirmed(table), (names, values)


@pytest.mark.parametrize("form", FORMS)
def test_one_wrong_number_is_found_and_no_right_one_is_blamed(form):
    found, among = 0, 0
    for seed in range(30):
        values, names = nested(form, seed)
        draw = random.Random(seed)
        row, column = draw.randrange(len(values)), draw.randrange(len(values[0]))
        if names[row].startswith("of which"):
            continue
        among += 1
        values[row][column] += draw.choice([1, -1]) * draw.randint(500, 900)
        errors = [check for check in checks_of(read(printed(values, names))) if check.severity == ERROR]
        stands = [check for check in errors if ("1", row, column + 1) in check.cells]
        found += bool(stands)
        assert stands == errors
        for check in errors:
            blames_other = check.row is not None and (check.row - 1, check.position) != (row, column + 1)
            # where nothing decides, the finding names all cells, the wrong one too
            assert not blames_other or f"{values[row][column]:,}" in check.diagnosis
    assert found >= 0.9 * among


def test_the_cell_in_which_a_row_and_a_column_cross_is_blamed():
    # 11,120.5 + 391.6 + 5.0 = 11,517.1; the total of totals is right
    rows = (
        "Place | Ores | Wool | Cars | Sheep | Total\nA | 11,120.5 | 31.2 | 40.1 | 7.9 | 11,199.7\n"
        "B | 391.6 | 12.0 | 9.9 | 4.4 | 417.9\nC | 5.0 | 1.0 | 2.0 | 3.3 | 11.3\n"
        "All | 1,517.1 | 44.2 | 52.0 | 15.6 | 11,628.9"
    )
    [error] = [check for check in checks_of(read(rows)) if check.severity == ERROR]
    assert (error.row, error.position, error.printed) == (4, 1, "1,517.1")
    assert error.diagnosis.startswith("a digit left out: 11,517.1 for 1,517.1; the rows give 11,517.1")
    # an inner cell
    wrong = rows.replace("1,517.1", "11,517.1").replace("\nB | 391.6", "\nB | 931.6")
    [error] = [check for check in checks_of(read(wrong)) if check.severity == ERROR]
    assert (error.row, error.position, error.printed) == (2, 1, "931.6")


NESTED = """
Region | 2001 | 2003 | 2005 | 2011 | 2013
Asia | 63.7 | {asia} | 66.8 | 72.5 | 68.6
North | 15.5 | 16.8 | 18.7 | 23.7 | 21.7
East | 39.3 | {east} | 39.7 | 37.6 | 38.9
South | 8.9 | 7.0 | 8.4 | 11.2 | 8.0
America | 20.9 | 23.7 | 20.8 | 12.6 | 13.1
Europe | 15.4 | 13.2 | 12.4 | 14.9 | 18.3
Total | 100 | 100 | 100 | 100 | 100
"""


def test_where_nothing_decides_the_finding_names_all_cells_and_none_that_another_sum_confirms():
    assert problems(NESTED.format(asia="63.1", east="39.3")) == []
    # 16.8 + 49.3 + 7.0 = 73.1, and the total confirms 63.1: one of three numbers is wrong, and not this one
    [error] = [
        check for check in checks_of(read(NESTED.format(asia="63.1", east="49.3"))) if check.severity == ERROR
    ]
    assert error.row is None and error.column == "2003"
    assert "the rows give 73.1, printed is 63.1: a difference of 10" in error.diagnosis
    assert [text in error.diagnosis.partition("wrong:")[2] for text in ("16.8", "49.3", "7.0", "63.1 (")] == [
        True,
        True,
        True,
        False,
    ]
    # 36.1 for 63.1: its parts and its total fail alike
    [error] = [
        check for check in checks_of(read(NESTED.format(asia="36.1", east="39.3"))) if check.severity == ERROR
    ]
    assert (error.row, error.printed) == (1, "36.1")
    assert error.diagnosis.startswith("two digits exchanged: 63.1 for 36.1; the rows give 63.1")


def test_differences_of_columns_and_rows():
    rows = (
        "Year | In | Out | Left\nA | 5,507 | 4,242 | 1,265\nB | 5,591 | 4,476 | 1,115\n"
        "C | 5,676 | 4,606 | 1,070\nD | 5,446 | 4,799 | 647\nE | 5,780 | 5,013 | {left}"
    )
    assert problems(rows.format(left="767")) == []
    assert len(confirmed(read(rows.format(left="767")))) == 15
    assert [found[:2] for found in problems(rows.format(left="676"))] == [("question", "total_column")]
    turned = (
        "Flow | 2019 | 2020 | 2021 | 2022\nExports | 1,265 | 1,115 | 1,070 | 1,647\n"
        "Imports | 5,507 | 5,591 | 5,676 | 5,446\nBalance | −4,242 | −4,476 | −4,606 | −3,799"
    )
    assert problems(turned) == [] and len(confirmed(read(turned))) == 12


def test_dashes_are_nothing_and_brackets_with_a_currency_are_negative():
    rows = (
        "Item | 2019 | 2020 | 2021 | 2022\nGrants | $412 | — | $377 | NA\nLoans | $205 | $318 | n.a. | $224\n"
        "Repaid | ($31) | ($47) | ($52) | ($29)\nIn all | $586 | $271 | $325 | $195"
    )
    assert problems(rows) == []
    assert {(3, 1), (3, 2), (3, 3), (3, 4), (2, 1)} <= confirmed(read(rows))


def test_fewer_than_three_columns_need_a_label():
    rows = "Item | 2019 | 2020\na | 4,127 | 3,318\nb | 2,051 | 1,977\nc | 3,090 | 2,246\n{} | 9,268 | 7,541"
    assert confirmed(read(rows.format("Oddments"))) == set()
    assert len(confirmed(read(rows.format("Total")))) == 8
    # where two unlabelled columns add up in full and the third does not, it is asked about
    three = (
        "Item | 2019 | 2020 | 2021\na | 4,127 | 3,318 | 1,111\nb | 2,051 | 1,977 | 2,424\n"
        "c | 3,090 | 2,246 | 1,808\nOddments | 9,268 | 7,541 | 6,666"
    )
    assert problems(three) == [("question", "total_row", 4, "6,666")]


SHARES = """
Year | Road | Rail | Port | Air
2009 | 28% | 36% | 33% | 3%
2010 | 31% | 27% | 37% | 5%
2011 | 45% | 29% | 26% | 0%
2012 | 35% | 16% | 36% | 13%
2013 | 37% | 15% | 43% | 5%
2014 | 38% | 33% | 16% | {air}
"""


def test_shares_along_a_row_add_up_to_100():
    table = read(SHARES.format(air="13%"))
    assert len(confirmed(table)) == 24
    # 38 + 33 + 16 + 31 = 118
    [found] = [check for check in checks_of(read(SHARES.format(air="31%"))) if check.is_problem]
    assert (found.severity, found.check, found.row) == (QUESTION, "shares_to_100", 6)
    assert "add up to 118" in found.diagnosis


def test_a_row_that_one_column_alone_prints_accuses_nobody():
    # the second and third row of 2019 are parts that the other years do not print
    rows = (
        "Institute | 2019 | 2020 | 2021 | 2022\nA | 410.5 | 420.7 | 433.1 | 441.9\nB | 310.2* | — | — | —\n"
        "C | 200.1 | 211.4 | 220.6 | 231.8\nD | 110.1 | 120.3 | 131.7 | 140.2\n"
        "Total, institutes | 720.7 | 752.4 | 785.4 | 813.9"
    )
    assert problems(rows, "Note: * not added.") == []
    assert [found[:3] for found in problems(rows.replace("310.2*", "310.2"))] == [
        ("question", "total_row", 5)
    ]


def test_a_gap_that_may_hide_the_difference_is_asked_about():
    # 12,639 − 4,117 − 1,090 − 2,222 = 5,210, which B does not print
    rows = (
        "Place | 2019 | 2020 | 2021 | 2022 | 2023\nA | 4,117 | 4,318 | 4,111 | 3,904 | 3,911\n"
        "B |  | 5,977 | 5,424 | 5,030 | 5,555\nC | 1,090 | 1,246 | 1,808 | 1,777 | 1,313\n"
        "D | 2,222 | 2,333 | 2,151 | 2,468 | 2,345\nEast | 12,639 | 13,874 | 13,494 | 13,179 | 13,124"
    )
    assert [found[:3] for found in problems(rows)] == [("question", "total_row", 5)]


def test_what_a_failing_difference_asks_of_its_terms():
    # 5,507 − 4,242 = 1,265 and not 1,256: the second would have to be 4,251, within rounding
    grid = Grid(read("Year | In | Out | Left\nA | 5,507 | 4,242 | 1,256\nB | 1 | 1 | 0\nC | 2 | 1 | 1"))
    cells = [cell for place in ((0, 1), (0, 2), (0, 3)) if (cell := grid.number_at(place))]
    failure = Relation(checks_of(grid.table)[0], cells[2], ((cells[0], 1), (cells[1], -1)))
    assert (failure.asks_of(cells[1]).low, failure.asks_of(cells[1]).high) == (4250, 4252)
    assert (failure.asks_of(cells[0]).low, failure.asks_of(cells[0]).high) == (5497, 5499)
    assert failure.away == 9


def test_the_rounding_of_the_print_accuses_nobody():
    # all in tens: 38,120 + 13,970 + 64,040 is 116,130, and 116,140 is as near as rounding comes
    rows = (
        "State | A | B | C | D | E\nx | 38,120 | 38,450 | 37,100 | 36,460 | 35,540\n"
        "y | 13,970 | 14,030 | 13,570 | 13,060 | 12,640\nz | 64,040 | 63,820 | 64,210 | 63,530 | 62,690\n"
        "East | 116,140 | 116,300 | 114,880 | 113,050 | 110,870"
    )
    assert problems(rows, "NOTE: Detail may not sum to totals because of rounding.") == []


def shuffled(table: Table, draw: random.Random) -> Table:
    """The digits of each number in another order, the first of them other than zero."""

    def mixed(text: str) -> str:
        found = re.findall(r"\d", text)
        digits = "".join(draw.sample(found, len(found)))
        rest = iter([*digits.lstrip("0"), *"0" * (len(digits) - len(digits.lstrip("0")))])
        return re.sub(r"\d", lambda _: next(rest), text)

    return replace(table, body=[[cells[0], *map(mixed, cells[1:])] for cells in table.body])


def test_shuffled_digits_confirm_fewer_than_two_in_a_hundred():
    right = wrong = among = 0
    for form in FORMS:
        for seed in range(15):
            table = read(printed(*nested(form, seed)))
            right += len(confirmed(table))
            wrong += len(confirmed(shuffled(table, random.Random(seed))))
            among += sum(len(cells) - 1 for cells in table.body)
    assert right > 0.9 * among and wrong < 0.02 * among


@settings(max_examples=60)
@given(
    st.lists(
        st.lists(st.integers(0, 99_999), min_size=5, max_size=5),
        min_size=3,
        max_size=9,
        unique_by=lambda row: row[0],
    )
)
def test_numbers_with_no_structure_are_not_accused(rows):
    names = [f"Item {chr(65 + place)}" for place in range(len(rows))]
    assert [found for found in problems(printed(rows, names)) if found[0] == ERROR] == []


def test_empty_questions_are_not_asked():
    # scores that come again and again, numbering that begins anew in each group, Roman numerals under letters
    scores = "Country | Law | Use\nA | 1 | 0\nA | 1 | 0\nB | 2 | 1\nB | 2 | 1\nC | 0 | 1"
    assert problems(scores) == []
    codes = "Code | Heading | Note\n8703 | 87 | x\n8703 | 87 | x\n8704 | 87 | x\n8705 | 87 | x"
    assert [found for found in problems(codes) if found[1] == "row_repeated"] == []
    numbers = "No. | Law\n1 | a\n2 | b\n3 | c\n1 | d\n2 | e\n1 | f\n2 | g\n3 | h"
    assert problems(numbers) == []
    roman = "Item | Text\nA. First | x\nI. One | x\nII. Two | x\nB. Second | x\nI. One | y\nC. Third | z"
    assert problems(roman) == []
