"""The command `crossfoot`: is anything in these documents wrong?"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from dataclasses import fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn

from crossfoot import __version__
from crossfoot.documents.document import look_at
from crossfoot.documents.settings import Settings
from crossfoot.errors import InputError
from crossfoot.run.audit import Audit, audit, printable
from crossfoot.run.audit_folder import refuse_taken
from crossfoot.run.limits import Limits, flag
from crossfoot.run.progress import Progress
from crossfoot.run.versions import Versions, compare
from crossfoot.tables.own_checks import OwnCheck, load_checks

AUDITS = "audits"
RIGHT, WRONG, UNREAD, INTERRUPTED = 0, 1, 2, 130
EPILOG = """exit status: 0 nothing that was checked is contradicted; 1 something is; 2 there is no answer: a
document could not be read, nothing in it could be checked, or the command was not understood. A question to
the author contradicts nothing. Of two versions of one document, it is about the change alone: 0 nothing newly
disagrees; 1 something does; 2 there is no answer."""
# what each limit is, on the page of --help
LIMITS = {
    "megabytes": "size of a document",
    "memory_mb": "memory to read and check it, in MB",
    "seconds": "seconds to read it, and as many again to check it",
    "seconds_a_page": "seconds for one page or picture, and for the checks of one table",
    "pages": "pages of a document",
}


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with a command line in one line, as of any other input."""

    def error(self, message: str) -> NoReturn:
        raise InputError("crossfoot", message, "what crossfoot --help lists")


def parser() -> argparse.ArgumentParser:
    made = _Parser(
        prog="crossfoot",
        description="Checks the figures of documents: each table, and what the prose says, against the rest. "
        "Of two versions of one document, the older first, it also says which numbers changed and what no "
        "longer agrees.",
        epilog=EPILOG,
        allow_abbrev=False,
    )
    made.add_argument("documents", nargs="*", metavar="DOCUMENT", help="PDF, Word, HTML, Markdown or text")
    made.add_argument(
        "--out",
        metavar="FOLDER",
        help="write the page and CSV files of each document into FOLDER/NAME; audits/NAME without it",
    )
    made.add_argument(
        "--json",
        action="store_true",
        help="print one line of JSON a document, not the summary; the page is then written only with --out",
    )
    made.add_argument(
        "--checks", metavar="FILE", help="further checks: a Python file with functions under @crossfoot.check"
    )
    made.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="NAME=NUMBER",
        help="how the tables of a PDF are told, as in --set figure_gap=0.3; may be given several times "
        "(help(crossfoot.Settings) has the names)",
    )
    made.add_argument("--version", action="version", version=f"crossfoot {__version__}")
    limits = made.add_argument_group("limits")
    for field in fields(Limits):
        limits.add_argument(
            flag(field.name),
            type=int,
            default=field.default,
            metavar="N",
            help=f"{LIMITS[field.name]}, at most (%(default)s)",
        )
    return made


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command; returns its exit status."""
    progress = Progress()
    # a file name can hold what the terminal cannot show
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        asked = parser().parse_args(argv)
        limits = Limits(**{field.name: getattr(asked, field.name) for field in fields(Limits)})
        settings = _settings(asked.set)
        _refuse_names(asked.documents)
        checks = load_checks(asked.checks) if asked.checks else []
        faults = [fault for document in asked.documents if (fault := _fault(document, limits))]
        if faults:
            # said before the first audit, which can take minutes
            return max(map(_refused, faults))
        how = (limits, progress, checks, settings)
        if len(asked.documents) == 2:
            return _audit_two(asked.documents, asked, how)
        return max(_audit(document, asked, how)[0] for document in asked.documents)
    except InputError as fault:
        return _refused(fault)
    except KeyboardInterrupt:
        progress.close()
        print("Interrupted; audits that were finished before stay as they are", file=sys.stderr)
        return INTERRUPTED


def _refused(fault: InputError) -> int:
    print(printable(str(fault)), file=sys.stderr)
    return UNREAD


def _fault(document: str, limits: Limits) -> InputError | None:
    """What is wrong with a document before it is read (missing, a folder, too large), or None."""
    try:
        look_at(document, limits.megabytes)
    except InputError as fault:
        return fault
    return None


def _settings(given: list[str]) -> Settings:
    """Those of the command line. Raises InputError for one that is unknown or no number."""
    types = {field.name: int if field.type == "int" else float for field in fields(Settings)}
    values: dict[str, Any] = {}
    for one in given:
        name, _, number = one.partition("=")
        if name not in types:
            near = ", ".join(get_close_matches(name, types)) or "figure_gap"
            raise InputError("--set", repr(name), f"the name of a setting, such as {near}")
        try:
            values[name] = types[name](number)
        except ValueError:
            wanted = "a whole number" if types[name] is int else "a number"
            raise InputError(f"--set {name}", repr(number), wanted) from None
    return Settings(**values)


def _refuse_names(documents: list[str]) -> None:
    if not any(documents):
        raise InputError("crossfoot", "no document", "the path of one or more, as in crossfoot paper.pdf")
    # two of one name are the old and the new version
    names = [Path(document).name for document in documents] if len(documents) > 2 else []
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise InputError(
            twice, "two documents of this name", "one, because an audit is named after its document"
        )


How = tuple[Limits, Progress, list[OwnCheck], Settings]


def _audit_two(documents: Sequence[str], asked: argparse.Namespace, how: How) -> int:
    """Audits two documents; of an old and a new version, the status is about what changed."""
    old_status, old = _audit(documents[0], asked, how)
    new_status, new = _audit(documents[1], asked, how, old if isinstance(old, Audit) else None)
    return new_status if isinstance(new, Versions) else max(old_status, new_status)


def _audit(
    document: str, asked: argparse.Namespace, how: How, earlier: Audit | None = None
) -> tuple[int, Audit | Versions | None]:
    """Audits one document; returns its exit status and what was found.

    how: as `audit` takes it. earlier: of what may be its older version; None for none.
    """
    progress = how[1]
    folder = Path(asked.out or AUDITS, Path(document).name) if asked.out or not asked.json else None
    try:
        if folder:
            # before the work, which can take minutes
            refuse_taken(folder)
        found = audit(document, *how)
        changes, why, status = _compared(earlier, found) if earlier else (None, "", RIGHT)
        page = (changes or found).write(folder) if folder else None
    except InputError as fault:
        progress.close()
        return _refused(fault), None
    progress.close()
    said = [found.to_json() if asked.json else found.summary()]
    if changes:
        said.append(changes.to_json() if asked.json else changes.summary())
    elif earlier and not asked.json:
        said.append(f"  not held against {printable(earlier.document)}: {why}")
    _print("\n".join([*said, *([] if asked.json else [f"  {printable(str(page))}"])]))
    is_wrong = changes.disagreements if changes else found.contradicted
    status = max(status, WRONG if is_wrong else RIGHT if found.is_checked else UNREAD)
    return status, changes or found


def _compared(old: Audit, new: Audit) -> tuple[Versions | None, str, int]:
    """What changed, or why that cannot be said, and the least status; both audits stand all the same."""
    try:
        return compare(old, new), "they share too little to be versions", RIGHT
    except InputError as fault:
        return None, fault.found, UNREAD


def _print(text: str) -> None:
    try:
        print(text, flush=True)
    except OSError as error:
        # Python would try once more, at its end, to print what is left
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise InputError(
            "standard output", error.strerror or str(error), "one that takes what is printed"
        ) from error


if __name__ == "__main__":
    sys.exit(main())
