"""The changes that a sentence tells: each amount's part in them, by the words before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from crossfoot.numbers import words
from crossfoot.prose.amounts import SPAN_OF_TIME
from crossfoot.prose.directions import BREAK, DENIED, OF_CURRENCY, OTHER, RANKED, SUPPOSED
from crossfoot.prose.growth import MULTIPLES
from crossfoot.prose.patterns import CLOSE, OPEN
from crossfoot.prose.quantities import (
    DATE,
    FRACTION,
    LABEL,
    MONEY,
    NUMBER,
    ORDINAL,
    PERCENT,
    POINTS,
    SPAN,
    TIMES,
    YEAR,
    Quantity,
)
from crossfoot.prose.sentences import Sentence

UP_NOUNS, DOWN_NOUNS = r"increase|rise|growth|gain|jump|CAGR", r"decline|fall|drop|decrease|reduction"
NOUN = re.compile(rf"(?:{UP_NOUNS}|{DOWN_NOUNS}|higher|lower|up|down|{MULTIPLES})$", re.IGNORECASE)
MEANT = r"(?:more than|over|nearly|almost|about|roughly|approximately|less than|at least) "
MULTIPLIED = rf"(?:{MEANT})?(?:{MULTIPLES})"
VERB = re.compile(
    rf"\b(?:(?P<down>{words.DOWN}|{words.FALLING}|{DOWN_NOUNS}|down|lower|(?:{MEANT})?(?:{'|'.join(words.HALVED)}))"
    rf"|{words.UP}|{words.RISING}|{UP_NOUNS}|up|higher|{MULTIPLIED})\b",
    re.IGNORECASE,
)
AMOUNTS = (NUMBER, MONEY, PERCENT, POINTS, FRACTION, TIMES)
BESIDE = (YEAR, DATE, ORDINAL, LABEL, SPAN)
RELATIVE = (PERCENT, POINTS, FRACTION, TIMES)
TOKEN = re.compile(f"{OPEN}([A-Z])(\\d+){CLOSE}")
DATED = re.compile(rf"{OPEN}[YD](\d+){CLOSE}")
# what may stand before an amount, by the part that this gives it
MORE = (
    r"(?:only |just |reach |some |an? (?:[\w-]+ ){0,3}|(?:the|its|their|our) (?:[\w-]+ ){0,4}"
    r"|(?:[\w'’-]+ ){1,4}of )?"
)
BY = re.compile(
    r"^(?: \w+ly| further| again| rate| back)*(?: \([^()]{0,40}\))?(?: by| of| at)?"
    r"(?: an? (?:[\w-]+ ){0,3}(?:of )?| a factor of )? ?$|^ in (?:[\w'’-]+ ){1,10}of $",
    re.IGNORECASE,
)
# behind the level after: "to 210, or by 110%", "to 210 (+110%)"
OR_BY = re.compile(r"^,? (?:or|i\.e\.,?|that is,?) by $| \($")
OR = re.compile(r"^,? (?:or|i\.e\.,?|that is,?) (?:by )?$|^ \((?:or |by )?$")
TO = re.compile(rf"^[^;:]{{0,90}}\bto {MORE}$")
FROM = re.compile(rf"^[^;:]{{0,90}}\bfrom {MORE}$")
AGAINST = re.compile(rf"^[^;:]{{0,40}}\b(?:compared (?:with|to)|versus|against) {MORE}$")
# a gain that takes less of something: "474 against 588 kWh, a 19% efficiency gain"
OF_USE = re.compile(r"\befficiency $", re.IGNORECASE)
# behind a level, before the word that says how it changed
WORDS_BEHIND = rf"(?:[^{OPEN}{CLOSE};:(),—–]|\([^()]{{0,80}}\)|{OPEN}[YDOS]\d+{CLOSE}){{0,80}}"
LEVEL = re.compile(
    rf"^{WORDS_BEHIND}[,(—–]\s?(?:(?!while|but|and|with|from|than|over|up|down)[\w'’-]+ ){{0,5}}$"
    rf"|^{WORDS_BEHIND}\b(?:was|were|is|are) $"
)
BUT = re.compile(rf"^{WORDS_BEHIND},? (?:but|and|though|yet|while) (?:still |also )?$")
# before a level that is one of two
TWO_LEVELS = re.compile(
    rf"^{WORDS_BEHIND},?\s(?P<word>and|to|compared (?:with|to)|versus|against|from) {MORE}$"
)
SIZE_BEFORE = re.compile(rf"{OPEN}[MNPFX](\d+){CLOSE} (?:(?!in|of|to|and|per)[\w-]+ ){{0,3}}$")
NOT_LEVEL = re.compile(
    r"\b(?:from|than|over|by|compared (?:with|to)|versus|against) (?:(?!was|were|is|are|had)[\w-]+ ){0,2}$"
)
UNITS = rf"[^{OPEN}{CLOSE},;()]{{0,40}}"
RANGE_BEFORE = re.compile(rf"\b(?:between|from) {UNITS}{OPEN}[MNPF]\d+{CLOSE}{UNITS}(?:and|to|or) $")
PARTING = re.compile(
    r"[;:]|\b(?:and|but|with|while|whereas|which|who|that|because|although|including|excluding|"
    r"reflecting|as|than|offset|due|mainly|primarily|partly)\b"
)
COMMA = re.compile(r",(?! (?:from|to|by|on average)\b)(?!.*, (?:from|to) $)")
OBJECT = re.compile(
    r"(?:growth|gains?|expansion|contraction|reductions?|increases?|rises?|declines?|drops?|falls?|cuts?)$",
    re.IGNORECASE,
)
# a word in -s that is a noun here: "the amount available for raises"
NOUN_BEFORE = re.compile(r"\b(?:for|of|in|the|these|those|any|some|such|further|pay|wage|price|tax)\s$")


@dataclass
class Move:
    """One change. a: the level before, b: the level after, d: by how much, p: by what percentage or multiple;
    years: of a and b; sign: 1 up, -1 down; word, at: that says so and where; start, end: of what is told in
    the skeleton; order: of the parts behind the word; gap: words between a level before the word and it;
    again: of the two levels of the change before it, or only supposed."""

    sign: int
    word: str
    at: int
    end: int
    start: int
    amounts: dict[str, Quantity] = field(default_factory=dict)
    years: dict[str, Quantity] = field(default_factory=dict)
    order: str = ""
    gap: str = ""
    again: bool = False


def read_moves(sentence: Sentence) -> Iterator[Move]:
    """Each change of which two amounts or more are told, in the order of the text."""
    text = sentence.skeleton
    last: Move | None = None
    for verb in VERB.finditer(text):
        if _says_else(text, verb):
            continue
        start = _clause_start(text, verb.start())
        move = Move(-1 if verb["down"] else 1, verb[0], verb.start(), verb.end(), start)
        move.again = SUPPOSED.search(text[: verb.start()]) is not None
        if not _behind(sentence, move):
            continue
        if NOUN.search(move.word):
            _before(sentence, move, last)
        if len(move.amounts) > 1:
            yield move
            last = move


def verb_before(text: str, at: int) -> re.Match | None:
    """The last word of direction of the clause that reaches a place, unless other words turn what it says."""
    verb = next(reversed([*VERB.finditer(text, _clause_start(text, at), at)]), None)
    if not verb or _says_else(text, verb) or SUPPOSED.search(text[: verb.start()]):
        return None
    return None if OTHER.search(text[verb.end() : at]) else verb


def _clause_start(text: str, at: int) -> int:
    """Where the clause begins that reaches a place of the skeleton, 160 characters back at most."""
    begin = max(0, at - 160)
    return max((stop.end() for stop in BREAK.finditer(text, begin, at)), default=begin)


def _says_else(text: str, verb: re.Match) -> bool:
    """Whether what stands before a word of direction takes it back or gives it another sense."""
    before, clause = text[: verb.start()], text[_clause_start(text, verb.start()) : verb.start()]
    if NOUN.search(verb[0]) and (OF_USE.search(before) or text.startswith(" in efficiency", verb.end())):
        return True
    if DENIED.search(before) or OF_CURRENCY.search(before) or RANKED.search(clause):
        return True
    return verb[0].endswith("s") and NOUN_BEFORE.search(before) is not None or _is_object(verb, clause)


def _is_object(verb: re.Match, clause: str) -> bool:
    """Whether a noun is what another word moves the other way: "a drop in growth, from"."""
    others = VERB.finditer(clause.rpartition(CLOSE)[2]) if OBJECT.match(verb[0]) else []
    return any(bool(one["down"]) != bool(verb["down"]) for one in others)


def _behind(sentence: Sentence, move: Move) -> bool:
    """Gives each amount behind the word its part; False where two can have the same."""
    text, last, at = sentence.skeleton, "", move.end
    for token in TOKEN.finditer(text, at):
        between, quantity = text[at : token.start()], sentence.quantities[int(token[2])]
        if token.start() < at:
            continue
        # "to $970 million (17.2%, 1st)" says more of the level
        signed = quantity.text[0] in "+-–−" and text[token.end() : token.end() + 1] == ")"
        by = last == "b" and OR_BY.search(between) and (signed or not between.endswith("("))
        if last in ("a", "b") and between.endswith("(") and not by:
            at = text.find(")", token.end()) + 1 or len(text)
            continue
        if (
            not by
            and not (quantity.period and between == " and ")
            and (PARTING if last else BREAK).search(between)
        ):
            break
        if VERB.search(between) or not last and _is_turned(between):
            break
        if token[1] in BESIDE:
            if last and quantity.period:
                move.years.setdefault(last, quantity)
                move.end = token.end()
            at = token.end()
            continue
        at = token.end()
        part = _size(between, quantity) if by else _part(between, quantity, last, text[at : at + 1])
        if not part:
            break
        if part == "b" and "b" in move.amounts and len(move.years) == 2:
            break
        if part in move.amounts:
            if ("," in between or "way to" in between) and {"a", "b"} <= move.amounts.keys():
                break
            return False
        if part == "b" and between == " to " and last in ("d", "p") and quantity.kind in RELATIVE:
            return False
        last, move.end = part, at
        move.amounts[part] = quantity
        move.order += part
    return True


def _is_turned(between: str) -> bool:
    """Whether words between the word of direction and an amount can turn what it says, or are of another
    clause: "in the wake of rising prices, the sector cut imports from"."""
    return not BY.match(between) and bool(OTHER.search(between) or COMMA.search(between))


def _part(between: str, quantity: Quantity, last: str, behind: str) -> str:
    """a, b, d or p by the words before an amount; "" where they tell nothing."""
    if quantity.kind not in AMOUNTS:
        return ""
    of_size = _size(between, quantity)
    if TO.match(between):
        return "b"
    if FROM.match(between) or AGAINST.match(between):
        return "a"
    if not last and BY.match(between):
        return of_size
    if last in ("d", "p") and OR.match(between) and of_size != last:
        return of_size if between[-1:] != "(" or behind == ")" else ""
    return ""


def _size(between: str, quantity: Quantity) -> str:
    return "p" if quantity.kind in (PERCENT, TIMES, FRACTION) or between.endswith("a factor of ") else "d"


def _before(sentence: Sentence, move: Move, last: Move | None) -> None:
    """Gives a change the amounts that stand before "up", "an increase of" or in "a 5% increase"."""
    text = sentence.skeleton[: move.at]
    size = None if move.word.lower() in ("up", "down") else SIZE_BEFORE.search(text)
    if size and not move.order.strip("a"):
        quantity = sentence.quantities[int(size[1])]
        if last and any(quantity is one for one in last.amounts.values()):
            return
        move.amounts["p" if quantity.kind in (PERCENT, TIMES, FRACTION) else "d"] = quantity
        move.end = max(move.end, move.at + len(move.word))
        text = text[: size.start()]
    levels = [one for one in TOKEN.finditer(text) if one[1] in AMOUNTS and not _is_aside(text[one.end() :])]
    if not levels:
        return
    if "b" in move.amounts:
        # "5 million, down from 6 to 7 million"
        if move.order == "ab" and not size and LEVEL.match(text[levels[-1].end() :]):
            move.amounts.clear()
        return
    level, gap = sentence.quantities[int(levels[-1][2])], text[levels[-1].end() :]
    if size and not gap.endswith((" ", "(", "—", "–")):
        return
    if last and any(level is one for one in last.amounts.values()):
        _continued(move, last, level, gap)
        return
    if not LEVEL.match(gap) or SPAN_OF_TIME.match(gap):
        return
    before = text[levels[-2].end() if len(levels) > 1 else 0 : levels[-1].start()]
    two = TWO_LEVELS.match(before) if len(levels) > 1 and "a" not in move.amounts else None
    dated = DATED.search(gap)
    if two and move.amounts and (two["word"] != "to" or text[: levels[-2].start()].endswith("from ")):
        if two["word"] == "and" and not (dated and DATED.search(before)):
            return
        other = sentence.quantities[int(levels[-2][2])]
        first, then = (other, level) if two["word"] in ("and", "to") else (level, other)
        move.amounts |= {"a": first, "b": then}
        move.start = levels[-2].start()
    elif not NOT_LEVEL.search(before) and not RANGE_BEFORE.search(text[: levels[-1].start()]):
        move.amounts["b"], move.start = level, levels[-1].start()
        if dated:
            move.years["b"] = sentence.quantities[int(dated[1])]
    move.gap = gap


def _is_aside(behind: str) -> bool:
    """Whether the amount before these words stands in brackets that they close."""
    return behind.find(")") >= 0 and not 0 <= behind.find("(") < behind.find(")")


def _continued(move: Move, last: Move, level: Quantity, gap: str) -> None:
    """ "It fell to B from A, a decrease of …", "B, down from A but up from …"."""
    if BUT.match(gap) and level is last.amounts.get("a") and "b" in last.amounts:
        move.amounts["b"], move.start, move.gap = last.amounts["b"], last.start, last.gap
    elif (
        LEVEL.match(gap)
        and level is last.amounts.get("b")
        and "a" in move.amounts
        and "a" not in last.amounts
    ):
        # "it rose 5% to B, up from A"
        move.amounts = last.amounts | move.amounts
        move.years, move.start = last.years | move.years, last.start
    elif LEVEL.match(gap) and {"a", "b"} <= last.amounts.keys() and "a" not in move.amounts:
        move.amounts |= {part: last.amounts[part] for part in "ab"}
        move.years, move.start, move.gap = last.years | move.years, last.start, gap
        move.again = move.again or last.sign == move.sign
