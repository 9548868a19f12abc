"""Tail probabilities of the normal, t, F and χ² distributions, by the standard library alone.

The incomplete beta and gamma functions are continued fractions, evaluated from the front by the method of
Lentz (1976, "Generating Bessel functions in Mie scattering calculations using continued fractions", Applied
Optics 15) as modified by Thompson and Barnett (1986); the fractions are 26.5.8 and 6.5.31 of Abramowitz and
Stegun (1964), the series for the gamma function is 6.5.29.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

TINY, PRECISION, MOST_TERMS = 1e-300, 1e-14, 20_000
# beyond so many degrees of freedom t is normal to all digits that anyone prints
NORMAL_FROM = 1e7


def normal_p(z: float) -> float:
    """P(|Z| ≥ |z|) of a standard normal Z."""
    return math.erfc(abs(z) / math.sqrt(2))


def t_p(t: float, df: float) -> float:
    """P(|T| ≥ |t|) of Student's t with df degrees of freedom (26.5.27)."""
    if math.isinf(t):
        return 0.0
    return normal_p(t) if df >= NORMAL_FROM else _beta(df / 2, 0.5, df / (df + t * t))


def f_p(f: float, df1: float, df2: float) -> float:
    """P(F ≥ f) with df1 and df2 degrees of freedom (26.5.28)."""
    if df2 >= NORMAL_FROM:
        return chi_squared_p(f * df1, df1)
    return 1.0 if f <= 0 else _beta(df2 / 2, df1 / 2, df2 / (df2 + df1 * f))


def chi_squared_p(x: float, df: float) -> float:
    """P(X ≥ x) of χ² with df degrees of freedom (26.4.19)."""
    return 1.0 if x <= 0 else _upper_gamma(df / 2, x / 2)


def r_p(r: float, df: float) -> float:
    """P(|R| ≥ |r|) of a correlation with df degrees of freedom (two fewer than the pairs), where there is
    none: by t = r √(df / (1 − r²))."""
    return 0.0 if abs(r) >= 1 else t_p(r * math.sqrt(df / (1 - r * r)), df)


def _beta(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function I_x(a, b)."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    # the fraction converges fast below the mean alone
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta(b, a, 1 - x)
    scale = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)

    def terms() -> Iterator[tuple[float, float]]:
        yield 1.0, 1.0
        m = 0
        while True:
            if m:
                yield m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)), 1.0
            yield -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)), 1.0
            m += 1

    return math.exp(scale) / a * _fraction(terms())


def _upper_gamma(a: float, x: float) -> float:
    """The regularised upper incomplete gamma function Q(a, x)."""
    scale = math.exp(a * math.log(x) - x - math.lgamma(a))
    if x < a + 1:
        term = total = 1 / a
        for n in range(1, MOST_TERMS):
            term *= x / (a + n)
            total += term
            if term < total * PRECISION:
                break
        return max(0.0, 1 - scale * total)

    def terms() -> Iterator[tuple[float, float]]:
        yield 1.0, x + 1 - a
        n = 1
        while True:
            yield -n * (n - a), x + 2 * n + 1 - a
            n += 1

    return scale * _fraction(terms())


def _fraction(terms: Iterator[tuple[float, float]]) -> float:
    """a₁/(b₁ + a₂/(b₂ + …)). Raises ArithmeticError where it does not converge."""
    value, upper, lower = TINY, TINY, 0.0
    for place, (a, b) in enumerate(terms):
        lower = 1 / ((b + a * lower) or TINY)
        upper = (b + a / upper) or TINY
        value *= upper * lower
        if place and abs(upper * lower - 1) < PRECISION:
            return value
        if place > MOST_TERMS:
            break
    raise ArithmeticError("a continued fraction does not converge")
