"""The committed results on cooperation, held against what the texts say."""

import pandas as pd
import pytest

from crossfoot.numbers.dates import read_iso
from tests.conftest import ROOT

RESULTS = ROOT / "results"


def read(name):
    return pd.read_csv(RESULTS / f"{name}.csv", keep_default_na=False, dtype=str)


EVENTS = read("clean/cooperation_events").set_index("event")


def test_what_two_texts_report_is_one_event_with_the_finer_date():
    two = EVENTS[EVENTS["texts"] == "2"]
    assert set(two["subject"]) == {"Japan–India Start-up Initiative", "Japan–India Digital Partnership"}
    digital = EVENTS.loc["digital_partnership"]
    assert digital["date"] == "2018-10-29" and "umezaki_2025, section 2.4(2) (2018-10)" in digital["sources"]


@pytest.mark.parametrize(
    ("event", "date", "instrument"),
    [
        ("global_partnership", "2000-08", "partnership"),
        ("cepa_signed", "2011-02-16", "agreement"),
        ("cepa_in_force", "2011-08-01", "agreement"),
        ("tokyo_declaration", "2014-09-01", "declaration"),
        ("rcep_india_withdrew", "2019-11", "agreement"),
        ("ldp_recommendations", "2020-12-16", "strategy"),
        ("supply_chain_initiative", "2021-04", "initiative"),
        ("specified_systems_act_in_force", "2022-03-01", "act"),
        ("economic_security_act_promulgated", "2022-05-18", "act"),
        ("enforcement_order", "2022-12-23", "order"),
        ("co_creation_initiative", "2023-07-20", "initiative"),
        ("european_chips_act", "2023-09-21", "act"),
        ("semiconductor_dialogue", "2023-11-10", "meeting"),
        ("big_fund_3", "2024-05", "fund"),
        ("quad_summit_2024", "2024-09-21", "summit"),
        ("governors_address", "2025-08-30", "meeting"),
        ("kobe_meeting", "../2025-07-31", "meeting"),
    ],
)
def test_dates_as_printed(event, date, instrument):
    assert EVENTS.loc[event, ["date", "instrument"]].tolist() == [date, instrument]


def test_an_event_ends_before_the_text_that_reports_it_is_as_old_as_it_can_be():
    published = read("clean/cooperation_texts").set_index("text")["published"].map(read_iso)
    for event in EVENTS[(EVENTS["date_to"] != "") & (EVENTS["stage"] != "planned")].itertuples():
        latest = max(
            (published[source.split(", ")[0]] for source in event.sources.split("; ")),
            key=lambda period: period.start,
        )
        assert latest.end is None or pd.Timestamp(event.date_to) <= pd.Timestamp(latest.end), event.Index


def test_what_a_text_does_not_date_names_its_evidence():
    of_kumar = EVENTS[EVENTS["sources"].str.startswith("kumar_2025") & (EVENTS["date"] != "")]
    assert len(of_kumar) == 5 and of_kumar["dated_by"].str.contains("30 August 2025: ").all()
    assert (EVENTS.loc[EVENTS["date"] == "", "dated_by"] == "").all()


def test_numbers_as_printed():
    numbers = read("clean/cooperation_numbers").set_index(["event", "quantity"])
    printed = {
        ("big_fund_1", "registered_capital"): ("=", "138.70", "CNY billion"),
        ("industrial_townships", "townships"): ("=", "12.00", "townships"),
        ("industrial_townships", "investment"): (">=", "150.00", "INR billion"),
        ("industrial_townships", "jobs"): ("~", "35000.00", "jobs"),
        ("enforcement_order_amended", "specified_critical_products"): ("=", "12.00", "products"),
        ("diversification_round_8", "adopted"): ("=", "124.00", "applications"),
    }
    for key, expected in printed.items():
        assert tuple(numbers.loc[key, ["relation", "value", "unit"]]) == expected


def test_targets_by_year():
    targets = read("analysis/cooperation_targets").set_index("quantity")
    # 500,000 people in five years, of whom 50,000 skilled workers: a tenth
    assert targets.loc["people_exchanged", ["value", "per_year", "from_year", "until_year"]].tolist() == [
        "500000.0",
        "100000.0",
        "2025",
        "2030",
    ]
    assert targets.loc["skilled_workers_to_japan", ["per_year", "share_of_whole_pct"]].tolist() == [
        "10000.0",
        "10.0",
    ]
    assert targets.loc["investment_and_loans", ["value", "unit", "from_year", "until_year"]].tolist() == [
        "5.0",
        "JPY trillion",
        "2022",
        "2027",
    ]
    assert targets.loc["states_exchanging_delegations", ["relation", "per_year", "until_year"]].tolist() == [
        ">=",
        "3.0",
        "",
    ]


def test_seven_pairs_of_which_four_exist():
    pairs = read("clean/partnerships").set_index(["state", "prefecture"])["kind"]
    existing = {
        ("Gujarat", "Shizuoka"),
        ("Uttar Pradesh", "Yamanashi"),
        ("Maharashtra", "Wakayama"),
        ("Andhra Pradesh", "Toyama"),
    }
    spoken = {("Karnataka", "Kanagawa"), ("Assam", "Aichi"), ("Odisha", "Okayama")}
    assert (
        set(pairs[pairs == "existing"].index) == existing
        and set(pairs[pairs == "rhetorical"].index) == spoken
    )
    graph = read("analysis/partnership_graph").set_index("kind")
    assert graph.loc["all", ["pairs", "components", "matching"]].tolist() == ["7", "7", "yes"]


def test_the_six_fields_of_2018_and_what_became_of_them():
    items = read("clean/cooperation_fields").query("event == 'digital_partnership'")
    assert set(items["item"]) - {"title"} == {"1", "2", "3", "4", "5", "6"}
    overall = read("analysis/cooperation_field_matrix").drop_duplicates("field").set_index("field")["overall"]
    assert overall[["startups", "networks", "electronics", "steel", "local"]].tolist() == [
        "continued",
        "dropped",
        "dropped",
        "dropped",
        "new",
    ]


def test_counts_end_with_every_event_that_has_happened():
    counts = read("analysis/cooperation_counts")
    last = (
        counts[counts["year"] == counts["year"].max()]
        .set_index("instrument")["cumulative_events"]
        .astype(int)
    )
    assert (
        last["all"]
        == last.drop("all").sum()
        == ((EVENTS["stage"] != "planned") & (EVENTS["date_to"] != "")).sum()
    )


def test_the_prime_ministers_meet_most():
    bodies = read("analysis/cooperation_meetings").query("level == 'bodies'")
    first = bodies.iloc[0]
    assert first[["economy_a", "party_a", "economy_b", "party_b"]].tolist() == [
        "IND",
        "Prime Minister",
        "JPN",
        "Prime Minister",
    ]


def test_the_lists_have_as_many_items_as_the_text_states():
    assert read("clean/listed_items").groupby("list").size().to_dict() == {
        "priority_issues": 16,
        "systems_of_the_act": 4,
        "kinds_of_plan": 5,
        "common_criteria": 5,
        "supply_chain_goals": 7,
    }


def test_the_dates_that_sources_rule_out_are_corrected_everywhere():
    corrected = EVENTS["corrected_by"] != ""
    assert EVENTS.loc[corrected, ["date_printed", "date"]].to_numpy().tolist() == [
        ["2021-11-11", "2021-11-19"],
        ["2023-05-19", "2023-05-20"],
    ]
    assert (EVENTS["date_printed"] == EVENTS["date"])[~corrected].all()
