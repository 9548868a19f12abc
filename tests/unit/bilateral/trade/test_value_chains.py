"""Two industries, computed by hand, and the properties that hold for any table."""

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilateral.sources.oecd_input_output import InputOutput
from bilateral.trade.value_chains import (
    by_economy,
    by_industry,
    change_within,
    held_against_published,
    import_content,
    in_exports,
    leontief_inverse,
    upstreamness,
)

# A^D = [[1/5, 3/10], [1/10, 2/5]], whose determinant is 4/5 3/5 − 3/10 1/10 = 9/20, so that
# (I − A^D)^-1 = 20/9 [[3/5, 3/10], [1/10, 4/5]] = [[4/3, 2/3], [2/9, 16/9]];
# u A^M = (1/10 + 1/20, 1/5 + 1/10) = (3/20, 3/10)
DOMESTIC = np.array([[20.0, 60.0], [10.0, 80.0]])
IMPORTED = np.array([[10.0, 40.0], [5.0, 20.0]])
OUTPUT = np.array([100.0, 200.0])
EXPORTS = np.array([10.0, 30.0])
# (3/20 4/3 + 3/10 2/9, 3/20 2/3 + 3/10 16/9)
CONTENT = [Fraction(4, 15), Fraction(19, 30)]


def table(**changed) -> InputOutput:
    """Inputs and value added are all of output: 30 + 15 + 50 + 5 and 140 + 60."""
    parts = {
        "economy": "AAA",
        "year": 2000,
        "industries": ("C19", "C20"),
        "domestic": DOMESTIC,
        "imported": IMPORTED,
        "output": OUTPUT,
        "value_added": np.array([50.0, 0.0]),
        "taxes": np.array([5.0, 0.0]),
        "exports": EXPORTS,
        "visitors": np.zeros(2),
        "home_use": np.array([160.0, 230.0]),
    }
    return InputOutput(**parts | changed)


def test_leontief_inverse_of_two_industries():
    assert leontief_inverse(DOMESTIC, OUTPUT) == pytest.approx(np.array([[4 / 3, 2 / 3], [2 / 9, 16 / 9]]))


def test_import_content_of_two_industries():
    found = import_content(DOMESTIC, IMPORTED, OUTPUT)
    assert found == pytest.approx([float(each) for each in CONTENT])
    # (10 4/15 + 30 19/30) / 40 = 13/24
    assert in_exports(found, EXPORTS) == pytest.approx(float(Fraction(13, 24) * 100))


def test_the_imports_of_one_product_alone():
    # its row of A^M is (1/10, 1/5): (1/10 4/3 + 1/5 2/9, 1/10 2/3 + 1/5 16/9)
    found = import_content(DOMESTIC, IMPORTED[:1], OUTPUT)
    assert found == pytest.approx([float(Fraction(8, 45)), float(Fraction(19, 45))])


def test_an_industry_without_output_has_no_content():
    padded = np.pad(DOMESTIC, (0, 1)), np.pad(IMPORTED, (0, 1)), np.append(OUTPUT, 0.0)
    assert import_content(*padded) == pytest.approx([*map(float, CONTENT), 0.0])


def test_no_exports_no_share():
    assert np.isnan(in_exports(np.array([0.2]), np.array([0.0])))


def test_upstreamness_of_two_industries():
    # half of the first product goes to the second industry, all of the second to final use: 1 + 1/2, 1
    flows = np.array([[0.0, 50.0], [0.0, 0.0]])
    assert upstreamness(flows, np.array([100.0, 80.0])) == pytest.approx([1.5, 1.0])
    # a tenth of a product's use by its own industry: 1/(1 − 1/10)
    assert upstreamness(np.array([[10.0]]), np.array([100.0])) == pytest.approx([10 / 9])


def test_an_economy():
    row = by_economy([table()]).iloc[0]
    assert row["import_content_pct"] == pytest.approx(100 * 13 / 24)
    # imports of the first product, C19, are energy: (10 8/45 + 30 19/45) / 40 = 13/36
    assert row["energy_pct"] == pytest.approx(100 * 13 / 36)
    assert row["other_pct"] == pytest.approx(100 * (13 / 24 - 13 / 36))
    # (1/2, 0) (I − A^D)^-1 = (2/3, 1/3), of exports (10 2/3 + 30 1/3) / 40 = 5/12; taxes a tenth of it
    assert row["domestic_value_added_pct"] == pytest.approx(100 * 5 / 12)
    assert row["taxes_pct"] == pytest.approx(100 / 24)
    assert row[["import_content_pct", "domestic_value_added_pct", "taxes_pct"]].sum() == pytest.approx(100)
    assert row["exports_usd_million"] == 40


def test_visitors_count_with_their_own_weights():
    row = by_economy([table(visitors=np.array([40.0, 0.0]))]).iloc[0]
    # (50 4/15 + 30 19/30) / 80
    assert row["visitors_included_pct"] == pytest.approx(100 * (50 * 4 / 15 + 30 * 19 / 30) / 80)


def test_contributions_of_industries_add_up():
    rows = by_industry([table()])
    assert rows["contribution_points"].tolist() == pytest.approx([100 / 15, 100 * 19 / 40])
    assert rows["contribution_points"].sum() == pytest.approx(by_economy([table()])["import_content_pct"][0])


def test_a_change_within_industries_and_between_them():
    # shares 25 and 75, then 50 and 50, with the same contents: all of the change is between industries
    later = table(year=2001, exports=np.array([20.0, 20.0]))
    row = change_within(by_industry([table(), later])).iloc[0]
    assert (row["year_from"], row["year_to"]) == (2000, 2001)
    assert row["within_points"] == pytest.approx(0)
    # 25 points of exports move from 19/30 to 4/15
    assert row["between_points"] == pytest.approx(25 * (4 / 15 - 19 / 30))
    assert row["change_points"] == pytest.approx(row["between_points"])


def test_held_against_the_producer_s_own_series():
    rows = pd.DataFrame(
        {
            "economy": "AAA",
            "year": 2000,
            "industry": ["C19", "C20", "TOTAL"],
            "percent": [100 * 4 / 15 + 0.01, 100 * 19 / 30 - 0.03, 100 * 13 / 24],
        }
    )
    found = held_against_published(by_economy([table()]), by_industry([table()]), rows).set_index(
        ["scope", "economy"]
    )
    assert found.loc[("industry", "AAA"), "median_points"] == pytest.approx(0.02)
    assert found.loc[("industry", "AAA"), "largest_points"] == pytest.approx(0.03)
    assert found.loc[("industry", "AAA"), "largest_industry"] == "C20"
    assert found.loc[("total", "AAA"), "largest_points"] == pytest.approx(0, abs=1e-12)
    assert found["compared"].tolist() == [2, 2, 1, 1, 1, 1]


@given(
    st.integers(1, 5).flatmap(
        lambda n: st.lists(
            st.lists(st.floats(0.1, 10), min_size=n, max_size=n), min_size=2 * n + 1, max_size=2 * n + 1
        )
    )
)
def test_value_added_and_imports_are_all_of_exports(rows):
    """Whatever the table: output is inputs and value added, so their contents add up to one unit."""
    cells = np.array(rows)
    n = cells.shape[1]
    domestic, imported, value_added = cells[:n], cells[n : 2 * n], cells[2 * n]
    output = domestic.sum(axis=0) + imported.sum(axis=0) + value_added
    content = import_content(domestic, imported, output)
    added = import_content(domestic, value_added[None, :], output)
    assert content + added == pytest.approx(np.ones(n))
