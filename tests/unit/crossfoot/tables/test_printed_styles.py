"""Tables as printers of many countries set them: read as meant, right totals held, and wrong ones found."""

from __future__ import annotations

import random
from collections.abc import Callable
from decimal import Decimal

import pytest

from crossfoot.documents.table import Table
from crossfoot.documents.tables import extract_tables
from crossfoot.numbers.verdicts import ERROR, QUESTION
from crossfoot.tables.checks import Auditor
from crossfoot.tables.grid import Grid

# tables of each style
SEEDS = 30
NO_BREAK, THIN = "\N{NO-BREAK SPACE}", "\N{THIN SPACE}"


def western(value: Decimal, decimals: int, group: str = ",", point: str = ".") -> str:
    text = f"{abs(value):,.{decimals}f}"
    return _signed(value, text.replace(",", "\0").replace(".", point).replace("\0", group))


def indian(value: Decimal, decimals: int) -> str:
    whole, point, fraction = f"{abs(value):.{decimals}f}".partition(".")
    head, tail = whole[:-3], whole[-3:]
    pairs = []
    while head:
        pairs.insert(0, head[-2:])
        head = head[:-2]
    return _signed(value, ",".join([*pairs, tail]) + point + fraction)


def _signed(value: Decimal, text: str, minus: str = "-") -> str:
    return (minus if value < 0 else "") + text


def marked(minus: str) -> Callable[[Decimal, int], str]:
    return lambda value, decimals: _signed(value, western(abs(value), decimals), minus)


def bare_point(value: Decimal, decimals: int) -> str:
    """.12 for 0.12."""
    text = western(value, decimals)
    return text.replace("0.", ".", 1) if abs(value) < 1 and decimals else text


def before(sign: str) -> Callable[[Decimal, int], str]:
    return lambda value, decimals: _signed(value, sign + western(abs(value), decimals))


def bracketed(value: Decimal, decimals: int) -> str:
    text = western(abs(value), decimals)
    return f"({text})" if value < 0 else text


def millions(value: Decimal, decimals: int) -> str:
    """In millions, or in billions where that needs no more decimals."""
    billions = value / 1000
    is_round = value >= 1000 and billions == round(billions, decimals)
    return western(billions, decimals) + " bn" if is_round else western(value, decimals) + " mn"


def scientific(value: Decimal, decimals: int) -> str:
    return f"{value:.13E}"


FULL_WIDTH = {ord(half): ord(half) + 0xFEE0 for half in "0123456789,.-"}
# the power of ten that a style prints numbers in
SCALED = {"mn and bn": 6, "oku yen": 8}
# by name: how a value with so many decimals is printed
STYLES: dict[str, Callable[[Decimal, int], str]] = {
    "plain": lambda value, decimals: f"{value:.{decimals}f}",
    "comma": western,
    "indian": indian,
    "dot, decimal comma": lambda value, decimals: western(value, decimals, ".", ","),
    "plain space": lambda value, decimals: western(value, decimals, " "),
    "no-break space": lambda value, decimals: western(value, decimals, NO_BREAK),
    "thin space, decimal comma": lambda value, decimals: western(value, decimals, THIN, ","),
    "apostrophe": lambda value, decimals: western(value, decimals, "'"),
    "raised apostrophe": lambda value, decimals: western(value, decimals, "’"),
    "bare point": bare_point,
    "dollar": before("$"),
    "US dollar": before("US$"),
    "euro behind": lambda value, decimals: western(value, decimals) + " €",
    "yen": before("¥"),
    "rupees": lambda value, decimals: "Rs. " + indian(value, decimals),
    "mn and bn": millions,
    "letter behind": lambda value, decimals: western(value, decimals) + (" a" if value % 3 < 1 else ""),
    "star behind": lambda value, decimals: western(value, decimals) + ("*" if value % 3 < 1 else ""),
    "brackets": bracketed,
    "minus": marked("−"),
    "dash": marked("–"),
    "white triangle": marked("△"),
    "black triangle": marked("▲"),
    "percent": lambda value, decimals: western(value, decimals) + "%",
    "full width": lambda value, decimals: western(value, decimals).translate(FULL_WIDTH),
    "E-notation": scientific,
    "oku yen": lambda value, decimals: western(value, decimals) + "億円",
}


