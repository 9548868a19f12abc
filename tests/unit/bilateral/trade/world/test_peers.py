"""Flows of about the same size: a hand-computed case, and counting one by one."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bilateral.trade.world.peers import among_peers


def test_by_hand():
    totals, values = np.array([10.0, 20.0, 5.0, 41.0, 400.0]), np.array([3.0, 1.0, 2.0, 9.0, 5.0])
    peers, percentiles = among_peers(totals, values)
    # 10 has 20 and 5; 20 has 10 alone, for 41 is more than twice as much; 5 has 10; 41 and 400 have none
    assert peers.tolist() == [2, 1, 1, 0, 0]
    np.testing.assert_array_equal(percentiles, [100, 0, 0, np.nan, np.nan])


@given(st.lists(st.tuples(st.integers(1, 60), st.integers(0, 8)), min_size=1, max_size=40))
def test_as_counted_one_by_one(flows):
    totals, values = (np.array(part, dtype=float) for part in zip(*flows, strict=True))
    peers, percentiles = among_peers(totals, values)
    for place, (total, value) in enumerate(flows):
        others = [v for other, (t, v) in enumerate(flows) if other != place and total / 2 <= t <= total * 2]
        assert peers[place] == len(others)
        if others:
            assert percentiles[place] == 100 * sum(v < value for v in others) / len(others)
        else:
            assert np.isnan(percentiles[place])
