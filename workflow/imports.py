"""Which files of this project a script runs, so that an edit reruns what it must and nothing else."""

from __future__ import annotations

import ast
import os
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROOTS = (ROOT / "src", ROOT / "scripts")


def code_of(script: str) -> list[str]:
    """Project modules that scripts/<script>.py imports, directly or through others, as sorted paths.

    Read from the import statements, so that the list cannot fall behind the code.
    """
    found: set[Path] = set()
    waiting = [ROOT / "scripts" / f"{script}.py"]
    while waiting:
        for module in _imports(waiting.pop()):
            if module not in found:
                found.add(module)
                waiting.append(module)
    return sorted(os.path.relpath(path) for path in found)


@cache
def _imports(path: Path) -> frozenset[Path]:
    names = set()
    for node in ast.walk(ast.parse(path.read_bytes(), filename=str(path))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return frozenset(file for name in names for file in _files(name))


def _files(name: str) -> list[Path]:
    """A module's own file and the __init__.py of each package above it; none for another project's."""
    parts = name.split(".")
    for root in ROOTS:
        module = root.joinpath(*parts)
        for file in (module.with_suffix(".py"), module / "__init__.py"):
            if file.is_file():
                packages = [root.joinpath(*parts[:depth]) / "__init__.py" for depth in range(1, len(parts))]
                return [package for package in packages if package.is_file()] + [file]
    return []
