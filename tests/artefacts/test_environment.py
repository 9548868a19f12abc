"""The pinned environment, and the one for conda users."""

import re
import tomllib

import yaml
from tests.conftest import ROOT

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PINNED = {
    re.sub(r"[-_.]+", "-", name).lower(): version
    for name, version in re.findall(r"^([A-Za-z0-9_.-]+)==([^\s;\\]+)", LOCK, re.MULTILINE)
}
# conda-forge's name for a package that PyPI calls otherwise
CONDA_NAMES = {"snakemake-minimal": "snakemake"}


def test_every_pin_has_a_hash_and_no_host():
    assert len(PINNED) > 50 and "http" not in LOCK
    for block in re.split(r"\n(?=\S)", LOCK):
        if "==" in block:
            assert "--hash=sha256:" in block, block.splitlines()[0]


def test_every_dependency_is_pinned():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = project["dependencies"] + project["optional-dependencies"]["test"]
    for requirement in wanted:
        assert re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", requirement)[0]).lower() in PINNED, requirement


def test_conda_users_get_the_same_versions():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    specs = [spec for spec in environment["dependencies"] if isinstance(spec, str)]
    specs += [spec.replace("==", "=") for listed in environment["dependencies"] if isinstance(listed, dict) for spec in listed["pip"]]
    for spec in specs:
        name, _, version = spec.partition("=")
        if name not in ("python", "pip"):
            assert PINNED[CONDA_NAMES.get(name, name)] == version, spec
