"""Figures and tables of the report as HTML: title, units, what is shown, source and note."""

import base64
import re
from html import escape

from bilateral.report.drawing_svg import inline_svg

ADDRESS = re.compile(r"https?://[^\s<]+[^\s<.,;)]")
# letters of a cell, on average, from which a column is one of long texts
LONG = 40


def exhibit_html(block: dict, pictures: dict[str, dict[str, str]]) -> str:
    """A figure or table, numbered where its block is. pictures: of a rule's figures by name, their SVG as
    `wide` and `narrow`; none are needed for a block that carries its own."""
    return _figure(block, pictures) if block["kind"] == "figure" else table_html(block)


def _figure(block: dict, pictures: dict[str, dict[str, str]]) -> str:
    # only what a rule of the project drew has colours for which the page has its own
    drawn: dict = block["pictures"] if "pictures" in block else pictures[block["name"]]
    sizes = {size: drawn[size] for size in ("wide", "narrow") if drawn.get(size)}
    if "pictures" in block:
        shown = {size: _image(picture, block["alt"]) for size, picture in sizes.items()}
    else:
        shown = {
            size: inline_svg(svg, f"{block['name']}-{size}", block["alt"]) for size, svg in sizes.items()
        }
    card = " card" if "pictures" in block else ""
    # a single drawing serves every width
    drawings = "".join(
        f'<div class="drawing{card}{f" {size}" if len(shown) > 1 else ""}">{picture}</div>'
        for size, picture in shown.items()
    )
    tables = "".join(map(table_html, block["behind"]))
    named = escape(block.get("label", "the figure"))
    numbers = (
        f'<details class="numbers"><summary>The numbers of {named}</summary>{tables}</details>'
        if tables
        else ""
    )
    own = "" if "pictures" in block else f' data-source="figures/{escape(block["name"])}"'
    return (
        f'<figure class="figure"{_id(block)}{own}>{_caption(block)}'
        f"{drawings}{_notes(block)}{numbers}</figure>"
    )


def _image(picture: dict[str, str], alt: str) -> str:
    data = base64.b64encode(picture["svg"].encode("utf-8")).decode("ascii")
    return f'<img src="data:image/svg+xml;base64,{data}" alt="{escape(alt)}">'


def table_html(block: dict) -> str:
    """Rows carry their place in the published table, which a cell leads to."""
    kinds = [
        _class(column, [cells[place] for cells in block["cells"]])
        for place, column in enumerate(block["columns"])
    ]
    head = "".join(
        f'<th scope="col"{kind} data-column="{escape(column["column"])}">{escape(column["label"])}</th>'
        for column, kind in zip(block["columns"], kinds, strict=True)
    )
    rows = block["rows"] or [None] * len(block["cells"])
    body = "".join(
        f"<tr{f' data-row={chr(34)}{row}{chr(34)}' if row else ''}>"
        + "".join(map(_cell, range(len(cells)), block["columns"], kinds, cells))
        + "</tr>"
        for row, cells in zip(rows, block["cells"], strict=True)
    )
    source = f' data-source="{escape(block["source"])}"' if block["source"] else ""
    label = escape(block.get("label", block["title"]))
    return (
        f'<figure class="table"{_id(block)}{source}>{_caption(block)}'
        f'<div class="scroll" tabindex="0" role="group" aria-label="{label}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>{_notes(block)}</figure>"
    )


def _cell(at: int, column: dict, kind: str, text: str) -> str:
    # a text that begins a row names it
    tag, scope = ("th", ' scope="row"') if at == 0 and not column["number"] and text else ("td", "")
    return f"<{tag}{scope}{kind}>{ADDRESS.sub(_link, escape(text))}</{tag}>"


def _id(block: dict) -> str:
    return f' id="{block["id"]}"' if "id" in block else ""


def _caption(block: dict) -> str:
    label = f'<span class="label">{escape(block["label"])}</span> ' if "label" in block else ""
    units = f'<span class="units">{escape(block["units"])}</span>' if block.get("units") else ""
    return f'<figcaption>{label}<span class="title">{escape(block["title"])}</span>{units}</figcaption>'


def _notes(block: dict) -> str:
    return "".join(f'<p class="note">{ADDRESS.sub(_link, escape(text))}</p>' for text in notes_of(block))


def notes_of(block: dict) -> list[str]:
    """What stands below it: the line that says whose figures these are, and the note, where there are any."""
    source = block.get("source_line", "")
    said = f"Source: {source}" if source and not source.startswith("Source") else source
    return [text for text in (said, block["note"]) if text]


def _link(address: re.Match) -> str:
    return f'<a href="{address[0]}">{address[0]}</a>'


def _class(column: dict, cells: list[str]) -> str:
    """Numbers stand right, and texts that fill lines have the room for it."""
    if column["number"]:
        return ' class="number"'
    return ' class="long"' if sum(map(len, cells)) > LONG * len(cells) else ""
