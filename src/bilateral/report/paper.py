"""A part of the report as Typst source, for its PDF."""

import math
import re
from collections.abc import Sequence

from bilateral.report.drawing_svg import print_svg
from bilateral.report.exhibit_html import notes_of
from bilateral.report.parts import Part

# what Typst would read as markup
SPECIAL = re.compile(r"([\\#$*_`<>@\[\]~=/+-])")
# of the page in points, without its margins; of a letter as a part of the size of type; of both sides of a
# cell
PAGE, LETTER, BOLD, INSET = 464, 0.5, 1.22, 6.5
# letters from which a word may break
LONGEST_WORD = 18
# lines from which a table may go on over pages
LONG = 24


def typst_text(text: str) -> str:
    """Text with nothing that Typst reads as markup."""
    return SPECIAL.sub(r"\\\1", text)


def typst_string(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def typst_block(block: dict, pictures: dict[str, dict[str, str]]) -> str:
    """A figure or table of the report, with its label. pictures: of a rule's figures by name, as SVG."""
    return _figure(block, pictures) if block["kind"] == "figure" else _table(block)


def _figure(block: dict, pictures: dict[str, dict[str, str]]) -> str:
    svg = block["pictures"]["wide"]["svg"] if "pictures" in block else pictures[block["name"]]["wide"]
    data = f"bytes({typst_string(print_svg(svg))})"
    picture = f'image({data}, format: "svg", width: 100%, alt: {typst_string(block["alt"])})'
    return (
        f"#figure(kind: image, placement: auto, caption: {_caption(block)},\n"
        f" {{ {picture}\n{_notes(block)} }}) <{block['id']}>"
    )


def _table(block: dict) -> str:
    columns = block["columns"]
    size = 8.5 if len(columns) <= 6 else 8
    texts = [
        [column["label"], *(cells[place] for cells in block["cells"])] for place, column in enumerate(columns)
    ]
    points = column_widths(texts, size)
    widths = ", ".join(f"{width:.1f}pt" for width in points)
    align = ", ".join("right" if column["number"] else "left" for column in columns)
    head = ", ".join(f"[{typst_text(column['label'])}]" for column in columns)
    rows = ",\n  ".join(
        ", ".join(f"[{typst_text(breakable(cell))}]" for cell in cells) for cells in block["cells"]
    )
    figure = (
        f"#figure(kind: table, caption: {_caption(block)}, {{\n"
        f" set text(size: {size}pt)\n table(columns: ({widths},), align: ({align},),\n"
        f"  table.header({head}),\n  {rows})\n{_notes(block)}}}) <{block['id']}>"
    )
    whole = "#show figure: set block(breakable: false)\n"
    return figure if _lines(texts, points, size) > LONG else f"#[\n{whole}{figure}\n]"


def _lines(texts: list[list[str]], points: list[float], size: float) -> int:
    """Lines of text that a table is high. texts and points: of its columns, as column_widths has them."""
    letters = [max(1, (width - INSET) / (LETTER * size)) for width in points]
    return sum(
        max(math.ceil(len(cell) / room) for cell, room in zip(row, letters, strict=True))
        for row in zip(*texts, strict=True)
    )


def _caption(block: dict) -> str:
    units = f" #units[{typst_text(block['units'])}]" if block.get("units") else ""
    return f"[{typst_text(block['title'])}{units}]"


def _notes(block: dict) -> str:
    texts = notes_of(block)
    return f" note[{' #linebreak() '.join(typst_text(breakable(text)) for text in texts)}]\n" if texts else ""


def breakable(text: str) -> str:
    """Text in which a word too long for a column, such as an address, may break after its punctuation."""
    return " ".join(
        re.sub(r"([/_.,=&?%-])", "\\1\u200b", word) if len(word) > LONGEST_WORD else word
        for word in text.split(" ")
    )


def column_widths(texts: list[list[str]], size: float) -> list[float]:
    """Widths in points of a table's columns, by their cells with the heading first, that fit the page.

    Each holds its longest word; what is left goes to columns whose texts are longer, by how much they hold.
    size: of the type in points.
    """
    letter = LETTER * size
    least, whole = [], []
    for heading, *cells in texts:
        words = [part for cell in cells for word in breakable(cell).split() for part in word.split("\u200b")]
        # bold letters are wider
        longest = max([BOLD * len(word) for word in heading.split()] + [len(word) for word in words] + [1])
        least.append(longest * letter + INSET)
        whole.append(max([BOLD * len(heading), *map(len, cells)]) * letter + INSET)
    left = PAGE - sum(least)
    if sum(whole) <= PAGE or left <= 0:
        return whole if sum(whole) <= PAGE else [width * PAGE / sum(least) for width in least]
    # a row is as high as its longest cell, so a column grows by how much longer that is than its longest word
    wish = [(most - width) ** 0.85 for width, most in zip(least, whole, strict=True)]
    return [width + left * want / sum(wish) for width, want in zip(least, wish, strict=True)]


def build_paper(
    preamble: str, part: Part, other: Part, body: str, about: dict, families: Sequence[str] = ()
) -> str:
    """Typst source of a part. preamble: the look (workflow/report/paper.typ), which defines `paper`; about:
    as build_page takes it; families: of fonts for what the built-in ones lack."""
    said = {
        "title": part.title,
        "lang": about["lang"],
        "date": about["date"],
        "letter": "A" if part.name == "appendix" else "",
        "other": other.title,
        "address": other.pdf,
        "commit": about["commit"],
    }
    if document := about["document"]:
        said |= {
            "cited": document["citation"],
            "read": f"{document['path']}, sha256 {document['sha256']}. {document['record']}",
        }
    given = [f"{name}: {typst_string(value)}" for name, value in said.items()]
    given.append(f"more: ({''.join(f'{typst_string(family)}, ' for family in families)})")
    return f"{preamble}\n#show: paper.with({', '.join(given)})\n\n{body}"
