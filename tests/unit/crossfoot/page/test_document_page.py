"""The page of a document: what it says, escapes and links."""

import re

from crossfoot.documents.document import Document, Passage, Unread
from crossfoot.documents.table import Table
from crossfoot.page.document_page import audit_page
from crossfoot.page.statements import shown_statement
from crossfoot.run.audit_records import csv_rows
from crossfoot.run.worker_checks import check_reading
from tests.unit.crossfoot.tables.test_doubts import altered, both_ways


def audited(reading):
    said = []
    check_reading(reading, said.append)
    return said[:-1], said[-1]["statements"], said[-1]["marks"]


def page_of(reading, unread=()):
    tables, found, marks = audited(reading)
    return audit_page(reading, 2048, "abc", tables, found, list(unread), marks)


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


def test_a_finding_and_its_cell_lead_to_each_other_and_both_readings_are_shown():
    html = page_of(pdf(both_ways({(0, 2): "1401"}, notes=["1) Fiscal year."])))
    text = words(html)
    assert "A total is not the sum of its rows" in text and "misread by us or misprinted" in text.lower()
    assert (
        "read as “1401”, or “140”. With the second reading all the sums and shares that it stands in are "
        "right (a footnote mark read as a digit)." in text
    )
    for link in set(re.findall(r'href="#([^"]+)"', html)):
        assert f'id="{link}"' in html, link
    cell = re.search(r'<td id="(t1-1-3)" class="doubtful number"><a href="#([^"]+)">1401</a></td>', html)
    assert cell and f'<li id="{cell[2]}"' in html and f'href="#{cell[1]}"' in html


def test_a_contradiction_without_a_doubt_is_the_author_s():
    html = page_of(Document("paper.md", "markdown", None, [altered({(4, 3): "99.3"})]))
    assert "misread" not in words(html[html.index("<main") :]).lower()
    # 15.2 + 33.0 + 10.4 + 7.7 = 66.3, each a twentieth either way
    assert "At line 6, Table 1 prints 99.3 in row 5 (Total), 2021; the sum of rows 1 to 4 is 66.3." in words(
        html
    ) and "With all that rounding allows: 66.1 to 66.5." in words(html)


def test_what_agrees_in_a_table_is_said_once_for_several_columns():
    # the total adds up in 2019 and 2020, and not in 2021
    html = page_of(Document("paper.md", "markdown", None, [altered({(4, 3): "99.3"})]))
    assert "<li>row 5 (Total): sum of rows 1 to 4, in 2 columns</li>" in html


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
        "Nothing in it could be checked." in text
        and "No table was found" in text
        and "That says nothing for or against the document." in text
    )


def test_what_was_not_read_or_not_checked_is_named():
    reading = pdf(altered({}))
    html = audit_page(
        reading,
        10,
        "abc",
        [{"table": 0, "why": "it takes too long"}],
        None,
        [{"place": "pages 4 to 9", "why": "the time was up"}],
    )
    text = words(html)
    assert (
        "pages 4 to 9: the time was up" in text
        and "Not checked: it takes too long." in text
        and "The statements were not checked" in text
    )


def test_a_statement_stands_among_its_words():
    prose = "It was a long year, and exports rose 50% from US$3.0 million in 2001 to US$5.0 million in 2002."
    html = page_of(Document("paper.md", "markdown", None, [], [Passage(prose, 7)]))
    found = "Found: 1 statement in the text that the document itself contradicts."
    assert found in words(html) and "line 7" in html
    # among the findings, and in the text
    assert words(html).count("It was a long year, and exports") == 2 and "<mark>" in html


def test_a_long_table_shows_its_beginning_and_its_findings():
    rows = [[f"Place {n}", str(n % 7 + 1)] for n in range(1000)]
    body = [*rows, ["Total", str(sum(int(row[1]) for row in rows) + 5000)]]
    table = altered({})
    table.header, table.body, table.body_lines = [["Place", "Value"]], body, list(range(2, 1003))
    html = page_of(Document("long.md", "markdown", None, [table]))
    assert html.count("<tr><td") == 401 and "600 further rows" in html and 'id="t1-1001-2"' in html


def test_cells_of_numbers_that_could_not_be_read_are_counted_on_the_page_and_in_the_list():
    table = Table("paper.md", "1", "Output", header=[["Region", "2020"]], header_lines=[1])
    table.body = [["North", "12"], ["South", "15"], ["East", "3.4.5"], ["West", "18"], ["Centre", "21"]]
    table.body_lines, table.first_line = [2, 3, 4, 5, 6], 1
    reading = Document("paper.md", "markdown", None, [table])
    html = words(page_of(reading))
    # nothing checks the four that can be read, which count 0.9 each: 3.6 of 5, which is no high confidence
    assert (
        "0 of 5 numbers agree with a total, a share or the like, 1 could not be read as a number. Little "
        "confirms that it was read as it is printed." in html
    )
    heading, row = csv_rows(reading, *audited(reading)[:2])["tables"]
    assert row[heading.index("unread")] == 1 and row[heading.index("numbers")] == 5


def test_what_is_only_found_is_not_among_what_holds():
    one = {
        "severity": "",
        "verdict": "found",
        "page": None,
        "line": 3,
        "quote": "",
        "against": "",
        "diagnosis": "",
        "stated": "3",
        "computed": "",
    }
    reading = Document("d.md", "markdown")
    assert shown_statement(one, reading)["group"] == "found"
    assert shown_statement(one | {"verdict": "holds"}, reading)["group"] == "holds"


STATED = {
    "severity": "",
    "verdict": "holds",
    "kind": "table_value",
    "page": None,
    "line": 1,
    "quote": "7",
    "stated": "7",
    "computed": "7.0",
    "low": "6.95",
    "high": "7.05",
    "against": "Table 1, row 4 (Others), 2021",
    "diagnosis": "",
}


def first_lines(html: str) -> str:
    return words(html[html.index('<div class="summary">') : html.index("<nav")]).strip()


def test_the_first_lines_say_what_was_found_what_was_checked_and_what_not():
    right, wrong = (
        Document("paper.md", "markdown", None, [altered(cells)]) for cells in ({}, {(4, 3): "99.3"})
    )
    tables, found, _ = audited(wrong)
    unread = [{"place": "page 3", "why": "late"}]
    # seven numbers, on one of which a statement stands
    found = [*found, STATED]
    marks = [[0, n, n + 1, [len(found) - 1] if n == 6 else [], True] for n in range(7)]
    wrong.prose = [Passage("1234567", 1)]
    # 4 partners and a total in 3 years; the total of 2021 is wrong, and nothing else bears its column out
    assert first_lines(audit_page(wrong, 1, "", tables, found, unread, marks)) == (
        "Found: 1 number in tables that cannot be right. Checked: of 15 numbers in tables, 10 agree with a "
        "total, a share or the like; of 7 numbers and claims in the text, 1 could be checked against a table "
        "or another number. The others may be right or wrong. Not read: figures and formulas, and 1 "
        "other part."
    )
    assert first_lines(page_of(right)).startswith(
        "No mistake was found in what could be checked. Checked: of 15"
    )
    nothing = page_of(Document("letter.md", "markdown", None))
    assert first_lines(nothing) == (
        "Nothing in it could be checked. That says nothing for or against the document. Checked: no table "
        "has a column of numbers; the text states no number. Not read: figures and formulas."
    )
