"""The pinned environment, and the one for conda users."""

import re
import tomllib

import pytest
import yaml

from tests.conftest import ROOT

NAMES = (
    "requirements.lock",
    "requirements-explore.lock",
    "requirements-cluster.lock",
    "requirements-cluster-test.lock",
)
LOCKS = {name: (ROOT / name).read_text(encoding="utf-8") for name in NAMES}


def pinned(lock: str) -> dict[str, str]:
    found = re.findall(r"^([A-Za-z0-9_.-]+)==([^\s;\\]+)", LOCKS[lock], re.MULTILINE)
    return {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in found}


PINNED, EXPLORING, CLUSTER, CLUSTER_TEST = map(pinned, LOCKS)
# conda-forge's name for a package that PyPI calls otherwise
CONDA_NAMES = {"snakemake-minimal": "snakemake", "python-duckdb": "duckdb"}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_a_hash_and_no_host(lock):
    assert len(pinned(lock)) > 50 and "://" not in LOCKS[lock] and "--index-url" not in LOCKS[lock]
    for block in re.split(r"\n(?=\S)", LOCKS[lock]):
        if "==" in block:
            assert "--hash=sha256:" in block, block.splitlines()[0]


def test_every_dependency_is_pinned():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = project["dependencies"] + project["optional-dependencies"]["test"]
    for requirement in wanted:
        assert re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", requirement)[0]).lower() in PINNED, requirement


@pytest.mark.parametrize(
    ("other", "brings"),
    [(EXPLORING, "jupyterlab"), (CLUSTER, "snakemake-executor-plugin-slurm"), (CLUSTER_TEST, "moto")],
)
def test_every_environment_takes_the_same_versions_and_keeps_what_it_brings(other, brings):
    assert brings in other and brings not in PINNED
    assert {name: other[name] for name in PINNED if name in other} == {
        name: version for name, version in PINNED.items() if name in other
    }


def test_what_a_cluster_needs_is_tested_as_it_is():
    assert CLUSTER.items() <= CLUSTER_TEST.items()


def test_the_benchmark_compares_with_the_same_versions():
    lock = (ROOT / "requirements-bench.lock").read_text(encoding="utf-8")
    assert "://" not in lock and "--index-url" not in lock
    found = dict(re.findall(r"^([a-z0-9-]+)==([^\s;\\]+)", lock, re.MULTILINE))
    assert {"polars", "ecomplexity"} <= set(found) and not {"polars", "ecomplexity"} & set(PINNED)
    assert {name: PINNED[name] for name in found if name in PINNED} == {
        name: found[name] for name in found if name in PINNED
    }


def test_conda_users_get_the_same_versions():
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
            assert PINNED[CONDA_NAMES.get(name, name)] == version, spec
