"""Audits any document: make audit DOCUMENT=paper.pdf. Writes one page and its tables into audits/paper.pdf, or OUT/paper.pdf."""

import csv
import hashlib
import io
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import apart
from lib import files

from bilateral.study.config import check_config
from crossfoot.errors import InputError
from crossfoot.page.document_page import audit_page, counted, file_name, measured_lines
from crossfoot.run.records import csv_rows, reading_of

AUDITS = "audits"
# a folder that holds this file is an audit, and may be replaced by the next one
PAGE, MADE_BY = "index.html", '<meta name="generator" content="make audit">'
MEASURED = {
    "tables": "results/audit/benchmark.csv",
    "misreadings": "results/audit/misreadings.csv",
    "statements": "data/statement_benchmark.csv",
}
MOST_SKIPPED = 5
# parts that were not read, on the terminal
SHOWN = 5


def main(
    document: str,
    out: str,
    limits: dict,
    say: Callable[[str], None],
    progress: Callable[[str, int, int], None],
) -> Path:
    """Reads, checks and writes; returns the page. Raises InputError when the document cannot be read or its folder is taken."""
    path = _document(document)
    folder = _folder(path, out)
    content = _content(path, limits)
    record = read_document(content, path.name, limits, progress)
    reading = reading_of(record)
    audited, statements, unchecked = check_document(record, limits, progress)
    unread = [{"place": place, "why": why} for place, why in [*grouped(record["unread"]), *unchecked]]
    # what is no statement but a reason why there is none
    unread += [
        {"place": "the prose", "why": one["diagnosis"]} for one in statements or [] if not one["quote"]
    ]
    sha256 = hashlib.sha256(content).hexdigest()
    style = files.read_text("workflow/report/page.css") + files.read_text("workflow/report/audit.css")
    page = audit_page(
        files.read_text("workflow/report/audit.html.j2"),
        style,
        reading,
        len(content),
        sha256,
        audited,
        statements,
        unread,
        measured_lines(_measured()),
    )
    with new_folder(folder) as made:
        for place, table in enumerate(reading.tables):
            _write_csv([*table.header, *table.body], made / "tables" / file_name(place))
        for name, rows in csv_rows(reading, audited, statements or []).items():
            _write_csv(rows, made / f"{name}.csv")
        files.write_text(page, made / PAGE)
    say(summary(reading, audited, statements, unread))
    return folder / PAGE


def _document(document: str) -> Path:
    if not document:
        raise InputError("make audit", "no DOCUMENT", "make audit DOCUMENT=paper.pdf")
    path = Path(document)
    if path.is_dir():
        raise InputError(document, "a folder", "one document (PDF, Word, HTML, Markdown or text)")
    if not path.is_file():
        raise InputError(
            document,
            "no such file" if not path.exists() else "no regular file",
            "a document (PDF, Word, HTML, Markdown or text)",
        )
    return path


def _folder(path: Path, out: str) -> Path:
    folder = Path(out or AUDITS) / path.name
    if Path(out or AUDITS).exists() and not Path(out or AUDITS).is_dir():
        raise InputError(f"OUT={out}", "a file", "a folder")
    if folder.exists() and not _is_audit(folder):
        raise InputError(
            str(folder), "files that no audit wrote", "an earlier audit, or nothing: say OUT=folder"
        )
    return folder


def _is_audit(folder: Path) -> bool:
    if not folder.is_dir():
        return False
    if not any(folder.iterdir()):
        return True
    page = folder / PAGE
    return page.is_file() and MADE_BY in page.read_text(encoding="utf-8", errors="replace")[:2000]


def _content(path: Path, limits: dict) -> bytes:
    size = path.stat().st_size
    if size > limits["megabytes"] * 2**20:
        raise InputError(
            str(path),
            f"{size / 2**20:,.0f} MB",
            f"at most {limits['megabytes']} MB (config.yaml: document_audit.megabytes)",
        )
    content = files.read_bytes(path)
    if not content.strip():
        raise InputError(str(path), "an empty file", "a document")
    return content


