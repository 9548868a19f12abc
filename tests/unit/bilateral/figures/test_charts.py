"""Interactive figures: the rows they carry, what they say, and that nothing in them changes or is fetched."""

import json
import re

import pytest

from bilateral.figures.charts import theme
from bilateral.figures.charts.investment import groups_chart, partner_chart
from bilateral.figures.charts.parts import between, by_expression
from bilateral.figures.charts.policy import adoption_chart, investment_subsidy_chart, subsidies_chart
from bilateral.figures.charts.trade import concentration_chart, ranks_chart, share_structure_chart
from bilateral.figures.charts.trade_totals import mirror_chart, totals_chart

NAMES = {"JPN": "Japan", "IND": "India", "CHN": "China"}
PAIR = {"reporter": "JPN", "partner": "IND"}
CHAPTERS = {"84": "Machinery", "85": "Electrical machinery"}
KEYS = {"reporter": "JPN", "partner": "IND"}


def total(reporter, flow, year, value, source="IMF"):
    return {
        "reporter": reporter,
        "partner": "IND",
        "flow": flow,
        "valuation": "FOB",
        "period": "calendar",
        "year": year,
        "usd_million": value,
        "source": source,
        "vintage": "2026",
        "derived": None,
        "distance_usd_million": None,
    }


def share(year, rank, chapter, value):
    return KEYS | {
        "flow": "export",
        "year": year,
        "rank": rank,
        "hs_chapter": chapter,
        "share_pct": value,
        "share_pct_low": value - 0.05,
        "share_pct_high": value + 0.05,
    }


TOTALS = [
    total("JPN", flow, year, 100.0 + year)
    for flow in ("export", "import", "balance")
    for year in (2011, 2012, 2014)
] + [total("JPN", "export", 2014, 2115.0, "Umezaki 2025"), total("reconciled", "export", 2023, 900.0, "BACI")]
SHARES = [share(2000, 1, "84", 31.7), share(2000, 2, "85", 12.8), share(2005, 1, "85", 40.0)]
MEASURES = [
    KEYS
    | {
        "flow": "import",
        "year": 2000,
        "measure": "top_10_share",
        "printed": 82.9,
        "low": 80.7,
        "high": 81.7,
        "verdict": "contradicted",
        "diagnosis": "one row too many",
    },
    KEYS
    | {
        "flow": "import",
        "year": 2000,
        "measure": "hhi",
        "printed": 1230,
        "low": 1209.9,
        "high": 1253.1,
        "verdict": "holds",
        "diagnosis": None,
    },
]
MIRROR = [
    {
        "scope": "chapter",
        "exporter": "IND",
        "importer": "JPN",
        "year": 2010,
        "exporter_period": "fiscal-04",
        "importer_period": "calendar",
        "hs_chapter": chapter,
        "exporter_value": 2.0,
        "importer_low": low,
        "importer_high": 1.75,
        "gap_low": -2.0,
        "gap_high": -0.25,
        "why": "FOB against CIF",
    }
    for chapter, low in (("84", 0), ("85", 1.65))
]
GROUPS = [
    {"year": 2014, "group": "ASEAN", "industry": industry, "jpy_billion": value}
    for industry, value in (("manufacturing", 5.0), ("non_manufacturing", -7.0), ("total", -2.0))
]
DESTINATIONS = [
    {
        "year": year,
        "destination": code,
        "kind": "country",
        "jpy_billion": 10.0 * year,
        "usd_million": 1.0,
        "manufacturing_pct": 50.0,
        "share_of_asia_pct": 5.0,
        "share_of_world_pct": 1.0,
        "rank_in_asia": 1,
        "ranked_of": 2,
        "growth_pct": None,
    }
    for code in ("IND", "CHN")
    for year in (2014, 2015)
]
PRINTED = [
    {
        "year": 2015,
        "destination": "IND",
        "measure": "jpy_billion",
        "printed": 7068,
        "official": 845.51,
        "verdict": "magnitude",
        "diagnosis": "oku yen",
    }
]
SUBSIDIES = [
    {
        "by": by,
        "group": group,
        "plans": 2,
        "subsidy_capped": 1,
        "max_subsidy_jpy_billion_low": 10.0,
        "max_subsidy_jpy_billion_high": 12.0,
        "investment_missing": 1,
        "investment_jpy_billion_low": 30.0,
        "investment_jpy_billion_high": None,
    }
    for by, group in (
        ("all", "all"),
        ("approval_year", "2023"),
        ("programme", "economic_security"),
        ("criterion and year", "B, 2023"),
    )
]
LEDGER = [
    {
        "plan": plan,
        "entities": "A",
        "criterion": "B",
        "purpose": "chips",
        "approved_on": "2023-06-16",
        "investment_jpy_billion": invested,
        "max_subsidy_jpy_billion": paid,
        "max_subsidy_jpy_billion_low": 0,
        "max_subsidy_jpy_billion_high": 11.105,
    }
    for plan, invested, paid in (("3.4-1", 33.3, 11.1), ("3.4-2", 8.0, None), ("3.4-3", None, 5.0))
]
RULE = [
    {
        "plan": "3.4-1",
        "third_jpy_billion": 11.1,
        "as_printed": "holds",
        "to_tenths": "holds",
        "diagnosis": None,
    }
]
ROUNDS = [
    {
        "round": number,
        "call_from": "2020-05-26",
        "call_to": "2020-06-15",
        "decided_on": "2020-07-17",
        "applications": 124,
        "adopted": 30,
        "call_days": 21,
        "selection_days": 32,
        "shared_days": None,
        "before_last_decision": None,
        "rate_pct": 24.19,
        "rate_pct_low": 17.5,
        "rate_pct_high": 32.44,
    }
    for number in ("1", "all")
]
TREND = [
    {
        "per": "round",
        "errors": errors,
        "log_odds": 0.19,
        "odds_ratio": 1.2113,
        "p_value": 0.0565,
        "intercept": -1.5,
    }
    for errors in ("binomial", "scaled")
]


