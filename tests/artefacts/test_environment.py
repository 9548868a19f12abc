"""The pinned environment, and the one for conda users."""

import re
import tomllib

import pytest
import yaml

from tests.conftest import ROOT

# what a rebuild needs; each other lock holds only what its environment has beside that
BASE = "requirements.lock"
BESIDE = {
    "requirements-test.lock": "pytest",
    "requirements-world.lock": "duckdb",
    "requirements-explore.lock": "jupyterlab",
    "requirements-cluster.lock": "snakemake-executor-plugin-slurm",
    "requirements-cluster-test.lock": "moto",
}
LOCKS = {name: (ROOT / name).read_text(encoding="utf-8") for name in (BASE, *BESIDE)}


def pinned(lock: str) -> dict[str, str]:
    found = re.findall(r"^([A-Za-z0-9_.-]+)==([^\s;\\]+)", LOCKS[lock], re.MULTILINE)
    return {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in found}


PINNED = pinned(BASE)
# conda-forge's name for a package that PyPI calls otherwise
CONDA_NAMES = {"snakemake-minimal": "snakemake", "python-duckdb": "duckdb", "lazy_loader": "lazy-loader"}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_a_hash_and_no_host(lock):
    assert pinned(lock) and "://" not in LOCKS[lock] and "--index-url" not in LOCKS[lock]
    for block in re.split(r"\n(?=\S)", LOCKS[lock]):
        if "==" in block:
            assert "--hash=sha256:" in block, block.splitlines()[0]


def test_every_dependency_is_pinned():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    known = PINNED | pinned("requirements-test.lock") | pinned("requirements-world.lock")
    for requirement in project["dependencies"] + extras["study"] + extras["world"] + extras["test"]:
        name = re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", requirement)[0]).lower()
        assert name in known or name == project["name"], requirement


@pytest.mark.parametrize("lock", BESIDE)
def test_another_lock_brings_what_it_is_for_and_repeats_nothing(lock):
    assert BESIDE[lock] in pinned(lock)
    # what the base has for another implementation of Python alone is missing in this one
    others = re.findall(r"^([a-z0-9-]+)==\S+ ; implementation_name", LOCKS[BASE], re.MULTILINE)
    assert set(pinned(lock)) & set(PINNED) <= set(others)


def test_the_benchmark_compares_with_the_same_versions():
    lock = (ROOT / "requirements-bench.lock").read_text(encoding="utf-8")
    assert "://" not in lock and "--index-url" not in lock
    found = dict(re.findall(r"^([a-z0-9-]+)==([^\s;\\]+)", lock, re.MULTILINE))
    assert {"polars", "ecomplexity"} <= set(found) and not {"polars", "ecomplexity"} & set(PINNED)
    assert {name: PINNED[name] for name in found if name in PINNED} == {
        name: found[name] for name in found if name in PINNED
    }


def test_conda_users_get_the_same_versions():
    known = PINNED | pinned("requirements-world.lock") | pinned("requirements-explore.lock")
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    specs = [spec for spec in environment["dependencies"] if isinstance(spec, str)]
    specs += [
        spec.replace("==", "=")
        for listed in environment["dependencies"]
        if isinstance(listed, dict)
        for spec in listed["pip"]
    ]
    for spec in specs:
        name, _, version = spec.partition("=")
        if name not in ("python", "pip"):
            assert known[CONDA_NAMES.get(name, name)] == version, spec
