"""What a package holds: the study, the code that builds it, and the results that its report stands on."""

import hashlib
import json
import subprocess
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import distributions
from importlib.metadata import files as files_of
from pathlib import Path

import bilateral
from bilateral.study.yaml_text import parse_yaml
from crossfoot import InputError

CRATE = "results/report/ro-crate-metadata.json"
LOCK = "requirements.lock"
# where a study has its configuration
CONFIGS = ("config.yaml", "config/config.yaml")
# of a checkout that is the study itself: what belongs to the study and not to the project
STUDY = tuple(
    "Snakefile config.yaml data/ docs/data.md docs/columns.md notebooks/ CITATION.cff LICENSE".split()
)
# what is no part of a package, and why; the README says so
LEFT_OUT = {
    "texts that the study is about": (
        "their publishers hold the rights; what the study takes from them as facts is in data/raw/"
    ),
    "results/extracted/, results/notebooks/ and Parquet files": (
        "the build makes them again; each published table is here as CSV"
    ),
    "tests, benchmarks, templates, and scripts that no rule runs": (
        "they make no result; they stand in the project's repository"
    ),
    "environments": "run.sh sets one up from the lock",
}
INTERMEDIATE = ("results/extracted/", "results/notebooks/")


@dataclass(frozen=True)
class BuiltStudy:
    """A built study. engine: where the code stands in the package, "" beside the study or "bilateral/" below
    it; choices: the path of its configuration; files: by path in the package, the file it is copied from."""

    folder: Path
    engine: str
    choices: str
    config: dict
    records: list[dict]
    crate: dict
    files: dict[str, Path]

    def program(self, script: str) -> str:
        """Where a rule's script stands in the package: beside the study's own, or with the code."""
        return script if script in self.files else self.engine + script

    @property
    def workflow(self) -> str:
        """The main file of the workflow: the study's own, where it has one."""
        own = ("Snakefile", "workflow/Snakefile")
        listed = (*own, *(self.engine + path for path in own))
        return next(path for path in listed if path in self.files)

    @property
    def results(self) -> list[str]:
        return [path for path in self.files if path.startswith("results/")]


@dataclass(frozen=True)
class Made:
    """A package as it was written. exhibits: its rows; numbers: rows of in_text_numbers.csv; said: how many
    numbers values.json has; measured: what a rebuild took, or None."""

    folder: Path
    study: BuiltStudy
    exhibits: list[dict]
    numbers: list[dict]
    said: int
    measured: dict | None

    @property
    def readme(self) -> str:
        return text_of(self.folder / "README.md")

    @property
    def crate(self) -> dict[str, dict]:
        nodes = json.loads(text_of(self.folder / "ro-crate-metadata.json"))["@graph"]
        return {node["@id"]: node for node in nodes}

    def published(self) -> list[str]:
        return [path for path in self.study.results if path.endswith(".csv")]


def collect(folder: Path, home: Path) -> BuiltStudy:
    """The study in a folder, built; home: that of the Snakefile, workflow and scripts.

    Raises InputError where the study was not built, or a result is no longer what the report was made of.
    """
    if not (folder / CRATE).is_file():
        raise InputError(str(folder / CRATE), "no such file", "a built study: make, or bilateral build")
    engine = "" if folder.resolve() == home.resolve() else "bilateral/"
    choices = next((path for path in CONFIGS if (folder / path).is_file()), CONFIGS[0])
    config = parse_yaml(text_of(folder / choices), choices)
    records = parse_yaml(text_of(folder / "data/sources.yaml"), "data/sources.yaml")
    crate = json.loads(text_of(folder / CRATE))
    if not isinstance(config, dict) or not isinstance(records, list):
        raise InputError(str(folder), "a configuration or records of another form", "those of a built study")
    own = {path: folder / path for path in tracked(folder) if engine or path.startswith(STUDY)}
    code = {f"{engine}{path}": source for path, source in _engine(home, "world" in config).items()}
    files = code | own | {path: folder / path for path in _results(folder, crate)}
    return BuiltStudy(folder, engine, choices, config, records, crate, dict(sorted(files.items())))


