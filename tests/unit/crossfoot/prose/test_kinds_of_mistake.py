"""One mistake of each kind that an author makes of a table that the sentence need not name, and the right
sentence beside it."""

import pytest

from crossfoot.documents.document import Passage
from crossfoot.documents.table import Table
from crossfoot.prose.statements import find_statements


def table(caption, header, *rows):
    lines = list(range(2, 2 + len(rows)))
    body = [list(row) for row in rows]
    return Table("d.md", "1", caption, header=[header], body=body, header_lines=[1], body_lines=lines)


SALES = table(
    "Sales of timber by region (€ million)",
    ["Region", "2021", "2022", "2023"],
    ("North", "402", "431", "460"),
    ("Coast", "150", "144", "138"),
    ("Hills", "98", "105", "112"),
    ("Total", "650", "680", "710"),
)
TRADE = table(
    "Trade (€ billion)",
    ["Year", "Exports", "Imports", "Balance"],
    ("2022", "31.5", "40.2", "−8.7"),
    ("2023", "36.1", "32.4", "3.7"),
)


def problems(text, one):
    found = find_statements([Passage(text, 1)], [one])
    return [(each.stated.strip(), each.severity) for each in found if each.severity in ("error", "question")]


@pytest.mark.parametrize(
    ("wrong", "right", "stated", "severity"),
    [
        # 138 is the figure of the coast
        (
            "Sales of the Hills were €138 million in 2023.",
            "Sales of the Hills were €112 million in 2023.",
            "€138 million",
            "error",
        ),
        (
            "Sales of the Coast rose to €138 million in 2023.",
            "Sales of the Coast fell to €138 million in 2023.",
            "rose to",
            "error",
        ),
        (
            "The largest market in 2023 was Hills, at €112 million.",
            "The largest market in 2023 was North, at €460 million.",
            "largest",
            "error",
        ),
        (
            "Coast ranked first in 2023 with €138 million.",
            "North ranked first in 2023 with €460 million.",
            "ranked first",
            "error",
        ),
        # 460 / 710 = 64.8%
        (
            "North took 46.8% of the total in 2023.",
            "North took 64.8% of the total in 2023.",
            "46.8%",
            "error",
        ),
        (
            "Sales of the North were €460 million in 2023, less than half of the total.",
            "Sales of the North were €460 million in 2023, more than half of the total.",
            "less than half",
            "error",
        ),
        # 460 / 138 = 3.3
        (
            "Sales of the North were €460 million in 2023, more than four times those of the Coast.",
            "Sales of the North were €460 million in 2023, more than three times those of the Coast.",
            "more than four times",
            "error",
        ),
        # 460 / 431 = 1.067
        (
            "Sales of the North grew by 9.9% in 2023.",
            "Sales of the North grew by 6.7% in 2023.",
            "9.9%",
            "question",
        ),
        (
            "Sales of the Hills exceeded those of the Coast in 2023.",
            "Sales of the Coast exceeded those of the Hills in 2023.",
            "exceeded",
            "error",
        ),
        # both are the figures of 2022
        (
            "The North overtook others in 2023, when it had €431 million against €144 million of the Coast.",
            "The North overtook others in 2022, when it had €431 million against €144 million of the Coast.",
            "2023",
            "question",
        ),
        (
            "North had €460 million in 2023, followed by Hills (€112 million) and Coast (€138 million).",
            "North had €460 million in 2023, followed by Coast (€138 million) and Hills (€112 million).",
            "€138 million",
            "error",
        ),
    ],
)
def test_a_mistake_is_found_and_the_right_sentence_is_left_alone(wrong, right, stated, severity):
    assert (stated, severity) in problems(wrong, SALES)
    assert problems(right, SALES) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A surplus of €3.7 billion in 2023 came after a deficit of €8.7 billion in 2022.", []),
        ("A deficit of €3.7 billion was recorded in 2023.", [("€3.7 billion", "question")]),
        ("The balance in 2023 was a deficit of €3.7 billion.", [("€3.7 billion", "error")]),
        # of another year, and of another amount
        ("The balance in 2021 was a deficit of €3.7 billion.", []),
        ("The balance in 2023 was a deficit of €1.2 billion.", []),
    ],
)
def test_a_deficit_that_the_table_prints_as_a_surplus(text, expected):
    assert problems(text, TRADE) == expected


@pytest.mark.parametrize(
    "text",
    [
        # of a year before the table, of a part, of another thing, of years in between
        "Sales of the Coast rose to €138 million in 2023 after the fire.",
        "Sales of the Coast had risen to €138 million by 2023.",
        "Sales of the North were €460 million in 2023, less than half of the total of the country.",
        "The largest market for pine in 2023 was Hills, at €112 million.",
        "In real terms sales of the North grew by 2.2% in 2023.",
        "Sales of the Hills exceeded those of the Coast in 2019.",
        "The smallest was Hills (€112 million), followed by Coast (€138 million) and North (€460 million).",
    ],
)
def test_what_can_be_meant_otherwise_is_left_alone(text):
    assert [one for one in problems(text, SALES) if one[1] == "error"] == []
