"""Questions over HTTP: asked again while that may help, never for ever, and no key in what is said."""

import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TypeVar
from urllib.parse import quote, quote_plus, urlsplit

import requests

from bilateral.sources.refresh.answers import BUSY, Passing
from bilateral.sources.refresh.plan import Request
from crossfoot import InputError

# a machine may be in another time zone or a little slow; a snapshot's date must be right
CLOCK_MAY_BE_OFF = timedelta(days=1)
# what an answer is read as
Answer = TypeVar("Answer")


class Web:
    """Asks requests, one at a time.

    choices: attempts, backoff_seconds, longest_wait_seconds, timeout_seconds, answer_seconds.
    keys: by source, where and how it travels, as (header or parameter, name, key).
    """

    def __init__(self, choices: dict, keys: dict[str, tuple[str, str, str]], say: Callable[[str], None]):
        self.choices, self.keys, self.say = choices, keys, say
        self.session = requests.Session()
        self.asked: dict[str, float] = {}

    def ask(self, request: Request, pause: float, read: Callable[[bytes], Answer]) -> tuple[bytes, Answer]:
        """The answer's bytes, and what `read` makes of them.

        Raises InputError in one line once asking again is of no use, or has been tried often enough.
        """
        attempts, longest = self.choices["attempts"], self.choices["longest_wait_seconds"]
        for attempt in range(1, attempts + 1):
            try:
                return self._once(request, pause, read)
            except Passing as error:
                failed = error
            seconds = min(self.choices["backoff_seconds"] * 2 ** (attempt - 1), longest)
            seconds = seconds if failed.after is None else failed.after
            if attempt == attempts or seconds > longest:
                break
            left = attempts - attempt
            self.say(f"{failed.place}: {failed.found}; again in {seconds:.0f} s, {left} attempts left")
            time.sleep(seconds)
        # not the cause: its text may hold the address with the key
        tried = f"{failed.found}, after {attempt} attempts"
        raise InputError(failed.place, tried, failed.expected) from None

    def without_keys(self, text: str) -> str:
        for _, _, key in self.keys.values():
            for form in {key, quote(key, safe=""), quote_plus(key)}:
                text = text.replace(form, "…")
        return text

    def _once(self, request: Request, pause: float, read: Callable[[bytes], Answer]) -> tuple[bytes, Answer]:
        since = time.monotonic() - self.asked.get(request.source, float("-inf"))
        time.sleep(max(0.0, pause - since))
        try:
            body = self._answer(request)
            return body, read(body)
        except InputError as error:
            # a source may repeat a key in what it answers
            error.found = self.without_keys(error.found)
            error.args = (f"{error.place}: found {error.found}; expected {error.expected}",)
            raise
        finally:
            self.asked[request.source] = time.monotonic()

    def _answer(self, request: Request) -> bytes:
        place = f"{request.place} ({urlsplit(request.address).netloc})"
        parameters: dict[str, str] = dict(request.parameters)
        headers: dict[str, str] = {}
        if request.source in self.keys:
            kind, name, key = self.keys[request.source]
            (headers if kind == "header" else parameters)[name] = key
        deadline = time.monotonic() + self.choices["answer_seconds"]
        try:
            # a redirect could carry a key to another host
            with self.session.get(
                request.address,
                params=parameters,
                headers=headers,
                stream=True,
                allow_redirects=False,
                timeout=self.choices["timeout_seconds"],
            ) as answer:
                check_status(place, answer.status_code, answer.headers, request.source in self.keys)
                check_clock(place, answer.headers, datetime.now(UTC))
                body = bytearray()
                for piece in answer.iter_content(1 << 16):
                    body += piece
                    if time.monotonic() > deadline:
                        found = f"an answer not whole after {self.choices['answer_seconds']} s"
                        raise Passing(place, found, "all of it")
                return bytes(body)
        except requests.Timeout:
            raise Passing(place, f"no answer within {self.choices['timeout_seconds']} s", "one") from None
        except requests.exceptions.ChunkedEncodingError:
            raise Passing(place, "an answer that breaks off", "all of it") from None
        except requests.ConnectionError:
            raise Passing(place, "no connection", "one; is the network up?") from None
        except requests.RequestException as error:
            raise Passing(place, f"{type(error).__name__}", "an answer") from None


def check_status(place: str, status: int, headers: Mapping[str, str], keyed: bool) -> None:
    """Raises Passing for a status that may pass, InputError for another than 200."""
    if status == 200:
        return
    if status == 401:
        found = "the key refused (401)" if keyed else "a key demanded (401)"
        raise InputError(place, found, "a valid key in the environment (docs/internals.md)")
    if 300 <= status < 400:
        raise InputError(
            place,
            f"moved to {urlsplit(headers.get('Location', '')).netloc or 'another address'} ({status})",
            "the address in data/providers.yaml",
        )
    if status in BUSY:
        after = retry_after(headers)
        asked = f", asking for {after:.0f} s of rest" if after is not None else ""
        raise Passing(place, f"HTTP status {status}{asked}", "data", after)
    raise InputError(place, f"HTTP status {status}", "data")


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds of Retry-After. A date counts from the source's own clock."""
    text = headers.get("Retry-After", "").strip()
    if text.isdecimal():
        return float(text)
    until, now = _date(text), _date(headers.get("Date", ""))
    return max(0.0, (until - now).total_seconds()) if until and now else None


def check_clock(place: str, headers: Mapping[str, str], now: datetime) -> None:
    """Raises InputError when this machine's day and the source's differ: a snapshot bears the day."""
    theirs = _date(headers.get("Date", ""))
    if theirs and headers.get("Age", "").isdecimal():
        theirs += timedelta(seconds=int(headers["Age"]))  # a cache between answers with an older date
    if theirs and abs(now - theirs) > CLOCK_MAY_BE_OFF:
        found = f"{theirs:%Y-%m-%d} on the source's clock, {now:%Y-%m-%d} on this machine's"
        raise InputError(place, found, "one day; set the clock")


def _date(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
