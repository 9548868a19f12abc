"""Tables as economists print them: what is let pass in them, and what is found."""

import pytest

from crossfoot import check_tables, extract_tables, read_lines
from crossfoot.documents.plain_text import read_plain


def found_in(rows, caption="Table 1. Figures", notes=""):
    lines = [line.strip() for line in rows.strip().split("\n")]
    head = "| " + " | ".join([lines[0], "---"]).replace(" | ---", " |")
    rule = "|" + "---|" * (lines[0].count("|") + 1)
    body = "\n".join(f"| {line} |" for line in lines[1:])
    text = f"{caption}\n\n{head}\n{rule}\n{body}\n\n{notes}\n"
    return check_tables(extract_tables(read_lines(text.encode(), "note.md"), "note.md"))


def problems(found):
    wrong = found[found.severity.isin(["error", "question"])]
    return [
        (one.severity, one.check, one.row if one.row == one.row else None, one.printed)
        for one in wrong.itertuples()
    ]


PASSED = {
    # parts of a net figure: 60 and -45 of 15
    "parts of a balance": (
        "Item | 2020 | 2021\nBalance | -30 | 15\nof which: oil | -80 | -45\nof which: goods | 50 | 60"
    ),
    # 50·1.2⁵ = 124 of 90·1.1⁵ = 145: the part grows faster than its whole
    "a rate of a part": (
        "Firms | 2015 | 2020 | CAGR (%)\nAll | 90 | 145 | 10.0\nof which: young | 50 | 124 | 20.0\n"
        "Banks | 70 | 71 | 0.3"
    ),
    "a rest without a rank": (
        "Good | Exports | Rank\nShips | 90 | 1\nCars | 70 | 2\nSteel | 50 | 3\nToys | 20 | 4\n"
        "Other goods | 110 | –"
    ),
    "a world without a rank": (
        "Rank | Partner | Exports\n1 | Japan | 60\n2 | India | 40\n3 | Korea | 30\n4 | Chile | 20\n"
        " | World | 900"
    ),
    # 20 + 30 + 50 = 100, 22 + 36 + 45 = 103; the last column is of each row
    "changes in percent": (
        "Place | 2020 | 2021 | Share 2021, % | Change 2020–2021, %\nNorth | 20 | 22 | 21.4 | 10.0\n"
        "South | 30 | 36 | 35.0 | 20.0\nEast | 50 | 45 | 43.7 | (10.0)\nWorld | 100 | 103 | 100.0 | 3.0"
    ),
}


@pytest.mark.parametrize("kind", PASSED)
def test_what_is_right_is_let_pass(kind):
    assert problems(found_in(PASSED[kind])) == []


@pytest.mark.parametrize("label", ["Total", "World", "Sum", "All regions", "Three regions"])
def test_a_total_is_one_whatever_it_is_called(label):
    # 17 + 28 + 36 = 81, printed 18; 410 + 322 + 275 = 1,007; 1,210 + 935 + 870 = 3,015
    rows = (
        "Region | Plants | Output | Jobs\nEast | 17 | 410 | 1,210\nWest | 28 | 322 | 935\n"
        f"North | 36 | 275 | 870\n{label} | 18 | 1,007 | 3,015"
    )
    # it can be their mean, and is the sum with its digits exchanged
    assert problems(found_in(rows)) == [("question", "total_row", 4, "18")]
    assert problems(found_in(rows.replace("| 18 |", "| 26 |"))) == []
    assert problems(found_in(rows.replace("| 18 |", "| 91 |"))) == [("question", "total_row", 4, "91")]
    assert problems(found_in(rows.replace("| 18 |", "| 810 |"))) == [("question", "total_row", 4, "810")]


def test_a_row_of_any_name_that_adds_up_in_two_columns_is_asked_about_in_the_third():
    # 4,127 + 2,051 + 3,090 = 9,268; 3,318 + 1,977 + 2,246 = 7,541; 1,111 + 2,424 + 1,808 = 5,343
    rows = (
        "Item | Tin | Zinc | Lead\na | 4,127 | 3,318 | 1,111\nb | 2,051 | 1,977 | 2,424\n"
        "c | 3,090 | 2,246 | 1,808\nOddments | 9,268 | 7,541 | {}"
    )
    assert problems(found_in(rows.format("5,343"))) == []
    assert problems(found_in(rows.format("7,777"))) == [("question", "total_row", 4, "7,777")]


