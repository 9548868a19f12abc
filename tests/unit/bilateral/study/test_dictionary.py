import pandas as pd
import pyarrow.parquet
import pytest

from bilateral.study.dictionary import (
    check_table,
    columns_of,
    columns_page,
    describe,
    empty_table,
    fixed,
    number_columns,
    to_arrow,
    to_csv_text,
)
from crossfoot.errors import InputError

HEADER = ["table", "column", "type", "unit", "decimals", "bound", "missing"]
HEADER += ["minimum", "maximum", "values", "pattern", "unique", "meaning"]


def row(table, column, kind="", **cells):
    filled = {"missing": "no", "meaning": "What it is"} if kind else {}
    return {name: "" for name in HEADER} | {"table": table, "column": column, "type": kind} | filled | cells


DICTIONARY = pd.DataFrame(
    [
        row("*", "year", "integer", minimum="1900", meaning="Year"),
        row("*", "value", "text", missing="empty", meaning="Any value"),
        row("t", "year"),
        row("t", "value", "number", unit="%", decimals="2", missing="yes", maximum="100", meaning="Value"),
        row("t", "on", "date", missing="yes", meaning="Day"),
        row("u", "year"),
        row("u", "value"),
        row("v", "outflow", "number", decimals="1", unique="yes"),
        row("v", "outflow_low", "number", decimals="1", bound="low"),
        row("v", "flow", "text", values="export | import"),
        row("v", "economy", "text", pattern="^[A-Z]{3}$", missing="yes"),
    ],
    columns=HEADER,
)
FRAME = pd.DataFrame(
    {"year": [2000, 2001], "value": [1.005, None], "on": pd.to_datetime(["2024-02-06", None])}
)
FLOWS = pd.DataFrame(
    {
        "outflow": [4.06, 5.0],
        "outflow_low": [4.06, 5.0],
        "flow": ["export", "import"],
        "economy": ["JPN", None],
    }
)


def test_fixed_decimals_iso_dates_and_empty_for_missing():
    assert to_csv_text("t", FRAME, DICTIONARY) == "year,value,on\n2000,1.01,2024-02-06\n2001,,\n"


def test_a_bound_stays_a_bound_and_a_tie_goes_away_from_zero():
    assert fixed(4.05, 1, "low") == "4.0" and fixed(4.05, 1, "high") == "4.1"
    assert fixed(-4.01, 1, "low") == "-4.1" and fixed(-4.09, 1, "high") == "-4.0"
    assert fixed(4.05, 1) == "4.1" and fixed(-4.05, 1) == "-4.1"
    # 0.1 + 0.2 is 0.3 and a speck of binary dust
    assert fixed(0.1 + 0.2, 1, "high") == "0.3" and fixed(-0.001, 1) == "0.0"


def test_what_is_a_bound_is_said_by_the_dictionary_and_not_by_a_name():
    assert to_csv_text("v", FLOWS, DICTIONARY).splitlines()[1] == "4.1,4.0,export,JPN"


def test_a_table_s_own_description_comes_first():
    assert columns_of("t", DICTIONARY) == ["year", "value", "on"]
    assert describe("t", ["value"], DICTIONARY)["type"].item() == "number"
    assert describe("u", ["year", "value"], DICTIONARY)["meaning"].tolist() == ["Year", "Any value"]
    assert number_columns(DICTIONARY, ["t", "u"]) == {"t": {"value"}, "u": set()}


def test_a_column_nobody_described_is_an_error():
    with pytest.raises(InputError, match="no row for colour"):
        describe("t", ["year", "colour"], DICTIONARY)


@pytest.mark.parametrize(
    ("table", "frame", "said"),
    [
        ("t", FRAME.assign(year=1899), r"column year: found 1899; expected integer \(1900 or more\)"),
        ("t", FRAME.assign(year=[2000, None]), "column year: found nothing; expected integer"),
        ("t", FRAME.assign(year=[2000, 2000.5]), "column year: found 2000.5; expected integer"),
        (
            "t",
            FRAME.assign(value=100.1),
            r"column value: found 100.1; expected number \(100 or less; missing",
        ),
        ("t", FRAME.assign(value=[1, "much"]), "column value: found 'much'; expected number"),
        ("t", FRAME[["value", "year", "on"]], "found the columns value, year, on; expected year, value, on"),
        ("t", FRAME.assign(more=1), "found the columns year, value, on, more; expected year, value, on"),
        ("t", FRAME[["year", "value"]], "found the columns year, value; expected year, value, on"),
        ("v", FLOWS.assign(outflow=4.0), r"column outflow: found 4.0; expected number \(unique\)"),
        ("v", FLOWS.assign(flow=["export", "both"]), r"column flow: found 'both'; .* \(export, import\)"),
        ("v", FLOWS.assign(economy=[None, "Japan"]), r"column economy: found 'Japan'; .* \(`\^\[A-Z\]"),
    ],
)
def test_what_may_not_stand_in_a_table_is_not_written(table, frame, said):
    with pytest.raises(InputError, match=f"table {table}.*{said}"):
        to_arrow(table, frame, DICTIONARY)


def test_an_empty_text_may_stand_where_the_dictionary_says_so():
    to_arrow("u", pd.DataFrame({"year": [2000], "value": [""]}), DICTIONARY)
    with pytest.raises(InputError, match="flow: found ''"):
        to_arrow("v", FLOWS.assign(flow=["export", ""]), DICTIONARY)


def test_an_error_of_a_clean_table_names_the_line():
    rates = pd.DataFrame({"year": [2020, 2021], "jpy_per_usd": [106.8, -1], "source": "WDI", "line": [2, 3]})
    with pytest.raises(InputError) as error:
        check_table("exchange_rates", rates)
    assert str(error.value).startswith(
        "clean table exchange_rates, column jpy_per_usd, line 3: found -1.0; expected "
    )


def test_a_table_without_rows_has_its_columns_and_types():
    empty = empty_table("exchange_rates")
    assert list(empty.columns) == ["year", "jpy_per_usd", "source", "line"] and empty.empty
    assert empty.dtypes.astype(str).tolist()[:2] == ["Int64", "float64"]


def test_parquet_says_what_each_column_is(tmp_path):
    written = []
    for name in ("one", "two"):
        pyarrow.parquet.write_table(to_arrow("t", FRAME, DICTIONARY), tmp_path / name)
        written.append((tmp_path / name).read_bytes())
    assert written[0] == written[1]
    read = pyarrow.parquet.read_schema(tmp_path / "one")
    assert read.metadata[b"table"] == b"t"
    assert read.field("value").metadata == {b"unit": b"%", b"meaning": b"Value"}
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "one"), FRAME.astype({"on": "datetime64[ns]"}))
    holed = FRAME.assign(value=pd.Series([1.5, pd.NA], dtype=object))
    assert to_arrow("t", holed, DICTIONARY)["value"].to_pylist() == [1.5, None]
    # a text that is nowhere given is a text all the same
    nowhere = FLOWS.assign(economy=[float("nan")] * 2)
    assert str(to_arrow("v", nowhere, DICTIONARY).schema.field("economy").type) == "string"


def test_the_page_of_columns_has_every_table_and_what_it_takes_from_any():
    page = columns_page(DICTIONARY)
    assert "| `year` | integer |  | 1900 or more | Year |" in page.split("## u")[1]
    assert "| `economy` | text |  | `^[A-Z]{3}$`; missing | What it is |" in page and "## *" not in page
