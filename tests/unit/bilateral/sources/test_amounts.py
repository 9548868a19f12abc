"""One convention a column: every way of writing numbers is read as meant, or is an error that says why
not."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilateral.sources.amounts import CONVENTIONS, ENGLISH, PLAIN, Convention, settle, value_of
from crossfoot import Convention as Grammar
from crossfoot import InputError, read_number


def written(value: Decimal, convention: Convention) -> str:
    whole, _, fraction = f"{value:,f}".partition(".")
    whole = whole.replace(",", convention.thousands)
    return whole + (convention.decimal + fraction if fraction else "")


def cells(*texts: str) -> list[tuple[int, str]]:
    return list(enumerate(texts, start=2))


@given(
    st.lists(st.decimals(min_value=Decimal("0.01"), max_value=10**13, places=2), min_size=1),
    st.sampled_from(CONVENTIONS),
)
def test_a_column_is_worth_what_it_says(values, convention):
    texts = [written(value, convention) for value in values]
    found = settle(cells(*texts), "a.csv", surely=False)
    assert [value_of(text, found) for text in texts] == values


@pytest.mark.parametrize(
    ("texts", "values"),
    [
        (["1,23,45,678.50", "12"], ["12345678.50", "12"]),  # as India groups digits
        (["1 234,5", "7"], ["1234.5", "7"]),
        (["1\u202f234\u202f567", "8"], ["1234567", "8"]),
        (["1’234.5"], ["1234.5"]),
        (["1.234.567", "1.234"], ["1234567", "1234"]),  # the first settles the second
        (["0,250", "1,234"], ["0.250", "1.234"]),  # no group of thousands begins with 0
        ([".5", "1"], ["0.5", "1"]),
    ],
)
def test_conventions_by_hand(texts, values):
    found = settle(cells(*texts), "a.csv", surely=False)
    assert [value_of(text, found) for text in texts] == [Decimal(value) for value in values]


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (["1.5", "-2"], "line 3: found '-2'; expected an amount, not negative"),
        (["1.23E+08"], "line 2: found '1.23E+08', in which digits are lost"),
        (["1e+05"], "in which digits are lost"),
        (["n.a."], "line 2: found 'n.a.'; expected an amount"),
        (["1,234.5", "1.234,5"], "line 3: found '1.234,5', and '1,234.5' on line 2; expected one way"),
        (["1,234"], "line 2: found '1,234', which may be 1234 or 1.234"),
        (["12,34.5"], "found '12,34.5'"),
    ],
)
def test_what_cannot_be_settled_is_never_guessed(texts, said):
    with pytest.raises(InputError) as error:
        settle(cells(*texts), "a.csv")
    assert said in str(error.value)


def test_a_producer_s_own_way_is_taken_where_the_file_is_its_own():
    assert settle(cells("1.234"), "a.csv") == PLAIN
    assert settle(cells("1,234"), "a.csv", own=ENGLISH) == ENGLISH
    with pytest.raises(InputError, match="may be 1.234 or 1234"):
        settle(cells("1.234"), "a.csv", surely=False)
    # with two decimals at most, three digits are thousands
    assert value_of("1.234", settle(cells("1.234"), "a.csv", decimals=2)) == 1234


@given(st.text("0123456789.,' \u00a0-eE%a", max_size=9))
def test_a_cell_alone_is_what_the_grammar_reads_or_an_error(text):
    try:
        found = settle(cells(text), "a.csv", surely=False)
    except InputError:
        return
    number = read_number(text, Grammar(found.decimal, spaces=True))
    assert number.is_bare and value_of(text, found) == number.value >= 0


def test_what_is_not_of_the_convention_has_no_value():
    with pytest.raises(ValueError, match="'1,5' is not an amount with plain figures"):
        value_of("1,5", PLAIN)
