import pandas as pd
import pytest

from bilateral.clean.fdi import check_fdi_identities, clean_fdi_flows
from bilateral.clean.investment_inputs import clean_exchange_rates, clean_printed_investment
from bilateral.sources.boj import read_fdi_csv
from bilateral.study.dictionary import empty_table
from crossfoot.errors import InputError
from tests.conftest import ROOT

DESTINATIONS = pd.read_csv(ROOT / "data/destinations.csv", dtype=str, keep_default_na=False)


def cells(*rows):
    columns = ["destination", "industry", "level", "printed"]
    return pd.DataFrame(rows, columns=columns).assign(
        file="a.xlsx", sheet="1", address="F1", year="2023", section="region"
    )


TOTAL = [
    ("India", "Manufacturing (total)", "total", "40.5"),
    ("India", "Non-manufacturing (total)", "total", "-10.1"),
    ("India", "Total", "total", "30.4"),
]


def test_flows_are_in_billions_and_keep_why_one_is_missing():
    found = clean_fdi_flows(
        cells(*TOTAL, ("India", "Food", "industry", "X"), ("R.Korea", "Total", "total", ".")),
        DESTINATIONS,
        "r",
    )
    found = found.set_index(["destination", "industry"])
    assert (
        found.loc[("IND", "total"), "jpy_billion"] == 3.04
        and found.loc[("IND", "non_manufacturing"), "jpy_billion"] == -1.01
    )
    assert found.loc[("IND", "food"), "flow_missing"] == "confidential"
    assert (
        found.loc[("KOR", "total"), "flow_missing"] == "nothing_reported"
        and found.loc[("KOR", "total"), "kind"] == "country"
    )
    assert found.loc[("IND", "total"), "place"] == "sheet 1, F1"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (("Atlantis", "Total", "total", "1"), "found 'Atlantis'"),
        (("India", "Food", "industry", "n.a."), "found 'n.a.'"),
        (("India", "Total", "total", "1"), "a second flow 2023, IND, total"),
    ],
)
def test_bad_cells_are_named_by_their_address(row, expected):
    with pytest.raises(InputError, match=expected) as error:
        clean_fdi_flows(cells(*TOTAL, row), DESTINATIONS, "r")
    assert "a.xlsx: sheet 1, F1" in str(error.value)


def identities(*rows):
    return check_fdi_identities(cells(*rows), DESTINATIONS).set_index(["identity", "destination"])


def test_a_sum_that_holds_and_one_that_fails():
    name = "manufacturing and non-manufacturing to total"
    assert identities(*TOTAL).loc[(name, "IND"), "verdict"] == "holds"
    # 40.5 − 10.1 is 30.4; 31.4 is a whole unit away, roundings allow 0.15
    failed = identities(*TOTAL[:2], ("India", "Total", "total", "31.4")).loc[(name, "IND")]
    assert failed["verdict"] == "fails" and failed["difference_jpy_billion"] == pytest.approx(0.1)
    assert (
        identities(*TOTAL[:2], ("India", "Total", "total", "30.5")).loc[(name, "IND"), "verdict"] == "holds"
    )


def test_a_sum_with_confidential_cells_is_explained_not_mended():
    found = identities(
        *TOTAL,
        ("India", "Food", "industry", "20.0"),
        ("India", "Textile", "industry", "X"),
        ("India", "Farming and forestry", "industry", "-10.1"),
    )
    row = found.loc[("industries to manufacturing", "IND")]
    assert (row["verdict"], row["hidden"]) == ("explained", 1) and "1 confidential" in row["why"]
    assert row["difference_jpy_billion"] == pytest.approx(2.05)
    assert found.loc[("industries to non-manufacturing", "IND"), "verdict"] == "holds"


def test_countries_and_their_region():
    found = identities(
        ("Asia", "Total", "total", "100.0"),
        ("P.R.China", "Total", "total", "60.0"),
        ("India", "Total", "total", "30.0"),
    )
    row = found.loc[("countries to region", "Asia")]
    # a workbook lists every destination with a flow, so nothing explains the missing ¥1 billion
    assert row["summed_jpy_billion"] == 9.0 and row["verdict"] == "fails"


def test_a_compiled_file_lists_what_somebody_chose():
    rows = cells(("Asia", "Total", "total", "100.0"), ("P.R.China", "Total", "total", "60.0")).assign(
        sheet="", address="line 2"
    )
    row = check_fdi_identities(rows, DESTINATIONS).set_index("identity").loc["countries to region"]
    assert row["verdict"] == "explained" and "lists 1 of" in row["why"]


def test_the_compiled_csv_takes_the_shape_of_the_workbooks():
    rows = read_fdi_csv(
        b"year,area,industry,flow_100_million_yen\n2014,India,total,2556.1\n2014,Asia,manufacturing,-1\n",
        "a.csv",
    )
    assert rows[0] == ["a.csv", "", "line 2", "2014", "country", "India", "", "Total", "", "total", "2556.1"]
    assert rows[1][4] == "region"
    with pytest.raises(InputError, match="line 2: found 'food'"):
        read_fdi_csv(b"year,area,industry,flow_100_million_yen\n2014,India,food,1\n", "a.csv")
    with pytest.raises(InputError, match="line 1"):
        read_fdi_csv(b"year,area,flow\n2014,India,1\n", "a.csv")


def test_about_fifty_is_forty_five_to_fifty_five():
    rows = pd.DataFrame(
        [
            ("2023", "India", "usd_billion", "about 50", "r", "s", "2"),
            ("2023", "India", "growth_pct", "23.0", "r", "s", "3"),
        ],
        columns=["year", "destination", "measure", "printed", "release", "locator", "line"],
    )
    found = clean_printed_investment(rows, "a.csv", {"India": "IND"}).set_index("measure")
    assert tuple(found.loc["usd_billion", ["printed_low", "printed_high", "approximate"]]) == (
        45.0,
        55.0,
        True,
    )
    assert tuple(found.loc["growth_pct", ["printed_low", "printed_high"]]) == (22.95, 23.05)
    with pytest.raises(InputError, match="line 2"):
        clean_printed_investment(rows.assign(destination="Mars"), "a.csv", {"India": "IND"})


def test_one_rate_a_year():
    rows = pd.DataFrame(
        [("2023", "140.49", "WDI", "2"), ("2023", "141", "WDI", "3")],
        columns=["year", "yen_per_usd", "source", "line"],
    )
    with pytest.raises(InputError, match="a second rate of 2023"):
        clean_exchange_rates(rows, "a.csv")
    assert clean_exchange_rates(rows.head(1), "a.csv")["jpy_per_usd"].item() == 140.49


def test_a_destination_that_a_year_leaves_out_has_rows_that_say_so():
    rows = pd.concat([cells(*TOTAL), cells(("Korea", "Total", "total", "7")).assign(year="2024")])
    found = clean_fdi_flows(rows, DESTINATIONS, "r").set_index(["year", "destination", "industry"])
    absent = found[found["flow_missing"] == "not_listed"]
    assert sorted(absent.index) == [
        (2023, "KOR", "total"),
        *((2024, "IND", part) for part in ("manufacturing", "non_manufacturing", "total")),
    ]
    assert absent["jpy_billion"].isna().all() and found.loc[(2024, "KOR", "total"), "jpy_billion"] == 0.7


def test_a_study_without_printed_figures_has_a_table_without_rows():
    found = empty_table("printed_investment")
    assert found.empty and list(found.columns)[:3] == ["year", "destination", "measure"]
