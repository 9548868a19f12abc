"""Documents with tables in many layouts, and what is printed in them. All names, sentences and numbers are invented.

Each layout is one typst source with its truth. `HELD_BACK` layouts are for measuring alone: the reader of PDFs was
written without looking at what it makes of them.
"""

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
    """A typst table. header: rows of (text, columns, rows); under: (row of the head, first column, last) with a rule below."""
    count = len(columns.split(","))
    strokes = {
        "ruled": "stroke: 0.5pt",
        "columns": "stroke: (x, y) => (left: if x > 0 {0.5pt}, top: if y == 0 {0.8pt})",
        "rows": "stroke: (x, y) => (bottom: 0.4pt)",
    }
    first = f"(x, y) => if x == 0 {{left}} else {{{align}}}"
    lines = [
        f"#text(size: {size}pt)[#table(columns: ({columns}), align: {first}, {strokes.get(style, 'stroke: none')}, "
        f"{inset or 'inset: (x: 5pt, y: 3.5pt)'},"
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
        f'#set document(date: none)\n#set page(width: {width}, height: {height}, margin: 25mm{more})\n#set text(font: "{font}", size: {size}pt)\n'
        "#set par(justify: true)\n#show table: set par(justify: false)\n\n"
    ) + "\n\n".join(parts)


def simple(
    name: str,
    style: str,
    form: Callable[[float], str],
    *,
    seed: int,
    rows: int = 9,
    columns: int = 5,
    labels=None,
    note: bool = True,
    **kw,
) -> Layout:
    """One table with a head of years, between two paragraphs."""
    chance = random.Random(seed)
    labels = labels or chance.sample(PLACES, rows)
    first = chance.randint(1995, 2015)
    header = [["Economy", *(str(first + n) for n in range(columns))]]
    body = [[label, *row] for label, row in zip(labels, amounts(chance, rows, columns, form), strict=False)]
    text, after = paragraph(chance), paragraph(chance)
    notes, source = (
        (["Notes: Amounts are invented."], "Source: Invented for this page.") if note else ([], "")
    )
    grid = table(
        [[(cell, 1, 1) for cell in header[0]]], body, ", ".join(["auto"] * (columns + 1)), style, **kw
    )
    parts = [
        escape(text),
        caption("1", "Exports of imagined places (million)"),
        grid,
        *map(escape, notes),
        escape(source),
        escape(after),
    ]
    return Layout(
        name,
        page(*parts),
        [Printed("1", "Exports of imagined places (million)", header, body, notes, source)],
        [text, after],
    )


def two_level(
    name: str, style: str, *, seed: int, ruled_spans: bool, three: bool = False, form=comma
) -> Layout:
    chance = random.Random(seed)
    labels = chance.sample(PLACES, 8)
    body = [[label, *row] for label, row in zip(labels, amounts(chance, 8, 4, form), strict=True)]
    rows = [
        [
            ("Economy", 1, 2 + three),
            *([("Trade in goods", 4, 1)] if three else [("Exports", 2, 1), ("Imports", 2, 1)]),
        ]
    ]
    printed = [["Economy", "Trade in goods", "", "", ""]] if three else []
    if three:
        rows.append([("Exports", 2, 1), ("Imports", 2, 1)])
    rows.append([(text, 1, 1) for text in ("Value", "Share", "Value", "Share")])
    printed += [
        ["" if three else "Economy", "Exports", "", "Imports", ""],
        ["", "Value", "Share", "Value", "Share"],
    ]
    under = [(int(three), 1, 2), (int(three), 3, 4)] if ruled_spans else []
    if three and ruled_spans:
        under.append((0, 1, 4))
    grid = table(rows, body, "auto, 1fr, 1fr, 1fr, 1fr", style, under=under)
    title = "Trade of imagined places by direction"
    parts = [
        escape(paragraph(chance)),
        caption("2", title, "."),
        grid,
        escape("Source: Invented for this page."),
        escape(paragraph(chance)),
    ]
    return Layout(
        name, page(*parts), [Printed("2", title, printed, body, [], "Source: Invented for this page.")]
    )


