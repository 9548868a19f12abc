"""What a document may take at most while it is read and checked."""

from __future__ import annotations

from dataclasses import dataclass, fields

from crossfoot.errors import InputError


@dataclass(frozen=True)
class Limits:
    """megabytes: the largest document. memory_mb: memory of the process that reads and checks it.
    seconds: to read it, and as many again to check it.
    seconds_a_page: for one page, and for the checks of one table. pages: of the longest document.

    Raises InputError for what is not a whole number above 0.
    """

    megabytes: int = 200
    memory_mb: int = 1500
    seconds: int = 300
    seconds_a_page: int = 30
    pages: int = 2000

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if not isinstance(value, int) or value < 1:
                raise InputError(flag(field.name), repr(value), "a whole number above 0")


def flag(name: str) -> str:
    """How the command calls a limit."""
    return f"--{name.replace('_', '-')}"
