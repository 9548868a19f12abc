"""Keeps the results of the last good build until the next one is good.

Snakemake deletes a rule's outputs before it runs the rule. A build that fails half-way would leave
some results new, some old and some gone; so a copy is taken before the first rule runs and put back
if the build fails. A build that was killed leaves the copy, and the next build goes on from there.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
from pathlib import Path

RESULTS = Path("results")
METADATA = Path(".snakemake/metadata")
KEPT = Path(".snakemake/last_good")
LOCK = Path(".snakemake/build.lock")
# the folder of results that is large
LARGE = "world"

_lock = None


class BuildRunning(Exception):
    """Another build works in this folder."""


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
    half.mkdir(parents=True)
    for folder in (RESULTS, METADATA):
        if folder.exists():
            _copy(folder, half / folder.name)
    half.rename(KEPT)


def keep() -> None:
    """The build was good: its results stay."""
    shutil.rmtree(KEPT, ignore_errors=True)


def restore() -> None:
    """The build failed: the last good results replace what it left. Large ones that are whole stay."""
    if not KEPT.exists():
        return
    for folder in (RESULTS, METADATA):
        for left in folder.glob("*"):
            if left.name != LARGE:
                shutil.rmtree(left) if left.is_dir() else left.unlink()
        if (KEPT / folder.name).exists():
            _copy(KEPT / folder.name, folder)
    shutil.rmtree(KEPT)


def _copy(folder: Path, to: Path) -> None:
    """A copy; of large files a second name, which takes no room: no rule writes into a file that is there."""
    shutil.copytree(folder, to, dirs_exist_ok=True, copy_function=_copy_file)


def _copy_file(source: str, target: str) -> None:
    if LARGE not in Path(source).parts:
        shutil.copy2(source, target)
    elif not Path(target).exists():
        os.link(source, target)


def reasons(since: float, logs: Path = Path("logs")) -> list[str]:
    """The one-line errors that scripts wrote to their logs after `since` (seconds since the epoch)."""
    recent = [log for log in sorted(logs.glob("**/*.log")) if log.stat().st_mtime >= since]
    return [line for log in recent for line in log.read_text(encoding="utf-8").splitlines() if line]


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
