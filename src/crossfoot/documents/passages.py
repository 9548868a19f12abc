"""What a reading of a document holds beside its tables."""

from __future__ import annotations

import re
from dataclasses import dataclass

# white space, and the private signs that patterns over sentences use
BETWEEN = re.compile(r"[\s\ue000\ue001]+")


@dataclass(frozen=True)
class Passage:
    """One paragraph of the prose: text as printed, marks removed; page and line count from 1, page is None
    without pages.

    With pages, line is the printed line on that page. is_seen: read from a picture of it.
    """

    text: str
    line: int
    page: int | None = None
    is_seen: bool = False


@dataclass(frozen=True)
class Unread:
    """A part that was not read: place ("page 3") and why."""

    place: str
    why: str


def in_one_line(text: str) -> str:
    """A text as sentences are taken from it."""
    return BETWEEN.sub(" ", text).strip()
