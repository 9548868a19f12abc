"""The two parts of a report, the paper and its appendix: their numbers, references and values.

A block that a chapter gave keeps the chapter's name, its path below notebooks/ without suffix, as `chapter`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bilateral.report.bound import LINK as VALUE
from bilateral.report.bound import Place, read_places
from crossfoot import InputError

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
REFERENCE = re.compile(r"@(fig|tab|sec):((?:appendix/)?[A-Za-z0-9_-]*[A-Za-z0-9])")
FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]")
LINK = re.compile(r"\[((?:\\.|[^\[\]\\])*)\]\([^)\s]*\)")
# where a sentence ends: after a stop that no initial or abbreviation such as "No." has, before a capital
SENTENCE = re.compile(r"(?<![A-Z])(?<!\bNo)(?<!\bcf)(?<!\bvs)[.!?]['\"”’)\]]*\s+(?=[A-Z0-9¥“\"(\[−–])")
WORDS = {"figure": ("fig", "Figure"), "table": ("tab", "Table")}
# what stands in a link to the other part until a form is made, each of which has its own address for it
OTHER = "other:"


@dataclass(frozen=True)
class Part:
    """paper or appendix. name: of the part; title: of its page; stem: of its files other than the page."""

    name: str
    title: str
    blocks: list[dict]
    page: str
    pdf: str

    def of_kind(self, kind: str) -> list[dict]:
        return [block for block in self.blocks if block["kind"] == kind]


@dataclass(frozen=True)
class Value:
    """A value of the prose: its text, where it comes from, and where it stands."""

    text: str
    places: tuple[Place, ...]
    chapter: str
    section: str
    sentence: str


def own_footnotes(blocks: list[dict], chapter: str) -> list[dict]:
    """The blocks of a chapter with its name, and with labels of footnotes that no other chapter has."""
    label = re.sub(r"[^a-z0-9]+", "-", chapter.lower())
    for block in blocks:
        block["chapter"] = chapter
        if block["kind"] == "prose":
            block["text"] = FOOTNOTE.sub(lambda note: f"[^{label}-{note[1]}]", block["text"])
    return blocks


def abstract_first(blocks: list[dict]) -> list[dict]:
    """The blocks with the abstract, wherever its chapter has it, before everything else."""
    return sorted(blocks, key=lambda block: not block.get("abstract"))


def number_parts(paper: list[dict], appendix: list[dict]) -> None:
    """Gives headings, figures and tables their numbers, and references (@fig:name, @tab:name, @sec:chapter)
    their links.

    Sections of the paper are 1, 1.1, …, those of the appendix A, A.1, … with Figure A1 and Table A1.
    Raises InputError for a name that stands twice or a reference to one that does not stand at all.
    """
    named: dict[tuple[str, str], tuple[str, dict]] = {}
    for part, blocks in (("paper", paper), ("appendix", appendix)):
        _number(part, blocks, named)
    for part, blocks in (("paper", paper), ("appendix", appendix)):
        for block in blocks:
            _link(part, block, named)


def _number(part: str, blocks: list[dict], named: dict[tuple[str, str], tuple[str, dict]]) -> None:
    letter = "A" if part == "appendix" else ""
    levels, counts = [0, 0, 0, 0], {"figure": 0, "table": 0}
    ids: set[str] = set()
    for block in blocks:
        if block["kind"] == "heading":
            level = block["level"]
            levels = [*levels[: level - 1], levels[level - 1] + 1, *[0] * (4 - level)]
            first = LETTERS[levels[0] - 1] if letter else str(levels[0])
            block["number"] = ".".join([first, *map(str, levels[1:level])]) if level < 3 else ""
            block["label"] = f"{'Appendix' if letter else 'Section'} {block['number']}"
            # a notebook may hold several sections, of which the first has its name
            while block["id"] in ids:
                block["id"] += f"-{block['number'].lower() or len(ids)}"
            ids.add(block["id"])
            key = ("sec", f"appendix/{block['id']}" if letter else block["id"])
        elif block["kind"] in counts:
            counts[block["kind"]] += 1
            short, word = WORDS[block["kind"]]
            number = f"{letter}{counts[block['kind']]}"
            block |= {"number": number, "id": f"{short}-{block['name']}", "label": f"{word} {number}"}
            key = (short, block["name"])
        else:
            continue
        if key in named and key[0] != "sec":
            raise InputError("the report", f"two {block['kind']}s called {block['name']!r}", "one")
        named.setdefault(key, (part, block))


def _link(part: str, block: dict, named: dict[tuple[str, str], tuple[str, dict]]) -> None:
    def found(reference: re.Match) -> tuple[str, dict]:
        if (reference[1], reference[2]) not in named:
            chapter = f"notebooks/{block['chapter']}.ipynb" if "chapter" in block else "the report"
            raise InputError(
                chapter, f"a reference to {reference[0]}", "a figure, table or chapter of the report"
            )
        return named[reference[1], reference[2]]

    def link(reference: re.Match) -> str:
        where, target = found(reference)
        return f"[{target['label']}]({'#' if where == part else OTHER}{target['id']})"

    if block["kind"] == "prose":
        block["text"] = REFERENCE.sub(link, block["text"])
    for text in {"note", "source_line"} & block.keys():
        # notes of figures and tables are plain text
        block[text] = REFERENCE.sub(lambda reference: found(reference)[1]["label"], block[text])


def to_other(markdown: str, address: str) -> str:
    """Markdown whose links to the other part have that part's address; without one they are plain text."""
    if address:
        return markdown.replace(f"]({OTHER}", f"]({address}#")
    return re.sub(r"\[((?:\\.|[^\]\\])*)\]\(" + OTHER + r"[^)\s]*\)", r"\1", markdown)


