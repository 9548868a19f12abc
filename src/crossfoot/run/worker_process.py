"""A document read and checked in a process of its own, which has limits and answers in data alone."""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from threading import Thread
from typing import IO

from crossfoot.documents.settings import DEFAULTS, Settings
from crossfoot.documents.tesseract import is_installed
from crossfoot.errors import InputError
from crossfoot.prose.marks import Mark
from crossfoot.run.limits import Limits, flag
from crossfoot.run.pictures import Seer

WORKER = Path(__file__).with_name("worker.py")
PACKAGE = WORKER.parents[1]
# what the worker imports beside crossfoot and the standard library
NEEDED = (
    "bs4 defusedxml lazy_loader packaging pypdfium2 pypdfium2_cfg pypdfium2_raw soupsieve typing_extensions"
).split()
# what the worker may say at most, in bytes
MOST_SAID = 512 * 2**20
MEMORY, TIME, PAGE = "memory", "time", "page"
# a worker that breaks down with this share of its memory in use has run out of it, as far as can be known:
# a library that gets none ends the process, and what it asked for is not on record
NEAR_LIMIT = 0.4
# pages that are left out because the worker ends on them, at most
MOST_SKIPPED = 5
# how long an end that the worker began may take, in seconds
ENDING = 5.0

# is told what is counted ("page" or "table"), how many are done, and of how many
Listener = Callable[[str, int, int], None]


@dataclass
class Outcome:
    """ended: "" when the worker finished, else memory, time, page (too long on one) or how it ended.
    fault: place, found and expected where the document cannot be read.
    page, pages: the last page that was done, of how many."""

    ended: str = "unfinished"
    fault: list[str] | None = None
    page: int = 0
    pages: int = 0


@dataclass(frozen=True)
class Task:
    """A document to read and check. name: of its file, whose suffix says the kind."""

    content: bytes
    name: str
    limits: Limits
    settings: Settings = DEFAULTS

    @property
    def is_paged(self) -> bool:
        return self.content[:1024].lstrip().startswith(b"%PDF-")


