"""The lists of data editors, held against a written package: each item passed, not applicable, or a
person's."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import yaml

from bilateral.package.contents import Made, checksums, text_of
from bilateral.package.crate import PROFILES
from bilateral.package.descriptors import bibliography, columns_undescribed
from bilateral.package.numbers import letters, makers_of
from bilateral.sources.records import KEYS

LISTS = Path(__file__).parent / "checklist.yaml"
PASSED, NONE, PERSON = "passed", "not applicable", "needs a person"
OPEN = set(
    ".csv .txt .json .yaml .zip .svg .png .pdf .html .ipynb .bib .tex .docx .md .xlsx .otf .ttf".split()
)
SOURCE = set(
    ".py .pyi .smk .ipynb .sh .yaml .yml .csv .md .j2 .css .js .html .rst .typ .lock .txt .cff".split()
)
HEADINGS = (
    "Overview;Data Availability and Provenance Statements;Statement about Rights;License for Data;"
    "Summary of Availability;Details on each Data Source;Dataset list;Computational requirements;"
    "Software Requirements;Controlled Randomness;Memory, Runtime, Storage Requirements;Summary;Details;"
    "Description of programs/code;License for Code;Instructions to Replicators;Details;"
    "List of tables and programs;What is left out, and why;References;Acknowledgements"
).split(";")
UNNEEDED = re.compile(r"(^|/)(\.|__pycache__)|~$|\.(pyc|log|tmp|bak|eml|msg|orig)$")
ABSOLUTE = re.compile(r"(?<![\w.:/<*])/(?:home|root|Users|work|tmp|mnt)/|[A-Z]:\\\\")


Check = Callable[[Made], tuple[list[str], str]]


def checklist(made: Made) -> str:
    """checklist.md. A test that fails is for a person, who reads what it found."""
    lines = [
        "# Checklist",
        "",
        "Tests of the program that wrote this package; where none can decide, a person must.",
        "",
    ]
    counts = dict.fromkeys((PASSED, NONE, PERSON), 0)
    for asked in yaml.safe_load(text_of(LISTS)):
        lines += [f"## {asked['list']}", "", "| item | asks for | status | why |", "|---|---|---|---|"]
        for item in asked["items"]:
            status, why = _status(item, made)
            counts[status] += 1
            lines.append(f"| {item['id']} | {item['item']} | {status} | {why.replace('|', '/')} |")
        lines.append("")
    lines[2] += " " + ", ".join(f"{count} {status}" for status, count in counts.items()) + "."
    return "\n".join(lines)


def _status(item: dict, made: Made) -> tuple[str, str]:
    if "test" not in item:
        return (NONE, item["none"]) if "none" in item else (PERSON, item["person"])
    faults, why = CHECKS[item["test"]](made)
    if not faults:
        return PASSED, why
    more = f" and {len(faults) - 3} more" if len(faults) > 3 else ""
    return PERSON, f"found {'; '.join(faults[:3])}{more}"


def records_complete(made: Made) -> tuple[list[str], str]:
    records = made.study.records
    faults = [f"{record['path']} without {key}" for record in records for key in KEYS if not record.get(key)]
    faults += [
        f"{record['path']} not in the README" for record in records if record["path"] not in made.readme
    ]
    return faults, f"{len(records)} records with producer, citation, address, terms, date and release"


def raw_recorded(made: Made) -> tuple[list[str], str]:
    raw = {path for path in made.study.files if path.startswith("data/raw/")}
    recorded = {record["path"] for record in made.study.records if record["path"].startswith("data/raw/")}
    faults = [f"{path} without a record" for path in sorted(raw - recorded)]
    faults += [f"{path} not in the package" for path in sorted(recorded - raw)]
    return faults, f"{len(raw)} raw files, each with its record in data/sources.yaml"


def analysis_present(made: Made) -> tuple[list[str], str]:
    listed = [
        path for path in makers_of(made.study) if re.match(r"results/(clean|analysis|audit)/.*\.csv$", path)
    ]
    return [
        f"no {path}" for path in listed if not (made.folder / path).is_file()
    ], f"{len(listed)} tables as CSV"


def open_formats(made: Made) -> tuple[list[str], str]:
    data = [path for path in made.study.files if path.startswith(("data/", "results/"))]
    return [path for path in data if Path(path).suffix not in OPEN], "CSV and other open formats alone"


def columns_described(made: Made) -> tuple[list[str], str]:
    return columns_undescribed(made.study), "datapackage.json has type, unit and meaning of each column"


def sources_cited(made: Made) -> tuple[list[str], str]:
    pages = [path for path in made.study.results if re.fullmatch(r"results/report/\w+\.html", path)]
    shown = letters(" ".join(text_of(made.folder / path) for path in pages) + bibliography(made.study))
    faults = [
        f"{record['path']} not cited"
        for record in made.study.records
        if letters(record["citation"])[:25] not in shown and record["path"] not in shown
    ]
    return faults, "the report names each source, and so do the README's references"


def made_by_rules(made: Made) -> tuple[list[str], str]:
    makers = makers_of(made.study)
    faults = [f"{path} made by no rule" for path in made.published() if path not in makers]
    return faults, f"each of {len(made.published())} tables has its rule and script in ro-crate-metadata.json"


def exhibits_made(made: Made) -> tuple[list[str], str]:
    faults = [
        f"{row['label']} without a program" for row in made.exhibits if row["program"] not in made.study.files
    ]
    return faults, f"{len(made.exhibits)} figures and tables with program and line in the README"


def source_form(made: Made) -> tuple[list[str], str]:
    code = [
        path for path in made.study.files if re.match(r"(bilateral/)?(src|scripts|workflow|notebooks)/", path)
    ]
    return [
        path for path in code if Path(path).suffix not in SOURCE and Path(path).name != "Snakefile"
    ], f"{len(code)} files of source text"


def readme_headings(made: Made) -> tuple[list[str], str]:
    found = re.findall(r"^##+ (.+)$", made.readme, re.MULTILINE)
    return (
        [] if found == HEADINGS else [f"headings {found}"]
    ), f"{len(HEADINGS)} headings in the template's order"


def licences(made: Made) -> tuple[list[str], str]:
    faults = [] if (made.folder / "LICENSE").is_file() else ["no LICENSE"]
    faults += [record["path"] for record in made.study.records if not record.get("licence")]
    return faults, "LICENSE, and the terms of each source in the README"


def omissions(made: Made) -> tuple[list[str], str]:
    part = made.readme.partition("## What is left out, and why")[2].partition("\n## ")[0]
    return ([] if "- " in part else ["nothing said"]), "the README has a section"


def one_availability(made: Made) -> tuple[list[str], str]:
    part = made.readme.partition("### Summary of Availability")[2].partition("\n### ")[0]
    ticks = part.count("- [x]")
    return ([] if ticks == 1 else [f"{ticks} ticks"]), "one tick"


def environment_locked(made: Made) -> tuple[list[str], str]:
    locks = [path for path in made.study.files if re.search(r"requirements[\w-]*\.(lock|txt)$", path)]
    pins = sum(text_of(made.study.files[path]).count("==") for path in locks)
    return ([] if pins else ["no lock"]), f"{pins} pinned packages in {', '.join(locks)}, set up by run.sh"


def seeds_named(made: Made) -> tuple[list[str], str]:
    part = made.readme.partition("### Controlled Randomness")[2].partition("\n### ")[0]
    return ([] if "- [x]" in part else ["no seed and no word that there is none"]), "in the README, with line"


def scales_ticked(made: Made) -> tuple[list[str], str]:
    if not made.measured:
        return ["no rebuild was measured"], ""
    part = made.readme.partition("#### Summary")[2].partition("#### Details")[0]
    ticks = part.count("- [x]")
    return ([] if ticks == 2 else [f"{ticks} ticks"]), "measured: one tick for time and one for space"


def rebuilt(made: Made) -> tuple[list[str], str]:
    if not made.measured:
        return ["the package was not rebuilt when it was made"], ""
    network = "without a network" if made.measured["offline"] else "with a network"
    return [], (
        f"rebuilt in an empty folder {network} in {made.measured['seconds']} s: "
        f"{len(made.study.results)} files of results are the same bytes as those of the build before"
    )


def one_command(made: Made) -> tuple[list[str], str]:
    faults = [] if "sh run.sh" in made.readme else ["README without sh run.sh"]
    return faults + relative_paths(made)[0], "sh run.sh; no path is to be changed"


def relative_paths(made: Made) -> tuple[list[str], str]:
    read = [
        path for path in made.study.files if path.endswith((".py", ".smk", ".sh", "config.yaml", "Snakefile"))
    ]
    faults = [path for path in read if ABSOLUTE.search(text_of(made.study.files[path]))]
    return faults, "no path of one machine in configuration, rules and code"


def numbers_covered(made: Made) -> tuple[list[str], str]:
    faults = [f"{made.said - len(made.numbers)} numbers missing"] if made.said != len(made.numbers) else []
    faults += [f"number {row['number']} without a program" for row in made.numbers if not row["program"]]
    unplaced = [row for row in made.numbers if not row["page"]]
    faults += [f"{len(unplaced)} of {made.said} numbers without page and line"] if unplaced else []
    return faults, f"{made.said} numbers in in_text_numbers.csv, each with cell, rule, script and line"


def no_orphans(made: Made) -> tuple[list[str], str]:
    rules = "".join(
        text_of(path) for name, path in made.study.files.items() if name.endswith((".smk", "Snakefile"))
    )
    scripts = [path for path in made.study.files if re.fullmatch(r"(bilateral/)?scripts/\w+\.py", path)]
    faults = [path for path in scripts if f"scripts/{Path(path).name}" not in rules]
    return faults, f"each of {len(scripts)} scripts is that of a rule"


def raw_outputs(made: Made) -> tuple[list[str], str]:
    faults = [
        f"{row['label']} without a file" for row in made.exhibits if not (made.folder / row["path"]).is_file()
    ]
    return faults, "figures as SVG and PNG, tables as CSV; a table of the text alone stands in its notebook"


def manuscript(made: Made) -> tuple[list[str], str]:
    papers = [path for path in made.study.results if path.endswith(".pdf")]
    return ([] if papers else ["no PDF"]), f"{', '.join(papers)}, made by the same run; its sha256 is listed"


def nothing_unneeded(made: Made) -> tuple[list[str], str]:
    return [path for path in made.study.files if UNNEEDED.search(path)], "no caches, logs, notes or mail"


def checksums_hold(made: Made) -> tuple[list[str], str]:
    listed = text_of(made.folder / "checksums.sha256")
    same = listed == checksums(made.folder, made.study.files)
    return (
        [] if same else ["checksums that do not hold"]
    ), f"{len(made.study.files)} files in checksums.sha256"


def crate_profiles(made: Made) -> tuple[list[str], str]:
    named = {node["@id"] for node in made.crate["./"]["conformsTo"]}
    return [
        link for link in PROFILES if link not in named or link not in made.crate
    ], "by their versioned links"


def _runs(made: Made) -> list[dict]:
    main = made.crate["./"]["mainEntity"]["@id"]
    actions = [node for node in made.crate.values() if node["@type"] == "CreateAction"]
    return [node for node in actions if node["instrument"]["@id"] != main]


def crate_tools(made: Made) -> tuple[list[str], str]:
    parts = {node["@id"] for node in made.crate[made.crate["./"]["mainEntity"]["@id"]]["hasPart"]}
    tools = {node["instrument"]["@id"] for node in _runs(made)}
    faults = [
        tool for tool in tools if tool not in parts or "SoftwareSourceCode" not in made.crate[tool]["@type"]
    ]
    return sorted(faults), f"{len(tools)} scripts, each part of the workflow"


def crate_actions(made: Made) -> tuple[list[str], str]:
    mentioned = {node["@id"] for node in made.crate["./"]["mentions"]}
    faults = [run["@id"] for run in _runs(made) if run["@id"] not in mentioned or not run["result"]]
    known = set(made.crate)
    faults += [
        part["@id"]
        for run in _runs(made)
        for part in [*run["object"], *run["result"]]
        if part["@id"] not in known
    ]
    return faults, f"{len(_runs(made))} runs; their ids are made from the results' checksums"


def crate_workflow(made: Made) -> tuple[list[str], str]:
    main = made.crate["./"]["mainEntity"]["@id"]
    runs = [
        node
        for node in made.crate.values()
        if node["@type"] == "CreateAction" and node["instrument"]["@id"] == main
    ]
    sound = len(runs) == 1 and {"File", "SoftwareSourceCode", "ComputationalWorkflow"} <= set(
        made.crate[main]["@type"]
    )
    return ([] if sound else [main]), f"{main} is the workflow, with one run"


def crate_steps(made: Made) -> tuple[list[str], str]:
    steps = [node for node in made.crate.values() if node["@type"] == "HowToStep"]
    controls = {node["instrument"]["@id"] for node in made.crate.values() if node["@type"] == "ControlAction"}
    faults = [
        step["@id"]
        for step in steps
        if step["@id"] not in controls or step["workExample"]["@id"] not in made.crate
    ]
    return faults, f"{len(steps)} steps in the order of their dependencies"


def codecheck_manifest(made: Made) -> tuple[list[str], str]:
    text = text_of(made.folder / "codecheck.yml")
    listed = [entry["file"] for entry in yaml.safe_load(text)["manifest"]]
    faults = [path for path in listed if path not in made.study.results or not (made.folder / path).is_file()]
    return faults + (
        [] if text.startswith("---\n") else ["no ---"]
    ), f"{len(listed)} files, each a result of the run"


def citation_complete(made: Made) -> tuple[list[str], str]:
    held = yaml.safe_load(text_of(made.folder / "CITATION.cff"))
    wanted = ("cff-version", "message", "title", "authors", "version", "license")
    return [
        f"CITATION.cff without {key}" for key in wanted if key not in held
    ], "CITATION.cff and .zenodo.json"


def catalog_listed(made: Made) -> tuple[list[str], str]:
    text = made.readme.lower()
    faults = [f"README without {word}" for word in ("snakemake", "workflow") if word not in text]
    return faults, "Snakefile, workflow/rules/*.smk, and both words in the README"


def tier_folders(made: Made) -> tuple[list[str], str]:
    wanted = ("README.md", "data/raw", "results/report", "results/analysis", f"{made.study.engine}scripts")
    return [path for path in wanted if not (made.folder / path).exists()], "under other names than TIER's"


CHECKS: dict[str, Check] = {
    name: check
    for name, check in list(globals().items())
    if callable(check) and getattr(check, "__module__", "") == __name__ and not name.startswith("_")
}
