"""Files as rows of cells: packings, encodings, delimiters, widths, and what is not a table."""

import gzip
import io
import zipfile

import openpyxl
import pytest

from bilateral.sources.csv_rows import read_series
from bilateral.sources.sheets import decoded, plain_code, read_sheet
from crossfoot.errors import InputError

TABLE = "year,name,value\n2010,Türkiye,1.5\n2011,Japan,2\n"


def records(content: bytes) -> list:
    return list(read_sheet(content, "a.csv").records())


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(encoding, ends):
    content = TABLE.replace("\n", ends).encode(encoding)
    assert records(content) == [
        (1, ["year", "name", "value"]),
        (2, ["2010", "Türkiye", "1.5"]),
        (3, ["2011", "Japan", "2"]),
    ]
    assert decoded(content, "a.csv") == TABLE


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters_with_and_without_a_line_that_says_so(delimiter):
    text = TABLE.replace(",", delimiter)
    assert records(text.encode())[1] == (2, ["2010", "Türkiye", "1.5"])
    assert records(f"sep={delimiter}\n{text}".encode())[1] == (3, ["2010", "Türkiye", "1.5"])
    # text with the other delimiter within does not mislead
    assert (
        records(b"code,what\n01,LIVE; HORSES; ASSES\n02,MEAT; OFFAL; FAT\n03,FISH\n")[1][1][1]
        == "LIVE; HORSES; ASSES"
    )


def test_gzip_by_its_content_be_it_packed_twice():
    packed = gzip.compress(TABLE.encode())
    assert records(packed) == records(gzip.compress(packed)) == records(TABLE.encode())
    with pytest.raises(InputError, match="the end of the file within its compressed data"):
        records(packed[:-10])


def test_blank_rows_rows_of_delimiters_a_header_again_and_a_closing_delimiter():
    text = "\n\na,b,\n1,2,\n,,\n\na,b,\n3,4,\n,\n"
    assert records(text.encode()) == [(3, ["a", "b"]), (4, ["1", "2"]), (8, ["3", "4"])]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "an empty file"),
        (b"a,b\n1\n", "line 2: found 1 cell; expected 2"),
        (b"a,b\n1,2,3\n", "line 2: found 3 cells; expected 2"),
        (b'a,b\n1,"2\n', "cells that cannot be told apart"),
        (b"<html><h1>429 Too many requests</h1></html>", "a web page ('429 Too many requests')"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel workbook (.xls)"),
        (b"%PDF-1.7", "a PDF"),
        (b"PK\x03\x04", "a zip archive; expected the table within it: unpack it"),
        (b"a,b\n1,\x002\n", "bytes of zero"),
        ("a,b\n1,2".encode("utf-16") + b"\x00", "that utf-16 does not have"),
    ],
)
def test_what_is_not_a_table_is_said_in_one_line(content, found):
    with pytest.raises(InputError) as error:
        records(content)
    assert found in str(error.value) and str(error.value).startswith("a.csv") and "\n" not in str(error.value)


def test_a_zip_is_not_taken_for_a_workbook():
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("API.csv", TABLE)
    with pytest.raises(InputError, match="a zip archive"):
        records(archive.getvalue())


def test_a_workbook_gives_numbers_in_full():
    workbook = openpyxl.Workbook()
    workbook.active.append(["year", "code", "value"])
    workbook.active.append([2010, 3, 1234.5678])
    workbook.active.append([2011, 84, 12345678901234.0])
    content = io.BytesIO()
    workbook.save(content)
    assert [cells for _, cells in records(content.getvalue())[1:]] == [
        ["2010", "3", "1234.5678"],
        ["2011", "84", "12345678901234"],
    ]


def test_a_code_that_was_saved_as_a_number():
    assert [plain_code(text) for text in ("84.0", "3", "0301", "8.41", "TOTAL")] == [
        "84",
        "3",
        "0301",
        "8.41",
        "TOTAL",
    ]


def test_own_columns_with_decimal_commas_are_read_and_on_record():
    header, rows = read_series(b"year;hs2;value\n2010;03;1.234,5\n2011;84;7\n", "a.csv")
    assert header == ["year", "hs2", "value", "repairs", "line"]
    assert [row[:3] for row in rows] == [["2010", "03", "1234.5"], ["2011", "84", "7"]]
    assert "1.234,5" in rows[0][3] and rows[1][3] == ""
    # semicolons alone change nothing
    assert read_series(b"year;value\n2010;1.5\n", "a.csv") == (
        ["year", "value", "line"],
        [["2010", "1.5", "2"]],
    )
    with pytest.raises(InputError, match="'1,234', which may be 1234 or 1.234"):
        read_series(b"year;value\n2010;1,234\n", "a.csv")
