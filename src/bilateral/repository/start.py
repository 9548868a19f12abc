"""A new study's repository from the packaged template, and newer versions of the template for an old one."""

import hashlib
import json
import re
import shutil
import subprocess
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from bilateral.repository.expected import FORMS
from bilateral.study.economies import SOURCES_NAMES, check_code
from bilateral.study.project import SETTINGS, project
from crossfoot import InputError, __version__

TEMPLATE = Path(__file__).parents[1] / "template"
# what the repository was begun with, and the sha256 of each file as it was written
RECORD = ".bilateral.json"
# of a repository whose first commit nobody signs yet
AUTHOR = "The authors"


@dataclass(frozen=True)
class Answers:
    """What a repository is begun with. version: of bilateral, which requirements.txt pins."""

    reporter: str
    partner: str
    title: str
    first_year: int
    last_year: int
    licence: str
    author: str
    version: str


def answers(
    reporter: str,
    partner: str,
    title: str = "",
    years: tuple[int, int] = (2015, 2024),
    licence: str = "MIT",
    version: str = "",
) -> Answers:
    """Checked, with what follows from the rest. Raises InputError for a code that no economy has."""
    for option, code in (("--reporter", reporter), ("--partner", partner)):
        check_code(option, code)
    if reporter == partner:
        raise InputError("--partner", repr(partner), "another economy than the reporter")
    if years[0] > years[1]:
        raise InputError("--years", f"{years[0]} {years[1]}", "the earlier year first")
    sides = [SOURCES_NAMES[code][0] for code in (reporter, partner)]
    author = _git(Path(), "config", "user.name") or AUTHOR
    title = title or f"Trade between {sides[0]} and {sides[1]}"
    return Answers(reporter, partner, title, *years, licence, author, version or __version__)


def begin(folder: Path, given: Answers) -> list[str]:
    """Writes the repository; puts it under git, where git is there, with a first commit where git knows who.

    Returns what was done, a line each. Raises InputError for a folder with files in it.
    """
    if folder.is_dir() and any(folder.iterdir()):
        raise InputError(str(folder), "a folder with files in it", "a new one, or an empty one")
    written = rendered(given)
    for path, content in written.items():
        _write(folder / path, content)
    (folder / "data/raw").mkdir(parents=True, exist_ok=True)
    _record(folder, given, written)
    said = [f"{folder}: {len(written)} files of a study of {given.reporter} and {given.partner}"]
    if shutil.which("git"):
        around = _git(folder, "rev-parse", "--show-toplevel")
        _git(folder, "init", "--quiet")
        inside = f"a repository of its own inside that of {around}; " if around else ""
        if _git(folder, "config", "user.email"):
            _git(folder, "add", "--all")
            _git(folder, "commit", "--quiet", "--message", "A study's repository as bilateral lays it out")
            said.append(f"git: {inside}a first commit holds them")
        else:
            said.append(
                f"git: {inside}nothing is committed, as git does not know who you are (git config user.email)"
            )
    return said


def update(folder: Path) -> list[str]:
    """Brings the files that the author has not changed to the template of this version.

    Of a file that both changed, the template's version is written beside it as NAME.new. A file that the
    author deleted stays so. Returns what was done, a line each. Raises InputError where
    `bilateral init` began nothing.
    """
    began = _read_record(folder)
    given = Answers(**{**began["answers"], "version": __version__})
    written, said = rendered(given), []
    for path, content in written.items():
        before, now = began["files"].get(path), folder / path
        there = _sha256(now.read_bytes()) if now.is_file() else None
        if there == _sha256(content.encode()):
            continue
        if there == before:
            _write(now, content)
            said.append(f"{path}: {'new' if before is None else 'brought up to date'}")
        elif there is not None and _sha256(content.encode()) != before:
            _write(folder / f"{path}.new", content)
            said.append(f"{path}: you changed it; the template's version is {path}.new")
    _record(folder, given, written)
    return said or [f"{folder}: up to date with bilateral {__version__}"]


def rendered(given: Answers) -> dict[str, str]:
    """Each file of the template by its path, with the answers put in."""
    import jinja2

    # signs that no shell, YAML, workflow or notebook uses
    form = jinja2.Environment(
        variable_start_string="«",
        variable_end_string="»",
        block_start_string="«%",
        block_end_string="%»",
        keep_trailing_newline=True,
        trim_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    known = asdict(given) | {
        "names": {code: SOURCES_NAMES[code][0] for code in (given.reporter, given.partner)},
        "name": re.sub(r"\W+", "-", given.title.lower()).strip("-"),
        "pins": pins(given.version),
        "forms": FORMS,
    }
    # how Snakemake runs there, as in the engine
    files = {SETTINGS: (project() / SETTINGS).read_text(encoding="utf-8")}
    for path in sorted(
        path for path in TEMPLATE.rglob("*") if path.is_file() and "__pycache__" not in path.parts
    ):
        name = path.relative_to(TEMPLATE).as_posix()
        if name.startswith("LICENSE."):
            if name != f"LICENSE.{given.licence}":
                continue
            name = "LICENSE"
        files[name] = form.from_string(path.read_text(encoding="utf-8")).render(known)
    return files


def pins(version: str) -> list[str]:
    """bilateral in that version, and all that it needs for a study in the versions of this environment."""
    from packaging.requirements import Requirement

    found, waiting = {"bilateral": f"bilateral[study]=={version}"}, [Requirement("bilateral[study]")]
    while waiting:
        wanted = waiting.pop()
        try:
            needs = distribution(wanted.name).requires or []
        except PackageNotFoundError:
            continue  # for another system or Python
        for need in map(Requirement, needs):
            extras = wanted.extras or {""}
            if need.marker and not any(need.marker.evaluate({"extra": extra}) for extra in extras):
                continue
            name = re.sub(r"[-_.]+", "-", need.name).lower()
            if name not in found:
                try:
                    found[name] = f"{name}=={distribution(need.name).version}"
                except PackageNotFoundError:
                    continue
                waiting.append(need)
    return sorted(found.values())


def _record(folder: Path, given: Answers, written: dict[str, str]) -> None:
    files = {path: _sha256(content.encode()) for path, content in written.items()}
    _write(folder / RECORD, json.dumps({"answers": asdict(given), "files": files}, indent=1) + "\n")


def _read_record(folder: Path) -> dict:
    try:
        return json.loads((folder / RECORD).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InputError(
            str(folder / RECORD), "no such file", "a study that `bilateral init` began"
        ) from None
    except json.JSONDecodeError as error:
        raise InputError(
            f"{folder / RECORD}: line {error.lineno}", "no JSON", "what `bilateral init` wrote"
        ) from None


def _write(path: Path, content: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode())
    except OSError as error:
        raise InputError(str(path), error.strerror or str(error), "a folder that can be written") from error


def _git(folder: Path, *arguments: str) -> str:
    """What git says, "" where it fails or is not there."""
    try:
        run = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return run.stdout.strip() if run.returncode == 0 else ""


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