def values_of(blocks: Iterable[dict]) -> Iterator[Value]:
    """Every value of the prose, in the order of the part."""
    section = ""
    for block in blocks:
        if block["kind"] == "heading":
            section = f"{block['number']} {block['text']}".strip()
        elif block["kind"] == "prose":
            for sentence in _sentences(block["text"]):
                said = unlinked(sentence)
                for text, address in VALUE.findall(sentence):
                    chapter = block.get("chapter", "")
                    where = "Abstract" if block.get("abstract") else section
                    yield Value(_unescaped(text), read_places(address), chapter, where, said)


def _sentences(markdown: str) -> Iterator[str]:
    for paragraph in re.split(r"\n\s*\n|\n(?=\s*[-*] )", markdown):
        start = 0
        # what is said of a value may have a stop within, so that ends are sought in the text without links
        hidden = VALUE.sub(lambda link: "v" * len(link[0]), paragraph)
        for end in SENTENCE.finditer(hidden):
            yield paragraph[start : end.end()].strip()
            start = end.end()
        yield paragraph[start:].strip()


def unlinked(markdown: str) -> str:
    """The words of Markdown: links as their text, without marks of a list or of emphasis, on one line."""
    text = LINK.sub(lambda link: link[1], re.sub(r"^\s*[-*] ", "", markdown))
    return " ".join(_unescaped(re.sub(r"(?<!\\)[*_`]+", "", text)).split())


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text).replace("<span>$</span>", "$")


def rows_shown(blocks: Iterable[dict]) -> dict[str, set[int]]:
    """Rows of published tables that a part shows, in its tables, its prose or behind its figures."""
    rows: dict[str, set[int]] = {}
    blocks = list(blocks)
    for value in values_of(blocks):
        for place in value.places:
            rows.setdefault(place.table, set()).update(place.rows)
    for block in blocks:
        # a figure keeps the tables behind it
        for table in block.get("behind", [block] if block["kind"] == "table" else []):
            if table["source"]:
                rows.setdefault(table["source"], set()).update(table["rows"] or [])
    return rows
