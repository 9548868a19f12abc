"""What a sentence claims, held against the data; and whether a text has the words that a check quotes."""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Any

from bilateral.report.values import Bound, Series, as_bound
from crossfoot import InputError

# under this type a kernel says which words a check quotes
CHECK = "application/vnd.bilateral.check+json"
# values that a line has room for
MOST = 12
# what stands for a value in a text whose words are compared, and in a quote
ANY = "\0"
ROLE = re.compile(r"\{eval\}(`+)(.+?)\1", re.DOTALL)
NO_WORDS = re.compile(r"\[[^\]]*@[^\]]*\]|\]\([^)\s]*\)|<[^<>]*>|^```.*?^```", re.DOTALL | re.MULTILINE)
# words of a quote that may stand for one value
LONGEST_VALUE = 8


class Checked:
    """A check that holds, as Jupyter shows it."""

    def __init__(self, said: str):
        self.said = said

    def __repr__(self) -> str:
        return f"✓ {self.said}"

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        return {"text/plain": repr(self), CHECK: {"said": self.said}}


class Check:
    """Each method asserts what a sentence claims; `said` quotes the sentence or a part of it.

    Raises InputError, with the sentence and the values, for what the data no longer show.
    """

    def __init__(self, show: Callable[[Checked], None]):
        self._show = show

    def rises(self, series: Iterable, *, said: str) -> None:
        """Each value is above the one before."""
        self._in_order(series, lambda before, after: before < after, "each above the one before", said)

    def falls(self, series: Iterable, *, said: str) -> None:
        """Each value is below the one before."""
        self._in_order(series, lambda before, after: before > after, "each below the one before", said)

    def level(self, series: Iterable, within_pct: float, *, said: str) -> None:
        """No value is further from their mean than that many percent of it."""
        values = _values(series, said)
        mean = sum(map(float, values)) / len(values)
        holds = all(abs(float(value) - mean) <= abs(mean) * within_pct / 100 for value in values)
        self._held(holds, values, f"each within {within_pct}% of their mean", said)

    def largest(self, x: Any, among: Iterable, *, said: str) -> None:
        """x is above every other value."""
        self._extreme(x, among, lambda a, b: a > b, "above", said)

    def smallest(self, x: Any, among: Iterable, *, said: str) -> None:
        """x is below every other value."""
        self._extreme(x, among, lambda a, b: a < b, "below", said)

    def more(self, a: Any, b: Any, *, said: str) -> None:
        """a > b"""
        self._held(a > b, [a, b], "the first above the second", said)

    def about(self, a: Any, b: Any, within_pct: float, *, said: str) -> None:
        """a differs from b by no more than that many percent of b."""
        holds = abs(float(a) - float(b)) <= abs(float(b)) * within_pct / 100
        self._held(holds, [a, b], f"the first within {within_pct}% of the second", said)

    def holds(self, condition: Any, *, said: str, **values: Any) -> None:
        """Any condition; values: what the line of an error tells, by name."""
        told = [f"{name} {_told(value)}" for name, value in values.items()]
        self._held(condition, told or ["the condition false"], "it to be true", said)

    def _in_order(self, series: Iterable, in_order: Callable, expected: str, said: str) -> None:
        values = _values(series, said, least=2)
        self._held(all(in_order(*two) for two in pairwise(values)), values, expected, said)

    def _extreme(self, x: Any, among: Iterable, beyond: Callable, word: str, said: str) -> None:
        others = _values(among, said)
        own = next((at for at, other in enumerate(others) if _is_same(x, other)), None)
        others = [other for at, other in enumerate(others) if at != own]
        self._held(
            all(beyond(x, other) for other in others), [x, *others], f"the first {word} all others", said
        )

    def _held(self, holds: Any, values: Sequence, expected: str, said: str) -> None:
        if not said.split():
            raise InputError("a check", "no words in said", "the sentence that it checks, or a part of it")
        if not bool(holds):
            told = ", ".join(_told(value) for value in values[:MOST]) + (", …" if len(values) > MOST else "")
            raise InputError(f"the data no longer say “{' '.join(said.split())}”", told, expected)
        self._show(Checked(said))


def _values(series: Iterable, said: str, least: int = 1) -> list:
    values = list(series)
    if len(values) < least:
        raise InputError(f"the check of “{said}”", f"{len(values)} values", f"{least} or more")
    return values


def _is_same(x: Any, other: Any) -> bool:
    if isinstance(x, Bound) and isinstance(other, Bound):
        return x.places == other.places and x == other
    return bool(x == other)


def _told(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, Series | list | tuple):
        return ", ".join(map(_told, value))
    bound = as_bound(value)
    if not isinstance(bound, Bound):
        return str(value)
    text = f"{bound.value:,.6g}" if isinstance(bound.value, float) else str(bound)
    return (f"{bound.at} " if bound.at is not None else "") + text.replace("-", "−")


def stands_in(quote: str, text: str) -> bool:
    """Whether words of a quote stand in a Markdown text, one after the other.

    Marks and case do not matter; where the text has a value, the quote may have any (or …), or none. At
    least a third of the quote's words must be words of the text.
    """
    wanted, words = _tokens(quote.replace("…", ANY).replace("...", ANY)), _tokens(text)
    literal = [word for word in wanted if word != ANY]
    return any(
        _matched(wanted, words, start) * 3 >= max(len(literal), 1)
        for start, word in enumerate(words)
        if word in (wanted[0], ANY) or wanted[0] == ANY
    )


def _matched(wanted: list[str], words: list[str], start: int) -> int:
    """How many words of the quote are words of the text from `start` on; −1 where they do not all fit."""
    # for each word of the text that may come next, and the words that its value took, the most matched
    states = {(start, 0): 0}
    for word in wanted:
        following: dict[tuple[int, int], int] = {}
        for (at, taken), count in _past_values(states, words).items():
            if at == len(words):
                continue
            if words[at] == ANY and taken < LONGEST_VALUE:
                _keep(following, (at, taken + 1), count)
            if words[at] == word and word != ANY:
                _keep(following, (at + 1, 0), count + 1)
        if word == ANY:
            # … may also stand for no value
            for state, count in states.items():
                _keep(following, state, count)
        states = following
    return max(states.values(), default=-1)


def _past_values(states: dict, words: list[str]) -> dict:
    """The states, and those past a value that takes no more words."""
    reached = dict(states)
    for (at, _), count in states.items():
        while at < len(words) and words[at] == ANY:
            at += 1
            _keep(reached, (at, 0), count)
    return reached


def _keep(states: dict, state: tuple[int, int], count: int) -> None:
    states[state] = max(count, states.get(state, -1))


def _tokens(text: str) -> list[str]:
    text = NO_WORDS.sub(" ", ROLE.sub(ANY, text))
    return re.findall(rf"\w+(?:[.,]\d+)*|{ANY}", re.sub(r"@(fig|tab):\w+", ANY, text).lower())
