"""Each kind of check on a small table, with the arithmetic by hand; and tables on which nothing may fire."""

from decimal import Decimal

import pandas as pd
import pytest

from crossfoot.documents.table import Table
from crossfoot.tables.checks import check_tables
from crossfoot.tables.grid import Grid


def table(
    text: str,
    caption: str = "A table",
    number: str = "1",
    notes: tuple[str, ...] = (),
    source: str = "",
    heads: int = 1,
) -> Table:
    """A table from lines of cells with | between them; the first `heads` are its header."""
    rows = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    return Table(
        "paper.txt",
        number,
        caption,
        header=rows[:heads],
        body=rows[heads:],
        header_lines=[1] * heads,
        body_lines=list(range(heads + 1, len(rows) + 1)),
        notes=list(notes),
        source=source,
        first_line=1,
    )


def problems(found: pd.DataFrame) -> list[tuple]:
    bad = found[found["severity"].isin(["error", "question"])]
    return list(
        zip(
            bad["check"],
            bad["row"].astype(object).where(bad["row"].notna(), None),
            bad["verdict"],
            strict=True,
        )
    )


def of(found: pd.DataFrame, check: str, row: int | None = None) -> pd.Series:
    chosen = found[(found["check"] == check) & (found["row"].eq(row) if row else True)]
    assert len(chosen) == 1, chosen
    return chosen.iloc[0]


SOUND = """
No. | Round opened on | Applications | Adopted | Ratio
1 | 26 May 2020 | 124 | 30 | 24.2%
2 | 03 Sep 2020 | 64 | 21 | 32.8%
3 | 30 Sep 2020 | 155 | 30 | 19.4%
4 | 26 Mar 2021 | 38 | 11 | 28.9%
Total | | 381 | 92 | 24.1%
"""


def test_a_sound_table_raises_nothing():
    # 124 + 64 + 155 + 38 = 381, 30 + 21 + 30 + 11 = 92, 92/381 = 24.15%
    found = check_tables([table(SOUND)])
    assert problems(found) == []
    assert {"numbering", "total_row", "ratio", "date_order", "day_exists"} <= set(found["check"])


def test_a_total_with_one_row_too_few():
    # 92 − 11 = 81: the sum of the first three, as before the fourth row came
    found = check_tables([table(SOUND.replace("| 92 |", "| 81 |"))])
    total = found[(found["check"] == "total_row") & (found["column"] == "Adopted")].iloc[0]
    # four numbers rounded to the unit: 92 ± 2
    assert (total["verdict"], total["low"], total["high"]) == ("contradicted", 90, 94)
    assert total["diagnosis"].startswith("one row too few: the sum without the last row")


def test_a_number_of_cases_is_exact_and_an_amount_is_not():
    rows = "Item | {}\na | 10\nb | 20\nc | 30\nTotal | 61"
    # 10 + 20 + 30 = 60; amounts rounded to the unit reach 61.5, a number of cases does not
    assert of(check_tables([table(rows.format("US$ million"))]), "total_row")["verdict"] == "within_rounding"
    assert of(check_tables([table(rows.format("No. of cases"))]), "total_row")["verdict"] == "not_checkable"
    # "No." alone, under the name of a group
    assert of(check_tables([table(rows.format("All firms No."))]), "total_row")["verdict"] == "not_checkable"


@pytest.mark.parametrize(
    ("total", "slip"),
    [
        ("1,200.0", "a power of ten: 0.1 times"),
        ("102.0", "two digits exchanged: 120.0 for 102.0"),
        ("1220.0", "a digit too many: 120.0 for 1220.0"),
        ("150.0", "one row too many: row 2 (b) counted twice"),
        ("90.0", "one row too few: row 2 (b) left out"),
    ],
)
def test_the_slips_of_a_sum(total, slip):
    # 40 + 30 + 50 = 120 in the one column, and 4 + 3 + 5 = 12 holds in the other
    found = check_tables(
        [table(f"Item | x | y\na | 40.0 | 4.0\nb | 30.0 | 3.0\nc | 50.0 | 5.0\nTotal | {total} | 12.0")]
    )
    row = found[(found["check"] == "total_row") & (found["column"] == "x")].iloc[0]
    assert row["verdict"] == "not_checkable" and row["diagnosis"].removeprefix("question: ").startswith(slip)