def read_document(content: bytes, name: str, limits: dict, progress: Callable[[str, int, int], None]) -> dict:
    """The reading as plain values. Raises InputError where there is none.

    A page on which the reader's time or memory runs out is left out, and the rest is read again without it.
    """
    skipped, heard, end = {}, [], time.monotonic() + limits["seconds"]

    def hear(message: dict) -> None:
        if "page" in message:
            progress("page", message["page"], message["pages"])
        else:
            heard.append(message)

    while True:
        within = limits | {"seconds": max(10, round(end - time.monotonic()))}
        outcome = apart.run_apart(
            {"do": "read", "name": name, "skipped": skipped, "limits": within}, content, hear
        )
        if outcome.fault:
            raise InputError(*outcome.fault)
        readings = [message["reading"] for message in heard if "reading" in message]
        if readings:
            return readings[-1]
        why = _why(outcome.ended, limits)
        stuck = outcome.page + 1
        if (
            not content.lstrip().startswith(b"%PDF-")
            or outcome.ended == apart.TIME
            or len(skipped) >= MOST_SKIPPED
            or str(stuck) in skipped
            or (outcome.pages and stuck > outcome.pages)
        ):
            raise InputError(
                name,
                f"a document that cannot be read: {why}",
                "one that can be read within document_audit of config.yaml",
            )
        skipped[str(stuck)] = why


def _why(ended: str, limits: dict) -> str:
    return {
        apart.MEMORY: f"its reader needs more than {limits['memory_mb']} MB of memory (document_audit.memory_mb)",
        apart.TIME: f"its reader needs more than {limits['seconds']} seconds (document_audit.seconds)",
        apart.PAGE: f"it takes more than {limits['seconds_a_page']} seconds (document_audit.seconds_a_page)",
    }.get(ended, f"its reader stopped ({ended})")


def check_document(
    record: dict, limits: dict, progress: Callable[[str, int, int], None]
) -> tuple[list[dict], list[dict] | None, list]:
    """What is said of each table, of the statements (None where they were not reached), and what was not checked."""
    audited, statements = {}, []

    def hear(message: dict) -> None:
        if "statements" in message:
            statements.append(message["statements"])
        else:
            audited[message["table"]] = message
            progress("table", message["table"] + 1, len(record["tables"]))

    outcome = apart.run_apart(
        {"do": "check", "name": record["document"], "limits": limits}, json.dumps(record).encode(), hear
    )
    why = _why(outcome.ended, limits).replace("its reader", "the check") if outcome.ended else ""
    tables = [
        audited.get(place, {"table": place, "why": why or "it was not reached"})
        for place in range(len(record["tables"]))
    ]
    titles = [reading.title for reading in reading_of(record).tables]
    unchecked = [
        [titles[place], f"read, and not checked: {about['why']}"]
        for place, about in enumerate(tables)
        if "why" in about
    ]
    unchecked += [
        [titles[place], f"other readings of its cells were not looked for: {about['unsearched']}"]
        for place, about in enumerate(tables)
        if about.get("unsearched")
    ]
    if not statements:
        unchecked.append(["the prose", f"read, and not checked: {why or 'it was not reached'}"])
    return tables, statements[0] if statements else None, unchecked


def grouped(unread: list[list[str]]) -> list[list[str]]:
    """Pages that follow on each other and were left out for one reason, as one."""
    found: list[list] = []
    for place, why in unread:
        page = int(place[5:]) if place.startswith("page ") and place[5:].isdigit() else None
        if found and page and found[-1][1] == why and found[-1][3] == page - 1:
            found[-1][3] = page
        else:
            found.append([place, why, page, page])
    return [
        [place if first == last else f"pages {first} to {last}", why] for place, why, first, last in found
    ]


def _measured() -> dict[str, list[dict]]:
    """Rows of the committed tables of what the auditor was measured to find; none for one that is not there."""
    return {
        name: list(csv.DictReader(io.StringIO(files.read_text(path)))) if Path(path).is_file() else []
        for name, path in MEASURED.items()
    }


def _write_csv(rows: list[list[str]], path: Path) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([[_quiet(cell) for cell in row] for row in rows])
    files.write_text(text.getvalue(), path)


