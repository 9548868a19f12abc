"""Statements of single sentences: each kind, and what could be mistaken for a contradiction."""

import pytest

from crossfoot.documents.document import Passage
from crossfoot.documents.table import Table
from crossfoot.numbers.verdicts import ERROR, NOTE
from crossfoot.prose.statements import find_statements

TABLE = Table(
    "d.md", "1", "Trade", header=[["Year", "Exports"]], body=[["2019", "1"]], header_lines=[1], body_lines=[2]
)


def found_in(*texts):
    return find_statements([Passage(text, line) for line, text in enumerate(texts, start=1)], [])


def verdicts(text):
    return [(one.kind, one.verdict) for one in found_in(text)]


@pytest.mark.parametrize(
    ("true", "false", "kind"),
    [
        # 160 / 640 = 25%
        (
            "Of the 640 firms surveyed, 160 (25%) exported.",
            "Of the 640 firms surveyed, 160 (35%) exported.",
            "share",
        ),
        (
            "In all, 312 of the 1,040 plants (30%) closed.",
            "In all, 312 of the 1,040 plants (27%) closed.",
            "share",
        ),
        (
            "The bids numbered 275, of which 99 (36.0%) won.",
            "The bids numbered 275, of which 99 (63.0%) won.",
            "share",
        ),
        (
            "A sum of $8.4 billion, or 42% of the debt ($20.0 billion), was paid.",
            "A sum of $8.4 billion, or 24% of the debt ($20.0 billion), was paid.",
            "share",
        ),
        ("About half (48.7%) of it was spent.", "About a third (48.7%) of it was spent.", "share"),
        (
            "Farms take 22% of it, firms 37%, and the state the remaining 41%.",
            "Farms take 22% of it, firms 37%, and the state the remaining 51%.",
            "share",
        ),
        # 186 / 120 = 1.55
        (
            "Sales grew from $120 million in 2011 to $186 million in 2019, an increase of 55%.",
            "Sales grew from $120 million in 2011 to $186 million in 2019, an increase of 35%.",
            "growth",
        ),
        (
            "The rate fell by 2.3 percentage points, from 9.4% to 7.1%.",
            "The rate fell by 3.2 percentage points, from 9.4% to 7.1%.",
            "growth",
        ),
        # 200 / 100 over ten years is 7.2% a year
        (
            "Output grew by 7.2% a year, from 100 in 2000 to 200 in 2010.",
            "Output grew by 3.2% a year, from 100 in 2000 to 200 in 2010.",
            "growth",
        ),
        (
            "The number of ports rose threefold, from 4 to 12.",
            "The number of ports rose fivefold, from 4 to 12.",
            "growth",
        ),
        (
            "Sales nearly doubled from 51 million to 98 million.",
            "Sales nearly tripled from 51 million to 98 million.",
            "growth",
        ),
        (
            "Exports were $30 billion in 2020, up 50% from $20 billion in 2010.",
            "Exports were $30 billion in 2020, up 40% from $20 billion in 2010.",
            "growth",
        ),
        (
            "The gap widened from US$812 million in 1997 to US$1,430 million in 2003.",
            "The gap narrowed from US$812 million in 1997 to US$1,430 million in 2003.",
            "change",
        ),
        (
            "Tariffs were cut from 12% and 18% in 2001 to 5% and 9% in 2007, respectively.",
            "Tariffs were cut from 12% and 8% in 2001 to 5% and 9% in 2007, respectively.",
            "change",
        ),
        (
            "Branches fell from 1,250 to 975, a decline of 22%.",
            "Branches fell from 1,250 to 975, an increase of 22%.",
            "change",
        ),
        (
            "The number rose to 15 from 12 in the year.",
            "The number rose to 12 from 15 in the year.",
            "change",
        ),
        (
            "It cost €24.0 million, of which €15.5 million was lent and the remaining €8.5 million given.",
            "It cost €24.0 million, of which €15.5 million was lent and the remaining €9.5 million given.",
            "sum",
        ),
        (
            (
                "The fund of $50 million consists of $20 million in cash, $25 million in land and $5 "
                "million in gold."
            ),
            (
                "The fund of $60 million consists of $20 million in cash, $25 million in land and $5 "
                "million in gold."
            ),
            "sum",
        ),
        (
            "Exports of $3.0 billion and imports of $4.5 billion left a deficit of $1.5 billion.",
            "Exports of $3.0 billion and imports of $4.5 billion left a deficit of $2.5 billion.",
            "difference",
        ),
        (
            "The yields ranged from 2.1 to 4.3 tonnes, with an average of 3.0 tonnes.",
            "The yields ranged from 2.1 to 4.3 tonnes, with an average of 5.0 tonnes.",
            "average",
        ),
        (
            "The largest was A ($40 million), followed by B ($35 million) and C ($28 million).",
            "The largest was A ($40 million), followed by B ($35 million) and C ($38 million).",
            "rank",
        ),
        (
            "The top three are A (22.1%), B (14.0%), and C (9.9%), which account for 46.0% of it.",
            "The top three are A (22.1%), B (14.0%), and C (9.9%), which account for 64.0% of it.",
            "top_n",
        ),
        (
            "It has three fields: (i) to lend, (ii) to advise, and (iii) to insure.",
            "It has four fields: (i) to lend, (ii) to advise, and (iii) to insure.",
            "count",
        ),
        (
            "It covers three sectors (steel, cement, and glass) in all.",
            "It covers four sectors (steel, cement, and glass) in all.",
            "count",
        ),
        (
            "At ¥120 per US dollar, the loan was ¥600 billion (US$5 billion).",
            "At ¥120 per US dollar, the loan was ¥600 billion (US$50 billion).",
            "conversion",
        ),
        (
            "The exchange of 5 lakh (500,000) people was agreed.",
            "The exchange of 5 lakh (50,000) people was agreed.",
            "restated",
        ),
        (
            "In the 20 years from 1995 to 2015, it was built.",
            "In the 30 years from 1995 to 2015, it was built.",
            "duration",
        ),
        (
            "It was signed on 4 March 1997 and entered into force in 1999.",
            "It was signed on 4 March 1999 and entered into force in 1997.",
            "order",
        ),
        (
            "It was held on Friday, 4 June 2021, in the hall.",
            "It was held on Monday, 4 June 2021, in the hall.",
            "date",
        ),
    ],
)
def test_each_kind_holds_and_is_contradicted(true, false, kind):
    assert (kind, "holds") in verdicts(true)
    assert not [one for one in found_in(true) if one.severity == ERROR]
    assert kind in {one.kind for one in found_in(false) if one.is_problem}


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Output rose 20% from 80 to 100 in the year.", "growth", "a share of the later amount"),
        (
            "The top three, A (22.1%), B (14.0%), and C (9.9%), account for 64.0% of it.",
            "top_n",
            "two digits exchanged",
        ),
        ("The exchange of 5 lakh (50,000) people was agreed.", "restated", "a power of ten"),
        ("Of the 200 firms, 50 (33.3%) exported in that year.", "share", "a share of the rest"),
    ],
)
def test_a_slip_that_explains_is_named(text, kind, words):
    wrong = [one for one in found_in(text) if one.kind == kind and one.is_problem]
    assert len(wrong) == 1 and words in wrong[0].diagnosis