def test_a_list_of_the_largest_need_not_reach_its_total_but_its_shares_are_of_it():
    # the two largest of 1,000.0: 30.0% and 20.0%; the third prints 15.0% for 100.0, which is 10.0%
    text = (
        "Country | Amount | Share of all\nA | 300.0 | 30.0%\nB | 200.0 | 20.0%\nC | 100.0 | 15.0%\n"
        "D | 50.0 | 5.0%\nTotal | 1,000.0 | 100%"
    )
    found = check_tables([table(text, caption="Top 4 holders")])
    share = of(found, "share_of_total", 3)
    # 99.95/1000.05 and 100.05/999.95
    assert share["verdict"] == "not_checkable" and 9.99 < share["low"] < share["high"] < 10.01
    assert not (found["check"] == "total_row").any()


def test_a_whole_that_its_shares_contradict():
    text = (
        "Country | Amount | Share\nA | 300.0 | 30.0%\nB | 200.0 | 20.0%\nC | 100.0 | 10.0%\n"
        "D | 50.0 | 5.0%\nE | 40.0 | 4.0%\nTotal | 10,000.0 | 100%"
    )
    whole = of(check_tables([table(text, caption="Main holders")]), "share_of_total", 6)
    # each amount over its share gives 1,000; the widest share allows 299.95/30.05% = 998.2 to 300.05/29.95% =
    # 1,001.8
    assert whole["verdict"] == "not_checkable" and whole["low"] > 998 and whole["high"] < 1002
    assert whole["diagnosis"].removeprefix("question: ").startswith("a power of ten")


def test_rows_that_are_parts_of_rows_are_no_contradiction():
    nested = "Region | 2019\nAsia | 600.0\nChina | 300.0\nEurope | 400.0\nTotal | 1,000.0"
    assert problems(check_tables([table(nested)])) == [("total_row", 4, "not_checkable")]
    twice = (
        "Region | 2019 | 2020\nWorld | 1000.0 | 900.0\nAsia | 600.0 | 500.0\nEurope | 400.0 | 400.0\n"
        "Total | 1000.0 | 900.0"
    )
    assert problems(check_tables([table(twice)])) == []


def test_a_mean_in_the_row_of_totals_is_no_sum():
    text = (
        "Class | Orders | Sales | Average order\na | 10 | 1,000 | 100\nb | 20 | 3,000 | 150\n"
        "c | 30 | 1,500 | 50\nTotal | 60 | 5,500 | 92"
    )
    assert problems(check_tables([table(text)])) == []


TRADE = """
Year | Export | Import | Total trade | Balance
2005 | 3.09 | 3.93 | 7.02 | –0.84
2006 | 3.69 | 4.77 | 8.46 | –1.08
2007 | 4.09 | 5.44 | 9.53 | –1.35
2008 | 4.71 | 6.51 | 11.22 | –1.80
2009 | 4.20 | 5.83 | 10.03 | –1.63
"""


def test_columns_that_add_up_and_one_row_that_does_not():
    assert problems(check_tables([table(TRADE, caption="Trade, 2005–2009")])) == []
    # 4.09 + 5.44 = 9.53; 4.09 − 5.44 = −1.35 holds still
    found = check_tables([table(TRADE.replace("9.53", "9.35"), caption="Trade, 2005–2009")])
    assert problems(found) == [("total_column", 3, "contradicted")]
    row = found[(found["check"] == "total_column") & (found["verdict"] == "contradicted")].iloc[0]
    assert (row["low"], row["high"]) == (9.52, 9.54)
    assert row["diagnosis"].startswith("two digits exchanged: 9.53 for 9.35; the columns give 9.53")


def test_years_that_follow_on_each_other():
    gap = check_tables(
        [
            table(
                TRADE.replace("2006 | 3.69 | 4.77 | 8.46 | –1.08\n", "")
                + "2010 | 5.14 | 6.79 | 11.93 | –1.65"
            )
        ]
    )
    assert problems(gap) == []
    wrong = check_tables([table(TRADE.replace("2007 |", "2070 |"), caption="Trade")])
    assert problems(wrong) == [("year_sequence", 3, "not_checkable")]


