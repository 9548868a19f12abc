"""Reads and checks one document in a process of its own, with little memory, little time and nothing else in reach.

Started by scripts/apart.py alone: a line of JSON on standard input says what to do, what follows is the document; each line
of JSON on standard output is a part of the answer.
"""

import ctypes
import json
import os
import resource
import signal
import sys
import time
from pathlib import Path

CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
# what a reader of documents has no need of: by the names of Python's audit events
FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.spawn",
    "os.fork",
    "pty.",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.mkdir",
    "os.link",
    "os.symlink",
    "os.truncate",
    "shutil.",
    "tempfile.",
    "urllib.",
    "http.",
    "ftplib.",
    "smtplib.",
    "webbrowser.",
)
OPEN_FILES = 64


def confine(limits: dict, code: list[str]) -> None:
    """Limits of the operating system, no network where it can be had, and files of `code` folders to read alone."""
    memory = limits["memory_mb"] * 2**20
    for name, most in (
        ("RLIMIT_AS", memory),
        ("RLIMIT_CPU", limits["seconds"] + 5),
        ("RLIMIT_FSIZE", 0),
        ("RLIMIT_NOFILE", OPEN_FILES),
        ("RLIMIT_CORE", 0),
        ("RLIMIT_NPROC", 0),
    ):
        try:
            resource.setrlimit(getattr(resource, name), (most, most))
        except (AttributeError, ValueError, OSError):
            continue  # not every system has each of them; the parent's clock and the guard below hold everywhere
    try:
        # a network of its own, with nothing in it
        ctypes.CDLL(None).unshare(CLONE_NEWUSER | CLONE_NEWNET)
    except (OSError, AttributeError):
        pass  # a system without it; the guard refuses every socket
    allowed = tuple(os.path.join(os.path.realpath(folder), "") for folder in code)

    def guard(event: str, arguments: tuple) -> None:
        if event.startswith(FORBIDDEN):
            raise PermissionError(f"{event}, which no document needs")
        if event == "open" and isinstance(arguments[0], (str, bytes)):
            path, mode = os.path.realpath(os.fsdecode(arguments[0])), arguments[1] or "r"
            if not path.startswith(allowed) or any(letter in mode for letter in "wax+"):
                raise PermissionError(f"opening {path}, which no document needs")

    sys.addaudithook(guard)


def say(message: dict) -> None:
    sys.stdout.write(json.dumps(message, ensure_ascii=True, separators=(",", ":")) + "\n")
    sys.stdout.flush()


def read(task: dict, content: bytes) -> None:
    from crossfoot.documents.document import read_document
    from crossfoot.run.records import reading_record

    limits, skipped, start = (
        task["limits"],
        {int(page): why for page, why in task["skipped"].items()},
        time.monotonic(),
    )

    def leave_out(page: int) -> str:
        # what is left of the time is for putting the tables together
        late = time.monotonic() - start > 0.8 * limits["seconds"]
        return skipped.get(page, "") or (
            f"the {limits['seconds']} seconds of document_audit in config.yaml were used up" if late else ""
        )

    reading = read_document(
        content,
        task["name"],
        progress=lambda page, pages: say({"page": page, "pages": pages}),
        max_pages=limits["pages"],
        leave_out=leave_out,
    )
    say({"reading": reading_record(reading)})


def check(task: dict, content: bytes) -> None:
    from crossfoot.run.records import audit_reading, reading_of

    seconds = task["limits"]["seconds_a_page"]

    def late(*_) -> None:
        raise TimeoutError(f"more than {seconds} seconds (document_audit.seconds_a_page)")

    def in_time(work):
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            return work()
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)

    signal.signal(signal.SIGALRM, late)
    audit_reading(reading_of(json.loads(content)), say, in_time)


def main(stdin) -> None:
    task = json.loads(stdin.readline())
    confine(task["limits"], [*task["code"], sys.prefix, sys.base_prefix])
    from crossfoot.errors import InputError

    try:
        {"read": read, "check": check}[task["do"]](task, stdin.read())
    except InputError as fault:
        say({"fault": [fault.place, fault.found, fault.expected]})
    except MemoryError:
        say({"stopped": "memory"})
    except (
        Exception
    ) as error:  # whatever a document makes of its reader, the parent has to say it in one line
        trace = error.__traceback__
        while trace.tb_next:
            trace = trace.tb_next
        say({"broken": f"{type(error).__name__} in {Path(trace.tb_frame.f_code.co_filename).name}"})
    say({"done": True})


if __name__ == "__main__":
    main(sys.stdin.buffer)
