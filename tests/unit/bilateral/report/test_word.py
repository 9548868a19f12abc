import base64
import io
import re
import zipfile

import pypandoc
import pytest

from bilateral.report.markdown import READER
from bilateral.report.word import COLUMNS, TIME, finished, word_block

# the smallest picture there is
PNG = base64.b64encode(
    bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
        "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
    )
).decode("ascii")
TABLE = {
    "kind": "table",
    "name": "t",
    "id": "tab-t",
    "label": "Table 1",
    "title": "What *stars* and_lines are",
    "units": "¥ billion",
    "source_line": "Bank of Japan",
    "note": "n | 1",
    "source": None,
    "rows": None,
    "columns": [
        {"column": "a", "label": "A", "number": False},
        {"column": "v", "label": "V", "number": True},
    ],
    "cells": [["x | *y* @z", "−1,234.5"], ["1. [a](b) <c>", "–"]],
}
FIGURE = {
    "kind": "figure",
    "name": "f",
    "id": "fig-f",
    "label": "Figure 1",
    "title": "Exports rose",
    "units": "",
    "source_line": "",
    "note": "",
    "alt": 'A line that "rises"',
    "pictures": {"png": PNG},
}


@pytest.fixture(scope="module")
def document(tmp_path_factory):
    path = tmp_path_factory.mktemp("word") / "a.docx"
    text = f"See [Table 1](#tab-t).\n\n{word_block(TABLE, {})}\n\n{word_block(FIGURE, {})}\n"
    pypandoc.convert_text(text, "docx", READER, extra_args=[f"--columns={COLUMNS}"], outputfile=str(path))
    return path.read_bytes()


def test_a_table_is_a_table_with_the_same_cells(document):
    with zipfile.ZipFile(io.BytesIO(finished(document))) as made:
        xml = made.read("word/document.xml").decode("utf-8")
    rows = [
        ["".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", cell)) for cell in row.split("<w:tc>")[1:]]
        for row in xml.split("<w:tr>")[1:]
    ]
    read = [[cell.replace("&lt;", "<").replace("&gt;", ">") for cell in row] for row in rows]
    assert [row[0] for row in read] == ["A", "x | *y* @z", "1. [a](b) <c>"]
    assert [row[1] for row in read][:2] == ["V", "−1,234.5"] and read[2][1].startswith("–")
    assert xml.count('<w:jc w:val="right"') >= 3 and 'w:name="tab-t"' in xml
    assert "What *stars* and_lines are" in xml and "Source: Bank of Japan" in xml


def test_a_picture_is_described(document):
    with zipfile.ZipFile(io.BytesIO(finished(document))) as made:
        xml = made.read("word/document.xml").decode("utf-8")
        assert any(name.startswith("word/media/") for name in made.namelist())
    assert "A line that &#39;rises&#39;" in xml and "base64" not in xml


def test_two_documents_of_one_text_are_the_same_bytes(document):
    again = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as whole, zipfile.ZipFile(again, "w") as copy:
        # another time and another order
        for name in reversed(whole.namelist()):
            copy.writestr(zipfile.ZipInfo(name, (2026, 1, 2, 3, 4, 6)), whole.read(name))
    assert finished(again.getvalue()) == finished(document)
    with zipfile.ZipFile(io.BytesIO(finished(document))) as made:
        assert {entry.date_time for entry in made.infolist()} == {TIME}


def test_the_look_is_the_paper_s(document):
    with zipfile.ZipFile(io.BytesIO(finished(document))) as made:
        styles = made.read("word/styles.xml").decode("utf-8")
    assert "asciiTheme" not in styles and styles.count('w:styleId="Note"') == 1
    assert re.search('w:styleId="Table".*?<w:tblBorders>', styles, re.DOTALL)
