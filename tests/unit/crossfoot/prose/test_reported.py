"""Test statistics, means and percentages of counts, and compound rates in sentences."""

import pytest

from crossfoot.documents.document import Passage
from crossfoot.prose.statements import find_statements


def of(text: str, kind: str) -> list[tuple[str, str]]:
    found = find_statements([Passage(text=text, line=1, page=None)], [])
    return [(one.verdict, one.severity) for one in found if one.kind == kind]


FROM_TO = "from $100 million in 2010 to $200 million in 2020"
ROSE = f"Exports rose {FROM_TO}"
RIGHT, WRONG = [("holds", "")], [("contradicted", "error")]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        # t at 10 degrees of freedom: 2.228 for 5%, 1.812 for 10%
        ("t(10) = 2.23, p = .05", RIGHT),
        ("t(10) = 2.23, p < .05", RIGHT),
        ("t(10) = 1.81, p < .05", RIGHT),  # one-sided
        ("t(10) = 1.81, p = .01", WRONG),
        ("t(10) = -2.23, p = .050", RIGHT),
        ("t(10) = 1.372, p = .20", RIGHT),
        ("t = 1.2, p = 0.01", WRONG),  # no degrees of freedom give so little
        ("t = 3.2, p = 0.08", RIGHT),  # two do
        ("F(1, 10) = 4.96, p = .05", RIGHT),
        ("F(2, 30) = 3.32, p < .01", WRONG),
        ("χ²(1, N = 90) = 3.84, p = .05", RIGHT),
        ("χ2(10) = 18.31, p < .001", WRONG),
        ("r(10) = .58, p < .05", RIGHT),
        ("r(46) = .34, p = .30", WRONG),
        ("z = 1.96, p = .05", RIGHT),
        ("z = 1.96, p > .05", RIGHT),  # 1.955 has .0506
        ("z = 2.30, p > .05", WRONG),
        ("z = 1.96, p > .05 after a Bonferroni correction", []),
        ("z = 4.2, p = 2 × 10", []),
    ],
)
def test_statistics_and_their_p(printed, expected):
    found = of(f"We find that the two groups are not the same ({printed}).", "test")
    assert [
        (verdict.replace("within_rounding", "holds"), severity) for verdict, severity in found
    ] == expected


def test_a_decision_that_changes_is_said():
    found = find_statements(
        [Passage(text="The two are not the same, t(10) = 1.5, p = .04.", line=1, page=None)], []
    )
    assert found[0].diagnosis == "the decision at .05 is another one" and found[0].computed == "p = 0.1645"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 2^(1/10) = 1.0718, 2^(1/9) = 1.0801
        ("Exports doubled in ten years, a compound annual growth of 7.2%.", RIGHT),
        ("Exports doubled in ten years, a compound annual growth of 9.2%.", WRONG),
        ("Exports doubled between 2010 and 2020, a compound annual growth rate of 9.2%.", WRONG),
        ("Exports doubled in ten years, a compound annual growth of 8.0%.", RIGHT),
        ("Exports more than doubled in ten years, a compound annual growth of 9.2%.", RIGHT),
        (f"{ROSE}, a compound annual growth of 9.2%.", WRONG),
        (f"{ROSE}, a compound annual growth of 7.2%.", RIGHT),
        (f"{ROSE}, a compound annual growth of 8.0%.", [("not_checkable", "question")]),
        (f"Trade grew at a compound annual growth rate of 7.2% {FROM_TO}.", RIGHT),
        (f"Trade grew at a compound annual growth rate of 9.2% {FROM_TO}.", WRONG),
    ],
)
def test_compound_rates(text, expected):
    found = [
        (verdict.replace("within_rounding", "holds"), severity) for verdict, severity in of(text, "growth")
    ]
    assert found == expected
