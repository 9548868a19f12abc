"""The blocks as one Markdown text for pandoc, with figures and tables as raw blocks of the form that is made."""

from __future__ import annotations

from collections.abc import Callable

# pandoc's Markdown without what would read "US$ 5 … US$ 7" as mathematics or a tilde as a subscript
READER = "markdown-tex_math_dollars-subscript-superscript"
REFERENCES = "references"


def report_markdown(blocks: list[dict], form: str, raw: Callable[[dict], str]) -> str:
    """form: html or typst; raw: a figure or table in that form. Ends with the list of references."""
    # every source is listed, cited in the text or not
    parts = ["---\nnocite: '@*'\n---"]
    for block in blocks:
        if block["kind"] == "heading":
            number = f"{block['number']} " if block["number"] else ""
            parts.append(f"{'#' * block['level']} {number}{block['text']} {{#{block['id']}}}")
        elif block["kind"] == "prose":
            parts.append(block["text"])
        else:
            parts.append(f"```{{={form}}}\n{raw(block)}\n```")
    return "\n\n".join([*parts, f"# References {{#{REFERENCES}}}", "::: {#refs}\n:::"]) + "\n"
