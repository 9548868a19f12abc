"""What moved between two builds, by hand."""

import pandas as pd

from bilateral.changes.tables import compare_results, rows_before, verdict_changes
from bilateral.study.dictionary import number_columns

OLD = {
    "totals": "flow,year,usd\nexport,2014,8.1\nexport,2015,8.5\n",
    "claims": "id,verdict,low\na,holds,1\nb,holds,2\n",
    "gone": "x\n1\n",
}
NEW = {
    "totals": "flow,year,usd\nexport,2014,8.2\nimport,2015,8.5\n",
    "claims": "id,verdict,low\na,contradicted,1\nb,holds,3\nc,holds,4\n",
}
NUMBERS = {"totals": {"usd"}, "claims": set()}


def test_a_figure_a_row_a_table():
    found = compare_results(OLD, NEW, NUMBERS)
    assert found.values.tolist() == [
        ["claims", "a", "verdict", "holds", "contradicted"],
        ["claims", "b", "low", "2", "3"],
        ["claims", "c", "(row)", "missing", "there"],
        ["gone", "", "(table)", "there", "missing"],
        ["totals", "export 2014", "usd", "8.1", "8.2"],
        ["totals", "export 2015", "(row)", "there", "missing"],
        ["totals", "import 2015", "(row)", "missing", "there"],
    ]
    assert list(verdict_changes(found)["key"]) == ["a", "c"]


def test_nothing_moved():
    found = compare_results(OLD, OLD, NUMBERS)
    assert found.empty


def test_rows_of_one_key_are_told_apart_by_their_order():
    found = compare_results({"t": "k,v\na,1\na,2\n"}, {"t": "k,v\na,1\na,3\n"}, {"t": {"v"}})
    assert found.values.tolist() == [["t", "a (2)", "v", "2", "3"]]


def test_a_column_that_one_side_lacks():
    found = compare_results({"t": "k,v\na,1\n"}, {"t": "k,v,w\na,1,2\n"}, {"t": {"v", "w"}})
    assert found.values.tolist() == [["t", "a", "w", "no such column", "2"]]


def test_a_table_without_rows():
    found = compare_results({"t": "k,v\n"}, {"t": "k,v\na,1\n"}, {"t": {"v"}})
    assert found.values.tolist() == [["t", "a", "(row)", "missing", "there"]]


def test_the_earlier_row_of_each_row():
    old, new = "k,v\na,1\nb,2\n", "k,v\nb,3\nc,4\n"
    assert rows_before(old, new, {"v"}) == [{"k": "b", "v": "2"}, None]


def test_numbers_by_table():
    rows = [("*", "usd", "number"), ("*", "year", "integer"), ("a", "share", "number")]
    dictionary = pd.DataFrame(rows, columns=["table", "column", "type"])
    assert number_columns(dictionary, ["a", "b"]) == {"a": {"usd", "share"}, "b": {"usd"}}
