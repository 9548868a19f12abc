"""Numbers of the text that changed, each in its sentence."""

import re
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from bilateral.changes.tables import rows_before, rows_of
from bilateral.report.bound import read_places
from bilateral.study.dictionary import fixed

NUMBER = re.compile(r"([+−-]?)(\d[\d,]*(?:\.(\d+))?)")
UNKNOWN, ABSENT = "?", "(not there)"


@dataclass(frozen=True)
class Said:
    """A number of the text that is another one now. sentence: as it stands now, empty where the build does
    not say; before: UNKNOWN where a table changed and the earlier text is not at hand."""

    section: str
    sentence: str
    before: str
    after: str
    place: str


def changed_numbers(
    old: list[dict] | None, new: list[dict] | None, tables: tuple[dict, dict], numbers: dict[str, set[str]]
) -> list[Said]:
    """old, new: as values.json has them; tables: CSV text by name, old and new, for a build without its text.

    numbers: by table, the columns that hold numbers.
    """
    if new is None:
        return []
    return _from_cells(new, tables, numbers) if old is None else _from_texts(old, new)


def _from_texts(old: list[dict], new: list[dict]) -> list[Said]:
    """The two texts, number by number, where they say the same of the same column."""
    found = []
    aligned = SequenceMatcher(a=_shapes(old), b=_shapes(new), autojunk=False)
    for kind, first, last, begin, end in aligned.get_opcodes():
        if kind == "equal":
            pairs = list(zip(old[first:last], new[begin:end], strict=True))
            found += [_said(now, was["text"]) for was, now in pairs if was["text"] != now["text"]]
        else:
            found += [_said(now, ABSENT) for now in new[begin:end]]
            gone = old[first:last]
            found += [replace(_said(was, was["text"]), after=ABSENT) for was in gone]
    return found


def _shapes(values: list[dict]) -> list[tuple]:
    """Of each value its columns and its sentence without values and digits: what stays when figures move."""
    said: dict[tuple, list[str]] = {}
    for value in values:
        said.setdefault((value.get("chapter"), value.get("sentence")), []).append(value["text"])
    shapes = []
    for value in values:
        key = (value.get("chapter"), value.get("sentence"))
        sentence = value.get("sentence", "")
        for text in said[key]:
            sentence = sentence.replace(text, "#", 1)
        columns = tuple((place.table, place.column) for place in read_places(value["place"]))
        shapes.append((columns, NUMBER.sub("#", sentence)))
    return shapes


def _from_cells(new: list[dict], tables: tuple[dict, dict], numbers: dict[str, set[str]]) -> list[Said]:
    """The numbers whose cells are others than in the earlier tables."""
    kept: dict[str, tuple[list, list]] = {}
    found = []
    for value in new:
        moved: list[tuple[str, str]] = []
        count = 0
        for place in read_places(value["place"]):
            name = place.table.partition("/")[2]
            if name not in kept:
                old_text, new_text = tables[0].get(name, ""), tables[1].get(name, "")
                kept[name] = (rows_before(old_text, new_text, numbers.get(name, set())), rows_of(new_text))
            earlier, rows = kept[name]
            for row in place.rows:
                count += 1
                was, now = earlier[row - 1], rows[row - 1].get(place.column, "")
                if was is None or (place.column and was.get(place.column) != now):
                    moved.append((was.get(place.column, "") if was else ABSENT, now))
        if moved:
            before = earlier_text(value["text"], *moved[0]) if count == 1 else UNKNOWN
            found.append(_said(value, before))
    return [said for said in found if said.before != said.after]


def earlier_text(text: str, old: str, new: str) -> str:
    """What a text that says one cell said of its earlier value; UNKNOWN where it says it in other words."""
    if old == ABSENT:
        return old
    matches = NUMBER.findall(text)
    try:
        was, now = float(old), float(new)
    except ValueError:
        return old if text == new else UNKNOWN
    if len(matches) != 1:
        return UNKNOWN
    sign, digits, decimals = matches[0]
    places = len(decimals)
    if digits.replace(",", "") != fixed(abs(now), places):
        return UNKNOWN
    # a year has no comma
    grouped = "," in digits or abs(now) < 1000 <= abs(was)
    said = f"{abs(was):,.{places}f}" if grouped else fixed(abs(was), places)
    mark = "−" if was < 0 else "+" if sign == "+" else ""
    return text.replace(sign + digits, (mark if sign or was < 0 else "") + said)


def _said(value: dict, before: str) -> Said:
    section = str(value.get("section") or value.get("chapter") or "")
    return Said(section, value.get("sentence", "").removeprefix("- "), before, value["text"], value["place"])
