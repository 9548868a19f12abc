"""The wheel, installed outside the checkout: `crossfoot` with its few packages.

Tests of studies build one with its `bilateral`.
"""

import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from tests.projects import environment, run

DOCUMENT = """# Exports

Table 1: Exports by product (US$ million)

| Product | 2021 | 2022 |
|---|---|---|
| Food | 10.5 | 12.0 |
| Fuels | 20.0 | 22.5 |
| Steel | 5.0 | 6.5 |
| Total | 35.5 | 51.0 |
"""


def needed(requirements: list[str]) -> set[str]:
    """Distributions that these requirements need, directly or through others, as they are installed here."""
    found, waiting = set(), list(requirements)
    while waiting:
        match = re.match(r"([\w.-]+)(?:\[([\w,]+)\])?(.*)", waiting.pop())
        name = match[1]
        if "extra ==" in match[3] or name in found:
            continue
        try:
            waiting += distribution(name).requires or []
        except PackageNotFoundError:
            continue  # for another system or Python
        found.add(name)
    return found


def link(name: str, folder: Path) -> None:
    """Makes an installed distribution importable from a folder."""
    for file in distribution(name).files:
        top = file.parts[0]
        source = Path(distribution(name).locate_file(top))
        if top not in ("..", "__pycache__") and source.exists() and not (folder / top).exists():
            (folder / top).symlink_to(source)


def test_crossfoot_runs_with_the_base_dependencies_alone(wheel, tmp_path):
    packages = environment(tmp_path / "environment", wheel)
    base = [requirement for requirement in _requires(packages) if "extra ==" not in requirement]
    for name in needed(base):
        link(name, packages)
    size = sum(
        file.stat().st_size
        for path in packages.iterdir()
        for file in path.resolve().rglob("*")
        if file.is_file()
    )
    assert size < 250e6
    (tmp_path / "paper.md").write_text(DOCUMENT, encoding="utf-8")
    audited = run(tmp_path / "environment/bin/crossfoot", "paper.md", cwd=tmp_path)
    assert audited.returncode == 1, audited.stdout + audited.stderr
    assert (tmp_path / "audits/paper.md/index.html").is_file()
    python = (
        "import crossfoot, sys; print(len(crossfoot.audit('paper.md').contradicted)); print('pandas' "
        "in sys.modules)"
    )
    assert run(tmp_path / "environment/bin/python", "-c", python, cwd=tmp_path).stdout.split() == [
        "1",
        "False",
    ]
    refused = run(tmp_path / "environment/bin/bilateral", "build", cwd=tmp_path)
    assert refused.returncode == 2 and "no config.yaml" in refused.stderr


def _requires(packages: Path) -> list[str]:
    metadata = next(packages.glob("bilateral-*.dist-info")) / "METADATA"
    return re.findall(r"^Requires-Dist: (.+)$", metadata.read_text(encoding="utf-8"), re.MULTILINE)
