"""True sentences with one thing altered, to measure what the audit of statements finds."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import cache

import pandas as pd

from bilateral.claims.stated import printed_as
from crossfoot.documents.document import Passage
from crossfoot.documents.table import Table
from crossfoot.numbers import words
from crossfoot.numbers.intervals import Interval
from crossfoot.numbers.slips import digits_exchanged
from crossfoot.prose.growth import GROWTH
from crossfoot.prose.quantities import MONEY, NUMBER, PERCENT, POINTS, YEAR, Quantity
from crossfoot.prose.sentences import Sentence, read_sentences
from crossfoot.prose.shares import SHARE
from crossfoot.prose.statement import Statement
from crossfoot.prose.statements import find_statements
from tests.benchmarks.audit.scoring import SILENT, measure_auditor
from tests.benchmarks.audit.table_alterations import Alteration

AMOUNTS = (NUMBER, MONEY, PERCENT, POINTS)
OPPOSITES = [
    ("rose", "fell"),
    ("grew", "shrank"),
    ("increased", "declined"),
    ("widened", "narrowed"),
    ("expanded", "contracted"),
    ("raised", "cut"),
    ("climbed", "dropped"),
    ("up", "down"),
    ("reduced", "enlarged"),
    ("increase", "decline"),
]
OPPOSITE = {one: other for pair in OPPOSITES for one, other in (pair, pair[::-1])} | {
    "shrank": "grew",
    "dropped": "climbed",
}
UNITS = {"million": "billion", "billion": "trillion", "trillion": "billion", "crore": "lakh", "lakh": "crore"}
Auditor = Callable[[tuple[str, ...]], list[Statement]]


def measure_statements(texts: list[str], tables: list[list[Table]], seed: int, number: int) -> pd.DataFrame:
    """One row a kind of alteration: the columns of tests.benchmarks.audit.scoring.measure_auditor.

    texts: true ones, each with its tables. Raises nothing for a text in which no statement is found: what is
    altered there counts as not covered."""
    audit = auditor(tables)
    return measure_auditor(audit, tuple(texts), alter_statements(tuple(texts), audit, seed, number))


def auditor(tables: list[list[Table]]) -> Auditor:
    """Finds the statements of texts, each a document of its own with its tables, and remembers what it has
    read."""

    @cache
    def read(place: int, text: str) -> tuple[Statement, ...]:
        found = find_statements([Passage(text, place + 1)], tables[place])
        return tuple(
            replace(
                one, place=(place, one.place[1]), cells=frozenset((place, *cell[1:]) for cell in one.cells)
            )
            for one in found
        )

    return lambda texts: [statement for place, text in enumerate(texts) for statement in read(place, text)]


def alter_statements(texts: tuple[str, ...], audit: Auditor, seed: int, number: int) -> list[Alteration]:
    """At most `number` alterations of each kind, drawn with the seed: digit_changed, digits_exchanged,
    unit_changed, count_shifted (by one), year_shifted, direction_reversed, order_exchanged (two amounts),
    wrong_base (growth by the later amount, a share of the rest), and inside_rounding: another print of a
    derived number that its inputs allow."""
    found: list[Alteration] = []
    statements = audit(texts)
    sentences = [
        (place, sentence)
        for place, text in enumerate(texts)
        for sentence in read_sentences([Passage(text, place + 1)])
    ]
    for kind, alter in KINDS.items():
        draw = random.Random(f"{seed} {kind}")
        made = [
            (place, sentence, *one)
            for place, sentence in sentences
            for one in alter(
                sentence, [one for one in statements if one.place == (place, sentence.place[1])], draw
            )
        ]
        draw.shuffle(made)
        for place, sentence, (start, end), new, cells in made[:number]:
            altered = sentence.text[:start] + new + sentence.text[end:]
            text = texts[place].replace(sentence.text, altered, 1)
            if text != texts[place]:
                what = f"{sentence.text[start:end]} → {new}"
                found.append(
                    Alteration(
                        kind,
                        what,
                        (*texts[:place], text, *texts[place + 1 :]),
                        frozenset((place, *cell) for cell in cells),
                    )
                )
    return found


Made = list[tuple[tuple[int, int], str, set[tuple[int, int]]]]


def _cell(sentence: Sentence, place: int) -> set[tuple[int, int]]:
    return {(sentence.place[1], place)}


def _digits(quantity: Quantity, sentence: Sentence) -> tuple[int, int] | None:
    """Where the digits of a quantity stand in its sentence; None where it is a word."""
    match = re.search(r"\d[\d,]*(?:\.\d+)?", quantity.text)
    if not match or quantity.kind not in AMOUNTS:
        return None
    at = sentence.text.index(quantity.text, quantity.start)
    return at + match.start(), at + match.end()


def _digit_changed(sentence: Sentence, _: list[Statement], draw: random.Random) -> Made:
    found: Made = []
    for place, quantity in enumerate(sentence.quantities):
        if span := _digits(quantity, sentence):
            digits = sentence.text[span[0] : span[1]]
            at = draw.choice([n for n, digit in enumerate(digits) if digit.isdigit()])
            new = (
                digits[:at]
                + draw.choice([digit for digit in "123456789" if digit != digits[at]])
                + digits[at + 1 :]
            )
            found.append((span, new, _cell(sentence, place)))
    return found


def _digits_exchanged(sentence: Sentence, _: list[Statement], draw: random.Random) -> Made:
    found: Made = []
    for place, quantity in enumerate(sentence.quantities):
        span = _digits(quantity, sentence)
        options = (
            [new for new in digits_exchanged(sentence.text[span[0] : span[1]]) if not new.startswith("0")]
            if span
            else []
        )
        if options:
            found.append((span, draw.choice(options), _cell(sentence, place)))
    return found


def _unit_changed(sentence: Sentence, _: list[Statement], draw: random.Random) -> Made:
    found: Made = []
    for place, quantity in enumerate(sentence.quantities):
        match = re.search(rf"\b({'|'.join(UNITS)})\b", quantity.text)
        if match and quantity.kind in AMOUNTS:
            at = sentence.text.index(quantity.text, quantity.start)
            found.append(((at + match.start(), at + match.end()), UNITS[match[1]], _cell(sentence, place)))
    return found


def _count_shifted(sentence: Sentence, _: list[Statement], draw: random.Random) -> Made:
    found: Made = []
    names = {number: word for word, number in words.NUMBER_WORDS.items()}
    for place, quantity in enumerate(sentence.quantities):
        if (
            quantity.kind != NUMBER
            or quantity.scale
            or not 2 <= quantity.value <= 60
            or quantity.value != quantity.value.to_integral_value()
        ):
            continue
        other = int(quantity.value) + draw.choice((-1, 1))
        word = not re.search(r"\d", quantity.text)
        if "." not in quantity.digits and (other in names or not word):
            new = names[other] if word else str(other)
            found.append(
                (
                    (quantity.start, quantity.end),
                    new.capitalize() if quantity.text[0].isupper() else new,
                    _cell(sentence, place),
                )
            )
    return found


def _year_shifted(sentence: Sentence, _: list[Statement], draw: random.Random) -> Made:
    return [
        (
            (quantity.start, quantity.end),
            str(int(quantity.text) + draw.choice((-10, -1, 1, 10))),
            _cell(sentence, place),
        )
        for place, quantity in enumerate(sentence.quantities)
        if quantity.kind == YEAR and quantity.text.isdigit()
    ]


def _direction_reversed(sentence: Sentence, statements: list[Statement], _: random.Random) -> Made:
    cells = {cell[1:] for one in statements for cell in one.cells} or {
        (sentence.place[1], n) for n in range(len(sentence.quantities))
    }
    return [
        (match.span(), OPPOSITE[match[0]], cells)
        for match in re.finditer(rf"\b({'|'.join(OPPOSITE)})\b", sentence.text)
        if re.match(r"[^;]{0,60}\d", sentence.text[match.end() :])
    ]


def _order_exchanged(sentence: Sentence, _: list[Statement], draw: random.Random) -> Made:
    """Two neighbouring amounts of one unit in each other's place."""
    found: Made = []
    amounts = [
        (place, quantity)
        for place, quantity in enumerate(sentence.quantities)
        if quantity.kind in AMOUNTS and re.search(r"\d", quantity.text)
    ]
    for (n, one), (m, other) in zip(amounts, amounts[1:], strict=False):
        if (one.kind, one.unit) == (other.kind, other.unit) and one.value != other.value:
            between = sentence.text[one.end : other.start]
            cells = _cell(sentence, n) | _cell(sentence, m)
            found.append(
                (
                    (one.start, other.end),
                    sentence.text[other.start : other.end] + between + sentence.text[one.start : one.end],
                    cells,
                )
            )
    return found