def drawn(style: str, seed: int, wrong: bool) -> tuple[Table, list[list[Decimal]], int]:
    """A table of two or three columns with a total; what it prints, by column; and which total is
    wrong, or -1. A wrong one is off by a digit that stands well above the rounding."""
    draw = random.Random(f"{style} {seed}")
    rows, columns = draw.randint(3, 8), draw.randint(2, 3)
    bad = draw.randrange(columns) if wrong else -1
    body = [[name] for name in draw.sample(NAMES, rows)] + [["Total"]]
    printed = []
    for column in range(columns):
        # of every size from 0.01 to 10^13
        decimals = draw.choice([0, 0, 1, 1, 2, 2, 3]) if style != "mn and bn" else 2
        top = draw.uniform(1.0, 13.0) if not decimals else draw.uniform(0.5, 9.0)
        unit = Decimal(1).scaleb(-decimals)
        values = [
            max(unit, Decimal(10 ** (top - draw.random() * draw.choice([1, 3]))).quantize(unit))
            for _ in range(rows)
        ]
        if style == "mn and bn":
            values = [value * 1000 if draw.random() < 0.3 else value for value in values]
        elif style not in ("percent", "oku yen"):
            values = [-value if draw.random() < 0.2 else value for value in values]
        total = sum(values, Decimal(0))
        if column == bad:
            size = total.adjusted() if style == "mn and bn" else int(top)
            total += draw.choice([1, -1]) * draw.randint(1, 9) * max(unit * 10, Decimal(10) ** (size - 1))
        printed.append([*values, total])
        for row, value in zip(body, printed[-1], strict=True):
            row.append(STYLES[style](value, decimals))
    return as_table(body, style), printed, bad


def as_table(body: list[list[str]], style: str) -> Table:
    years = [str(2019 + place) for place in range(len(body[0]) - 1)]
    lines = ["Table 1: Values by destination", "", "| Destination | " + " | ".join(years) + " |"]
    lines += ["|---" * len(body[0]) + "|"]
    lines += ["| " + " | ".join(text.replace("*", "\\*") for text in row) + " |" for row in body]
    if style == "star behind":
        lines += ["", "Note: * estimated."]
    if style == "letter behind":
        lines += ["", "Note: a estimated."]
    return extract_tables(lines, "styles.md")[0]


NAMES = (
    "Machinery Vehicles Chemicals Metals Textiles Fuels Cereals Timber Paper Ceramics Instruments Plastics "
    "Rubber Optics Ships Aircraft Toys Furniture"
).split()


def accused(table: Table, of: tuple[str, ...] = (ERROR,)) -> list[tuple[str, int | None, int]]:
    checks = Auditor().checks([table])[0]
    return [(check.check, check.row, check.position) for check in checks if check.severity in of]


@pytest.mark.parametrize("style", STYLES)
def test_right_totals_are_read_as_meant_and_none_is_accused(style):
    for seed in range(SEEDS):
        table, printed, _ = drawn(style, seed, wrong=False)
        assert accused(table) == [], table.body
        for column, values in zip(Grid(table).columns[1:], printed, strict=True):
            # a column of three digits behind each point, and no other, is a question
            if column.is_settled:
                for cell, value in zip(column.cells.values(), values, strict=True):
                    assert value.scaleb(SCALED.get(style, 0)) in cell.interval


@pytest.mark.parametrize("style", STYLES)
def test_wrong_totals_are_found(style):
    found = 0
    for seed in range(SEEDS):
        table, _, bad = drawn(style, seed, wrong=True)
        found += ("total_row", len(table.body), bad + 1) in accused(table, (ERROR, QUESTION))
    assert found >= SEEDS - 1