@pytest.mark.parametrize(
    "text",
    [
        # rounding: 1.4 to 2.6 of 3.0 million
        "It rose by 50%, from 2 million to 3 million in a year.",
        "In all, 83 of the 300 plants (27.6%) closed.",
        # the scale said once, or at the second amount alone
        "It rose from US$3 in 2000 to US$5 billion in 2010, up 67%.",
        "Unlike imports, which rose from 5 to 7 million, exports fell.",
        # approximations
        "The number of poor fell by more than a third, from 300 million to 190 million.",
        "More than 40 of the 50 firms (over 80%) responded to it.",
        "Nearly half (48%) of the firms, and more than a quarter (31%) of banks, did so.",
        # negations and what was not so
        "The share did not rise from 12% to 10% as was feared.",
        "It would have risen from 12% to 10% without the law.",
        # other things than the amounts move
        "The yen fell from ¥110 to ¥150 per dollar in that year.",
        "The decline accelerated from 2% to 5% and was not over.",
        "The growth slowed from 6% to 4% in that year.",
        "It rose from 12th in 2010 to 8th in 2015 on that list.",
        "The deficit went from –2% to –4% of GDP as it widened.",
        "Imports fell from 12 countries in Asia to 15 in Africa.",
        "The number of countries rose from 12 banks to 9 regions.",
        # shares of another whole
        "Of the 120 firms, 60 exported; 30 (50%) of these did so to Asia.",
        "Some 60% of the 200 firms were small, and 45% of the 80 large ones exported.",
        "The largest exporter was A (€1.2 trillion), followed by B with 12% of the total.",
        "The survey covers 12 countries, of which 15 million people were asked.",
        # lists that are not the whole
        "Three banks (including A, B, C and D) failed in the year.",
        "The two agencies (Trade and Industry and Health and Welfare) agreed on it.",
        "The top three economies, with 45% of GDP, 30% of trade and 20% of people, met.",
        # years as amounts, periods told backwards
        "The number of plants fell from 2010 to 2005 in that region.",
        "The law was adopted in 2010 and amended in 2008 and again in 2012.",
        "From 2000 to 2020, over two decades, it was rebuilt.",
        # growth compounds, and shares of two things make no sum
        "Sales rose by 5%, 6% and 7%, for a total of 19%, in these years.",
        (
            "A with 12% of exports, B with 10% of exports and C with 8% of exports together account for "
            "25% of tourists."
        ),
        "The total was $400 billion, of which $164 billion (12%, as in 2010) was official.",
        # a share of something else in brackets, and changes
        "Only 3 of the 20 firms (45% of output) and 4 of the 10 banks (+5%) did so.",
        "The top 1% held 20% of wealth, the next 9% held 40%, and the remaining 90% held 40% of it.",
        "Asia took 60%, of which one country took 30%, and the remaining 40% went to others.",
        "The highest rate was in 2010 (5%), followed by a fall of 7% in 2011 and later.",
        "The 10 countries agreed on (i) trade, (ii) tariffs, and (iii) rules of the kind.",
        "From 2010 to 2019, three years were dry, and in two years between 2010 and 2019 it flooded.",
        (
            "The population grew from 4.1 million in 1990 to 5.3 million in 2010 (a 29% increase, or "
            "1.3% a year)."
        ),
        "The prices fell from 5 to 10 percent in most of the regions.",
        "The imports rose to 5,000 tonnes from 300 firms in that year.",
        "Exports rose from 10 to 15 tonnes in 2015, imports fell too, a decline of 5% in that year.",
        # a price, not a conversion
        "It costs $50 (€45) a month, and $600 (€540) a year.",
        # the seats were always 90: the 27 changed
        "Women hold 27 of the 90 seats in parliament (30%), down from 31 (34%) in 2014.",
        "The service has 310 staff in 412 offices, down from 402 in 2018.",
        # the debt is not a later deficit
        "The deficit fell to 2.9% of GDP in 2023 from 3.3% in 2022, and the debt rose to 58.9% from 57.2%.",
        "The fund grew to 120 in 2019 from 80 in 2018, while the share fell to 31.",
    ],
)
def test_what_is_no_contradiction(text):
    assert not [one for one in found_in(text) if one.severity == ERROR]


