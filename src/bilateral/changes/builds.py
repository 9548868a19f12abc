"""A build as it stands in a folder, or as it was committed: its results, and what it was made from."""

import io
import json
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from crossfoot import InputError

TABLES = ("results/clean/", "results/analysis/", "results/audit/")
FIGURES = "results/figures/"
VALUES = "results/report/values.json"
# what a study is made from; code is the project's where the study stands at its top
INPUTS = tuple(
    "config.yaml config/ data/ notebooks/ scripts/ src/ workflow/ Snakefile requirements.lock".split()
)
SUFFIXES = (".csv", ".png", ".svg", ".json")


@dataclass(frozen=True)
class Build:
    """files: content by path below the study's folder; whole: whether they have what it was made from."""

    files: dict[str, bytes]
    whole: bool

    @property
    def tables(self) -> dict[str, str]:
        """CSV text by the table's name."""
        return {
            PurePosixPath(path).stem: content.decode("utf-8")
            for path, content in self.files.items()
            if path.startswith(TABLES) and path.endswith(".csv")
        }

    def figures(self, suffix: str) -> dict[str, bytes]:
        """Pictures of that kind by the figure's name."""
        return {
            PurePosixPath(path).stem: content
            for path, content in self.files.items()
            if path.startswith(FIGURES) and path.endswith(suffix)
        }

    @property
    def values(self) -> list[dict] | None:
        """The numbers of the report's text, where the build has its report."""
        return json.loads(self.files[VALUES]) if VALUES in self.files else None

    @property
    def inputs(self) -> dict[str, bytes]:
        return {path: content for path, content in self.files.items() if path.startswith(INPUTS)}


def of_folder(folder: Path) -> Build:
    """Of a study's folder, or of its results alone."""
    whole = (folder / "results").is_dir()
    root = folder if whole else folder.parent
    tops = [folder / "results", *(folder / path for path in INPUTS)] if whole else [folder]
    files = {}
    for top in tops:
        for path in [top] if top.is_file() else sorted(top.rglob("*")):
            name = path.relative_to(root).as_posix()
            name = name if whole else f"results/{path.relative_to(folder).as_posix()}"
            if path.is_file() and _is_kept(name):
                files[name] = path.read_bytes()
    return Build(files, whole)


def of_commit(commit: str, study: Path) -> Build:
    """Of a study as it was committed; nothing is checked out. Raises InputError where OLD is no commit."""
    place, expected = f"OLD={commit}", "a commit, or a folder of earlier results"
    try:
        named = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{commit}^{{commit}}", at=study)
    except FileNotFoundError as error:
        raise InputError(place, "no folder, and git is not installed", expected) from error
    if named.returncode:
        raise InputError(place, "neither a commit nor a folder", expected)
    sha = named.stdout.decode().strip()
    there = _git("ls-tree", "--name-only", "-z", sha, at=study).stdout.decode().split("\0")
    wanted = [path for path in there if path == "results" or path in {name.rstrip("/") for name in INPUTS}]
    archive = _git("archive", "--format=tar", sha, *wanted, at=study)
    if archive.returncode or "results" not in wanted:
        raise InputError(place, f"a commit without {study}/results", expected)
    with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as tar:
        members = [member for member in tar if member.isfile() and _is_kept(member.name)]
        files = {member.name: content.read() for member in members if (content := tar.extractfile(member))}
    return Build(files, True)


def read_builds(old: str, study: Path, values: Path | None = None) -> tuple[Build, Build]:
    """The build to compare with, a commit or a folder, and the study's own.

    values: values.json of the build to compare with, which no commit has.

    Raises InputError where either has no published table.
    """
    if not old:
        raise InputError("diff", "no OLD", "a commit, or a folder of earlier results: make diff OLD=COMMIT")
    now = of_folder(study)
    if not now.whole or not now.tables:
        raise InputError(str(study / "results"), "no published tables", "a build: run make first")
    before = of_folder(Path(old)) if Path(old).is_dir() else of_commit(old, study)
    if not before.tables:
        folders = ", ".join(f"{folder}*.csv" for folder in TABLES)
        raise InputError(f"OLD={old}", "no published tables", f"{folders} in it")
    if values:
        before.files[VALUES] = values.read_bytes()
    return before, now


def _is_kept(path: str) -> bool:
    if path.startswith("results/"):
        kept = path.startswith((*TABLES, FIGURES)) or path == VALUES
        return kept and path.endswith(SUFFIXES)
    return not {"__pycache__", ".ipynb_checkpoints"} & set(PurePosixPath(path).parts)


def _git(*arguments: str, at: Path) -> subprocess.CompletedProcess:
    return subprocess.run(["git", *arguments], cwd=at, capture_output=True)
