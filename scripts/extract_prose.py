"""Lists the numbers of a paper's prose and its numbered parts, for claims about a study's own document."""

from dataclasses import asdict

from lib import files
from lib.run import run

from crossfoot import InputError, find_parts, find_prose_numbers, read_document, read_lines

PARTS = ["text", "line", "kind", "label"]


def main(
    *, document: str, sources: str, key: str, author: str, title: str, texts: str, numbers: str, parts: str
) -> None:
    """key: what claims call the text. Lines are those of the file; in Word and PDF, paragraphs."""
    content, document = files.read_source(document, files.read_yaml(sources))
    lines = _lines(content, document)
    rows = {
        texts: [{"text": key, "author": author, "title": title}],
        numbers: [{"text": key, **asdict(row)} for row in find_prose_numbers(lines, document)],
        parts: [{"text": key, **asdict(row)} for row in find_parts(lines, document)],
    }
    if not rows[numbers]:
        raise InputError(document, "no number in its prose", "a text that states some")
    columns = {texts: list(rows[texts][0]), numbers: list(rows[numbers][0]), parts: PARTS}
    for path, listed in rows.items():
        files.write_csv([columns[path], *(list(row.values()) for row in listed)], path)


def _lines(content: bytes, document: str) -> list[str]:
    if not document.lower().endswith((".docx", ".pdf")):
        return read_lines(content, document)
    return [passage.text for passage in read_document(content, document).prose]


if __name__ == "__main__":
    run(main)
