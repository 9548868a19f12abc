"""Numbers of the text that changed, each in its sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from bilateral.changes.tables import rows_before, rows_of
from bilateral.report.bound import Place
from bilateral.study.dictionary import fixed

LINKED = re.compile(r"\[((?:\\.|[^\]\\])*)\]\([^)]*\)")
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
    aligned = SequenceMatcher(
        a=[_shape(value) for value in old], b=[_shape(value) for value in new], autojunk=False
    )
    for kind, first, last, begin, end in aligned.get_opcodes():
        if kind == "equal":
            pairs = list(zip(old[first:last], new[begin:end], strict=True))
            found += [_said(now, was["text"]) for was, now in pairs if was["text"] != now["text"]]
        else:
            found += [_said(now, ABSENT) for now in new[begin:end]]
            gone = old[first:last]
            found += [Said(_section(was), _plain(was), was["text"], ABSENT, was["place"]) for was in gone]
    return found


def _shape(value: dict) -> tuple[str, str, str]:
    """A number's table, column and sentence without its values: what stays when figures move."""
    place = Place.read(value["place"].split(";")[0])
    words = LINKED.sub("#", value.get("sentence", ""))
    return place.table, place.column, NUMBER.sub("#", words)


def _from_cells(new: list[dict], tables: tuple[dict, dict], numbers: dict[str, set[str]]) -> list[Said]:
    """The numbers whose cells are others than in the earlier tables."""
    kept: dict[str, tuple[list, list]] = {}
    found = []
    for value in new:
        moved: list[tuple[str, str]] = []
        count = 0
        for address in value["place"].split(";"):
            place = Place.read(address)
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
    return Said(_section(value), _plain(value), before, value["text"], value["place"])


def _section(value: dict) -> str:
    return str(value.get("section") or value.get("chapter") or "")


def _plain(value: dict) -> str:
    return LINKED.sub(r"\1", value.get("sentence", ""))
