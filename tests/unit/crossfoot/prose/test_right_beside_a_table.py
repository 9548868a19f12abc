"""Right sentences beside a right table raise nothing; beside them the wrong ones that are still found.

Exports were 2,149 in 2021 and 2,410 in 2022, 261 or 12.1 percent more; of Germany 1,408 and 1,583: 65.7
percent of the level of 2022, and 175 of the 261, or 67.0 percent, of the increase.
"""

import pytest

from crossfoot.documents.document import Passage
from crossfoot.documents.table import Table
from crossfoot.prose.statements import find_statements


def table(caption, header, *rows, number="1"):
    lines = list(range(2, 2 + len(rows)))
    body = [list(row) for row in rows]
    return Table("d.md", number, caption, header=[header], body=body, header_lines=[1], body_lines=lines)


EXPORTS = table(
    "Exports by partner (US$ million)",
    ["Partner", "2021", "2022"],
    ("Germany", "1,408", "1,583"),
    ("France", "512", "540"),
    ("India", "229", "287"),
    ("Total", "2,149", "2,410"),
)


def raised(text, *tables):
    found = find_statements([Passage(text, 1)], list(tables))
    return {(told.stated, told.severity) for told in found if told.severity in ("error", "question")}


@pytest.mark.parametrize(
    "text",
    [
        # a share of the change, not of the level
        "Germany accounted for 67.0 percent of the increase in exports in 2022.",
        "Germany accounted for 67.0 percent of the growth of exports in 2022.",
        "Germany accounted for 67.0 percent of export growth in 2022.",
        "Exports rose by 12.1 percent in 2022, Germany accounting for 67.0 percent.",
        # the total, and a part of it beside
        "Exports rose by 12.1 percent in 2022 to US$2,410 million, of which Germany US$1,583 million.",
        "Exports rose to US$2,410 million in 2022, with Germany at US$1,583 million.",
        "Exports rose in 2022 to US$2,410 million, Germany being the largest at US$1,583 million.",
        "Exports increased to US$2,410 million in 2022, while Germany took US$1,583 million.",
        "In 2022 Germany took US$1,583 million, of total exports of US$2,410 million.",
        # of a partner that the sentence before names
        "Consider India. Exports amounted to US$287 million in 2022.",
        "India is a new market. In 2022, exports were US$287 million.",
        "Germany was the largest partner. Exports to it were US$1,583 million in 2022.",
        # a bound, not the value
        "Exports to Germany exceeded US$1,500 million in 2022.",
        "Exports to Germany nearly reached US$1,600 million in 2022.",
        # of a part of the year
        "Exports rose by 2.1 percent in the fourth quarter of 2022.",
        "Exports rose by 2.1 percent in the second half of 2022.",
        "Exports rose by 2.1 percent quarter on quarter in 2022.",
        # the trade of the partner, not the trade with it
        "India's exports to us were US$310 million in 2022.",
        "Exports from India were US$310 million in 2022.",
    ],
)
def test_a_right_sentence_raises_nothing(text):
    assert raised(text, EXPORTS) == set()
    assert raised(f"{text[:-1]} (Table 1).", EXPORTS) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Germany accounted for 69.0 percent of exports in 2022.", ("69.0 percent", "error")),
        ("Exports to Germany were US$1,538 million in 2022.", ("US$1,538 million", "error")),
        ("Germany is large. Exports to India were US$278 million in 2022.", ("US$278 million", "error")),
        ("Exports rose by 21.1 percent in 2022.", ("21.1 percent", "error")),
        ("Exports to Germany exceeded US$1,600 million in 2022.", ("US$1,600 million", "question")),
        ("Exports to Germany nearly reached US$1,700 million in 2022.", ("US$1,700 million", "question")),
        ("In 2022 Germany took US$1,538 million of exports.", ("US$1,538 million", "error")),
    ],
)
def test_a_wrong_one_beside_it_does(text, expected):
    assert raised(text, EXPORTS) == {expected}


def test_less_used_is_a_gain_in_efficiency():
    text = "The new pump uses 474 kWh versus 588 kWh for the old one, a 19 % efficiency gain."
    assert raised(text) == set()
    assert raised("Output was 474 tonnes versus 588 tonnes before, a 19 % gain.") != set()


SHARES = table(
    "Shares in exports, percent",
    ["Partner", "2021", "2022"],
    ("Germany", "65.5", "65.7"),
    ("France", "23.8", "22.4"),
    ("India", "10.7", "11.9"),
    ("Total", "100.0", "100.0"),
    number="2",
)


def test_money_is_not_of_a_table_of_shares():
    assert raised("Exports to Germany were US$1,583 million in 2022.", EXPORTS, SHARES) == set()
    wrong = "Exports to Germany were US$1,538 million in 2022."
    assert raised(wrong, EXPORTS, SHARES) == {("US$1,538 million", "error")}


OUTPUT = table(
    "Output and trade",
    ["Year", "GDP (billion pesos)", "Exports (billion pesos)", "Growth (percent)"],
    ("2018", "2,050", "560", "2.1"),
    ("2019", "2,151", "585", "1.8"),
    ("2020", "2,010", "540", "-7.5"),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GDP was 2,151 billion pesos in 2019.", set()),
        ("GDP was 2,151 billion pesos in 2019, and exports were 585 billion pesos.", set()),
        ("GDP growth was 1.8 percent in 2019.", set()),
        ("GDP grew by 1.8 percent in 2019.", set()),
        ("GDP was 2,115 billion pesos in 2019.", {("2,115 billion", "error")}),
        ("Exports were 558 billion pesos in 2019.", {("558 billion", "error")}),
    ],
)
def test_a_unit_in_a_head_is_no_part_of_its_name(text, expected):
    assert raised(text, OUTPUT) == expected


def test_output_grows_in_constant_prices():
    indicators = table("Indicators", ["Indicator", "2018", "2019"], ("GDP (billion pesos)", "2,050", "2,151"))
    assert raised("GDP rose by 2.0 percent in 2019.", indicators) == set()
