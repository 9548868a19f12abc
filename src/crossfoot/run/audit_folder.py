"""The folder of an audit: replaced as a whole or not at all, and only when it holds an audit."""

from __future__ import annotations

import csv
import io
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from crossfoot.errors import InputError

# a folder whose page names one of these is an audit, which the next one may replace; the second is that of
# version 0.1
PAGE, MADE_BY = "index.html", ("crossfoot", "make audit")
# the files of an audit
WRITTEN = re.compile(r"(?:index|changes)\.html|(?:tables|checks|doubts|statements)\.csv|tables/\d+\.csv")
UNFINISHED = ".unfinished-"


def refuse_taken(folder: Path) -> None:
    """Raises InputError where an audit must not be written: in a file, or over files of another origin."""
    with _said(folder):
        above = next(path for path in (folder.parent, *folder.parents) if path.exists())
        if not above.is_dir():
            raise InputError(str(above), "a file", "a folder to write an audit into")
        taken = folder.exists() and not _is_audit(folder)
    if taken:
        raise InputError(
            str(folder),
            "files that no audit wrote",
            "an earlier audit, or nothing; --out names another folder",
        )


def _is_audit(folder: Path) -> bool:
    if not folder.is_dir():
        return False
    if not any(folder.iterdir()):
        return True
    page = folder / PAGE
    files = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()]
    # what somebody put beside the audit is not lost
    if not page.is_file() or not all(WRITTEN.fullmatch(path) for path in files):
        return False
    start = page.read_text(encoding="utf-8", errors="replace")[:2000]
    return any(f'<meta name="generator" content="{maker}">' in start for maker in MADE_BY)


@contextmanager
def replaced(folder: Path) -> Iterator[Path]:
    """A folder to write into, which takes the place of `folder` once the block ends well.

    Raises InputError where the system does not let it be written.
    """
    with _said(folder):
        # of a link, what it leads to
        folder = folder.resolve()
        new = [above for above in (folder.parent, *folder.parent.parents) if not above.exists()]
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            made = Path(tempfile.mkdtemp(dir=folder.parent, prefix=UNFINISHED))
        except BaseException:
            _remove_empty(new)
            raise
        before = Path(f"{made}-before")
        try:
            yield made
            made.chmod(0o755)
            if folder.exists():
                folder.rename(before)
            made.rename(folder)
        finally:
            if before.exists() and not folder.exists():
                before.rename(folder)
            shutil.rmtree(made, ignore_errors=True)
            shutil.rmtree(before, ignore_errors=True)
            if not folder.exists():
                _remove_empty(new)


def _remove_empty(folders: list[Path]) -> None:
    """Removes folders that were made for an audit and hold nothing, the innermost first."""
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()


@contextmanager
def _said(folder: Path) -> Iterator[None]:
    """What the system refuses becomes one line."""
    try:
        yield
    except OSError as error:
        raise InputError(
            str(folder), error.strerror or str(error), "a folder that can be written, with room for an audit"
        ) from error


def write_text(text: str, path: Path) -> None:
    """UTF-8 with LF, whatever the system."""
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode("utf-8"))


def write_csv(rows: list[list], path: Path) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([[_quiet(cell) for cell in row] for row in rows])
    write_text(text.getvalue(), path)


def _quiet(cell: object) -> object:
    """A text that a spreadsheet would run as a formula gets an apostrophe before it."""
    if not isinstance(cell, str):
        return cell
    runs = cell[:1] in ("=", "@", "\t", "\r") or (
        cell[:1] in ("+", "-") and any(letter in cell for letter in "(|!")
    )
    return f"'{cell}" if runs else cell
