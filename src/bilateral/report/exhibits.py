"""The list of exhibits: for each figure and table of the report its notebook, its rule and its file."""

import re
from dataclasses import dataclass
from pathlib import PurePath as Path

import nbformat

from bilateral.report.blocks import notebook_blocks
from bilateral.report.parts import number_parts
from crossfoot import InputError

# between these lines a page holds the list, which is generated
BEGIN, END = "<!-- exhibits: generated -->", "<!-- exhibits: end -->"
WORDS = {"figure": "Figures", "table": "Tables"}


@dataclass(frozen=True)
class Exhibit:
    """part: paper or appendix. label: such as "Figure 3". notebook: the chapter's path below notebooks/. rule
    and path: None where it shows no one published table, and for a figure that the notebook drew itself."""

    part: str
    kind: str
    name: str
    label: str
    title: str
    notebook: str
    rule: str | None
    path: str | None


def exhibits(parts: dict[str, dict[str, nbformat.NotebookNode]], crate: dict) -> list[Exhibit]:
    """Each figure and table in the order of the report.

    parts: for `paper` and `appendix` the executed notebooks by chapter, in the order of the part; crate: the
    report's RO-Crate, which says which rule makes which file. Raises InputError where the two are of
    different builds.
    """
    makes = {
        made["@id"]: action["name"]
        for action in crate["@graph"]
        if action["@type"] == "CreateAction"
        for made in action["result"]
    }
    blocks = {
        part: [
            block | {"chapter": chapter}
            for chapter, notebook in notebooks.items()
            for block in notebook_blocks(notebook, Path(chapter).name, f"notebooks/{chapter}.ipynb")
        ]
        for part, notebooks in parts.items()
    }
    number_parts(blocks["paper"], blocks["appendix"])
    return [
        _exhibit(part, block, makes)
        for part, shown in blocks.items()
        for block in shown
        if block["kind"] in WORDS
    ]


def _exhibit(part: str, block: dict, makes: dict[str, str]) -> Exhibit:
    chapter, path = block["chapter"], _file(block)
    if path and path not in makes:
        raise InputError(f"notebooks/{chapter}.ipynb", f"{path}, made by no rule", "a new build: make")
    kind, name, label, title = (block[key] for key in ("kind", "name", "label", "title"))
    return Exhibit(part, kind, name, label, title, chapter, makes[path] if path else None, path)


def _file(block: dict) -> str | None:
    if block["kind"] == "figure":
        return block.get("files", {}).get("wide")
    return f"results/{block['source']}.csv" if block["source"] else None


def listed(found: list[Exhibit], root: str) -> str:
    """A Markdown table of exhibits. root: the way from the page to the project's folder, such as "../"."""
    rows = ["| exhibit | what it shows | notebook | rule | file |", "|---|---|---|---|---|"]
    for exhibit in found:
        notebook = f"[{exhibit.notebook}]({root}notebooks/{exhibit.notebook}.ipynb)"
        shown = exhibit.path and exhibit.path.removeprefix("results/")
        rule = f"`{exhibit.rule}`" if exhibit.rule else ""
        file = f"[{shown}]({root}{exhibit.path})" if shown else "made in the notebook"
        title = exhibit.title.replace("|", "\\|")
        rows.append(f"| {exhibit.label} | {title} | {notebook} | {rule} | {file} |")
    return "\n".join(rows)


def exhibits_page(found: list[Exhibit]) -> str:
    """docs/exhibits.md: every figure and table, as Markdown."""
    parts = [
        "# Exhibits\n\n"
        "Every figure and table of the paper and of its appendix: the notebook that shows it, the rule\n"
        "that makes it, and the file that holds it. Rules stand in `workflow/rules/`; the script of a\n"
        "rule's name in `scripts/` does its work. `make exhibits` builds the report and writes this page.\n"
    ]
    for kind, heading in WORDS.items():
        own = [exhibit for exhibit in found if exhibit.kind == kind]
        parts.append(f"## {heading}\n\n{listed(own, '../')}\n")
    return "\n".join(parts)


def with_exhibits(readme: str, found: list[Exhibit]) -> str:
    """The README with the paper's figures and tables between its two marks.

    Raises InputError where a mark is missing.
    """
    if readme.count(BEGIN) != 1 or readme.count(END) != 1:
        raise InputError("README.md", "no place for the list of exhibits", f"one {BEGIN} and one {END}")
    shown = [
        exhibit for kind in WORDS for exhibit in found if (exhibit.part, exhibit.kind) == ("paper", kind)
    ]
    return re.sub(
        f"{re.escape(BEGIN)}.*{re.escape(END)}",
        lambda _: f"{BEGIN}\n{listed(shown, '')}\n{END}",
        readme,
        flags=re.DOTALL,
    )
