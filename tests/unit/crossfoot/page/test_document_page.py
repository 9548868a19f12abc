"""The page of a document: what it says, escapes and links."""

import re

import pytest

from crossfoot.documents.document import Document, Passage, Unread
from crossfoot.page.document_page import audit_page, measured_lines
from crossfoot.run.records import audit_reading, csv_rows, reading_of, reading_record
from tests.conftest import ROOT
from tests.unit.crossfoot.tables.test_doubts import altered, both_ways

TEMPLATE = (ROOT / "workflow/report/audit.html.j2").read_text(encoding="utf-8")
MEASURED = {"tables": [], "misreadings": [], "statements": []}


def audited(reading):
    said = []
    audit_reading(reading, said.append)
    return said[:-1], said[-1]["statements"]


def page_of(reading, unread=(), statements=...):
    tables, found = audited(reading)
    return audit_page(
        TEMPLATE,
        "",
        reading,
        2048,
        "abc",
        tables,
        found if statements is ... else statements,
        list(unread),
        ["A line <of> measure."],
    )


def pdf(table, *prose, unread=()):
    table.counted = "page"
    return Document(
        "paper.pdf",
        "pdf",
        3,
        [table],
        [Passage(text, 1, 2) for text in prose],
        [Unread(*part) for part in unread],
    )


def words(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


def test_a_reading_goes_through_json_and_back():
    reading = pdf(altered({}, alternatives={(0, 1): ["12.8"]}), "Prose.", unread=[("page 3", "a picture")])
    assert reading_of(reading_record(reading)) == reading


def test_a_finding_and_its_cell_lead_to_each_other_and_both_readings_are_shown():
    html = page_of(pdf(both_ways({(0, 2): "1401"}, notes=["1) Fiscal year."])))
    text = words(html)
    assert (
        "A total or balance is not what its columns give" in text
        and "misread by us or misprinted" in text.lower()
    )
    assert (
        "read as “1401”, or “140”. With the second reading every identity of the table that covers it holds (a footnote mark read as a digit)."
        in text
    )
    for link in set(re.findall(r'href="#([^"]+)"', html)):
        assert f'id="{link}"' in html, link
    cell = re.search(r'<td id="(t1-1-3)" class="doubtful number">1401 <a class="mark" href="#([^"]+)"', html)
    assert cell and f'<li id="{cell[2]}"' in html and f'href="#{cell[1]}"' in html


def test_a_contradiction_without_a_doubt_is_the_author_s():
    html = page_of(Document("paper.md", "markdown", None, [altered({(4, 3): "99.3"})]))
    assert "misread" not in words(html).split("Tables as they were read")[0].lower().replace(
        "may have been misread", ""
    )
    assert "row 5 (Total), 2021" in html and "<b>66.1 to 66.5</b>" in html


def test_all_that_a_document_says_is_escaped():
    evil = "<script>alert(1)</script>\"'><img src=x>"
    table = altered({(0, 0): evil, (4, 3): "99.3"}, notes=[evil])
    table.caption, table.unit, table.source, table.number, table.panel = evil, evil, evil, evil, evil
    table.header[0][3] = evil
    reading = Document(
        f"{evil}.md",
        "markdown",
        None,
        [table],
        [Passage(f"Exports {evil} rose from 3 million in 2001 to 2 million in 2002.", 1)],
        [],
    )
    html = page_of(reading, unread=[{"place": evil, "why": evil}])
    assert "<script" not in html and "<img" not in html and html.count("&lt;script&gt;") > 10


def test_nothing_to_check_is_said_plainly():
    text = words(page_of(Document("letter.md", "markdown", None)))
    assert (
        "Nothing was found to check." in text
        and "No table was found" in text
        and "That says nothing for or against the document." in text
    )


def test_what_was_not_read_or_not_checked_is_named():
    reading = pdf(altered({}))
    html = audit_page(
        TEMPLATE,
        "",
        reading,
        10,
        "abc",
        [{"table": 0, "why": "it takes too long"}],
        None,
        [{"place": "pages 4 to 9", "why": "the time was up"}],
        [],
    )
    text = words(html)
    assert (
        "pages 4 to 9: the time was up" in text
        and "Not checked: it takes too long." in text
        and "The statements were not checked" in text
    )


def test_a_statement_stands_among_its_words():
    prose = "It was a long year, and exports fell from US$3 million in 2001 to US$5 million in 2002, as the table shows."
    html = page_of(Document("paper.md", "markdown", None, [], [Passage(prose, 7)]))
    assert "1 statement of the prose contradicted" in words(html) and "line 7" in html
    assert words(html).count("It was a long year, and exports") == 1 and "<mark>" in html


def test_a_long_table_shows_its_beginning_and_its_findings():
    rows = [[f"Place {n}", str(n % 7 + 1)] for n in range(1000)]
    body = [*rows, ["Total", str(sum(int(row[1]) for row in rows) + 5000)]]
    table = altered({})
    table.header, table.body, table.body_lines = [["Place", "Value"]], body, list(range(2, 1003))
    html = page_of(Document("long.md", "markdown", None, [table]))
    assert html.count("<tr>") == 402 and "600 further rows" in html and 'id="t1-1001-2"' in html


def test_the_csv_rows_have_a_heading_and_the_place_of_each_table():
    reading = pdf(both_ways({(0, 2): "1401"}, notes=["1) Fiscal year."]))
    rows = csv_rows(reading, *audited(reading))
    assert rows["doubts"][1] == [1, 1, 1, 3, "1401", "140", "glued_mark", "yes", "yes", "yes", 1]
    assert rows["tables"][1][0] == 1 and all(
        len(row) == len(found[0]) for found in rows.values() for row in found
    )


def test_a_table_that_no_check_foresees_does_not_stop_the_others(monkeypatch):
    def breaks(work):
        found = work()
        if any(check.table == "1" for check in found):
            raise ValueError
        return found

    other = altered({})
    other.number = "2"
    said = []
    audit_reading(Document("paper.md", "markdown", None, [altered({}), other]), said.append, breaks)
    assert "ValueError" in said[0]["why"] and said[1]["checks"] and "statements" in said[2]


def test_a_search_that_takes_too_long_keeps_the_checks():
    calls = []

    def late(work):
        calls.append(1)
        if len(calls) == 2:
            raise TimeoutError("more than a second")
        return work()

    said = []
    audit_reading(pdf(both_ways({(0, 2): "1401"})), said.append, late)
    assert (
        said[0]["checks"]
        and said[0]["doubts"] == []
        and said[0]["unsearched"] == "the search needs more than a second"
    )


@pytest.mark.parametrize("which", ["tables", "misreadings", "statements"])
def test_what_is_measured_becomes_a_sentence_with_its_numbers(which):
    row = {
        "altered": "tables",
        "kind": "all",
        "alterations": "441",
        "detected": "364",
        "detected_pct": "82.5",
        "recall_pct": "100.0",
        "precision_pct": "99.0",
        "tables": "made",
        "misreadings": "30",
        "restored": "27",
        "restored_pct": "90.0",
        "noticed": "2",
        "wrongly_doubted": "0",
        "measured": "alterations, held_back",
        "number": "441",
        "found": "364",
        "found_pct": "82.5",
    }
    (line,) = measured_lines(MEASURED | {which: [row]})
    assert all(
        row[name] in line
        for name in {
            "tables": ["alterations", "detected"],
            "misreadings": ["restored", "wrongly_doubted"],
            "statements": ["found", "recall_pct"],
        }[which]
    )
