"""Other readings of cells, held against hand-made tables; and what must hold of any table with totals."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfoot.documents.table import Table
from crossfoot.tables.alternatives import alternatives_of, note_marks
from crossfoot.tables.checks import Auditor
from crossfoot.tables.confidence import cell_states, confidence_of
from crossfoot.tables.doubts import find_doubts
from crossfoot.tables.grid import Grid

ROWS = [
    ["India", "12.3", "14.1", "15.2"],
    ["China", "30.2", "31.4", "33.0"],
    ["Korea", "8.1", "9.9", "10.4"],
    ["Other", "5.0", "6.1", "7.7"],
]
TOTAL = ["Total", "55.6", "61.5", "66.3"]
# in whole numbers, with totals both ways
WHOLE = [
    ["India", "120", "140", "150", "410"],
    ["China", "305", "311", "330", "946"],
    ["Korea", "81", "99", "104", "284"],
    ["Other", "50", "61", "77", "188"],
]
WHOLE_TOTAL = ["Total", "556", "611", "661", "1828"]


def table(rows, head=("Partner", "2019", "2020", "2021"), notes=(), alternatives=None):
    body = [list(row) for row in rows]
    lines = list(range(2, len(body) + 2))
    return Table(
        "x",
        "1",
        "Exports (US$ million)",
        header=[list(head)],
        body=body,
        header_lines=[1],
        body_lines=lines,
        notes=list(notes),
        first_line=1,
        last_line=len(body) + 1,
        alternatives=alternatives or {},
    )


def both_ways(cells=None, notes=()):
    rows = [list(row) for row in [*WHOLE, WHOLE_TOTAL]]
    for (row, column), text in (cells or {}).items():
        rows[row][column] = text
    return table(rows, ("Partner", "2019", "2020", "2021", "Total"), notes)


def altered(cells, notes=(), alternatives=None):
    rows = [list(row) for row in [*ROWS, TOTAL]]
    for (row, column), text in cells.items():
        rows[row][column] = text
    return table(rows, notes=notes, alternatives=alternatives)


def doubts_of(printed, as_text=False):
    return find_doubts(
        printed, Auditor().checks([printed])[0], lambda other: Auditor().checks([other])[0], as_text
    )


def said(doubts):
    return [(doubt.cells, doubt.kind, doubt.alone) for doubt in doubts]


def test_nothing_is_doubted_where_all_holds():
    assert doubts_of(altered({})) == doubts_of(both_ways()) == doubts_of(altered({}), as_text=True) == []


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        # 1,401 for 140 with mark 1; both totals of the cell fail, and hold without the digit
        ({(0, 2): "1401"}, "glued_mark"),
        ({(0, 2): "-140"}, "sign"),
        # 40 for 140: both totals ask for the same hundred
        ({(0, 2): "40"}, "edge_digit"),
        ({(0, 2): "140 150", (0, 3): ""}, "merged"),
        ({(0, 2): "140c"}, "glued_mark"),
    ],
)
def test_a_misread_cell_is_given_its_true_reading(cells, kind):
    true = tuple(
        (row, column, text, [*WHOLE, WHOLE_TOTAL][row][column]) for (row, column), text in cells.items()
    )
    assert said(doubts_of(both_ways(cells))) == [(true, kind, True)]


def test_a_lost_point_is_found_by_the_decimals_of_the_column():
    # 123 lies above every other number, so that no total is claimed with it; with 12.3 one is, and it holds
    assert said(doubts_of(altered({(0, 1): "123"}))) == [(((0, 1, "123", "12.3"),), "point", True)]


def test_a_cell_that_moved_goes_back():
    # 14.1 of India stands under 2021, and 2020 has none: 61.5 - 47.4 = 14.1, and 66.3 would be 65.2
    rows = [["India", "12.3", "", "15.2"], *ROWS[1:], ["Total", "55.6", "47.4", "66.3"]]
    assert doubts_of(table(rows)) == []
    moved = [["India", "12.3", "15.2", ""], *rows[1:]]
    assert said(doubts_of(table(moved))) == [(((0, 2, "15.2", ""), (0, 3, "", "15.2")), "shifted", True)]


def test_where_several_cells_explain_it_none_is_chosen():
    # the total is 10 more than its rows: 12.3, 18.1 or 15.0 would make it up
    found = doubts_of(altered({(0, 1): "2.3"}))
    assert [doubt.cells[0][:2] for doubt in found] == [(0, 1), (2, 1), (3, 1)] and not any(
        doubt.alone for doubt in found
    )
    assert {"doubtful"} & set(
        cell_states(
            Grid(altered({(0, 1): "2.3"})), Auditor().checks([altered({(0, 1): "2.3"})])[0], found
        ).values()
    ) == set()


def test_inside_rounding_nothing_is_doubted():
    # four roundings and that of the total leave 0.25: 12.5 for 12.3 is allowed, 12.6 is not
    assert doubts_of(altered({(0, 1): "12.5"})) == []


def test_an_author_s_slip_is_not_laid_on_another_cell():
    # 30.9 for 30.2: no single reading of any cell makes up 0.7
    assert doubts_of(altered({(1, 1): "30.9"})) == []


def test_a_text_format_is_doubted_on_the_ground_of_a_mark_alone():
    cells = {(0, 2): "1401"}
    assert doubts_of(both_ways(cells), as_text=True) == []
    noted = both_ways(cells, notes=["1) Fiscal year."])
    assert said(doubts_of(noted, as_text=True)) == [(((0, 2, "1401", "140"),), "glued_mark", True)]
    assert doubts_of(both_ways({(0, 2): "40"}), as_text=True) == []


def test_a_mark_behind_a_decimal_is_doubted_by_its_form_and_left_open():
    # 12.31 for 12.3: no total can tell, but a note has the mark and no other number has two decimals
    found = doubts_of(altered({(0, 1): "12.31"}, notes=["Note: 1) Fiscal year."]))
    assert said(found) == [(((0, 1, "12.31", "12.3"),), "glued_mark", True)] and not found[0].decided
    assert doubts_of(altered({(0, 1): "12.31"})) == []


def test_what_extraction_saw_both_ways_is_decided_by_the_totals():
    wrong = altered({(0, 1): "72.3"}, alternatives={(0, 1): ["12.3"]})
    assert said(doubts_of(wrong)) == [(((0, 1, "72.3", "12.3"),), "both_ways", True)]
    # where the totals hold as it was read, there is no doubt; where nothing covers the cell, it stays open
    assert doubts_of(altered({}, alternatives={(0, 1): ["72.3"]})) == []
    bare = table(ROWS, alternatives={(0, 1): ["72.3"]})
    assert [(doubt.decided, doubt.cells) for doubt in doubts_of(bare)] == [(False, ((0, 1, "12.3", "72.3"),))]
    # a mark that was seen set high is none
    assert doubts_of(table(ROWS, alternatives={(0, 1): ["12.3 1", "12.31"]})) == []


def test_marks_are_those_that_open_a_note():
    assert note_marks(
        altered({}, notes=["1) Fiscal year.", "a/ Estimate", "Note: 2. Net", "Net of re-exports"])
    ) == {"1", "a", "2"}


def test_confidence_counts_what_holds_what_nothing_covers_and_what_is_in_doubt():
    def word(printed, as_text=False):
        checks = Auditor().checks([printed])[0]
        found = confidence_of(printed, checks, doubts_of(printed, as_text), as_text)
        return found.numbers, found.confirmed, found.doubtful, found.word

    assert word(both_ways()) == (20, 20, 0, "high")
    # the misread cell; of the two totals that fail with it each holds in its own row or column
    assert word(both_ways({(0, 2): "1401"})) == (20, 19, 1, "medium")
    # no identity: 12 numbers at 0.6, or at 0.9 where the format holds them
    assert word(table(ROWS)) == (12, 0, 0, "medium") and word(table(ROWS), as_text=True) == (12, 0, 0, "high")
    assert word(replace(table(ROWS), irregular_lines=[2, 3, 4, 5]))[2:] == (12, "low")
    assert word(table([["a", "b"], ["c", "d"]], ("x", "y")))[3] == "no numbers"


# rows that are all alike tell nothing of a sum
ledgers = st.lists(
    st.lists(st.integers(100, 99_999), min_size=4, max_size=4), min_size=4, max_size=7, unique_by=sum
)


@settings(deadline=None, max_examples=25)
@given(ledgers, st.data())
def test_a_glued_mark_in_a_table_with_totals_is_doubted_with_the_right_reading(numbers, data):
    rows = [[f"Place {chr(65 + row)}", *map(str, line), str(sum(line))] for row, line in enumerate(numbers)]
    sums = [sum(column) for column in zip(*numbers, strict=True)]
    whole = [*rows, ["Total", *map(str, sums), str(sum(sums))]]
    head = ("Place", "North", "South", "East", "West", "Total")
    assert doubts_of(table(whole, head)) == []
    row, column = data.draw(st.integers(0, len(rows) - 1)), data.draw(st.integers(1, 4))
    mark = data.draw(st.sampled_from("123456789"))
    true = whole[row][column]
    whole[row] = [*whole[row][:column], true + mark, *whole[row][column + 1 :]]
    found = [doubt for doubt in doubts_of(table(whole, head, notes=[f"{mark}) Estimate."])) if doubt.alone]
    assert [doubt.cells for doubt in found] == [((row, column, true + mark, true),)]


@settings(deadline=None, max_examples=25)
@given(st.text("0123456789.,-() ab", max_size=8), st.booleans())
def test_any_cell_can_be_read_otherwise_without_an_error(text, as_text):
    printed = altered({(0, 1): text})
    for reading in alternatives_of(Grid(printed), 0, 1, as_text):
        assert all(other != printed.body[row][column] for row, column, other in reading.texts)
    doubts_of(printed, as_text)
