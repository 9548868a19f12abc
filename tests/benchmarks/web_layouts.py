"""Web documents with tables, and what they print: for the readers of HTML, Markdown and DOCX, and printed by
a browser as PDF.

All names, sentences and numbers are invented. `HELD_BACK` documents are for measuring alone.
"""

from __future__ import annotations

import html
import random

from tests.benchmarks.layout_parts import (
    LONG,
    PLACES,
    SENTENCES,
    Layout,
    Printed,
    amounts,
    bracket,
    comma,
    dash,
    minus,
    paragraph,
    percent,
)

STYLE = """\
body { font: 10pt/1.35 "DejaVu Sans", sans-serif; margin: 0 }
table { border-collapse: collapse; font-size: 8.5pt } td, th { padding: 2px 8px; text-align: right; \
vertical-align: top; font-weight: normal }
td:first-child, th:first-child { text-align: left } \
caption, .caption { font-weight: bold; text-align: left; margin: 10px 0 4px }
"""


def document(style: str, *parts: str) -> str:
    return (
        "<!doctype html><html><head><meta charset='utf-8'><title>Invented</title>"
        f"<style>{STYLE}{style}</style></head><body>{''.join(parts)}</body></html>"
    )


def prose(text: str) -> str:
    return f"<p>{html.escape(text)}</p>\n"


def cell(tag: str, text: str, across: int = 1, down: int = 1) -> str:
    spans = (f" colspan={across}" if across > 1 else "") + (f" rowspan={down}" if down > 1 else "")
    return f"<{tag}{spans}>{text if text.startswith('<') else html.escape(text)}</{tag}>"


def grid(head: list[list[tuple[str, int, int]]], body: list[list[str]], title: str = "") -> str:
    rows = "".join("<tr>" + "".join(cell("th", *c) for c in row) + "</tr>\n" for row in head)
    lines = "".join("<tr>" + "".join(cell("td", c) for c in row) + "</tr>\n" for row in body)
    return (
        f"<div class=caption>{html.escape(title)}</div>\n"
        f"<table><thead>{rows}</thead><tbody>{lines}</tbody></table>\n"
    )


def one_head(cells: list[str]) -> list[list[tuple[str, int, int]]]:
    return [[(text, 1, 1) for text in cells]]


def made(
    name: str,
    style: str,
    head,
    header,
    body,
    *,
    seed: int,
    shown=None,
    notes=(),
    source="Source: Invented for this page.",
    title="Figures of imagined places",
) -> Layout:
    chance = random.Random(seed)
    before, after = paragraph(chance, 4), paragraph(chance, 4)
    parts = [
        prose(before),
        grid(head, shown or body, f"Table 1. {title}"),
        *map(prose, notes),
        prose(source) if source else "",
        prose(after),
    ]
    return Layout(
        name,
        document(style, *parts),
        [Printed("1", title, header, body, list(notes), source)],
        [before, after],
    )


def zebra(seed: int) -> Layout:
    chance = random.Random(seed)
    header = ["Economy", "2001", "2002", "2003", "2004"]
    body = [[p, *row] for p, row in zip(chance.sample(PLACES, 9), amounts(chance, 9, 4, comma), strict=True)]
    return made(
        "web: striped rows",
        "tbody tr:nth-child(odd) { background: #e8eef4 } thead { background: #345; color: white }",
        one_head(header),
        [header],
        body,
        seed=seed,
    )


def wrapped(seed: int, style: str = "", name: str = "web: wrapped labels, no rules") -> Layout:
    """Labels over several lines at the same step as rows, figures on their first line."""
    chance = random.Random(seed)
    header = ["Product", "Exports", "Imports", "Change"]
    body = [[label, *row] for label, row in zip(LONG, amounts(chance, 7, 3, minus), strict=True)]
    return made(
        name,
        style + "td:first-child { width: 140px }",
        one_head(header),
        [header],
        body,
        seed=seed,
        notes=["Note: Labels are long on purpose."],
    )


def levels(seed: int, deep: bool = False, name: str = "web: two levels") -> Layout:
    chance = random.Random(seed)
    body = [[p, *row] for p, row in zip(chance.sample(PLACES, 7), amounts(chance, 7, 4, dash), strict=True)]
    head = [
        [
            ("Economy", 1, 3 if deep else 2),
            *([("Goods", 4, 1)] if deep else [("Exports", 2, 1), ("Imports", 2, 1)]),
        ]
    ]
    header = (
        [["Economy", "Goods", "", "", ""], ["", "Exports", "", "Imports", ""]]
        if deep
        else [["Economy", "Exports", "", "Imports", ""]]
    )
    if deep:
        head.append([("Exports", 2, 1), ("Imports", 2, 1)])
    head.append([(text, 1, 1) for text in ("2001", "2002", "2001", "2002")])
    header.append(["", "2001", "2002", "2001", "2002"])
    style = (
        "th[colspan] { text-align: center; border-bottom: 1px solid black } "
        "table { border-top: 2px solid black; border-bottom: 2px solid black }"
    )
    return made(name, style, head, header, body, seed=seed)


