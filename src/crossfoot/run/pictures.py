"""Pictures that the confined worker shows, which a program of its own reads for it."""

from __future__ import annotations

import base64
import json
import time
import zlib
from collections.abc import Callable
from typing import IO

from crossfoot.documents.dots import MOST_DOTS, Picture
from crossfoot.documents.pictures import Recognise, Unrecognised
from crossfoot.documents.tesseract import is_installed, recognise
from crossfoot.documents.unread import NO_TEXT
from crossfoot.run.limits import Limits

# this share of the time for reading is for pictures, so that text behind them is read too
SHARE = 0.5
HOW = "they are read where tesseract is installed with its data for English (apt install tesseract-ocr)"


class Seer:
    """Answers a worker's pictures with their words, as long as there is time for them."""

    def __init__(self, limits: Limits, seconds: int):
        self.limits, self.left = limits, SHARE * seconds

    def __call__(self, message: dict) -> bytes:
        start = time.monotonic()
        try:
            if self.left < 1:
                raise Unrecognised(f"the time for pictures, {SHARE:.0%} of --seconds, was used up")
            seconds = min(self.left, self.limits.seconds_a_page)
            answer = {"words": recognise(_picture(message), message["what"], seconds, self.limits.memory_mb)}
        except Unrecognised as error:
            answer = {"why": str(error)}
        self.left -= time.monotonic() - start
        return json.dumps(answer).encode() + b"\n"


def _picture(message: dict) -> Picture:
    """The picture of a message. The worker has seen the document, so that it is not trusted with a file."""
    width, height, packed = message["picture"]
    if not 0 < width * height <= MOST_DOTS:
        raise Unrecognised("its picture is too large")
    dots = zlib.decompressobj().decompress(base64.b64decode(packed), width * height)
    if len(dots) != width * height:
        raise Unrecognised("its picture is not whole")
    return Picture(width, height, dots, 0, 0, 1)


def shown(say: Callable[[dict], None], stdin: IO[bytes]) -> Recognise:
    """What the worker reads pictures with: it shows them, and is told their words."""

    def read(picture: Picture, what: str) -> str:
        packed = base64.b64encode(zlib.compress(picture.dots, 1)).decode()
        say({"picture": [picture.width, picture.height, packed], "what": what})
        answer = json.loads(stdin.readline())
        if "why" in answer:
            raise Unrecognised(answer["why"])
        return answer["words"]

    return read


def how_to_see(kind: str, unread: list[list[str]]) -> list[list[str]]:
    """One line that says how to have pictures read, where some were not for want of tesseract.

    unread: place and why of each part that was not read.
    """
    missing = kind == "pdf" and any(words in why for _, why in unread for words in NO_TEXT)
    return [["pictures", HOW]] if missing and not is_installed() else []