def charts() -> dict[str, dict]:
    return {
        "totals": totals_chart(TOTALS, NAMES, "JPN", "Umezaki", "Umezaki (2025)"),
        "share_structure": share_structure_chart(SHARES, CHAPTERS, NAMES, "Umezaki (2025)"),
        "ranks": ranks_chart(SHARES, CHAPTERS, NAMES, "Umezaki (2025)"),
        "concentration": concentration_chart(MEASURES, NAMES, "Umezaki (2025)"),
        "mirror": mirror_chart(MIRROR, CHAPTERS, NAMES, "Source: X."),
        "investment_groups": groups_chart(GROUPS, ["ASEAN"], "Japan", "Source: X."),
        "investment_partner": partner_chart(
            DESTINATIONS, PRINTED, NAMES, PAIR, "CHN", "Source: X.", "Umezaki (2025)"
        ),
        "subsidies": subsidies_chart(SUBSIDIES, "Source: X."),
        "investment_subsidy": investment_subsidy_chart(LEDGER, RULE, "Source: X."),
        "adoption": adoption_chart(ROUNDS, TREND, "Source: X."),
    }


CHARTS = charts()


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_fits_its_page_is_described_and_can_be_chosen_from_by_keyboard(name):
    chart = CHARTS[name]
    assert chart["width"] == "container" and "config" not in chart
    assert chart["title"]["text"] and len(chart["title"]["text"]) < 40
    assert len(chart["description"]) > 80 and re.search(r"\d", chart["description"])
    assert {choice["bind"]["input"] for choice in chart["params"]} <= {"select", "checkbox"}
    for choice in chart["params"]:
        assert choice["bind"]["name"].strip() and choice["value"] in choice["bind"].get(
            "options", [True, False]
        )


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_carries_its_data_and_its_hovering_names_units(name):
    text = json.dumps(CHARTS[name] | {"$schema": ""})
    assert "http" not in text and '"url"' not in text
    assert not re.search(r"data-[0-9a-f]{8}|view_\d|param_\d", text)
    tips = [tip for layer in CHARTS[name]["layer"] for tip in layer["encoding"].get("tooltip", [])]
    assert tips and all(tip["title"] for tip in tips)


def test_two_makings_are_the_same():
    assert json.dumps(charts(), sort_keys=True) == json.dumps(CHARTS, sort_keys=True)


def test_totals_keep_every_row_on_one_panel_and_leave_gaps_open():
    rows = CHARTS["totals"]["datasets"]["totals"]
    assert {row["panel"] for row in rows} == {"JPN | calendar | IMF"}
    there = [row for row in rows if row["usd_million"] is not None]
    assert [{name: row[name] for name in TOTALS[0]} for row in there] == TOTALS
    assert {(row["flow"], row["year"]) for row in rows if row["usd_million"] is None} == {
        (flow, 2013) for flow in ("export", "import", "balance")
    }
    assert [row["kind"] for row in there[-2:]] == ["printed", "reconciled"]


def test_what_is_not_printed_has_its_upper_bound_and_no_share():
    cells = {
        (cell["chapter"][:2], cell["year"]): cell for cell in CHARTS["share_structure"]["datasets"]["shares"]
    }
    assert cells["84", 2000]["share_pct"] == 31.7
    assert "share_pct" not in cells["84", 2005] and cells["84", 2005]["share_pct_high"] == 40.05
    assert [cells["85", 2000]["place"], cells["84", 2000]["place"]] == [0, 1]


def test_a_rank_that_is_not_printed_breaks_the_line():
    ranks = {(row["hs_chapter"], row["year"]): row["rank"] for row in CHARTS["ranks"]["datasets"]["ranks"]}
    assert ranks == {("84", 2000): 1, ("84", 2005): None, ("85", 2000): 2, ("85", 2005): 1}


def test_contradictions_stand_in_the_description():
    assert "1 of 2 are contradicted" in CHARTS["concentration"]["description"]
    assert "2000 printed 82.9, possible 80.7 to 81.7" in CHARTS["concentration"]["description"]


def test_plans_without_investment_are_counted_and_not_placed():
    assert [row["plan"] for row in CHARTS["investment_subsidy"]["datasets"]["plans"]] == ["3.4-1", "3.4-2"]
    assert "1 plans state no investment" in CHARTS["investment_subsidy"]["description"]


def test_only_groupings_by_one_key_can_be_chosen():
    assert {row["by"] for row in CHARTS["subsidies"]["datasets"]["totals"]} == {"approval_year", "programme"}


def test_expressions_quote_and_round_outwards():
    assert by_expression({"a": "Japan's"}, "x") == r"{'a': 'Japan\'s'}[x]"
    assert "floor(datum.l * 100 + 1e-6)" in between("l", "h", 2) and "ceil(datum.h * 100 - 1e-6)" in between(
        "l", "h", 2
    )


def test_both_themes_say_the_same_of_other_colours():
    def shape(part):
        return (
            {key: shape(value) for key, value in part.items()}
            if isinstance(part, dict)
            else type(part).__name__
        )

    light, dark = theme(dark=False), theme(dark=True)
    assert shape(light | {"bar": {}}) == shape(dark | {"bar": {}})
    assert light["background"] == dark["background"] == "transparent"
    assert light["style"].keys() >= {"ink", "soft", "range", "unprinted", "word", "soft_word", "cap"}
