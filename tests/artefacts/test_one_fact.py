"""One fact has one value in all committed tables, or a column that says why there are two."""

from itertools import combinations

import pandas as pd
import pytest

from tests.conftest import ROOT

RESULTS = ROOT / "results"


def read(name: str) -> pd.DataFrame:
    return pd.read_csv(
        RESULTS / f"{name}.csv", dtype={"hs_chapter": str, "hs_code": str, "plan": str}, low_memory=False
    )


# what identifies a fact, the column that states it, and the tables that have both
FACTS = {
    "a total of trade": (
        ["reporter", "partner", "flow", "valuation", "period", "year", "source"],
        "usd_million",
        ["clean/reported_totals", "analysis/trade_totals"],
    ),
    "direct investment": (
        ["year", "destination"],
        "jpy_billion",
        ["analysis/fdi_destinations", "analysis/fdi_printed", "analysis/fdi_releases"],
    ),
    "the HHI that printed shares allow, least": (
        ["reporter", "partner", "flow", "year"],
        "low",
        ["analysis/trade_concentration", "analysis/trade_structure", "analysis/trade_mirror"],
    ),
    "the HHI that printed shares allow, most": (
        ["reporter", "partner", "flow", "year"],
        "high",
        ["analysis/trade_concentration", "analysis/trade_structure", "analysis/trade_mirror"],
    ),
}


def facts(name: str, keys: list[str], column: str) -> pd.Series:
    frame = read(name)
    if name == "analysis/fdi_printed":
        frame = frame[frame["measure"] == "jpy_billion"].rename(columns={"official": column})
    if name == "analysis/fdi_releases":
        frame = frame[frame["release"] == read("analysis/fdi_destinations")["release"].iloc[0]]
    if name in ("analysis/trade_concentration", "analysis/trade_structure"):
        frame = frame[frame["measure"] == "hhi"]
    if name == "analysis/trade_structure":
        frame = frame[frame["basis"] == "printed shares"]
    if name == "analysis/trade_mirror":
        # the importer of the row prints; the exporter of the row prints the other way
        rows = frame[frame["measure"] == "hhi"]
        printed = [
            rows.rename(columns={own: "reporter", other: "partner", f"{own}_{column}": column}).assign(
                flow=flow
            )
            for own, other, flow in (("importer", "exporter", "import"), ("exporter", "importer", "export"))
        ]
        frame = pd.concat(printed)
        frame = frame[frame["reporter"] == "JPN"]
    return frame.dropna(subset=[column]).set_index(keys)[column]


@pytest.mark.parametrize("fact", FACTS)
def test_a_fact_has_the_same_value_in_every_table(fact):
    keys, column, names = FACTS[fact]
    values = {name: facts(name, keys, column) for name in names}
    for one, other in combinations(names, 2):
        both = values[one].to_frame("one").join(values[other].to_frame("other"), how="inner")
        assert len(both), f"{one} and {other} share no row"
        # tables show a fact with decimals of their own, and round bounds outwards
        apart = both[(both["one"] - both["other"]).abs() > 0.0101]
        assert apart.empty, f"{fact}: {one} and {other} differ:\n{apart}"


def test_the_plans_are_as_many_everywhere():
    plans = read("clean/subsidy_plans")
    listed = (plans["programme"] == "economic_security").sum()
    totals = read("analysis/subsidy_totals").set_index("group")["plans"]
    claim = read("audit/claims").set_index("id").loc["projects-18"]
    conclusion = read("audit/conclusions").set_index("id").loc["projects-18"]
    assert totals["economic_security"] == listed == int(claim["computed"])
    assert conclusion["rebuilt"].endswith(f" {listed}") and claim["combined"] == "contradicted"


def test_plans_below_their_threshold_are_told_apart_by_what_is_compared():
    criteria = read("analysis/plan_criteria")
    questions = read("audit/table_checks")
    asked = questions[(questions["check"] == "threshold") & (questions["severity"] == "question")]
    # the audit looks at the document as printed, the findings at corrected amounts
    assert (criteria["status_as_printed"] == "below").sum() == len(asked)
    differ = criteria[criteria["status"] != criteria["status_as_printed"]]
    lines = read("clean/subsidy_plans").set_index("plan")["line"]
    repaired = set(read("clean/repairs")["line"])
    assert len(differ) and all(lines[plan] in repaired for plan in differ["plan"])


def test_a_printed_figure_has_one_verdict_in_table_and_claim():
    claims = read("audit/claims").set_index("id")["combined"]
    printed = read("analysis/fdi_printed").set_index("measure")["verdict"]
    for measure, claim in (
        ("jpy_billion", "fdi-2023-yen"),
        ("usd_billion", "fdi-2023-dollar"),
        ("growth_pct", "fdi-2023-growth"),
    ):
        assert printed[measure] in ("magnitude", "contradicted") and claims[claim] == "contradicted"


def test_a_date_that_a_source_rules_out_stands_in_no_table_unmarked():
    events = read("clean/cooperation_events")
    corrected = events[events["corrected_by"].notna()]
    assert len(corrected)
    meetings = read("analysis/cooperation_meetings")
    for event in corrected.itertuples():
        assert event.date != event.date_printed
        assert not meetings[["first", "last"]].isin([event.date_printed]).any(axis=None)
