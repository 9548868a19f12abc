"""What a page holds and does not show, and notes that stand away from their table."""

from crossfoot.documents.html import read_html
from crossfoot.documents.tables import extract_tables

ROWS = """<table><caption>Table 1: Ex&shy;ports</caption>
<tr><th>Chap&shy;ter</th><th>2021</th><th>2022</th></tr>
<tr><td>Ma&shy;chinery</td><td>1,234</td><td>1,4&#8203;56</td></tr>{hidden}
<tr><td>To&shy;tal</td><td>2,566</td><td>2,968</td></tr></table>"""
SHOWN = [["Machinery", "1,234", "1,456"], ["Total", "2,566", "2,968"]]


def test_places_where_a_word_may_break_are_no_part_of_it():
    (table,), _ = read_html(ROWS.format(hidden=""), "a.html")
    assert table.caption == "Exports" and table.labels == ["Chapter", "2021", "2022"] and table.body == SHOWN
    _, prose = read_html("<p>The ex&shy;ports of both economies rose again in 2021.</p>", "a.html")
    assert prose[0].text == "The exports of both economies rose again in 2021."


def test_hidden_rows_and_cells_are_not_read():
    for style in (
        'style="display:none"',
        'style="color: red; Display : none"',
        "hidden",
        'style="visibility:hidden"',
    ):
        for row in (
            "<tr {}><td>Old</td><td>1</td><td>2</td></tr>",
            "<tbody {}><tr><td>Old</td><td>1</td></tr></tbody>",
        ):
            (table,), _ = read_html(ROWS.format(hidden=row.format(style)), "a.html")
            assert table.body == SHOWN, style
    cells = "<tr><td>Boats<span hidden> (old)</span></td><td>1</td><td>2</td></tr>"
    (table,), _ = read_html(ROWS.format(hidden=cells), "a.html")
    assert table.body[1] == ["Boats", "1", "2"]
    (table,) = extract_tables(ROWS.format(hidden=cells).split("\n"), "a.md")
    assert table.body[1] == ["Boats", "1", "2"]


GRID = """Table 2: Approvals

| Country | Number (f) | Value |
|---|---|---|
| One | 3 | 12 |
| Two | - | 7 |

"""


def test_notes_under_a_heading_that_names_the_table_are_its_notes():
    below = """Annual Report 2014

Notes applying to Table 2

- indicates a figure of 10 or less.

(f) A proposal of two countries counts for each.

The next paragraph (f) goes on with the text."""
    (table,) = extract_tables((GRID + below).split("\n"), "a.md")
    assert table.notes == [
        "- indicates a figure of 10 or less.",
        "(f) A proposal of two countries counts for each.",
    ]
    (table,) = extract_tables((GRID + below.replace("Table 2", "Table 3")).split("\n"), "a.md")
    assert table.notes == []


def test_a_sign_is_explained_only_where_the_table_prints_it():
    for text, is_note in [
        ("- indicates a figure of 10 or less.", True),
        ("… not available", False),
        ("(f) A proposal counts twice.", True),
        ("(g) A proposal counts twice.", False),
        ("- a list goes on", False),
    ]:
        (table,) = extract_tables((GRID + text).split("\n"), "a.md")
        assert table.notes == [text] * is_note, text
