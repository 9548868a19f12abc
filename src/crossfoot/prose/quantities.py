"""Numbers, amounts, shares, years and dates of a sentence, each as a typed token that patterns can name."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from crossfoot.numbers import words
from crossfoot.numbers.dates import Period, read_iso_date, read_period
from crossfoot.numbers.grammar import currency_of, read_number, scale_power
from crossfoot.numbers.intervals import Interval
from crossfoot.numbers.number import INFINITY, Number
from crossfoot.prose.qualifiers import meant_by, qualified
from crossfoot.prose.tokens import DIGIT, NUMBER_WORD, TOKEN
from crossfoot.prose.units import MEASURED, unit_behind

NUMBER, MONEY, PERCENT, POINTS, YEAR, DATE, ORDINAL, FRACTION, TIMES, TABLE, LABEL, SPAN = "NMPTYDOFXKLS"


@dataclass(frozen=True)
class Quantity:
    """One token: kind (a letter above), text as printed, start and end in the sentence, number (in units: 5
    million is 5,000,000, 5 MW 5,000,000 W; a share or fraction in percent), currency, scale (power of ten, of
    scale word and unit), measure (base unit of a physical one), period of a year or date, label ("3.4" of
    Table 3.4, "HS 29"), meant (about, nearly, above, below or ""), digits as printed."""

    kind: str
    text: str
    start: int
    end: int
    number: Number | None = None
    currency: str = ""
    scale: int = 0
    period: Period | None = None
    label: str = ""
    meant: str = ""
    digits: str = ""
    measure: str = ""

    @property
    def amount(self) -> Number:
        """Its number. Raises ValueError where it has none: a label, a date, a year."""
        if self.number is None:
            raise ValueError(f"{self.text!r} is not an amount")
        return self.number

    @property
    def year(self) -> int | None:
        """The year that a year or date begins in; None for anything else."""
        return self.period.first.year if self.period else None

    @property
    def unit(self) -> str:
        """What must agree before two amounts are compared."""
        return {MONEY: self.currency, FRACTION: "%", PERCENT: "%", POINTS: "points"}.get(self.kind, "")

    @property
    def value(self) -> Decimal:
        """The printed number, without what qualifies it."""
        face = self.amount.face
        if face.low == face.high or not self.digits:
            return face.low
        return _value(self.digits).scaleb(self.scale)

    @property
    def decimals(self) -> int:
        """Decimals of the number in units: -6 for whole millions."""
        return len(self.digits.partition(".")[2]) - self.scale


CONNECTED = re.compile(
    r"^(?:,| ?[–-] ?|,? (?:and|or|to) )(?:(?:the|a|only|just|about|around|nearly|almost) )?$"
)
# letters or a unit glued to a number make it part of a name or of another measure
GLUED = re.compile(r"^(?:[A-Za-zµ°/]|-[A-Za-z0-9])")
# "a 3-year plan", "a five-pillar strategy": the number counts what follows
HYPHENATED = re.compile(
    r"-(?:year|month|day|week|decade|member|country|pillar|part|point|step|stage|tier|track|pronged|layer)\b"
)
YEAR_FORM = re.compile(r"(?:19|20)\d\d")
OVER = re.compile(r"\b(?:more|over|above|exceeding|greater)\b", re.IGNORECASE)
UNDER = re.compile(r"\b(?:less|fewer|under|below|short)\b", re.IGNORECASE)
HALF_OF_TIME = re.compile(r"(?:first|second|latter|other|early|late|next|last|past)\s$", re.IGNORECASE)
IN_YEAR = re.compile(r"\s(?:of|in)\s(?:19|20|FY|fis)")
A_PART = re.compile(r"^(?:\sof\b|\sin\s|\sby\s|\s?[(.,;)]|$)")
PERCENT_POINTS = re.compile(r"^(?:percentage|ppts?|pp|p\.p)")


def read_quantities(text: str) -> list[Quantity]:
    """Every token of a sentence, in order.

    A count is exact unless it ends in three zeros; an amount with decimals, scale word or currency stands for
    all that print alike. "about", "nearly", "more than" and their like widen or open it. Of "from 3 to 5
    million" and "21 and 16 percent" the first has the scale and unit of the second.
    """
    if not (DIGIT.search(text) or NUMBER_WORD.search(text.lower())):
        return []
    found = [quantity for match in TOKEN.finditer(text) if (quantity := _read(match, text))]
    for place in range(len(found) - 2, -1, -1):
        between = text[found[place].end : found[place + 1].start]
        if CONNECTED.match(between):
            found[place], found[place + 1] = _shared(found[place], found[place + 1])
    return found


def _read(match: re.Match, text: str) -> Quantity | None:
    """The quantity of a token, or None where it is not a number of its own."""
    printed, start, end = match[0], match.start(), match.end()
    if match["table"]:
        return Quantity(TABLE, printed, start, end, label=match["tno"])
    if match["hs"]:
        return Quantity(LABEL, printed, start, end, label=match["code"])
    if match["label"] or match["decade"] or match["prices"]:
        return Quantity(LABEL, printed, start, end, label=printed)
    if match["date"] or match["day"]:
        return Quantity(DATE, printed, start, end, period=read_date(printed))
    if match["fiscal"] or match["slash"]:
        return Quantity(
            YEAR, printed, start, end, period=read_iso_date(match["fy"] or match["sy"]), label="fiscal"
        )
    if match["span"]:
        return Quantity(SPAN, printed, start, end, label=f"{match['first']} {match['last']}")
    if match["fraction"]:
        return _fraction(match, text)
    if match["times"]:
        number = words.NUMBER_WORDS.get(match["xn"].lower(), None)
        digits = match["xn"] if number is None else str(number)
        return _amount(TIMES, match, digits, match["xq"], 0)
    if match["ordinal"]:
        word = printed.lower()
        rank = words.ORDINAL_WORDS.get(word) or int(word[:-2])
        return Quantity(ORDINAL, printed, start, end, Number.exactly(rank), digits=str(rank))
    return _number(match, text)


def _number(match: re.Match, text: str) -> Quantity | None:
    """A number, amount, share or year; a label where it is part of a name; None for the word "one"."""
    word = words.NUMBER_WORDS.get(match["digits"].lower())
    digits = match["digits"] if word is None else str(word)
    start, end = match.span()
    unit = match["unit"] or match["close"]
    is_plain = not any((unit, *match.group("currency", "scale", "word", "sign", "upper")))
    if word == 1 and is_plain:
        return None
    if is_plain and YEAR_FORM.fullmatch(digits) and not match["suffix"] and word is None:
        return Quantity(YEAR, digits, match.start("digits"), end, period=read_iso_date(digits))
    is_glued = not unit and GLUED.match(text[end : end + 2]) and not HYPHENATED.match(text[end : end + 12])
    if is_glued or not read_number(digits):
        return Quantity(LABEL, match[0], start, end, label=match[0])
    kind, currency, scale = _measure(match)
    qualifier = match["nq"] + (match["suffix"] or "")
    return _amount(
        kind, match, digits, qualifier, scale, currency, match["sign"] in ("-", "–", "−"), match["upper"]
    )


def _measure(match: re.Match) -> tuple[str, str, int]:
    """Kind, currency and scale that stand with a number."""
    unit = match["unit"] or match["close"] or ""
    scale = scale_power(match["scale"])
    if unit.startswith("basis"):
        return POINTS, "", -2
    if unit:
        return POINTS if PERCENT_POINTS.match(unit) else PERCENT, "", scale
    if match["currency"]:
        return MONEY, currency_of(match["currency"]), scale
    if match["word"]:
        return MONEY, currency_of(match["word"]), scale
    return NUMBER, "", scale


def _amount(
    kind: str,
    match: re.Match,
    digits: str,
    qualifier: str,
    scale: int,
    currency: str = "",
    negative: bool = False,
    upper: str | None = None,
) -> Quantity | None:
    qualifier = " ".join(qualifier.lower().split())
    after = match.string[match.end() : match.end() + 12].lower()
    # "over five years" is the time it takes
    if (
        qualifier in ("over", "under")
        and kind == NUMBER
        and re.match(r"[ -](?:year|decade|month|week|day)", after)
    ):
        qualifier = ""
    measure, power = unit_behind(match) if kind == NUMBER else ("", 0)
    value = _value(digits) * (-1 if negative else 1)
    decimals = len(digits.partition(".")[2])
    exact = kind == NUMBER and not scale and not decimals and not MEASURED.match(match.string, match.end())
    zeros = len(digits) - len(digits.replace(",", "").rstrip("0")) - digits.count(",") if not decimals else 0
    rounds_zeros = zeros > 2 and not scale and kind in (NUMBER, MONEY)
    scale += power
    face = Interval.exactly(value.scaleb(scale))
    wide = (
        face
        if exact and zeros < 3
        else Interval.rounded(value.scaleb(scale), decimals - scale - (zeros if rounds_zeros else 0))
    )
    number, meant = Number(face, wide), meant_by(qualifier)
    if upper and read_number(upper) and _value(upper) > abs(value):
        high = Interval.rounded(_value(upper).scaleb(scale), len(upper.partition(".")[2]) - scale)
        number = Number.between(Interval(wide.low, high.high))
    elif meant:
        number = qualified(face, wide, meant, decimals - scale - zeros)
    return Quantity(
        kind,
        match[0].strip(),
        match.start() + len(match[0]) - len(match[0].lstrip()),
        match.end(),
        number,
        currency,
        scale,
        meant=meant,
        digits=("-" if negative else "") + digits,
        measure=measure,
    )


def _value(digits: str) -> Decimal:
    number = read_number(digits)
    if number is None:
        raise ValueError(f"{digits!r} is not a number")
    return number.value


def _fraction(match: re.Match, text: str) -> Quantity | None:
    """A fraction in percent, which stands for a tenth more or less of itself, with "about" for a fifth."""
    part, count = match["part"].lower(), (match["of_parts"] or "").lower()
    before, after = text[: match.start("part")], text[match.end() : match.end() + 8]
    start, end = match.start(), match.end()
    parts = words.PARTS[part]
    if (
        parts == 2
        and (HALF_OF_TIME.search(before[-10:]) or re.match(r"\s(?:an?|year|way|the)\b", after))
        and not after.startswith(" the ")
    ):
        return None
    # "the first three quarters of 2008", "four quarters", "the four-quarter growth"
    lead = text[: match.start("of_parts")] if count else before
    is_time = count in ("four", "five") or HALF_OF_TIME.search(lead[-10:]) or IN_YEAR.match(after)
    if part == "quarters" and is_time:
        return None
    if parts != 2 and not count:
        if part.endswith("s"):
            return None
        rank = words.ORDINAL_WORDS.get(part)
        return (
            Quantity(ORDINAL, match["part"], match.start("part"), end, Number.exactly(rank), digits=str(rank))
            if rank
            else None
        )
    if count in ("a", "an") and parts != 2 and not A_PART.match(after):
        return None
    share = Decimal(100 * words.NUMBER_WORDS.get(count, 1)) / parts
    meant = meant_by(" ".join(match["fq"].lower().split()))
    room = share / (5 if meant == "about" else 10)
    # "slightly more than half" is on one side of it
    low, high = (bool(side.search(match["fq"])) for side in (UNDER, OVER))
    face, wide = (
        Interval.exactly(share),
        Interval(share - (0 if high else room), share + (0 if low else room)),
    )
    number = {
        "": Number(face, wide),
        "about": Number(face, wide),
        "nearly": Number.between(Interval(share - share / 5, share)),
    }.get(meant)
    number = number or (
        Number.between(Interval(share, INFINITY))
        if meant == "above"
        else Number.between(Interval(-INFINITY, share))
    )
    return Quantity(FRACTION, match[0].strip(), start, end, number, meant=meant, digits=f"{share:.4f}")


def _shared(one: Quantity, other: Quantity) -> tuple[Quantity, Quantity]:
    """Two amounts that stand side by side, with the scale, currency and percent sign that they share."""
    small = (
        one.kind in (NUMBER, MONEY)
        and not one.scale
        and "," not in one.digits
        and one.digits
        and abs(one.value) < 1000
    )
    # "339 or 85 percent" of them
    is_relative = one.kind == NUMBER and not one.scale and other.kind in (PERCENT, POINTS)
    if is_relative and (one.value <= 100 or other.value.scaleb(-other.scale) > 100):
        value, decimals = one.value.scaleb(other.scale), len(one.digits.partition(".")[2]) - other.scale
        face, wide = Interval.exactly(value), Interval.rounded(value, decimals)
        zeros = 0 if "." in one.digits else len(one.digits) - len(one.digits.rstrip("0"))
        number = qualified(face, wide, one.meant, decimals - zeros) if one.meant else Number(face, wide)
        return replace(one, kind=other.kind, scale=other.scale, number=number), other
    if (
        small
        and other.scale > 0
        and other.kind in (NUMBER, MONEY)
        and not one.meant
        and abs(one.value).scaleb(other.scale) <= 20 * abs(other.value)
    ):
        value, decimals = one.value, len(one.digits.partition(".")[2])
        number = Number(
            Interval.exactly(value.scaleb(other.scale)),
            Interval.rounded(value.scaleb(other.scale), decimals - other.scale),
        )
        kind, currency = (other.kind, other.currency) if one.kind == NUMBER else (one.kind, one.currency)
        one = replace(
            one, kind=kind, currency=currency, scale=other.scale, number=number, measure=other.measure
        )
    if one.kind == MONEY and other.kind == NUMBER and other.scale and one.scale:
        other = replace(other, kind=MONEY, currency=one.currency)
    return one, other


MONTH_FIRST = re.compile(r"^([A-Za-z]+)\.?\s(\d{1,2}),?\s(\d{4})$")


def read_date(text: str) -> Period | None:
    """The period of a printed date; None for a day without a year, or one that does not exist."""
    return read_period(MONTH_FIRST.sub(r"\2 \1 \3", " ".join(text.split())))
