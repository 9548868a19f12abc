"""ECI and PCI: cases worked out by hand, and what must always hold."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilateral.trade.complexity import complexity

# a chain: economies 0, 1, 2; each product is made by one or two neighbours
CHAIN = np.array([[1, 1, 0, 0], [0, 1, 1, 0], [0, 0, 1, 1]], dtype=bool)
NESTED = np.array([[1, 1, 1, 1], [1, 1, 1, 0], [1, 1, 0, 0], [1, 0, 0, 0]], dtype=bool)


def test_three_economies_in_a_chain():
    # D⁻¹ M U⁻¹ Mᵀ = ¼ [[3, 1, 0], [1, 2, 1], [0, 1, 3]]: eigenvalues 1, ¾, ¼, the second with (1, 0, −1)
    eci, pci = complexity(CHAIN)
    assert sorted(np.round(eci, 12)) == sorted(np.round([np.sqrt(1.5), 0, -np.sqrt(1.5)], 12))
    assert eci[1] == pytest.approx(0, abs=1e-12)
    # the mean PCI of what an economy makes is its ECI: the ends' products have ⅔ of the way each
    np.testing.assert_allclose(CHAIN @ pci / CHAIN.sum(axis=1), eci, atol=1e-12)
    np.testing.assert_allclose(pci * np.sign(eci[0]), np.sqrt(1.5) * np.array([4, 2, -2, -4]) / 3, atol=1e-12)


def test_it_rises_with_diversity():
    eci, pci = complexity(NESTED)
    assert list(np.argsort(-eci)) == [0, 1, 2, 3]
    # the fewer make a product, the more complex it is
    assert list(np.argsort(pci)) == [0, 1, 2, 3]


@pytest.mark.parametrize(
    "advantage",
    [
        np.eye(4, dtype=bool),  # nothing in common
        np.ones((4, 3), dtype=bool),  # nothing apart
        np.array([[1, 1, 0, 0], [1, 0, 0, 0], [0, 0, 1, 1], [0, 0, 1, 0]], dtype=bool),  # two worlds
        CHAIN[:2],
        np.zeros((5, 5), dtype=bool),
    ],
)
def test_no_unique_eigenvector_no_value(advantage):
    eci, pci = complexity(advantage)
    assert np.isnan(eci).all() and np.isnan(pci).all()
    assert eci.shape == advantage.shape[:1] and pci.shape == advantage.shape[1:]


def test_who_has_no_advantage_has_no_value_and_changes_none():
    wider = np.zeros((4, 5), dtype=bool)
    wider[np.ix_([0, 2, 3], [0, 1, 3, 4])] = NESTED[:3]
    eci, pci = complexity(wider)
    alone_eci, alone_pci = complexity(NESTED[:3])
    assert np.isnan(eci[1]) and np.isnan(pci[2])
    np.testing.assert_allclose(eci[[0, 2, 3]], alone_eci)
    np.testing.assert_allclose(pci[[0, 1, 3, 4]], alone_pci)


@given(st.integers(0, 10_000), st.integers(3, 12), st.integers(3, 30), st.floats(0.2, 0.8))
def test_what_must_hold(seed, economies, products, chance):
    draws = np.random.default_rng(seed)
    advantage = draws.random((economies, products)) < chance
    eci, pci = complexity(advantage)
    if np.isnan(eci).all():
        return
    held = ~np.isnan(eci)
    assert eci[held].mean() == pytest.approx(0, abs=1e-9) and eci[held].std() == pytest.approx(1)
    assert (held == advantage.any(axis=1)).all() and (~np.isnan(pci) == advantage.any(axis=0)).all()
    assert (
        np.corrcoef(eci[held], advantage.sum(axis=1)[held])[0, 1] > -1e-7
        or len(set(advantage.sum(axis=1)[held])) == 1
    )
    means = (advantage[held] * np.nan_to_num(pci)).sum(axis=1) / advantage[held].sum(axis=1)
    np.testing.assert_allclose(means, eci[held], atol=1e-7)
    # the order in which economies and products stand changes nothing
    rows, columns = draws.permutation(economies), draws.permutation(products)
    again, _ = complexity(advantage[np.ix_(rows, columns)])
    np.testing.assert_allclose(np.abs(again), np.abs(eci[rows]), atol=1e-6)
