"""draft.yaml: each number of a draft with the result that it was found to state, and is held to.

A number is known by its sentence, numbers aside, and its place in it; a result by its table, its column and
the keys of its row, or by its place in the report where it is drawn from several rows.
"""

from collections import defaultdict
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path

import yaml

from bilateral.draft.cells import Cell
from bilateral.draft.match import DIFFERS, MATCHES, NOWHERE, Found, against, of_cell, of_shown
from bilateral.draft.results import DIGITS, Results
from bilateral.draft.stated import YEAR, Stated
from bilateral.study.yaml_text import parse_yaml
from crossfoot import InputError

HEAD = """\
# Each number of the draft and the result that it states. `bilateral check-draft --bind` writes this file and
# adds what is new; a number stays bound when it or its result changes. Delete an entry to have it found anew.
"""
KEYS = {"sentence", "nth", "number", "result"}
# a sentence that was reworded a little keeps its numbers
REWORDED = 0.85


def text_of(found: list[Found]) -> str:
    """The file for every number that has a result; one that differs keeps the result that it is held to,
    and the value that this had when they last agreed or were bound."""
    entries = [
        {"sentence": sentence, "nth": nth, "number": one.stated.text, "value": _value(one), "result": held}
        for one, (sentence, nth) in zip(found, keys_of([one.stated for one in found]), strict=True)
        if (held := _held(one))
    ]
    return HEAD + yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, width=10_000)


def read(path: Path, numbers: list[Stated], study: Results) -> dict[Stated, Found]:
    """Of each number that the file binds, what its result says now.

    Raises InputError for a file that is not as write has it.
    """
    try:
        entries = parse_yaml(path.read_text(encoding="utf-8"), str(path)) or []
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(str(path), str(error), "a file that can be read") from error
    if not isinstance(entries, list) or not all(
        isinstance(one, dict) and one.keys() >= KEYS for one in entries
    ):
        raise InputError(str(path), "something else", f"a list of entries with {', '.join(sorted(KEYS))}")
    by_sentence: dict[str, dict[int, dict]] = defaultdict(dict)
    for entry in entries:
        by_sentence[str(entry["sentence"])][entry["nth"]] = entry
    found: dict[Stated, Found] = {}
    renamed: dict[str, str] = {}
    for stated, (sentence, nth) in zip(numbers, keys_of(numbers), strict=True):
        if sentence not in by_sentence and not stated.is_cell:
            sentence = renamed.setdefault(sentence, _reworded(sentence, list(by_sentence)))
        entry = by_sentence.get(sentence, {}).get(nth)
        if entry is not None:
            was = str(entry.get("value", ""))
            found[stated] = replace(_now(stated, entry["result"], study), was=was)
    return found


def keys_of(numbers: list[Stated]) -> list[tuple[str, int]]:
    """Of each number its sentence with # for numbers, and which of them it is, from 0."""
    counts: dict[str, int] = defaultdict(int)
    keys = []
    for stated in numbers:
        text = stated.before if stated.is_cell else _masked(stated.sentence)
        keys.append((text, counts[text]))
        counts[text] += 1
    return keys


def _masked(text: str) -> str:
    return DIGITS.sub(lambda match: match[0] if YEAR.fullmatch(match[0]) else "#", text)


def _reworded(sentence: str, known: list[str]) -> str:
    """The known sentence that is nearly this one, with as many numbers; "" for none."""
    best, highest = "", REWORDED
    for other in known:
        alike = SequenceMatcher(None, sentence, other, autojunk=False)
        same = sentence.count("#") == other.count("#") and YEAR.findall(sentence) == YEAR.findall(other)
        if same and alike.quick_ratio() > highest and alike.ratio() > highest:
            best, highest = other, alike.ratio()
    return best


def _value(one: Found) -> str:
    return one.result if one.verdict == MATCHES else one.was or one.result


def _held(one: Found) -> dict:
    """What a number is held to: a cell by its row, or a number of the report by its sentence."""
    if one.held or one.verdict == NOWHERE:
        return one.held
    if one.cell is not None:
        row = one.cell.table.identity(one.cell.row)
        return {"table": one.cell.table.name, "column": one.cell.column.name, **row}
    return (
        {"place": one.shown.place, "sentence": one.shown.sentence, "nth": one.shown.order}
        if one.shown
        else {}
    )


def _now(stated: Stated, result: dict, study: Results) -> Found:
    """What a bound number's result says now; one that is gone is a difference too."""
    if "place" in result:
        return _shown_now(stated, result, study)
    table = study.tables.get(str(result.get("table")))
    column = next((one for one in table.columns if one.name == result.get("column")), None) if table else None
    keys = {key: str(value) for key, value in result.items() if key not in ("table", "column")}
    if table and column:
        rows = [
            place
            for place, row in enumerate(table.rows)
            if all(row.get(key) == value for key, value in keys.items())
        ]
        if len(rows) == 1 and table.interval(column, table.rows[rows[0]]) is not None:
            cell = Cell(table, rows[0], column, len(keys))
            verdict = MATCHES if against(stated, cell) else DIFFERS
            return replace(of_cell(stated, cell, verdict, "bound", 1), held=result)
    return _gone(stated, result)


def _shown_now(stated: Stated, result: dict, study: Results) -> Found:
    """As _now, of a number of the report, found again by its sentence or else by its place."""
    wanted = _masked(str(result.get("sentence", "")))
    same = [one for one in study.shown if wanted and _masked(one.sentence) == wanted]
    nth = int(result.get("nth", 0))
    if nth >= len(same):
        same, nth = [one for one in study.shown if one.place == result["place"]], 0
    if not same:
        return _gone(stated, result)
    return replace(of_shown(stated, same[nth]), by="bound", held=result)


def _gone(stated: Stated, result: dict) -> Found:
    named = ", ".join(f"{key} {value}" for key, value in result.items())
    return Found(stated, DIFFERS, "", named, 0, "bound", held=result)
