"""Shares: A of B (C%), C% (A of B), half (47.2%), A, or C% of … (B), the remaining C%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from crossfoot.numbers.intervals import Interval
from crossfoot.numbers.number import INFINITY, Number
from crossfoot.numbers.verdicts import CONTRADICTED
from crossfoot.prose.amounts import comparable, is_open, sum_of
from crossfoot.prose.patterns import pattern
from crossfoot.prose.quantities import FRACTION, PERCENT, Quantity
from crossfoot.prose.sentences import Sentence
from crossfoot.prose.statement import Statement, compare, record, unknown

SHARE = "share"
OF = r"(?: out)? of (?:the |all |all the |its |their |a total of )?"
# "(20%) below": a share of what follows
NOT_OF = r"(?! (?:of|below|above|less|more|lower|higher|under|over)\b)"
NOUNS = r"(?: [^\W\d_][\w’'-]*){0,6}?"
PART = r"{a:NM}{..25}(?: ?\({p:PF}\)|,? or {q:PF}(?:,| (?:were|was|are|is|had|have|has)\b))"
# further parts of one whole
NEXT = pattern(r"(?:(?!\bof (?:whom|which|th))[^\ue000\ue001;:.]){0,80}?{a:NM}{..25} ?\({p:PF}\)" + NOT_OF)
# of what was just counted: "Of these, 40 (25%) …", "40 (25%) of them"
OF_THEM = [
    pattern(r"\b(?:of|among) (?:these|those|them)(?: [a-z]+){0,2},{..30}" + PART + NOT_OF),
    pattern(r"{a:NM}{..25} ?\({p:PF}\) of (?:them|these|those)\b"),
    pattern(r"{a:NM} of (?:them|these|those)\b{..25} ?\({p:PF}\)" + NOT_OF),
]
# identified 160 applications and awarded 40 grants (25% of applications)
OF_NOUN = pattern(
    r"{b:N}(?P<_more>(?: [a-z-]+){0,2}?) (?P<_noun>[a-z]+s)\b{..80}{a:N}{..25} "
    r"\({p:P} of (?:the |all |these ){0,2}(?P<_whole>[a-z]+s)\b"
)
FORMS = [
    # 40 of 160 applications (25%), 40 out of 160 applications, or 25%, were
    pattern(
        r"{a:NM}"
        + NOUNS
        + OF
        + r"{b:NM}"
        + NOUNS
        + r"(?: ?\((?:or |about |i\.e\.,? )?{p:PF}\)(?! of)|,? (?:or|i\.e\.,?|that is,?) (?:about )?{q:PF}"
        r"(?=[,;.)]|\s(?:were|was|are|is|had|have|has)\b|$))"
    ),
    # 25% (40 of 160), 25% of the applications (40 of 160)
    pattern(r"{p:PF}(?P<_base>" + NOUNS + r") \({a:NM}(?: out)?" + OF + r"{b:NM}[^()]{0,40}\)"),
    # the number of applications was 160, of which 40 (25%) were adopted
    pattern(
        r"{b:NM}{..60},? of (?:which|whom|these|them) {..30}{a:NM}{..25}(?: ?\({p:PF}\)|, or {q:PF},)"
        + NOT_OF
    ),
    # of the 160 applications, 40 (25%) were adopted
    pattern(r"\bof (?:the |all |its |these |those |a total of )?{b:NM}" + NOUNS + r",{..30}" + PART + NOT_OF),
    # $9.2 trillion, or 31% of total debt ($30.1 trillion)
    pattern(r"{a:M},? \(?(?:or|i\.e\.|representing|equivalent to|accounting for) {p:PF} of{..60}\({b:M}\)"),
    # 40 firms, or 25% of the 160 that applied; 40 firms represent 25% of 160
    pattern(
        r"{a:NM}"
        + NOUNS
        + r",? ?\(?(?:or|i\.e\.|representing|accounting for|represent(?:ed|s)?|made up|account"
        r"(?:ed|s)? for) {p:PF} of (?:the |all |all the |its |a total of )?{b:NM}"
    ),
    # a third of the 90 villages (30)
    pattern(r"{p:PF} of (?:the |all |all the |its |a total of )?{b:N}" + NOUNS + r" \({a:N}\)"),
]
IN_COMPOUND = re.compile(r"[-‐‑–][a-z]")
OUT_OF = pattern(r"{a:N}" + NOUNS + r" out of (?:the |all |all the |a total of )?{b:N}")
# a half (48%); 24.3%, more than a quarter; more than two fifths, 38.6%, of
IN_WORDS = [
    pattern(r"{f:F}{..20},? ?\((?:or )?{p:P}\)"),
    pattern(r"{p:P}(?: in {y:YD})?, (?:or |that is,? |i\.e\.,? )?{f:F}(?=[,.;)]|$)"),
    pattern(r"{f:F}, (?:or |that is,? |i\.e\.,? )?{p:P}(?=[,.;)]|$)"),
]
REMAINDER = pattern(
    r"{p:P}{..70}(?:\({a:M}\))?{..70}\b(?:and|while|with|for)\b{..20} the (?:other|remaining|rest,?"
    r"(?: of)?|remainder,?) {q:P}(?: \({b:M}\))?(?=[\s.,;)]|$)"
)
# 201 (68.0%) were men and 96 (32.0%) were women: two shares that make 100 are of the sum of their amounts
TWO_PARTS = pattern(r"{a:NM}{..20} \({p:P}\){..60},? and {..20}{b:NM}{..20} \({q:P}\)(?! of)")
# "an additional 14%": the first share stands in a sentence before
FURTHER = re.compile(r"\b(?:additional|another|further|other)\s(?:about\s)?$", re.IGNORECASE)
RATES = re.compile(
    r"\b(?:higher|lower|more|less|points?|growth|grew|rose|fell|increase\w*|decrease\w*|decline\w*|"
    r"tariff|rates?|interest|above|below)\b",
    re.IGNORECASE,
)


def check_shares(sentence: Sentence) -> list[Statement]:
    """A part, its whole and the stated share, where the grammar names all three; parts that exceed their
    whole; a fraction in words beside its percentage; a share and "the remaining" one, which make 100."""
    found, told = [], set()
    for form in FORMS:
        for match, named in sentence.find(form):
            part, whole, share = named["a"], named["b"], named.get("p") or named["q"]
            # "38% of the two-year period" is no share of two
            if IN_COMPOUND.match(sentence.skeleton[match.end("b") + 1 :]):
                continue
            # "(+5%)" is a change
            if id(share) in told or not comparable(part, whole) or share.text[0] in "+-–−":
                continue
            # a number in brackets may be a reference
            if form is FORMS[-1] and not Decimal("0.7") < part.value * 100 / (
                whole.value * share.value
            ) < Decimal("1.4"):
                continue
            # "of which" may look back over an amount that it is not a part of
            if _larger(part, whole) and form in FORMS[2:4]:
                continue
            told.add(id(share))
            found.append(_share(sentence, match.span(), part, whole, share))
            if form is FORMS[3]:
                found += _next(sentence, match.end(), whole, told)
    for form in OF_THEM:
        for match, named in sentence.find(form):
            found += _of_them(sentence, match, named, told)
    for match, named in sentence.find(OF_NOUN):
        if match["_noun"] == match["_whole"] and id(named["p"]) not in told:
            one = _share(sentence, match.span(), named["a"], named["b"], named["p"])
            if one.holds or not match["_more"]:
                found.append(one)
    for match, named in sentence.find(OUT_OF):
        if _larger(named["a"], named["b"]):
            span, both = match.span(), [named["a"], named["b"]]
            found.append(
                record(
                    sentence,
                    span,
                    SHARE,
                    named["a"].text,
                    CONTRADICTED,
                    both,
                    computed=f"at most {named['b'].text}",
                    diagnosis="the part exceeds its whole",
                )
            )
    for match, named in (one for form in IN_WORDS for one in sentence.find(form)):
        words, share = named["f"], named["p"]
        if id(share) not in told and not re.search(
            r"\b(?:by|than)$", sentence.skeleton[: match.start()].strip()
        ):
            found.append(compare(sentence, match.span(), SHARE, words, [share.amount], [words, share]))
    for match, named in sentence.find(TWO_PARTS):
        found += _two_parts(sentence, match, named, told)
    for match, named in sentence.find(REMAINDER):
        found += _remainder(sentence, match, named)
    return found


def _share(
    sentence: Sentence, span: tuple[int, int], part: Quantity, whole: Quantity, share: Quantity
) -> Statement:
    stands_on = [part, whole, share]
    if whole.amount.wide.low <= 0 or INFINITY in (part.amount.wide.high, whole.amount.wide.high):
        return unknown(sentence, span, SHARE, share.text, stands_on, "an amount is open-ended or zero")
    computed = Number.exactly(100) * part.amount / whole.amount
    slips = []
    if part.amount.wide.high < whole.amount.wide.low:
        of_rest = Number.exactly(100) * part.amount / (whole.amount - part.amount)
        slips = [
            ("a share of the rest, not of the whole", of_rest),
            ("the share of the rest", Number.exactly(100) - computed),
        ]
    return compare(sentence, span, SHARE, share, [computed], stands_on, slips=slips)


def _next(sentence: Sentence, at: int, whole: Quantity, told: set[int]) -> Iterator[Statement]:
    """The further parts of a whole: "Of 160 firms, 40 (25%) were small and 80 (50%) large"."""
    while match := NEXT.match(sentence.skeleton, at):
        part, share = (sentence.quantities[int(match[name])] for name in "ap")
        if id(share) in told or not comparable(part, whole) or _larger(part, whole):
            return
        told.add(id(share))
        yield _share(sentence, (at, match.end()), part, whole, share)
        at = match.end()


def _of_them(
    sentence: Sentence, match: re.Match, named: dict[str, Quantity], told: set[int]
) -> Iterator[Statement]:
    """The whole is what was counted before, here or in the sentence before: one that agrees, or the one."""
    part, share = named["a"], named.get("p") or named["q"]
    earlier = [one for one in sentence.quantities if one.end <= part.start]
    wholes = _like(part, earlier) or _like(part, sentence.previous.quantities if sentence.previous else [])
    if id(share) in told or not wholes or share.text[0] in "+-–−":
        return
    found = [_share(sentence, match.span(), part, whole, share) for whole in wholes]
    agreeing = [one for one in found if one.holds]
    if agreeing or len(found) == 1:
        told.add(id(share))
        yield (agreeing or found)[0]
        if len(found) == 1:
            yield from _next(sentence, match.end(), wholes[0], told)


def _like(part: Quantity, quantities: list[Quantity]) -> list[Quantity]:
    return [
        one
        for one in quantities
        if one.kind == part.kind and comparable(one, part) and not _larger(part, one)
    ]


def _two_parts(
    sentence: Sentence, match: re.Match, named: dict[str, Quantity], told: set[int]
) -> list[Statement]:
    parts, shares = (named["a"], named["b"]), (named["p"], named["q"])
    if (
        not comparable(*parts)
        or is_open(*parts, *shares)
        or not (shares[0].amount + shares[1].amount).wide.overlaps(Interval(Decimal(100), Decimal(100)))
    ):
        return []
    total, stands_on = parts[0].amount + parts[1].amount, [*parts, *shares]
    if (
        total.wide.low <= 0
        or any(id(share) in told for share in shares)
        or len([one for one in sentence.quantities if one.kind == PERCENT]) > 2
    ):
        return []
    return [
        compare(sentence, match.span(), SHARE, share, [Number.exactly(100) * part.amount / total], stands_on)
        for part, share in zip(parts, shares, strict=True)
    ]


def _larger(one: Quantity, other: Quantity) -> bool:
    return other.amount.wide.is_below(one.amount.wide)


def _remainder(sentence: Sentence, match: re.Match, named: dict[str, Quantity]) -> list[Statement]:
    """Two shares of one whole make 100, and their amounts stand in that proportion."""
    # "30% each, with the remaining 40%": nobody says how many hold it
    if (
        re.search(r"\beach\b", match[0])
        or RATES.search(match[0])
        or any(quantity.kind == FRACTION for quantity in sentence.quantities)
    ):
        return []
    share, remaining = named["p"], named["q"]
    percentages = [quantity for quantity in sentence.quantities if quantity.kind == PERCENT]
    earlier = [quantity for quantity in percentages if quantity.start < share.start]
    # "the next 9% held 40%, and the remaining 90% held 40%": shares of two wholes
    if len(earlier) > 6 or any(quantity.start > remaining.start for quantity in percentages):
        return []
    before = [*_listed_before(sentence, earlier, share), share]
    shares = [*before, remaining]
    rest = Number.exactly(100)
    for one in before:
        rest = rest - one.amount
    if not rest.wide.overlaps(remaining.amount.wide) and (
        len(before) != len(earlier) + 1 or _some_make_whole([*earlier, share], remaining)
    ):
        return []
    start = sentence.skeleton.index(f"{shares[0].kind}{sentence.quantities.index(shares[0])}") - 1
    if FURTHER.search(sentence.skeleton[:start]):
        return []
    span = (start, match.end())
    if is_open(*shares):
        return [unknown(sentence, span, SHARE, remaining.text, shares, "an amount is open-ended")]
    found = [compare(sentence, span, SHARE, remaining, [rest], shares)]
    if "a" in named and "b" in named and len(shares) == 2 and comparable(named["a"], named["b"]):
        found += _shares_of_sum(sentence, match.span(), (named["a"], named["b"]), (share, remaining))
    return found


def _some_make_whole(earlier: list[Quantity], remaining: Quantity) -> bool:
    """Whether some of the shares before make 100 with the remaining one: the others may be parts of these."""
    return any(
        sum_of(share.amount for share in (*some, remaining)).wide.overlaps(Interval.exactly(100))
        for size in range(1, len(earlier) + 1)
        for some in combinations(earlier, size)
    )


def _shares_of_sum(
    sentence: Sentence,
    span: tuple[int, int],
    parts: tuple[Quantity, Quantity],
    shares: tuple[Quantity, Quantity],
) -> list[Statement]:
    """Two shares against what their amounts are of the sum of both."""
    total = parts[0].amount + parts[1].amount
    if total.wide.low <= 0:
        return []
    return [
        compare(sentence, span, SHARE, share, [Number.exactly(100) * part.amount / total], [*parts, share])
        for part, share in zip(parts, shares, strict=True)
    ]


def _listed_before(sentence: Sentence, earlier: list[Quantity], share: Quantity) -> list[Quantity]:
    """Shares of the same list before one: near each other, with nothing but commas between."""
    found: list[Quantity] = []
    last = share
    for quantity in reversed(earlier):
        between = sentence.text[quantity.end : last.start]
        if (
            len(between) > 90
            or "," not in between
            or re.search(r"[.;:()]|\b(?:from|than|to|by|was|is|while|whereas|but|which)\b", between)
        ):
            break
        found.insert(0, quantity)
        last = quantity
    return found
