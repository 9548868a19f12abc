"""Where each result comes from: rule, script and functions, inputs back to raw files, and the lines behind a
row."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePath as Path

import numpy as np
import pandas as pd

IMPORTED = re.compile(r"^from ((?:bilateral|crossfoot)[\w.]*) import (\([^)]*\)|[^\n#]+)", re.MULTILINE)
# code, of the study's folder or of the project
CODE = re.compile(r"^(bilateral/)?(src|scripts)/")
# columns that tell which input rows a row was made from, most telling first; a row keeps all that it shares
KEYS = (
    "plan product_no round event claim destination reporter partner flow year hs_chapter hs_code measure"
).split()
# a total draws on more lines than anybody wants listed
MOST_LINES = 12


def functions_of(script: str) -> list[str]:
    """Functions of the project that a script imports, as module.function. script: its source."""
    found = []
    for module, names in IMPORTED.findall(script):
        found += [
            f"{module}.{name.split(' as ')[0].strip()}"
            for name in names.strip("()").split(",")
            if name.strip()
        ]
    return sorted(set(found))


def makers(rules: dict[str, dict], scripts: dict[str, str]) -> dict[str, dict]:
    """By result file: rule, script, functions and inputs. rules: name to script, input and output; scripts:
    source by path.

    Where each output of a rule is named like one of its inputs, it is made from that one and not from the
    others.
    """
    made = {}
    for name, rule in sorted(rules.items()):
        functions = functions_of(scripts.get(rule["script"], ""))
        inputs = [path for path in rule["input"] if not CODE.match(path)]
        twins = {
            path: [other for other in inputs if Path(other).stem == Path(path).stem]
            for path in rule["output"]
        }
        paired = {other for found in twins.values() for other in found} if all(twins.values()) else set()
        for path in rule["output"]:
            own = [other for other in inputs if other not in paired or other in twins[path]]
            made[path] = {"rule": name, "script": rule["script"], "functions": functions, "inputs": own}
    return made


def raw_inputs(path: str, made: dict[str, dict]) -> list[str]:
    """The files that nothing makes from which a result is made, sorted."""
    waiting, seen, raw = [path], set(), set()
    while waiting:
        current = waiting.pop()
        if current in seen:
            continue
        seen.add(current)
        if current in made:
            waiting += made[current]["inputs"]
        elif current != path:
            raw.add(current)
    return sorted(raw)


def lines_behind(
    frame: pd.DataFrame,
    rows: Iterable[int],
    file: str,
    inputs: list[tuple[str, pd.DataFrame]],
    repairs: pd.DataFrame,
) -> dict[int, list[dict]]:
    """The input lines behind rows (from 1) of a published table: file, line, and repairs where there are any;
    by row.

    file: where the table's own lines stand. inputs: clean tables that it is made from, each with the file it
    is read from. A row's own line counts where it has one; else
    an input row counts when it agrees in every key column that both have, and they share one at least.
    """
    behind = {}
    # keys as text, once for all rows
    keyed = [
        (name, table, {key: table[key].astype(str) for key in KEYS if key in frame and key in table})
        for name, table in inputs
        if "line" in table
    ]
    for number in sorted(rows):
        row = frame.iloc[number - 1]
        if "line" in frame and not pd.isna(row["line"]):
            found = [(file, row)]
        else:
            found = [pair for name, table, keys in keyed for pair in _agreeing(row, name, table, keys)]
        if 0 < len(found) <= MOST_LINES:
            behind[number] = [_line(name, source, repairs) for name, source in found]
    return behind


def _agreeing(
    row: pd.Series, name: str, table: pd.DataFrame, keys: dict[str, pd.Series]
) -> list[tuple[str, pd.Series]]:
    shared = [texts == str(row[key]) for key, texts in keys.items() if not pd.isna(row[key])]
    if not shared:
        return []
    return [(name, source) for _, source in table[np.logical_and.reduce(shared)].iterrows()]


def _line(file: str, source: pd.Series, repairs: pd.DataFrame) -> dict:
    line = int(source["line"])
    number = source.get("table")
    own = (
        repairs[(repairs["line"] == line) & (repairs["table"] == number)]
        if isinstance(number, str)
        else repairs[repairs["line"] == line]
    )
    mended = [
        f"{row.column}: {row.printed!r} read as {row.used!r} ({row.reason})" for row in own.itertuples()
    ]
    return {"file": file, "line": line} | ({"repairs": mended} if mended else {})


def crate(
    title: str, commit: str, made: dict[str, dict], checksums: dict[str, str], sources: list[dict], date: str
) -> dict:
    """The study as an RO-Crate 1.1 with one action a rule: raw inputs with their records, results, who made
    what.

    checksums: sha256 by path. date: of the newest input, ISO. Soiland-Reyes et al. (2022), "Packaging
    research artefacts with RO-Crate", Data Science 5(2).
    """
    records = {record["path"]: record for record in sources}
    files = sorted({*checksums, *records})
    actions: dict[str, dict] = {}
    for path, maker in sorted(made.items()):
        if path in checksums:
            action = actions.setdefault(
                maker["rule"], {"script": maker["script"], "inputs": set(), "outputs": []}
            )
            action["outputs"].append(path)
            action["inputs"].update(maker["inputs"])
    graph = [
        {
            "@id": "ro-crate-metadata.json",
            "@type": "CreativeWork",
            "about": {"@id": "./"},
            "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
        },
        {
            "@id": "./",
            "@type": "Dataset",
            "name": title,
            "version": commit,
            "datePublished": date,
            "hasPart": _ids(files),
            "mentions": [{"@id": f"#{name}"} for name in sorted(actions)],
        },
    ]
    for path in files:
        record = records.get(path, {})
        about = {"@id": path, "@type": "File", "name": path}
        about |= {"sha256": checksums.get(path) or record["sha256"]}
        if record:
            about |= {
                "description": record["title"],
                "citation": record["citation"],
                "license": record["license"] if "license" in record else record["licence"],
                "creator": record["producer"],
                "url": record["address"],
                "version": record["vintage"],
                "dateModified": str(record["accessed"]),
            }
        graph.append(about)
    for name, action in sorted(actions.items()):
        graph.append(
            {
                "@id": f"#{name}",
                "@type": "CreateAction",
                "name": name,
                "instrument": {"@id": action["script"]},
                "object": _ids(sorted(action["inputs"])),
                "result": _ids(sorted(action["outputs"])),
            }
        )
    for script in sorted({action["script"] for action in actions.values()}):
        graph.append(
            {"@id": script, "@type": ["File", "SoftwareSourceCode"], "name": script, "version": commit}
        )
    return {"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": graph}


def _ids(paths: Iterable[str]) -> list[dict]:
    return [{"@id": path} for path in paths]
