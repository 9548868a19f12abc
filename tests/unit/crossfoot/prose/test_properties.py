"""What holds for any text: nothing fails, quotes are of the text, and what is true and rounded is never
contradicted."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilateral.claims.values import round_half_away
from crossfoot.documents.document import Passage
from crossfoot.prose.sentences import is_english, split
from crossfoot.prose.statements import find_statements

VOCABULARY = (
    "the of and from to in up by rose fell widened exports imports million billion percent % points US$ ¥ "
    "( ) , ; . : largest followed top three respectively remaining which total 2010 2015 5 12.5 1,200 3rd "
    "Table 1 HS 29 doubled half average consisting between"
)
WORDS = st.sampled_from(VOCABULARY.split())


def contradicted(text, tables=()):
    return [one for one in find_statements([Passage(text, 1)], list(tables)) if one.verdict == "contradicted"]


def printed(value, decimals):
    return f"{round_half_away(value, decimals):,}"


@given(st.lists(WORDS, max_size=60))
def test_any_words_give_statements_with_their_quotes(words):
    text = " ".join(words)
    for one in find_statements([Passage(text, 3, 2)], []):
        assert (one.line, one.page) == (3, 2)
        assert one.quote in " ".join(text.split())
        assert one.verdict in ("holds", "within_rounding", "contradicted", "not_checkable")


@given(st.integers(1, 5000), st.integers(1, 5000), st.integers(0, 2))
def test_a_true_share_is_never_contradicted(part, more, decimals):
    whole = part + more
    share = printed(Decimal(100 * part) / whole, decimals)
    assert not contradicted(f"Of the {whole:,} firms in the survey, {part:,} ({share}%) had exported.")
    assert not contradicted(f"In the survey, {part:,} of the {whole:,} firms ({share}%) had exported.")


@given(
    st.decimals("0.5", 900, places=3), st.decimals("0.5", 900, places=3), st.integers(0, 2), st.integers(0, 1)
)
def test_true_growth_of_rounded_amounts_is_never_contradicted(earlier, later, of_amounts, of_growth):
    a, b = (printed(amount, of_amounts) for amount in (earlier, later))
    if float(a.replace(",", "")) == 0 or earlier == later:
        return
    growth = printed(abs(100 * (later / earlier - 1)), of_growth)
    verb = "rose" if later > earlier else "fell"
    assert not contradicted(
        f"Output {verb} by {growth}%, from US${a} million in 2001 to US${b} million in 2009."
    )


@given(st.lists(st.decimals("0.1", 99, places=3), min_size=2, max_size=5), st.integers(0, 1))
def test_a_true_sum_of_rounded_amounts_is_never_contradicted(parts, decimals):
    items = [
        f"€{printed(part, decimals)} million in fund {letter}"
        for part, letter in zip(parts, "ABCDE", strict=False)
    ]
    total = printed(sum(parts), decimals)
    assert not contradicted(
        f"The loan of €{total} million consists of {', '.join(items[:-1])} and {items[-1]}."
    )


@given(st.permutations([12, 19, 27, 34]))
def test_an_order_is_contradicted_exactly_where_it_is_none(shares):
    text = "The largest buyer was A ({}%), followed by B ({}%), C ({}%) and D ({}%).".format(*shares)
    asked = [one for one in find_statements([Passage(text, 1)], []) if one.is_problem]
    assert bool(asked) == (shares != sorted(shares, reverse=True))


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It rose. It fell.", ["It rose.", "It fell."]),
        (
            "It rose by approx. 5% in the U.S. in No. 3 of 2010. Then it fell.",
            ["It rose by approx. 5% in the U.S. in No. 3 of 2010.", "Then it fell."],
        ),
        (
            "It was 3.5 in all (see p. 4). “It fell.” So it was.",
            ["It was 3.5 in all (see p. 4).", "“It fell.”", "So it was."],
        ),
        ("  It   rose \n by 5%.  ", ["It rose by 5%."]),
        ("", []),
    ],
)
def test_sentences(text, sentences):
    assert split(text) == sentences


def test_english_is_told_by_its_commonest_words():
    assert is_english("The share of the region in exports was 5% in 2010, and it has been so since.")
    assert not is_english(
        "Der Anteil der Region an den Ausfuhren lag im Jahr 2010 bei 5% und blieb seitdem unverändert hoch."
    )
    assert not is_english(
        "De invoer van het land is in 2010 gestegen van 3 tot 5 miljoen, en was daarna weer lager dan ooit."
    )
    assert not is_english("2010年の輸出は5億円であった")
    assert is_english("US$5 million")
