"""Where a check begins to find something and where it must not yet, each by hand."""

from crossfoot.tables.checks import check_tables
from crossfoot.tables.confidence import confidence_of
from tests.unit.crossfoot.tables.test_checks import of, problems, table


def found_in(text: str, **about):
    return check_tables([table(text, **about)])


def test_a_total_at_the_top_adds_up_the_rows_to_the_next_total():
    rows = "Region | 2020\nTotal exports | 30\na | 10\nb | 20\nTotal imports | 50\nc | 15\nd | 35"
    assert of(found_in(rows), "total_row", 1)["verdict"] == "holds"


def test_a_negative_row_behind_a_dash_can_mend_a_total():
    rows = "Item | 2019 | 2020\na | 10 | 10\nb | -4 | -4\nc | -3 | -\nTotal | 3 | 3"
    assert problems(found_in(rows)) == []
    # among amounts nothing can: 10 + 4 is 13 at least
    rows = "Item | 2019 | 2020\na | 10 | 10\nb | 4 | 4\nc | 3 | -\nTotal | 17 | 12"
    assert problems(found_in(rows)) == [("total_row", 4, "not_checkable")]


def test_a_total_that_is_short_by_less_than_half_is_contradicted():
    # 10 + 21 + 33 = 64; no row left out and no misprint gives 60
    assert problems(found_in("Item | 2020\na | 10\nb | 21\nc | 33\nTotal | 60")) == [
        ("total_row", 4, "not_checkable")
    ]


def test_one_wrong_total_among_right_ones_is_contradicted():
    rows = "Item | 2018 | 2019 | 2020\na | 10 | 11 | 12\nb | 20 | 21 | 23\nTotal | 30 | 32 | 53"
    assert problems(found_in(rows)) == [("total_row", 3, "contradicted")]


BALANCE = """Year | Imports | Exports | Balance
2019 | 100 | 130 | 30
2020 | 110 | 150 | 40
2021 | 120 | 125 | 5
2022 | 90 | 160 | 70
2023 | 95 | 180 | {}"""


def test_a_balance_is_exports_less_imports_whichever_stands_first():
    assert of(found_in(BALANCE.format(85)), "total_column", 5)["verdict"] == "holds"
    assert problems(found_in(BALANCE.format(89))) == [("total_column", 5, "not_checkable")]


def test_what_rounding_explains_is_no_question():
    rows = "Region | Goods | Services | Total\na | 10.3 | 5.4 | 15.8\nb | 20.1 | 7.2 | 27.3\n"
    rows += "c | 30.6 | 9.1 | 39.7"
    found = found_in(rows)
    assert of(found, "total_column", 1)["verdict"] == "within_rounding" and problems(found) == []


def test_growth_on_a_negative_base_is_not_checked():
    rows = """Year | Profit | Growth (%)
2018 | 100 | -
2019 | 110 | 10.0
2020 | 121 | 10.0
2021 | -10 | -108.3
2022 | 20 | 300.0
2023 | 24 | 20.0"""
    found = found_in(rows)
    assert problems(found) == [] and set(found.loc[found["check"] == "growth", "row"]) == {2, 3, 4, 6}


def test_a_mean_is_over_the_rows_above():
    rows = "Region | 2019 | 2020 | 2021\na | 10 | 16 | 31\nb | 20 | 30 | 42\nc | 30 | 50 | 53\n"
    rows += "Average | 20 | 32 | {}"
    assert set(found_in(rows.format(42)).query("check == 'mean_row'")["verdict"]) == {"holds"}
    assert problems(found_in(rows.format(48))) == [("mean_row", 4, "not_checkable")]


def test_a_threshold_itself_meets_it():
    criteria = "Product | Criteria\nA. Chips | \n(1) Power | Investing ¥30 billion or more\n"
    criteria += "(2) Logic | Ratio of 5.05 or less"
    plans = "Plan | Criterion (Table 2) | Planned investment (¥ billion) | Ratio\n"
    plans += "a | A(1) | 30 | 9.0\nb | A(2) | 10 | 5.1\nc | A(2) | 11 | 5.2\nd | A(1) | 28 | 3.0"
    found = check_tables([table(criteria, number="2"), table(plans)]).query("check == 'threshold'")
    # 30 is 30 or more; 5.1 can be 5.05 and no less, 5.2 cannot
    assert dict(zip(found["row"], found["verdict"], strict=True)) == {
        1: "holds",
        2: "within_rounding",
        3: "not_checkable",
        4: "not_checkable",
    }


def test_ranks_that_are_not_printed_count_for_at_most_the_last():
    rows = "Rank | Firm | Share\n1 | a | 50%\n2 | b | 20%\n3 | c | 10%\nTop 5 | | {}"
    # 80 and two further shares of at most 10 each, with rounding at most 102.5
    assert problems(found_in(rows.format("98%"))) == []
    assert problems(found_in(rows.format("104%"))) == [("top_n_share", 4, "not_checkable")]
    assert problems(found_in(rows.format("77%"))) == [("top_n_share", 4, "not_checkable")]


def test_a_tie_of_two_ranks_is_a_question():
    # with the next rank skipped, and without
    for ranks in ("1 2 2 4 5 6", "1 2 2 3 4 5"):
        rows = "\n".join(f"{rank} | {firm}" for rank, firm in zip(ranks.split(), "abcdef", strict=True))
        assert problems(found_in(f"Rank | Firm\n{rows}")) == [("numbering", 3, "not_checkable")]
        # no such thing among running numbers
        assert ("numbering", 3, "not_checkable") in problems(found_in(f"No. | Firm\n{rows}"))


SPANS = """From | To
1 May 2020 | 5 May 2020
6 May 2020 | 6 May 2020
{} | 20 May 2020
21 May 2020 | 25 May 2020
26 May 2020 | 30 May 2020"""


def test_a_span_may_be_a_day_and_begins_after_the_one_above():
    assert problems(found_in(SPANS.format("7 May 2020"))) == []
    # it begins on the day on which the one above ends
    assert problems(found_in(SPANS.format("6 May 2020"))) == [("spans_apart", 3, "not_checkable")]


def test_confidence_is_not_high_where_a_cell_could_not_be_read():
    rows = [f"r{n} | {n * n + 17}" for n in range(1, 11)]
    read, unread = (
        table("Region | Jobs\n" + "\n".join(rows)),
        table("Region | Jobs\n" + "\n".join([*rows, "x | 3.4.5"])),
    )
    # nothing covers the numbers, which count 0.9 each: 10 of 10, and 10 of 11
    assert confidence_of(read, [], [], True).word == "high"
    found = confidence_of(unread, [], [], True)
    assert (found.unread, found.word) == (1, "medium") and 0.8 < found.score < 0.82