def test_a_balance_that_fails_in_one_year_of_three_is_asked_about():
    # 5,120 − 3,477 = 1,643; 5,388 − 3,902 = 1,486; 6,045 − 4,118 = 1,927
    rows = (
        "Flow | 2020 | 2021 | 2022\nExports | 5,120 | 5,388 | 6,045\n"
        "Imports | 3,477 | 3,902 | 4,118\nBalance | 1,643 | 1,486 | {}"
    )
    assert problems(found_in(rows.format("1,927"))) == []
    assert [one[1:] for one in problems(found_in(rows.format("1,297")))] == [("total_row", 3, "1,297")]


def test_two_checks_that_meet_in_one_cell_name_it():
    # 96 + 124 + 80 = 300, printed 30; 30 / 600 would be 5%, printed is 50
    rows = (
        "Area | Area planted | Harvest | Harvest, % of area\nNorth | 150 | 96 | 64.0\n"
        "South | 200 | 124 | 62.0\nEast | 250 | 80 | 32.0\nAll areas | 600 | 030 | 50.0"
    )
    found = problems(found_in(rows.replace("030", "320")))
    assert found == [("error", "total_row", 4, "320")]


def test_ranks_in_no_order_are_those_of_the_column_they_name():
    rows = (
        "Good | 2019 | 2023 | Rank 2023\nShips | 40 | 95 | 1\nCars | 70 | 60 | {}\n"
        "Steel | 50 | 82 | 2\nToys | 66 | 41 | 4\nShoes | 12 | 33 | 5"
    )
    assert problems(found_in(rows.format(3))) == []
    # 2 stands twice and 3 nowhere, and by 2023 cars are third
    assert problems(found_in(rows.format(2))) == [("question", "rank", 2, "2")]
    assert [one[1] for one in problems(found_in(rows.format(6)))] == ["rank"]


def test_ranks_of_nothing_printed_that_stand_twice_are_asked_about():
    rows = "City | Rank\na | 3\nb | 1\nc | 5\nd | 4\ne | 4"
    assert problems(found_in(rows)) == [("question", "rank", 5, "4")]
    # a tie
    assert problems(found_in("City | Rank\na | 4\nb | 1\nc | 5\nd | 1\ne | 3")) == []


def test_an_increase_on_the_year_before():
    # 812, 812 + 345 = 1,157, + 466 = 1,623, + 290 = 1,913
    rows = (
        "Year | Installed capacity | Increase on year\n2019 | 812 | –\n2020 | 1,157 | 345\n"
        "2021 | 1,623 | {}\n2022 | 1,913 | 290"
    )
    assert problems(found_in(rows.format(466))) == []
    assert problems(found_in(rows.format(646))) == [("error", "difference", 3, "646")]


def test_a_spread_in_basis_points():
    # 2.45 − 1.10 = 1.35; 3.05 − 1.42 = 1.63; 1.88 − 1.07 = 0.81; 4.10 − 2.20 = 1.90
    rows = (
        "Year | Italy | France | Spread (bp)\n2019 | 2.45 | 1.10 | 135\n2020 | 3.05 | 1.42 | {}\n"
        "2021 | 1.88 | 1.07 | 81\n2022 | 4.10 | 2.20 | 190"
    )
    assert problems(found_in(rows.format(163))) == []
    assert problems(found_in(rows.format(136)))[0][1:] == ("difference", 2, "136")


def test_growth_beside_a_share_of_a_year_and_years_with_marks():
    # 550/500, 270/300, 180/150: 10%, −10%, 20%; 1,000 in 2022
    rows = (
        "Buyer | 2021¹ | 2022ᵃ | Share 2022, % | Growth 2021–2022, %\n"
        "Italy | 500 | 550 | 55.0 | 10.0\nSpain | 300 | 270 | 27.0 | -10.0\n"
        "Malta | 150 | 180 | 18.0 | {}"
    )
    assert problems(found_in(rows.format("20.0"))) == []
    assert problems(found_in(rows.format("16.7"))) == [("question", "growth_over_years", 3, "16.7")]


