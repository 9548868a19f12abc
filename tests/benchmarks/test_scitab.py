"""How many claims on tables of papers are decided, and rightly: `make bench` prints it."""

import json

import pytest

from tests.benchmarks.scitab import halves, measure

pytestmark = pytest.mark.benchmark


def test_claims_of_papers_against_their_tables(reference, capsys):
    path = reference / "benchmarks/scitab_dev.json"
    if not path.is_file():
        pytest.skip(f"no {path.name} in the reference data")
    found = {name: measure(claims) for name, claims in halves(json.loads(path.read_text("utf-8"))).items()}
    with capsys.disabled():
        for name, one in found.items():
            counts = f"{one['claims']} claims, {one['decided']} decided, {one['right']} of them rightly"
            print(f"\nSciTab, {name}: {counts}")
    decided, right = (sum(one[key] for one in found.values()) for key in ("decided", "right"))
    assert right >= 0.85 * decided