def _wrong_base(sentence: Sentence, statements: list[Statement], _: random.Random) -> Made:
    found: Made = []
    for one in statements:
        on = [sentence.quantities[cell[2]] for cell in sorted(one.cells)]
        stated = [quantity for quantity in on if quantity.text == one.stated and quantity.kind == PERCENT]
        rest = [quantity for quantity in on if quantity.kind in (NUMBER, MONEY)]
        if one.kind not in (GROWTH, SHARE) or len(stated) != 1 or len(rest) != 2 or one.quote.count("year"):
            continue
        small, large = sorted(quantity.value for quantity in rest)
        if large == small or not small:
            continue
        wrong = 100 * (large - small) / large if one.kind == GROWTH else 100 * small / (large - small)
        found += _replaced(sentence, stated[0], wrong)
    return found


def _replaced(sentence: Sentence, quantity: Quantity, value: Decimal) -> Made:
    span = _digits(quantity, sentence)
    if not span:
        return []
    old = sentence.text[span[0] : span[1]]
    new = printed_as(value, old, len(old.partition(".")[2]))
    return [(span, new, _cell(sentence, sentence.quantities.index(quantity)))] if new != old else []


def _inside_rounding(sentence: Sentence, statements: list[Statement], _: random.Random) -> Made:
    """The stated number one step up or down, where what its inputs allow would print so, and no other
    statement stands on it."""
    found: Made = []
    for one in statements:
        stated = [
            sentence.quantities[cell[2]]
            for cell in one.cells
            if sentence.quantities[cell[2]].text == one.stated
        ]
        if (
            not one.holds
            or len(stated) != 1
            or one.low is None
            or one.high is None
            or stated[0].kind not in AMOUNTS
            or not _digits(stated[0], sentence)
        ):
            continue
        cell = (one.place[0], sentence.place[1], sentence.quantities.index(stated[0]))
        if sum(cell in other.cells for other in statements) > 1 or stated[0].meant:
            continue
        decimals = len(stated[0].digits.partition(".")[2])
        value = Decimal(stated[0].digits.replace(",", ""))
        for step in (-1, 1):
            other = value + step * Decimal(1).scaleb(-decimals)
            if (
                Interval.rounded(other, decimals).overlaps(Interval(one.low, one.high, True, True))
                if one.low < one.high
                else False
            ):
                found += _replaced(sentence, stated[0], other)
    return found


KINDS = {
    "digit_changed": _digit_changed,
    "digits_exchanged": _digits_exchanged,
    "unit_changed": _unit_changed,
    "count_shifted": _count_shifted,
    "year_shifted": _year_shifted,
    "direction_reversed": _direction_reversed,
    "order_exchanged": _order_exchanged,
    "wrong_base": _wrong_base,
    SILENT: _inside_rounding,
}
