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
    counted: what the line numbers count: line, page (of a PDF) or paragraph (of a DOCX).
    name: how a table without a caption is called ("page 4, second table"), "" for one with a number.
    alternatives: other readings of cells whose print is doubtful or was changed, by row and column of the
    body; an empty list where it is doubtful and no other is known.
    is_seen: whether its cells were read from a picture.
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
    counted: str = "line"
    name: str = ""
    alternatives: dict[tuple[int, int], list[str]] = field(default_factory=dict)
    is_seen: bool = False
    # cells that hold something else than what is printed, by row and column, and who put it there
    corrected: dict[tuple[int, int], str] = field(default_factory=dict)

    def to_dict(self) -> dict:
        """All that was extracted; fields of documents with pages are left out where they say nothing."""
        record = asdict(self)
        del record["corrected"]
        record["alternatives"] = [
            [row, column, readings] for (row, column), readings in sorted(self.alternatives.items())
        ]
        usual = {"counted": "line", "name": "", "alternatives": [], "is_seen": False}
        return {key: value for key, value in record.items() if key not in usual or value != usual[key]}

    @classmethod
    def from_dict(cls, record: dict) -> Table:
        alternatives = {(row, column): readings for row, column, readings in record.get("alternatives", [])}
        return cls(**{**record, "alternatives": alternatives})

    @property
    def labels(self) -> list[str]:
        """One label a column: header rows joined, a spanning label repeated over its columns."""
        width = len(self.header[0])
        labels: list[list[str]] = [[] for _ in range(width)]
        # where the label begins under which each column stands; a lower label reaches no further than an
        # upper one
        above = [0] * width
        for level, row in enumerate(self.header):
            begins = list(range(width))
            alone = [column for column, text in enumerate(row) if text]
            if level and len(alone) == 1 and row[alone[0]].startswith("("):
                # a unit under the labels is that of all of them
                for column in range(1, width):
                    labels[column].append(row[alone[0]])
                continue
            for column in range(width):
                if column and not row[column] and above[column] == above[column - 1]:
                    begins[column] = begins[column - 1]
                text = row[begins[column]]
                if text and (
                    begins[column] == column or any(below[column] for below in self.header[level + 1 :])
                ):
                    labels[column].append(text)
            above = begins
        return [" ".join(parts) for parts in labels]

    @property
    def title(self) -> str:
        """What the table is called: "Table 3.1", or its place where no caption names it."""
        return self.name if self.name and not self.number else f"Table {self.number}"

    def place(self, row: int | None = None, column: int | None = None) -> str:
        """Where a cell (row and column from 0) stands, for an error or a repair."""
        if row is None:
            return f"{self.document}: {self.counted} {self.first_line}: {self.title}"
        name = "" if column is None else f", column {column + 1} ({self.labels[column] or 'no label'})"
        return f"{self.document}: {self.counted} {self.body_lines[row]}: {self.title}, row {row + 1}{name}"
