"""Amounts in two currencies: the rate they imply, against the document's own rates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from crossfoot.numbers.intervals import Interval
from crossfoot.numbers.number import INFINITY, Number
from crossfoot.prose.patterns import pattern
from crossfoot.prose.quantities import Quantity
from crossfoot.prose.sentences import Sentence
from crossfoot.prose.statement import Statement, compare, unknown

CONVERSION, RESTATED = "conversion", "restated"
# rates of one text that are one rate, and that can be rates of different years
CLOSE_BY, MAGNITUDE = Decimal("1.05"), 5
TWO = pattern(
    r"{a:M} ?(?:\(|, or |or |, equivalent to |, i\.e\.,? )(?:about |approximately |roughly |around |"
    r"or |equivalent to |equal to |i\.e\.,? |nearly )?{b:M}(?=[),.;]|$)"
)
RATE = pattern(
    r"(?:{u:M} ?(?:=|equals|was worth|is worth|at) ?{r:M})|(?:{q:M} (?:per|to the|to one|a|to) "
    r"(?P<_one>US dollar|dollar|euro|yen|pound|USD|EUR)(?! of))"
)
OTHER_WORDS = r"(?:or |i\.e\.,? |that is,? |equivalent to )"
SAME = [
    pattern(rf"{{a:NM}}(?P<_a>{{__10}}) ?\({OTHER_WORDS}?{{b:NM}}(?P<_b>{{__10}})\)"),
    pattern(rf"{{a:NM}}(?P<_a>{{__10}}), {OTHER_WORDS}{{b:NM}}(?P<_b>{{__10}})(?=[,.;)]|$)"),
]
NAMES = {
    "us dollar": "USD",
    "dollar": "USD",
    "usd": "USD",
    "euro": "EUR",
    "eur": "EUR",
    "yen": "JPY",
    "pound": "GBP",
}


@dataclass(frozen=True)
class Pair:
    """One amount in two currencies, and the units of `many` that one of `one` is worth."""

    sentence: Sentence
    span: tuple[int, int]
    first: Quantity
    second: Quantity
    many: str
    one: str
    rate: Number


def check_currencies(sentences: list[Sentence]) -> list[Statement]:
    """Each amount with its conversion. The document's stated rates count, and, as years differ, for its other
    conversions the order of magnitude alone: a rate five times the middle one, or a fifth of it, is not a
    rate of another year; one that is close to it holds."""
    pairs = [pair for sentence in sentences for pair in _pairs(sentence)]
    stated = [rate for sentence in sentences for rate in _rates(sentence)]
    found = []
    for pair in pairs:
        key = (pair.many, pair.one)
        rates = [rate for rate in stated if (rate.many, rate.one) == key]
        others = sorted(
            (other.rate for other in pairs if other is not pair and (other.many, other.one) == key),
            key=lambda rate: rate.face.low,
        )
        found.append(_check_pair(pair, rates, others))
    return [*found, *(statement for sentence in sentences for statement in _restated(sentence))]


def _pairs(sentence: Sentence) -> list[Pair]:
    found = []
    for match, named in sentence.find(TWO):
        a, b = named["a"], named["b"]
        currencies = [("USD" if quantity.currency == "$" else quantity.currency) for quantity in (a, b)]
        if currencies[0] == currencies[1] or any(
            quantity.amount.wide.low <= 0 or quantity.amount.wide.high == INFINITY for quantity in (a, b)
        ):
            continue
        # one way round for both orders: units of the first name by alphabet for one of the second
        if currencies[0] < currencies[1]:
            many, one, rate = currencies[0], currencies[1], a.amount / b.amount
        else:
            many, one, rate = currencies[1], currencies[0], b.amount / a.amount
        found.append(Pair(sentence, match.span(), a, b, many, one, rate))
    return found


@dataclass(frozen=True)
class Rate:
    """A stated rate: units of `many` for one of `one`, its words and its amount."""

    many: str
    one: str
    number: Number
    quote: str
    sentence: Sentence
    amount: Quantity


def _rates(sentence: Sentence) -> list[Rate]:
    """Rates that a sentence states."""
    found = []
    for match, named in sentence.find(RATE):
        if "u" in named:
            base, quantity = named["u"], named["r"]
            if base.value != 1 or base.scale or base.currency == quantity.currency:
                continue
            one = base.currency
        else:
            quantity, one = named["q"], NAMES[match["_one"].lower()]
        many, one = ("USD" if currency == "$" else currency for currency in (quantity.currency, one))
        if (
            many == one
            or quantity.scale
            or quantity.amount.wide.low <= 0
            or quantity.amount.wide.high == INFINITY
        ):
            continue
        number = quantity.amount
        if many > one:
            many, one, number = one, many, Number.exactly(1) / number
        found.append(Rate(many, one, number, sentence.quote(*match.span()), sentence, quantity))
    return found


def _check_pair(pair: Pair, rates: list[Rate], others: list[Number]) -> Statement:
    sentence, both = pair.sentence, [pair.first, pair.second]
    first = "USD" if pair.first.currency == "$" else pair.first.currency

    # what the second amount is at a rate
    def second(rate: Number) -> Number:
        return pair.first.amount / rate if first == pair.many else pair.first.amount * rate

    if rates:
        # a rate of the same passage may be rounded or of another day: a tenth each way; one of another, of
        # another year
        rooms = [
            (Decimal("0.9"), Decimal("1.1"))
            if rate.sentence.place[0] == sentence.place[0]
            else (Decimal("0.5"), Decimal(2))
            for rate in rates
        ]
        readings = [
            second(
                Number(rate.number.face, Interval(rate.number.wide.low * low, rate.number.wide.high * high))
            )
            for rate, (low, high) in zip(rates, rooms, strict=True)
        ]
        both += [rate.amount for rate in rates if rate.sentence is sentence]
        return compare(
            sentence,
            pair.span,
            CONVERSION,
            pair.second,
            readings,
            both,
            against=f"rate in the text: {rates[0].quote}",
        )
    if not others:
        return unknown(
            sentence,
            pair.span,
            CONVERSION,
            pair.second.text,
            both,
            "the document gives no rate and no other conversion",
        )
    middle = others[len(others) // 2]
    close, wide = (
        Number(middle.face, Interval(middle.wide.low / room, middle.wide.high * room))
        for room in (CLOSE_BY, MAGNITUDE)
    )
    against = f"{len(others)} other conversion{'s' if len(others) > 1 else ''} of the text"
    if pair.rate.wide.overlaps(close.wide):
        return compare(sentence, pair.span, CONVERSION, pair.second, [second(close)], both, against=against)
    if pair.rate.wide.overlaps(wide.wide):
        return unknown(
            sentence,
            pair.span,
            CONVERSION,
            pair.second.text,
            both,
            "another rate than that of the text's other conversions; of another year?",
        )
    if len(others) < 2:
        return unknown(
            sentence,
            pair.span,
            CONVERSION,
            pair.second.text,
            both,
            "one other conversion, at a rate of another magnitude: either may be wrong",
        )
    return compare(
        sentence,
        pair.span,
        CONVERSION,
        pair.second,
        [second(wide)],
        both,
        against=against,
        slips=_powers(second, middle),
    )


def _powers(second: Callable[[Number], Number], middle: Number) -> list[tuple[str, Number]]:
    """The second amount at about the middle rate, times or divided by ten, a hundred and a thousand."""
    at_rate = second(Number.between(Interval(middle.wide.low / 2, middle.wide.high * 2)))
    found = []
    for times in (10, 100, 1000):
        found.append((f"a power of ten: {times} times less would fit", at_rate * Number.exactly(times)))
        found.append((f"a power of ten: {times} times more would fit", at_rate / Number.exactly(times)))
    return found


def _restated(sentence: Sentence) -> list[Statement]:
    """The same amount in other units: 5 lakh (500,000)."""
    found = []
    for match, named in (one for form in SAME for one in sentence.find(form)):
        a, b = named["a"], named["b"]
        # behind each no word but its unit
        if any(len(match[name].split()) != bool(of.measure) for name, of in (("_a", a), ("_b", b))):
            continue
        # "5 million (20,000) of whom"
        if sentence.skeleton.startswith(" of", match.end()) and not b.measure:
            continue
        scaled = (a.scale > 0) != (b.scale > 0) or (a.scale != b.scale and a.kind == b.kind)
        if (
            a.kind == b.kind
            and a.currency == b.currency
            and a.measure == b.measure
            and scaled
            and a.value > 0
            and b.value > 0
            and "share" not in match[0]
        ):
            ratio, near = a.value / b.value, Decimal(1) / 20
            # a number in brackets that is far off and not by a power of ten is something else
            if a.amount.wide.overlaps(b.amount.wide) or any(
                abs(ratio / 10**power - 1) < near or abs(ratio * 10**power - 1) < near for power in (1, 2, 3)
            ):
                found.append(compare(sentence, match.span(), RESTATED, b, [a.amount], [a, b]))
    return found