@pytest.mark.parametrize("marked", ["270r", "270ᵖ", "270 r"])
def test_a_marked_number_is_read(marked):
    rows = "Buyer | 2021 | 2022\nItaly | 500 | 550\nSpain | 300 | {}\nMalta | 150 | 180\nTotal | 950 | {}"
    assert problems(found_in(rows.format(marked, "1,000"))) == []
    assert problems(found_in(rows.format(marked, "1,500")))[0][1:] == ("total_row", 4, "1,500")


def test_amounts_in_brackets_are_taken_off_in_a_balance():
    # 640.5 − 210.2 = 430.3; 880.0 − 615.4 = 264.6; 705.1 − 801.9 = −96.8; 512.6 − 300.1 = 212.5
    rows = (
        "Year | Receipts | Payments | Balance\n2019 | 640.5 | (210.2) | 430.3\n"
        "2020 | 880.0 | (615.4) | {}\n2021 | 705.1 | (801.9) | (96.8)\n"
        "2022 | 512.6 | (300.1) | 212.5"
    )
    assert problems(found_in(rows.format("264.6"))) == []
    assert problems(found_in(rows.format("246.6")))[0][1:] == ("total_column", 2, "246.6")


def test_a_balance_carried_forward_is_the_sum_so_far():
    # 210.5; + 118.2 = 328.7; − 40.3 = 288.4; + 77.1 = 365.5
    rows = (
        "Year | Balance of the year | Carried forward\n2019 | 210.5 | 210.5\n2020 | 118.2 | {}\n"
        "2021 | (40.3) | 288.4\n2022 | 77.1 | 365.5"
    )
    assert problems(found_in(rows.format("328.7"))) == []
    assert problems(found_in(rows.format("382.7"))) == [("question", "cumulative", 2, "382.7")]


def test_an_hhi_of_all_shares_in_numbers_or_behind_names():
    # 50² + 30² + 20² = 3,800; 70² + 20² + 10² = 5,400; 40² + 40² + 20² = 3,600
    rows = (
        "Metal | First | Second | Third | HHI\nTin | {0}50.0{1} | {0}30.0{1} | {0}20.0{1} | 3,800\n"
        "Zinc | {0}70.0{1} | {0}20.0{1} | {0}10.0{1} | {2}\n"
        "Lead | {0}40.0{1} | {0}40.0{1} | {0}20.0{1} | 3,600"
    )
    for before, after in (("", ""), ("Peru (", ")")):
        assert problems(found_in(rows.format(before, after, "5,400"))) == []
        raised = problems(found_in(rows.format(before, after, "4,500")))
        assert [one[1:] for one in raised] == [("hhi", 2, "4,500")]


def test_an_index_whose_base_stands_in_the_caption():
    # 84/80 = 105, 76/80 = 95, 92/80 = 115, 70/80 = 87.5, 66/80 = 82.5
    rows = (
        "Year | Cost | Index\n2015 | 80.0 | 100.0\n2016 | 84.0 | 105.0\n2017 | 76.0 | {}\n"
        "2018 | 92.0 | 115.0\n2019 | 70.0 | 87.5\n2020 | 66.0 | 82.5"
    )
    caption = "Table 1. Cost and index, 2015 = 100"
    assert problems(found_in(rows.format("95.0"), caption)) == []
    assert ("index_level", 3, "59.0") in [one[1:] for one in problems(found_in(rows.format("59.0"), caption))]


@pytest.mark.parametrize("said", ["¥125 = US$1", "US$1 = ¥125", "at 125 yen to the dollar"])
def test_amounts_at_a_printed_rate(said):
    # 500/125 = 4, 1,250/125 = 10, 875/125 = 7, 300/125 = 2.4
    rows = (
        "To | Billion yen | Billion dollars\na | 500.0 | 4.00\nb | 1,250.0 | 10.00\n"
        "c | 875.0 | {}\nd | 300.0 | 2.40"
    )
    caption = f"Table 1. Loans ({said})"
    assert problems(found_in(rows.format("7.00"), caption)) == []
    assert [one[2:] for one in problems(found_in(rows.format("9.00"), caption))] == [(3, "9.00")]


def test_a_rule_above_the_total_of_a_typed_table_ends_no_head():
    text = """Table 1: Sales by shop

Shop            2020     2021
-----------------------------
Harbour        1,204    1,377
Station          918      866
Market           745      790
-----------------------------
Total          2,867    3,033
"""
    tables = read_plain(text.split("\n"), "note.txt")[0]
    assert [len(table.body) for table in tables] == [4]
    assert problems(check_tables(tables)) == []
