"""Change and overlap of compositions, by hand and as properties."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilateral.trade import change

BEFORE = pd.Series({"84": 60.0, "85": 40.0})
AFTER = pd.Series({"84": 50.0, "87": 50.0})


def test_sum_of_changes_by_hand():
    # |50−60| + |0−40| + |50−0| = 100 points
    assert change.krugman(BEFORE, AFTER) == 1.0
    assert change.lawrence(BEFORE, AFTER) == 0.5
    assert change.finger_kreinin(BEFORE, AFTER) == 50.0


def test_lilien_counts_only_what_is_in_both_years():
    value, classes = change.lilien(BEFORE, AFTER)
    assert classes == 1 and value == pytest.approx(math.sqrt(0.55 * math.log(50 / 60) ** 2))


def test_rank_turnover():
    assert change.rank_turnover(BEFORE, AFTER, 2) == 0.5


def test_contributions_add_up():
    assert change.herfindahl_contributions(BEFORE, AFTER).sum() == (50**2 + 50**2) - (60**2 + 40**2)
    grown = change.growth_contributions(pd.Series({"a": 80.0, "b": 20.0}), pd.Series({"a": 90.0, "c": 40.0}))
    assert grown.to_dict() == {"a": 10.0, "b": -20.0, "c": 40.0}
    with pytest.raises(ValueError, match="no trade"):
        change.growth_contributions(pd.Series({"a": 0.0}), pd.Series({"a": 1.0}))


values = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 1000).map(float), min_size=1).map(
    pd.Series
)


@given(values, values)
def test_similarity_and_change_are_two_sides_of_one(one, other):
    one, other = one / one.sum() * 100, other / other.sum() * 100
    assert change.finger_kreinin(one, other) == pytest.approx(100 * (1 - change.lawrence(one, other)))
    assert change.lawrence(one, other) == pytest.approx(change.lawrence(other, one))
    assert change.lawrence(one, one) == 0


def test_grubel_lloyd_by_hand():
    exports, imports = pd.Series({"a": 10.0, "b": 30.0}), pd.Series({"a": 10.0, "c": 10.0})
    assert change.grubel_lloyd_by_class(exports, imports).to_dict() == {"a": 1.0, "b": 0.0, "c": 0.0}
    # trade 60, differences 0 + 30 + 10; imbalance 40 − 20
    assert change.grubel_lloyd(exports, imports) == pytest.approx(1 - 40 / 60)
    assert change.grubel_lloyd_balanced(exports, imports) == pytest.approx((60 - 40) / (60 - 20))


def test_grubel_lloyd_without_two_way_trade():
    with pytest.raises(ValueError, match="one way"):
        change.grubel_lloyd_balanced(pd.Series({"a": 1.0}), pd.Series({"a": 0.0}))
    with pytest.raises(ValueError, match="no trade"):
        change.grubel_lloyd(pd.Series({"a": 0.0}), pd.Series({"a": 0.0}))


@given(values, values)
def test_grubel_lloyd_is_a_ratio_and_the_correction_raises_it(exports, imports):
    plain, corrected = change.grubel_lloyd(exports, imports), change.grubel_lloyd_balanced(exports, imports)
    assert -1e-12 <= plain <= corrected + 1e-12 <= 1 + 1e-9


def test_intensity_by_hand():
    # a fifth of exports goes to a partner with a tenth of the imports open to the reporter
    assert change.trade_intensity(20, 100, 90, 1000, 100) == pytest.approx(2.0)
    with pytest.raises(ValueError, match="positive"):
        change.trade_intensity(20, 0, 90, 1000, 100)
