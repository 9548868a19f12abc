"""Tail probabilities against published tables, and what a whole number of cases can give."""

import pytest

from crossfoot.numbers.distributions import chi_squared_p, f_p, normal_p, r_p, t_p
from crossfoot.numbers.number import Number
from crossfoot.numbers.rates import compound


@pytest.mark.parametrize(
    ("t", "df", "p"),
    # Fisher and Yates, table III
    [
        (12.706, 1, 0.05),
        (2.776, 4, 0.05),
        (2.228, 10, 0.05),
        (2.042, 30, 0.05),
        (3.169, 10, 0.01),
        (1.645, 1e9, 0.1),
    ],
)
def test_t(t, df, p):
    assert t_p(t, df) == pytest.approx(p, abs=0.00005)
    assert t_p(-t, df) == t_p(t, df)


def test_t_of_one_degree_of_freedom_is_cauchy():
    # P(|T| ≥ 1) = 1 − 2 arctan(1)/π = 1/2
    assert t_p(1, 1) == pytest.approx(0.5, rel=1e-12)
    # two degrees of freedom: P(|T| ≥ t) = 1 − t/√(2 + t²)
    assert t_p(2, 2) == pytest.approx(1 - 2 / 6**0.5, rel=1e-12)


@pytest.mark.parametrize(
    ("f", "df1", "df2"), [(4.965, 1, 10), (3.316, 2, 30), (2.711, 5, 20), (161.448, 1, 1), (3.841, 1, 1e9)]
)
def test_f(f, df1, df2):
    assert f_p(f, df1, df2) == pytest.approx(0.05, abs=0.00005)


@pytest.mark.parametrize(
    ("x", "df", "p"), [(3.841, 1, 0.05), (18.307, 10, 0.05), (124.342, 100, 0.05), (6.635, 1, 0.01)]
)
def test_chi_squared(x, df, p):
    assert chi_squared_p(x, df) == pytest.approx(p, abs=0.00005)


def test_chi_squared_of_two_is_exponential():
    assert chi_squared_p(5, 2) == pytest.approx(2.718281828459045**-2.5, rel=1e-12)
    assert chi_squared_p(0, 3) == 1


def test_normal_and_correlation():
    assert normal_p(1.959964) == pytest.approx(0.05, abs=1e-7)
    # the table of r at 5%: .576 for 10 degrees of freedom
    assert r_p(0.576, 10) == pytest.approx(0.05, abs=0.0001)
    assert r_p(1, 10) == 0


def test_tails_are_one_at_nothing_and_fall():
    for p in (lambda x: t_p(x, 7), lambda x: f_p(x, 3, 7), lambda x: chi_squared_p(x, 3), normal_p):
        values = [p(x / 4) for x in range(40)]
        assert values[0] == pytest.approx(1) and values == sorted(values, reverse=True)


def test_a_doubling_in_ten_years_is_seven_percent_a_year():
    # 2^(1/10) = 1.071773…
    assert float(compound(Number.exactly(2), 10).face.low) == pytest.approx(7.1773, abs=0.0001)
