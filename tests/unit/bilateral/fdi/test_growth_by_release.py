"""Growth of one flow in two releases and two currencies; by hand."""

import pandas as pd
import pytest

from bilateral.fdi.releases import compare_releases, growth_by_release

RATES = pd.DataFrame({"year": [2022, 2023], "jpy_per_usd": [100.0, 125.0]})
BY_YEAR = pd.DataFrame(
    {
        "destination": "IND",
        "year": [2021, 2022, 2023],
        "jpy_billion": [300.0, 500.0, 800.0],
        "usd_million": [3000.0, 5000.0, 6400.0],
        "growth_pct": [None, 66.7, 60.0],
        "release": "2026",
    }
)
EARLIER = pd.DataFrame(
    {
        "destination": "IND",
        "year": [2022, 2023],
        "jpy_billion": [400.0, 600.0],
        "jpy_billion_low": [399.5, 599.5],
        "jpy_billion_high": [400.5, 600.5],
        "release": "2024",
        "reported_by": "a newspaper",
    }
)


def printed(value: float) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "year": [2023],
            "destination": "IND",
            "measure": "growth_pct",
            "printed": value,
            "printed_low": value - 0.05,
            "printed_high": value + 0.05,
            "approximate": False,
            "release": "2024",
            "locator": "s",
        }
    )


def releases(value: float = 20.0) -> pd.DataFrame:
    return growth_by_release(BY_YEAR, EARLIER, RATES, printed(value))


def test_growth_in_yen_and_in_dollars():
    found = releases()
    assert list(found["release"]) == ["2024", "2024", "2026", "2026"]
    row = found.iloc[1]
    # 600/400; the dollar is dearer by a quarter: 1.5/1.25
    assert (row["growth_jpy_pct"], row["growth_usd_pct"]) == pytest.approx((50, 20))
    assert row["growth_jpy_pct_low"] == pytest.approx((599.5 / 400.5 - 1) * 100)
    assert row["growth_usd_pct_high"] == pytest.approx((600.5 / 399.5 / 1.25 - 1) * 100)
    assert row["usd_million"] == pytest.approx(4800) and row["printed_growth_pct"] == 20
    # the official release is not rounded: 800/500, and 6,400/5,000
    row = found.iloc[3]
    assert (row["growth_jpy_pct"], row["growth_usd_pct"]) == pytest.approx((60, 28))
    assert row["growth_jpy_pct_low"] == row["growth_jpy_pct_high"] == row["growth_jpy_pct"]
    assert found["growth_jpy_pct"].isna().tolist() == [True, False, True, False]


@pytest.mark.parametrize(
    ("value", "verdict", "said"),
    [
        (50.0, "holds", "to rounding, in the release of 2024"),
        (20.0, "contradicted", "nearest to the growth in US dollars"),
        (90.0, "contradicted", r"neither: \+50.0% in yen"),
    ],
)
def test_one_table_explains_a_printed_rate(value, verdict, said):
    row = compare_releases(printed(value), BY_YEAR, releases(value)).iloc[0]
    assert row["verdict"] == verdict
    assert pd.Series([row["diagnosis"]]).str.contains(said).all()
    # without an earlier release it can only be put down to revision
    assert compare_releases(printed(value), BY_YEAR).iloc[0]["verdict"] == "revision"


def test_the_chapter_s_23_percent():
    """539 and 706.9 at 131.50 and 140.49 yen: 31.15% in yen, 31.15% less 6.84% in dollars."""
    rates = pd.DataFrame({"year": [2022, 2023], "jpy_per_usd": [131.498, 140.491]})
    earlier = EARLIER.assign(
        jpy_billion=[539, 706.9], jpy_billion_low=[538.5, 706.85], jpy_billion_high=[539.5, 706.95]
    )
    row = growth_by_release(BY_YEAR, earlier, rates, printed(23.0)).iloc[1]
    assert row["growth_jpy_pct"] == pytest.approx(31.15, abs=0.005)
    assert row["growth_usd_pct"] == pytest.approx(22.76, abs=0.005)
    assert row["growth_usd_pct_high"] < 22.95
