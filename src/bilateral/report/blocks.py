"""Executed notebooks and pages of docs/ as one list of blocks, the common ground of all forms of the report.

A block is a dictionary with its `kind`: heading (level, text, id), prose (text, Markdown; abstract), figure
and table (as report.show makes them). report.parts gives them their numbers.
"""

import re

import nbformat

from bilateral.report.bound import plain
from bilateral.report.cells import CONTINUES, is_left_out, place_of, quotes, shown_blocks, tags, with_values
from bilateral.report.check import stands_in
from bilateral.report.show import prose_block
from crossfoot import InputError

HEADING = re.compile(r"^(#{1,4}) (.+)$", re.MULTILINE)
PICTURE = re.compile(r"!\[[^\]]*\][(\[]")
ANCHOR = re.compile(r"\]\(#([a-z0-9-]+)\)")


def notebook_blocks(notebook: nbformat.NotebookNode, name: str, path: str = "") -> list[dict]:
    """The blocks of an executed notebook; `name` becomes the id of its first heading. path: for errors.

    Raises InputError for an output that is not a block, since it would be missing in one form or the other,
    and for a check that quotes words which do not stand in the notebook.
    """
    path = path or f"notebooks/{name}.ipynb"
    blocks: list[dict] = []
    texts: list[str] = []
    said: list[tuple[str, str]] = []
    for cell in notebook.cells:
        place = place_of(notebook, cell, path)
        if is_left_out(cell):
            continue
        said += [(quote, place) for quote in quotes(cell)]
        if "remove-cell" in tags(cell):
            continue
        if cell.cell_type == "markdown":
            if PICTURE.search(cell.source):
                raise InputError(place, "a picture in the Markdown", "a figure that a cell shows")
            found = markdown_blocks(with_values(cell, place), name, "abstract" in tags(cell))
            if CONTINUES in tags(cell) and blocks and blocks[-1]["kind"] == found[0]["kind"] == "prose":
                # a sentence that is left out where it does not apply, and has a cell for that
                blocks[-1] = blocks[-1] | {"text": f"{blocks[-1]['text']} {found.pop(0)['text']}"}
            blocks += found
            texts.append(cell.source)
        elif cell.cell_type == "code":
            blocks += shown_blocks(cell, place)
        else:
            raise InputError(place, f"a {cell.cell_type} cell", "Markdown or code")
    texts += [block[part] for block in blocks for part in ("title", "units", "note") if block.get(part)]
    for quote, place in said:
        if not any(stands_in(quote, text) for text in texts):
            expected = "words of the Markdown or of a title, with … for a value"
            raise InputError(place, f"a check of “{quote}”, which no text says", expected)
    return blocks


def markdown_blocks(text: str, name: str, abstract: bool = False) -> list[dict]:
    """Headings and the prose between them; a link to a heading of the same text keeps leading there."""
    own = {_slug(heading[2]) for heading in HEADING.finditer(text)}
    text = ANCHOR.sub(lambda link: f"](#{name}-{link[1]})" if link[1] in own else link[0], text)
    blocks: list[dict] = []
    start = 0
    for heading in [*HEADING.finditer(text), None]:
        between = text[start : heading.start() if heading else len(text)].strip()
        if between:
            blocks.append(prose_block(between, abstract))
        if heading:
            level, words = len(heading[1]), plain(heading[2].strip())
            blocks.append(
                {
                    "kind": "heading",
                    "level": level,
                    "text": words,
                    "id": name if level == 1 else f"{name}-{_slug(words)}",
                }
            )
            start = heading.end()
    return blocks


def _slug(words: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", words.lower()))
