"""What a printed number says, in each way in which printers write it, and how a column settles on one."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot.numbers.conventions import is_ambiguous, settle, settle_columns
from crossfoot.numbers.grammar import COMMA, POINT, Convention, is_missing, read_count, read_number
from crossfoot.numbers.intervals import INFINITY


@pytest.mark.parametrize(
    ("text", "value", "decimals"),
    [
        ("1,23,456.78", "123456.78", 2),
        ("1'234.5", "1234.5", 1),
        ("1\u202f234.5", "1234.5", 1),
        (".12", "0.12", 2),
        ("\u221261.5", "-61.5", 1),
        ("△61.5", "-61.5", 1),
        ("▲ 61.5", "-61.5", 1),
        ("(61.5)", "-61.5", 1),
        ("($3)", "-3", 0),
        ("$(770,771)", "-770771", 0),
        ("（３．５）％", "-3.5", 1),
        ("１，２３４．５", "1234.5", 1),
        ("12 mn", "12000000", -6),
        ("1.2 kt", "1200", -2),
        ("1.2 Mt", "1200000", -5),
        ("900 MW", "900000000", -6),
        ("Rs. 1.2 lakh crore", "1200000000000", -11),
        ("1,234億円", "123400000000", -8),
        ("1兆2,345億円", "1234500000000", -8),
        ("1.2E+05", "120000", -4),
        ("123 a", "123", 0),
        ("123*", "123", 0),
        ("61.5-", "-61.5", 1),
    ],
)
def test_value_in_base_units_and_decimals(text, value, decimals):
    number = read_number(text)
    assert (number.value, number.decimals) == (Decimal(value), decimals)
    assert number.wide.high - number.wide.low == Decimal(1).scaleb(-decimals)


def test_what_else_a_number_says():
    assert [read_number(text).currency for text in ("12 €", "US$3", "₹5 crore", "12 billion yen", "5円")] == [
        "EUR",
        "USD",
        "INR",
        "JPY",
        "JPY",
    ]
    assert [read_number(text).unit for text in ("1.2 kt", "3 GW", "12 per cent", "5 %")] == [
        "t",
        "W",
        "%",
        "%",
    ]
    assert read_number("(5)").bracketed and read_number("1.2E+05").lost_digits
    assert (read_number("123 a").mark, read_number("12 mn").power) == ("a", 6)
    assert [read_number(text).bound for text in ("<5", "≥5", "less than 5", "at least 5")] == [
        "<",
        ">=",
        "<",
        ">=",
    ]
    assert read_number("about 1,200").wide.low == 1150 and read_number("about 12 mn").wide.high == 12_500_000
    assert read_number("nearly 50").wide.high == 50


@pytest.mark.parametrize(
    "text",
    ["12 345", "1.234.567", "1,42", "1234,567", "3–5", "2019-20", "-(5)", "$5 €", "5% %", "12 m", "(5", "5E"],
)
def test_what_prints_no_number_or_several(text):
    assert read_number(text) is None


def test_a_text_is_read_by_its_convention():
    assert read_number("1.234,5", COMMA).value == Decimal("1234.5")
    assert read_number("1.234", COMMA).value == 1234 and read_number("1.234", POINT).value == Decimal("1.234")
    assert read_number("12 345", Convention(".", spaces=True)).value == 12345
    assert read_number("1.234,5", POINT) is None


@pytest.mark.parametrize(
    ("texts", "settled"),
    [
        (["1.234,5", "987,6"], COMMA),
        (["1,234.5", "987.6"], POINT),
        (["1.234.567", "9"], COMMA),
        (["1.234", "2.345"], None),
        (["1.234", "0.345"], POINT),
        (["1,234", "2,345"], POINT),
        (["1 234", "987"], Convention(".", spaces=True)),
        (["1 234,5", "987,6"], Convention(",", spaces=True)),
        # a number of four digits says that thousands do not stand apart
        (["1 234", "9876"], None),
        (["a", "", "n.a."], None),
        (["12.5.2020", "3 of 7"], None),
    ],
)
def test_a_column_settles_on_what_its_numbers_leave_no_choice_in(texts, settled):
    assert settle(texts) == settled


def test_what_a_column_leaves_open_its_table_and_document_decide():
    assert settle(["1.234"], COMMA) == COMMA and settle(["1.234"], POINT) == POINT
    # 12,34 among 1,234 is a slip in a table that has decimal points, and no decimal comma
    assert settle(["12,34", "1,234", "5,678"], POINT) == POINT
    assert settle_columns([["1.234"], ["0,5", "12,25"]]) == COMMA
    assert settle_columns([["1.234"]], COMMA) == COMMA
    assert is_ambiguous("1.234") and not is_ambiguous("0.234") and not is_ambiguous("1,234")


def test_missing_figures_and_counts():
    assert all(map(is_missing, ["—", "–", "-", "n.a.", "NA", "N/A", "…", "..", ":"]))
    assert not any(map(is_missing, ["", "0", "-5", "none"]))
    assert read_count("1,234") == 1234
    assert [read_count(text) for text in ("1.5", "-3", "5%", "12 mn", "(5)", "5*")] == [None] * 6


amounts = st.decimals(min_value="0.01", max_value="1E13", places=2)


@given(amounts, st.booleans())
def test_the_two_conventions_read_their_own_numbers_alike(amount, negative):
    text = ("-" if negative else "") + f"{amount:,.2f}"
    swapped = text.translate(str.maketrans(",.", ".,"))
    assert read_number(text) == read_number(swapped, COMMA)
    assert read_number(text).value == (-amount if negative else amount)


@given(st.text(max_size=20))
def test_any_text_is_a_number_or_none(text):
    for convention in (POINT, COMMA, Convention(",", spaces=True)):
        number = read_number(text, convention)
        assert number is None or number.face.low <= number.face.high
    settle([text])


def test_a_bound_is_the_number_printed_and_an_amount_is_not_negative():
    assert read_number("<18.87").value == Decimal("18.87") and read_number(">5").value == 5
    assert read_number("<5").wide.low == 0 and read_number("<-5").wide.low == -INFINITY


def test_a_group_of_thousands_does_not_begin_with_zero():
    # 0,250 is a quarter with a decimal comma, and nothing else
    assert read_number("0,250") is None and read_number("0,250", COMMA).value == Decimal("0.25")
    assert read_number("01,23,456") is None


def test_one_number_with_a_comma_does_not_say_what_a_point_is():
    assert settle(["1.234", "1,234"]) is None
    assert settle(["1.234", "1,234", "2,345", "3,456"]) == POINT


def test_spaces_between_thousands_are_seen_beside_what_the_document_says():
    assert settle(["1 234", "12"], POINT) == Convention(".", spaces=True)
    assert settle(["1 234", "12"], COMMA) == Convention(",", spaces=True)
