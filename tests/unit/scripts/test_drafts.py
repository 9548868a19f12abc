"""A study's document may be a draft in Word: its tables, and the numbers of its prose."""

import csv
import json
from pathlib import Path

import extract_prose
import extract_tables
import pypandoc
import pytest

from crossfoot import InputError

DRAFT = """# Exports

Exports rose from 11,937 to 15,603, as [Table 1](#t) shows.

The rise was 31 percent.

Table 1: Exports (US$ million)

| Year | Exports |
|------|---------|
| 2020 | 11937   |
| 2021 | 15603   |
"""


@pytest.fixture
def draft(tmp_path, monkeypatch) -> str:
    monkeypatch.chdir(tmp_path)
    Path("sources.yaml").write_text(
        "- {path: a, producer: b, title: c, citation: d, address: e, licence: f, accessed: g, vintage: h, "
        "sha256: i}\n",
        encoding="utf-8",
    )
    pypandoc.convert_text(DRAFT, "docx", format="markdown", outputfile="paper.docx")
    return "paper.docx"


def test_the_tables_of_a_word_draft(draft):
    extract_tables.main(
        document=draft, sources="sources.yaml", tables_json="tables.json", tables_csv="tables"
    )
    (table,) = json.loads(Path("tables.json").read_text(encoding="utf-8"))["tables"]
    assert table["header"] == [["Year", "Exports"]]
    assert table["body"] == [["2020", "11937"], ["2021", "15603"]]
    assert [path.read_text(encoding="utf-8") for path in Path("tables").iterdir()] == [
        "Year,Exports\n2020,11937\n2021,15603\n"
    ]


def test_the_numbers_of_a_word_draft_s_prose_by_paragraph(draft):
    out = {name: f"{name}.csv" for name in ("texts", "numbers", "parts")}
    extract_prose.main(document=draft, sources="sources.yaml", key="paper", author="A", title="T", **out)
    numbers = list(csv.DictReader(Path("numbers.csv").read_text(encoding="utf-8").splitlines()))
    found = {(row["line"], row["number"]) for row in numbers}
    assert {("1", "11,937"), ("1", "15,603"), ("2", "31")} <= found
    assert Path("texts.csv").read_text(encoding="utf-8") == "text,author,title\npaper,A,T\n"


def test_a_draft_without_a_table_is_refused(draft):
    pypandoc.convert_text("No table here.", "docx", format="markdown", outputfile=draft)
    with pytest.raises(InputError, match="paper.docx: found no table"):
        extract_tables.main(document=draft, sources="sources.yaml", tables_json="x.json", tables_csv="x")
