"""Keeps the results of the last good build until the next one is good.

Snakemake deletes a rule's outputs before it runs the rule. A build that fails half-way would leave
some results new, some old and some gone; so the old ones are kept before the first rule runs and put
back if the build fails. A build that was killed leaves them, and the next build goes on from there.
"""

import fcntl
import os
import re
import shutil
import time
from pathlib import Path

from crossfoot import InputError

RESULTS = Path("results")
METADATA = Path(".snakemake/metadata")
KEPT = Path(".snakemake/last_good")
LOCK = Path(".snakemake/build.lock")
# the folder of results that is large
LARGE = "world"
# what a build needs beside a copy of the earlier results, in bytes
ROOM = 20 * 2**20
# a disk with less is full: Snakemake writes a little of its own after each rule
FULL = 2**20
# clocks of two machines that share a disk differ a little, in seconds
SKEW = 2

_lock = None


class BuildRunning(Exception):
    """Another build works in this folder."""


def check_folder() -> None:
    """Raises InputError where a build cannot write, or has not the room to keep the earlier results."""
    for folder in (Path(), *(path for path in (RESULTS, Path(".snakemake")) if path.exists())):
        if not os.access(folder, os.W_OK | os.X_OK):
            expected = (
                "one that can be written (docs/studies.md says how to build beside a folder that cannot)"
            )
            raise InputError(str(folder.absolute()), "a folder that cannot be written", expected)
    earlier = [path for path in RESULTS.rglob("*") if LARGE not in path.parts and path.is_file()]
    # a killed build has left the copy
    needed = ROOM + (0 if KEPT.exists() else sum(path.stat().st_size for path in earlier))
    free = shutil.disk_usage(".").free
    if free < needed:
        found = f"{free / 2**20:.1f} MB free on its disk"
        raise InputError(str(Path.cwd()), found, f"{needed / 2**20:.0f} MB, which a build needs to start")


def check_times(paths: list[str]) -> None:
    """Raises InputError where a file is dated in the future: what is made of it would always be older."""
    latest = time.time() + SKEW
    for path in map(Path, paths):
        if path.is_file() and path.stat().st_mtime > latest:
            dated = time.strftime("%Y-%m-%d %H:%M", time.gmtime(path.stat().st_mtime))
            raise InputError(str(path), f"a file dated {dated}", f"a date in the past (touch '{path}')")


def begin() -> None:
    """Takes the folder for this build and keeps what the last good build left.

    The lock is the operating system's: it goes with the process, so a killed build leaves none. What a
    killed build was writing is cleared away.
    Raises BuildRunning when another build holds it.
    """
    global _lock
    LOCK.parent.mkdir(exist_ok=True)
    _lock = LOCK.open("w")
    try:
        fcntl.flock(_lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise BuildRunning(f"{Path.cwd()}: another build is running here; wait for it to end") from None
    for left in RESULTS.glob("**/.unfinished-*"):
        shutil.rmtree(left) if left.is_dir() else left.unlink()
    if KEPT.exists():
        return
    half = KEPT.with_suffix(".part")
    shutil.rmtree(half, ignore_errors=True)
    for folder in (RESULTS, METADATA):
        (half / folder.name).mkdir(parents=True)
    if RESULTS.exists():
        shutil.copytree(RESULTS, half / RESULTS.name, dirs_exist_ok=True, copy_function=_name_again)
    if METADATA.exists():
        # Snakemake writes into these
        shutil.copytree(METADATA, half / METADATA.name, dirs_exist_ok=True)
    half.rename(KEPT)


def keep() -> None:
    """The build was good: its results stay."""
    shutil.rmtree(KEPT, ignore_errors=True)


def restore() -> None:
    """The build failed: the last good results replace what it left. Large ones that are whole stay."""
    if not KEPT.exists():
        return
    for left in RESULTS.glob("*"):
        if left.name != LARGE:
            shutil.rmtree(left) if left.is_dir() else left.unlink()
    shutil.copytree(KEPT / RESULTS.name, RESULTS, dirs_exist_ok=True, copy_function=_name_again)
    # where it is gone, an earlier attempt has moved it
    if (KEPT / METADATA.name).exists():
        shutil.rmtree(METADATA, ignore_errors=True)
        (KEPT / METADATA.name).rename(METADATA)
    shutil.rmtree(KEPT)


def _name_again(source: str, target: str) -> None:
    """A second name for a file, which takes no room on a full disk: no rule writes into a file that is there.

    A copy where the system gives no second name.
    """
    if LARGE in Path(source).parts and Path(target).exists():
        return
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def reasons(since: float, logs: Path = Path("logs")) -> list[str]:
    """The one-line errors that scripts wrote to their logs after `since` (seconds since the epoch).

    Where there is none and the disk is full, that: Snakemake's own files did not find room.
    """
    full = [f"{Path.cwd()}: found no room left on its disk"] if shutil.disk_usage(".").free < FULL else []
    recent = [log for log in sorted(logs.glob("**/*.log")) if log.stat().st_mtime >= since]
    said = [line for log in recent for line in log.read_text(encoding="utf-8").splitlines() if line]
    return said or full


def unsaid(log: str | Path) -> str:
    """What Snakemake's own log knows of a job that ended before it could say why."""
    text = Path(log).read_text(encoding="utf-8")
    failed = dict.fromkeys(re.findall(r"^(?:Error|MissingOutputException) in rule (\w+)", text, re.MULTILINE))
    killed = re.search(r"died with <Signals\.(\w+)", text)
    found = (
        f"its process killed by {killed[1]}"
        if killed
        else "a script that did not start or an output unwritten"
    )
    return f"rule {', '.join(failed) or 'unknown'}: found {found}; expected one that ends; see {log}"
