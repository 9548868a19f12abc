"""A part of the report as one HTML page that asks the network for nothing."""

import json
import re
from html import escape, unescape

from jinja2 import Environment, StrictUndefined

from bilateral.report.exhibit_html import exhibit_html
from bilateral.report.markdown import REFERENCES
from bilateral.report.parts import Part

HEADING = re.compile(r'<h([1-4])\s+(?:class="[^"]*"\s+)?id="([^"]*)"[^>]*>(.*?)</h\1>', re.DOTALL)
PLACEHOLDER = re.compile(r"<!--block:([a-z]+-[a-z0-9_]+)-->")
VALUE = re.compile(r'<a\s+href="(value:[^"]+)"[^>]*>(.*?)</a>', re.DOTALL)
FOOTNOTES = re.compile(r'<(section|aside)( id="footnotes"[^>]*)>\s*<hr />')


def placeholder(block: dict) -> str:
    """What stands for a figure or table while pandoc turns the text into HTML."""
    return f"<!--block:{block['id']}-->"


def page_body(html: str, blocks: list[dict], pictures: dict[str, dict[str, str]]) -> str:
    """pandoc's HTML with figures and tables in place, headings one level lower, each with a link to itself,
    and values as links.

    pictures: as exhibit_html takes them.
    """
    shown = {block["id"]: block for block in blocks if block["kind"] in ("figure", "table")}
    # tables of the docs scroll within the page, as the report's own do
    html = html.replace(
        "<table", '<div class="scroll" tabindex="0" role="group" aria-label="Table"><table'
    ).replace("</table>", "</table></div>")
    html = html.replace("<pre", '<pre tabindex="0"')
    html = FOOTNOTES.sub(r'<\1\2><h2 id="notes">Notes</h2>', html)
    html = HEADING.sub(_heading, html)
    html = VALUE.sub(lambda link: value_html(link[2], unescape(link[1])), html)
    return PLACEHOLDER.sub(lambda match: exhibit_html(shown[match[1]], pictures), html)


def _heading(found: re.Match) -> str:
    level, name, text = int(found[1]) + 1, found[2], found[3]
    said = escape(re.sub(r"<[^>]*>", "", text).strip(), quote=True).replace("&amp;", "&")
    return (
        f'<div class="heading"><h{level} id="{name}">{text}</h{level}>'
        f'<a class="anchor" href="#{name}" aria-label="Link to {said}">¶</a></div>'
    )


def value_html(text: str, address: str) -> str:
    """A value as a link that opens where it comes from."""
    return f'<a class="value" href="#home" role="button" data-home="{escape(address)}">{text}</a>'


def contents_of(blocks: list[dict], body: str) -> list[dict]:
    """The sections of a part with their subsections: id, number, text, below. body: the page's text."""
    sections: list[dict] = []
    for block in blocks:
        if block["kind"] == "heading" and block["level"] < 3:
            entry = {name: block[name] for name in ("id", "number", "text")} | {"below": []}
            (sections if block["level"] == 1 or not sections else sections[-1]["below"]).append(entry)
    last = {"id": REFERENCES, "number": "", "text": "References", "below": []}
    return [*sections, last] if f'id="{REFERENCES}"' in body else sections


def build_page(look: dict[str, str], part: Part, other: Part, body: str, data: dict, about: dict) -> str:
    """The page. look: template (Jinja2), style (CSS) and script (JavaScript). other: the part beside it.

    data: what the script reads, by element id. about: title, lang (of the title), document (record of the
    document read, with its sha256, where there is one), date (of the newest input, in words), commit, face
    (CSS of a font called `study` with characters that a reader's fonts may lack) and world (whether the
    study has a page of all pairs).
    """
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    # "</" would end the element that holds the data
    held = {
        name: json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).replace(
            "</", "<\\/"
        )
        for name, content in data.items()
    }
    return environment.from_string(look["template"]).render(
        part=part,
        other=other,
        contents=contents_of(part.blocks, body),
        body=body,
        data=held,
        style=look["style"],
        script=look["script"],
        **about,
    )
