"""The results of a study: the numbers that its report shows, and the cells of its published tables."""

import csv
import io
import json
import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import yaml

from bilateral.draft.result_tables import ResultTable, read_table
from bilateral.draft.units import Unit, in_unit
from bilateral.draft.words import Names
from bilateral.study.dictionary import dictionary_of_project
from crossfoot import InputError, Interval, Number, read_number

FOLDERS = ("analysis", "clean")
DIGITS = re.compile(r"\d+(?:,\d+)*(?:\.\d+)?")
# what may stand around the digits of a bound number: no words of a sentence, and no month
BETWEEN = re.compile(
    r"[+−~-]?\s*(?:US\$|[$€£¥₹]|[A-Z]{3} )?(?:\s?(?:to|–|and|-)\s?)?\s*(?:%|per cent|percent|times|points|"
    r"(?:thousand|million|billion|trillion)(?: [A-Za-z]+)?)?"
)
PRINTED = re.compile(r"(?:^|_)printed(?:_|$)")


@dataclass(frozen=True)
class Shown:
    """A number of the report's prose. text: its digits; place: table/rows/column, or several joined by ";";
    number: with the unit that the report binds with it, if any; sentence: "" where none is recorded; nth and
    order: of the same text, and of all numbers, in that sentence, from 0."""

    text: str
    place: str
    number: Number
    sentence: str = ""
    nth: int = 0
    order: int = 0

    def interval(self, unit: Unit) -> Interval:
        """What it can be, in base units. unit: of the draft's number in the same words, for one without."""
        has_unit = self.number.currency or self.number.power or self.number.unit
        return self.number.wide if has_unit else in_unit(self.number.wide, -unit.power)

    @property
    def address(self) -> tuple[str, str, str]:
        """Table, rows and column; of several the first."""
        folder, table, rows, column = self.place.removeprefix("value:").split(";")[0].split("/")
        return f"{folder}/{table}", rows, column


@dataclass
class Results:
    """All results of a study, and what its economies are called."""

    names: Names
    shown: list[Shown] = field(default_factory=list)
    tables: dict[str, ResultTable] = field(default_factory=dict)

    @cached_property
    def places(self) -> set[tuple[str, int, str]]:
        """Table, row from 0 and column of each single cell that the report shows."""
        return {
            (table, int(rows) - 1, column)
            for table, rows, column in (one.address for one in self.shown if ";" not in one.place)
            if rows.isdigit()
        }


def read_results(folder: Path) -> Results:
    """The results in a study's folder. Raises InputError where it has none, or one that cannot be read."""
    results = folder / "results"
    paths = [path for part in FOLDERS for path in sorted((results / part).glob("*.csv"))]
    if not paths:
        raise InputError(str(results), "no results", "those of a study that was built (bilateral build)")
    config = _read(folder / "config.yaml", yaml.safe_load) if (folder / "config.yaml").is_file() else {}
    names = Names(
        tuple((config.get("names") or {}).items()),
        tuple(filter(None, ((config.get("pair") or {}).get(side) for side in ("reporter", "partner")))),
    )
    study = Results(names, _shown(results / "report/values.json"))
    about = _about(folder)
    for path in paths:
        if not PRINTED.search(path.stem):
            name = f"{path.parent.name}/{path.stem}"
            table = read_table(name, _read(path, _rows), about)
            if table is not None:
                study.tables[name] = table
    return study


def _read(path: Path, parse: Callable):
    try:
        return parse(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError, csv.Error) as error:
        raise InputError(
            str(path), f"a file that cannot be read ({error})".splitlines()[0], "a result"
        ) from error


def _rows(text: str) -> list[dict[str, str]]:
    """The rows of a CSV; cells that a row lacks are empty, and those beyond the head are left out."""
    rows = csv.DictReader(io.StringIO(text), restval="")
    return [{name: cell for name, cell in row.items() if name is not None} for row in rows]


def _shown(path: Path) -> list[Shown]:
    """The numbers of the report; none where there is no report yet. Further keys are passed over."""
    if not path.is_file():
        return []
    found: list[Shown] = []
    seen: dict[tuple[str, str], int] = defaultdict(int)
    values = _read(path, json.loads)
    if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
        raise InputError(str(path), "something else", "a list of numbers with text and place")
    for value in values:
        place, sentence = str(value.get("place") or ""), str(value.get("sentence") or "")
        first = place.split(";")[0].split("/")
        # what the report quotes of its document is no result of it
        if len(first) != 4 or PRINTED.search(first[1]) or PRINTED.search(first[3]):
            continue
        for text, number in _numbers_of(str(value.get("text") or "")):
            found.append(Shown(text, place, number, sentence, seen[sentence, text], seen[sentence, ""]))
            seen[sentence, text] += 1
            seen[sentence, ""] += 1
    return found


def _numbers_of(text: str) -> list[tuple[str, Number]]:
    """Digits and number of each that a bound text says: "¥845.5 billion", or "¥2,072 to 2,093 billion"."""
    printed = list(DIGITS.finditer(text))
    if not printed or not BETWEEN.fullmatch(DIGITS.sub("", text)):
        return []
    read = [(match[0], read_number(match[0])) for match in printed]
    if len(read) == 1:
        # of two numbers a text may print the unit once: they are told by the draft's
        unsigned = text.lstrip("+−-~ ")
        read = [(printed[0][0], read_number(unsigned) or read[0][1])]
    return [(digits, number) for digits, number in read if number is not None]


def _about(folder: Path) -> dict[tuple[str, str], tuple[str, str, str]]:
    """Type, unit and meaning of each column, by table and column: the project's, and the study's own."""
    rows = dictionary_of_project().to_dict("records")
    own = folder / "data/dictionary.csv"
    if own.is_file():
        rows += _read(own, _rows)
    return {
        (row["table"], row["column"]): (row["type"], row["unit"], row["meaning"])
        for row in rows
        if row["type"]
    }