def rotated_heads(seed: int) -> Layout:
    chance = random.Random(seed)
    heads = ["Machinery", "Chemicals", "Textiles and clothing", "Food", "Other goods"]
    body = [
        [label, *row]
        for label, row in zip(chance.sample(PLACES, 10), amounts(chance, 10, 5, percent), strict=True)
    ]
    header = [[("Economy", 1, 1), *((f"#rotate(-90deg, reflow: true)[{head}]", 1, 1) for head in heads)]]
    title = "Shares of product groups"
    parts = [
        escape(paragraph(chance)),
        caption("3", title),
        table(header, body, "auto, auto, auto, auto, auto, auto", "booktabs"),
        escape("Source: Invented for this page."),
        escape(paragraph(chance)),
    ]
    return Layout(
        "rotated heads",
        page(*parts),
        [Printed("3", title, [["Economy", *heads]], body, [], "Source: Invented for this page.")],
    )


def long_labels(name: str, style: str, *, seed: int, wrapped_head: bool = True) -> Layout:
    """Labels over several lines beside figures, and heads over several lines."""
    chance = random.Random(seed)
    heads = ["Product", "Exports of goods to all partners", "Growth over the previous year", "Share"]
    body = [[label, *row] for label, row in zip(LONG, amounts(chance, 7, 3, minus), strict=True)]
    title = "Products with long names"
    parts = [
        escape(paragraph(chance)),
        caption("4", title, " –"),
        table([[(h, 1, 1) for h in heads]], body, "38mm, 30mm, 30mm, 24mm", style),
        escape("Note: Names are long on purpose."),
        escape(paragraph(chance)),
    ]
    return Layout(
        name, page(*parts), [Printed("4", title, [heads], body, ["Note: Names are long on purpose."])]
    )


def continued(name: str, style: str, *, seed: int, repeat: bool, again: bool) -> Layout:
    """A table over three pages: its head repeated or not, its caption repeated as continued or not."""
    chance = random.Random(seed)
    labels = [f"{place} {number}" for number in range(1, 7) for place in PLACES]
    body = [[label, *row] for label, row in zip(labels, amounts(chance, len(labels), 4, comma), strict=True)]
    header = ["Region", "Exports", "Imports", "Balance", "Share"]
    title = "Regions of imagined places"
    head = [[(cell, 1, 1) for cell in header]]
    running = ", header: [#set text(size: 8pt); Invented tables #h(1fr) a running head], footer: context align(center)[#counter(page).display()]"
    note = escape("Source: Invented for this page.")
    if again:
        cuts = [body[:36], body[36:72], body[72:]]
        parts = [caption("5", title) + table(head, cuts[0], "auto, 1fr, 1fr, 1fr, 1fr", style)]
        parts += [
            "#pagebreak()\n"
            + caption("5", title + "—Continued")
            + table(head, cut, "auto, 1fr, 1fr, 1fr, 1fr", style)
            for cut in cuts[1:]
        ]
    else:
        parts = [caption("5", title) + table(head, body, "auto, 1fr, 1fr, 1fr, 1fr", style, repeat=repeat)]
    after = paragraph(chance)
    return Layout(
        name,
        page(*parts, note, escape(after), more=running),
        [Printed("5", title, [header], body, [], "Source: Invented for this page.")],
        [after],
    )


def beside(seed: int, style: str = "booktabs") -> Layout:
    chance = random.Random(seed)
    made, cells = [], []
    for number in ("6", "7"):
        body = [
            [label, *row]
            for label, row in zip(chance.sample(PLACES, 7), amounts(chance, 7, 2, percent), strict=True)
        ]
        title = f"Shares, case {'first' if number == '6' else 'second'}"
        made.append(Printed(number, title, [["Economy", "2001", "2002"]], body, [], ""))
        cells.append(
            "["
            + caption(number, title)
            + table(
                [[(c, 1, 1) for c in ("Economy", "2001", "2002")]], body, "auto, auto, auto", style, size=8
            )
            + "]"
        )
    parts = [
        escape(paragraph(chance)),
        f"#grid(columns: (1fr, 1fr), gutter: 10mm, {', '.join(cells)})",
        escape(paragraph(chance)),
    ]
    return Layout("side by side", page(*parts), made)


