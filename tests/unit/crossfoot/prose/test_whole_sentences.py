"""What sentences say of named rows and years of one table: values, sums, shares, ratios, rates, ranks."""

import pytest

from crossfoot.documents.document import Passage
from crossfoot.documents.table import Table
from crossfoot.prose.statements import find_statements


def table(number, caption, header, *rows):
    return Table(
        "d.md",
        number,
        caption,
        unit="",
        header=[header],
        body=[list(row) for row in rows],
        header_lines=[1],
        body_lines=list(range(2, 2 + len(rows))),
    )


IMPORTS = table(
    "1",
    "Imports (€ million)",
    ["Country", "2018", "2019", "2020"],
    ("Spain", "614", "650", "720"),
    ("Italy", "430", "500", "540"),
    ("Poland", "156", "250", "240"),
    ("Total", "1,200", "1,400", "1,500"),
)
EXPORTS = table(
    "2",
    "Exports (€ million)",
    ["Country", "2018", "2019", "2020"],
    ("Spain", "300", "310", "330"),
    ("Italy", "200", "190", "170"),
)


def judged(text, *tables):
    found = find_statements([Passage(f"{text}", 1, None)], list(tables or (IMPORTS, EXPORTS)))
    return [
        (one.stated, one.severity or one.verdict, one.computed) for one in found if one.against != "sentence"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 720 with two digits exchanged; 250 is the figure of 2019; nothing explains 690
        (
            "Imports of Spain rose from €614 million in 2018 to €702 million in 2020.",
            ("€702 million", "error", "720"),
        ),
        (
            "Imports of Poland rose from €156 million in 2018 to €250 million in 2020.",
            ("€250 million", "error", "240"),
        ),
        (
            "Imports of Spain rose from €614 million in 2018 to €690 million in 2020.",
            ("€690 million", "question", "720"),
        ),
        # of the port of Bilbao is not what the table has
        (
            "Through Bilbao imports of Spain rose from €614 million in 2018 to €702 million in 2020.",
            ("€702 million", "question", "720"),
        ),
        (
            "Total imports rose from €1,200 million in 2018 to €1,050 million in 2020.",
            ("€1,050 million", "error", "1,500"),
        ),
        ("Imports of Spain were €720 billion in 2020.", ("€720 billion", "error", "0.7")),
        ("Spain imported US$720 million in 2020.", ("US$720 million", "error", "720")),
        ("Italy was the largest importer in 2020, with €540 million.", ("largest", "error", "720")),
        ("Total imports peaked in 2019, at €1,400 million.", ("peaked", "error", "1,500")),
        # 156 to 240 over two years: 24.0% a year, and 15.4% over three
        ("Imports of Poland grew by 15.4% a year from 2018 to 2020.", ("15.4%", "question", "24.03")),
        ("Imports of Poland grew by 31.0% a year from 2018 to 2020.", ("31.0%", "question", "24.03")),
        # 720 / 240
        ("Imports of Spain in 2020 were 2.2 times those of Poland.", ("2.2 times", "error", "3")),
        # 540 / 1,500 = 36%
        ("In 2020 the share of total imports of Italy was 39%.", ("39%", "error", "36")),
        ("Spain and Italy together imported €1,360 million in 2020.", ("€1,360 million", "error", "1,260")),
        (
            "In 2020 imports of Spain exceeded those of Italy by €280 million.",
            ("€280 million", "error", "180"),
        ),
        (
            "Spain was first, followed by Poland (€240 million) and Italy (€540 million).",
            ("€540 million", "error", "240"),
        ),
        ("The four countries together imported €1,500 million in 2020.", ("four", "error", "3")),
    ],
)
def test_a_sentence_against_its_table(text, expected):
    assert expected in judged(text)


