import pandas as pd
import pytest

from bilateral.fdi.flows import (
    destination_concentration,
    destinations_by_year,
    groups_by_year,
    partner_measures,
    volatility,
)

REGION = {"IND": "Asia", "CHN": "Asia", "KOR": "Asia"}
RATES = pd.DataFrame({"year": [2020, 2021, 2022], "jpy_per_usd": [100.0, 100.0, 125.0]})


def flows():
    """India 10, 20, 40; China 30, 25, −5; Korea 5, 5, 5 (¥ billion); Asia and the world twice and ten times
    the sum."""
    totals = {"IND": [10, 20, 40], "CHN": [30, 25, -5], "KOR": [5, 5, 5]}
    rows = []
    for place, year in enumerate((2020, 2021, 2022)):
        whole = sum(values[place] for values in totals.values())
        for code, amount in [
            *((code, values[place]) for code, values in totals.items()),
            ("Asia", 2 * whole),
            ("World", 10 * whole),
        ]:
            kind = "country" if code in totals else "region"
            for industry, part in (("manufacturing", 0.25), ("non_manufacturing", 0.75), ("total", 1)):
                rows.append((year, code, kind, industry, amount * part, "r"))
    return pd.DataFrame(rows, columns=["year", "destination", "kind", "industry", "jpy_billion", "release"])


@pytest.fixture
def by_year():
    return destinations_by_year(flows(), RATES, REGION)


def test_shares_ranks_and_dollars(by_year):
    found = by_year.set_index(["year", "destination"])
    row = found.loc[(2021, "IND")]
    assert row["share_of_asia_pct"] == 20.0 and row["share_of_world_pct"] == 4.0
    assert (row["rank_in_asia"], row["ranked_of"], row["manufacturing_pct"], row["growth_pct"]) == (
        2,
        3,
        25.0,
        100.0,
    )
    # ¥40 billion at 125 yen a dollar
    assert found.loc[(2022, "IND"), "usd_million"] == 320.0
    assert pd.isna(found.loc[(2021, "World"), "share_of_asia_pct"]) and pd.isna(
        found.loc[(2021, "Asia"), "rank_in_asia"]
    )


def test_disinvestment_has_a_share_but_no_growth(by_year):
    row = by_year.set_index(["year", "destination"]).loc[(2022, "CHN")]
    assert row["share_of_asia_pct"] == pytest.approx(-5 / 80 * 100) and row["rank_in_asia"] == 3
    assert pd.isna(row["growth_pct"]) and pd.isna(row["manufacturing_pct"])


def test_when_the_partner_passed_its_rival(by_year):
    found = partner_measures(by_year, "IND", "CHN", ["KOR"]).set_index("measure")
    assert found.loc["first_ahead", "value"] == found.loc["ahead_since", "value"] == 2022
    assert list(found.loc["lead", "value"]) == [-20, -5, 45]
    ratios = found.loc["ratio"].set_index(["counterpart", "year"])["value"]
    assert ratios["KOR", 2022] == 8 and pd.isna(ratios["CHN", 2022])


def test_no_lasting_lead_where_it_was_lost_again():
    lost = flows()
    lost.loc[(lost["destination"] == "IND") & (lost["year"] == 2020), "jpy_billion"] *= 10
    lost.loc[(lost["destination"] == "CHN") & (lost["year"] == 2022), "jpy_billion"] *= -100
    found = partner_measures(destinations_by_year(lost, RATES, REGION), "IND", "CHN", []).set_index("measure")
    assert found.loc["first_ahead", "value"] == 2020 and "ahead_since" not in found.index


def test_groups_are_stated_or_summed():
    stated = pd.concat([flows(), flows().query("destination == 'Asia'").assign(destination="ASEAN")])
    found = groups_by_year(stated, {"CHN": "China", "IND": "India", "KOR": "ASEAN"}).set_index(
        ["year", "group", "industry"]
    )
    assert found.loc[(2020, "ASEAN", "total"), "jpy_billion"] == 90.0
    assert found.loc[(2020, "China", "manufacturing"), "jpy_billion"] == 7.5


def test_a_group_with_a_missing_member_is_missing_and_a_short_series_has_no_trend():
    holed = flows()
    holed.loc[(holed["destination"] == "KOR") & (holed["year"] == 2021), "jpy_billion"] = None
    found = groups_by_year(holed, {"CHN": "A", "KOR": "A", "IND": "B"}).set_index(
        ["group", "year", "industry"]
    )["jpy_billion"]
    assert (
        found["A", 2020, "total"] == 35.0
        and pd.isna(found["A", 2021, "total"])
        and found["B", 2021, "total"] == 20.0
    )
    measured = partner_measures(destinations_by_year(holed, RATES, REGION), "KOR", "CHN", ["IND"])
    assert "trend" not in set(measured["measure"])
    notes = measured[measured["year"] == 2021].set_index("measure")["note"]
    assert notes["ratio"].eq("a flow is missing").all() and notes["lead"] == "a flow is missing"


def test_volatility_and_concentration(by_year):
    china = volatility(by_year).set_index("destination").loc["CHN"]
    assert china["disinvestment_years"] == 1 and china["mean_jpy_billion"] == pytest.approx(50 / 3)
    found = destination_concentration(by_year, REGION).set_index("year")
    # 40 and 5: (8/9)² + (1/9)² of 10,000; China's flow is negative
    assert found.loc[2022, "hhi"] == pytest.approx(10_000 * 65 / 81)
    assert tuple(found.loc[2022, ["countries", "left_out"]]) == (2, 1)
