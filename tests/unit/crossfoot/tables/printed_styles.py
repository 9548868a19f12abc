"""Numbers and tables as printers of many countries set them, drawn at random with fixed seeds."""

from __future__ import annotations

import random
from collections.abc import Callable
from decimal import Decimal

from crossfoot.documents.table import Table
from crossfoot.documents.tables import extract_tables

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
    return f"{value:.11E}"


FULL_WIDTH = {ord(half): ord(half) + 0xFEE0 for half in "0123456789,.-"}
# by name: how a value is printed, the most decimals it has, and the power of ten that it is a multiple of
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


def drawn(style: str, seed: int, wrong: bool) -> tuple[Table, int]:
    """A table of two or three columns whose last row is the total, and the column whose total is wrong or -1.

    A total that is wrong is off by a digit that stands well above the rounding.
    """
    draw = random.Random(f"{style} {seed}")
    rows, columns = draw.randint(3, 8), draw.randint(2, 3)
    bad = draw.randrange(columns) if wrong else -1
    body = [[name] for name in draw.sample(NAMES, rows)] + [["Total"]]
    for column in range(columns):
        # of every size from 0.01 to 10^13, those of one column within four powers of ten
        decimals = draw.choice([0, 0, 1, 1, 2, 2, 3])
        top = draw.uniform(1.0, 13.0) if not decimals else draw.uniform(0.5, 9.0)
        unit = Decimal(1).scaleb(-decimals)
        values = [
            max(unit, Decimal(10 ** (top - draw.random() * draw.choice([1, 3]))).quantize(unit))
            for _ in range(rows)
        ]
        if style == "mn and bn":
            decimals, unit = 2, Decimal("0.01")
            values = [value * 1000 if draw.random() < 0.3 else value for value in values]
        elif style not in ("percent", "oku yen"):
            values = [-value if draw.random() < 0.2 else value for value in values]
        total = sum(values, Decimal(0))
        if column == bad:
            total += draw.choice([1, -1]) * draw.randint(1, 9) * max(unit * 10, Decimal(10) ** (int(top) - 1))
        texts = [STYLES[style](value, decimals) for value in (*values, total)]
        for row, text in zip(body, texts, strict=True):
            row.append(text)
    return as_table(body, style), bad


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
