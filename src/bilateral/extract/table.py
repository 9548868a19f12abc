"""What extraction hands on: one printed table and where it stood."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field


@dataclass
class Table:
    """One table as printed.

    document: the name of the file it stood in.
    number, caption, panel, unit: of the caption; panel and unit are "" where none is printed.
    header, body: rows of printed cells, all of one width.
    header_lines, body_lines: the document line (from 1) of each row.
    bold_rows: positions in body (from 0) of the rows printed bold throughout.
    irregular_lines: document lines whose number of cells differs from the table's width.
    notes, source: as printed below the grid; source is "" where none is printed.
    first_line, last_line: from the caption to the end of the last note or source.
    """

    document: str
    number: str
    caption: str
    panel: str = ""
    unit: str = ""
    header: list[list[str]] = field(default_factory=list)
    body: list[list[str]] = field(default_factory=list)
    header_lines: list[int] = field(default_factory=list)
    body_lines: list[int] = field(default_factory=list)
    bold_rows: list[int] = field(default_factory=list)
    irregular_lines: list[int] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    source: str = ""
    first_line: int = 0
    last_line: int = 0
    # cells that hold something else than what is printed, by row and column, and who put it there
    corrected: dict[tuple[int, int], str] = field(default_factory=dict)

    def to_dict(self) -> dict:
        """All that was extracted."""
        record = asdict(self)
        del record["corrected"]
        return record

    @classmethod
    def from_dict(cls, record: dict) -> Table:
        return cls(**record)

    @property
    def labels(self) -> list[str]:
        """One label a column: header rows joined, a spanning label repeated over its columns."""
        if len(self.header) == 1:
            return list(self.header[0])
        upper, joined = "", []
        for column in range(len(self.header[0])):
            upper = self.header[0][column] or upper
            parts = [upper if column else self.header[0][0]]
            parts += [row[column] for row in self.header[1:]]
            if not any(row[column] for row in self.header[1:]):
                parts = [self.header[0][column]]
            joined.append(" ".join(part for part in parts if part))
        return joined

    def place(self, row: int | None = None, column: int | None = None) -> str:
        """Where a cell (row and column from 0) stands, for an error or a repair."""
        if row is None:
            return f"{self.document}: line {self.first_line}: Table {self.number}"
        name = "" if column is None else f", column {column + 1} ({self.labels[column] or 'no label'})"
        return f"{self.document}: line {self.body_lines[row]}: Table {self.number}, row {row + 1}{name}"