@pytest.mark.parametrize(
    ("text", "kind", "why"),
    [
        ("It came to ¥318 billion in 2009, up 4.5% from the year before.", "growth", "the earlier amount"),
        ("The plan of ¥5 trillion (US$44 billion) was kept.", "conversion", "no rate"),
        ("As Table 9 shows, it is so.", "table_cited", "no Table 9"),
    ],
)
def test_what_cannot_be_checked_says_why(text, kind, why):
    table = [] if kind != "table_cited" else [TABLE]
    (one,) = [one for one in find_statements([Passage(text, 1)], table) if one.kind == kind]
    assert (one.verdict, one.severity) == ("not_checkable", NOTE) and why in one.diagnosis


def test_a_part_does_not_exceed_its_whole():
    assert ("share", "not_checkable") in verdicts("In the end, 12 out of 9 were sold.")
    assert ("sum", "not_checkable") in verdicts("The total was $12 billion, of which $15 billion was sold.")
    assert not found_in("In the end, 9 out of 12 were sold.")


def test_conversions_of_one_text_are_held_against_each_other():
    told = found_in(
        "The plan cost ¥5 trillion (US$42 billion). The dam cost ¥150 billion (US$1.3 billion).",
        "The bridge, in the end, cost ¥30 billion (US$2.6 billion).",
    )
    assert [(one.line, one.verdict) for one in told if one.kind == "conversion"] == [
        (1, "within_rounding"),
        (1, "holds"),
        (2, "contradicted"),
    ]
    # another year can have another rate
    told = found_in("The plan cost ¥5 trillion (US$42 billion). The dam cost ¥150 billion (US$0.80 billion).")
    assert [one.verdict for one in told if one.kind == "conversion"] == ["not_checkable", "not_checkable"]