@pytest.mark.parametrize(
    "years", [[2000, 2005, 2010, 2015, 2020, 2023], [1998, 2000, 2005, 2010, 2015, 2020]]
)
def test_the_first_and_the_last_year_may_be_less_than_a_step_away(years):
    text = "Year | Exports\n" + "\n".join(f"{year} | {number}.5" for number, year in enumerate(years))
    assert problems(check_tables([table(text)])) == []
    assert problems(check_tables([table(text.replace("2010", "2001"))])) == [
        ("year_sequence", years.index(2010) + 1, "not_checkable")
    ]


def test_a_number_that_repeats_once_is_a_slip_and_items_of_several_rows_are_none():
    text = "No. | Plan\n" + "\n".join(
        f"{number} | plan {letter}" for number, letter in zip([1, 2, 3, 4, 5, 5, 7], "abcdefg", strict=True)
    )
    assert problems(check_tables([table(text)])) == [("numbering", 6, "not_checkable")]
    assert problems(check_tables([table(text.replace("2 |", "1 |").replace("7 |", "6 |"))])) == []


def test_growth_from_row_to_row():
    # 135/120 = 1.125; 98/135 = 0.7259; 156/98 = 1.5918; the last prints 51.9 for 59.2
    text = (
        "Quarter | Sales | Growth rate (%)\nQ1 | 120,000 | n.a.\nQ2 | 135,000 | 12.5\n"
        "Q3 | 98,000 | -27.4\nQ4 | 156,000 | 59.2\nQ5 | 156,000 | 5.0"
    )
    found = check_tables([table(text)])
    assert problems(found) == [("growth", 5, "not_checkable")]


def test_a_ratio_in_the_wrong_row():
    text = (
        "Holder | Debt | Foreign | Foreign as a share of debt\na | 200 | 50 | 25%\n"
        "b | 300 | 30 | 10%\nc | 500 | 200 | 60%\nd | 500 | 300 | 60%\ne | 400 | 80 | 20%"
    )
    row = of(check_tables([table(text)]), "ratio", 3)
    # 200/500 = 40%; 60% is d's
    assert row["verdict"] == "not_checkable"
    assert "a number in the wrong row: it fits row 4" in row["diagnosis"]


RANKED = """
Rank | 2000 | | 2005 |
 | HS-2 | Share | HS-2 | Share
1 | 84 | 30.0% | 84 | 28.0%
2 | 85 | 20.0% | 85 | 22.0%
3 | 87 | 10.0% | 72 | 9.0%
4 | 72 | 8.0% | 87 | 7.0%
5 | 0 | 5.0% | 29 | 4.0%
Top 3 | 60.0% | | 59.0% |
HHI | 1,530 | | 1,450 |
"""


def test_ranked_shares_with_measures_below_that_hold():
    # 2000: 900 + 400 + 100 + 64 + 25 = 1489, and 27% over 92 further chapters adds 8 to 135
    # 2005: 784 + 484 + 81 + 49 + 16 = 1414, and 30% adds 10 to 120
    found = check_tables([table(RANKED, heads=2)])
    assert problems(found) == []
    assert (found["check"] == "hhi").sum() == (found["check"] == "top_n_share").sum() == 2


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("60.0%", "68.0%", ("top_n_share", 6, "not_checkable")),
        ("1,530", "1,400", ("hhi", 7, "not_checkable")),
        ("29 | 4.0%", "84 | 4.0%", ("code_repeated", 5, "not_checkable")),
        ("29 | 4.0%", "77 | 4.0%", ("code_form", 5, "not_checkable")),
    ],
)
def test_ranked_shares_with_one_thing_wrong(old, new, expected):
    assert problems(check_tables([table(RANKED.replace(old, new), heads=2)])) == [expected]


def test_a_share_above_its_rank():
    found = check_tables([table(RANKED.replace("72 | 8.0%", "72 | 11.0%"), heads=2)])
    # 11.0 above 10.0 in rank 3; the three largest are now 30, 20 and 11: 61.0, printed 60.0
    assert ("rank_order", 4, "not_checkable") in problems(found) and (
        "top_n_share",
        6,
        "not_checkable",
    ) in problems(found)


