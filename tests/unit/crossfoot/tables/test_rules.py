"""Rules that most rows of a column obey, and sums of which rows are taken off; each by hand."""

from crossfoot.tables.checks import Auditor
from crossfoot.tables.grid import Grid
from crossfoot.tables.joint import check_joint
from tests.unit.crossfoot.tables.test_structure import checks_of, problems, read

# 64.8, 23.1 and 14.7 of 102.6 are 63.2, 22.5 and 14.3%
SHARES = (
    "Partner | Exports | Share (%)\nGermany | 64.8 | 63.2\nFrance | 23.1 | {}\nItaly | 14.7 | {}\n"
    "Total | 102.6 | 100.0"
)
# 100.0 − 6.0 − 4.0 = 90.0; 112.0 − 7.5 − 3.0 = 101.5; 121.5 − 8.1 − 3.2 = 110.2
SALES = (
    "Item | 2020 | 2021 | 2022\nTotal net revenue | 90.0 | 101.5 | 110.2\n"
    "Gross sales | 100.0 | 112.0 | 121.5\n"
    "Less: returns | 6.0 | 7.5 | {}\nLess: rebates | 4.0 | 3.0 | 3.2"
)


def test_two_shares_in_each_others_place_are_asked_about_though_their_column_adds_up():
    assert problems(SHARES.format("22.5", "14.3")) == []
    assert [found[:2] for found in problems(SHARES.format("14.3", "22.5"))] == [
        ("question", "share_of_total")
    ]


def test_two_rates_in_each_others_place():
    # 20.4% and 11.6% are the changes of 1,840 to 2,215 and of 3,675 to 4,102
    rows = (
        "Source | Stock 2020 | Stock 2024 | Change (%)\nA | 5,120 | 6,874 | 34.3\nB | 2,310 | 4,017 | 73.9\n"
        "C | 1,840 | 2,215 | {}\nD | 3,675 | 4,102 | {}"
    )
    assert problems(rows.format("20.4", "11.6")) == []
    assert problems(rows.format("11.6", "20.4")) != []


def test_rows_that_say_less_are_taken_off():
    assert problems(SALES.format("8.1")) == []
    assert [check.inputs for check in checks_of(read(SALES.format("8.1"))) if check.check == "total_row"] == [
        "row 2 less row 3, 4"
    ] * 3
    # 121.5 − 9.1 − 3.2 = 109.2
    assert [found[:2] for found in problems(SALES.format("9.1"))] == [("error", "total_row")]


def test_a_quotient_of_a_few_values_over_and_over_tells_nothing():
    rows = "Case | Calls | Turns | Call rate\n" + "\n".join(f"c{n} | 3 | 4 | {n % 2}" for n in range(30))
    assert [check for check in Auditor()([read(rows)]) if check.check == "ratio"] == []


def test_a_row_and_a_column_of_two_tables_print_one_quantity():
    first = Grid(read("Partner | 2022 | 2023\nA | 61.4 | 64.8\nB | 22.7 | 23.1\nTotal exports | 84.1 | 87.9"))
    rows = "Year | Total exports | Imports\n2022 | 84.1 | 90.2\n2023 | {} | 91.3"

    def asked(text: str) -> list[str]:
        second = Grid(read(rows.format(text)))
        return [check.printed for found in check_joint([first, second]) for check in found]

    assert asked("87.9") == []
    # two digits exchanged; another number may be of another quantity
    assert asked("89.7") == ["89.7"]
    assert asked("71.2") == []


def test_the_last_rank_may_be_far_below_the_first_few():
    rows = "Rank | Partner | Exports\n1 | A | 90.1\n2 | B | 80.2\n3 | C | 70.3\n{} | D | 5.4"
    assert problems(rows.format(14)) == []
    # one rank alone may be a row left out
    assert [found[:2] for found in problems(rows.format(5))] == [("question", "numbering")]


def test_what_is_taken_off_may_be_printed_with_its_sign():
    # -823 + 298 = -525, 366 + 50 = 416, 6,339 + 5 = 6,344
    rows = (
        "Item | 2022 | 2023 | 2024\nUnrealized | (823) | 366 | 6,339\nLess: reclassified | 298 | 50 | 5\n"
        "Net change | (525) | 416 | 6,344"
    )
    assert problems(rows) == []
    assert any(check.holds for check in checks_of(read(rows)) if check.check == "total_row")
