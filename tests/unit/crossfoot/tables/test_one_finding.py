"""One wrong number is one finding, on the number that is wrong; every figure here was added up by hand."""

import pytest

from crossfoot.documents.table import Table
from crossfoot.documents.tables import extract_tables
from crossfoot.numbers.verdicts import ERROR, QUESTION
from crossfoot.tables.checks import Auditor
from crossfoot.tables.grid import Check, Grid


def read(text: str, caption: str = "Values", notes: str = "") -> Table:
    """A table of lines "Label | 1 | 2"; the first is the head."""
    rows = [line.strip() for line in text.strip().splitlines()]
    rule = " | ".join(["---"] * (rows[0].count("|") + 1))
    lines = [f"Table 1: {caption}", "", rows[0], rule, *rows[1:], "", notes]
    return extract_tables([f"| {line} |" if "|" in line else line for line in lines], "made.md")[0]


def problems(text: str, caption: str = "Values", notes: str = "") -> list[Check]:
    return [check for check in Auditor().checks([read(text, caption, notes)])[0] if check.is_problem]


JOBS = """
Region | 2019 | 2021 | 2023 | Change 2019-2023 (%)
North | 413 | 427 | 451 | 9.2
South | 287 | 281 | 266 | -7.3
East | 199 | 204 | 233 | 17.1
West | 152 | 163 | 178 | 17.1
Total | 1,051 | 1,075 | 1,128 | 7.3
"""


def test_a_misprinted_total_explains_the_growth_computed_from_the_right_one():
    # 451 + 266 + 233 + 178 = 1,128, and 1,128 / 1,051 = 1.0733
    assert problems(JOBS) == []
    [found] = problems(JOBS.replace("1,128", "1,182"))
    assert (found.severity, found.row, found.printed) == (ERROR, 5, "1,182")
    assert found.diagnosis.startswith("two digits exchanged: 1,128 for 1,182; the rows give 1,128")
    assert "explains too why 7.3 (row 5 (Total), Change 2019-2023 (%)) fails" in found.diagnosis
    # a level: the sum of 2023 and the growth of the North fail with it
    [found] = problems(JOBS.replace("451", "541"))
    assert (found.severity, found.row, found.printed) == (ERROR, 1, "541")
    # a growth rate alone, of numbers that the sums confirm
    [found] = problems(JOBS.replace("9.2", "2.9"))
    assert (found.severity, found.row, found.printed) == (ERROR, 1, "2.9")


def test_two_numbers_of_a_column_in_each_others_place():
    # 451 and 233 exchanged: the sum is the same, and the growth of both rows is not
    wrong = JOBS.replace("451", "x").replace("233", "451").replace("x", "233")
    [found] = problems(wrong)
    assert (found.severity, found.row, found.printed) == (ERROR, 1, "233")
    assert "it and 451 (row 3) stand in each other's place" in found.diagnosis


TRANSFERS = """
Fund | Roads | Transit | Both
General 2008 | 8.017 | 0.000 | 8.017
General 2010 | 14.700 | 4.900 | 19.600
General 2014 | 9.651 | 2.042 | 11.693
General 2015 | 6.068 | 2.000 | 8.068
General 2020 | 10.400 | 3.200 | 13.600
General fund total | 48.836 | 12.142 | 60.978
Other fund | 3.700 | 0.800 | 4.500
Total transfers | 52.536 | 12.942 | 65.478
"""


def test_the_number_where_a_failing_row_and_column_cross_is_blamed_and_none_that_its_column_confirms():
    assert problems(TRANSFERS) == []
    # 4.800 and 19.500 were corrected to 4.900 and 19.600, and the totals of Transit with them, those of Both
    # not: 12.142 and 12.942 are the sums of their column
    stale = TRANSFERS.replace("60.978", "60.878").replace("65.478", "65.378")
    [found] = problems(stale)
    assert (found.severity, found.row, found.printed) == (ERROR, 6, "60.878")
    assert "65.378" in found.diagnosis and "was computed from it" in found.diagnosis


def test_numbers_that_explain_equally_well_are_one_question():
    # 877 + 39 + 1,126 = 2,042, and 2,395 + 2,142 = 4,537: a total, or a row, is off by 100 in two columns
    text = (
        "Sector | Men | Women | All\nFarms | 1,213 | 877 | 2,090\nMines | 418 | 39 | 457\n"
        "Shops | 764 | 1,126 | 1,890\nTotal | 2,395 | 2,142 | 4,537"
    )
    [found] = problems(text)
    assert (found.severity, found.printed) == (QUESTION, "2,142")
    assert all(name in found.diagnosis for name in ("4,537", "2,142 (row 4)", "1,126 (row 3)"))


