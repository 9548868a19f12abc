"""Where each result comes from: rule, script and functions, inputs back to raw files, and the lines behind a
row."""

import re
from collections.abc import Iterable
from pathlib import PurePath as Path

import pandas as pd

IMPORTED = re.compile(r"^from ((?:bilateral|crossfoot)[\w.]*) import (\([^)]*\)|[^\n#]+)", re.MULTILINE)
# code, of the study's folder or of the project
CODE = re.compile(r"^(bilateral/)?(src|scripts)/")
# columns that tell which input rows a row was made from, most telling first; a row keeps all that it shares
KEYS = (
    "plan product_no round event claim destination reporter partner flow valuation period source year "
    "hs_chapter hs_code measure"
).split()
# the column of a table that names the text or the file in which a row's line stands
NAMED_IN = {"claims": "source", "coverage": "text", "series_repairs": "file"}
# the clean tables that a table is made from, where its rule reads others for other tables
STANDS_ON = {
    "trade_totals": ("reported_totals",),
    "trade_balance_change": ("reported_totals",),
    "trade_change": ("hs_flows", "chapter_shares"),
    "section_shares": ("chapter_shares",),
    "critical_products": ("hs_flows", "chapter_shares", "specified_products", "critical_product_codes"),
    "critical_concordance": ("critical_product_codes",),
    "chapter_ranks": ("chapter_shares",),
    "fdi_groups": ("fdi_flows",),
    "fdi_volatility": ("fdi_flows", "exchange_rates"),
    "fdi_concentration": ("fdi_flows", "exchange_rates"),
    "fdi_destinations": ("fdi_flows", "exchange_rates"),
    "fdi_partner": ("fdi_flows", "exchange_rates"),
    "adoption": ("diversification_rounds",),
    "adoption_trend": ("diversification_rounds",),
    "critical_responsibility": ("specified_products", "critical_product_codes"),
    "responsible_bodies": ("specified_products", "critical_product_codes"),
    "subsidy_ledger": ("subsidy_plans", "plan_sites", "plan_entities", "subsidy_criteria"),
    "cooperation_counts": ("cooperation_events",),
    "cooperation_meetings": ("cooperation_events", "cooperation_parties"),
    "cooperation_targets": ("cooperation_events", "cooperation_numbers"),
    "cooperation_field_matrix": ("cooperation_events", "cooperation_fields"),
    "partnership_nodes": ("partnerships",),
    "partnership_graph": ("partnerships",),
}
REPAIR_COLUMNS = ["file", "line", "column", "printed", "used", "reason"]
# what is said of an input line
OF_A_LINE = ("file", "line", "column", "year")
# a printed heading that begins with the year of what stands below it
YEAR = re.compile(r"(\d{4})\b")
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


def with_files(name: str, frame: pd.DataFrame, files: dict[str, str | dict[str, str]]) -> pd.DataFrame:
    """The table with a column `file`: where each row's own line stands, missing where that is not certain.

    files: by table, the file or, where there are several, the file of each `source`.
    """
    if name in NAMED_IN:
        return frame.assign(file=frame[NAMED_IN[name]])
    found = files.get(name)
    return frame.assign(file=frame["source"].map(found) if isinstance(found, dict) else found)


def repairs_of(kept: dict[str, pd.DataFrame], files: dict[str, str | dict[str, str]]) -> pd.DataFrame:
    """Repairs of cells with their file: file, line, column, printed, used, reason.

    kept: the tables `repairs` (of the document) and `series_repairs`, whichever the study has. A row of the
    second without a printed text is of a row that its file lacks, and so of no line.
    """
    parts = [pd.DataFrame(columns=REPAIR_COLUMNS)]
    for name, frame in kept.items():
        located = with_files(name, frame, files)
        of_cells = located if name == "repairs" else located[located["printed"].notna()]
        parts.append(of_cells[REPAIR_COLUMNS])
    return pd.concat(parts, ignore_index=True)


def clean_behind(table: str, inputs: list[str]) -> list[str]:
    """The clean tables among a rule's inputs whose lines may stand behind this one of its tables."""
    clean = [path for path in sorted(inputs) if path.startswith("results/clean/")]
    only = STANDS_ON.get(Path(table).name)
    return clean if only is None else [path for path in clean if Path(path).stem in only]


