"""Sums, differences and averages within a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crossfoot.numbers.intervals import Interval
from crossfoot.numbers.number import Number, extreme
from crossfoot.numbers.verdicts import CONTRADICTED
from crossfoot.prose.amounts import EACH, comparable, is_open, same_noun, sum_of
from crossfoot.prose.patterns import CLOSE, OPEN, pattern
from crossfoot.prose.quantities import MONEY, NUMBER, PERCENT, Quantity
from crossfoot.prose.sentences import Sentence
from crossfoot.prose.statement import Statement, compare, record

SUM, DIFFERENCE, AVERAGE = "sum", "difference", "average"
ITEM = OPEN + r"[NMP]\d{1,4}" + CLOSE
# a list of amounts, each with its words, the last after "and"
APART = (
    rf"(?:(?!\b(?:which|together|account|total|making|make|represent|adding|compared|had|has|have|from|while|"
    rf"but)\w*\b)[^{OPEN}{CLOSE};:])"
)
# one way alone to read on from item to item: with more, a long list could be read in very many
LIST = (
    rf"(?P<_list>{ITEM}(?:(?=[^{OPEN}{CLOSE}]{{0,110}}?(?:,|\band\b|\bplus\b)){APART}{{0,120}}{ITEM})"
    rf"{{1,11}})"
)
AFTER_LIST = pattern(
    LIST + r"\)?{..60}(?:,|\(|–|—|and|which|that)? ?(?:totall?ing|(?:for|making|giving|bringing|adding up to|"
    r"add up to|adds up to|sum to|sums to|or|,) a (?:combined |grand )?total of|"
    r"(?:together|combined|jointly),? (?:ma[dk]e(?: up)?|account(?:ed|ing|s)? for|amount(?:ed)? to|"
    r"represent(?:ed|ing)?|total|totalled|totaled)|"
    r"for a (?:combined|joint) (?:total of )?|in total,?|summing to) {t:NMP}(?! (?:per|out)\b)"
)
BEFORE_LIST = pattern(
    r"{t:NMP}{..60}(?:,|:|\(|–|—)? ?\(?(?:consist(?:s|ed|ing) of|compris(?:es|ed|ing)|made up of|"
    r"composed of|broken down into|split into|divided into|the sum of|being the sum of) "
    r"(?:the sum of )?(?P<_first>\((?:i|1|a)\) )?" + LIST
)
# "(ii)" before an item of a list
MARK = re.compile(r"\((?:[ivx]{1,4}|[a-h]|\d)\)")
OF_WHICH = pattern(r"{t:NM}{..60},? (?:of which|of whom|including) {..30}{a:NM}")
OF_WHICH_REST = pattern(
    r"{t:NM}{..60},? (?:of which|of whom|with) {..40}{a:NM}{..60},? and (?:the "
    r"(?:remaining|other|rest,?|remainder,?|balance(?: of)?) ){..10}{b:NM}"
)
AMONG = pattern(
    r"\b(?:of|among|out of) (?:the |these |its |a total of )?{t:NM}{..60}, {..20}{a:NM}{..60}"
    r"(?:,|,? and|,? while) the (?:remaining|other|rest,?) {..10}{b:NM}"
)
# "$468 million ($400 million for programs and $68 million for expenses)", "$20 billion through A
# ($9 billion), B ($4 billion) and C ($7 billion)"
BRACKETED = [
    pattern(r"{t:M}{..60} \({a:M} (?:for|in|from|to){..80},? and {b:M} (?:for|in|from|to){..60}\)"),
    pattern(
        r"{t:M}(?: \([^()]{0,40}\))?{..60}\b(?:through|from|in|to|for|via)\b{..80}\({a:M}\){..80}\({b:M}\)"
        r"(?:{..80}\({c:M}\))?(?:{..80}\({d:M}\))?"
    ),
]
TRADE = pattern(
    r"\bexports of {a:M}{..60}\bimports of {b:M}{..80}(?P<_word>surplus|deficit|balance)"
    r"(?: was| is| of| amounted to| stood at| reached| came to| totalled){1,2} {d:M}"
)
BALANCE = pattern(
    r"(?P<_word>surplus|deficit|difference|gap) (?:of|was|is|amounted to|reached|"
    r"stood at) {d:M}{..60}\(?(?:with |that is,? |the difference between |between )?exports "
    r"(?:of|at|were|reached|totalled) {a:M}{..40}imports (?:of|at|were|reached|totalled) {b:M}"
)
AVERAGED = pattern(
    r"(?:rang(?:ing|ed|es)|between|vary(?:ing)?|varied|varies)(?: from| between)? {a:NMP}{..30}"
    r"(?:to|and) {b:NMP}{..60}\b(?:averag(?:ing|ed|e of|e was)|with an average of|with a mean of|"
    r"mean of|the (?:average|mean) (?:was|is|being)) {m:NMP}"
)
MEAN_OF = pattern(
    r"\b(?:average|mean) of " + LIST + r"{..30}\b(?:is|was|equals|gives|comes to|being) {m:NMP}"
)
GROWING = re.compile(
    r"\b(?:growth|grew|rose|fell|increas\w*|decreas\w*|declin\w*|dropp?\w*|interest|rates?)\b", re.IGNORECASE
)
WHOLE = re.compile(r" of (?:the |all |its |their |total )*([a-z]+)")
# balances that are not of exports and imports alone
OTHER_BALANCE = re.compile(
    r"\b(?:budget|fiscal|current account|services|government|primary)\b", re.IGNORECASE
)
COMPARED = re.compile(r"\b(?:versus|compared|against|than|from (?:an|the))\b", re.IGNORECASE)
# what the list does not have all of, or has twice
PARTIAL = re.compile(
    r"\b(?:includ\w+|such as|e\.g\.|among others|mainly|mostly|largely|etc|compared|from|versus|"
    r"respectively|of which|of (?:them|these|those|whom)|up|down|between|per)\b",
    re.IGNORECASE,
)


def check_sums(sentence: Sentence) -> list[Statement]:
    """Sums, parts and rests, differences and averages whose amounts stand in the sentence."""
    return [
        statement
        for check in (_totals, _bracketed, _parts, _rests, _differences, _averages)
        for statement in check(sentence)
    ]


def _totals(sentence: Sentence) -> Iterator[Statement]:
    """Totals of lists that are said to be whole."""
    for form in (AFTER_LIST, BEFORE_LIST):
        for match, named in sentence.find(form):
            yield from _sum(sentence, match, named["t"])


def _bracketed(sentence: Sentence) -> Iterator[Statement]:
    """Totals of what stands in brackets behind them; where it does not make them, parts can be left out."""
    for form in BRACKETED:
        for match, named in sentence.find(form):
            whole, items = named["t"], [named[name] for name in "abcd" if name in named]
            if not is_open(whole, *items) and all(comparable(whole, item) for item in items):
                total = sum_of(item.amount for item in items)
                if total.wide.overlaps(whole.amount.wide):
                    yield compare(sentence, match.span(), SUM, whole, [total], [whole, *items])


def _parts(sentence: Sentence) -> Iterator[Statement]:
    """Parts above the whole that they are said to be of."""
    for match, named in sentence.find(OF_WHICH):
        whole, part = named["t"], named["a"]
        are_alike = whole.kind == MONEY or (
            # "two of which entitle to 100 shares": the count is of what it buys
            part.start - whole.end < 20
            and whole.scale == part.scale
            and same_noun(sentence.text[whole.end :], sentence.text[part.end :])
        )
        if (
            comparable(whole, part)
            and _all_before(sentence, whole).wide.is_below(part.amount.wide)
            and not is_open(whole, part)
            and "includ" not in match[0]
            and are_alike
        ):
            yield record(
                sentence,
                match.span(),
                SUM,
                part.text,
                CONTRADICTED,
                [whole, part],
                computed=f"at most {whole.text}",
                diagnosis="the part exceeds its whole",
            )


def _all_before(sentence: Sentence, whole: Quantity) -> Number:
    """An amount with those of its kind before it: "loans of 5 and grants of 2, of which 6" is of both."""
    before = [one for one in sentence.quantities if one.start <= whole.start and one.kind == whole.kind]
    return sum_of(one.amount for one in before if comparable(one, whole) and not is_open(one))


def _rests(sentence: Sentence) -> Iterator[Statement]:
    """A whole, a part of it, and the rest."""
    for form in (OF_WHICH_REST, AMONG):
        for match, named in sentence.find(form):
            whole, part, rest = named["t"], named["a"], named["b"]
            if (
                comparable(whole, part)
                and comparable(whole, rest)
                and not is_open(whole, part, rest)
                and rest.value <= whole.value
            ):
                difference = whole.amount - part.amount
                # "with" and far off: the rest of something else
                if " with " in match[0] and abs(rest.value) * 3 < abs(difference.face.low):
                    continue
                yield compare(sentence, match.span(), SUM, rest, [difference], [whole, part, rest])


def _differences(sentence: Sentence) -> Iterator[Statement]:
    """Balances of exports and imports, of these alone."""
    for form in (TRADE, BALANCE):
        for match, named in sentence.find(form):
            a, b, stated = named["a"], named["b"], named["d"]
            if (
                OTHER_BALANCE.search(match[0])
                or not (comparable(a, b) and comparable(a, stated))
                or is_open(a, b, stated)
            ):
                continue
            difference = a.amount - b.amount
            yield compare(
                sentence,
                match.span(),
                DIFFERENCE,
                stated,
                [abs(difference)] if stated.value >= 0 else [difference],
                [a, b, stated],
                slips=[("the sum, not the difference", a.amount + b.amount)],
            )


def _averages(sentence: Sentence) -> Iterator[Statement]:
    """Averages between a least and a greatest value, and averages of the amounts that are listed."""
    for match, named in sentence.find(AVERAGED):
        a, b, mean = named["a"], named["b"], named["m"]
        alike = comparable(a, mean) and comparable(b, mean)
        if alike and not is_open(a, b, mean) and not COMPARED.search(match[0]):
            ends = [a.amount, b.amount]
            between = Interval(extreme(ends, False).wide.low, extreme(ends, True).wide.high)
            stands_on = [a, b, mean]
            yield compare(sentence, match.span(), AVERAGE, mean, [Number.between(between)], stands_on)
    for match, named in sentence.find(MEAN_OF):
        items, mean = items_of(sentence, match), named["m"]
        if all(comparable(item, mean) for item in items) and not is_open(*items, mean):
            of_items = sum_of(item.amount for item in items) / Number.exactly(len(items))
            yield compare(sentence, match.span(), AVERAGE, mean, [of_items], [*items, mean])


def items_of(sentence: Sentence, match: re.Match) -> list[Quantity]:
    return [
        sentence.quantities[int(place)] for place in re.findall(f"{OPEN}[NMP](\\d+){CLOSE}", match["_list"])
    ]


def _leaves_brackets(text: str) -> bool:
    """Whether a list begins in brackets and goes on behind them, other than "A (62%) and B (15%)"."""
    depth = 0
    if len(re.findall(rf"{CLOSE}\)[^()]*\({OPEN}", text)) == len(re.findall(CLOSE, text)) - 1:
        return False
    for character in text:
        depth += (character == "(") - (character == ")")
        if depth < 0:
            return True
    return False


def _sum(sentence: Sentence, match: re.Match, stated: Quantity) -> list[Statement]:
    items, is_whole = _enumerated(sentence, match)
    # a list that begins in brackets and goes on behind them: the total is of what stands in its own
    if len(items) < 2 or _leaves_brackets(match["_list"]):
        return []
    if (
        not all(comparable(item, stated) for item in items)
        or is_open(*items, stated)
        or PARTIAL.search(match["_list"])
    ):
        return []
    # a single count among amounts, or a number word, can be of something else
    if stated.kind == NUMBER and any(
        (item.digits == item.text) != (items[0].digits == items[0].text) for item in items
    ):
        return []
    # growth compounds; and the parts of one thing make no part of another: 12% of exports and 10% of imports
    before = sentence.skeleton[max(0, match.start() - 60) : match.start()]
    wholes = {whole[1].lower() for one in (*items, stated) if (whole := WHOLE.match(sentence.text, one.end))}
    if stated.kind == PERCENT and (GROWING.search(before + match["_list"]) or len(wholes) > 1):
        return []
    # "ten categories in two groups, of four and of six": the first amount counts the others
    counts_others = items[0].kind == NUMBER and len(items) > 2 and items[0].value == len(items) - 1
    if counts_others and sum_of(item.amount for item in items[1:]).wide.overlaps(stated.amount.wide):
        items = items[1:]
    total = sum_of(item.amount for item in items)
    # prices per piece, or of counts a part beyond the whole: the list is of something else
    if any(EACH.match(sentence.text[item.end :]) for item in items) or (
        stated.kind == NUMBER and any(stated.amount.wide.is_below(item.amount.wide) for item in items)
    ):
        return []
    # "190 pairs, for a total of 760 observations in four windows": a product
    factors = [one.amount for one in sentence.quantities if one is not stated and one.kind == NUMBER]
    if any((item.amount * one).wide.overlaps(stated.amount.wide) for item in items for one in factors):
        return []
    slips = [(f"{item.text} left out", total - item.amount) for item in items] + [
        (f"{item.text} counted twice", total + item.amount) for item in items
    ]
    found = compare(sentence, match.span(), SUM, stated, [total], [*items, stated], slips=slips)
    # a part of another whole, or a list of which not every item was read: it can agree, and not contradict
    is_whole = is_whole and not sentence.text.startswith(" of ", stated.end)
    return [found] if is_whole or found.holds else []


def _enumerated(sentence: Sentence, match: re.Match) -> tuple[list[Quantity], bool]:
    """The amounts of a list, and whether these are all: of "(i) A, of which B, (ii) C" A and C, of
    "consisting of A and B, (ii) C" A and B, since (ii) goes on with what began before the list."""
    items, marks = items_of(sentence, match), list(MARK.finditer(match["_list"]))
    if match.groupdict().get("_first"):
        starts = [0, *(mark.end() for mark in marks)]
        ends = [*(mark.start() for mark in marks), len(match["_list"])]
        pieces = [
            re.findall(ITEM, match["_list"][start:end]) for start, end in zip(starts, ends, strict=True)
        ]
        behind = sentence.skeleton[match.end() : match.end() + 300]
        is_whole = all(len(piece) == 1 for piece in pieces) and not MARK.search(behind)
        firsts = [sentence.quantities[int(piece[0][2:-1])] for piece in pieces if piece]
        return firsts, is_whole and bool(marks)
    if marks:
        before = len(re.findall(ITEM, match["_list"][: marks[0].start()]))
        return items[:before], False
    return items, True
