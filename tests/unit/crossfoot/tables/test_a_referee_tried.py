"""Tables that a referee made: what he was asked without cause, told wrongly, or not told."""

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


def test_growth_beside_shares_that_add_up_is_no_sum():
    shares = (
        "Region | Share 2019 | Share 2023 | Growth\nAsia | 45.2 | 45.0 | 27.7\nAfrica | 10.1 | 20.6 | 162.1\n"
        "Europe | 44.7 | 34.4 | 28.6\nTotal | 100.0 | 100.0 | 28.4"
    )
    assert problems(shares) == []
