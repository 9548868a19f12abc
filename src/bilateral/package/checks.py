"""The lists of data editors, held against a written package: each item passed, not applicable, or a
person's."""

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
# what is at fault, then the figures of the sentence that checklist.yaml has for the test
Checked = tuple[list[str], *tuple[object, ...]]


def checklist(made: Made) -> str:
    """checklist.md. A test that fails is for a person, who reads what it found."""
    lines = [
        "# Checklist",
        "",
        "Tests of the program that wrote this package; where none can decide, a person must.",
        "",
    ]
    counts = dict.fromkeys((PASSED, NONE, PERSON), 0)
    content = yaml.safe_load(text_of(LISTS))
    for asked in content["lists"]:
        lines += [f"## {asked['list']}", "", "| item | asks for | status | why |", "|---|---|---|---|"]
        for item in asked["items"]:
            status, why = _status(item, made, content["passed"])
            counts[status] += 1
            lines.append(f"| {item['id']} | {item['item']} | {status} | {why.replace('|', '/')} |")
        lines.append("")
    lines[2] += " " + ", ".join(f"{count} {status}" for status, count in counts.items()) + "."
    return "\n".join(lines)


def _status(item: dict, made: Made, sentences: dict[str, str]) -> tuple[str, str]:
    if "test" not in item:
        return (NONE, item["none"]) if "none" in item else (PERSON, item["person"])
    faults, *figures = CHECKS[item["test"]](made)
    if not faults:
        return PASSED, sentences[item["test"]].format(*figures)
    more = f" and {len(faults) - 3} more" if len(faults) > 3 else ""
    return PERSON, f"found {'; '.join(faults[:3])}{more}"


def _section(made: Made, heading: str) -> str:
    """The README's text below a heading, down to the next of its level."""
    level = heading.partition(" ")[0]
    return made.readme.partition(heading)[2].partition(f"\n{level} ")[0]


def records_complete(made: Made) -> Checked:
    records = made.study.records
    faults = [f"{record['path']} without {key}" for record in records for key in KEYS if not record.get(key)]
    faults += [
        f"{record['path']} not in the README" for record in records if record["path"] not in made.readme
    ]
    return faults, len(records)


def raw_recorded(made: Made) -> Checked:
    raw = {path for path in made.study.files if path.startswith("data/raw/")}
    recorded = {record["path"] for record in made.study.records if record["path"].startswith("data/raw/")}
    faults = [f"{path} without a record" for path in sorted(raw - recorded)]
    return faults + [f"{path} not in the package" for path in sorted(recorded - raw)], len(raw)


def analysis_present(made: Made) -> Checked:
    published = re.compile(r"results/(clean|analysis|audit)/.*\.csv$")
    listed = [path for path in makers_of(made.study) if published.match(path)]
    return [f"no {path}" for path in listed if not (made.folder / path).is_file()], len(listed)


def open_formats(made: Made) -> Checked:
    data = [path for path in made.study.files if path.startswith(("data/", "results/"))]
    return ([path for path in data if Path(path).suffix not in OPEN],)


def columns_described(made: Made) -> Checked:
    return (columns_undescribed(made.study),)


def sources_cited(made: Made) -> Checked:
    pages = [path for path in made.study.results if re.fullmatch(r"results/report/\w+\.html", path)]
    shown = letters(" ".join(text_of(made.folder / path) for path in pages) + bibliography(made.study))
    return (
        [
            f"{record['path']} not cited"
            for record in made.study.records
            if letters(record["citation"])[:25] not in shown and record["path"] not in shown
        ],
    )


def made_by_rules(made: Made) -> Checked:
    makers, published = makers_of(made.study), made.published()
    return [f"{path} made by no rule" for path in published if path not in makers], len(published)


def exhibits_made(made: Made) -> Checked:
    absent = [row for row in made.exhibits if row["program"] not in made.study.files]
    return [f"{row['label']} without a program" for row in absent], len(made.exhibits)


def source_form(made: Made) -> Checked:
    ours = re.compile(r"(bilateral/)?(src|scripts|workflow|notebooks)/")
    code = [Path(path) for path in made.study.files if ours.match(path)]
    other = [path for path in code if path.suffix not in SOURCE and path.name != "Snakefile"]
    return [path.as_posix() for path in other], len(code)


def readme_headings(made: Made) -> Checked:
    found = re.findall(r"^##+ (.+)$", made.readme, re.MULTILINE)
    return ([] if found == HEADINGS else [f"headings {found}"]), len(HEADINGS)


def licences(made: Made) -> Checked:
    faults = [] if (made.folder / "LICENSE").is_file() else ["no LICENSE"]
    return (faults + [record["path"] for record in made.study.records if not record.get("licence")],)


def omissions(made: Made) -> Checked:
    return ([] if "- " in _section(made, "## What is left out, and why") else ["nothing said"],)


def one_availability(made: Made) -> Checked:
    ticks = _section(made, "### Summary of Availability").count("- [x]")
    return ([] if ticks == 1 else [f"{ticks} ticks"],)


def environment_locked(made: Made) -> Checked:
    locks = [path for path in made.study.files if re.search(r"requirements[\w-]*\.(lock|txt)$", path)]
    pins = sum(text_of(made.study.files[path]).count("==") for path in locks)
    return ([] if pins else ["no lock"]), pins, ", ".join(locks)


def seeds_named(made: Made) -> Checked:
    said = "- [x]" in _section(made, "### Controlled Randomness")
    return ([] if said else ["no seed and no word that there is none"],)


def scales_ticked(made: Made) -> Checked:
    if not made.measured:
        return (["no rebuild was measured"],)
    ticks = made.readme.partition("#### Summary")[2].partition("#### Details")[0].count("- [x]")
    return ([] if ticks == 2 else [f"{ticks} ticks"],)


