"""The first study's chapter against its results: the errors that are known, and no other."""

import json

from bilateral.__main__ import main
from tests.conftest import ROOT

# the flow and its dollars are ten times too large, its share of manufacturing was revised, and the sums of
# the top 10 in Table 3.7 add eleven rows
KNOWN = [
    "¥7,068 billion",
    "about US$50 billion",
    "47.2%",
    "82.9%",
    "80.0%",
    "84.9%",
    "74.3%",
    "71.9%",
    "71.1%",
]


def test_known_errors_of_the_chapter_and_no_other(chapter, tmp_path):
    out = tmp_path / "found.json"
    assert main(["check-draft", str(chapter), "--study", str(ROOT), "--json", str(out)]) == 1
    found = json.loads(out.read_text(encoding="utf-8"))["numbers"]
    assert [one["number"] for one in found if one["verdict"] == "differs"] == KNOWN


def test_a_text_about_something_else_matches_nothing(reference, tmp_path):
    text = reference / "documents/crs_RS22331.md"
    out = tmp_path / "found.json"
    assert main(["check-draft", str(text), "--study", str(ROOT), "--json", str(out)]) == 0
    found = json.loads(out.read_text(encoding="utf-8"))["numbers"]
    assert len(found) > 100
    assert {one["verdict"] for one in found} == {"in no result"}
