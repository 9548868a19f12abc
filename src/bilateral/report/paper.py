"""The report as Typst source, for the PDF."""

from __future__ import annotations

import re

# what Typst would read as markup
SPECIAL = re.compile(r"([\\#$*_`<>@\[\]~=/+-])")
# characters a line of the page holds at the size of a table; a column is wide when its text needs more than its share
WIDE = 14
# rows from which a table may go on over pages
LONG = 16


def typst_text(text: str) -> str:
    """Text with nothing that Typst reads as markup."""
    return SPECIAL.sub(r"\\\1", text)


def typst_string(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def typst_block(block: dict) -> str:
    """A figure or table of the report, with its label."""
    return _figure(block) if block["kind"] == "figure" else _table(block)


def _figure(block: dict) -> str:
    picture = f"image({typst_string('results/figures/' + block['name'] + '.svg')}, width: 100%, alt: {typst_string(block['alt'])})"
    return f"#figure({picture}, kind: image, caption: [{typst_text(block['caption'])}]) <{block['id']}>"


def _table(block: dict) -> str:
    columns = block["columns"]
    widths = ", ".join(_widths(block))
    align = ", ".join("right" if column["number"] else "left" for column in columns)
    head = ", ".join(f"[{typst_text(column['label'])}]" for column in columns)
    rows = ",\n  ".join(", ".join(f"[{typst_text(cell)}]" for cell in cells) for cells in block["cells"])
    size = "8pt" if len(columns) <= 6 else "7pt" if len(columns) <= 8 else "6.3pt"
    note = f"\n#note[{typst_text(block['note'])}]" if block["note"] else ""
    figure = (
        f"#figure(kind: table, caption: [{typst_text(block['caption'])}], {{\n set text(size: {size})\n table(columns: ({widths},), align: ({align},),\n"
        f"  table.header({head}),\n  {rows})\n}}) <{block['id']}>{note}"
    )
    return figure if len(block["cells"]) > LONG else f"#[\n#show figure: set block(breakable: false)\n{figure}\n]"


def _widths(block: dict) -> list[str]:
    """A column of short cells is as wide as they are; wide ones share what is left by the length of their text."""
    widths = []
    for place, column in enumerate(block["columns"]):
        cells = [cells[place] for cells in block["cells"]] or [""]
        longest = max(len(cell) for cell in cells)
        word = max((len(word) for word in " ".join([column["label"], *cells]).split()), default=1)
        if column["number"] or longest <= WIDE:
            # a heading may break between words, not within one
            widths.append(f"{max(longest, word) * 0.56 + 0.6:.2f}em")
        else:
            mean = sum(map(len, cells)) / len(cells)
            widths.append(f"{max(word * 1.2, min(mean, 120) ** 0.75 * 2.2):.1f}fr")
    return widths


def build_paper(preamble: str, title: str, document: dict, commit: str, body: str) -> str:
    """Typst source. preamble: the look (workflow/report/paper.typ), which defines `paper`."""
    return (
        f"{preamble}\n#show: paper.with(title: {typst_string(title)}, cited: {typst_string(document['citation'])}, "
        f"read: {typst_string(document['path'] + ', sha256 ' + document['sha256'] + '. ' + document['record'])}, commit: {typst_string(commit)})\n\n{body}"
    )