def notes_on_next_page(seed: int) -> Layout:
    chance = random.Random(seed)
    body = [
        [label, *row]
        for label, row in zip(
            [*PLACES, *(p + " North" for p in PLACES)], amounts(chance, 36, 3, dash), strict=True
        )
    ]
    header = ["Economy", "First", "Second", "Third"]
    title = "A table that fills its page"
    notes, source = (
        ["Notes: The notes of this table stand on the next page."],
        "Source: Invented for this page.",
    )
    after = paragraph(chance)
    parts = [
        caption("8", title),
        table([[(c, 1, 1) for c in header]], body, "auto, 1fr, 1fr, 1fr", "booktabs"),
        "#pagebreak()",
        *map(escape, notes),
        escape(source),
        escape(after),
    ]
    return Layout(
        "notes on the next page", page(*parts), [Printed("8", title, [header], body, notes, source)], [after]
    )


def marks(seed: int, raised: bool) -> Layout:
    """Footnote marks at values: raised letters, or glued to the figure; the truth is the figure as a reader reads it."""
    chance = random.Random(seed)
    plain = [
        [label, *row]
        for label, row in zip(chance.sample(PLACES, 9), amounts(chance, 9, 4, comma), strict=True)
    ]
    places = {
        (chance.randrange(9), chance.randrange(1, 5)): chance.choice("ab1" if raised else "*†")
        for _ in range(7)
    }
    shown = [
        [
            f"{escape(cell)}#super[{places[r, c]}]"
            if raised and (r, c) in places
            else escape(cell + places.get((r, c), ""))
            if c
            else escape(cell)
            for c, cell in enumerate(row)
        ]
        for r, row in enumerate(plain)
    ]
    truth = (
        plain
        if raised
        else [[cell + places.get((r, c), "") for c, cell in enumerate(row)] for r, row in enumerate(plain)]
    )
    header = ["Economy", "2011", "2012", "2013", "2014"]
    title = "Values with marks"
    parts = [
        caption("9", title),
        table(
            [[(c, 1, 1) for c in header]],
            [[("#[" + c + "]", "") for c in row] for row in shown],
            "auto, 1fr, 1fr, 1fr, 1fr",
            "booktabs",
        ),
        escape("Note: Letters and signs point to notes that are not printed."),
        escape(paragraph(chance)),
    ]
    return Layout(
        "marks raised" if raised else "marks glued",
        page(*parts),
        [
            Printed(
                "9", title, [header], truth, ["Note: Letters and signs point to notes that are not printed."]
            )
        ],
    )


def groups_and_spans(style: str, seed: int) -> Layout:
    """A stub cell over several rows, and headings of groups over the whole width."""
    chance = random.Random(seed)
    rows, truth = [], []
    for place in chance.sample(PLACES, 4):
        figures = amounts(chance, 3, 3, bracket)
        for number, (kind, row) in enumerate(zip(("Exports", "Imports", "Balance"), figures, strict=True)):
            rows.append([*([(place, "rowspan: 3")] if number == 0 else []), kind, *row])
            truth.append([place if number == 0 else "", kind, *row])
    header = ["Economy", "Flow", "2001", "2002", "2003"]
    title = "Flows with cells over several rows"
    parts = [
        escape(paragraph(chance)),
        caption("10", title),
        table([[(c, 1, 1) for c in header]], rows, "auto, auto, 1fr, 1fr, 1fr", style),
        escape(paragraph(chance)),
    ]
    return Layout(f"cells over rows, {style}", page(*parts), [Printed("10", title, [header], truth)])


def group_rows(style: str, seed: int) -> Layout:
    chance = random.Random(seed)
    rows, truth = [], []
    for title in ("Northern places", "Southern places", "Other"):
        rows.append([(title, "colspan: 4, align: left")])
        truth.append([title, "", "", ""])
        for place in chance.sample(PLACES, 4):
            row = amounts(chance, 1, 3, comma)[0]
            rows.append([f"#h(1em){place}", *row])
            truth.append([place, *row])
    header = ["Economy", "Value", "Previous", "Share"]
    parts = [
        escape(paragraph(chance)),
        caption("11", "Places by group"),
        table([[(c, 1, 1) for c in header]], rows, "auto, 1fr, 1fr, 1fr", style),
        escape("Source: Invented for this page."),
        escape(paragraph(chance)),
    ]
    return Layout(
        f"headings of groups, {style}",
        page(*parts),
        [Printed("11", "Places by group", [header], truth, [], "Source: Invented for this page.")],
    )


