"""Test statistics of the prose with their degrees of freedom and p: t, F, χ², r and z.

The idea is statcheck's: Nuijten, Hartgerink, van Assen, Epskamp and Wicherts (2016), "The prevalence of
statistical reporting errors in psychology (1985–2013)", Behavior Research Methods 48.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from crossfoot.numbers.distributions import chi_squared_p, f_p, normal_p, r_p, t_p
from crossfoot.numbers.intervals import Interval
from crossfoot.numbers.verdicts import CONTRADICTED, HOLDS, WITHIN_ROUNDING
from crossfoot.prose.sentences import Sentence
from crossfoot.prose.statement import Statement, record_text

TEST = "test"
NUMBER = r"[-–−]?\s?(?:\d[\d,]*)?\.?\d+"
DF = r"\d[\d,]*(?:\.\d+)?"
FORM = re.compile(
    rf"(?<![A-Za-z0-9_-])(?:(?P<name>t|F|r|(?:χ|Χ|𝜒|chi|X)\s?-?(?:2|²|\^2|squared?)|[Zz])"
    rf"\s?(?:[(\[]\s?(?:df\s?=\s?)?(?P<df1>{DF})(?:\s?,\s?(?P<df2>(?:[Nn]\s?=\s?)?{DF}))?\s?[)\]])?"
    rf"\s?=\s?(?P<value>{NUMBER})(?![\d.]*\d))"
    rf"\s?[,;]?\s?(?:(?:with )?(?:a )?(?:two|one)-(?:tailed|sided) )?[(\[]?\s?"
    rf"p(?:[- ]?values?)?\s?(?P<sign><|>|=|≤|≥|&lt;|&gt;)\s?(?P<p>(?:0?\.\d+|1\.0+|0|1)(?![\d.]*\d))"
    rf"(?P<power>\s?(?:×|x|\*)\s?10|e-\d)?"
)
# p that is not of the statistic alone
ADJUSTED = re.compile(
    r"\b(?:bonferroni|adjust\w+|correct(?:ed|ion|ions)|holm|greenhouse|huynh|bootstrap\w*|permutation\w*|"
    r"fdr|false discovery|monte carlo|exact test|randomi[sz]ation|simulat\w+)\b",
    re.IGNORECASE,
)
LEVEL = 0.05
ANY_DF = (Interval(Decimal(1), Decimal(10**8)),)


@dataclass(frozen=True)
class Reported:
    """A statistic and its p as printed. family: t, F, chi2, r or z; df: one or two."""

    family: str
    df: tuple[Interval, ...]
    value: Interval
    face: Decimal
    sign: str
    printed: Decimal
    p: Interval
    span: tuple[int, int]

    def probability(self, value: float, *df: float) -> float:
        """Two-sided for t, r and z."""
        families: dict[str, Callable[..., float]] = {
            "t": t_p,
            "F": f_p,
            "chi2": chi_squared_p,
            "r": r_p,
            "z": normal_p,
        }
        return families[self.family](value, *df)

    @property
    def face_p(self) -> float:
        """At face value."""
        # a whole number of degrees of freedom is known; of any number the normal distribution stands for it
        middle = [float((one.low + one.high) / 2) for one in self.df]
        return self.probability(float(abs(self.face)), *middle)

    @property
    def range(self) -> tuple[float, float]:
        """All that p can be, with the rounding of the statistic and of degrees of freedom with decimals."""
        wide = (
            Interval(max(self.value.low, Decimal(0)), self.value.high)
            if self.face >= 0
            else Interval(max(-self.value.high, Decimal(0)), -self.value.low)
        )
        corners = list(product(*((float(one.low), float(one.high)) for one in self.df)))
        found = [self.probability(float(value), *df) for value in (wide.low, wide.high) for df in corners]
        return min(found), max(found)

    @property
    def may_be_one_sided(self) -> bool:
        return self.family in ("t", "r", "z") or bool(self.df) and self.df[0].high == 1

    def fits(self, low: float, high: float) -> bool:
        """Whether p of this range can be what is printed."""
        slack = 1e-9
        if self.sign == "<":
            return low <= float(self.p.high) + slack
        if self.sign == ">":
            return high >= float(self.p.low) - slack
        return low <= float(self.p.high) + slack and high >= float(self.p.low) - slack

    @property
    def is_significant(self) -> bool | None:
        """Whether the printed p says so at .05; None where it does not tell."""
        bound = float(self.printed)
        if self.sign == "<":
            return True if bound <= LEVEL else None
        if self.sign == ">":
            return False if bound >= LEVEL else None
        return bound <= LEVEL


def check_reported_tests(sentence: Sentence) -> list[Statement]:
    """Each statistic with its p: contradicted where no rounding, one- or two-sided, gives the p."""
    if "p" not in sentence.text or ADJUSTED.search(sentence.text):
        return []
    return [_statement(sentence, test) for test in _tests(sentence.text)]


def _tests(text: str) -> Iterator[Reported]:
    for match in FORM.finditer(text):
        family = {"t": "t", "F": "F", "r": "r", "Z": "z", "z": "z"}.get(match["name"], "chi2")
        first, second = match["df1"], match["df2"]
        if match["power"] or (family == "z" and first):
            continue
        if second and family == "chi2" and not re.match(r"[Nn]", second):
            # of two numbers the second is the number of cases
            second = None
        counted = second if second and family == "F" else None
        wanted = {"t": 1, "F": 2, "chi2": 1, "r": 1, "z": 0}[family]
        df = tuple(_interval(one) for one in (first, counted) if one)
        # t without its degrees of freedom: any
        df = ANY_DF if family == "t" and not first else df
        if len(df) != wanted or any(one.low <= 0 for one in df):
            continue
        if second and family in ("t", "r"):
            continue
        value = Decimal(_plain(match["value"]))
        if (family in ("F", "chi2") and value < 0) or (family == "r" and abs(value) > 1):
            continue
        printed = match["p"]
        sign = {"≤": "<", "≥": ">", "&lt;": "<", "&gt;": ">"}.get(match["sign"], match["sign"])
        p = Decimal(printed)
        # a bound is exact
        around = Interval.exactly(p)
        if sign == "=":
            # rounded, or cut off
            step = Decimal(1).scaleb(-len(printed.partition(".")[2]))
            around = Interval(p - step / 2, p + step)
        yield Reported(
            family, df, _closed(_interval(match["value"], always=True)), value, sign, p, around, match.span()
        )


def _plain(text: str) -> str:
    return re.sub(r"[,\s]", "", text).translate(str.maketrans("–−", "--"))


def _interval(text: str, always: bool = False) -> Interval:
    """What a printed number stands for; a whole one is a count, unless always."""
    text = _plain(text)
    decimals = len(text.partition(".")[2])
    return Interval.rounded(Decimal(text), decimals) if decimals or always else Interval.exactly(text)


def _closed(interval: Interval) -> Interval:
    return Interval(interval.low, interval.high)


def _statement(sentence: Sentence, test: Reported) -> Statement:
    low, high = test.range
    sides = [(low, high, "")]
    if test.may_be_one_sided:
        sides.append((low / 2, high / 2, "one-sided"))
        if test.sign == "=" and test.p.low >= Decimal("0.5"):
            sides.append((1 - high / 2, 1 - low / 2, "one-sided, the other way"))
    fitting = [words for low, high, words in sides if test.fits(low, high)]
    stated = sentence.text[slice(*test.span)]
    face = test.face_p
    computed = f"p = {face:.4f}".rstrip("0") if face >= 0.0001 else "p < 0.0001"
    low_d, high_d = (Decimal(repr(round(end, 10))) for end in (low, high))
    if fitting:
        judged = HOLDS if test.fits(face, face) else WITHIN_ROUNDING
        words = fitting[0] if fitting[0] else ""
        return record_text(
            sentence,
            test.span,
            TEST,
            stated,
            judged,
            computed=computed,
            low=low_d,
            high=high_d,
            diagnosis=words,
        )
    words = ""
    if test.is_significant is not None and test.is_significant != (face <= LEVEL):
        words = "the decision at .05 is another one"
    return record_text(
        sentence,
        test.span,
        TEST,
        stated,
        CONTRADICTED,
        computed=computed,
        low=low_d,
        high=high_d,
        diagnosis=words,
    )
