"""How far a run is, on standard error."""

from __future__ import annotations

import sys
import time


class Progress:
    """One line that says page of pages, or table of tables, and the time left; only where it takes long.

    slow: seconds before the first line. every: seconds between lines where standard error is not a terminal.
    """

    def __init__(self, slow: float = 3, every: float = 10):
        self.slow, self.every = slow, every
        self.start = self.said = time.monotonic()
        self.open, self.what = False, ""

    def __call__(self, what: str, done: int, of: int) -> None:
        now, here = time.monotonic(), sys.stderr.isatty()
        if what != self.what:
            self.start, self.what = now, what
        if now - self.start < self.slow or (not here and now - self.said < self.every):
            return
        self.said = now
        left = (now - self.start) / done * (of - done)
        time_left = f"{left:.0f} s left" if left < 90 else f"{left / 60:.0f} min left"
        text = f"{what} {done} of {of}, about {time_left}"
        sys.stderr.write(f"\r{text}\x1b[K" if here else f"{text}\n")
        sys.stderr.flush()
        self.open = here

    def close(self) -> None:
        """Clears the line, so that what is printed next stands alone."""
        if self.open:
            sys.stderr.write("\r\x1b[K")
            self.open = False