def landscape(seed: int) -> Layout:
    layout = simple("landscape page", "booktabs", comma, seed=seed, columns=11, rows=12, size=8.5)
    return Layout(
        layout.name,
        layout.source.replace("width: 210mm, height: 297mm", "width: 297mm, height: 210mm"),
        layout.tables,
        layout.prose,
    )


def sideways(seed: int) -> Layout:
    """A table turned by a quarter on an upright page."""
    layout = simple("table turned sideways", "booktabs", comma, seed=seed, columns=9, rows=12)
    head, body = layout.source.split("\n\n", 1)
    start, rest = body.split("#block(sticky", 1)
    inner, after = ("#block(sticky" + rest).rsplit("\n\n", 1)
    return Layout(
        layout.name, f"{head}\n\n#rotate(-90deg, reflow: true, box(width: 220mm)[{inner}])", layout.tables
    )


def two_columns(seed: int, style: str = "booktabs") -> Layout:
    chance = random.Random(seed)
    body = [
        [label, *row]
        for label, row in zip(chance.sample(PLACES, 8), amounts(chance, 8, 3, percent), strict=True)
    ]
    header = ["Economy", "2001", "2002", "2003"]
    title = "A table within one column"
    text = [paragraph(chance, 7) for _ in range(7)]
    parts = [
        "#columns(2, gutter: 8mm)[",
        *map(escape, text[:3]),
        caption("12", title),
        table([[(c, 1, 1) for c in header]], body, "auto, auto, auto, auto", style, size=8),
        escape("Source: Invented for this page."),
        *map(escape, text[3:]),
        "]",
    ]
    return Layout(
        f"two columns of text, {style}",
        page(*parts, size=9.5),
        [Printed("12", title, [header], body, [], "Source: Invented for this page.")],
        text,
    )


def decimals(seed: int) -> Layout:
    """Figures aligned at their decimal points, with different numbers of decimals."""
    chance = random.Random(seed)
    labels = chance.sample(PLACES, 9)
    body, rows = [], []
    for label in labels:
        row = [f"{chance.uniform(0, 900):.{chance.randint(1, 3)}f}" for _ in range(3)]
        body.append([label, *row])
        cells = []
        for cell in row:
            whole, part = cell.split(".")
            cells.append(f"#box(width: 8mm)[#align(right)[{whole}]]#box(width: 9mm)[#align(left)[.{part}]]")
        rows.append([label, *cells])
    header = ["Economy", "First", "Second", "Third"]
    parts = [
        escape(paragraph(chance)),
        caption("13", "Aligned at the point"),
        table([[(c, 1, 1) for c in header]], rows, "auto, auto, auto, auto", "booktabs"),
        escape(paragraph(chance)),
    ]
    return Layout(
        "aligned at the decimal point", page(*parts), [Printed("13", "Aligned at the point", [header], body)]
    )


def words_alone(style: str, seed: int) -> Layout:
    """A table of text, cells over several lines."""
    chance = random.Random(seed)
    body = [[place, chance.choice(LONG), chance.choice(SENTENCES)] for place in chance.sample(PLACES, 6)]
    header = ["Economy", "Field", "Remark"]
    parts = [
        escape(paragraph(chance)),
        caption("14", "Fields and remarks"),
        table([[(c, 1, 1) for c in header]], body, "30mm, 45mm, 80mm", style, align="left"),
        escape(paragraph(chance)),
    ]
    return Layout(
        f"words alone, {style}", page(*parts), [Printed("14", "Fields and remarks", [header], body)]
    )


