"""Sentences of economists and of papers, each against a table whose arithmetic is done by hand."""

import pytest

from crossfoot.documents.document import Passage
from crossfoot.documents.table import Table
from crossfoot.prose.against_tables.cells import Index
from crossfoot.prose.against_tables.comparisons import decide
from crossfoot.prose.statements import find_statements


def table(caption, header, *rows):
    lines = list(range(2, 2 + len(rows)))
    body = [list(row) for row in rows]
    return Table("d.md", "1", caption, header=[header], body=body, header_lines=[1], body_lines=lines)


TRADE = table(
    "Exports by sector (US$ million)",
    ["Sector", "2019", "2023"],
    ("Chemicals", "250.0", "300.0"),
    ("Food", "400.0", "340.0"),
    ("Machinery", "350.0", "360.0"),
    ("Total", "1,000.0", "1,000.0"),
)
PARTNERS = table(
    "Exports of Borduria to its partners (US$ billion)",
    ["Year", "Syldavia", "Freedonia", "Ruritania"],
    ("2020", "12.1", "9.4", "3.0"),
    ("2021", "13.5", "9.9", "3.1"),
    ("2022", "14.2", "10.6", "15.0"),
)
GRANTS = table(
    "Grants awarded",
    ["Program", "Grants"],
    ("Roads", "339"),
    ("Rail", "61"),
    ("Ferries", "52"),
    ("Total", "452"),
)
SCORES = table(
    "Scores on two sets",
    ["Model", "Old recall", "Old loss", "New recall", "New loss"],
    ("Baselines", "", "", "", ""),
    ("Alpha", "60.0", "0.90", "50.0", "0.95"),
    ("Beta", "64.0", "0.80", "55.0", "0.85"),
    ("Our models", "", "", "", ""),
    ("Gamma", "70.0", "0.60", "61.0", "0.70"),
    ("Gamma+Memory", "72.0", "0.65", "63.0", "0.75"),
)


def said(text, one):
    found = find_statements([Passage(text, 1)], [one])
    return {(told.stated, told.verdict, told.severity) for told in found if told.against != "sentence"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 300 / 250 = 1.20; 340 / 400 = 0.85
        ("Chemicals rose by 20 percent between 2019 and 2023 (Table 1).", ("20 percent", "holds", "")),
        (
            "Chemicals rose by 50 percent between 2019 and 2023 (Table 1).",
            ("50 percent", "contradicted", "error"),
        ),
        ("Food fell by 51 percent between 2019 and 2023 (Table 1).", ("51 percent", "contradicted", "error")),
        # the other way
        ("Food rose by 15 percent between 2019 and 2023 (Table 1).", ("15 percent", "contradicted", "error")),
        # 340 of 1,000
        (
            "Food accounted for 34.0 percent of total exports in 2023 (Table 1).",
            ("34.0 percent", "holds", ""),
        ),
        (
            "Food accounted for 35.9 percent of total exports in 2023 (Table 1).",
            ("35.9 percent", "contradicted", "error"),
        ),
    ],
)
def test_rates_and_shares_of_a_row(text, expected):
    assert expected in said(text, TRADE)


@pytest.mark.parametrize(
    "text",
    [
        # a rate of each year, a rate of something else, years that the table does not have, no way
        "Chemicals rose by 50 percent a year between 2019 and 2023 (Table 1).",
        "Chemicals rose by 50 percent in real terms between 2019 and 2023 (Table 1).",
        "Chemicals rose by 50 percent between 2018 and 2023 (Table 1).",
        "Prices of oil rose by 50 percent between 2019 and 2023 (Table 1).",
        "Pharmaceuticals rose by 50 percent between 2019 and 2023; chemicals are in Table 1.",
        "Food accounted for 35.9 percent of total imports in 2023 (Table 1).",
        "Food and drink accounted for 35.9 percent of the sales of supermarkets (Table 1).",
    ],
)
def test_what_is_not_certain_is_not_contradicted(text):
    assert not [one for one in said(text, TRADE) if one[1] == "contradicted"]


def test_a_table_of_the_passage_is_asked_about():
    text = "Table 1 has exports. Chemicals rose by 50 percent between 2019 and 2023."
    assert ("50 percent", "not_checkable", "question") in said(text, TRADE)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        # 339 / 452 = 75.0%
        ("Roads received 339 (75%) of the grants (Table 1).", None),
        ("Roads received 339 (85%) of the grants (Table 1).", "contradicted"),
        # 339 / (339 + 61) = 84.75%: of those two
        ("Roads received 339 (up by 85%) of the grants (Table 1).", None),
    ],
)
def test_a_percentage_in_brackets(text, verdict):
    found = [told for _, told, severity in said(text, GRANTS) if severity == "error"]
    assert found == ([verdict] if verdict else [])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "Exports to Syldavia exceeded those to Freedonia in each year (Table 1).",
            ("exceeded", "holds", ""),
        ),
        # 15.0 in 2022
        ("Exports to Ruritania were below those to Freedonia in each year (Table 1).", None),
    ],
)
def test_columns_in_each_year(text, kind):
    found = [one for one in said(text, PARTNERS) if one[1] == "holds"]
    assert found == ([kind] if kind else [])


@pytest.mark.parametrize(
    ("text", "truths"),
    [
        ("Gamma outperforms Beta on the new set.", [True]),
        # the loss is higher: worse
        ("Beta has a better old loss than Gamma.", [False]),
        ("Gamma does not outperform the baselines.", [False]),
        ("Gamma has a higher old recall than Beta by 6 points.", [True]),
        ("Gamma has a higher old recall than Beta by 9 points.", [False]),
        ("Alpha has the lowest recall of all.", [True]),
        # of what is not there, or might be; and of some alone
        ("Delta outperforms Beta on the new set.", []),
        ("Gamma might outperform Beta.", []),
        ("Gamma is better than Beta on 3 of 4 sets.", []),
        # both recalls are better, both losses worse: half of the cells say so, which is only found
        ("Gamma+Memory outperforms Gamma.", [True]),
    ],
)
def test_clauses_on_models(text, truths):
    assert [one.truth for one in decide(text, Index(SCORES))] == truths