def test_shares_of_more_than_one_whole():
    found = check_tables([table(RANKED.replace("84 | 30.0%", "84 | 70.0%"), heads=2)])
    whole = found[(found["check"] == "shares_within_100") & (found["severity"] == "question")].iloc[0]
    # 70 + 20 + 10 + 8 + 5 = 113
    assert whole["low"] == 112.75 and not ((found["check"] == "hhi") & (found["column"] == "2000 HS-2")).any()


def test_only_the_column_that_the_ranks_are_of_has_to_fall():
    text = (
        "Rank | Country | Sales | Margin\n1 | A | 90 | 21.1%\n2 | B | 80 | 19.2%\n"
        "3 | C | 70 | 19.9%\n4 | D | 60 | 18.0%\n5 | E | 50 | 17.0%"
    )
    assert problems(check_tables([table(text)])) == []


def test_cumulative_shares():
    text = (
        "Item | Share | Cumulative share\na | 40.0% | 40.0%\nb | 25.0% | 65.0%\nc | 20.0% | 85.0%\n"
        "d | 10.0% | 59.0%\ne | 5.0% | 100.0%"
    )
    row = of(check_tables([table(text)]), "cumulative", 4)
    # 40 + 25 + 20 + 10 = 95
    assert (row["verdict"], row["low"], row["high"]) == ("not_checkable", 94.8, 95.2)


def test_shares_to_a_hundred():
    sound = "Item | Share\na | 33.3%\nb | 33.3%\nc | 33.3%"
    assert of(check_tables([table(sound)]), "shares_to_100")["verdict"] == "within_rounding"
    short = of(check_tables([table(sound.replace("c | 33.3%", "c | 32.3%"))]), "shares_to_100")
    # 98.9 ± 0.15
    assert (short["severity"], short["high"]) == ("question", 99.05)


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ("1 2 3 5 6", [("numbering", 4, "not_checkable")]),
        ("1 2 3 3 4", [("numbering", 4, "not_checkable")]),
        ("1 2 9 4 5", [("numbering", 3, "not_checkable")]),
        ("2 3 4 5 6", [("numbering", 1, "not_checkable")]),
        ("1 2 3 4 5", []),
    ],
)
def test_numbering(numbers, expected):
    text = "No. | Name\n" + "\n".join(
        f"{number} | name {letter}" for number, letter in zip(numbers.split(), "abcde", strict=True)
    )
    assert problems(check_tables([table(text)])) == expected


DATES = """
Round | From | To | Decided on
1 | 26 May 2020 | 15 Jun 2020 | 17 Jul 2020
2 | 03 Sep 2020 | 02 Oct 2020 | 05 Nov 2020
3 | 10 Oct 2020 | 30 Oct 2020 | 02 Dec 2020
4 | 26 Mar 2021 | 26 Apr 2021 | 29 Jun 2021
5 | 31 Jan 2022 | 31 Mar 2022 | 07 Jun 2022
"""


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("x", "x", set()),
        ("10 Oct 2020", "30 Sep 2020", {("spans_apart", 3, "not_checkable")}),
        ("26 Apr 2021", "31 Apr 2021", {("day_exists", 4, "contradicted")}),
        ("15 Jun 2020", "15 Jun 2019", {("dates_in_row", 1, "not_checkable")}),
        ("05 Nov 2020", "05 Nov 2022", {("date_order", 2, "not_checkable")}),
        (
            "02 Dec 2020",
            "12 Feb 2020",
            {("dates_in_row", 3, "not_checkable"), ("date_order", 3, "not_checkable")},
        ),
    ],
)
def test_dates(old, new, expected):
    assert set(problems(check_tables([table(DATES.replace(old, new))]))) == expected


def test_codes():
    text = "Product | HS codes\na | 300310, {}, 300410\nb | 8541, 8542\nc | 8507\nd | 271111, 271119"
    assert problems(check_tables([table(text.format("300320"))])) == []
    seven = of(check_tables([table(text.format("3000320"))]), "code_form", 1)
    # without one of its digits it is 300320; 000320 would be of chapter 00, which has no headings
    assert (seven["printed"], seven["verdict"]) == ("3000320", "contradicted")
    assert seven["diagnosis"].endswith("7 digits; 300320 without one")
    none = of(check_tables([table(text.format("770320"))]), "code_form", 1)
    assert none["diagnosis"].startswith("question: no HS chapter 77")