def tracked(folder: Path) -> list[str]:
    """The files of a folder under version control, or else all; without results, caches and hidden ones."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=folder, capture_output=True, text=True)
    found = listed.stdout.split("\0") if listed.returncode == 0 else []
    if not any(found):
        found = [path.relative_to(folder).as_posix() for path in folder.rglob("*")]
    skipped = ("results", "logs", "package", "__pycache__", "README.md", "Makefile")
    return sorted(
        path
        for path in found
        if (folder / path).is_file()
        and not any(part in skipped or part.startswith(".") for part in Path(path).parts)
    )


def _engine(home: Path, world: bool) -> dict[str, Path]:
    """What any study needs beside its own folder: rules, scripts, packages, shared tables, the lock."""
    packages = Path(bilateral.__file__).parents[1]
    found: dict[str, Path] = {}
    for package in ("bilateral", "crossfoot"):
        code = packages / package
        found |= {
            f"src/{package}/{path.relative_to(code).as_posix()}": path
            for path in code.rglob("*")
            if path.is_file()
            and "__pycache__" not in path.parts
            and path.relative_to(code).parts[0] not in ("project", "template")
        }
    if (home / "pyproject.toml").is_file():
        # the list of what goes into a wheel beside the packages
        built = tomllib.loads(text_of(home / "pyproject.toml"))["tool"]["hatch"]["build"]["targets"]["wheel"]
        parts = [*built["force-include"], LOCK, *(["requirements-world.lock"] if world else [])]
    else:
        parts = [path.name for path in home.iterdir()]
    rules = "".join(text_of(path) for path in sorted((home / "workflow/rules").glob("*.smk")))
    for part in [*parts, "LICENSE", "LICENSE-DATA.md", "CITATION.cff"]:
        top = home / part
        below = sorted(top.rglob("*")) if top.is_dir() else [top] if top.is_file() else []
        found |= {
            path.relative_to(home).as_posix(): path
            for path in below
            if path.is_file()
            and not {"__pycache__", ".ipynb_checkpoints"} & set(path.parts)
            # a script of no rule makes no result
            and (path.parent != home / "scripts" or f"scripts/{path.name}" in rules)
        }
    # of an installed project they stand with its metadata
    for file in [] if "LICENSE" in found else files_of("bilateral") or []:
        if file.name in ("LICENSE", "LICENSE-DATA.md"):
            found[file.name] = Path(str(file.locate()))
    return found


def pinned() -> str:
    """The packages of this environment with their versions, for a study whose project has no lock."""
    names = {f"{found.name}=={found.version}" for found in distributions() if found.name != "bilateral"}
    return "".join(f"{name}\n" for name in sorted(names))


def _results(folder: Path, crate: dict) -> list[str]:
    """The results that the report's crate lists, those of the same name beside them, and the report."""
    found = set()
    for node in crate["@graph"]:
        path = node["@id"]
        if not path.startswith("results/") or path.startswith(INTERMEDIATE) or "sha256" not in node:
            continue
        if not (folder / path).is_file() or sha256(folder / path) != node["sha256"]:
            raise InputError(path, "another file than the report was made of", "that of one build: run make")
        stem = Path(path).stem
        beside = (folder / path).parent.glob(f"{stem}*")
        found |= {
            other.relative_to(folder).as_posix()
            for other in beside
            if other.suffix != ".parquet" and (other.stem == stem or other.stem.startswith(f"{stem}_narrow"))
        }
    report = [path for path in (folder / "results/report").rglob("[!.]*") if path.is_file()]
    return sorted(found | {path.relative_to(folder).as_posix() for path in report})


def checksums(folder: Path, paths: Iterable[str]) -> str:
    """Lines as sha256sum writes them."""
    return "".join(f"{sha256(folder / path)}  {path}\n" for path in sorted(paths))


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(str(path), error.strerror or str(error), "a file that can be read") from error
