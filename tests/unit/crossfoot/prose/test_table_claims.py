"""What a sentence says of rows and columns, against the table it names."""

import pytest

from crossfoot.documents.document import Passage
from crossfoot.documents.table import Table
from crossfoot.prose.statements import find_statements


def table(caption, header, *rows):
    return Table(
        "d.md",
        "1",
        caption,
        header=[header],
        body=[list(row) for row in rows],
        header_lines=[1],
        body_lines=list(range(2, 2 + len(rows))),
    )


HOLDERS = table(
    "Holders",
    ["Country", "Amount ($ billion)", "Share (%)"],
    ("Borduria", "118.5", "12.8"),
    ("Syldavia", "86.6", "9.3"),
    ("Mainland Freedonia", "68.3", "7.4"),
    ("Ruritania", "47.7", "5.2"),
)
MODELS = table(
    "Scores",
    ["Model", "Accuracy", "Recall", "Loss"],
    ("Alpha", "90.5", "71.0", "0.30"),
    ("Beta", "88.0", "69.5", "0.35"),
    ("Gamma", "91.2", "60.1", "0.41"),
)


def said(text, one=HOLDERS):
    found = find_statements([Passage(text, 1)], [one])
    return [(one.kind.removeprefix("table_"), one.verdict, one.severity) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In Table 1 Syldavia has a higher share than Ruritania.", ("comparison", "holds", "")),
        (
            "In Table 1 the share of Ruritania is higher than Syldavia's.",
            ("comparison", "not_checkable", "question"),
        ),
        ("In Table 1 Ruritania does not exceed Syldavia in share.", ("comparison", "holds", "")),
        ("Borduria has the largest share (Table 1).", ("superlative", "holds", "")),
        ("Ruritania has the largest share (Table 1).", ("superlative", "not_checkable", "question")),
        # a scope that the table need not have
        ("Ruritania has the largest share among the small ones (Table 1).", None),
        ("Ruritania would have the largest share (Table 1).", None),
        (
            "The three holders of Table 1, in descending order, are Borduria, Syldavia and Freedonia.",
            ("order", "holds", ""),
        ),
        (
            "The holders of Table 1, in descending order, are Syldavia, Borduria and Freedonia.",
            ("order", "contradicted", "error"),
        ),
    ],
)
def test_rows_against_each_other(text, expected):
    found = [one for one in said(text) if one[0] in ("comparison", "superlative", "order")]
    assert found == ([expected] if expected else [])


def test_quality_goes_the_other_way_for_a_loss():
    assert ("comparison", "holds", "") in said(
        "The model Alpha outperforms Beta in the table (Table 1).", MODELS
    )
    assert ("comparison", "holds", "") in said(
        "Of the models, Beta has a lower accuracy than Alpha (Table 1).", MODELS
    )
    assert ("comparison", "holds", "") in said(
        "Of the models, Alpha has a better loss than Beta (Table 1).", MODELS
    )


def test_a_difference_is_held_against_the_cells_too():
    # 90.5 - 88.0 = 2.5
    right, wrong = (f"Alpha outperforms Beta by {by} points in accuracy (Table 1)." for by in ("2.5", "3.5"))
    assert ("comparison", "holds", "") in said(right, MODELS)
    assert ("comparison", "not_checkable", "question") in said(wrong, MODELS)


def test_a_number_that_is_only_found_is_said_to_be_found():
    # Gamma's is higher
    text = "Alpha has an accuracy of 90.5, the highest that anyone has seen of the kind (Table 1)."
    assert ("value", "found", "") in said(text, MODELS) and not [
        one for one in said(text, MODELS) if one[1] == "holds"
    ]
    assert ("value", "holds", "") in said("In the table Alpha has an accuracy of 90.5 (Table 1).", MODELS)


def test_a_part_of_a_row_name_asks_and_does_not_accuse():
    text = "Borduria holds a share of 12.8%, and Freedonia holds a share of 4.7% (Table 1)."
    assert ("value", "holds", "") in said(text)
    assert ("value", "not_checkable", "question") in said(text)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        # 33.1 after 41.0; 9.0 after 4.0; 12.8 after 5.0
        ("The share of Borduria fell between 2000 and 2014 (Table 1).", "holds"),
        ("The share of Borduria rose between 2000 and 2014 (Table 1).", "not_checkable"),
        ("In Table 1 Ruritania more than doubled its share.", "holds"),
        ("In Table 1 Freedonia more than tripled its share of the trade.", "not_checkable"),
        ("In Table 1 Freedonia would have doubled its share of the trade.", None),
        ("In Table 1 Freedonia fell by more than the others did.", None),
    ],
)
def test_a_row_over_the_years_in_words_alone(text, verdict):
    rows = ("Borduria", "41.0", "33.1"), ("Ruritania", "4.0", "9.0"), ("Freedonia", "5.0", "12.8")
    found = said(text, table("Shares (%)", ["Country", "2000", "2014"], *rows))
    assert [one[1] for one in found if one[0] == "trend"] == ([verdict] if verdict else [])