def currency(seed: int) -> Layout:
    """Signs of currency set apart from their amounts."""
    chance = random.Random(seed)
    header = ["Economy", "Aid", "Loans", "Grants"]
    body = [
        [p, *(f"${c}" for c in row)]
        for p, row in zip(chance.sample(PLACES, 8), amounts(chance, 8, 3, comma), strict=True)
    ]
    shown = [
        [
            row[0],
            *(
                '<span style="display:flex;justify-content:space-between"><span>$</span>'
                f"<span>{c[1:]}</span></span>"
                for c in row[1:]
            ),
        ]
        for row in body
    ]
    return made(
        "web: signs of currency apart",
        "td { min-width: 90px }",
        one_head(header),
        [header],
        body,
        seed=seed,
        shown=shown,
    )


def dense(seed: int) -> Layout:
    chance = random.Random(seed)
    header = ["Economy", *(str(1990 + n) for n in range(14))]
    body = [
        [p, *row] for p, row in zip(chance.sample(PLACES, 12), amounts(chance, 12, 14, percent), strict=True)
    ]
    return made(
        "web: narrow columns",
        "td, th { padding: 1px 3px; font-size: 6.5pt }",
        one_head(header),
        [header],
        body,
        seed=seed,
    )


def raised(seed: int) -> Layout:
    chance = random.Random(seed)
    header = ["Economy", "First", "Second", "Third"]
    body = [
        [p, *row] for p, row in zip(chance.sample(PLACES, 8), amounts(chance, 8, 3, bracket), strict=True)
    ]
    shown = [
        [
            f"<span>{c}<sup>{chance.choice('abc')}</sup></span>" if n and chance.random() < 0.3 else c
            for n, c in enumerate(row)
        ]
        for row in body
    ]
    return made(
        "web: raised marks",
        "table, td, th { border: 1px solid #888 }",
        one_head(header),
        [header],
        body,
        seed=seed,
        shown=shown,
        notes=["Note: Letters point to notes that are not printed."],
    )


def remarks(seed: int, style: str, name: str) -> Layout:
    """Figures between columns of text over several lines."""
    chance = random.Random(seed)
    header = ["Economy", "Amount", "Share", "Remark"]
    body = [
        [p, *row, chance.choice(SENTENCES)]
        for p, row in zip(
            chance.sample(PLACES, 6),
            ([comma(chance.uniform(1, 900)), percent(chance.uniform(1, 90))] for _ in range(6)),
            strict=True,
        )
    ]
    return made(
        name,
        style + "td:last-child, th:last-child { text-align: left; width: 230px }",
        one_head(header),
        [header],
        body,
        seed=seed,
    )


def sections(seed: int, style: str, name: str) -> Layout:
    chance = random.Random(seed)
    header = ["Economy", "Flow", "2001", "2002"]
    body, rows = [], []
    for place in chance.sample(PLACES, 4):
        for number, kind in enumerate(("Exports", "Imports")):
            row = amounts(chance, 1, 2, dash)[0]
            body.append([place if number == 0 else "", kind, *row])
            first = cell("td", place, 1, 2) if number == 0 else ""
            rows.append(f"<tr>{first}{cell('td', kind)}{''.join(cell('td', c) for c in row)}</tr>")
    before, after = paragraph(chance, 4), paragraph(chance, 4)
    head = "".join(cell("th", text) for text in header)
    source = (
        f"{prose(before)}<div class=caption>Table 1. Flows by place</div>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
        f"{prose('Source: Invented for this page.')}{prose(after)}"
    )
    return Layout(
        name,
        document(style, source),
        [Printed("1", "Flows by place", [header], body, [], "Source: Invented for this page.")],
        [before, after],
    )


def development() -> list[Layout]:
    return [
        zebra(201),
        wrapped(202),
        levels(203),
        currency(204),
        dense(205),
        raised(206),
        remarks(207, "td, th { border-bottom: 1px solid #999 }", "web: remarks, ruled rows"),
        sections(208, "table, td, th { border: 1px solid black }", "web: cells over rows, ruled"),
    ]


def held_back() -> list[Layout]:
    return [
        levels(301, deep=True, name="held back, web: three levels"),
        remarks(302, "", "held back, web: remarks, no rules"),
        sections(
            303, "thead { border-bottom: 1px solid black }", "held back, web: cells over rows, one rule"
        ),
        wrapped(304, "td { padding: 6px 8px }", "held back, web: wrapped labels, wide rows"),
    ]


def print_pdf(browser, sources: list[str]) -> list[bytes]:
    """Web documents as a browser (of playwright) prints them."""
    page, printed = browser.new_page(), []
    for source in sources:
        page.set_content(source)
        printed.append(
            page.pdf(format="A4", margin={side: "20mm" for side in ("top", "bottom", "left", "right")})
        )
    page.close()
    return printed
