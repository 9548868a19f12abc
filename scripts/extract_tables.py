"""Reads the document and writes its tables as printed: one JSON and one CSV a table."""

import csv
import hashlib
import io
import shutil
from pathlib import Path

from lib import files
from lib.run import run

from bilateral.sources.records import as_named, check_source
from crossfoot import InputError, Table, extract_tables, read_document, read_lines

# a draft, whose tables stand in pages or paragraphs and may have no number
DRAFTS = (".docx", ".pdf")


def main(*, document: str, sources: str, tables_json: str, tables_csv: str) -> None:
    content, document = files.read_bytes(document), as_named(document)
    sha256 = hashlib.sha256(content).hexdigest()
    check_source(document, sha256, files.read_yaml(sources), content)
    tables = _tables(content, document)
    folder = Path(tables_csv)
    shutil.rmtree(folder, ignore_errors=True)
    seen: dict[str, int] = {}
    for table in tables:
        called = table.number or f"on_{table.counted}_{table.first_line}"
        seen[called] = seen.get(called, 0) + 1
        panel = f"_{seen[called]}" if seen[called] > 1 else ""
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(table.header + table.body)
        files.write_text(text.getvalue(), folder / f"table_{called}{panel}.csv")
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
