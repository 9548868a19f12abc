"""Flows that are negative, equal or lost again, each by hand."""

import pandas as pd
import pytest

from bilateral.fdi.flows import destinations_by_year, partner_measures
from bilateral.fdi.releases import diagnose

REGION = {"IND": "Asia", "CHN": "Asia", "KOR": "Asia"}
RATES = pd.DataFrame({"year": range(2018, 2023), "jpy_per_usd": 100.0})


def by_year(**amounts: list[float]) -> pd.DataFrame:
    """amounts: of each destination from 2018 on, in ¥ billion."""
    rows = [
        (2018 + place, code, "country", "total", amount, "r")
        for code, values in amounts.items()
        for place, amount in enumerate(values)
    ]
    columns = ["year", "destination", "kind", "industry", "jpy_billion", "release"]
    return destinations_by_year(pd.DataFrame(rows, columns=columns), RATES, REGION)


@pytest.mark.parametrize(
    ("leads", "first", "since"),
    [
        ([-1, 5, -1, 5], 2019, 2021),  # lost once
        ([5, -1, 5, 5], 2018, 2020),
        ([5, 0, 5, 5], 2018, 2020),  # level is not ahead
        ([5, 5, 5, 5], 2018, 2018),
        ([-1, 0, 5, 0], 2020, None),
    ],
)
def test_since_when_the_partner_leads_its_rival(leads, first, since):
    found = partner_measures(by_year(IND=[50 + lead for lead in leads], CHN=[50] * 4), "IND", "CHN", [])
    years = found.set_index("measure")["value"]
    assert years["first_ahead"] == first and years.get("ahead_since") == since


def test_equal_flows_have_one_rank():
    found = by_year(IND=[9], CHN=[20], KOR=[9]).set_index("destination")
    assert found["rank_in_asia"].to_dict() == {"CHN": 1, "IND": 2, "KOR": 2}


def test_growth_needs_a_positive_flow_before_and_after():
    found = by_year(IND=[10, 15, -5, 10, 20]).set_index("year")["growth_pct"]
    assert found[2019] == pytest.approx(50) and found[2022] == pytest.approx(100)
    # to and from disinvestment
    assert found[[2018, 2020, 2021]].isna().all()


def test_a_ratio_of_two_negative_flows_is_not_given():
    found = partner_measures(by_year(IND=[-10, 10], CHN=[-5, 5]), "IND", "CHN", [])
    ratios = found[found["measure"] == "ratio"].set_index("year")
    assert pd.isna(ratios.loc[2018, "value"]) and ratios.loc[2018, "note"] == "a flow is not positive"
    assert ratios.loc[2019, "value"] == 2


def test_a_figure_at_the_upper_end_rounds_up():
    # 845.55 prints as 845.6
    assert diagnose("jpy_billion", 845.45, 845.55, 845.55, "r", "r")[0] == "contradicted"
    assert diagnose("jpy_billion", 845.45, 845.55, 845.45, "r", "r")[0] == "holds"


def test_a_power_of_ten_that_leaves_more_than_half_is_no_slip_of_magnitude():
    # 7,068 over 400 is 17.7 times: ten times too large would leave 77%
    assert diagnose("jpy_billion", 7067.5, 7068.5, 400.0, "2024", "2026")[0] == "revision"
    # over 500 it is 14.1 times and leaves 41%
    assert diagnose("jpy_billion", 7067.5, 7068.5, 500.0, "2024", "2026")[0] == "magnitude"
