"""Reads and checks one document in a process of its own, with little memory, little time and no access.

Started by `run_confined` alone: a line of JSON on standard input says what to do, what follows is the
document; each line of JSON on standard output is a part of the answer.
"""

import contextlib
import ctypes
import json
import os
import resource
import signal
import sys
import time
from pathlib import Path

CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
# what a reader of documents does not need: by the names of Python's audit events
FORBIDDEN = tuple(
    "socket. subprocess. os.system os.exec os.posix_spawn os.spawn os.fork pty. os.remove os.rename os.rmdir "
    "os.mkdir os.link os.symlink os.truncate shutil. tempfile. urllib. http. ftplib. smtplib. "
    "webbrowser.".split()
)
OPEN_FILES = 64
# when this process began, and the share of the time for reading that pages may take; tables are then put
# together in about a sixth of what the pages took
STARTED, FOR_PAGES = time.monotonic(), 0.7


def confine(memory_mb: int, seconds: int, readable: list[str]) -> None:
    """Limits of the operating system, no network where it can be had, and only code in `readable` to open.

    seconds: of processor time. readable: folders and files.
    """
    memory = memory_mb * 2**20
    for name, most in (
        ("RLIMIT_AS", memory),
        ("RLIMIT_CPU", seconds),
        ("RLIMIT_FSIZE", 0),
        ("RLIMIT_NOFILE", OPEN_FILES),
        ("RLIMIT_CORE", 0),
        ("RLIMIT_NPROC", 0),
    ):
        try:
            resource.setrlimit(getattr(resource, name), (most, most))
        except (AttributeError, ValueError, OSError):
            continue  # not every system has each; the parent's clock and the guard below hold everywhere
    # a network of its own, with nothing in it; where the system has none, the guard refuses every socket
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).unshare(CLONE_NEWUSER | CLONE_NEWNET)
    allowed = {os.path.realpath(path) for path in readable}
    within = tuple(os.path.join(path, "") for path in allowed)

    def guard(event: str, arguments: tuple) -> None:
        if event.startswith(FORBIDDEN):
            raise PermissionError(f"{event}, which no document needs")
        if event == "open" and isinstance(arguments[0], (str, bytes)):
            path, mode = os.path.realpath(os.fsdecode(arguments[0])), arguments[1] or "r"
            if not (path in allowed or path.startswith(within)) or any(letter in mode for letter in "wax+"):
                raise PermissionError(f"opening {path}, which no document needs")

    sys.addaudithook(guard)


def say(message: dict) -> None:
    sys.stdout.write(json.dumps(message, ensure_ascii=True, separators=(",", ":")) + "\n")
    sys.stdout.flush()


def read_and_check(task: dict, content: bytes, stdin) -> None:
    from crossfoot.documents.document import read_document
    from crossfoot.documents.settings import Settings
    from crossfoot.run.audit_records import reading_record
    from crossfoot.run.pictures import shown
    from crossfoot.run.worker_checks import check_reading

    limits, skipped = task["limits"], {int(page): why for page, why in task["skipped"].items()}

    def leave_out(page: int) -> str:
        # what is left of the time is for putting the tables together
        late = time.monotonic() - STARTED > FOR_PAGES * task["seconds"]
        return skipped.get(page, "") or (
            f"the {limits['seconds']} seconds for reading were used up (--seconds)" if late else ""
        )

    reading = read_document(
        content,
        task["name"],
        progress=lambda page, pages: say({"page": page, "pages": pages}),
        max_pages=limits["pages"],
        leave_out=leave_out,
        recognise=shown(say, stdin) if task["sees"] else None,
        settings=Settings(**task["settings"]),
    )
    say({"reading": reading_record(reading)})
    checked: dict[int, list[dict]] = {}

    def hear(message: dict) -> None:
        if "checks" in message:
            checked[message["table"]] = message["checks"]
        say(message)

    in_time = timed(limits["seconds_a_page"])
    check_reading(reading, hear, in_time)
    if reading.kind == "pdf":
        from crossfoot.run.clippings import clippings

        for one in clippings(content, reading, checked, in_time):
            say(one)


def timed(seconds: int):
    """What does a piece of work, or raises TimeoutError when it takes longer."""

    def late(*_) -> None:
        raise TimeoutError(f"more than {seconds} seconds (--seconds-a-page)")

    def in_time(work):
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            return work()
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)

    signal.signal(signal.SIGALRM, late)
    return in_time


def main(stdin) -> None:
    task = json.loads(stdin.readline())
    limits = task["limits"]
    # the parent's clock ends what waits; these seconds are a second bound on what computes
    processor = task["seconds"] + limits["seconds"] + 5
    confine(limits["memory_mb"], processor, [*task["readable"], sys.prefix, sys.base_prefix])
    from crossfoot.errors import InputError

    try:
        read_and_check(task, stdin.read(task["bytes"]), stdin)
    except InputError as fault:
        say({"fault": [fault.place, fault.found, fault.expected]})
    except MemoryError:
        say({"stopped": "memory"})
    except Exception as error:
        # whatever a document makes of its reader, the parent has to say it in one line
        trace = error.__traceback__
        while trace and trace.tb_next:
            trace = trace.tb_next
        at = Path(trace.tb_frame.f_code.co_filename).name if trace else "its own code"
        say({"broken": f"{type(error).__name__} in {at}"})
    say({"done": True})


if __name__ == "__main__":
    main(sys.stdin.buffer)
