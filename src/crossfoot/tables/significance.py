"""What the notes of a regression table say: which star stands for which level, and what its brackets hold."""

from __future__ import annotations

import re

STARS = str.maketrans({"∗": "*", "⁎": "*", "＊": "*", "\\": "", "✱": "*"})
MARK = r"\*{1,4}|[†‡+]"
# a level of significance, in percent or as a probability
LEVEL = re.compile(
    r"(?<![\d.])(?:(?P<percent>\d{1,2}(?:\.\d)?)\s?-?(?:%|per\s?cent\b)|(?P<decimal>0?\.\d{1,4})(?!\d|\s?%))"
)
# "at the 1, 5, and 10 percent levels"
LIST = re.compile(
    r"(?<![\d.])(\d{1,2}(?:\.\d)?)"
    r"(?=(?:\s?%?,?\s?(?:and|or|&|,)\s?,?\s?\d{1,2}(?:\.\d)?){1,3}\s?-?(?:%|per\s?cent))"
)
TOKEN = re.compile(rf"(?P<mark>{MARK})|{LEVEL.pattern}")

SE, T, P, INTERVAL, OTHER = "se", "t", "p", "interval", "other"
KINDS = {
    SE: r"(?:standard|std\.?)[- ]?err(?:or|\.)?s?\b|\bs\.?e\.?s?(?=\s|$|[,;:)])",
    T: r"\b[tz][- ]?(?:stat\w*|values?|ratios?|scores?)",
    P: r"\bp[- ]?values?|\bprobability values?",
    INTERVAL: r"\bconfidence (?:intervals?|limits?|bounds?)|\b\d\d ?% ?(?:CI|C\.I\.)",
    OTHER: r"(?:standard|std\.?) dev\w*|\bs\.d\.|\bcredible|\bpercentages?\b|\bbeta|elasticit|"
    r"\bmarginal|\bnumber of|\bwald\b|\bchi[- ]?(?:2|squared?)\b|χ|"
    r"\bbootstrap\w* distribution|\bq-values?",
}
KIND = re.compile("|".join(f"(?P<{kind}>{form})" for kind, form in KINDS.items()), re.IGNORECASE)
BRACKETS = re.compile(
    r"(?P<round>parenthes[ei]s|round brackets)|(?P<curly>braces|curly brackets)|(?P<square>brackets?\b)",
    re.IGNORECASE,
)
OPENS = {"round": "(", "square": "[", "curly": "{"}
# "t statistics based on robust standard errors": what another number is made from
MADE_FROM = re.compile(
    r"\b(?:based (?:up)?on|constructed from|(?:computed|calculated|obtained|derived) (?:from|using|with|by)|"
    r"using|robust to|with)\s+(?:[\w-]+[,\s]+){0,6}?(?:standard|std\.?) err\w*",
    re.IGNORECASE,
)
CLAUSE = re.compile(r"(?<!std)(?<!err)(?<!s\.e)[;.](?=\s|$)|<br\s*/?>", re.IGNORECASE)


def star_levels(texts: list[str]) -> dict[str, float]:
    """The level that each mark stands for, from "* p<0.1, ** p<0.05", "***, ** and * denote 1%, 5% and 10%"
    or "1% (***), 5% (**)"; {} where the notes give none, or not in one of these ways."""
    found: dict[str, float] = {}
    for text in texts:
        text = text.translate(STARS)
        if "*" not in text:
            continue
        read = _levels(TOKEN, text) or _levels(TOKEN, LIST.sub(r"\1%", text))
        if read and found and read != found:
            return {}
        found = read or found
    return found


def _levels(form: re.Pattern, text: str) -> dict[str, float]:
    # from the first star, or the level before it, to the last
    tokens = [
        (match["mark"], 0.0)
        if match["mark"]
        else ("", float(match["percent"]) / 100 if match["percent"] else float(match["decimal"]))
        for match in form.finditer(text)
    ]
    tokens = [(mark, level) for mark, level in tokens if mark or 0 < level <= 0.2]
    shape = "".join("m" if mark else "l" for mark, _ in tokens)
    marks, levels = [mark for mark, _ in tokens if mark], [level for mark, level in tokens if not mark]
    count = len(marks)
    if not count or shape not in ("ml" * count, "lm" * count, "m" * count + "l" * count):
        return {}
    found = dict(zip(marks, levels, strict=True))
    stars = [found[mark] for mark in sorted(found) if mark[0] == "*"]
    others = [level for mark, level in found.items() if mark[0] != "*"]
    in_order = all(more < less for less, more in zip(stars, stars[1:], strict=False))
    # a dagger or plus stands for less than a star
    weaker = all(level > max(stars, default=0) for level in others)
    return found if len(found) == count and stars and in_order and weaker else {}


def bracket_kinds(texts: list[str], used: set[str]) -> dict[str, str]:
    """What the brackets of a table hold (se, t, p, interval, other) by their opening sign, as its notes say.

    used: the brackets that the table has. What two notes say differently is left out.
    """
    said: dict[str, set[str]] = {}
    for text in texts:
        for clause in CLAUSE.split(text):
            for opening, kind in _pairs(MADE_FROM.sub(" ", clause)):
                said.setdefault(opening, set()).add(kind)
    kinds = {opening: next(iter(found)) for opening, found in said.items() if len(found) == 1}
    # who has one sort of brackets may call it by the name of another
    if len(used) == 1 and not used & said.keys() and len(kinds) == len(said) == 1:
        return {next(iter(used)): next(iter(kinds.values()))}
    return kinds


def _pairs(clause: str) -> list[tuple[str, str]]:
    """Each bracket that a clause names, with the kind before it, else the first behind it."""
    brackets = list(BRACKETS.finditer(clause))
    kinds = [(match.start(), match.lastgroup or "") for match in KIND.finditer(clause)]
    found, behind = [], 0
    for match in brackets:
        before = [kind for start, kind in kinds if behind <= start < match.start()]
        after = [kind for start, kind in kinds if start > match.end()]
        # of two kinds and one bracket it is not said which is meant
        one = before[:1] or after[:1]
        kind = one[0] if one and len(set(before)) <= 1 else ""
        found.append((OPENS[match.lastgroup or ""], kind or OTHER))
        behind = match.end()
    return found if kinds else []


def kind_of(label: str) -> str:
    """What the label of a row or column says that it holds, or ""."""
    match = re.match(rf"\(?\[?(?:robust |clustered )?(?:{KIND.pattern})", label.strip(), re.IGNORECASE)
    return next((kind for kind in KINDS if match[kind]), "") if match else ""