def no_table(seed: int) -> Layout:
    """Paragraphs, a list, a formula in two columns of terms, and a picture of bars: no table."""
    chance = random.Random(seed)
    text = [paragraph(chance, 6) for _ in range(4)]
    bars = " ".join(f"#box(width: 8mm, height: {chance.randint(5, 40)}mm, fill: gray)" for _ in range(12))
    listed = "\n".join(f"+ {escape(chance.choice(SENTENCES))}" for _ in range(6))
    figure = f"{bars}\n\n" + " #h(6mm) ".join(str(2000 + n) for n in range(8))
    parts = [
        escape(text[0]),
        listed,
        escape(text[1]),
        "*Figure 1: Bars without meaning*",
        figure,
        *map(escape, text[2:]),
    ]
    return Layout("no table", page(*parts), [], text)


def captions_below(seed: int) -> Layout:
    chance = random.Random(seed)
    made, parts = [], []
    for number in ("1", "2"):
        body = [
            [label, *row]
            for label, row in zip(chance.sample(PLACES, 6), amounts(chance, 6, 3, comma), strict=True)
        ]
        header = ["Economy", "First", "Second", "Third"]
        title = f"A caption below, number {'one' if number == '1' else 'two'}"
        made.append(Printed(number, title, [header], body))
        parts += [
            escape(paragraph(chance)),
            table([[(c, 1, 1) for c in header]], body, "auto, 1fr, 1fr, 1fr", "booktabs"),
            caption(number, title),
        ]
    return Layout("captions below", page(*parts, escape(paragraph(chance))), made)


def no_caption(seed: int) -> Layout:
    layout = simple("no caption", "ruled", comma, seed=seed, note=False)
    start, rest = layout.source.split("#block(sticky", 1)
    found = layout.tables[0]
    return Layout(
        layout.name, start + rest.split("\n", 1)[1], [Printed("", "", found.header, found.body)], layout.prose
    )


def development() -> list[Layout]:
    """Layouts that the reader was written with."""
    return [
        simple("ruled", "ruled", comma, seed=1),
        simple("booktabs, en dashes", "booktabs", dash, seed=2),
        simple("unruled, minus signs", "none", minus, seed=3),
        simple("half ruled, parentheses", "half", bracket, seed=4),
        simple("rule under the head alone", "headrule", percent, seed=5),
        simple("thousands with spaces", "booktabs", space, seed=6),
        simple(
            "narrow and small",
            "booktabs",
            comma,
            seed=7,
            columns=10,
            rows=14,
            size=6,
            inset="inset: (x: 2pt, y: 1.6pt)",
        ),
        two_level("two levels, rules under spans", "booktabs", seed=8, ruled_spans=True),
        two_level("two levels, no rules", "none", seed=9, ruled_spans=False),
        two_level("two levels, ruled", "ruled", seed=10, ruled_spans=False),
        rotated_heads(11),
        long_labels("labels over lines, booktabs", "booktabs", seed=12),
        long_labels("labels over lines, ruled", "ruled", seed=13),
        continued("continued, head repeated", "booktabs", seed=14, repeat=True, again=False),
        continued("continued, caption repeated", "booktabs", seed=15, repeat=False, again=True),
        beside(16),
        notes_on_next_page(17),
        marks(18, raised=True),
        marks(19, raised=False),
        groups_and_spans("ruled", 20),
        group_rows("booktabs", 21),
        landscape(22),
        two_columns(23),
        decimals(24),
        words_alone("ruled", 25),
        no_table(26),
        captions_below(27),
        no_caption(28),
    ]


def held_back() -> list[Layout]:
    """Layouts for measuring alone."""
    return [
        simple("held back: vertical rules alone", "columns", bracket, seed=101, rows=11),
        simple("held back: rules under every row, centred", "rows", dash, seed=102, align="center"),
        simple("held back: unruled, thousands with spaces", "none", space, seed=103, columns=6),
        two_level("held back: three levels", "booktabs", seed=104, ruled_spans=True, three=True, form=minus),
        continued("held back: continued without a head", "none", seed=105, repeat=False, again=False),
        groups_and_spans("booktabs", 106),
        group_rows("none", 107),
        sideways(108),
        two_columns(109, "ruled"),
        words_alone("booktabs", 110),
        long_labels("held back: labels over lines, unruled", "none", seed=111),
        beside(112, "ruled"),
    ]