@pytest.mark.parametrize(
    "text",
    [
        (
            "Die Ausfuhren stiegen von 5 Millionen im Jahr 2010 auf 3 Millionen im Jahr 2015, das ist "
            "ein Plus von 20 Prozent."
        ),
        (
            "Las exportaciones pasaron de 5 millones en 2010 a 3 millones en 2015, lo que supone un "
            "aumento de 20% en total."
        ),
        "輸出は2010年の5から3に増加した。",
    ],
)
def test_another_language_gives_nothing_and_says_so_once(text):
    (one,) = found_in(text, text)
    assert (one.kind, one.verdict) == ("language", "not_checkable") and "2 of 2 passages" in one.diagnosis


@pytest.mark.parametrize(
    "text",
    [
        "the of and in " + "1" * 1_000_000,
        "the of and " + "1," * 500_000,
        "the of in from 1 " + "(" * 1_000_000,
        "the of and in 5." + " " * 1_000_000 + "the",
        ("the top 3 of the " + "1%,,,,,,,,,,,,,,,, " * 200)[:3900],
        ("the top 3 in " + "1% and, and, and, and, " * 200)[:3900],
        ("from 5 " + "()" * 1900)[:3900],
        ("the largest 5 " + ", and 4 " * 450)[:3900],
    ],
)
def test_hostile_text_ends(text):
    # a pattern that could be read in very many ways would never come back
    assert all(one.verdict != "contradicted" for one in found_in(text))


def test_a_statement_has_its_place_and_its_words():
    (one,) = find_statements([Passage("In all, 312 of the 1,040 plants (35%) closed.", 7, 2)], [])
    assert (one.page, one.line, one.stated, one.computed, one.low, one.against) == (
        2,
        7,
        "35%",
        "30",
        30,
        "sentence",
    )
    assert one.quote.startswith("312 of the 1,040 plants")
    assert find_statements([], []) == []


@pytest.mark.parametrize(
    "text",
    [
        # two units of one kind, and a full stop between digits that no footnote follows
        "The plant was expanded from 850 kilotonnes per annum (ktpa) to 1.02 Mtpa.",
        "The capacity was raised from 700 MW to 1.4 GW. Emissions fell from 1.3 Gt to 920 Mt.",
        "The loan was cut from ¥1兆 to ¥9,200億.",
        # the first amount is the change
        "Investment increased by $47.1 billion, up from $153.2 billion in the year before.",
        # each total is of its own sector
        "By $0.8 billion in farms (totalling $6.9 billion), $2.1 billion in banks (totalling $5 billion).",
        # nobody says how many hold a share each
        "Two partners hold 35% each, with the remaining 30% held by the state.",
        # another product
        "A is the largest in zinc with 24% followed by B with 18% and is the largest in tin with 41%.",
        "The acceleration of the target date from 2021 to 2016 was agreed.",
        "An amount of $6 billion was asked, which is $1.5 billion (20%) below the level of $7.5 billion.",
        "Nine groups are divided into two classes, one consisting of four groups of goods and five others.",
    ],
)
def test_what_is_not_held_against_a_text(text):
    assert [one for one in found_in(text) if one.severity == ERROR] == []


def test_units_with_a_power_of_ten_are_compared_in_their_base():
    assert verdicts("Output rose from 700 MW in 2010 to 1.4 GW in 2020.") == [("change", "holds")]
    assert verdicts("Output rose from 1.4 GW in 2010 to 700 MW in 2020.") == [("change", "not_checkable")]
