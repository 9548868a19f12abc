"""What layouts of documents are made of: invented words and amounts, tables and pages set by typst."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

PLACES = [
    "Arvania",
    "Belmora",
    "Cestria",
    "Dornland",
    "Elbonia",
    "Farsund Isles",
    "Gotheria",
    "Halvmark",
    "Istria Minor",
    "Jorvik",
    "Kaldera",
    "Lumeria",
    "Mirovia",
    "Nordhaven",
    "Ostrava Free State",
    "Pelagia",
    "Quorra",
    "Rhovania",
]
LONG = [
    "Machinery and mechanical appliances, and parts thereof",
    "Electrical equipment including sound recorders",
    "Mineral fuels, oils and products of their distillation",
    "Vehicles other than railway rolling stock",
    "Plastics and articles thereof",
    "Pharmaceutical products",
    "Optical, measuring and medical instruments",
]
SENTENCES = [
    "The invented figures of this page follow no economy and serve a measurement alone.",
    "Trade between the imagined places grew in most of the years that the page lists.",
    "A reader who adds the numbers will find sums where the layout prints a total.",
    "Nothing here describes the world, and no source stands behind the amounts.",
    "The paragraphs fill the page so that tables stand between running text as in a report.",
    "Some of the lines end in the middle of a sentence because the column is narrow.",
]


@dataclass
class Printed:
    """One table as it is printed."""

    number: str
    caption: str
    header: list[list[str]]
    body: list[list[str]]
    notes: list[str] = field(default_factory=list)
    source: str = ""


@dataclass
class Layout:
    """name, typst source, tables, and sentences of the prose."""

    name: str
    source: str
    tables: list[Printed]
    prose: list[str] = field(default_factory=list)


def escape(text: str) -> str:
    return "".join("\\" + c if c in "\\#$*_`<>@[]~\"'-+/=" else c for c in text)


def paragraph(chance: random.Random, sentences: int = 5) -> str:
    return " ".join(chance.choice(SENTENCES) for _ in range(sentences))


def amounts(
    chance: random.Random, rows: int, columns: int, form: Callable[[float], str], least=1.0, most=99_000.0
) -> list[list[str]]:
    return [
        [
            form(chance.choice([1, 1, 1, -1]) * least * (most / least) ** chance.random())
            for _ in range(columns)
        ]
        for _ in range(rows)
    ]


def comma(value: float) -> str:
    return f"{abs(value):,.1f}"


def space(value: float) -> str:
    return f"{abs(value):,.0f}".replace(",", "\u00a0")


def dash(value: float) -> str:
    return f"{value:,.1f}".replace("-", "–")


def minus(value: float) -> str:
    return f"{value:,.2f}".replace("-", "−")


def bracket(value: float) -> str:
    return f"({abs(value):,.0f})" if value < 0 else f"{value:,.0f}"


def percent(value: float) -> str:
    return f"{abs(value) % 100:.1f}%"


def table(
    header: list[list[tuple[str, int, int]]],
    body: list[list],
    columns: str,
    style: str,
    *,
    align: str = "right",
    size: float = 9,
    under: list[tuple[int, int, int]] = (),
    extra: str = "",
    raw: bool = False,
    inset: str = "",
    repeat: bool = True,
) -> str:
    """A typst table. header: rows of (text, columns, rows); under: (row of the head, first column, last) with
    a rule below."""
    count = len(columns.split(","))
    strokes = {
        "ruled": "stroke: 0.5pt",
        "columns": "stroke: (x, y) => (left: if x > 0 {0.5pt}, top: if y == 0 {0.8pt})",
        "rows": "stroke: (x, y) => (bottom: 0.4pt)",
    }
    first = f"(x, y) => if x == 0 {{left}} else {{{align}}}"
    lines = [
        f"#text(size: {size}pt)[#table(columns: ({columns}), align: {first}, "
        f"{strokes.get(style, 'stroke: none')}, {inset or 'inset: (x: 5pt, y: 3.5pt)'},"
    ]
    if style in ("booktabs", "half"):
        lines.append("table.hline(stroke: 0.9pt),")
    head = []
    for number, row in enumerate(header):
        for text, across, down in row:
            spans = (f"colspan: {across}, align: center, " if across > 1 else "") + (
                f"rowspan: {down}, " if down > 1 else ""
            )
            content = text if text.startswith("#") else escape(text)
            head.append(f"table.cell({spans.rstrip(', ')})[{content}]," if spans else f"[{content}],")
        for level, a, b in under:
            if level == number:
                head.append(f"table.hline(start: {a}, end: {b + 1}, stroke: 0.4pt),")
    lines.append(f"table.header(repeat: {str(repeat).lower()}, {' '.join(head)})," if header else "")
    if style in ("booktabs", "half", "headrule"):
        lines.append("table.hline(stroke: 0.5pt),")
    for row in body:
        cells = []
        for cell in row:
            text, spans = cell if isinstance(cell, tuple) else (cell, "")
            content = text if raw or text.startswith("#") else escape(text)
            cells.append(f"table.cell({spans})[{content}]," if spans else f"[{content}],")
        lines.append(" ".join(cells))
    if style == "booktabs":
        lines.append("table.hline(stroke: 0.9pt),")
    assert count
    return "\n".join(lines) + f"{extra})]\n"


def caption(number: str, title: str, mark: str = ":", bold: bool = True) -> str:
    text = f"Table {number}{mark} {title}"
    return f"#block(sticky: true)[{'*' + escape(text) + '*' if bold else escape(text)}]\n"


def page(
    *parts: str,
    width: str = "210mm",
    height: str = "297mm",
    font: str = "Libertinus Serif",
    size: float = 10.5,
    more: str = "",
) -> str:
    return (
        f"#set document(date: none)\n#set page(width: {width}, height: {height}, margin: 25mm{more})\n"
        f'#set text(font: "{font}", size: {size}pt)\n'
        "#set par(justify: true)\n#show table: set par(justify: false)\n\n"
    ) + "\n\n".join(parts)
