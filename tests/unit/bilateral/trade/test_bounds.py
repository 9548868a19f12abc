"""Bounds hold all lists that print the same, and some come up to them: by trying all of a grid."""

from decimal import Decimal
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from bilateral.trade.bounds import _greatest, _least, _needed, common_bounds
from bilateral.trade.printed import PrintedShares, joint_shares
from crossfoot import Interval, extremes, herfindahl_range
from crossfoot.numbers.concentration import herfindahl

CLASSES, STEP, PRINTED = 4, 2.5, 2
KEYS = {"reporter": "JPN", "partner": "IND", "flow": "export", "year": 2000}


def grid() -> np.ndarray:
    """All lists of four shares in steps of 2.5 that add up to 100."""
    units = int(100 / STEP)
    axis = np.arange(units + 1)
    first, second, third = (part.ravel() for part in np.meshgrid(axis, axis, axis, indexing="ij"))
    lists = np.stack([first, second, third, units - first - second - third], axis=1)
    return lists[lists[:, 3] >= 0] * STEP


GRID = grid()


def printed_like(truth: np.ndarray, joint: bool) -> tuple[PrintedShares, np.ndarray]:
    """The two largest shares to tens, as printed, and all lists of the grid that print so."""
    order = np.argsort(-truth, kind="stable")
    tens = np.floor(truth / 10 + 0.5) * 10
    rows = [
        {**KEYS, "rank": rank, "hs_chapter": f"{code:02d}", "share_pct": tens[code]}
        for rank, code in enumerate(order[:PRINTED], start=1)
    ]
    frame = pd.DataFrame(rows)
    frame["share_pct_low"], frame["share_pct_high"] = frame["share_pct"] - 5, frame["share_pct"] + 5
    a, b = order[:PRINTED]
    fits = (GRID[:, a] >= GRID[:, b]) & (GRID[:, b] >= np.delete(GRID, [a, b], axis=1).max(axis=1))
    for code in (a, b):
        fits &= (tens[code] - 5 <= GRID[:, code]) & (GRID[:, code] <= tens[code] + 5)
    known = {}
    if joint:
        together = float(truth[a] + truth[b])
        known = {2: Interval(Decimal(str(together - 2.5)), Decimal(str(together + 2.5)))}
        fits &= np.abs(GRID[:, a] + GRID[:, b] - together) <= 2.5
    return PrintedShares(frame, known), GRID[fits]


@pytest.mark.parametrize("joint", [False, True])
@pytest.mark.parametrize("seed", range(20))
def test_what_two_lists_have_in_common_is_bounded_tightly(seed, joint):
    random = np.random.default_rng(seed)
    truths = [GRID[place] for place in random.integers(len(GRID), size=2)]
    # a printed last share of nothing leaves no order to check
    truths = [truth if np.sort(truth)[-2] >= 10 else np.array([40, 30, 20, 10.0]) for truth in truths]
    whole = (1.0, 1.0) if seed % 2 else (300.0, 200.0)
    (one, ones), (other, others) = (printed_like(truth, joint) for truth in truths)
    low, high = common_bounds(one, other, CLASSES, whole)
    common = np.minimum(ones[:, None, :] * whole[0] / 100, others[None, :, :] * whole[1] / 100).sum(axis=2)
    assert low - 1e-6 <= common.min() and common.max() <= high + 1e-6
    # the grid comes within one step of two shares of the bounds
    reach = 2 * STEP / 100 * max(whole)
    assert common.min() - low < reach and high - common.max() < reach