def test_a_dropped_zero_is_not_a_digit_too_few():
    # 03.02 and 03.03 without their zero, beside eight-digit codes with chapter and heading that exist
    text = "Product | HS code\na | 3021100\nb | 3031100\nc | 84501100\nd | 85012000"
    assert problems(check_tables([table(text)])) == []


def test_a_row_twice_and_a_cell_that_is_no_number():
    text = "Firm | Place | Jobs\na | X | 10\nb | Y | 20\nb | Y | 20\nc | Z | 30\nd | Z | 40\n" + "\n".join(
        f"{name} | Z | {jobs}" for jobs, name in enumerate("efghijk", 51)
    )
    text += "\nl | Z | 1p to 3"
    assert problems(check_tables([table(text)])) == [
        ("row_repeated", 3, "not_checkable"),
        ("cell_form", 13, "not_checkable"),
    ]


def test_more_decimals_than_any_other_row():
    text = "Firm | Share of sales\n" + "\n".join(
        f"{name} | {value}"
        for name, value in zip("abcdefg", ["9.1", "8.2", "2.5", "11.33", "4.4", "3.1", "0.2"], strict=True)
    )
    assert problems(check_tables([table(text)])) == [("cell_form", 4, "not_checkable")]


CRITERIA = table(
    "Product | Criteria\nA. Chips |\n(1) Power | Investing ¥200 billion or more\n"
    "(2) Logic | Investing ¥30 billion or more\n"
    "B. Machines | \n"
    "Machines and parts | Investing ¥30 billion or more Additional conditions apply in the case "
    "of parts",
    number="2",
)
PLANS = (
    "Plan | Criterion (Table 2) | Planned investment (¥ billion)\na | A(1) | 388.30\n"
    "b | A(2) | 30.00\nc | B | 33.30\nd | B | {}\ne | A(2) | n.a.\nf | {} | {}"
)


def test_thresholds_and_entries_of_another_table():
    found = check_tables([CRITERIA, table(PLANS.format("50.00", "A(1)", "211.60"))])
    assert problems(found) == []
    # printed 30.00 is 30 or more as it stands
    assert of(found, "threshold", 2)["verdict"] == "holds"
    assert of(found, "threshold", 5)["diagnosis"] == "no single amount is printed: n.a."
    # 2.70 under B, to which further conditions may apply; 29.99 under A(2) cannot be 30 or more
    bad = check_tables([CRITERIA, table(PLANS.format("2.70", "A(2)", "29.99"))])
    assert problems(bad) == [("threshold", 4, "not_checkable"), ("threshold", 6, "not_checkable")]
    none = check_tables([CRITERIA, table(PLANS.format("50.00", "A(3)", "40.00"))])
    assert problems(none) == [("entry_cited", 6, "not_checkable")]


def test_missing_inputs_are_said_and_not_guessed():
    text = "Item | 2020 | 2021\na | 10 | 5\nb | n.a. | 6\nc | 20 | 7\nTotal | 35 | 18"
    found = check_tables([table(text)])
    missing = found[(found["check"] == "total_row") & (found["column"] == "2020")].iloc[0]
    assert (missing["verdict"], missing["severity"], missing["diagnosis"]) == (
        "not_checkable",
        "note",
        "row 2 prints 'n.a.'",
    )
    assert problems(found) == []


def test_bounds_are_exact():
    found = of(check_tables([table("Item | US$ million\na | 0.1\nb | 0.2\nTotal | 0.3")]), "total_row")
    assert (Decimal(str(found["low"])), Decimal(str(found["high"])), found["verdict"]) == (
        Decimal("0.2"),
        Decimal("0.4"),
        "holds",
    )


def test_numbers_and_codes_that_come_again_in_a_long_table():
    rows = [
        f"{country} | {year} | {year - 2000} | 84 | {year % 7 + 0.5}"
        for country in ("A", "B")
        for year in range(2010, 2016)
    ]
    assert (
        problems(check_tables([table("Country | Year | No. | HS chapter | Value\n" + "\n".join(rows))])) == []
    )


