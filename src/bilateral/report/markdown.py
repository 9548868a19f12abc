"""A part of the report as one Markdown text for pandoc, with figures and tables as raw blocks of the form
that is made."""

import datetime
import re
from collections.abc import Callable, Sequence

from bilateral.report.parts import to_other

# pandoc's Markdown without what would read "US$ 5 … US$ 7" as mathematics or a tilde as a subscript
READER = "markdown-tex_math_dollars-subscript-superscript"
REFERENCES = "references"
# sections of a page of docs/ that only reports on one of these subjects need
SECTIONS = {
    "Printed numbers are intervals": ("tables",),
    "Verdicts": ("tables",),
    "Claims": ("audit",),
    "Concentration from a list of the largest shares": ("tables",),
    "Direct investment": ("investment",),
    "Flows over several years": ("investment",),
    "Value chains": ("value_chains",),
    "Critical products by code": ("value_chains",),
    "Industrial policy": ("policy",),
    "Cooperation": ("cooperation",),
    "From document to tables": ("tables",),
    "Table checks": ("tables",),
    "Statements": ("audit",),
    "How good the audit is": ("audit",),
    "The whole world": ("world",),
}
CITATION = re.compile(r"(?<![\w\\])@[a-z]\w*\d{4}\w*|\[@|; @")
SECTION = re.compile(r"^(?=## )", re.MULTILINE)


def sections_for(page: str, subjects: list[str]) -> str:
    """A page of docs/, as Markdown, with the sections that a report on these subjects needs."""
    kept = []
    for section in SECTION.split(page):
        heading = section.partition("\n")[0].removeprefix("## ").strip()
        if heading not in SECTIONS or set(SECTIONS[heading]) & set(subjects):
            kept.append(section)
    return "".join(kept)


def in_words(day: str) -> str:
    """A day, ISO, as it is said: 8 December 2023."""
    date = datetime.date.fromisoformat(day)
    return f"{date.day} {date:%B %Y}"


def works_named(blocks: list[dict], references: str) -> list[str]:
    """Keys of the references that the prose names by author and year without a citation. references:
    BibTeX."""
    prose = "\n".join(block["text"] for block in blocks if block["kind"] == "prose")
    keys = [
        re.match(r"([a-z]+)_?(\d{4})$", key) for key in re.findall(r"^@\w+\{(\w+),", references, re.MULTILINE)
    ]
    return [
        key[0]
        for key in keys
        if key and re.search(rf"\b{key[1]}\b[^\n;|]{{0,60}}\b{key[2]}\b", prose, re.IGNORECASE)
    ]


def sources_markdown(sources: list[dict]) -> str:
    """The records of data/sources.yaml as a chapter: what each file is, whose, of when, and under which
    licence."""
    lines = [
        f"- **{record['title']}.** {record['citation']}. {record['address']}. Licence: {record['licence']}; "
        f"accessed {record['accessed']}; {record['vintage']} (`{record['path']}`)."
        for record in sources
    ]
    return "# Data\n\n" + "\n".join(lines) + "\n"


def part_markdown(
    blocks: list[dict],
    form: str,
    raw: Callable[[dict], str],
    listed: Sequence[str] = ("*",),
    other_part: str = "",
) -> str:
    """One part of the report. form: html, typst or markdown; raw: a figure or table in that form. Ends with
    the list of references, which has what the text cites and, beyond that, the keys `listed`; "*" for every
    one. other_part: address of the other part's file; none for plain text."""
    parts = [f"---\nnocite: '{', '.join(f'@{key}' for key in listed)}'\n---"] if listed else []
    for block in blocks:
        if block["kind"] == "heading":
            number = f"{block['number']}\u2002" if block["number"] else ""
            parts.append(f"{'#' * block['level']} {number}{block['text']} {{#{block['id']}}}")
        elif block["kind"] == "prose":
            text = to_other(block["text"], other_part)
            parts.append(_abstract(text, form) if block.get("abstract") else text)
        elif form == "markdown":
            parts.append(raw(block))
        else:
            parts.append(f"```{{={form}}}\n{raw(block)}\n```")
    if cites(blocks, listed):
        parts += [f"# References {{#{REFERENCES}}}", "::: {#refs}\n:::"]
    return "\n\n".join(parts) + "\n"


def cites(blocks: list[dict], listed: Sequence[str]) -> bool:
    """Whether there is a work to list."""
    return bool(listed) or any(CITATION.search(block["text"]) for block in blocks if block["kind"] == "prose")


def _abstract(text: str, form: str) -> str:
    if form == "typst":
        return f"```{{=typst}}\n#abstract[\n```\n\n{text}\n\n```{{=typst}}\n]\n```"
    return f"::: {{.abstract custom-style=Abstract}}\n{text}\n:::"
