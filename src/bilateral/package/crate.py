"""The package as a Workflow Run RO-Crate: the report's crate, with the workflow, its steps and its run.

Profiles of version 0.5 (Leo et al. 2024, "Recording provenance of workflow runs with RO-Crate", PLoS ONE
19(9)). Times of start and end are left out, and identifiers are made from the results' checksums: two
packages of one build are the same bytes.
"""

import uuid
from graphlib import TopologicalSorter
from importlib.metadata import version
from pathlib import Path

from bilateral.package.contents import BuiltStudy, sha256
from bilateral.report.lineage import ids, node

RUN = "https://w3id.org/ro/wfrun"
PROFILES = {
    f"{RUN}/process/0.5": ("Process Run Crate", "0.5"),
    f"{RUN}/workflow/0.5": ("Workflow Run Crate", "0.5"),
    f"{RUN}/provenance/0.5": ("Provenance Run Crate", "0.5"),
    "https://w3id.org/workflowhub/workflow-ro-crate/1.0": ("Workflow RO-Crate", "1.0"),
}
CONTEXT = ["https://w3id.org/ro/crate/1.1/context", "https://w3id.org/ro/terms/workflow-run/context"]
SNAKEMAKE = "https://w3id.org/workflowhub/workflow-ro-crate#snakemake"
FORMATS = {
    ".csv": "text/csv",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".html": "text/html",
    ".yaml": "application/yaml",
    ".py": "text/x-python",
    ".ipynb": "application/x-ipynb+json",
    ".zip": "application/zip",
    ".md": "text/markdown",
    ".txt": "text/plain",
}


def run_crate(study: BuiltStudy, description: str) -> dict:
    """The content of ro-crate-metadata.json at the top of the package."""
    kept = {entry["@id"]: entry for entry in study.crate["@graph"]}
    actions = [entry for entry in study.crate["@graph"] if entry["@type"] == "CreateAction"]
    workflow = study.workflow
    tools = {study.program(action["instrument"]["@id"]) for action in actions}
    steps: list[dict] = []
    controls: list[dict] = []
    runs: list[dict] = []
    between: set[str] = set()
    for position, action in enumerate(_in_order(actions)):
        used, unkept = _kept(study, action["object"])
        made, unmade = _kept(study, action["result"])
        between |= {*unkept, *unmade}
        name, script = action["name"], action["instrument"]["@id"]
        tool = {"@id": study.program(script)}
        run = node(
            _uuid(name, [kept[part["@id"]]["sha256"] for part in action["result"]]),
            "CreateAction",
            name=f"Run of the rule {name}",
            description=f"{script}, as the rule {name} calls it",
            instrument=tool,
            object=ids([*used, *(f"#{path}" for path in unkept)]),
            result=ids([*made, *(f"#{path}" for path in unmade)]),
        )
        step = node(f"#step-{name}", "HowToStep", name=name, position=str(position), workExample=tool)
        control = node(f"#control-{name}", "ControlAction", name=f"Step {name}")
        control |= {"instrument": {"@id": step["@id"]}, "object": {"@id": run["@id"]}}
        runs, steps, controls = [*runs, run], [*steps, step], [*controls, control]
    raw = sorted(path for path in study.files if path.startswith("data/raw/"))
    whole = node(
        _uuid("all", [sha256(study.files[path]) for path in study.results]),
        "CreateAction",
        name="Build of the study",
        description="sh run.sh",
        instrument={"@id": workflow},
        object=ids([study.choices, *raw]),
        result=ids(study.results),
    )
    mentioned = [whole, *runs, *controls]
    said = "An intermediate file, which the build makes again; it is not in the package"
    graph = [
        node(
            "ro-crate-metadata.json",
            "CreativeWork",
            about={"@id": "./"},
            conformsTo=ids(["https://w3id.org/ro/crate/1.1", list(PROFILES)[-1]]),
        ),
        node(
            "./",
            "Dataset",
            name=study.config["title"],
            description=description,
            version=kept["./"]["version"],
            datePublished=kept["./"]["datePublished"],
            license={"@id": "LICENSE"},
            conformsTo=ids(PROFILES),
            hasPart=ids(study.files),
            mainEntity={"@id": workflow},
            mentions=ids(entry["@id"] for entry in mentioned),
        ),
        *(node(link, "CreativeWork", name=name, version=number) for link, (name, number) in PROFILES.items()),
        node(
            SNAKEMAKE,
            "ComputerLanguage",
            name="Snakemake",
            identifier={"@id": "https://doi.org/10.1093/bioinformatics/bty350"},
            url={"@id": "https://snakemake.github.io"},
            version=version("snakemake"),
        ),
        *(_file(path, study, kept.get(path, {}), workflow, tools, steps) for path in study.files),
        *(node(f"#{path}", "CreativeWork", name=path, description=said) for path in sorted(between)),
        *steps,
        *mentioned,
    ]
    return {"@context": CONTEXT, "@graph": graph}


def _file(
    path: str, study: BuiltStudy, known: dict, workflow: str, tools: set[str], steps: list[dict]
) -> dict:
    file = known | {"@id": path, "@type": "File", "name": path, "sha256": sha256(study.files[path])}
    if Path(path).suffix in FORMATS:
        file["encodingFormat"] = FORMATS[Path(path).suffix]
    if path == workflow:
        return file | {
            "@type": ["File", "SoftwareSourceCode", "ComputationalWorkflow", "HowTo"],
            "name": f"Workflow of the study {study.config['title']}",
            "version": study.crate["@graph"][1]["version"],
            "programmingLanguage": {"@id": SNAKEMAKE},
            "hasPart": ids(sorted(tools)),
            "step": ids(step["@id"] for step in steps),
        }
    if path in tools:
        return file | {
            "@type": ["File", "SoftwareSourceCode"],
            "version": study.crate["@graph"][1]["version"],
        }
    if isinstance(licence := file.get("license"), str):
        # in words, which RO-Crate has no place for
        return {key: value for key, value in file.items() if key != "license"} | {"usageInfo": licence}
    return file


def _in_order(actions: list[dict]) -> list[dict]:
    """Actions after those whose results they use, by name where either may come first."""
    makes = {made["@id"]: action["name"] for action in actions for made in action["result"]}
    makes |= {path.replace(".csv", ".parquet"): name for path, name in makes.items()}
    needs = {
        action["name"]: {makes[used["@id"]] for used in action["object"] if used["@id"] in makes}
        - {action["name"]}
        for action in actions
    }
    named, waiting = {action["name"]: action for action in actions}, TopologicalSorter(needs)
    ordered: list[dict] = []
    waiting.prepare()
    while free := sorted(waiting.get_ready()):
        ordered += [named[name] for name in free]
        waiting.done(*free)
    return ordered


def _kept(study: BuiltStudy, listed: list[dict]) -> tuple[list[str], list[str]]:
    """Of an action's files those in the package, a Parquet file by its CSV, and the others."""
    paths = sorted({entry["@id"].replace(".parquet", ".csv") for entry in listed})
    kept = [path for path in paths if path in study.files]
    return kept, [path for path in paths if path not in study.files]


def _uuid(name: str, digests: list[str]) -> str:
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, ' '.join([name, *sorted(digests)]))}"
