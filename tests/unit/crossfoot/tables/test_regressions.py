"""Regression tables: what is recognised, and each rule with what it must leave alone."""

import pytest

from crossfoot.documents.table import Table
from crossfoot.tables.checks import Auditor
from crossfoot.tables.significance import bracket_kinds, star_levels

NOTE = "Standard errors in parentheses. * p<0.1, ** p<0.05, *** p<0.01"


def table(text: str, *notes: str, caption: str = "Results") -> Table:
    rows = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    lines = list(range(2, len(rows) + 1))
    return Table(
        "a.txt",
        "1",
        caption,
        header=rows[:1],
        body=rows[1:],
        header_lines=[1],
        body_lines=lines,
        notes=list(notes),
    )


def problems(text: str, *notes: str, caption: str = "Results") -> list[tuple[str, str, str]]:
    found = Auditor()([table(text, *notes, caption=caption)])
    return [(check.check, check.severity, check.printed) for check in found if check.is_problem]


@pytest.mark.parametrize(
    ("note", "levels"),
    [
        ("* p<0.1, ** p<0.05, *** p<0.01", {"*": 0.1, "**": 0.05, "***": 0.01}),
        ("***, **, and * show 1%, 5%, and 10% significance", {"*": 0.1, "**": 0.05, "***": 0.01}),
        ("significant at the 10 (*), 5 (**) and 1 (***) percent level", {}),
        ("significant at 1% (***), 5% (**) and 10% (*)", {"*": 0.1, "**": 0.05, "***": 0.01}),
        ("*, ** and *** denote the 10, 5 and 1 percent levels", {"*": 0.1, "**": 0.05, "***": 0.01}),
        ("+ p<.10, ∗ p<.05, ∗∗ p<.01", {"+": 0.1, "*": 0.05, "**": 0.01}),
        ("* p<0.01, ** p<0.05", {}),
        ("* not yet in force", {}),
    ],
)
def test_levels_of_stars(note, levels):
    assert star_levels([note]) == levels


@pytest.mark.parametrize(
    ("note", "kinds"),
    [
        ("Robust standard errors in parentheses.", {"(": "se"}),
        ("Std. err. in parentheses", {"(": "se"}),
        ("t-statistics based on robust standard errors in parentheses.", {"(": "t"}),
        ("Figures in parentheses are t-ratios", {"(": "t"}),
        (
            "Standard errors, clustered by firm, in parentheses and p-values in brackets",
            {"(": "se", "[": "p"},
        ),
        ("Standard errors or t-statistics in parentheses", {"(": "other"}),
        ("All in logarithms", {}),
    ],
)
def test_what_brackets_hold(note, kinds):
    assert bracket_kinds([note], {"("}) == kinds


STARS = """
 | (1) | (2)
Tariff | -0.42*** | -0.40***
 | (0.10) | (0.11)
Output | 0.81*** | 0.79***
 | (0.05) | (0.05)
Border | 0.13 | 0.19*
 | (0.10) | (0.11)
Observations | 1,250 | 1,250
R-squared | 0.61 | 0.63
"""


def test_stars_that_fit():
    assert problems(STARS, NOTE) == []


@pytest.mark.parametrize(
    ("right", "wrong", "printed"),
    # t of 1.3 is not significant, one-sided at 10% at most; t of 3.6 has p of 0.0003
    [("| 0.13 |", "| 0.13** |", "0.13**"), ("-0.40***", "-0.40*", "-0.40*"), ("0.81***", "0.81", "0.81")],
)
def test_stars_that_do_not(right, wrong, printed):
    assert problems(STARS.replace(right, wrong), NOTE) == [("coefficient_stars", "question", printed)]


def test_stars_are_left_alone_where_rounding_or_the_note_allows_more():
    # 0.01 (0.01): t between 0.33 and 3
    coarse = STARS.replace("0.13 |", "0.01** |").replace("(0.10) | (0.11)\nObs", "(0.01) | (0.11)\nObs")
    assert problems(coarse, NOTE) == []
    wrong = STARS.replace("| 0.13 |", "| 0.13** |")
    for note in (
        NOTE.replace("Standard errors", "Standard errors or t-ratios"),
        NOTE + ". Stars by wild bootstrap.",
        "",
    ):
        assert ("coefficient_stars", "error", "0.13**") not in problems(wrong, note)
    assert problems(wrong, NOTE, caption="Odds ratios of exporting") == []


def test_brackets_that_no_note_explains_are_read_by_their_stars():
    text = """
 | (1) | (2) | (3)
Tariff | -0.42*** | -0.40*** | -0.36***
 | (4.20) | (3.64) | (3.00)
Output | 0.81*** | 0.79*** | 0.02
 | (16.2) | (15.8) | (0.40)
Border | 0.13 | 0.19* | 0.60**
 | (1.30) | (1.73) | (2.20)
"""
    assert problems(text, "* p<0.1, ** p<0.05, *** p<0.01") == []
    wrong = text.replace("| 0.02", "| 0.02**")
    assert problems(wrong, "* p<0.1, ** p<0.05, *** p<0.01") == [("coefficient_stars", "error", "0.02**")]
    assert not [one for one in problems(wrong) if one[0] == "coefficient_stars"]


BESIDE = """
Variable | Coef. | Std. Err. | t | p-value | 95% CI
Distance | -0.84 | 0.12 | -7.00 | 0.000 | -1.08, -0.60
Language | 0.45 | 0.15 | 3.00 | 0.003 | 0.16, 0.74
Border | 0.24 | 0.12 | 2.00 | 0.046 | 0.00, 0.48
Island | 0.10 | 0.20 | 0.50 | 0.617 | -0.29, 0.49
"""


