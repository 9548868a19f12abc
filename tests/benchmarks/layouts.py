"""Documents with tables in many layouts, and what is printed in them. All names, sentences and numbers are
invented.

Each layout is one typst source with its truth. `HELD_BACK` layouts are for measuring alone: the reader of
PDFs was written without looking at what it makes of them.
"""

from __future__ import annotations

import random

from tests.benchmarks.layout_kinds import (
    beside,
    continued,
    long_labels,
    marks,
    notes_on_next_page,
    rotated_heads,
    simple,
    two_level,
)
from tests.benchmarks.layout_parts import (
    LONG,
    PLACES,
    SENTENCES,
    Layout,
    Printed,
    amounts,
    bracket,
    caption,
    comma,
    dash,
    escape,
    minus,
    page,
    paragraph,
    percent,
    space,
    table,
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
