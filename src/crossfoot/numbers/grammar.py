"""The one grammar of printed numbers: the pieces they are made of, and what a text that prints one says.

Numbers are written by one of two conventions: 1,234.5 (a point before the decimals) or 1.234,5 (a comma).
`conventions.settle` finds the one of a column or document, and `read_number` reads a text by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from crossfoot.numbers.intervals import INFINITY, Interval
from crossfoot.numbers.number import Number
from crossfoot.numbers.words import ABOUT, ABOVE, BELOW, CURRENCIES, CURRENCY_WORDS, NEARLY, PLAIN, SCALES

# a printer sets these spaces within a number; a plain space stands between two numbers as often
FIXED = "\N{NO-BREAK SPACE}"
FIXED_SPACES = "\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\N{FIGURE SPACE}\N{PUNCTUATION SPACE}\N{HAIR SPACE}"
INVISIBLE = "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NO-BREAK SPACE}\N{WORD JOINER}"
MINUS = (
    "\N{MINUS SIGN}\N{EN DASH}\N{EM DASH}\N{HORIZONTAL BAR}\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}"
    "\N{SMALL HYPHEN-MINUS}\N{WHITE UP-POINTING TRIANGLE}\N{BLACK UP-POINTING TRIANGLE}"
    "\N{WHITE UP-POINTING SMALL TRIANGLE}\N{BLACK UP-POINTING SMALL TRIANGLE}"
)
# one character for each thing that printers write in several ways; full-width forms as ASCII
ONE_FORM = (
    {0xFF01 + n: 0x21 + n for n in range(0x5E)}
    | {ord(printed): plain for printed, plain in zip("\N{IDEOGRAPHIC SPACE}￥￡￦٫≈", " ¥£₩.~", strict=True)}
    | dict.fromkeys(map(ord, FIXED_SPACES), FIXED)
    | dict.fromkeys(map(ord, INVISIBLE))
    | dict.fromkeys(map(ord, MINUS), "-")
    | dict.fromkeys(map(ord, "’ʼ′‘"), "'")
)
JAPANESE_SCALES = {"兆": 12, "億": 8, "万": 4}
PREFIXES = {"": 0, "k": 3, "M": 6, "G": 9, "T": 12}
NAMED_PREFIXES = {"": 0, "kilo": 3, "mega": 6, "giga": 9, "tera": 12}
# a physical unit's base unit and power of ten; case tells Mt from mt
UNITS = {
    **{
        f"{prefix}{unit}": (unit, power)
        for prefix, power in PREFIXES.items()
        for unit in ("t", "W", "Wh", "J")
    },
    **{f"{prefix}tpa": ("t", power) for prefix, power in PREFIXES.items()},
    **{
        f"{prefix}{word}{plural}": (unit, power)
        for prefix, power in NAMED_PREFIXES.items()
        for word, unit in (("tonne", "t"), ("watt", "W"), ("joule", "J"))
        for plural in ("", "s")
    },
    "%": ("%", 0),
    "per cent": ("%", 0),
    "percent": ("%", 0),
}
PHYSICAL = {name: unit for name, unit in UNITS.items() if unit[0] != "%"}
NOT_AVAILABLE = frozenset({"n.a.", "n.a", "na", "n/a", "#n/a", "..", "…", "...", ":"})
DASHES = frozenset({"-", "--", "---"})


def either(options: Iterable[str]) -> str:
    """A pattern for any of these words, the longest first."""
    return "|".join(
        re.escape(option).replace(r"\ ", r"\s") for option in sorted(options, key=len, reverse=True)
    )


# the pieces, as patterns. Of running text: thousands by commas alone, and a decimal point
DIGITS = r"(?:\d{1,3}(?:,\d{2,3}){1,6}|\d{1,18})(?:\.\d{1,12})?"
CURRENCY = either(CURRENCIES)
CURRENCY_WORD = either(CURRENCY_WORDS)
SCALE = rf"(?:(?i:{either(SCALES)})(?![A-Za-z0-9])|{either(JAPANESE_SCALES)})"
QUALIFIERS = [*ABOUT, *NEARLY, *ABOVE, *BELOW, *PLAIN]
# what a number in a cell may have behind it: signs set high, letters that are no unit, the like in brackets
MARK = r"\s?[*†‡§¶#¹²³⁴⁵⁶⁷⁸⁹⁰ᵃᵇᶜᵈᵉᶠᵍʰᵏᵐⁿᵖʳˢᵗ]+|\s[a-fnpruz]|\s?\([A-Za-z]\)|\s?\[[0-9]{1,2}\]"


HAS_DIGIT = re.compile("[0-9]")
# digits that a cell or note prints, whether they are well grouped or not
NUMERAL = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True)
class Convention:
    """decimal: the sign before the decimals, "." or ",". spaces: whether plain spaces set thousands apart."""

    decimal: str = "."
    spaces: bool = False

    @property
    def groups(self) -> str:
        """The signs that set thousands apart, for a character class."""
        return ("," if self.decimal == "." else ".") + "'" + FIXED + (" " if self.spaces else "")


POINT, COMMA = Convention("."), Convention(",")


@lru_cache(maxsize=20_000)
def one_form(text: str) -> str:
    """A text with one character for each thing that printers write in several ways, without outer spaces."""
    return text.translate(ONE_FORM).strip(f" {FIXED}\t\n")


@lru_cache
def _pattern(decimal: str, spaces: bool) -> re.Pattern[str]:
    point, groups = re.escape(decimal), Convention(decimal, spaces).groups
    # 1,23,456: by twos above the last three, as in India
    by_twos = "[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}|" if decimal == "." else ""
    return re.compile(
        rf"""
        (?P<star>[*†‡§]{{1,3}}\s?)?
        (?:(?P<meant>(?i:{either([*ABOUT, *NEARLY, *ABOVE, *BELOW])}))(?:(?<=[~.])\s*|\s+))?
        (?P<bound>[<>]=?|[≤≥])?\s*
        (?:(?P<outer>{CURRENCY})\s*)?(?P<open>\()?\s*(?P<sign>[-+])?\s*
        (?:(?P<currency>{CURRENCY})\s*)?(?P<inner_sign>-)?
        (?:(?P<whole>[1-9][0-9]{{0,2}}(?P<group>[{groups}])[0-9]{{3}}(?:(?P=group)[0-9]{{3}})*|{by_twos}[0-9]+)
           (?P<fraction>{point}[0-9]+)?
         | (?P<bare>{point}[0-9]+))
        (?P<exponent>[eE][-+]?[0-9]{{1,2}})?
        (?:[\s-]?(?P<scale>{SCALE}))?
        (?:\s?(?P<unit>{either(UNITS)})(?![A-Za-z]))?
        (?:\s?(?P<after>{CURRENCY}|(?i:{CURRENCY_WORD})(?![A-Za-z])|円))?
        \s*(?P<close>\))?(?P<late_unit>\s?%)?(?P<late_sign>-)?
        (?P<mark>{MARK})?
        """,
        re.VERBOSE,
    )


# 1兆2,345億円: one number in two scales
COMPOUND = re.compile(
    r"(?P<sign>-?)¥?(?:(?P<cho>[0-9,]+)兆)?(?:(?P<oku>[0-9,]+)億)?(?:(?P<man>[0-9,]+)万)?(?P<yen>円?)"
)


@lru_cache(maxsize=20_000)
def read_number(text: str, convention: Convention = POINT) -> Number | None:
    """The number that a text prints, or None when it prints none, or more than one.

    text: a cell, or the words of one number ("about ¥1.2 trillion"). Scale words and units with a power of
    ten count: 12 mn is 12,000,000 known to the million, 1.2 kt is 1,200 t. A number in brackets is negative,
    and `bracketed` says so, since brackets may mean something else. E-notation has lost digits, and says so.
    """
    text = one_form(text)
    if not HAS_DIGIT.search(text):
        return None
    match = _pattern(convention.decimal, convention.spaces).fullmatch(text)
    if not match:
        return _compound(text)
    signs = [sign for sign in match.group("sign", "inner_sign", "late_sign") if sign]
    currencies = [sign for sign in match.group("outer", "currency", "after") if sign]
    units = [unit.strip() for unit in match.group("unit", "late_unit") if unit]
    if bool(match["open"]) != bool(match["close"]) or len(signs) + bool(match["open"]) > 1:
        return None
    if len(currencies) > 1 or len(units) > 1:
        return None
    fraction = (match["fraction"] or match["bare"] or " ")[1:]
    whole = re.sub("[^0-9]", "", match["whole"] or "")
    unit, unit_power = UNITS[units[0].replace(FIXED, " ")] if units else ("", 0)
    power = scale_power(match["scale"]) + unit_power
    digits_power = power + int((match["exponent"] or "e0")[1:])
    is_negative = "-" in signs or bool(match["open"])
    value = Decimal(f"{'-' if is_negative else ''}{whole}{fraction}").scaleb(digits_power - len(fraction))
    return _number(
        value,
        len(fraction) - digits_power,
        _bound(match["bound"], match["meant"]),
        Number(
            Interval.exactly(0),
            Interval.exactly(0),
            unit=unit,
            mark=(match["mark"] or match["star"] or "").strip(),
            currency=currency_of(currencies[0]) if currencies else "",
            power=power,
            meant=" ".join((match["meant"] or "").lower().split()),
            bracketed=bool(match["open"]),
            lost_digits=bool(match["exponent"]),
        ),
    )


def _compound(text: str) -> Number | None:
    match = COMPOUND.fullmatch(text)
    parts = (
        [(match[name], power) for name, power in (("cho", 12), ("oku", 8), ("man", 4)) if match[name]]
        if match
        else []
    )
    if match is None or len(parts) < 2:
        return None
    value = sum((Decimal(digits.replace(",", "")).scaleb(power) for digits, power in parts), Decimal(0))
    last = parts[-1][1]
    about = Number(
        Interval.exactly(0),
        Interval.exactly(0),
        currency="JPY" if match["yen"] or "¥" in text else "",
        power=last,
    )
    return _number(-value if match["sign"] else value, -last, "", about)


def scale_power(scale: str | None) -> int:
    """The power of ten of a scale word, as printed; 0 for none."""
    if not scale:
        return 0
    return JAPANESE_SCALES[scale] if scale in JAPANESE_SCALES else SCALES[" ".join(scale.lower().split())]


def currency_of(printed: str) -> str:
    """The currency that a sign, code or word means: USD, JPY; "$" for dollars of no country."""
    printed = printed.strip()
    return (
        "JPY"
        if printed == "円"
        else CURRENCIES.get(printed) or CURRENCY_WORDS[" ".join(printed.lower().split())]
    )


def _bound(bound: str | None, meant: str | None) -> str:
    """ "<", "<=", ">", ">=", "~" (about), "-" (nearly) or "": how a number is meant."""
    if bound:
        return {"≤": "<=", "≥": ">="}.get(bound, bound)
    words = " ".join((meant or "").lower().split())
    return next((sign for listed, sign in MEANINGS if words in listed), "")


AT_LEAST = ("at least", "no less than", "no fewer than", "not less than", "a minimum of")
AT_MOST = ("at most", "up to", "no more than", "not more than", "a maximum of")
MEANINGS = ((ABOUT, "~"), (NEARLY, "-"), (AT_LEAST, ">="), (AT_MOST, "<="), (ABOVE, ">"), (BELOW, "<"))


def _number(value: Decimal, decimals: int, bound: str, about: Number) -> Number:
    """about: how it is printed."""
    face, wide = Interval.exactly(value), Interval.rounded(value, decimals)
    if bound in ("<", "<="):
        # of an amount: from nothing up to the bound
        low = Decimal(0) if value > 0 else -INFINITY
        face = wide = Interval(low, value, open_high=bound == "<")
    elif bound in (">", ">="):
        face = wide = Interval(value, INFINITY, open_low=bound == ">")
    printed = Number(
        face,
        wide,
        decimals,
        about.unit,
        bound if bound[:1] in ("<", ">") else "",
        about.mark,
        currency=about.currency,
        power=about.power,
        meant=about.meant,
        bracketed=about.bracketed,
        lost_digits=about.lost_digits,
    )
    if bound == "~":
        return replace(printed, wide=printed.about)
    if bound == "-":
        return replace(printed, wide=Interval(printed.about.low, value))
    return printed


def is_not_available(text: str) -> bool:
    """Whether a cell says that there is no figure: n.a., NA, …"""
    return one_form(text).lower() in NOT_AVAILABLE


def is_missing(text: str) -> bool:
    """Whether a cell says that there is no figure, or prints a dash in its place."""
    return is_dash(text) or is_not_available(text)


def is_dash(text: str) -> bool:
    """Whether a cell prints a dash, which can mean that there is nothing."""
    return one_form(text) in DASHES


def read_count(text: str) -> int | None:
    """The whole number, not negative, that a cell prints, with or without thousands commas; or None."""
    number = read_number(text)
    if number is None or number.decimals or not number.is_bare or number.value < 0:
        return None
    return int(number.value)
