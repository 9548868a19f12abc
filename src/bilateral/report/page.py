"""The report as one HTML page that asks the network for nothing."""

from __future__ import annotations

import json
import re
from html import escape, unescape

from jinja2 import Environment, StrictUndefined

from bilateral.report.bound import Place, address_of, read_places
from bilateral.report.show import figure_html, table_html

HEADING = re.compile(r"<(/?)h([1-5])\b")
PLACEHOLDER = re.compile(r"<!--block:([a-z]+-[a-z0-9_]+)-->")
VALUE = re.compile(r'<a\s+href="(value:[^"]+)"[^>]*>(.*?)</a>', re.DOTALL)


def placeholder(block: dict) -> str:
    """What stands for a figure or table while pandoc turns the text into HTML."""
    return f"<!--block:{block['id']}-->"


def page_body(html: str, blocks: list[dict], pictures: dict[str, bytes]) -> str:
    """pandoc's HTML with figures and tables in place, headings one level lower, and bound numbers as links.

    pictures: SVG by figure name.
    """
    shown = {block["id"]: block for block in blocks if block["kind"] in ("figure", "table")}

    def block_html(match: re.Match) -> str:
        block = shown[match[1]]
        if block["kind"] == "figure":
            made = figure_html(block, pictures[block["name"]], block["label"])
        else:
            made = table_html(block, block["label"])
        return made.replace("<figure ", f'<figure id="{block["id"]}" ', 1)

    # tables of the docs scroll within the page, as the report's own do
    html = html.replace("<table", '<div class="scroll" tabindex="0"><table').replace(
        "</table>", "</table></div>"
    )
    html = HEADING.sub(lambda tag: f"<{tag[1]}h{int(tag[2]) + 1}", html)
    html = VALUE.sub(lambda link: value_html(link[2], read_places(unescape(link[1]))), html)
    return PLACEHOLDER.sub(block_html, html)


def value_html(text: str, places: tuple[Place, ...]) -> str:
    """A bound number as a link that opens where it comes from."""
    return f'<a class="value" href="#home" role="button" data-home="{escape(address_of(places))}">{text}</a>'


def build_page(
    look: dict[str, str],
    title: str,
    document: dict | None,
    commit: str,
    blocks: list[dict],
    body: str,
    embedded: dict[str, object],
    face: str = "",
    lang: str = "en",
) -> str:
    """The page. look: template (Jinja2), style (CSS) and script (JavaScript). document: record of the
    document read, with its sha256, where there is one. embedded: data that the script reads, by element id;
    face: CSS of a font called `study` with characters that a reader's fonts may lack; lang: of the title.
    """
    sections = [block for block in blocks if block["kind"] == "heading" and block["level"] == 1]
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    # "</" would end the element that holds the data
    data = {
        name: json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).replace(
            "</", "<\\/"
        )
        for name, content in embedded.items()
    }
    return environment.from_string(look["template"]).render(
        title=title,
        lang=lang,
        document=document,
        commit=commit,
        sections=sections,
        body=body,
        data=data,
        style=look["style"],
        script=look["script"],
        face=face,
    )
