"""Tables of kinds met in documents of others that accuse nobody, and the error beside each that does."""

import pytest

from crossfoot.documents.table import Table
from crossfoot.tables.checks import Auditor


def problems(text: str, caption: str = "A table", notes: tuple[str, ...] = ()) -> list[tuple]:
    rows = [[cell.strip() for cell in line.split("|")] for line in text.strip("\n").split("\n")]
    table = Table("a.md", "1", caption, notes=list(notes))
    table.header, table.body = rows[:1], rows[1:]
    table.header_lines, table.body_lines = [1], list(range(2, len(rows) + 1))
    return [(one.check, one.severity, one.row, one.printed) for one in Auditor()([table]) if one.is_problem]


def test_a_row_of_observations_is_no_sum_of_columns():
    text = (
        "Item | Men | Women | Difference\nLetters | 130.4 | 131.9 | 1.5\nWords | 24.1 | 23.3 | -0.8\n"
        "Lines | 40.6 | 39.1 | -1.5\nPages | 8.2 | 9.4 | 1.2\nNotes | 61.7 | 83.9 | 22.2\n"
        "Tables | 11.3 | 25.8 | 14.5\nNo. observations | 8,266 | 851 | 9,117"
    )
    assert problems(text) == []
    assert [one[:2] for one in problems(text.replace("| 14.5", "| 41.5"))] == [("total_column", "error")]


def test_the_mean_grade_of_two_ores_is_no_sum():
    text = (
        "Ore | Amount | % U3O8 | Contained\nMeasured | 2.7 | 0.24 | 6,350\nIndicated | 18.9 | 0.25 | 46,721\n"
        "Subtotal | 21.6 | 0.25 | 53,071"
    )
    assert problems(text) == []


def test_the_totals_of_single_rows_do_not_add_up_to_the_next():
    text = (
        "Name | Paid\nA | 51.24\nTOTAL | 51.24\nB | 66.12\nTOTAL | 66.12\nC | 85.00\nTOTAL | 85.00\n"
        "D | 78.80\nD | 392.45\nTOTAL | 471.25"
    )
    assert problems(text) == []


def test_columns_on_another_page_may_belong_to_a_sum():
    rows = "\n".join(f"S{n} | {n}.70 | {n - 4}.40 | 4.30" for n in range(14, 24))
    text = f"State | Total | Loans | Bonds\n{rows}\nUttar | 80.62 | 74.89 | 5.68"
    assert [one[1] for one in problems(text)] == ["question"]
    assert [one[1] for one in problems(text, caption="Debt by state (Contd.)")] == ["question"]


def test_percentiles_are_no_quotients_of_each_other():
    text = (
        "Test | Minimum | Lower 25% | Maximum\nOne | 2 | 6 | 12\nTwo | 3 | 5 | 15\nThree | 2 | 8 | 16\n"
        "Four | 4 | 29 | 45"
    )
    assert problems(text) == []


def test_a_share_that_is_cut_off_is_a_question():
    text = (
        "Outcome | No. | Percentage\nSold | 96 | 17.4\nKept | 133 | 24.2\nChanged | 93 | 16.9\n"
        "Approved | 227 | 41.3\nTotal | 549 | 100.0"
    )
    # 96/549 = 17.486
    assert [one for one in problems(text) if one[0] == "share_of_total"] == [
        ("share_of_total", "question", 1, "17.4")
    ]
    assert ("share_of_total", "error", 1, "18.4") in problems(text.replace("17.4", "18.4"))


def test_rows_that_one_year_alone_prints_belong_to_its_sum():
    text = (
        "Kind | 2015 | 2016 | 2017 | 2018\nFirst | 20,551 | 26,052 | 7,864 | 5,494\n"
        "Second | na | na | na | 166\nThird | 152 | 201 | 46 | 24\nFourth | na | na | na | 10\n"
        "Sub-total | 20,703 | 26,253 | 7,910 | 5,694"
    )
    assert problems(text) == []
    assert problems(text.replace("7,910", "7,190"))[0][1:] == ("error", 5, "7,190")


def test_a_table_whose_head_is_a_row_of_amounts_began_before():
    text = "Gas | $ 116 | $ 104\nWater | 42 | 40\nSewage | 3 | 4\nOther | 11 | 12\nTotal | $ 172 | $ 160"
    assert problems(text) == []
    assert {one[1] for one in problems("Firm | 2019 | 2020\n" + text.replace("116", "161"))} == {"question"}


@pytest.mark.parametrize("label", ["% Change", "Percent Increase (Decrease)", "Growth, %"])
def test_rates_of_change_do_not_add_up(label):
    text = (
        f"Sales | 2020 | 2021 | 2022 | {label}\nHome | 120 | 131 | 140 | 6.9\nAbroad | 80 | 93 | 101 | 8.6\n"
        "All sales | 200 | 224 | 241 | 7.6"
    )
    assert problems(text) == []


def test_a_column_with_some_percent_signs_holds_percentages():
    text = (
        "Sales | 2023 | 2022 | Change | \nOwn | 4,711 | 4,415 | 296 | 7%\nLet | 7,521 | 6,790 | 731 | 11\n"
        "Other | 163 | 179 | -16 | -9\nTotal revenues | 12,395 | 11,384 | 1,011 | 9%"
    )
    assert problems(text) == []
