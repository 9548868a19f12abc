"""Means of whole numbers, and percentages of small counts, that no whole number of cases can give.

The idea is the GRIM test: Brown and Heathers (2017), "The GRIM test: A simple technique detects numerous anomalies
in the reporting of results in psychology", Social Psychological and Personality Science 8.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from crossfoot.numbers.intervals import Interval
from crossfoot.numbers.verdicts import CONTRADICTED, HOLDS, NOT_CHECKABLE, QUESTION
from crossfoot.prose.sentences import Sentence
from crossfoot.prose.statement import Statement, record_text

MEAN_OF_COUNT, SHARE_OF_COUNT = "mean_of_count", "share_of_count"
WORDS = r"(?:firms?|companies|enterprises|respondents?|participants?|students?|pupils?|children|adults|people|persons|"
WORDS += (
    r"households|families|workers|employees|managers|women|men|girls|boys|patients|subjects|interviewees|"
)
WORDS += (
    r"countries|economies|cities|towns|villages|municipalities|districts|provinces|states|regions|schools|"
)
WORDS += (
    r"hospitals|banks|farms|farmers|plants|factories|establishments|organi[sz]ations|projects|programmes|"
)
WORDS += r"cases|studies|papers|articles|teachers|exporters|importers|suppliers|members|voters|judges|users)"
MEAN = r"\b(?:[Mm]eans?|M|[Aa]verages?|averag(?:ed|ing))\b(?:\s(?:score|rating|answer|response|of|was|is|at|=|:)){0,3}\s?[=:]?\s?"
VALUE = r"(?P<mean>\d{1,3}\.\d{1,3})(?![\d%]|\s?(?:%|per\s?cent|percent))"
SD = r"(?:\s?[,;(]\s?(?:SD|s\.d\.|S\.D\.|SE)\s?[=:]?\s?\d*\.?\d+\)?)?"
N = r"\b[nN]\s?=\s?(?P<n>\d{1,3})(?![\d,.]\d|\d)"
MEANS = (
    re.compile(rf"{MEAN}{VALUE}{SD}[^\d.;]{{0,40}}{N}"),
    re.compile(rf"{N}\s?[,;]\s?{MEAN}{VALUE}"),
    re.compile(rf"{MEAN}{VALUE}{SD}[^\d.;]{{0,30}}\b(?:from|among|across|for|of)\s(?:the\s|all\s|our\s)?(?P<n>\d{{1,3}})\s{WORDS}\b(?!['’])"),
)  # fmt: skip
PERCENT = r"(?P<share>\d{1,2}(?:\.\d{1,2})?)\s?(?:%|per\s?cent\b|percent\b)"
SHARES = (
    re.compile(rf"(?<![\d.,–-]){PERCENT}\sof\s(?:the\s|our\s|all\s|these\s)?(?P<n>\d{{1,3}})\s(?:[a-z-]+\s)?{WORDS}\b(?!['’])"),
    re.compile(rf"(?<![\d.,–-]){PERCENT}\sof\s(?:the\s|our\s|all\s)?(?:[a-z-]+\s)?{WORDS}\s\([nN]\s?=\s?(?P<n>\d{{1,3}})\)"),
    re.compile(rf"\b[Oo]f\s(?:the\s|our\s|all\s|these\s)?(?P<n>\d{{1,3}})\s(?:[a-z-]+\s)?{WORDS},?\s(?:only\s|just\s)?{PERCENT}(?!\s(?:of|points?|more|less|higher|lower)\b)"),
)  # fmt: skip
WHOLE_NUMBERS = re.compile(
    r"\bLikert\b|\b(?:\d{1,2}|three|four|five|six|seven|nine|ten|eleven)[- ]point (?:\w+ ){0,2}(?:scale|rating|item|question)|"
    r"\b(?:scale|rated|ratings?) (?:\w+ ){0,2}(?:from|of|between) (?:1|0|one|zero) (?:to|and|through) \d|"
    r"\bnumber of (?:children|employees|siblings|products|patents|visits|partners|countries|projects|items|errors)|"
    r"\bwhole numbers?\b|\bintegers?\b",
    re.IGNORECASE,
)
# means of several answers are finer than whole numbers
SEVERAL = re.compile(
    r"\b(?:items|composite|index|indices|averaged|scales|subscales?|sum score|factor|weighted|adjusted|estimated|"
    r"predicted|imput\w+|marginal|trials|per)\b",
    re.IGNORECASE,
)
SCORE = re.compile(r"\b(?:scores?|rated|ratings?|answers?|grades?)\b", re.IGNORECASE)
NOT_COUNTED = re.compile(
    r"\b(?:weight\w*|estimat\w+|on average|average\w*|median|mean|about|around|approximately|nearly|almost|roughly|"
    r"some|up to|over|more than|less than|sales|revenues?|output|trade|exports?|imports?|respectively)\b",
    re.IGNORECASE,
)


def check_granularity(sentence: Sentence) -> list[Statement]:
    """Means with their n, and percentages of a count."""
    return [*_means(sentence), *_shares(sentence)]


def possible(value: str, n: int, scale: int = 1) -> bool:
    """Whether a whole number of which n are the mean (or scale times the share) prints as value, rounded either
    way at a tie or cut off."""
    number, step = Decimal(value), Decimal(1).scaleb(-len(value.partition(".")[2]))
    low, high = (number - step / 2) * n / scale, (number + step) * n / scale
    first = low.to_integral_value(ROUND_CEILING)
    last = high.to_integral_value(ROUND_FLOOR)
    # the upper end, of what is cut off, is itself not printed so
    return first < last or (first == last and first != high)


def nearest(value: str, n: int, scale: int = 1) -> tuple[Decimal, Decimal]:
    """The next values below and above that n whole numbers give."""
    total = Decimal(value) * n / scale
    below, above = (total.to_integral_value(way) for way in (ROUND_FLOOR, ROUND_CEILING))
    return below * scale / n, above * scale / n


def tells(value: str, n: int, scale: int = 1) -> bool:
    """Whether half of all values at most would pass: the test says something."""
    return 2 * n <= scale * 10 ** len(value.partition(".")[2])


def _means(sentence: Sentence) -> Iterator[Statement]:
    seen: set[int] = set()
    for form in MEANS:
        for match in form.finditer(sentence.text):
            value, n = match["mean"], int(match["n"])
            if match.start("mean") in seen or n < 2 or not tells(value, n) or SEVERAL.search(sentence.text):
                continue
            seen.add(match.start("mean"))
            if WHOLE_NUMBERS.search(sentence.text):
                yield _judged(sentence, match, MEAN_OF_COUNT, value, n, 1, CONTRADICTED)
            elif SCORE.search(sentence.text) and not possible(value, n):
                yield _judged(sentence, match, MEAN_OF_COUNT, value, n, 1, NOT_CHECKABLE)


def _shares(sentence: Sentence) -> Iterator[Statement]:
    seen: set[int] = set()
    for form in SHARES:
        for match in form.finditer(sentence.text):
            value, n = match["share"], int(match["n"])
            # "100 firms" may be about a hundred
            if match.start("share") in seen or n < 2 or n % 100 == 0 or not tells(value, n, 100):
                continue
            seen.add(match.start("share"))
            if not NOT_COUNTED.search(sentence.text[: match.end()][-120:]):
                yield _judged(sentence, match, SHARE_OF_COUNT, value, n, 100, CONTRADICTED)


def _judged(
    sentence: Sentence, match: re.Match, kind: str, value: str, n: int, scale: int, otherwise: str
) -> Statement:
    below, above = nearest(value, n, scale)
    decimals = len(value.partition(".")[2]) + 1
    sign = "%" if scale == 100 else ""
    about = {
        "low": below,
        "high": above,
        "computed": " or ".join(dict.fromkeys(f"{end:.{decimals}f}{sign}" for end in (below, above))),
    }
    if possible(value, n, scale):
        return record_text(sentence, match.span(), kind, value + sign, HOLDS, **about)
    what = "percentage" if scale == 100 else "mean of whole numbers"
    words = f"no {what} of {n} is {value}"
    if otherwise == NOT_CHECKABLE:
        words = f"question: {words}: are the answers whole numbers?"
        return record_text(
            sentence, match.span(), kind, value, otherwise, severity=QUESTION, diagnosis=words, **about
        )
    return record_text(sentence, match.span(), kind, value + sign, otherwise, diagnosis=words, **about)