@pytest.mark.parametrize(
    "text",
    [
        "Imports of Spain rose from €614 million in 2018 to €720 million in 2020.",
        # both ends may be of another source
        "Imports of Spain rose from €620 million in 2018 to €702 million in 2020.",
        "Imports of Spain rose from €614 million in 2018 to €702 million in 2021.",
        "Imports of wine of Spain were €702 million in 2020.",
        "Imports of Spain were not €702 million in 2020.",
        "Italy was the second largest importer in 2020, with €540 million.",
        # largest of its own years, though not of the rows; largest of the rows, though not of its years
        "Imports of Italy were largest in 2020, at €540 million.",
        "Imports of Spain were largest in 2019, at €650 million.",
        "Imports of Poland grew by 24.0% a year from 2018 to 2020.",
        "Imports of Poland grew by 2% a month from 2018 to 2020.",
        "Imports of Spain in 2020 were 3 times those of Poland.",
        "In 2020 the share of total imports of Italy was 36%.",
        "In 2020 the share of total imports of Italy rose by 3%.",
        "Spain and Italy together imported €1,260 million in 2020.",
        "Spain, together with Italy, imported €720 million in 2020.",
        "In 2020 imports of Spain were larger than those of Italy, at €720 million.",
        "Spain was first, followed by Italy (€540 million) and Poland (€240 million).",
        "The smallest was Poland (€240 million), followed by Italy (€540 million).",
        "The three countries together imported €1,500 million in 2020.",
        # two tables could be meant
        "Spain had €702 million in 2020.",
    ],
)
def test_what_is_right_or_not_certain_is_not_accused(text):
    assert not [one for one in judged(text) if one[1] in ("error", "question")]


BALANCE = table(
    "1",
    "Trade (€ million)",
    ["Year", "Exports", "Balance"],
    ("2018", "1,204", "−315"),
    ("2019", "1,390", "−428"),
    ("2020", "1,275", "−377"),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The gap was largest in 2020, at €377 million.", [("€377 million", "question", "428")]),
        ("The gap was smallest in 2019, at €315 million.", [("€315 million", "question", "315")]),
        ("Sales abroad reached a low of €1,275 million in 2020.", [("€1,275 million", "question", "1,204")]),
        # right; of some years alone; of what the table does not have
        ("The gap was smallest in 2018, at €315 million.", []),
        ("The gap was smallest in 2020, at €377 million, since the crisis.", []),
        ("The gap was largest in 2020, at €391 million.", []),
        ("The gap was the second largest in 2020, at €377 million.", []),
    ],
)
def test_what_was_largest_or_smallest_in_a_year(text, expected):
    assert [one for one in judged(text, BALANCE) if one[1] in ("error", "question")] == expected


def test_millions_for_billions():
    # 1.275 million for 1,275 million, in a sentence that says more than the table
    text = "After the storm exports came to €1.275 million in 2020."
    assert ("€1.275 million", "question", "1,275") in judged(text, BALANCE)
    for right in ("€1.275 billion", "€1.2 million", "€1.402 million"):
        said = judged(text.replace("€1.275 million", right), BALANCE)
        assert not [one for one in said if one[1] in ("error", "question")]


def test_fiscal_years_are_those_that_the_table_prints():
    sold = table(
        "1",
        "Sales of tyres (₹ crore)",
        ["Firm", "FY2020/21", "FY2021/22", "FY2022/23"],
        ("Car tyres", "310", "452", "518"),
        ("Cycle tyres", "64", "71", "69"),
    )
    text = (
        "Sales of car tyres rose from ₹452 crore in {} to ₹518 crore in FY2022/23, at 29.3 per cent a year."
    )
    assert ("₹452 crore", "error", "310") in judged(text.format("FY2020/21"), sold)
    right = judged(text.format("FY2021/22"), sold)
    assert not [one for one in right if one[0] == "₹452 crore" and one[1] in ("error", "question")]


def test_a_target_and_a_share_of_it_are_no_cells():
    text = (
        "Imports were targeted at €1,700 million in 2020; Table 1 shows that €1,500 million were reached, "
        "88.2% of it."
    )
    assert [one for one in judged(text) if one[1] != "note"] == [("€1,500 million", "holds", "1,500")]