def run_confined(
    work: Task,
    heard: Callable[[dict], None],
    skipped: dict[int, str] | None = None,
    seconds: int | None = None,
) -> Outcome:
    """Runs the worker on a document; hands on each of its messages; ends it when its time is up.

    skipped: pages to leave out, and why. seconds: what is left for reading, `limits.seconds` by default.
    Pictures that the worker shows are read here, by a program that it may not start.
    Messages: {"page", "pages"} after each page, {"reading"} once it is read, then those of `check_reading`.
    """
    limits, content = work.limits, work.content
    outcome, seconds, patience, peak = Outcome(), seconds or limits.seconds, 0.0, 0.0
    paths, readable = _code()
    task = {"name": work.name, "skipped": skipped or {}, "seconds": seconds, "limits": asdict(limits)}
    task |= {"bytes": len(content), "sees": is_installed(), "settings": asdict(work.settings)}
    process = subprocess.Popen(
        [sys.executable, "-P", "-B", str(WORKER)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(paths),
        cwd="/",
        start_new_session=True,
    )
    stdin, stdout = process.stdin, process.stdout
    if stdin is None or stdout is None:
        raise RuntimeError("a worker without pipes")
    see = Seer(limits, seconds)
    try:
        _hand_over(stdin, json.dumps(task | {"readable": readable}).encode() + b"\n" + content)
        for message in _messages(stdout, limits, seconds, outcome, work.is_paged):
            if "picture" in message:
                # a worker that does not listen must not keep this process waiting
                Thread(target=_hand_over, args=(stdin, see(message)), daemon=True).start()
            elif "fault" in message:
                outcome.ended, outcome.fault = "", message["fault"]
            elif "stopped" in message or "broken" in message:
                outcome.ended = message.get("stopped") or message["broken"]
            elif "done" in message:
                outcome.ended = "" if outcome.ended == "unfinished" else outcome.ended
            else:
                heard(message)
        patience = ENDING if outcome.ended == "unfinished" else 0.0
    finally:
        stdout.close()
        peak = _end(process, patience)
        with suppress(BrokenPipeError):
            stdin.close()
    if outcome.ended == "unfinished":
        outcome.ended = _how(process.returncode, peak, limits)
    return outcome


class Heard:
    """What the confined process has said so far.

    reading, statements, failed: None until they are there. by_table: by the table's place, from 0.
    """

    def __init__(self, progress: Listener):
        self.progress, self.tables = progress, 0
        self.reading: dict | None = None
        self.by_table: dict[int, dict] = {}
        self.statements: list[dict] | None = None
        self.marks: list[Mark] = []
        self.failed: list[list[str]] | None = None

    def __call__(self, message: dict) -> None:
        if "page" in message:
            self.progress("page", message["page"], message["pages"])
        elif "reading" in message:
            self.reading, self.tables = message["reading"], len(message["reading"]["tables"])
        elif "clipping" in message:
            pictures = self.by_table[message["clipping"]].setdefault("pictures", {})
            pictures[message["of"]] = message["png"]
        elif "statements" in message:
            self.statements = message["statements"]
            self.marks, self.failed = message["marks"], message["failed"]
        else:
            self.by_table[message["table"]] = message
            self.progress("table", message["table"] + 1, self.tables)


def read_and_check(task: Task, progress: Listener) -> tuple[Heard, dict, str]:
    """What was said of a document, the reading among it, and why the checks ended early, or "".

    A page on which the reader's time or memory runs out is left out, and the rest is read again without it.
    Raises InputError where there is no reading.
    """
    skipped: dict[int, str] = {}
    limits = task.limits
    end = time.monotonic() + limits.seconds
    while True:
        heard = Heard(progress)
        seconds = max(10, round(end - time.monotonic())) if skipped else limits.seconds
        outcome = run_confined(task, heard, skipped, seconds)
        if outcome.fault:
            raise InputError(*outcome.fault)
        why = _why(outcome.ended, limits) if outcome.ended else ""
        if heard.reading is not None:
            return heard, heard.reading, why
        stuck = outcome.page + 1
        if (
            not task.is_paged
            or outcome.ended == TIME
            or len(skipped) >= MOST_SKIPPED
            or stuck in skipped
            or (outcome.pages and stuck > outcome.pages)
        ):
            raise InputError(
                task.name, f"a document that cannot be read: {why}", "one that can be read within the limits"
            )
        skipped[stuck] = why


def _why(ended: str, limits: Limits) -> str:
    return {
        MEMORY: f"its reader needs more than {limits.memory_mb} MB of memory ({flag('memory_mb')})",
        TIME: f"its reader needs more than {limits.seconds} seconds ({flag('seconds')})",
        PAGE: f"it takes more than {limits.seconds_a_page} seconds ({flag('seconds_a_page')})",
    }.get(ended, f"its reader stopped ({ended})")


def _end(process: subprocess.Popen, patience: float) -> float:
    """Ends the worker, unless it ends by itself in time; gives the most memory that it had, in MB."""
    end = time.monotonic() + patience
    while True:
        ended, status, usage = os.wait4(process.pid, os.WNOHANG)
        if ended:
            break
        if time.monotonic() >= end:
            os.killpg(process.pid, signal.SIGKILL)
            _, status, usage = os.wait4(process.pid, 0)
            break
        time.sleep(0.01)
    process.returncode = os.waitstatus_to_exitcode(status)
    # in kilobytes on Linux, in bytes on macOS
    return usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


def _how(returncode: int, peak: float, limits: Limits) -> str:
    """How a worker ended that did not say so itself. peak: the most memory that it had, in MB."""
    if returncode == -signal.SIGXCPU:
        return TIME
    if returncode == -signal.SIGKILL:
        return "the system ended it (SIGKILL), as it does when the machine's own memory runs out"
    if peak >= NEAR_LIMIT * limits.memory_mb:
        return MEMORY
    how = signal.Signals(-returncode).name if returncode < 0 else f"status {returncode}"
    return f"it broke down with {how}, with {peak:.0f} MB of memory in use"


def _code() -> tuple[list[str], list[str]]:
    """Folders that the worker imports from, and the code that it may read beside the interpreter's."""
    paths, readable = [str(PACKAGE.parent)], [str(PACKAGE)]
    for name in NEEDED:
        spec = find_spec(name)
        if spec is None or spec.origin is None:
            continue  # not every version of a package needs each of the others
        package = Path(spec.origin).parent if spec.submodule_search_locations else Path(spec.origin)
        paths.append(str(package.parent))
        # a package may try to import others that are installed beside it
        readable += [str(package), *([paths[-1]] if package.parent.name.endswith("-packages") else [])]
    return list(dict.fromkeys(paths)), list(dict.fromkeys(readable))


def _environment(paths: list[str]) -> dict[str, str]:
    """Nothing of the user's: no key, no home, no proxy."""
    return {
        "PYTHONPATH": os.pathsep.join(paths),
        "PYTHONHASHSEED": "0",
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
        "PATH": "",
        "HOME": "/nonexistent",
    }


def _hand_over(stdin: IO[bytes], content: bytes) -> None:
    try:
        stdin.write(content)
        stdin.flush()
    except BrokenPipeError:
        pass  # it ended before it had all; how it ended says why


def _messages(
    stdout: IO[bytes], limits: Limits, seconds: int, outcome: Outcome, paged: bool
) -> Iterator[dict]:
    end, said, rest = time.monotonic() + seconds, 0, b""
    page_end = time.monotonic() + limits.seconds_a_page if paged else None
    os.set_blocking(stdout.fileno(), False)
    with selectors.DefaultSelector() as selector:
        selector.register(stdout, selectors.EVENT_READ)
        while True:
            now = time.monotonic()
            left = min(end, page_end or end) - now
            if left <= 0:
                outcome.ended = TIME if now >= end else PAGE
                return
            if not selector.select(left):
                continue
            part = stdout.read()
            if not part:
                return
            said += len(part)
            if said > MOST_SAID:
                outcome.ended = MEMORY
                return
            *lines, rest = (rest + part).split(b"\n")
            for line in lines:
                message = json.loads(line)
                if "page" in message:
                    outcome.page, outcome.pages = message["page"], message["pages"]
                    done = outcome.page == outcome.pages
                    page_end = None if done else time.monotonic() + limits.seconds_a_page
                elif "reading" in message:
                    # the checks have as long as the reading had
                    page_end, end = None, time.monotonic() + limits.seconds
                yield message
                if "picture" in message:
                    # the time that it took is counted apart
                    said, page_end = said - len(line), time.monotonic() + limits.seconds_a_page
