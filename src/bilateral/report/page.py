"""Executed notebooks on one HTML page that asks the network for nothing."""

from __future__ import annotations

import re

import nbformat
from jinja2 import Environment, StrictUndefined
from nbconvert import HTMLExporter

HEADING = re.compile(r"<(/?)h([1-5])\b")


def notebook_html(notebook: nbformat.NotebookNode) -> str:
    """A notebook's text and outputs without its code; headings one level lower, below the page's."""
    exporter = HTMLExporter(
        template_name="basic",
        exclude_input=True,
        exclude_input_prompt=True,
        exclude_output_prompt=True,
        exclude_anchor_links=True,
        require_js_url="",
        mathjax_url="",
    )
    body, _ = exporter.from_notebook_node(notebook)
    return HEADING.sub(lambda tag: f"<{tag[1]}h{int(tag[2]) + 1}", body)


def notebook_title(notebook: nbformat.NotebookNode) -> str:
    """The text of the first heading. Raises ValueError when the notebook has none."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and (match := re.search(r"^# (.+)$", cell.source, re.MULTILINE)):
            return match[1]
    raise ValueError("the notebook has no heading")


def build_page(
    template: str, title: str, document: dict, notebooks: dict[str, nbformat.NotebookNode]
) -> str:
    """The report. template: Jinja2 source. document: record of the document read, with its sha256.

    notebooks: executed notebooks by name, in the order of the page.
    """
    sections = [
        {"name": name, "title": notebook_title(notebook), "html": notebook_html(notebook)}
        for name, notebook in notebooks.items()
    ]
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(template).render(title=title, document=document, sections=sections)