def _quiet(cell: object) -> object:
    """A text that a spreadsheet would run as a formula gets an apostrophe before it."""
    return (
        f"'{cell}"
        if isinstance(cell, str)
        and cell[:1] in ("=", "@", "\t", "\r")
        or (isinstance(cell, str) and cell[:1] in "+-" and any(letter in cell for letter in "(|!"))
        else cell
    )


class new_folder:
    """A folder to write into that takes the place of `folder` once the block ends well; else nothing changes."""

    def __init__(self, folder: Path):
        self.folder = folder

    def __enter__(self) -> Path:
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        self.made = Path(tempfile.mkdtemp(dir=self.folder.parent, prefix=files.UNFINISHED))
        return self.made

    def __exit__(self, kind, *_) -> None:
        if kind is not None:
            shutil.rmtree(self.made, ignore_errors=True)
            return
        self.made.chmod(0o755)
        before = Path(f"{self.made}-before")
        if self.folder.exists():
            self.folder.rename(before)
        try:
            self.made.rename(self.folder)
        except BaseException:
            if before.exists():
                before.rename(self.folder)
            shutil.rmtree(self.made, ignore_errors=True)
            raise
        shutil.rmtree(before, ignore_errors=True)


def summary(reading, audited: list[dict], statements: list[dict] | None, unread: list[dict]) -> str:
    """What was found, in a few lines for the terminal."""
    checks, said = [check for about in audited for check in about.get("checks", [])], statements or []
    wrong, contradicted = (sum(one["severity"] == "error" for one in found) for found in (checks, said))
    asked = sum(one["severity"] == "question" for one in [*checks, *said])
    lines = [
        f"{reading.document}: "
        + ", ".join(
            [
                counted(len(reading.tables), "table"),
                counted(len(reading.prose), "paragraph"),
                *([counted(reading.pages, "page")] if reading.pages else []),
            ]
        )
    ]
    if any(one["verdict"] != "not_checkable" or one["severity"] == "question" for one in [*checks, *said]):
        lines += [
            f"  {counted(wrong, 'printed value')} that cannot be right, {counted(contradicted, 'statement')} of the prose contradicted",
            f"  {counted(asked, 'question')} to the author",
        ]
    else:
        lines += ["  nothing was found to check"]
    lines += [f"  not read: {part['place']}: {part['why']}" for part in unread[:SHOWN]]
    return "\n".join(lines + ([f"  and {len(unread) - SHOWN} more"] if len(unread) > SHOWN else []))


class Progress:
    """One line of standard error that says page of pages, or table of tables, and the time left; only where it takes long."""

    def __init__(self, slow: float = 3, every: float = 10):
        self.start, self.said, self.slow, self.every, self.open, self.what = (
            time.monotonic(),
            time.monotonic(),
            slow,
            every,
            False,
            "",
        )

    def __call__(self, what: str, done: int, of: int) -> None:
        now, here = time.monotonic(), sys.stderr.isatty()
        if what != self.what:
            self.start, self.what = now, what
        if now - self.start < self.slow or (not here and now - self.said < self.every):
            return
        self.said = now
        left = (now - self.start) / done * (of - done)
        text = f"{what} {done} of {of}, about " + (
            f"{left:.0f} s left" if left < 90 else f"{left / 60:.0f} min left"
        )
        sys.stderr.write(f"\r{text}\x1b[K" if here else f"{text}\n")
        sys.stderr.flush()
        self.open = here

    def close(self) -> None:
        if self.open:
            sys.stderr.write("\r\x1b[K")
            self.open = False


if __name__ == "__main__":
    shown = Progress()
    try:
        settings, schema = (
            files.read_yaml("config.yaml"),
            files.read_yaml("workflow/schemas/config.schema.yaml"),
        )
        check_config(settings, schema)
        defaults = {
            name: choice["default"]
            for name, choice in schema["properties"]["document_audit"]["properties"].items()
        }
        written = main(
            os.environ.get("DOCUMENT", ""),
            os.environ.get("OUT", ""),
            defaults | settings.get("document_audit", {}),
            lambda text: (shown.close(), print(text)),
            shown,
        )
    except InputError as fault:
        shown.close()
        sys.exit(str(fault))
    except KeyboardInterrupt:
        shown.close()
        sys.exit("Interrupted; nothing was written, and an earlier audit is as it was")
    print(f"  {written}")
