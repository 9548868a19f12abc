"""What a page holds and does not show, what it breaks apart, and notes that stand away from their table."""

from collections import Counter

from crossfoot.documents.html import read_html
from crossfoot.documents.pdf_flow import _State
from crossfoot.documents.plain_text import read_plain
from crossfoot.documents.tables import extract_tables

ROWS = """<table><caption>Table 1: Ex&shy;ports</caption>
<tr><th>Chap&shy;ter</th><th>2021</th><th>2022</th></tr>
<tr><td>Ma&shy;chinery</td><td>1,234</td><td>1,4&#8203;56</td></tr>{hidden}
<tr><td>To&shy;tal</td><td>2,566</td><td>2,968</td></tr></table>"""
SHOWN = [["Machinery", "1,234", "1,456"], ["Total", "2,566", "2,968"]]


def test_places_where_a_word_may_break_are_no_part_of_it():
    (table,), *_ = read_html(ROWS.format(hidden=""), "a.html")
    assert table.caption == "Exports" and table.labels == ["Chapter", "2021", "2022"] and table.body == SHOWN
    _, prose, _ = read_html("<p>The ex&shy;ports of both economies rose again in 2021.</p>", "a.html")
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
            (table,), *_ = read_html(ROWS.format(hidden=row.format(style)), "a.html")
            assert table.body == SHOWN, style
    cells = "<tr><td>Boats<span hidden> (old)</span></td><td>1</td><td>2</td></tr>"
    (table,), *_ = read_html(ROWS.format(hidden=cells), "a.html")
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


def test_bold_rows_of_a_part_that_repeats_no_head_keep_their_places():
    first = "Table 1: X\n\nA\tB\na\t2\n**b**\t**4**\n\nTable 1: X (continued)\n\n"
    (table,) = extract_tables((first + "c\t6\n**d**\t**8**\n**e**\t**9**\n").split("\n"), "a.txt")
    assert [row[0] for row in table.body] == list("abcde") and table.bold_rows == [1, 3, 4]
    (table,) = extract_tables((first + "A\tB\nc\t6\n**d**\t**8**\n").split("\n"), "a.txt")
    assert [row[0] for row in table.body] == list("abcd") and table.bold_rows == [1, 3]


def test_a_note_that_stands_twice_is_one():
    part = "{}\n\nA\tB\n{}\t2\n{}\t3\n\nNote: N.\n\n"
    text = part.format("Table 1: X", "a", "b") + part.format("Table 1: X (continued)", "c", "d")
    assert extract_tables(text.split("\n"), "a.txt")[0].notes == ["Note: N."]
    glued = "Table 1: X\n\nA\tB\na\t2\nb\t3\nNote: N.\t\n\nNote: N.\n"
    assert extract_tables(glued.split("\n"), "a.txt")[0].notes == ["Note: N."]


def test_words_broken_at_the_end_of_a_line_are_whole_again():
    state = _State(Counter({"long-term": 2, "well-known": 1}))
    assert state.joined("a long-", "term plan") == "a long-term plan"
    assert state.joined("a well-", "known firm") == "a well-known firm"
    assert state.joined("the indus-", "try grew") == "the industry grew"
    # a capital or a digit begins another part of a name
    assert state.joined("in Indo-", "Pacific trade") == "in Indo-Pacific trade"
    assert state.joined("it grew", "fast") == "it grew fast"
    lines = ["The exports of both economies rose in the man-", "ufacturing of steel, and fell elsewhere."]
    _, prose, _ = read_plain(lines, "a.txt")
    assert (
        prose[0].text
        == "The exports of both economies rose in the manufacturing of steel, and fell elsewhere."
    )
