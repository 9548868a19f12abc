"""The text with its numbers marked: each once, in its class, with what was done with it."""

import re

from crossfoot.documents.document import Document, Passage
from crossfoot.page.statements import shown_statement
from crossfoot.run.worker_checks import check_reading
from tests.unit.crossfoot.page.test_document_page import STATED, page_of, words
from tests.unit.crossfoot.tables.test_doubts import altered


def marks_of(*prose, tables=()):
    """The marked words of each passage with the statements on them."""
    reading = Document(
        "a.md", "markdown", None, [*tables], [Passage(text, n) for n, text in enumerate(prose)]
    )
    said = []
    check_reading(reading, said.append)
    plain = [" ".join(text.split()) for text in prose]
    found = [(plain[number][start:end], told) for number, start, end, told, _ in said[-1]["marks"]]
    return found, said[-1]["statements"]


def test_numbers_are_marked_and_years_and_names_are_not():
    found, statements = marks_of(
        "Sales rose from 3 million in 2001 to 5 million in 2002, as Table 1 and Section 4 say.",
        "On 4 May 2003 about 12% of 340 firms had left.",
    )
    assert [text for text, _ in found] == ["3 million", "5 million", "about 12%", "340"]
    # 3 and 5 million make one change; 12% and 340 are held against nothing
    told = {n for _, on in found[:2] for n in on}
    assert [statements[n]["verdict"] for n in told] == ["holds"] and found[2][1] == found[3][1] == []


def test_a_mark_stands_where_its_number_stands_in_a_text_of_several_lines():
    found, _ = marks_of("It was 5.\n  Then  it was\u00a05, and 12 million\nof 5. It is 5 still.")
    assert [text for text, _ in found] == ["5", "5", "12 million", "5", "5"]


def test_a_day_is_marked_where_a_statement_is_on_it_alone():
    # 9 May 2017 was a Tuesday
    found, statements = marks_of("It was signed on Tuesday 9 May 2017 by both.")
    (text, (one,)), *others = found
    assert "9 May 2017" in text and statements[one]["kind"] == "date" and not others


def html_of(*prose, tables=(), pages=None):
    passages = [Passage(text, n + 1, pages[n] if pages else None) for n, text in enumerate(prose)]
    kind = "pdf" if pages else "markdown"
    return page_of(Document("a.md", kind, pages and max(pages), [*tables], passages))


def test_a_mark_opens_what_was_done_with_its_number():
    html = html_of(
        "In 2021, total exports were US$66.3 million (Table 1). There were 340 firms.", tables=[altered({})]
    )
    mark = re.search(r'<button class="holds" popovertarget="(n\d+)">US\$66\.3 million</button>', html)
    note = re.search(rf'<div popover id="{mark[1]}">(.*?)</div>', html)[1]
    # its cell is the last row of the table, in the column of 2021
    assert (
        '<a href="#t1-5-4">' in note
        and 'id="t1-5-4"' in html
        and words(note).endswith("which has US$66.3 million.")
    )
    assert "<u>340</u>" in html and "<script" not in html
    # each button opens something, and each note is opened
    assert set(re.findall(r'popovertarget="([^"]+)"', html)) == set(re.findall(r'popover id="([^"]+)"', html))


def test_the_classes_are_counted_and_one_legend_explains_them():
    html = html_of(
        "Exports rose by 12% from US$40 million in 2001 to US$48 million in 2002. There were 340 firms.",
        tables=[altered({(4, 3): "99.3"})],
    )
    legend = re.search(r'<table class="legend">(.*?)</table>', html, re.S)[1]
    rows = [re.sub(r"\s+", " ", words(row)) for row in re.findall(r"<tr><th scope=\"row\">.*?</tr>", legend)]
    # 48 is 20% above 40; in the table the wrong total, and the four of its column; 340 stands alone
    assert rows[0] == "12 cannot be right11" and rows[-1].startswith("12 not checked1")
    assert html.count('class="contradicted" popovertarget') == 1
    # the finding leads to its place in the text
    place = re.search(r'<a href="#([^"]+)">to the text</a>', html)[1]
    assert f'<button id="{place}" class="contradicted"' in html


def test_paragraphs_without_a_number_are_folded_and_headings_stay():
    long = "It is said at some length that nothing of note was decided by anyone at the meeting. " * 2
    html = html_of("Preface", long, long, "Introduction", "Of 340 firms one left.", pages=[1, 1, 2, 2, 2])
    assert '<p class="quiet">Introduction</p>' in html and html.count("<details>") == 1
    assert "Preface 3 paragraphs without a number" in words(html) and ">page 2</p>" in html


def test_of_a_long_document_what_stands_far_from_a_number_is_left_out():
    far = "So it goes on and on. " * 40
    long = ["No number is in this paragraph, and it is a long one. " * 40] * 100
    html = html_of(f"{far}There were 340 firms. {far}", *long)
    text = html[html.index('<div class="text">') : html.index('<h2 id="tables">')]
    assert "There were <u>340</u> firms." in text and "What stands far from a number is left out." in html
    assert len(text) < 1000 and "100 paragraphs without a number" in words(text) and "<details>" not in text


def test_tables_stand_in_the_text_as_links_where_they_are_printed():
    table = altered({})
    table.counted, table.first_line = "page", 2
    html = html_of("Of 10 firms.", "Of 20 firms.", "Of 30 firms.", tables=[table], pages=[1, 2, 3])
    text = html[html.index('<div class="text">') :]
    assert text.index("Of <u>20</u>") < text.index('<a href="#t1">') < text.index("Of <u>30</u>")


def test_what_the_text_says_is_escaped_and_stands_whole():
    html = html_of('<b>5</b> & <script>x</script> 7 "firms" of 9.')
    assert "&lt;b&gt;<u>5</u>&lt;/b&gt; &amp; &lt;script&gt;" in html and "<script" not in html


def test_a_cell_of_a_panel_leads_to_its_panel():
    first, second = altered({}), altered({})
    first.panel, second.panel = "Panel A: Exports", "Panel B: Imports"
    reading = Document("a.md", "markdown", None, [first, second])
    one = STATED | {"against": "Table 1 (Panel B: Imports), row 5 (Total), 2021"}
    assert '<a href="#t2-5-4">' in shown_statement(one, reading)["said"]
    # "Table 1" is not the beginning of "Table 10"
    assert "<a" not in shown_statement(STATED | {"against": "Table 10, row 5 (Total), 2021"}, reading)["said"]
