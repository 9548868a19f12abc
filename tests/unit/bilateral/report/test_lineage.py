import pandas as pd

from bilateral.report.lineage import (
    clean_behind,
    crate,
    functions_of,
    lines_behind,
    makers,
    raw_inputs,
    repairs_of,
    with_files,
)

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
    [("data/raw/a.csv", 7, "Place", "Kitagami", "Kitakami", "a slip")],
    columns=["file", "line", "column", "printed", "used", "reason"],
)
CLEAN = pd.DataFrame([("p1", 5), ("p2", 7)], columns=["plan", "line"]).assign(file="data/raw/a.csv")


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
    frame = pd.DataFrame([("p2", 1.0), ("p9", 2.0)], columns=["plan", "value"])
    assert lines_behind(frame, [1, 2], [CLEAN], REPAIRS) == {
        1: [
            {
                "file": "data/raw/a.csv",
                "line": 7,
                "repairs": ["Place: 'Kitagami' read as 'Kitakami' (a slip)"],
            }
        ]
    }
    # a table's own line comes first
    own = CLEAN.assign(file="own.csv")
    assert lines_behind(own, [1], [CLEAN], REPAIRS) == {1: [{"file": "own.csv", "line": 5}]}


def test_a_repair_of_another_file_is_not_shown():
    other = CLEAN.assign(file="data/raw/b.csv")
    assert lines_behind(other, [2], [], REPAIRS) == {2: [{"file": "data/raw/b.csv", "line": 7}]}


def test_a_line_with_a_column_for_each_year_has_the_repairs_of_the_row_s_year():
    repairs = REPAIRS.assign(column="2005 HS-2", printed=None, used="03")
    shares = pd.DataFrame({"year": [2005, 2010], "line": 7, "file": "data/raw/a.csv"})
    found = lines_behind(shares, [1, 2], [], repairs)
    assert found[1][0]["repairs"] == ["2005 HS-2: an empty cell read as '03' (a slip)"]
    assert "repairs" not in found[2][0]
    # a row about one column of print has the repairs of that column
    checks = pd.DataFrame({"column": ["2005 HS-2", "2005 Share"], "line": 7, "file": "data/raw/a.csv"})
    assert ["repairs" in lines[0] for lines in lines_behind(checks, [1, 2], [], repairs).values()] == [
        True,
        False,
    ]


def test_a_figure_of_one_source_does_not_stand_on_another_s_line():
    clean = pd.DataFrame({"year": 2011, "source": ["IMF", "MOF"], "line": [2, 3], "file": "data/raw/a.csv"})
    frame = pd.DataFrame({"year": 2011, "source": ["MOF", "IMF; world: WDI"]})
    lines = lines_behind(frame, [1, 2], [clean], REPAIRS)
    assert {row: [line["line"] for line in found] for row, found in lines.items()} == {1: [3], 2: [2]}


def test_a_row_that_shares_no_key_has_no_lines():
    assert lines_behind(pd.DataFrame({"value": [1.0]}), [1], [CLEAN], REPAIRS) == {}


def test_a_row_stands_in_the_file_of_its_table_of_its_source_or_in_the_text_that_it_names():
    frame = pd.DataFrame({"source": ["one", "two"], "line": [1, 2]})
    assert list(with_files("totals", frame, {"totals": "a.csv"})["file"]) == ["a.csv", "a.csv"]
    assert list(with_files("claims", frame, {})["file"]) == ["one", "two"]
    located = with_files("hs_flows", frame, {"hs_flows": {"one": "a.csv"}})
    # two files of one source: no line is better than the line of another file
    assert lines_behind(located, [1, 2], [], REPAIRS) == {1: [{"file": "a.csv", "line": 1}]}


def test_a_repair_without_a_printed_text_is_of_no_line_of_a_series():
    series = pd.DataFrame(
        [("b.csv", 2, "hs2", None, "43", "not listed"), ("b.csv", 3, "hs2", "3", "03", "a lost zero")],
        columns=["file", "line", "column", "printed", "used", "reason"],
    )
    found = repairs_of(
        {"repairs": REPAIRS.drop(columns="file"), "series_repairs": series}, {"repairs": "a.txt"}
    )
    assert list(zip(found["file"], found["line"], strict=True)) == [("a.txt", 7), ("b.csv", 3)]


def test_a_study_without_repairs_has_lines_all_the_same():
    assert lines_behind(CLEAN, [1], [], repairs_of({}, {})) == {1: [{"file": "data/raw/a.csv", "line": 5}]}


def test_a_table_stands_on_its_own_inputs_where_its_rule_reads_more():
    inputs = ["results/clean/fdi_flows.parquet", "results/clean/printed_investment.parquet", "data/d.csv"]
    assert clean_behind("analysis/fdi_groups", inputs) == inputs[:1]
    assert clean_behind("analysis/fdi_printed", inputs) == inputs[:2]


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
