"""Which folder may import which: the two products and their parts, from the ground up."""

import ast
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import ROOT

SOURCE = ROOT / "src"
# each folder, and the folders it may import; none of a later line, so that no import runs up or in a circle
ALLOWED = {
    "crossfoot.errors": [],
    "crossfoot.numbers": ["crossfoot.errors"],
    "crossfoot.documents": ["crossfoot.errors", "crossfoot.numbers"],
    "crossfoot.tables": ["crossfoot.errors", "crossfoot.numbers", "crossfoot.documents"],
    "crossfoot.prose": ["crossfoot.numbers", "crossfoot.documents", "crossfoot.tables"],
    "crossfoot.page": ["crossfoot.documents"],
    "crossfoot.run": [
        "crossfoot.errors",
        "crossfoot.numbers",
        "crossfoot.documents",
        "crossfoot.tables",
        "crossfoot.prose",
        "crossfoot.page",
    ],
    "crossfoot.__main__": [
        "crossfoot",
        "crossfoot.errors",
        "crossfoot.documents",
        "crossfoot.tables",
        "crossfoot.run",
    ],
    # what stands below takes crossfoot's public names alone
    "bilateral.study": ["crossfoot"],
    "bilateral.sources": ["crossfoot", "bilateral.study"],
    "bilateral.clean": ["crossfoot", "bilateral.study"],
    "bilateral.trade": ["crossfoot", "bilateral.study", "bilateral.sources"],
    "bilateral.fdi": ["crossfoot", "bilateral.study", "bilateral.trade"],
    "bilateral.policy": ["crossfoot", "bilateral.study"],
    "bilateral.cooperation": ["crossfoot", "bilateral.study"],
    "bilateral.claims": ["crossfoot", "bilateral.fdi"],
    "bilateral.figures": ["crossfoot", "bilateral.study"],
    "bilateral.report": ["crossfoot", "bilateral.study", "bilateral.figures"],
    "bilateral.draft": ["crossfoot", "bilateral.study"],
    "bilateral.repository": ["crossfoot", "bilateral.study", "bilateral.sources"],
    "bilateral.changes": ["crossfoot", "bilateral.study", "bilateral.sources", "bilateral.report"],
    "bilateral.package": [
        "crossfoot",
        "bilateral",
        "bilateral.study",
        "bilateral.sources",
        "bilateral.report",
    ],
    "bilateral.__main__": [
        "crossfoot",
        "bilateral",
        "bilateral.study",
        "bilateral.changes",
        "bilateral.draft",
        "bilateral.package",
        "bilateral.repository",
    ],
}
# what the auditor must do without
NOT_FOR_CROSSFOOT = {
    "bilateral",
    "snakemake",
    "jupyter",
    "nbformat",
    "statsmodels",
    "seaborn",
    "matplotlib",
    "duckdb",
    "numpy",
}


def folder_of(module: str) -> str:
    return ".".join(module.split(".")[:2])


@cache
def imports_of(path: Path) -> set[str]:
    """The modules that a file imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            # `from bilateral.trade import change` names a module
            found |= {
                f"{node.module}.{name.name}"
                for name in node.names
                if (SOURCE / f"{node.module}.{name.name}".replace(".", "/")).with_suffix(".py").is_file()
            }
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
    return found


MODULES = {
    ".".join(path.relative_to(SOURCE).with_suffix("").parts): path
    for path in sorted(SOURCE.rglob("*.py"))
    if path.name != "__init__.py"
}


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_what_its_folder_may(module):
    own = folder_of(module)
    ours = {name for name in imports_of(MODULES[module]) if name.split(".")[0] in ("crossfoot", "bilateral")}
    assert {folder_of(name) for name in ours} - {own} <= set(ALLOWED[own])


def test_no_import_runs_up():
    order = list(ALLOWED)
    for folder, below in ALLOWED.items():
        assert all(order.index(other) < order.index(folder) for other in below if other in order)


def test_the_auditor_stands_alone():
    for module, path in MODULES.items():
        if module.startswith("crossfoot"):
            assert not {name.split(".")[0] for name in imports_of(path)} & NOT_FOR_CROSSFOOT, module


def test_scripts_and_workflow_use_public_names_alone():
    for path in [*ROOT.glob("scripts/**/*.py"), *ROOT.glob("workflow/*.py"), *ROOT.glob("notebooks/*.py")]:
        assert not {name for name in imports_of(path) if name.startswith("crossfoot.")}, path


def test_no_circle_between_modules():
    waiting, done = {module: imports_of(path) & MODULES.keys() for module, path in MODULES.items()}, set()
    while waiting:
        free = {module for module, needed in waiting.items() if needed <= done}
        assert free, f"modules that import each other: {sorted(waiting)}"
        done |= free
        waiting = {module: needed for module, needed in waiting.items() if module not in free}
