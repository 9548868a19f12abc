"""A document read in a process of its own: what it may use is limited, and what it says is data."""

import json
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCE = HERE.parent / "src"
# what a reader may say at most, in bytes
MOST_SAID = 512 * 2**20
MEMORY, TIME, PAGE = "memory", "time", "page"


@dataclass
class Outcome:
    """ended: "" when the process finished its task, else memory, time, page (too long on one) or what broke.
    fault: place, found and expected where the document cannot be read; page, pages: the last page that was done, of how many."""

    ended: str = "unfinished"
    fault: list[str] | None = None
    page: int = 0
    pages: int = 0


def run_apart(task: dict, content: bytes, heard: Callable[[dict], None]) -> Outcome:
    """Runs scripts/read_apart.py on the content; hands on each message; ends it when its time is up.

    task: do (read or check), name, limits (document_audit of config.yaml), and what the task needs more.
    """
    limits, outcome = task["limits"], Outcome()
    process = subprocess.Popen(
        [sys.executable, "-B", "-P", str(HERE / "read_apart.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        cwd="/",
        start_new_session=True,
    )
    try:
        _hand_over(process, json.dumps({**task, "code": [str(SOURCE), str(HERE)]}).encode() + b"\n" + content)
        for message in _messages(process, limits, outcome, content[:1024].lstrip().startswith(b"%PDF-")):
            if "page" in message:
                outcome.page, outcome.pages = message["page"], message["pages"]
            if "fault" in message:
                outcome.ended, outcome.fault = "", message["fault"]
            elif "stopped" in message or "broken" in message:
                outcome.ended = message.get("stopped") or message["broken"]
            elif "done" in message:
                outcome.ended = "" if outcome.ended == "unfinished" else outcome.ended
            else:
                heard(message)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.stdout.close()
        process.wait()
    if outcome.ended == "unfinished":
        # malloc in a library ends the process where Python would raise
        outcome.ended = TIME if process.returncode == -signal.SIGXCPU else MEMORY
    return outcome


def _environment() -> dict[str, str]:
    """Nothing of the user's: no key, no home, no proxy."""
    one = {name: "1" for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")}
    return {
        "PYTHONPATH": str(SOURCE),
        "PYTHONHASHSEED": "0",
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
        "PATH": "",
        "HOME": "/nonexistent",
        **one,
    }


def _hand_over(process: subprocess.Popen, content: bytes) -> None:
    try:
        process.stdin.write(content)
        process.stdin.close()
    except BrokenPipeError:
        pass  # it ended before it had all; how it ended says why


def _messages(process: subprocess.Popen, limits: dict, outcome: Outcome, paged: bool) -> Iterator[dict]:
    end, said, rest = time.monotonic() + limits["seconds"], 0, b""
    page_end = time.monotonic() + limits["seconds_a_page"] if paged else None
    os.set_blocking(process.stdout.fileno(), False)
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while True:
            now = time.monotonic()
            left = min(end, page_end or end) - now
            if left <= 0:
                outcome.ended = TIME if now >= end else PAGE
                return
            if not selector.select(left):
                continue
            part = process.stdout.read()
            if not part:
                return
            said += len(part)
            if said > MOST_SAID:
                outcome.ended = MEMORY
                return
            *lines, rest = (rest + part).split(b"\n")
            for line in lines:
                message = json.loads(line)
                if "pages" in message and "page" in message:
                    page_end = (
                        time.monotonic() + limits["seconds_a_page"]
                        if message["page"] < message["pages"]
                        else None
                    )
                yield message
