"""Reads the document and writes its tables as printed: one JSON and one CSV a table."""

import hashlib
import shutil
from pathlib import Path

from lib import files
from lib.run import run

from crossfoot import InputError, Table, extract_tables, read_document, read_lines

# a draft, whose tables stand in pages or paragraphs and may have no number
DRAFTS = (".docx", ".pdf")


def main(*, document: str, sources: str, tables_json: str, tables_csv: str) -> None:
    content, document = files.read_source(document, files.read_yaml(sources))
    tables = _tables(content, document)
    folder = Path(tables_csv)
    shutil.rmtree(folder, ignore_errors=True)
    seen: dict[str, int] = {}
    for table in tables:
        called = table.number or f"on_{table.counted}_{table.first_line}"
        seen[called] = seen.get(called, 0) + 1
        panel = f"_{seen[called]}" if seen[called] > 1 else ""
        files.write_csv(table.header + table.body, folder / f"table_{called}{panel}.csv")
    sha256 = hashlib.sha256(content).hexdigest()
    record = {"document": document, "sha256": sha256, "tables": [table.to_dict() for table in tables]}
    files.write_json(record, tables_json)


def _tables(content: bytes, document: str) -> list[Table]:
    if not document.lower().endswith(DRAFTS):
        return extract_tables(read_lines(content, document), document)
    tables = read_document(content, document).tables
    if not tables:
        raise InputError(document, "no table", "a document with tables")
    return tables


if __name__ == "__main__":
    run(main)
