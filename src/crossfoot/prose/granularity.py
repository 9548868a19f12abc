"""Means of whole numbers, and percentages of small counts, that no whole number of cases can give.

See `crossfoot.numbers.granularity`. A mean is held against its n where its scale is said to be of whole
numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from crossfoot.numbers.granularity import nearest, possible, tells
from crossfoot.numbers.verdicts import CONTRADICTED, HOLDS, NOT_CHECKABLE, QUESTION
from crossfoot.prose.sentences import Sentence
from crossfoot.prose.statement import Statement, record_text

MEAN_OF_COUNT, SHARE_OF_COUNT = "mean_of_count", "share_of_count"
# what is counted one by one
COUNTED = (
    "firms? companies enterprises respondents? participants? students? pupils? children adults people "
    "persons households families workers employees managers women men girls boys patients subjects "
    "interviewees countries economies cities towns villages municipalities districts provinces states "
    "regions schools hospitals banks farms farmers plants factories establishments organi[sz]ations projects "
    "programmes cases studies papers articles teachers exporters importers suppliers members voters judges"
)
WORDS = rf"(?:(?!million|billion|thousand|hundred)[a-z-]+\s)?(?:{'|'.join(COUNTED.split())})"
MEAN = (
    r"\b(?:[Mm]eans?|M|[Aa]verages?|averag(?:ed|ing))\b"
    r"(?:\s(?:scores?|ratings?|answers?|responses?|of|the|all|was|is|at|=|:)){0,5}\s?[=:]?\s?"
)
VALUE = r"(?P<mean>\d{1,3}\.\d{1,3})(?![\d%]|\s?(?:%|per\s?cent|percent))"
SD = r"(?:\s?[,;(]\s?(?:SD|s\.d\.|S\.D\.|SE)\s?[=:]?\s?\d*\.?\d+\)?)?"
N = r"\b[nN]\s?=\s?(?P<n>\d{1,3})(?![\d,.]\d|\d)"
ALL = r"(?:the\s|our\s|all\s|these\s)?"
MEANS = (
    re.compile(rf"{MEAN}{VALUE}{SD}[^\d.;]{{0,40}}{N}"),
    re.compile(rf"{N}\s?[,;]\s?{MEAN}{VALUE}"),
    re.compile(
        rf"{MEAN}{VALUE}{SD}[^\d.;]{{0,30}}\b(?:from|among|across|for|of)\s{ALL}"
        rf"(?P<n>\d{{1,3}})\s{WORDS}\b(?!['’])"
    ),
)
PERCENT = r"(?P<share>\d{1,2}(?:\.\d{1,2})?)\s?(?:%|per\s?cent\b|percent\b)"
BEFORE = r"(?<![\d.,–-])"
COMPARED = r"(?!\s(?:of|points?|more|less|higher|lower)\b)"
SHARES = (
    re.compile(rf"{BEFORE}{PERCENT}\sof\s{ALL}(?P<n>\d{{1,3}})\s{WORDS}\b(?!['’])"),
    re.compile(rf"{BEFORE}{PERCENT}\sof\s{ALL}{WORDS}\s\([nN]\s?=\s?(?P<n>\d{{1,3}})\)"),
    re.compile(
        rf"\b[Oo]f\s{ALL}(?P<n>\d{{1,3}})\s{WORDS},?\s(?:only\s|just\s)?"
        rf"{PERCENT}{COMPARED}"
    ),
)
WHOLE_NUMBERS = re.compile(
    r"\bLikert\b|\bwhole numbers?\b|\bintegers?\b|"
    r"\b(?:\d{1,2}|three|four|five|six|seven|nine|ten|eleven)[- ]point (?:\w+ ){0,2}"
    r"(?:scale|rating|item|question)|"
    r"\b(?:scale|rated|ratings?) (?:\w+ ){0,2}(?:from|of|between) (?:1|0|one|zero) (?:to|and|through) \d|"
    r"\bnumber of (?:children|employees|siblings|products|patents|visits|partners|countries|projects|errors)",
    re.IGNORECASE,
)
# means of several answers are finer than whole numbers
SEVERAL = re.compile(
    r"\b(?:items|composite|index|indices|averaged|scales|subscales?|sum score|factor|weighted|adjusted|"
    r"estimated|predicted|imput\w+|marginal|trials|per)\b",
    re.IGNORECASE,
)
SCORE = re.compile(r"\b(?:scores?|rated|ratings?|answers?|grades?)\b", re.IGNORECASE)
NOT_COUNTED = re.compile(
    r"\b(?:weight\w*|estimat\w+|average\w*|median|mean|about|around|approximately|nearly|almost|roughly|some|"
    r"up to|over|more than|less than|sales|revenues?|output|trade|exports?|imports?|respectively)\b",
    re.IGNORECASE,
)


def check_granularity(sentence: Sentence) -> list[Statement]:
    """Means with their n, and percentages of a count."""
    return [*_means(sentence), *_shares(sentence)]


def _means(sentence: Sentence) -> Iterator[Statement]:
    seen: set[int] = set()
    for form in MEANS:
        for match in form.finditer(sentence.text):
            value, n = match["mean"], int(match["n"])
            if (
                match.start("mean") in seen
                or n < 2
                or not tells(_decimals(value), n)
                or SEVERAL.search(sentence.text)
            ):
                continue
            seen.add(match.start("mean"))
            if WHOLE_NUMBERS.search(sentence.text):
                yield _judged(sentence, match, MEAN_OF_COUNT, value, n, 1, CONTRADICTED)
            elif SCORE.search(sentence.text) and not possible(Decimal(value), _decimals(value), n):
                yield _judged(sentence, match, MEAN_OF_COUNT, value, n, 1, NOT_CHECKABLE)


def _shares(sentence: Sentence) -> Iterator[Statement]:
    seen: set[int] = set()
    for form in SHARES:
        for match in form.finditer(sentence.text):
            value, n = match["share"], int(match["n"])
            # "100 firms" may be about a hundred
            if match.start("share") in seen or n < 2 or n % 100 == 0 or not tells(_decimals(value), n, 100):
                continue
            seen.add(match.start("share"))
            if not NOT_COUNTED.search(sentence.text[: match.end()][-120:]):
                yield _judged(sentence, match, SHARE_OF_COUNT, value, n, 100, CONTRADICTED)


def _decimals(value: str) -> int:
    return len(value.partition(".")[2])


def _judged(
    sentence: Sentence, match: re.Match, kind: str, value: str, n: int, scale: int, otherwise: str
) -> Statement:
    below, above = nearest(Decimal(value), n, scale)
    decimals = _decimals(value) + 1
    sign = "%" if scale == 100 else ""
    about = {
        "low": below,
        "high": above,
        "computed": " or ".join(dict.fromkeys(f"{end:.{decimals}f}{sign}" for end in (below, above))),
    }
    if possible(Decimal(value), _decimals(value), n, scale):
        return record_text(sentence, match.span(), kind, value + sign, HOLDS, **about)
    what = "percentage" if scale == 100 else "mean of whole numbers"
    words = f"no {what} of {n} is {value}"
    if otherwise == NOT_CHECKABLE:
        words = f"question: {words}: are the answers whole numbers?"
        return record_text(
            sentence, match.span(), kind, value, otherwise, severity=QUESTION, diagnosis=words, **about
        )
    return record_text(sentence, match.span(), kind, value + sign, otherwise, diagnosis=words, **about)