IMPORTS = """
Partner | 2021 | 2022 | 2023 | Share in 2023 (%)
Borduria | 400 | 420 | 450 | 37.5
Syldavia | 300 | 310 | 330 | 27.5
Fenwick | 200 | 220 | 240 | 20.0
Freedonia | 150 | 160 | 180 | 15.0
Total | 1,050 | {total} | 1,200 | 100.0
"""


def test_a_coarser_rounding_than_is_printed_is_asked_about_and_not_counted():
    assert problems(IMPORTS.format(total="1,110")) == []
    [found] = problems(IMPORTS.format(total="1,130"))
    assert (found.severity, found.printed) == (QUESTION, "1,130")
    assert "rounded more coarsely" in found.diagnosis and "3 of 4 columns" in found.evidence
    notes = "Note: Figures are rounded to tens and may not add up."
    assert problems(IMPORTS.format(total="1,130"), notes=notes) == []


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("1,96,913.67", "1,69,913.67", "1,96,913.67 for 1,69,913.67; the rows give 1,96,913.67"),
        ("196.913,67", "169.913,67", "196.913,67 for 169.913,67; the rows give 196.913,67"),
    ],
)
def test_messages_print_numbers_as_the_document_does(right, wrong, said):
    rows = (
        "Item | 2021\na | 1,34,567.89\nb | 50,000.11\nc | 12,345.67\nTotal | {}"
        if "," in right[:3]
        else "Item | 2021\na | 134.567,89\nb | 50.000,11\nc | 12.345,67\nTotal | {}"
    )
    assert problems(rows.format(right)) == []
    [found] = problems(rows.format(wrong))
    assert said in found.diagnosis


def test_estimates_and_dates_are_no_unread_numbers():
    text = (
        "Variable | OLS | Approved\nGDP | 11.99 (48.70)*** | 17 Jun 2022\n"
        "Distance | -0.17 (-6.01)*** | Aug. 8, 2014"
        "\nBorder | 0.01 [0.022] | FY2012\nTariff | (-1.76)* | Dec 2024"
    )
    assert [column.unread for column in Grid(read(text)).columns] == [[], [], []]
    # a mark before a number belongs to no other
    marked = Grid(read("Place | Change\na | **12,760\nb | *–0.3\nc | 4.1"))
    assert [float(cell.amount.value) for cell in marked.columns[1].numbers.values()] == [12760, -0.3, 4.1]


