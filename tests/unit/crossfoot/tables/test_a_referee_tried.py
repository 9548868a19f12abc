"""Tables that a referee made: what he was asked without cause, told wrongly, or not told."""

from crossfoot.tables.confidence import cell_states
from crossfoot.tables.grid import Grid
from tests.unit.crossfoot.tables.test_structure import checks_of, problems, read

MEANS = (
    "Variable | Large | Small | All\nEmployees | 310.2 | 24.1 | 109.9\nSales | 41.2 | 3.1 | 14.5\n"
    "Wages | 21.7 | 14.1 | 16.4\n"
    "Exports (%) | 34.1 | 12.2 | 18.8\nAge | 22.4 | 11.3 | {}\n"
)


def test_below_means_a_count_of_all_is_the_sum():
    for row in ("Number of firms | 120 | 280 | 400", "Observations | 1,120 | 680 | 1,800"):
        assert problems(MEANS.format("14.6") + row) == []
        assert [found[1:] for found in problems(MEANS.format("24.6") + row)] == [
            ("average_within", 5, "24.6")
        ]
    groups = (
        "Variable | Treated | Control | Difference\nIncome | 4,812 | 4,112 | 700\n"
        "Spending | 3,112 | 2,912 | 200\nWages | 2,112 | 2,012 | 100\nRent | 1,112 | 1,024 | 88\n"
        "Number of firms | 120 | 280 | 400"
    )
    assert problems(groups) == []


def test_growth_beside_shares_that_add_up_is_no_sum():
    shares = (
        "Region | Share 2019 | Share 2023 | Growth\nAsia | 45.2 | 45.0 | 27.7\nAfrica | 10.1 | 20.6 | 162.1\n"
        "Europe | 44.7 | 34.4 | 28.6\nTotal | 100.0 | 100.0 | 28.4"
    )
    assert problems(shares) == []


def diagnosis(text):
    return next(check.diagnosis for check in checks_of(read(text)) if check.is_problem)


def test_a_misprint_that_is_named_gives_the_number_that_is_asked_for():
    # 330 - 80 - 36 = 214, and 214 / 342 - 1 = -37.4%
    vehicles = (
        "Product | 2019 | 2023 | Change (%)\nMachinery | 160 | 80 | -50.0\nVehicles | 342 | 241 | -37.4\n"
        "Food | 103 | 36 | -65.0\nTotal | 605 | 330 | -45.5"
    )
    said = diagnosis(vehicles)
    assert said.startswith("two digits exchanged: 214 for 241; ")
    assert "give 214, printed is 241" in said and "357" not in said


def test_where_rounding_allows_several_numbers_none_is_stated_as_the_one():
    shares = (
        "Market | Exports | Share (%) | Cumulative share (%)\nGermany | 2,146 | 21.5 | 21.5\n"
        "France | 1,843 | 18.4 | 39.9\nItaly | 1,841 | 18.4 | 57.3\nSpain | 1,500 | 15.0 | 73.3\n"
        "Other | 2,670 | 26.7 | 100.0\nTotal | 10,000 | 100.0 |"
    )
    assert "gives about 58.3, printed is 57.3" in diagnosis(shares)


def test_a_part_whose_digits_were_exchanged_is_named_first():
    sectors = (
        "Sector | 2021 | 2022\nFood | 412 | 455\nTextiles | 713 | 802\nMachinery | 905 | 960\n"
        "Total | 2,048 | 2,217"
    )
    said = diagnosis(sectors)
    assert said.startswith("most likely 713 (row 2) is wrong, two digits exchanged: 731 for 713; ")


OUTPUT = (
    "Sector | 2010 | 2020 | Change\nAgriculture | 4,120 | 3,310 | -810\nIndustry | 2,680 | 3,112 | {}\n"
    "Services | 5,390 | 6,838 | 1,448\nTotal | 12,190 | 13,260 | {}"
)


def test_a_change_is_asked_about_where_half_of_the_rows_hold():
    # 3,112 - 2,680 = 432 and 13,260 - 12,190 = 1,070
    assert problems(OUTPUT.format("432", "1,070")) == []
    table = read(OUTPUT.format("332", "970"))
    checks = checks_of(table)
    assert [(one.severity, one.row) for one in checks if one.is_problem] == [("question", 2)]
    agree = {cell for cell, state in cell_states(Grid(table), checks, []).items() if state == "holds"}
    assert not agree & {(row, column) for row in (1, 3) for column in (1, 2, 3)}


def test_a_difference_in_brackets_or_adjusted_is_no_difference_of_its_two_columns():
    experiment = (
        "Outcome | Treated | Control | Difference\nIncome | 4,812 | 4,112 | 700\n | (212) | (198) | (290)\n"
        "Spending | 3,112 | 2,912 | 200\n | (140) | (131) | (192)"
    )
    assert problems(experiment) == []
    assert problems(experiment.replace("700", "688").replace("200", "213")) == []


def test_three_years_of_growth_are_enough_under_the_row_that_grows():
    # 882.6 / 589.5 - 1 = 49.7%
    growth = (
        "Sector | 2019 | 2020 | 2021 | 2022\nGoods | 420 | 470 | 350 | 540\n"
        "Services | 260 | 280 | 239.5 | 342.6\nTotal | 680 | 750 | 589.5 | 882.6\n"
        "Annual growth (%) | - | 10.3 | -21.4 | {}"
    )
    assert problems(growth.format("49.7")) == []
    assert problems(growth.format("47.9")) == [("question", "growth_over_years", 4, "47.9")]


def test_what_a_part_should_be_is_said_roughly_where_other_sums_hold_within_rounding_alone():
    # 57.0 - 11.3 - 20.2 = 25.5, and 66.2 - 20.4 - 20.4 = 25.4
    regions = (
        "Region | 2019 | 2020 | 2021 | All\nAsia | 10.2 | 11.3 | 12.6 | 34.1\n"
        "Africa | 20.4 | 28.4 | 20.4 | 66.2\nEurope | 30.3 | 20.2 | 30.9 | 81.5\n"
        "Total | 60.9 | 57.0 | 63.9 | 181.8"
    )
    assert "give about 25.5, printed is 28.4" in diagnosis(regions)
