import pandas as pd

from bilateral.report.lineage import crate, functions_of, lines_behind, makers, raw_inputs

RULES = {
    "clean": {
        "script": "scripts/clean.py",
        "input": ["data/raw/a.csv", "src/bilateral/x.py"],
        "output": ["results/clean/a.csv", "results/clean/a.parquet"],
    },
    "measure": {
        "script": "scripts/measure.py",
        "input": ["results/clean/a.parquet", "data/b.csv"],
        "output": ["results/analysis/m.csv"],
    },
}
SCRIPTS = {
    "scripts/measure.py": "import files\nfrom bilateral.m import (\n    one,\n    two as three,\n)\nfrom "
    "bilateral.n import four\n"
}
REPAIRS = pd.DataFrame(
    [("3.2", 7, "Place", "Kitagami", "Kitakami", "a slip")],
    columns=["table", "line", "column", "printed", "used", "reason"],
)
CLEAN = pd.DataFrame([("p1", 5), ("p2", 7)], columns=["plan", "line"])


def test_functions_that_a_script_runs():
    assert functions_of(SCRIPTS["scripts/measure.py"]) == [
        "bilateral.m.one",
        "bilateral.m.two",
        "bilateral.n.four",
    ]


def test_who_made_what_from_what():
    made = makers(RULES, SCRIPTS)
    assert (
        made["results/clean/a.csv"]["inputs"] == ["data/raw/a.csv"]
        and made["results/analysis/m.csv"]["rule"] == "measure"
    )
    assert raw_inputs("results/analysis/m.csv", made) == ["data/b.csv", "data/raw/a.csv"]
    assert raw_inputs("data/raw/a.csv", made) == []


def test_an_output_named_like_an_input_is_made_from_it_alone():
    rules = {
        "extract": {
            "script": "s.py",
            "input": ["data/raw/a.csv", "data/raw/b.csv", "data/sources.yaml"],
            "output": ["r/a.csv", "r/b.csv"],
        }
    }
    assert makers(rules, {})["r/b.csv"]["inputs"] == ["data/raw/b.csv", "data/sources.yaml"]


def test_a_row_leads_to_its_lines_and_their_repairs():
    repairs = REPAIRS.assign(table="3.4")
    frame = pd.DataFrame([("p2", 1.0), ("p9", 2.0)], columns=["plan", "value"])
    assert lines_behind(frame, [1, 2], "own.csv", [("data/raw/a.csv", CLEAN)], repairs) == {
        1: [
            {
                "file": "data/raw/a.csv",
                "line": 7,
                "repairs": ["Place: 'Kitagami' read as 'Kitakami' (a slip)"],
            }
        ]
    }
    # a table's own line comes first
    assert lines_behind(CLEAN, [1], "own.csv", [], repairs) == {1: [{"file": "own.csv", "line": 5}]}


def test_a_row_that_shares_no_key_has_no_lines():
    assert (
        lines_behind(pd.DataFrame({"value": [1.0]}), [1], "own.csv", [("data/raw/a.csv", CLEAN)], REPAIRS)
        == {}
    )


def test_the_crate_names_inputs_results_and_actions():
    sources = [
        {
            "path": "data/raw/a.csv",
            "title": "A",
            "citation": "C",
            "licence": "L",
            "producer": "P",
            "address": "https://x",
            "vintage": "v",
            "accessed": "2026-01-02",
            "sha256": "aa",
        }
    ]
    graph = {
        node["@id"]: node
        for node in crate(
            "T", "abc", makers(RULES, SCRIPTS), {"results/analysis/m.csv": "bb"}, sources, "2026-01-02"
        )["@graph"]
    }
    assert graph["#measure"]["object"] == [{"@id": "data/b.csv"}, {"@id": "results/clean/a.parquet"}]
    assert graph["#measure"]["result"] == [{"@id": "results/analysis/m.csv"}] and "#clean" not in graph
    assert (
        graph["data/raw/a.csv"]["sha256"] == "aa"
        and graph["data/raw/a.csv"]["license"] == "L"
        and graph["results/analysis/m.csv"]["sha256"] == "bb"
    )
