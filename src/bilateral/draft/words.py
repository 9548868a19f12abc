"""What the words of a sentence, or of a table's labels, are about: economies, flows, subjects."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from bilateral.study.economies import names_in

PHRASES = [
    (re.compile(pattern, re.IGNORECASE), meant)
    for pattern, meant in (
        (r"\b(?:outward |inward )?(?:foreign )?direct investment\b", " fdi "),
        (r"\bherfindahl(?:[-–]hirschman)?(?: index)?\b", " hhi "),
        (r"\btrade (?:surplus|deficit|balance)\b", " balance "),
        (r"\baccount(?:s|ed|ing)? for\b", " share "),
        (r"\bexports?\b|\bexported\b|\bshipments to\b", " export "),
        (r"\bimports?\b|\bimported\b", " import "),
        (r"\bnumber of\b|\bno\. (?:of )?(?=[a-z])", " "),
    )
]
# words that mean the same, as the names of columns write them
SAME = {
    word: meant
    for meant, words in {
        "growth": "grew grow grown growing growth rose rise risen rising increase increased increasing up "
        "fell fall fallen falling decrease decreased decline declined declining down",
        "balance": "surplus deficit balance",
        "share": "share portion proportion ratio rate percentage",
        "total": "total overall altogether all",
        "applications": "application applied",
        "adopted": "adopted adoption",
        "maximum": "max maximum",
    }.items()
    for word in words.split()
}
FLOWS = {"export", "import", "balance"}
STOP = frozenset(
    "the of and to were from by that with for are has have had which this its it been their these than a an "
    "in on at is was as or not be will into out over under about per each more most least one between".split()
)
WORD = re.compile(r"[A-Za-zÀ-ɏ]+|\d+(?:[.,]\d+)*")
NOT_SINGULAR = ("ss", "us", "is", "series")


@lru_cache(maxsize=50_000)
def singular(word: str) -> str:
    if len(word) < 4 or word.endswith(NOT_SINGULAR) or not word.endswith("s"):
        return word
    return word[:-3] + "y" if word.endswith("ies") else word[:-1]


@lru_cache(maxsize=20_000)
def tokens(text: str) -> frozenset[str]:
    """The words of a text in one form: lower case, singular, the field's terms by one name each."""
    text = text.replace("_", " ")
    for pattern, meant in PHRASES:
        text = pattern.sub(meant, text)
    found = (singular(word.lower()) for word in WORD.findall(text))
    return frozenset(SAME.get(word, word) for word in found if word not in STOP)


@dataclass(frozen=True)
class Names:
    """What the study's economies are called. of: code to display name; pair: reporter and partner."""

    of: tuple[tuple[str, str], ...]
    pair: tuple[str, ...]

    @cached_property
    def _any(self) -> re.Pattern:
        """Every name as a group CODE_n, the longest first: none is taken for a part of another."""
        names = [(code, re.escape(name)) for code, name in self.of if name]
        names += [(code, re.escape(name)) for name, code in names_in("texts").items()]
        names.sort(key=lambda named: -len(named[1]))
        groups = (f"(?P<{code}_{n}>{name})" for n, (code, name) in enumerate(names))
        return re.compile(rf"\b(?<!North )(?:{'|'.join(groups)})(?![\w$])")

    def found(self, text: str) -> list[tuple[int, int, str]]:
        """Start, end and code of each economy that a text names, in order."""
        return [
            (*match.span(), (match.lastgroup or "").partition("_")[0]) for match in self._any.finditer(text)
        ]

    def economies(self, text: str) -> frozenset[str]:
        return frozenset(code for *_, code in self.found(text))


@dataclass(frozen=True)
class Trade:
    """Who trades with whom, as a text says it: "" where it does not."""

    flow: str = ""
    reporter: str = ""
    partner: str = ""

    def fits(self, reporter: str, partner: str, flow: str) -> bool:
        """Whether a row's reporter, partner and flow can be meant: what is said must agree."""
        return (
            (not self.flow or not flow or flow in (self.flow, "both"))
            and (not self.reporter or reporter == self.reporter)
            and (not self.partner or partner == self.partner)
        )


TRADED = r"(?:exports?|imports?|exported|imported|(?:trade )?(?:surplus|deficit|balance))"
OWNED = re.compile(rf"(?:['’]s?)?\s(?:\w+\s){{0,3}}?{TRADED}\b", re.IGNORECASE)
WITH = re.compile(rf"\b{TRADED}\s(?:[\w-]+\s){{0,4}}?(?:to|from|with)\s(?:the\s)?$", re.IGNORECASE)
# "exports of Viet Nam to …", and not "exports of Vietnamese rice"
OF = re.compile(rf"\b{TRADED}\sof\s(?:the\s)?$", re.IGNORECASE)
NO_GOODS = re.compile(
    r"\s*(?:$|[,.;:()]|(?:to|from|with|in|into|was|were|is|are|had|have|reached|rose|fell|grew|stood|came|"
    r"amount\w*|total\w*|increased|decreased|declined|dropped|climbed|jumped)\b)"
)
FLOW = re.compile(r"\b(?:(export)(?:s|ed)?|(import)(?:s|ed)?|(surplus|deficit|balance))\b", re.IGNORECASE)


def trade_of(text: str, names: Names) -> Trade:
    """The last flow that a text names, and its reporter and partner; a pair's other side by exclusion."""
    flows = list(FLOW.finditer(text))
    if not flows:
        return Trade()
    flow = "export" if flows[-1][1] else "import" if flows[-1][2] else "balance"
    reporter = partner = ""
    for start, end, code in names.found(text):
        if OWNED.match(text, end) or (OF.search(text[:start]) and NO_GOODS.match(text, end)):
            reporter = code
        if WITH.search(text[:start]):
            partner = code
    others = [code for code in names.pair if code not in (reporter, partner)]
    # of a pair, one side says the other
    if len(names.pair) == 2 and len(others) == 1:
        reporter, partner = reporter or others[0], partner or others[0]
    return Trade(flow, reporter, partner)
