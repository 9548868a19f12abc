"""The audit of one document: read and checked in a confined process, and what was found."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from crossfoot.documents.document import Document, content_of
from crossfoot.documents.settings import DEFAULTS, Settings
from crossfoot.documents.table import Table
from crossfoot.numbers.verdicts import NOT_CHECKABLE
from crossfoot.page.statements import is_checked
from crossfoot.prose.marks import Mark
from crossfoot.run.audit_folder import PAGE, refuse_taken, replaced, write_csv, write_text
from crossfoot.run.audit_records import csv_rows, document_record, finding_of, reading_of
from crossfoot.run.limits import Limits
from crossfoot.run.pictures import how_to_see
from crossfoot.run.worker_checks import check_record
from crossfoot.run.worker_process import Listener, Task, read_and_check
from crossfoot.tables.grid import Grid
from crossfoot.tables.own_checks import OwnCheck, own_findings

# parts that were not read, in the summary
SHOWN = 5
# of cells that could not be read, columns and cells of each that are quoted
CELLS_SHOWN = 3


@dataclass(frozen=True)
class Audit:
    """What was found in one document.

    reading: the document as it was read. size: in bytes. sha256: of its content.
    by_table: for each table what `check_reading` says of it, or {"table", "why"} where it was not checked.
    statements: one record a statement of the prose, as in statements.csv: page, line, quote, kind, stated,
    computed, low, high, against, verdict, severity, diagnosis.
    prose_checked: False where the checks did not reach the prose.
    unread: {"place", "why"} for each part that was not read or not checked.
    marks: where the prose states a number, and the statements that stand on it, as `find_marks`.
    """

    reading: Document
    size: int
    sha256: str
    by_table: list[dict]
    statements: list[dict]
    prose_checked: bool
    unread: list[dict]
    marks: list[Mark] = field(default_factory=list)

    @property
    def document(self) -> str:
        """The name of the file."""
        return self.reading.document

    @property
    def tables(self) -> list[Table]:
        """The tables as they were read, in the order of the document."""
        return self.reading.tables

    @property
    def checks(self) -> list[dict]:
        """One record a check of a table, as in checks.csv, and its cells.

        table_no (from 1), check, table, panel, row, column, line, printed, low, high, earliest_on, latest_on,
        verdict, severity, diagnosis, inputs, evidence; cells: those of the table that it stands on, as
        [row, column] from 0; position: the column of the printed value.
        """
        return [
            {"table_no": about["table"] + 1, **check}
            for about in self.by_table
            for check in about.get("checks", [])
        ]

    @property
    def contradicted(self) -> list[dict]:
        """Checks, then statements, that no rounding and no other reading can save."""
        return [one for one in [*self.checks, *self.statements] if one["severity"] == "error"]

    @property
    def questions(self) -> list[dict]:
        """Checks, then statements, that only the author can settle."""
        return [one for one in [*self.checks, *self.statements] if one["severity"] == "question"]

    @property
    def prose_numbers(self) -> tuple[int, int]:
        """How many numbers the prose states in figures, and how many of them a statement decides."""
        told = [{self.statements[n]["verdict"] for n in mark[3]} for mark in self.marks if mark[4]]
        return len(told), sum(bool(one - {NOT_CHECKABLE}) for one in told)

    @property
    def findings(self) -> list[dict]:
        """One flat record a finding, as rows of a data frame: what is contradicted, then the questions.

        level: contradicted or question. kind: of the check. place: table, row and column, or page and line.
        page: None where the document has none. line: of a Word document, the paragraph; None of a table of a
        PDF. quote: of the prose. printed, expected: the number, and what the others make of it, "" where that
        is no number. sources: what it was held against. why: what may explain it, or is asked.
        """
        tables = {about["table"] + 1: table for about, table in zip(self.by_table, self.tables, strict=True)}
        return [
            finding_of(one, tables.get(one.get("table_no", 0)))
            for one in [*self.contradicted, *self.questions]
        ]

    @property
    def is_checked(self) -> bool:
        """Whether a number of it was held against another; else the audit says nothing for or against it."""
        return is_checked(self.by_table, self.statements)

    def write(self, folder: str | Path, also: Mapping[str, str] | None = None) -> Path:
        """Writes index.html, tables.csv, checks.csv, doubts.csv, statements.csv and tables/*.csv.

        folder: made, or replaced when it holds an earlier audit. also: further pages by name.
        Returns the page.

        Raises InputError when the folder holds anything else, or cannot be written.
        """
        # the page's template engine is slow to load
        from crossfoot.page.document_page import audit_page
        from crossfoot.page.tables import file_name

        folder = Path(folder)
        refuse_taken(folder)
        statements = self.statements if self.prose_checked else None
        found = self.by_table, statements, self.unread, self.marks
        page = audit_page(self.reading, self.size, self.sha256, *found)
        with replaced(folder) as made:
            for place, table in enumerate(self.tables):
                write_csv([*table.header, *table.body], made / "tables" / file_name(place))
            for name, rows in csv_rows(self.reading, self.by_table, self.statements).items():
                write_csv(rows, made / f"{name}.csv")
            write_text(page, made / PAGE)
            for name, text in (also or {}).items():
                write_text(text, made / name)
        return folder / PAGE

    def to_json(self) -> str:
        """All of it as one line of JSON: document, kind, pages, bytes, sha256, findings, tables, checks,
        statements, prose_checked, unread, prose_numbers.

        A table stands there as it was read, with confidence, states of cells, doubts and why_not_checked.
        """
        record = {
            **document_record(self.reading, self.by_table),
            "bytes": self.size,
            "sha256": self.sha256,
            "findings": self.findings,
            "checks": self.checks,
            "statements": self.statements,
            "prose_checked": self.prose_checked,
            "unread": self.unread,
            "prose_numbers": self.prose_numbers,
        }
        return json.dumps(record)

    def summary(self) -> str:
        """What was found, in a few lines."""
        checks = self.checks
        numbers = sum(one["severity"] == "error" for one in checks)
        statements = len(self.contradicted) - numbers
        stands = [about["confidence"] for about in self.by_table if about.get("confidence")]
        confirmed, of = (sum(one[name] for one in stands) for name in ("confirmed", "numbers"))
        stated, judged = self.prose_numbers
        parts = [_counted(len(self.tables), "table"), _counted(len(self.reading.prose), "paragraph")]
        if self.reading.pages:
            parts.append(_counted(self.reading.pages, "page"))
        lines = [f"{self.document}: {', '.join(parts)}"]
        if self.is_checked:
            lines += [
                f"  {_counted(numbers, 'printed value')} that cannot be right, "
                f"{_counted(statements, 'statement')} of the prose contradicted",
                f"  {_counted(len(self.questions), 'question')} to the author",
                f"  checked: {confirmed:,} of {_counted(of, 'number')} in tables agree with a total or the "
                f"like, {judged:,} of {stated:,} in the prose could be checked",
            ]
        else:
            lines += ["  nothing in it could be checked, which says nothing for or against it"]
        lines += [f"  not read: {part['place']}: {part['why']}" for part in self.unread[:SHOWN]]
        lines += [f"  and {len(self.unread) - SHOWN} more"] if self.unread[SHOWN:] else []
        return "\n".join(map(printable, lines))


def audit(
    path: str | Path,
    limits: Limits | None = None,
    progress: Listener | None = None,
    checks: Sequence[OwnCheck] = (),
    settings: Settings = DEFAULTS,
) -> Audit:
    """Reads and checks a document: PDF, Word, HTML, Markdown or text.

    limits: what it may take, `Limits()` by default. progress: told of each page read and each table checked.
    checks: further checks of each table, as load_checks gives them; the user's own, they run in this process.
    settings: how tables of a PDF are told, as for `read`.
    Raises InputError when the document cannot be read.
    """
    limits = limits or Limits()
    content = content_of(path, limits.megabytes)
    # a name of other bytes than UTF-8 cannot be written into a page
    name = os.fsencode(Path(path).name).decode("utf-8", "replace")
    task = Task(content, name, limits, settings)
    heard, record, why = read_and_check(task, progress or (lambda what, done, of: None))
    reading = reading_of(record)
    not_reached = why.replace("its reader", "the check") or "it was not reached"
    by_table = [
        heard.by_table.get(place, {"table": place, "why": not_reached})
        for place in range(len(reading.tables))
    ]
    for table, about in zip(reading.tables, by_table, strict=True):
        if "checks" in about:
            about["checks"] += [check_record(one, Grid(table)) for one in own_findings(checks, table)]
    unread = grouped(record["unread"])
    unread += [*how_to_see(reading.kind, unread), *_unchecked(reading.tables, by_table)]
    unread += (
        [["the prose", f"read, and not checked: {not_reached}"]] if heard.failed is None else heard.failed
    )
    # some records hold no statement but the reason why there is none
    unread += [["the prose", one["diagnosis"]] for one in heard.statements or [] if not one["quote"]]
    return Audit(
        reading,
        len(content),
        hashlib.sha256(content).hexdigest(),
        by_table,
        heard.statements or [],
        heard.statements is not None,
        [{"place": place, "why": why} for place, why in unread],
        heard.marks,
    )


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


def _unchecked(tables: list[Table], by_table: list[dict]) -> list[list[str]]:
    """What of tables was not checked, and why; many that follow on each other for one reason as one."""
    pairs, found = [*zip(tables, by_table, strict=True)], []
    for why, run in groupby(pairs, lambda pair: pair[1].get("why", "")):
        titles = [table.title for table, _ in run]
        if why and len(titles) > SHOWN:
            titles = [f"{len(titles):,} tables, {titles[0]} to {titles[-1]}"]
        found += [[title, f"read, and not checked: {why}"] for title in titles if why]
    late = "other readings of its cells were not looked for: "
    found += [[table.title, late + about["unsearched"]] for table, about in pairs if about.get("unsearched")]
    return found + [
        [f"{table.counted} {table.first_line}, {table.title}", _unread_cells(about["unread"])]
        for table, about in pairs
        if about.get("unread")
    ]


def _unread_cells(columns: list[list]) -> str:
    """columns: label and cells of each column that has some."""
    parts = []
    for label, cells in columns[:CELLS_SHOWN]:
        shown = ", ".join(f"“{cell}”" for cell in cells[:CELLS_SHOWN])
        more = f" and {len(cells) - CELLS_SHOWN} more" if cells[CELLS_SHOWN:] else ""
        parts.append(f"{label or 'a column without a label'}: {shown}{more}")
    number = _counted(sum(len(cells) for _, cells in columns), "cell")
    more = f"; and {len(columns) - CELLS_SHOWN} more columns" if columns[CELLS_SHOWN:] else ""
    return f"{number} of its columns of numbers could not be read as a number ({'; '.join(parts)}{more})"


def printable(text: str) -> str:
    """A text in one line; what would steer a terminal is shown as its code."""
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in text)


def _counted(number: int, one: str) -> str:
    return f"{number:,} {one if number == 1 else one + 's'}"