def test_a_total_in_front_of_a_few_of_its_rows_is_not_asked_about():
    text = "Partner | Exports | Imports\nTotal | 900.0 | 800.0\nChina | 300.0 | 200.0\nIndia | 100.0 | 50.0"
    assert problems(check_tables([table(text)])) == []


BALANCES = """
Partner | Exports | Imports | Balance
Tarn | 240.8 | 512.4 | (271.6)
Calder | 512.9 | 330.6 | 182.3
Lisse | 77.3 | 88.0 | (10.7)
Norvania | 1,243.6 | 990.1 | 253.5
Total | 2,074.6 | 1,921.1 | 153.5
"""


def test_a_balance_in_brackets_is_negative():
    # -271.6 + 182.3 - 10.7 + 253.5 = 153.5, and each is exports less imports
    found = check_tables([table(BALANCES)])
    assert problems(found) == []
    assert of(found, "total_column", 1)["verdict"] == of(found, "total_column", 3)["verdict"] == "holds"
    assert ("total_column", 1, "contradicted") in problems(
        check_tables([table(BALANCES.replace("271.6", "261.6"))])
    )


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        # standard errors; a note that says what the brackets are
        (
            (
                "Term | (1) | (2) | (3)\nA | 1.204 | 0.987 | 0.4\n | (0.112) | (0.203) | (0.1)\n"
                "B | 0.812 | 0.795 | 0.3\n | (0.041) | (0.044) | (0.1)"
            ),
            (),
        ),
        (BALANCES, ("Shares of trade in parentheses.",)),
    ],
)
def test_other_numbers_in_brackets_are_not_read_as_negative(text, notes):
    grid = Grid(table(text, notes=notes))
    assert all(
        cell.number is None
        for column in grid.columns
        for cell in column.cells.values()
        if cell.text.startswith("(")
    )


def test_a_note_says_that_brackets_are_negative():
    text = "Year | Flow | Stock\n2019 | 3 | 5\n2020 | (4) | 1\n2021 | 2 | 3\nTotal | 1 | "
    assert ("total_row", 4, "contradicted") not in problems(
        check_tables([table(text, notes=("Figures in parentheses are negative.",))])
    )


def test_a_rate_below_amounts_has_decimals_of_its_own():
    rows = "\n".join(f"Tax {n} | {n}1,340 | {n}9,014" for n in range(1, 8))
    assert (
        problems(check_tables([table(f"Item | 2021 | 2022\n{rows}\nBalance (% of GDP) | −3.3 | −2.9")])) == []
    )


EURO = """
Product | 2021 | 2022
Machinery | 1.234,5 | 1.456,7
Vehicles | 987,6 | 1.012,3
Chemicals | 345,1 | 401,2
Total | 2.567,2 | 2.970,2
"""
UNSETTLED = """
Product | 2021
Machinery | 1.234
Vehicles | 2.345
Total | 3.680
"""


def test_a_column_is_read_by_the_convention_of_its_table_or_document():
    assert [row[:4] for row in problems(check_tables([table(EURO)]))] == [
        row[:4]
        for row in problems(check_tables([table(EURO.replace(",", ";").replace(".", ",").replace(";", "."))]))
    ]
    # alone it can be read in two ways, which is one question and no error; its document decides
    found = check_tables([table(UNSETTLED)])
    assert found["severity"].tolist().count("question") == 1 and "error" not in found["severity"].tolist()
    both = check_tables([table(UNSETTLED), table(EURO, number="2")])
    assert both.loc[both["severity"] != "", "table"].tolist() == ["1", "2"]


def test_numbers_in_brackets_are_negative_where_nothing_says_otherwise():
    text = """
    Place | Flow
    India | 410.2
    China | (61.5)
    Other | 12.0
    Total | 360.7
    """
    right = check_tables([table(text)])
    assert right.loc[right["check"] == "total_row", "verdict"].tolist() == ["holds"]
    for note in ("Standard errors in brackets.", "Figures in parentheses are shares."):
        assert Grid(table(text, notes=(note,))).columns[1].cells[1].number is None
    errors = Grid(table("x | (1)\nK | -0.15\n | (4.19)\nL | -0.08\n | (6.76)\nM | 0.2\nN | 0.3"))
    assert sorted(errors.columns[1].numbers) == [0, 2, 4, 5]


