"""The list of exhibits: for each figure and table of the report its notebook, its rule and its file."""

from __future__ import annotations

import re
from dataclasses import dataclass

import nbformat

from bilateral.report.blocks import notebook_blocks, numbered
from crossfoot import InputError

# between these lines a page holds the list, which is generated
BEGIN, END = "<!-- exhibits: generated -->", "<!-- exhibits: end -->"
WORDS = {"figure": "Figures", "table": "Tables"}


@dataclass(frozen=True)
class Exhibit:
    """label: such as "Figure 3". notebook: the chapter's name. rule and path: None where it shows no one
    published table."""

    kind: str
    name: str
    label: str
    caption: str
    notebook: str
    rule: str | None
    path: str | None


def exhibits(notebooks: dict[str, nbformat.NotebookNode], crate: dict) -> list[Exhibit]:
    """Each figure and table in the order of the report.

    notebooks: executed, by chapter in the order of the report; crate: the report's RO-Crate, which says which
    rule makes which file. Raises InputError where the two are of different builds.
    """
    makes = {
        made["@id"]: action["name"]
        for action in crate["@graph"]
        if action["@type"] == "CreateAction"
        for made in action["result"]
    }
    chapters = {chapter: notebook_blocks(notebook, chapter) for chapter, notebook in notebooks.items()}
    # numbers run through all chapters
    numbered([block for blocks in chapters.values() for block in blocks])
    found = []
    for chapter, blocks in chapters.items():
        for block in blocks:
            if block["kind"] in WORDS:
                path = _file(block)
                if path and path not in makes:
                    raise InputError(
                        f"notebooks/{chapter}.ipynb", f"{path}, made by no rule", "a new build: make"
                    )
                rule = makes[path] if path else None
                kind, name, label, caption = (block[part] for part in ("kind", "name", "label", "title"))
                found.append(Exhibit(kind, name, label, caption, chapter, rule, path))
    return found


def _file(block: dict) -> str | None:
    if block["kind"] == "figure":
        return f"results/figures/{block['name']}.svg"
    return f"results/{block['source']}.csv" if block["source"] else None


def listed(found: list[Exhibit], root: str) -> str:
    """A Markdown table of exhibits. root: the way from the page to the project's folder, such as "../"."""
    rows = ["| exhibit | what it shows | notebook | rule | file |", "|---|---|---|---|---|"]
    for exhibit in found:
        notebook = f"[{exhibit.notebook}]({root}notebooks/{exhibit.notebook}.ipynb)"
        shown = exhibit.path and exhibit.path.removeprefix("results/")
        rule = f"`{exhibit.rule}`" if exhibit.rule else ""
        file = f"[{shown}]({root}{exhibit.path})" if shown else "put together in the notebook"
        caption = exhibit.caption.replace("|", "\\|")
        rows.append(f"| {exhibit.label} | {caption} | {notebook} | {rule} | {file} |")
    return "\n".join(rows)


def exhibits_page(found: list[Exhibit]) -> str:
    """docs/exhibits.md: every figure and table, as Markdown."""
    parts = [
        "# Exhibits\n\n"
        "Every figure and table of the report: the notebook that shows it, the rule that makes it, and\n"
        "the file that holds it. Rules stand in `workflow/rules/`; the script of a rule's name in\n"
        "`scripts/` does its work. `make exhibits` builds the report and writes this page.\n"
    ]
    for kind, heading in WORDS.items():
        own = [exhibit for exhibit in found if exhibit.kind == kind]
        parts.append(f"## {heading}\n\n{listed(own, '../')}\n")
    return "\n".join(parts)


def with_exhibits(readme: str, found: list[Exhibit], tables: tuple[str, ...]) -> str:
    """The README with every figure and these tables, by name, between its two marks.

    Raises InputError where a mark or a table is missing.
    """
    if readme.count(BEGIN) != 1 or readme.count(END) != 1:
        raise InputError("README.md", "no place for the list of exhibits", f"one {BEGIN} and one {END}")
    absent = set(tables) - {exhibit.name for exhibit in found if exhibit.kind == "table"}
    if absent:
        raise InputError(
            "README.md", f"no table {sorted(absent)[0]!r} in the report", "one of docs/exhibits.md"
        )
    shown = [
        exhibit
        for kind in WORDS
        for exhibit in found
        if exhibit.kind == kind and (kind == "figure" or exhibit.name in tables)
    ]
    return re.sub(
        f"{re.escape(BEGIN)}.*{re.escape(END)}",
        lambda _: f"{BEGIN}\n{listed(shown, '')}\n{END}",
        readme,
        flags=re.DOTALL,
    )