@pytest.mark.parametrize("seed", range(12))
def test_unprinted_classes_taken_together_give_what_they_give_one_by_one(seed):
    random = np.random.default_rng(seed)
    lists = []
    for year in (2000, 2005):
        shares = random.pareto(1.0, 14) + 0.05
        shares = pd.Series(100 * shares / shares.sum()).sort_values(ascending=False).head(4).round(1)
        frame = pd.DataFrame(
            {"hs_chapter": [f"{code:02d}" for code in shares.index], "share_pct": shares.to_numpy()}
        )
        frame = frame.assign(**KEYS | {"year": year}, rank=range(1, 5))
        frame["share_pct_low"], frame["share_pct_high"] = frame["share_pct"] - 0.05, frame["share_pct"] + 0.05
        lists.append(PrintedShares(frame))
    one, other = lists
    names = sorted(set(one.bounds) | set(other.bounds))
    unnamed = _needed(one) + _needed(other)
    for solve in (_least, _greatest):
        together, singly = (
            solve(one, other, names, sizes, (3.0, 2.0)) for sizes in ([unnamed], [1] * unnamed)
        )
        assert together == pytest.approx(singly, abs=1e-6)


@pytest.mark.parametrize("seed", range(30))
def test_concentration_with_joint_shares_is_bounded_tightly(seed):
    truth = GRID[np.random.default_rng(seed).integers(len(GRID))]
    if np.sort(truth)[-2] < 10:
        truth = np.array([55, 20, 15, 10.0])
    printed, fitting = printed_like(truth, joint=True)
    shares = [Interval(Decimal(str(low)), Decimal(str(high))) for low, high in printed.bounds.values()]
    found = herfindahl_range(shares, CLASSES, printed.joint)
    squares = (fitting**2).sum(axis=1)
    assert float(found.low) - 1e-9 <= squares.min() and squares.max() <= float(found.high) + 1e-9
    # a step of one share against another, and a twentieth of the last one's interval
    assert (
        squares.min() - float(found.low) < 2 * STEP * 55 and float(found.high) - squares.max() < 2 * STEP * 55
    )
    even, uneven = extremes(shares, CLASSES, printed.joint)
    for complete in [even, *uneven]:
        assert abs(sum(complete) - 100) < Decimal("1e-18") and len(complete) == CLASSES
    assert all(larger >= smaller for larger, smaller in pairwise(even))
    assert herfindahl(even) == found.low


def test_joint_shares_by_hand():
    # 40, 30, 20 exactly, and ten in two further classes: at most 10² or, in two halves, 2 · 5²
    shares = [Interval.exactly(share) for share in (40, 30, 20)]
    assert herfindahl_range(shares, 5) == Interval(Decimal(2950), Decimal(3000))
    # 35 to 45 and 25 to 35, together 70: between 35, 35, 15, 15 and 40, 30, 30, 0
    loose = [Interval(Decimal(35), Decimal(45)), Interval(Decimal(25), Decimal(35))]
    joint = {2: Interval.exactly(70)}
    found = herfindahl_range(loose, 4, joint)
    assert found.low == 35**2 + 35**2 + 15**2 + 15**2
    assert 40**2 + 30**2 + 30**2 <= found.high < 41**2 + 30**2 + 30**2


def test_joint_shares_that_contradict_the_shares_are_left_out():
    shares = pd.DataFrame(
        [
            {**KEYS, "rank": rank, "hs_chapter": f"{rank:02d}", "share_pct": share}
            for rank, share in enumerate((40.0, 20.0, 10.0), start=1)
        ]
    )
    shares["share_pct_low"], shares["share_pct_high"] = shares["share_pct"] - 0.5, shares["share_pct"] + 0.5
    measures = pd.DataFrame(
        [
            {**KEYS, "measure": "top_2_share", "value_low": 60.5, "value_high": 61.5},
            # the first two are 60.5 at least, so that three are 70 or more
            {**KEYS, "measure": "top_3_share", "value_low": 68.5, "value_high": 69.5},
            {**KEYS, "measure": "top_10_share", "value_low": 99.5, "value_high": 100.5},
            {**KEYS, "measure": "hhi", "value_low": 2100.0, "value_high": 2200.0},
        ]
    )
    assert joint_shares(measures, shares) == {2: Interval(Decimal("60.5"), Decimal("61.5"), open_high=True)}


def test_more_printed_classes_than_there_are():
    one, _ = printed_like(np.array([40, 30, 20, 10.0]), joint=False)
    other, _ = printed_like(np.array([10, 20, 30, 40.0]), joint=False)
    with pytest.raises(ValueError, match="4 classes are printed, and there are 3"):
        common_bounds(one, other, 3)
