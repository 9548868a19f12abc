"""Patterns over sentences whose quantities stand as one token each."""

from __future__ import annotations

import re

from crossfoot.prose.quantities import Quantity

OPEN, CLOSE = "\ue000", "\ue001"


def skeleton(text: str, quantities: list[Quantity]) -> tuple[str, list[tuple[int, int]]]:
    """The sentence with each quantity as one token of its kind and place, and (place there, place in the
    sentence) of the start of each stretch."""
    pieces, stretches, at, length = [], [(0, 0)], 0, 0
    for place, quantity in enumerate(quantities):
        token = f"{OPEN}{quantity.kind}{place}{CLOSE}"
        pieces += [text[at : quantity.start], token]
        length += quantity.start - at
        stretches += [(length, quantity.start), (length + len(token), quantity.end)]
        length, at = length + len(token), quantity.end
    return "".join([*pieces, text[at:]]), stretches


def pattern(template: str) -> re.Pattern:
    """A pattern over skeletons.

    {a:MN} is a token of these kinds, named a, and {=MN} says that one follows. {..40} is up to 40 characters
    without a token, semicolon or bracket; {--40} may have brackets, {__40} has no comma either. {~} is what
    may stand beside an
    amount: words, years, ordinals and brackets, up to 100 pieces. Every gap ends, and can be read in one way.
    """
    near = rf"(?:[^{OPEN}{CLOSE};()]|\([^()]{{0,80}}\)|{OPEN}[YDOLS]\d{{1,4}}{CLOSE}){{0,100}}?"
    token = rf"{OPEN}[\1]\\d{{1,4}}{CLOSE}"
    template = re.sub(r"\{=([A-Z]+)\}", rf"(?={token})", template)
    template = re.sub(r"\{__(\d+)\}", rf"[^{OPEN}{CLOSE};(),]{{0,\1}}?", template)
    template = re.sub(r"\{--(\d+)\}", rf"[^{OPEN}{CLOSE};]{{0,\1}}?", template)
    template = re.sub(r"\{\.\.(\d+)\}", rf"[^{OPEN}{CLOSE};()]{{0,\1}}?", template.replace("{~}", near))
    return re.compile(
        re.sub(r"\{(\w+):([A-Z]+)\}", rf"{OPEN}[\2](?P<\1>\\d{{1,4}}){CLOSE}", template), re.IGNORECASE
    )