def lines_behind(
    frame: pd.DataFrame, rows: Iterable[int], inputs: list[pd.DataFrame], repairs: pd.DataFrame
) -> dict[int, list[dict]]:
    """The input lines behind rows (from 1) of a published table: file, line, and repairs where there are any;
    by row.

    inputs: clean tables that it is made from; they and the frame as with_files gives them. repairs: file,
    line, column, printed, used, reason. A row's own line counts where it has one; else an input row counts
    when it agrees in every key column that both have, and they share one at least.
    """
    behind = {}
    # by key, the places of the rows that have a text; found once for all rows
    keyed = [
        (
            {column: table[column].tolist() for column in OF_A_LINE if column in table},
            {
                key: table.reset_index(drop=True).groupby(table[key].astype(str).to_numpy()).indices
                for key in KEYS
                if key in frame and key in table
            },
        )
        for table in inputs
        if "line" in table
    ]
    mended: dict[tuple, list] = {}
    for repair in repairs.itertuples():
        mended.setdefault((repair.file, repair.line), []).append(repair)
    numbers = sorted(rows)
    shown = frame.iloc[[number - 1 for number in numbers]].to_dict("records")
    for number, row in zip(numbers, shown, strict=True):
        if "line" in frame and not pd.isna(row["line"]):
            found = [row]
        else:
            places = [(columns, _agreeing(row, by_text)) for columns, by_text in keyed]
            # rows are read only where they are few enough to be listed
            few = sum(len(own) for _, own in places) <= MOST_LINES
            found = [
                {column: cells[at] for column, cells in columns.items()}
                for columns, own in places
                for at in (own if few else ())
            ]
        known = [source for source in found if not pd.isna(source["file"])]
        if known:
            behind[number] = [_line(source, mended) for source in known]
    return behind


def _agreeing(row: dict, places: dict[str, dict]) -> list[int]:
    # a figure may be drawn from several sources, and then names them all
    shared = [
        {place for text in str(row[key]).split("; ") for place in by_text.get(text, ())}
        for key, by_text in places.items()
        if not pd.isna(row[key])
    ]
    return sorted(set.intersection(*shared)) if shared else []


def _line(source: dict, repairs: dict[tuple, list]) -> dict:
    file, line = str(source["file"]), int(source["line"])
    mended = [
        f"{row.column}: {_printed(row.printed)} read as {row.used!r} ({row.reason})"
        for row in repairs.get((file, line), ())
        if _is_of(row.column, source)
    ]
    return {"file": file, "line": line} | ({"repairs": mended} if mended else {})


def _printed(cell: object) -> str:
    return repr(cell) if isinstance(cell, str) and cell else "an empty cell"


def _is_of(column: str, source: dict) -> bool:
    """Whether what is printed in that column belongs to a row: a line may hold a column for each year."""
    if isinstance(named := source.get("column"), str):
        return named == column
    year = YEAR.match(column)
    return year is None or pd.isna(of := source.get("year", pd.NA)) or int(year[1]) == int(of)


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
            action = actions.setdefault(maker["rule"], maker | {"inputs": set(), "outputs": []})
            action["outputs"].append(path)
            action["inputs"].update(maker["inputs"])
    graph = [
        node(
            "ro-crate-metadata.json",
            "CreativeWork",
            about={"@id": "./"},
            conformsTo={"@id": "https://w3id.org/ro/crate/1.1"},
        ),
        node(
            "./",
            "Dataset",
            name=title,
            version=commit,
            datePublished=date,
            hasPart=ids(files),
            mentions=ids(f"#{name}" for name in sorted(actions)),
        ),
    ]
    for path in files:
        record = records.get(path, {})
        about = node(path, "File", name=path, sha256=checksums.get(path) or record["sha256"])
        if record:
            about |= {
                "description": record["title"],
                "citation": record["citation"],
                "license": record.get("license", record["licence"]),
                "creator": record["producer"],
                "url": record["address"],
                "version": record["vintage"],
                "dateModified": str(record["accessed"]),
            }
        graph.append(about)
    for name, action in sorted(actions.items()):
        used, results = ids(sorted(action["inputs"])), ids(sorted(action["outputs"]))
        by = {"@id": action["script"]}
        graph.append(node(f"#{name}", "CreateAction", name=name, instrument=by, object=used, result=results))
    for script in sorted({action["script"] for action in actions.values()}):
        graph.append(node(script, ["File", "SoftwareSourceCode"], name=script, version=commit))
    return {"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": graph}


def node(link: str, kind: str | list[str], **said: object) -> dict:
    """An entity of a crate."""
    return {"@id": link, "@type": kind, **said}


def ids(links: Iterable[str]) -> list[dict]:
    return [{"@id": link} for link in links]