def test_a_cell_is_cut_at_a_space_only_where_it_holds_a_code_and_a_value():
    coded = Grid(table("Rank | 2007\n1 | 84 31.7%\n2 | 72 12.1%\n3 | 85 9.0%"))
    assert [column.position for column in coded.columns] == [0, 1, 1]
    spaced = Grid(table("Place | 2007\nA | 1 234\nB | 2 345\nC | 345"))
    assert [cell.amount.value for cell in spaced.columns[1].cells.values()] == [1234, 2345, 345]
    labelled = Grid(table("Place | HS code and value\nA | 84 317\nB | 72 121\nC | 85 900"))
    assert len(labelled.columns) == 3


def test_hs_chapters_are_no_numbering():
    assert problems(check_tables([table("Chapter | Share\n27 | 5.1\n84 | 4.2\n85 | 3.3")])) == []
    assert not Grid(table("Place | x\n27 | a\n84 | b\n85 | c")).columns[0].is_numbering
    assert Grid(table("No. | x\n1 | a\n2 | b\n3 | c")).columns[0].is_numbering


def test_numbers_in_several_scales_add_up_and_lost_digits_are_said():
    found = check_tables([table("Place | Value\nA | 1.20 bn\nB | 300.00 mn\nTotal | 1.50 bn")])
    assert found.loc[found["check"] == "total_row", "verdict"].tolist() == ["holds"]
    rough = check_tables([table("Place | Value\nA | 1.2E+05\nB | 3.0E+04\nTotal | 1.5E+05")])
    assert "further digits are lost" in " ".join(rough["diagnosis"])


def test_cells_of_a_column_of_numbers_that_cannot_be_read_are_counted():
    lines = "Place | Value\nA | 1,200\nB | 1,2x0\nC | 1,400\nD | —\nE | 5"
    assert Grid(table(lines.replace("1,2x0", "12,00,0"))).columns[1].unread == [1]
    assert Grid(table("Age | Value\n10–14 | a\n15–19 | b\n20–24 | c")).columns[0].unread == []


def test_a_dash_is_none_where_the_rest_adds_up_and_mends_no_total_that_is_too_small():
    text = """
    Year | Number | Amount
    2019 | — | —
    2020 | 12 | 25.47
    2021 | 27 | 33.94
    2022 | 45 | 167.54
    Total | 84 | {total}
    """
    sums = {
        total: check_tables([table(text.format(total=total))])
        .query("check == 'total_row'")["verdict"]
        .tolist()
        for total in ("226.95", "223.95", "229.95")
    }
    assert sums == {
        "226.95": ["holds", "holds"],
        "223.95": ["holds", "contradicted"],
        # what a dash stands for is not known
        "229.95": ["holds", "not_checkable"],
    }


MARKED = "Place | Number (f) | Value\nA | 10 | 1.5\nB | 20 | 2.5\nC | 40 | 3.5\nTotal | 65 | 7.5"


def test_a_note_that_may_explain_a_total_makes_it_a_question():
    note = "(f) A project in several places counts for each of them."
    found = check_tables([table(MARKED, notes=(note,))])
    assert found.loc[found["severity"] == "question", "diagnosis"].item().endswith(note)
    assert "error" not in check_tables([table(MARKED)])["severity"].tolist()
    other = check_tables([table(MARKED, notes=("(f) As of March.",))])
    assert other["severity"].tolist().count("question") == 1


def test_a_sum_over_a_wrong_total_follows_from_it():
    found = check_tables(
        [
            table(
                "Place | Ores $m | Wool $m | Cars $m | Total $m\nA | 11,120.5 | 31.2 | 40.1 | 11,191.8\n"
                "B | 391.6 | 12.0 | 9.9 | 413.5\nC | 5.1 | 2.0 | 3.0 | 10.1\nD | 7.0 | 2.0 | 3.0 | 12.0\n"
                "Total | 1,524.2 | 47.2 | 56.0 | 11,627.4"
            )
        ]
    )
    errors = found[found["severity"] == "error"]
    assert errors[["check", "printed"]].values.tolist() == [["total_row", "1,524.2"]]
    assert "follows from 1,524.2, which is contradicted itself" in found["diagnosis"].tolist()
