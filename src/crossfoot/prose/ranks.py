"""Order of what a sentence ranks, and counts of what it lists."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from crossfoot.numbers.number import Number
from crossfoot.numbers.verdicts import CONTRADICTED, HOLDS, NOT_CHECKABLE, QUESTION, WITHIN_ROUNDING
from crossfoot.prose.amounts import SPAN_OF_TIME, comparable, is_open, sum_of
from crossfoot.prose.patterns import CLOSE, OPEN, pattern
from crossfoot.prose.quantities import NUMBER, Quantity
from crossfoot.prose.sentences import Sentence
from crossfoot.prose.statement import Statement, compare, record, unknown
from crossfoot.prose.sums import LIST, items_of

RANK, TOP, COUNT = "rank", "top_n", "count"
FOLLOWED = pattern(
    r"\b(?P<_word>largest|biggest|highest|greatest|leading|top|most|smallest|lowest|least|"
    r"fewest)\b{--90}{a:NMP}{--160}\bfollowed by {--90}{b:NMP}(?:{--60}(?:,|\band\b){--60}{c:NMP})?"
    r"(?:{--60}(?:,|\band\b){--60}{d:NMP})?(?:{--60}(?:,|\band\b){--60}{e:NMP})?"
)
# shares of one whole, told from the largest
LISTED_SHARES = pattern(
    r"{a:P} of (?:the |all ){..25},? followed by {..60}\({b:P}\)(?:,? (?:and )?{..40}\({c:P}\))?"
    r"(?:,? (?:and )?{..40}\({d:P}\))?"
)
TOP_N = pattern(
    r"\b(?:the )?(?:top|largest|biggest|first|leading) {n:N}{..80}(?:,|\(|:|–|—|\bare|\bwere|\bis|"
    r"\bwas|\bbeing|\bnamely)(?:{--60})"
    + LIST
    + r"(?P<_tail>{--90}\b(?:account(?:ed|s|ing)? for|ma[dk]e up|making up|represent(?:ed|s|ing)?|cover"
    r"(?:ed|s|ing)?|total(?:led|ed|ling|ing)?|contribut(?:ed|e|es|ing))\b {..30}{t:NMP})?"
)
SHARED = pattern(
    r"\b(?:the )?(?:top|largest|biggest|leading) {n:N}{..60}\b(?:account(?:ed|s|ing)? for|ma[dk]e up|"
    r"represent(?:ed|s|ing)?|held|hold|cover(?:ed|s)?|contribut(?:ed|e|es)) {..20}{t:PF}{..60}(?:"
    r"(?::|–|—){--60}|\((?P<_in>[^()]{0,60}))" + LIST
)
TOGETHER = re.compile(
    r"\b(?:together|combined|jointly|in total|altogether|in all|total(?:led|ed|ling|ing)?)\b", re.IGNORECASE
)
NUMERALS = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx"
ROMAN = {mark: n for n, mark in enumerate(NUMERALS.split(), start=1)}
# after these, "followed by" is of time
THEN = re.compile(
    r"\b(?:fall|decline|drop|increase|rise|growth|decrease|reduction|recovery|years?|months?|"
    r"quarters?|period|then|later|further)\b",
    re.IGNORECASE,
)
RANKED_BY = re.compile(
    r"\b(?:(?P<count>numbers?)|growth|rates?|increases?|gains?|rises?|declines?|per capita|in terms of)\b",
    re.IGNORECASE,
)
# a further list begins
FIRST_AGAIN = re.compile(
    r"\b(?:largest|biggest|highest|greatest|leading|top|most|smallest|lowest|least|fewest)\b", re.IGNORECASE
)
# between what is counted and its list
LINK = re.compile(
    r"^\s?(?:(?:of|for|in|within|to|on|under|by)\b[^:]*?)?\s?(?:,|:|–|—|namely:?|are:?|were:?|"
    r"are that|aimed at|as follows:?)\s?$"
)
MARK = re.compile(r"\((?P<mark>[ivx]{1,5}|\d{1,2}|[a-t])\)")
COUNTED = pattern(
    r"{n:N}(?:-(?:pillar|part|point|step|stage|tier|track|pronged|layer)\b|(?!-))(?P<_noun>"
    r"(?: [^\W\d_][\w’'&/-]*){1,5}?s\b(?: ?\([A-Z][A-Za-z]{1,8}\))?)(?P<_link>{..90})$"
)
LISTED = pattern(
    r"{n:N}(?P<_noun>(?: [^\W\d_][\w’'&/-]*){1,5}?s)(?P<_open> \(| ?[–—] ?namely,? |, namely,? |: )"
    r"(?P<_names>[^()" + OPEN + CLOSE + r";:–—.]{3,300}?)(?P<_close>\)|(?= ?[–—;.]|$))"
)
# a piece of a list that is not an item but says more of the one before it
ASIDE = re.compile(r"^\s?(?:with|which|who|where|in|of|for|to|by|a|an|the former|the latter|formerly|now)\b")
COMMA_IN_NAME = re.compile(
    r"\b(?:Hong Kong|Macao|Macau|Taiwan|Taipei), ?China\b|, (?:DC|Rep|Republic of|Inc|Ltd)\b"
)
NOT_WHOLE = re.compile(
    r"\b(?:includ\w+|such as|e\.g\.|etc|among|amongst|at least|of the following|one of|any|either|or|"
    r"mainly|see|others?|for example|in particular|respectively|both|each|per)\b",
    re.IGNORECASE,
)


def check_ranks(sentence: Sentence) -> list[Statement]:
    """Amounts after "followed by" do not exceed those before them; "the top three" have three amounts, which
    make what they are said to account for; "four systems: (i) … (iv)" and "three countries (A, B and C)" have
    as many."""
    found, told = [], set()
    for form in (FOLLOWED, LISTED_SHARES):
        for match, named in sentence.find(form):
            if id(named["b"]) not in told:
                told.add(id(named["b"]))
                found += _followed(sentence, match, named)
    for form in (TOP_N, SHARED):
        for match, named in sentence.find(form):
            if id(named["n"]) not in told:
                told.add(id(named["n"]))
                found += _top(sentence, match, named)
    found += _enumerated(sentence)
    found += _named(sentence)
    return found


def _followed(sentence: Sentence, match: re.Match, named: dict[str, Quantity]) -> list[Statement]:
    smallest = match.groupdict().get("_word", "").lower() in ("smallest", "lowest", "least", "fewest")
    order = [named[name] for name in "abcde" if name in named]
    # what is ranked is not the amount: "most projects are in power ($2 billion), followed by"
    ranked = RANKED_BY.search(match[0].split(OPEN)[0])
    if ranked and not (ranked["count"] and order[0].kind == NUMBER):
        return []
    found = []
    for earlier, later in zip(order, order[1:], strict=False):
        if (
            not comparable(earlier, later)
            or earlier.kind == NUMBER
            and not (earlier.scale or sentence.text[: earlier.start].endswith("("))
        ):
            break
        between = sentence.text[earlier.end : later.start]
        if THEN.search(between) or FIRST_AGAIN.search(between):
            break
        first, second = (later, earlier) if smallest else (earlier, later)
        wrong = first.amount.wide.is_below(second.amount.wide)
        equal = first.amount.face.low < second.amount.face.high
        judged = CONTRADICTED if wrong else WITHIN_ROUNDING if equal else HOLDS
        limit, than = ("at least", "smaller") if smallest else ("at most", "larger")
        computed, diagnosis = (
            f"{limit} {earlier.text}",
            f"it is {than} than the one before it" if wrong else "",
        )
        both = [earlier, later]
        found.append(
            record(
                sentence, match.span(), RANK, later.text, judged, both, computed=computed, diagnosis=diagnosis
            )
        )
    return found


def _top(sentence: Sentence, match: re.Match, named: dict[str, Quantity]) -> list[Statement]:
    items, n = items_of(sentence, match), named["n"]
    found = []
    if any(not comparable(items[0], item) for item in items) or NOT_WHOLE.search(match["_list"]):
        return []
    if match.groupdict().get("_in") is not None and re.search(r"[()]", match["_list"]):
        return []
    if n.value == len(items):
        found.append(compare(sentence, match.span(), COUNT, n, [Number.exactly(len(items))], [n]))
    total = named.get("t")
    if total and comparable(total, items[0]) and not is_open(total, *items):
        stands_on = [n, *items, total]
        if n.value != len(items):
            why = f"{len(items)} amounts stand in the sentence"
            return [*found, unknown(sentence, match.span(), TOP, total.text, stands_on, why)]
        slips = [
            (f"{item.text} left out", sum_of(item.amount for item in items) - item.amount) for item in items
        ]
        one = compare(
            sentence,
            match.span(),
            TOP,
            total,
            [sum_of(item.amount for item in items)],
            stands_on,
            slips=slips,
        )
        if one.verdict == CONTRADICTED and not (TOGETHER.search(match[0]) or one.diagnosis):
            # the shares of each and of all may be of different wholes
            one = replace(
                one,
                verdict=NOT_CHECKABLE,
                severity=QUESTION,
                diagnosis=f"question: the amounts make {one.computed}",
            )
        found.append(one)
    return found


def _enumerated(sentence: Sentence) -> list[Statement]:
    """Items (i), (ii), … against the count just before them."""
    text, found, place = sentence.skeleton, [], 0
    marks = [(match.start(), match.end(), match["mark"]) for match in MARK.finditer(text)]
    while place < len(marks):
        run = _run(marks, place)
        if len(run) >= 2:
            before = text[max(0, run[0][0] - 220) : run[0][0]]
            offset = run[0][0] - len(before)
            counts = [match for match in re.finditer(f"{OPEN}N(\\d+){CLOSE}", before)]
            match = COUNTED.search(before, counts[-1].start()) if counts else None
            if (
                match
                and LINK.match(match["_link"])
                and not NOT_WHOLE.search(match[0])
                and not SPAN_OF_TIME.match(match["_noun"])
                and not re.search(
                    r"\b(?:at least|one of|any of|(?:each|every|all|both) of|for|in|across)(?: the)? $",
                    before[: match.start()],
                )
            ):
                count = sentence.quantities[int(match["n"])]
                if (
                    count.amount.face.low == count.amount.face.high
                    and 2 <= count.value <= 30
                    and not count.meant
                    and not SPAN_OF_TIME.match(match["_noun"])
                ):
                    number = Number.exactly(len(run))
                    found.append(
                        compare(
                            sentence, (offset + match.start(), run[-1][1]), COUNT, count, [number], [count]
                        )
                    )
        place += max(1, len(run))
    return found


def _run(marks: list[tuple[int, int, str]], place: int) -> list[tuple[int, int, str]]:
    """Marks that count up from the first: (i) (ii) …, (1) (2) …, (a) (b) …"""

    def forms(mark: str) -> set[tuple[str, int]]:
        found = {("roman", ROMAN[mark])} if mark in ROMAN else set()
        found |= {("number", int(mark))} if mark.isdigit() else set()
        return found | ({("letter", ord(mark) - 96)} if len(mark) == 1 and mark.isalpha() else set())

    best: list[tuple[int, int, str]] = []
    for form, first in forms(marks[place][2]):
        run = [marks[place]] if first == 1 else []
        for mark in marks[place + 1 :]:
            if not run or (form, len(run) + 1) not in forms(mark[2]):
                break
            run.append(mark)
        best = max(best, run, key=len)
    return best


def _named(sentence: Sentence) -> list[Statement]:
    """Names in brackets, or after "namely", against the count before them."""
    found = []
    for match, named in sentence.find(LISTED):
        count, names = named["n"], match["_names"]
        colon = match["_open"] == ": "
        # "four of the eight systems (A, B, C and D)" lists four
        if re.search(r"\bof (?:the |these |all )?$", sentence.skeleton[: match.start()]):
            continue
        if (
            NOT_WHOLE.search(names)
            or NOT_WHOLE.search(match["_noun"])
            or "," not in names
            and " and " not in names
        ):
            continue
        commas = [piece for piece in re.split(r",", names) if piece.strip()]
        ands = len(re.findall(r"(?<!,) and ", names))
        last_has_and = bool(re.search(r"(?:,| )and [^,]+$", names))
        # without "and" before the last, the list may go on
        if (
            not last_has_and
            or colon
            or any(len(piece.split()) > 5 or ASIDE.match(piece) for piece in commas)
            or count.meant
            or not 2 <= count.value <= 20
        ):
            continue
        # one place with a comma in its name
        low, high = len(commas) - len(COMMA_IN_NAME.findall(names)), len(commas) + ands
        if low <= count.value <= high:
            found.append(
                record(
                    sentence,
                    match.span(),
                    COUNT,
                    count.text,
                    HOLDS,
                    [count],
                    computed=f"{int(count.value)}",
                    low=count.value,
                    high=count.value,
                )
            )
        elif len(commas) >= 2:
            found.append(
                record(
                    sentence,
                    match.span(),
                    COUNT,
                    count.text,
                    CONTRADICTED,
                    [count],
                    computed=f"{low}" if low == high else f"{low} to {high}",
                    low=Decimal(low),
                    high=Decimal(high),
                    diagnosis="names that the sentence lists",
                )
            )
    return found