# each table as it should be, the text that a slip changes, and the severity and row of what is found
PLANTED = {
    "per capita, ten times": (
        "Country | GDP (US$ billion) | Population (million) | GDP per capita (US$)\n"
        "A | 1,725.4 | 51.7 | 33,373\n"
        "B | 371.9 | 5.6 | 66,411\nC | 4,213.2 | 83.8 | 50,277\nD | 408.8 | 71.7 | 5,702\n"
        "E | 512.1 | 32.4 | 15,806",
        ("5,702", "57,020"),
        (ERROR, 4),
    ),
    # 2,531,000 / 131.50 = 19,247; at the rate of the year before it is 23,062
    "converted at another rate": (
        "Year | Outlays (¥ billion) | ¥ per US$ | Outlays (US$ million)\n2020 | 1,821.3 | 106.77 | 17,058\n"
        "2021 | 2,104.5 | 109.75 | 19,175\n2022 | 2,531.0 | 131.50 | 19,247\n"
        "2023 | 2,711.9 | 140.49 | 19,303\n"
        "2024 | 3,099.2 | 151.37 | 20,474",
        ("19,247", "23,062"),
        (QUESTION, 3),
    ),
    # 60.7 × 3.31 = 200.9
    "area by yield, digits exchanged": (
        "Place | Area | Yield | Output\nA | 112.3 | 3.42 | 384.1\nB | 88.9 | 2.87 | 255.1\n"
        "C | 154.2 | 4.05 | 624.5\n"
        "D | 60.7 | 3.31 | 200.9\nE | 201.5 | 2.66 | 536.0",
        ("624.5", "642.5"),
        (ERROR, 3),
    ),
    "mean of three years": (
        "Country | 2020 | 2021 | 2022 | Average 2020-2022\nA | 3.1 | 2.8 | 4.4 | 3.4\n"
        "B | 1.9 | 2.2 | 2.6 | 2.2\n"
        "C | 4.7 | 4.1 | 5.5 | 4.8\nD | 2.6 | 3.0 | 3.9 | 3.2\nE | 5.1 | 4.8 | 6.3 | 5.4",
        ("| 4.8\nD", "| 8.4\nD"),
        (QUESTION, 3),
    ),
    "gap of two rows": (
        "Sex | 1990 | 2000 | 2010 | 2020\nMen | 71.2 | 72.5 | 74.0 | 75.1\n"
        "Women | 77.9 | 78.8 | 79.9 | 80.6\n"
        "Gap | 6.7 | 6.3 | 5.9 | 5.5",
        ("5.9", "9.5"),
        (ERROR, 3),
    ),
    "change and growth of a misprinted level": (
        "Country | 2018 | 2022 | Change | Change 2018-2022 (%)\nA | 311.4 | 451.2 | 139.8 | 44.9\n"
        "B | 287.5 | 266.4 | -21.1 | -7.3\nC | 199.8 | 233.9 | 34.1 | 17.1\n"
        "D | 152.7 | 178.5 | 25.8 | 16.9\n"
        "E | 120.3 | 141.6 | 21.3 | 17.7",
        ("233.9", "323.9"),
        (ERROR, 3),
    ),
    "shares of a misprinted total": (
        "Good | US$ million | Share\nGold | 1,243.7 | 34.5%\nCoal | 988.1 | 27.4%\nGas | 655.4 | 18.2%\n"
        "Iron | 402.9 | 11.2%\nWool | 310.3 | 8.6%\nTotal | 3,600.4 | 100.0%",
        ("3,600.4", "3,060.4"),
        (ERROR, 6),
    ),
    "growth rates under a total are not added": (
        "Place | 2018 | 2019 | Change | Change (%)\nA | 12,344 | 11,872 | -472 | -3.8\n"
        "B | 8,291 | 8,814 | 523 | 6.3\n"
        "C | 5,502 | 5,777 | 275 | 5.0\nD | 3,118 | 2,990 | -128 | -4.1\nE | 1,207 | 1,419 | 212 | 17.6\n"
        "Total | 30,462 | 30,872 | 410 | 1.3",
        ("30,872", "31,872"),
        (ERROR, 6),
    ),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_slip_of_the_kind_that_economists_make_is_one_finding(name):
    text, (right, wrong), expected = PLANTED[name]
    assert problems(text) == []
    [found] = problems(text.replace(right, wrong))
    assert (found.severity, found.row) == expected, found.diagnosis


def test_one_multiple_of_another_column_is_a_question_where_a_misprint_breaks_it():
    # kilotonnes and thousand short tons: 655.9 × 1.1023 = 723.0
    text = (
        "Port | kt | Thousand short tons\na | 1,204.5 | 1,327.7\nb | 988.2 | 1,089.3\nc | 655.9 | 723.0\n"
        "d | 310.4 | 342.2\ne | 450.8 | 496.9\nf | 877.1 | 966.8"
    )
    assert problems(text) == []
    [found] = problems(text.replace("723.0", "732.0"))
    assert (found.severity, found.row, found.printed) == (QUESTION, 3, "732.0")
    # a row that is another multiple may be meant
    assert problems(text.replace("723.0", "650.4")) == []


def test_contributions_add_up_to_growth():
    text = (
        "Component | 2016 | 2017 | 2018 | 2019\nConsumption | 1.4 | 0.9 | 1.8 | 1.1\n"
        "Investment | 0.6 | -0.4 | 0.9 | 0.5\n"
        "Government | 0.3 | 0.5 | 0.2 | 0.4\nNet exports | -0.2 | 0.3 | -0.5 | 0.1\n"
        "GDP growth | 2.1 | 1.3 | 2.4 | 2.1"
    )
    caption = "Contributions to growth, percentage points"
    assert problems(text, caption) == []
    [found] = problems(text.replace("| 2.4 |", "| 4.2 |"), caption)
    assert (found.severity, found.row, found.printed) == (ERROR, 5, "4.2")


def test_a_row_counted_twice_in_every_column_is_said_once():
    # 1,051 + 152, 1,075 + 163 and 1,128 + 178
    text = JOBS.replace(" | Change 2019-2023 (%)", "")
    text = "\n".join(
        line if "Region" in line else line.rpartition(" | ")[0] for line in text.strip().splitlines()
    )
    assert problems(text) == []
    wrong = text.replace("1,051", "1,203").replace("1,075", "1,238").replace("1,128", "1,306")
    [found] = problems(wrong)
    assert (found.severity, found.row) == (QUESTION, 5)
    assert found.diagnosis.removeprefix("question: ").startswith(
        "one row too many: row 4 (West) counted twice"
    )


def test_what_is_off_by_a_second_rounding_is_not_accused():
    # 57 × 19.60 is 1,117.2, and 1,116.89 / 57 is 19.595: rounded twice, not misprinted
    text = (
        "Round | No. of grants | Average | Total\na | 39 | 17.26 | 673.04\nb | 40 | 16.78 | 671.06\n"
        "c | 92 | 20.55 | 1,890.24\nd | 57 | 19.60 | 1,116.89\ne | 56 | 21.51 | 1,204.42\n"
        "f | 63 | 17.11 | 1,078.09\nh | 121 | 17.74 | 2,146.39\ni | 113 | 18.38 | 2,077.24"
    )
    assert problems(text) == []
    # 41 × 15.60 is 639.60
    [found] = problems(text + "\ng | 41 | 15.60 | 654.43")
    assert (found.severity, found.row) == (QUESTION, 9)