@pytest.mark.parametrize(
    ("right", "wrong", "kind", "printed"),
    [
        ("0.15 | 3.00", "0.15 | 3.60", "coefficient_t", "3.60"),
        ("0.046", "0.146", "coefficient_p", "0.146"),
        ("0.16, 0.74", "0.46, 0.74", "interval_holds_estimate", "0.46, 0.74"),
    ],
)
def test_columns_beside_each_other(right, wrong, kind, printed):
    assert problems(BESIDE) == []
    assert (kind, "question", printed) in problems(BESIDE.replace(right, wrong))


def test_an_interval_that_is_not_symmetric_is_a_question():
    found = problems(BESIDE.replace("0.16, 0.74", "0.16, 0.94"))
    assert found == [("interval_centre", "question", "0.16, 0.94")]
    assert problems(BESIDE.replace("0.16, 0.74", "0.16, 0.94"), caption="Odds ratios") == []


def test_t_has_the_sign_of_its_coefficient():
    text = """
 | OLS | RE
Capital | -0.17 (-6.01) | -0.14 (-5.21)
Labour | 0.41 (8.50) | 0.41 (9.25)
Age | -1.01 (-1.05) | -1.09 (1.02)
Foreign | 0.21 (8.82) | 0.21 (6.51)
R-squared | 0.78 | 0.78
"""
    note = "t-statistics in parentheses"
    assert problems(text, note) == [("coefficient_sign", "error", "-1.09 (1.02)")]
    # where t is printed without its sign nothing is wrong
    assert problems(text.replace("(-", "("), note) == []


def test_r_squared():
    def found(r: str, adjusted: str) -> list:
        foot = f"R-squared | {r}\nAdjusted R-squared | {adjusted}"
        return problems(STARS.replace("R-squared | 0.61 | 0.63", foot), NOTE)

    assert found("0.61 | 0.63", "0.60 | 0.63") == []
    assert found("0.61 | 1.63", "0.60 | 0.62") == [("r_squared", "error", "1.63")]
    assert found("0.61 | 0.63", "0.60 | 0.68") == [("adjusted_r_squared", "error", "0.68")]
    assert found("0.61 | 0.63", "0.65 | 0.68") == [("adjusted_r_squared", "question", "0.65")]
    assert found("61.2 | 63.1", "60.1 | 62.0") == [("r_squared", "question", "61.2")]


def test_observations_that_grow_with_controls_are_a_question():
    text = STARS.replace("| 0.13 |", "| |").replace("| (0.10) | (0.11)\nObs", "| | (0.11)\nObs")
    assert problems(text, NOTE) == []
    more = text.replace("1,250 | 1,250", "1,250 | 1,310")
    assert problems(more, NOTE) == [("observations", "question", "1,310")]
    # columns of other samples may have more
    assert problems(more.replace("(2)", "Services").replace("(1)", "Goods"), NOTE) == []


def test_cells_that_moved_are_left_alone():
    text = """
 | Mean | (1) | (2) | (3)
A | 76.1 | 0.32** | 0.45** | -0.04
 | | (0.05) | (0.05) | (0.04)
B | 80.6 | 0.43** | 0.58** | 0.01
 | (0.19) | (0.04) | (0.18) |
C | 91.9 | 0.02 | 0.55** | -0.02
 | | (0.05) | (0.11) | (0.06)
D | 63.9 | 0.67** | 0.84** | -0.04
 | | (0.16) | (0.16) | (0.06)
"""
    assert problems(text, "Standard errors in parentheses. * p<0.1, ** p<0.05") == []


def test_raised_stars_are_those_of_the_estimate():
    made = table(STARS.replace("0.81*** |", "0.81 |"), NOTE)
    assert [check.printed for check in Auditor()([made]) if check.is_problem] == ["0.81"]
    made.alternatives = {(2, 1): ["0.81***"]}
    assert [check.printed for check in Auditor()([made]) if check.is_problem] == []


def test_a_minus_that_was_read_as_a_2_makes_nothing_wrong():
    text = """
 | (1) | (2)
Pill | 2.0085* | .0058
 | (.0048) | (.0077)
Consent | 2.0084 | .0028
 | (.0079) | (.0133)
Abortion | 2.0324*** | 2.0228**
 | (.0083) | (.0095)
Age | .0567*** | .0479***
 | (.0108) | (.0131)
"""
    assert problems(text, NOTE) == []
    # t of −1.77, −1.06, −3.90 and −2.40
    assert problems(text.replace("2.0", "-.0"), NOTE) == []


def test_stars_by_a_printed_p():
    text = """
 | (1) | (2)
Hours | 3.66 | -1.63*
 | (6.32) | (0.746)
 | [.672] | [.052]
Earnings | 0.182** | 0.030
 | (0.069) | (0.031)
 | [.018] | [.440]
Health | 0.375*** | 0.031
 | (0.102) | (0.032)
 | [.005] | [.417]
"""
    levels = "* p<0.1, ** p<0.05, *** p<0.01"
    note = f"Standard errors in parentheses, p-values by wild bootstrap in brackets. {levels}"
    # −1.63/0.746 alone would have two stars
    assert problems(text, note) == []
    assert problems(text.replace("0.030", "0.030*"), note) == [("coefficient_stars", "question", "0.030*")]
