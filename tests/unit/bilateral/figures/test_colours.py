"""Colours: one thing each, readable on both grounds, and apart for readers without red or green cones."""

from itertools import combinations

import pytest

from bilateral.figures.style import COLOURS, ECONOMIES, GROUND, INK, LINE, SOFT, economy_colours
from tests.figures import BLIND, contrast, distance

ALL = [*COLOURS.values(), *ECONOMIES]
# what stands in one figure
TOGETHER = [
    {"exports", "imports", "contradicted"},
    {"fuels", "rest"},
    {"manufacturing", "services"},
    {"together", "others"},
]


def test_white_and_black_have_the_contrast_of_the_standard():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    # WCAG's own example of a grey that just passes 4.5
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("colour", ALL)
@pytest.mark.parametrize("ground", ["#ffffff", "#161618"])
def test_each_colour_reads_on_white_and_on_dark(colour, ground):
    assert contrast(colour, ground) >= 3


def test_one_colour_is_one_thing():
    assert len({*ALL, INK, SOFT, LINE, GROUND}) == len(ALL) + 4


@pytest.mark.parametrize("blindness", BLIND)
def test_what_meets_in_a_figure_is_told_apart(blindness):
    pairs = [pair for group in TOGETHER for pair in combinations(sorted(group), 2)]
    colours = [(COLOURS[one], COLOURS[other]) for one, other in pairs]
    # the pair and its first other, as beside a rival
    colours += combinations(ECONOMIES[:3], 2)
    for one, other in colours:
        # 2.3 is what can just be told (Mahy, Van Eycken and Oosterlinck 1994); lines are thin
        assert distance(one, other, blindness) >= 12, (one, other)


def test_the_pair_has_the_first_two_colours_whatever_it_is():
    names = dict.fromkeys(["AAA", "BBB", "CCC", "DDD", "EEE", "FFF", "GGG", "HHH", "III"], "")
    found = economy_colours(names, {"reporter": "HHH", "partner": "CCC"})
    assert (found["HHH"], found["CCC"], found["AAA"], found["BBB"]) == ECONOMIES[:4]
    assert set(found) == set(names) and found["III"] == COLOURS["others"]
