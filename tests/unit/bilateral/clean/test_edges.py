"""Where a cleaner accepts and where it refuses: equal dates, counts, marks, and slack, each by hand."""

from datetime import date

import pandas as pd
import pytest

from bilateral.clean.fdi import check_fdi_identities
from bilateral.clean.investment_inputs import clean_exchange_rates
from bilateral.clean.repairs import RepairLog, apply_corrections
from bilateral.clean.rounds import COLUMNS as ROUND_COLUMNS
from bilateral.clean.rounds import clean_rounds
from bilateral.clean.row_checks import within
from bilateral.clean.series import clean_hs_flows
from bilateral.clean.shares import clean_chapter_shares
from bilateral.clean.stated_numbers import read_stated
from bilateral.clean.subsidies import (
    FACILITY_COLUMNS,
    SUPPLY_COLUMNS,
    clean_facility_plans,
    clean_supply_plans,
)
from crossfoot import InputError, Table


def table(labels: list[str], *rows: list[str]) -> Table:
    lines = list(range(2, len(rows) + 2))
    return Table(
        "a.txt", "1", "A table", header=[labels], body=list(rows), header_lines=[1], body_lines=lines
    )


FLOW = {"reporter": "JPN", "partner": "IND", "flow": "export", "valuation": "FOB", "period": "calendar"}


@pytest.mark.parametrize(("second", "on_record"), [("7.3%", True), ("7.2%", False), ("7.1%", False)])
def test_a_share_above_the_rank_before_it_is_on_record(second, on_record):
    log = RepairLog()
    rows = [["1", "84 7.2%"], ["2", f"85 {second}"], ["Top 2", "14.4%"]]
    clean_chapter_shares(table(["Rank", "2000 share"], *rows), FLOW, log)
    assert ("rank_order" in set(log.frame()["rule"])) == on_record


def round_table(**cells: str) -> Table:
    usual = dict(
        zip(ROUND_COLUMNS, ["1", "1 May 2020", "5 June 2020", "17 July 2020", "4", "2", "50%"], strict=True)
    )
    return table(ROUND_COLUMNS, list((usual | cells).values()))


def test_a_decision_comes_after_the_call():
    assert len(clean_rounds(round_table(**{"Public call From": "5 June 2020"}), RepairLog())) == 1
    with pytest.raises(InputError, match="in that order"):
        clean_rounds(round_table(Date="5 June 2020"), RepairLog())


def test_all_applications_can_be_adopted():
    found = clean_rounds(round_table(**{"No. adopted": "4", "Ratio": "100%"}), RepairLog())
    assert found["adopted"].item() == found["applications"].item() == 4


def plans(*caps: str) -> pd.DataFrame:
    rows = [
        [str(n), f"Firm {n} Corporation", "28 Apr 2023", "n.a.", cap, "B", "make"]
        for n, cap in enumerate(caps, start=1)
    ]
    return clean_supply_plans(table(SUPPLY_COLUMNS, *rows), "p", RepairLog())[0]


def test_caps_alike_are_one_cap_where_a_mark_says_so_alone():
    assert plans("<18.87", "<18.87")["cap_group"].isna().all()
    assert plans("<18.87*", "<18.87*")["cap_group"].tolist() == ["1 <18.87*"] * 2
    assert plans("<18.87*", "<5.00*")["cap_group"].isna().all()


def test_a_plan_can_be_revised_on_the_day_of_its_approval():
    row = [
        "Firm Corporation",
        "17 June 2022 Revised on 17 June 2022",
        "5.0",
        "Tsu, Mie",
        "chips",
        "1",
        "2",
        "Q1 2023",
    ]
    found = clean_facility_plans(table(FACILITY_COLUMNS, row), "p", 1, RepairLog())[0]
    assert found["revised_on"].item() == date(2022, 6, 17)


DESTINATIONS = pd.DataFrame({"name": ["India"], "code": ["IND"], "region": ["Asia"], "group": [""]})


@pytest.mark.parametrize(("total", "verdict"), [("101", "holds"), ("102", "fails"), ("98", "fails")])
def test_parts_may_differ_from_their_total_by_half_a_unit_each(total, verdict):
    rows = [("Manufacturing (total)", "60"), ("Non-manufacturing (total)", "40"), ("Total", total)]
    cells = pd.DataFrame(rows, columns=["industry", "printed"]).assign(
        year="2023", destination="India", level="total", sheet="1"
    )
    # three figures in whole units: 1.5 at most
    assert check_fdi_identities(cells, DESTINATIONS)["verdict"].item() == verdict


def test_a_rate_of_zero_is_none():
    rows = pd.DataFrame([("2023", "0", "S", "2")], columns=["year", "yen_per_usd", "source", "line"])
    with pytest.raises(InputError, match="column yen_per_usd: found '0'; expected yen per US dollar"):
        clean_exchange_rates(rows, "a.csv")


def test_the_last_year_of_the_study_counts():
    rows = pd.DataFrame({"year": ["2009", "2010", "2012", "2013"]})
    assert within(rows, {"first": 2010, "last": 2012}, "series.a")["year"].tolist() == ["2010", "2012"]


def test_rows_of_another_flow_are_left_out():
    rows = pd.DataFrame(
        [("export", "84", "5", "2"), ("import", "84", "7", "3")],
        columns=["flow", "hs_code", "usd_million", "line"],
    ).assign(reporter="JPN", partner="IND", valuation="FOB", period="calendar", year="2020")
    columns = {name: name for name in ("year", "hs_code", "usd_million")}
    found, _ = clean_hs_flows(rows, "a.csv", FLOW | {"hs_level": 2, "columns": columns}, "S", "v")
    assert found["usd_million"].tolist() == [5.0]


def test_a_correction_names_one_place_in_its_cell():
    correction = {"table": "1", "row": 1, "column": "Codes", "used": "300320", "why": "w", "says": "s"}

    def corrected(cell: str) -> list[list[str]]:
        printed = [correction | {"printed": "30020"}]
        return apply_corrections([table(["No.", "Codes"], ["1", cell])], printed, "c.yaml", RepairLog())[
            0
        ].body

    assert corrected("300310, 30020") == [["1", "300310, 300320"]]
    with pytest.raises(InputError, match="'30020' once"):
        corrected("30020, 30020")


def test_a_target_of_money_is_what_it_says_and_a_bound_has_its_side():
    assert read_stated("target goal = 4.5 JPY trillion")[0].bounds == (4.5, 4.5)
    assert read_stated("fact a >= 5 persons")[0].bounds == (5, None)
    assert read_stated("fact a <= 5 persons")[0].bounds == (None, 5)
