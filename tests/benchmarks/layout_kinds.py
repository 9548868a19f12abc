"""Layouts of one kind of table: its rules, its heads, how it goes on over pages, marks at its values."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.benchmarks.layout_parts import (
    LONG,
    PLACES,
    Layout,
    Printed,
    amounts,
    caption,
    comma,
    dash,
    escape,
    minus,
    page,
    paragraph,
    percent,
    table,
)


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
    running = (
        ", header: [#set text(size: 8pt); Invented tables #h(1fr) a running head], "
        "footer: context align(center)[#counter(page).display()]"
    )
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
    """Footnote marks at values: raised letters, or glued to the figure; the truth is the figure as a reader
    reads it."""
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
