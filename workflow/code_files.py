"""Which files of this project a study uses: the code that a script runs, and what all studies share.

A rule names the code, so that an edit reruns what it must and nothing else. Paths are relative to the study's
folder, so that none is of one machine.
"""

import os
import re
from functools import cache
from pathlib import Path

import bilateral
import crossfoot

ROOT = Path(__file__).parent.parent
PACKAGES = Path(bilateral.__file__).parent.parent
STUB = Path(crossfoot.__file__).with_suffix(".pyi")
ROOTS = (PACKAGES, ROOT / "scripts")
# from a.b import c, d as e / from a.b import (c, …) over lines / import a.b, c
IMPORT = re.compile(
    r"^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import[ \t]+(\([^)]*\)|[^\n#]+)|import[ \t]+([^\n#]+))", re.MULTILINE
)


def shared(path: str) -> str:
    """A file that all studies share, or the study's own where it has one of that path in its folder."""
    return path if Path(path).exists() else os.path.relpath(ROOT / path)


def code_of(script: str, folder: str = "scripts") -> list[str]:
    """Project modules that <folder>/<script>.py imports, directly or through others, as sorted paths.

    Read from the import statements, so that the list cannot fall behind the code.
    """
    found: set[Path] = set()
    waiting = [ROOT / folder / f"{script}.py"]
    while waiting:
        for module in _imports(waiting.pop()):
            if module not in found:
                found.add(module)
                waiting += [module] if module.suffix == ".py" else []
    return sorted(os.path.relpath(path) for path in found)


@cache
def _imports(path: Path) -> frozenset[Path]:
    # a pattern, because parsing every module takes a tenth of the time of a run with nothing to do
    names: set[str] = set()
    for package, members, modules in IMPORT.findall(path.read_text(encoding="utf-8")):
        listed = [name.split(" as ")[0] for name in re.findall(r"[\w.]+(?: as \w+)?", members or modules)]
        if package == "crossfoot":
            names.update(_public().get(name, f"crossfoot.{name}") for name in listed)
        else:
            names.update([package, *(f"{package}.{name}" for name in listed)] if package else listed)
    return frozenset(file for name in names for file in _files(name))


@cache
def _public() -> dict[str, str]:
    """The module of each public name of crossfoot."""
    found = re.findall(r"^from (\.[\w.]+) import (\w+) as", STUB.read_text(encoding="utf-8"), re.MULTILINE)
    return {name: f"crossfoot{module}" for module, name in found}


@cache
def _files(name: str) -> list[Path]:
    """A module's own file, a table of its name beside it, and the __init__.py of each package above it.

    None for another project's.
    """
    parts = name.split(".")
    if parts[0] not in _top_level():
        return []
    for root in ROOTS:
        module = os.path.join(root, *parts)
        for file in (f"{module}.py", f"{module}/__init__.py"):
            if os.path.isfile(file):
                packages = [root.joinpath(*parts[:depth]) / "__init__.py" for depth in range(1, len(parts))]
                return [path for path in (*packages, Path(file), Path(f"{module}.csv")) if path.is_file()]
    return []


@cache
def _top_level() -> set[str]:
    """Names of this project's packages and scripts: who looks for others' asks the disk in vain."""
    return {"bilateral", "crossfoot", *(path.stem for path in (ROOT / "scripts").iterdir())}