def rebuilt(made: Made) -> Checked:
    if not made.measured:
        return (["the package was not rebuilt when it was made"],)
    network = "without" if made.measured["offline"] else "with"
    return [], network, made.measured["seconds"], len(made.study.results)


def one_command(made: Made) -> Checked:
    faults = [] if "sh run.sh" in made.readme else ["README without sh run.sh"]
    return (faults + relative_paths(made)[0],)


def relative_paths(made: Made) -> Checked:
    ends = (".py", ".smk", ".sh", "config.yaml", "Snakefile")
    read = [path for path in made.study.files if path.endswith(ends)]
    return ([path for path in read if ABSOLUTE.search(text_of(made.study.files[path]))],)


def numbers_covered(made: Made) -> Checked:
    faults = [f"{made.said - len(made.numbers)} numbers missing"] if made.said != len(made.numbers) else []
    faults += [f"number {row['number']} without a program" for row in made.numbers if not row["program"]]
    unplaced = [row for row in made.numbers if not row["page"]]
    faults += [f"{len(unplaced)} of {made.said} numbers without page and line"] if unplaced else []
    return faults, made.said


def no_orphans(made: Made) -> Checked:
    rules = "".join(
        text_of(path) for name, path in made.study.files.items() if name.endswith((".smk", "Snakefile"))
    )
    scripts = [path for path in made.study.files if re.fullmatch(r"(bilateral/)?scripts/\w+\.py", path)]
    return [path for path in scripts if f"scripts/{Path(path).name}" not in rules], len(scripts)


def raw_outputs(made: Made) -> Checked:
    absent = [row for row in made.exhibits if not (made.folder / row["path"]).is_file()]
    return ([f"{row['label']} without a file" for row in absent],)


def manuscript(made: Made) -> Checked:
    papers = [path for path in made.study.results if path.endswith(".pdf")]
    return ([] if papers else ["no PDF"]), ", ".join(papers)


def nothing_unneeded(made: Made) -> Checked:
    return ([path for path in made.study.files if UNNEEDED.search(path)],)


def checksums_hold(made: Made) -> Checked:
    same = text_of(made.folder / "checksums.sha256") == checksums(made.folder, made.study.files)
    return ([] if same else ["checksums that do not hold"]), len(made.study.files)


def crate_profiles(made: Made) -> Checked:
    named = {node["@id"] for node in made.crate["./"]["conformsTo"]}
    return ([link for link in PROFILES if link not in named or link not in made.crate],)


def _of_type(made: Made, kind: str) -> list[dict]:
    return [node for node in made.crate.values() if node["@type"] == kind]


def _runs(made: Made, of_workflow: bool = False) -> list[dict]:
    main = made.crate["./"]["mainEntity"]["@id"]
    actions = _of_type(made, "CreateAction")
    return [node for node in actions if (node["instrument"]["@id"] == main) is of_workflow]


def crate_tools(made: Made) -> Checked:
    parts = {node["@id"] for node in made.crate[made.crate["./"]["mainEntity"]["@id"]]["hasPart"]}
    tools = {node["instrument"]["@id"] for node in _runs(made)}
    faults = [
        tool for tool in tools if tool not in parts or "SoftwareSourceCode" not in made.crate[tool]["@type"]
    ]
    return sorted(faults), len(tools)


def crate_actions(made: Made) -> Checked:
    mentioned, runs = {node["@id"] for node in made.crate["./"]["mentions"]}, _runs(made)
    faults = [run["@id"] for run in runs if run["@id"] not in mentioned or not run["result"]]
    parts = [part["@id"] for run in runs for part in [*run["object"], *run["result"]]]
    return faults + [part for part in parts if part not in made.crate], len(runs)


def crate_workflow(made: Made) -> Checked:
    main = made.crate["./"]["mainEntity"]["@id"]
    kinds = {"File", "SoftwareSourceCode", "ComputationalWorkflow"}
    sound = len(_runs(made, of_workflow=True)) == 1 and kinds <= set(made.crate[main]["@type"])
    return ([] if sound else [main]), main


def crate_steps(made: Made) -> Checked:
    steps = _of_type(made, "HowToStep")
    controls = {node["instrument"]["@id"] for node in _of_type(made, "ControlAction")}
    faults = [
        step["@id"]
        for step in steps
        if step["@id"] not in controls or step["workExample"]["@id"] not in made.crate
    ]
    return faults, len(steps)


def codecheck_manifest(made: Made) -> Checked:
    text = text_of(made.folder / "codecheck.yml")
    listed = [entry["file"] for entry in yaml.safe_load(text)["manifest"]]
    faults = [path for path in listed if path not in made.study.results or not (made.folder / path).is_file()]
    return faults + ([] if text.startswith("---\n") else ["no ---"]), len(listed)


def citation_complete(made: Made) -> Checked:
    held = yaml.safe_load(text_of(made.folder / "CITATION.cff"))
    wanted = ("cff-version", "message", "title", "authors", "version", "license")
    return ([f"CITATION.cff without {key}" for key in wanted if key not in held],)


def catalog_listed(made: Made) -> Checked:
    words = ("snakemake", "workflow")
    return ([f"README without {word}" for word in words if word not in made.readme.lower()],)


def tier_folders(made: Made) -> Checked:
    wanted = ("README.md", "data/raw", "results/report", "results/analysis", f"{made.study.engine}scripts")
    return ([path for path in wanted if not (made.folder / path).exists()],)


CHECKS: dict[str, Callable[[Made], Checked]] = {
    name: check
    for name, check in list(globals().items())
    if callable(check) and getattr(check, "__module__", "") == __name__ and name not in ("checklist",)
    if not name.startswith("_")
}
