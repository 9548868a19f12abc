"""One quantity in two tables: small tables, the odd number by hand."""

from crossfoot.documents.table import Table
from crossfoot.tables.grid import Grid
from crossfoot.tables.joint import check_joint

YEARS = ["Sector", "2018", "2019", "2020", "2021"]


def grid(number: str, *rows: list[str], head: list[str] = YEARS) -> Grid:
    made = Table(
        "a.md",
        number,
        "Approvals",
        header=[head],
        body=list(rows),
        header_lines=[1],
        body_lines=list(range(2, 2 + len(rows))),
    )
    return Grid(made)


FIRST = grid(
    "1",
    ["Mining", "115", "121", "108", "148"],
    ["Services", "185", "245", "296", "744"],
    ["Real estate, residential", "10,036", "7,513", "7,056", "4,384"],
)


def second(odd: str, label: str = "Total residential") -> Grid:
    return grid(
        "2",
        ["Existing", "1,615", "1,313", "1,104", "666"],
        ["New", "8,421", "6,072", "5,661", "3,026"],
        [label, "10,036", odd, "7,056", "4,384"],
    )


def test_the_one_number_of_a_row_that_another_table_prints_otherwise_is_asked_about():
    none, asked = check_joint([FIRST, second("7,511")])
    assert none == []
    (one,) = asked
    assert (one.check, one.row, one.column, one.printed, one.severity) == (
        "joint",
        3,
        "2019",
        "7,511",
        "question",
    )
    assert "Table 1 prints 7,513" in one.diagnosis


def test_nothing_is_asked_where_all_agree_or_the_labels_have_nothing_in_common():
    assert check_joint([FIRST, second("7,513")]) == [[], []]
    assert check_joint([FIRST, second("7,511", "Sum of dwellings")]) == [[], []]


def test_numbers_that_agree_within_rounding_are_one():
    head = ["Sector", "2018", "2019", "2020", "2021"]
    fine = grid(
        "1",
        ["Energy total", "12.34", "15.67", "20.18", "31.42"],
        *[[name, "1", "2", "3", "4"] for name in "abc"],
        head=head,
    )
    rough = grid(
        "2",
        ["Energy total", "12.34", "15.7", "20.18", "31.42"],
        *[[name, "5", "6", "7", "8"] for name in "def"],
        head=head,
    )
    assert check_joint([fine, rough]) == [[], []]


def test_two_numbers_that_differ_are_two_quantities():
    other = second("7,511")
    other.table.body[2][3] = "7,000"
    assert check_joint([FIRST, Grid(other.table)]) == [[], []]
