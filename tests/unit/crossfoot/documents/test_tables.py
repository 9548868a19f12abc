"""Tables found by structure, in each of the three notations."""

import json
import re

import pytest

from crossfoot.documents.lines import read_lines
from crossfoot.documents.tables import extract_tables
from crossfoot.errors import InputError


def tables_of(text: str, name: str = "a.txt"):
    return extract_tables(read_lines(text.encode(), name), name)


TABS = """Prose that mentions Table 1 and goes on.

**Table 1: Trade of A with B (US\\$ million)**

Year\tExports\t\tNote
\tGoods\tServices\t
<b>Group</b>\t\t\t
2000\t1,000\t–2.5\t<18.87*
\t3.0\tn.a.\t
DRAM\t= dynamic memory\t\t

Note:

\\*) A cap.

Source: Customs, <https://example.org/a_b>,

and the yearbook.

The text goes on.
"""


def test_tab_separated_table_with_everything():
    (table,) = tables_of(TABS)
    assert (table.number, table.caption) == ("1", "Trade of A with B (US$ million)")
    assert table.header == [["Year", "Exports", "", "Note"], ["", "Goods", "Services", ""]]
    assert table.labels == ["Year", "Exports Goods", "Exports Services", "Note"]
    assert table.body == [
        ["Group", "", "", ""],
        ["2000", "1,000", "–2.5", "<18.87*"],
        ["", "3.0", "n.a.", ""],
    ]
    assert table.body_lines == [7, 8, 9] and table.bold_rows == [0]
    assert table.notes == ["DRAM = dynamic memory", "*) A cap."]
    assert table.source == "Source: Customs, https://example.org/a_b, and the yearbook."
    assert (table.first_line, table.last_line) == (3, 18)


def test_pipe_table_with_and_without_rule_reads_alike():
    rows = "| Year | Exports |\n{}| 2000 | 1.5 |\n| 2001 | a \\| b |\n"
    with_rule = tables_of("Table 2. Exports\n\n" + rows.format("|---|--:|\n"), "a.md")[0]
    without = tables_of("Table 2. Exports\n\n" + rows.format(""), "a.md")[0]
    assert with_rule.header == without.header == [["Year", "Exports"]]
    assert with_rule.body == without.body == [["2000", "1.5"], ["2001", "a | b"]]


def test_html_spans_are_laid_out():
    text = """<p>Table 3: Trade</p>
<table><tr><th rowspan="2">Year</th><th colspan="2">US$</th></tr>
<tr><th>Exports</th><th>Imports</th></tr>
<tr><td rowspan="2">2000</td><td>1</td><td>2</td></tr>
<tr><td>3</td><td>4</td></tr></table>
<p>Source: Customs.</p>
<p>Prose.</p>"""
    (table,) = tables_of(text, "a.html")
    assert table.header == [["Year", "US$", ""], ["", "Exports", "Imports"]]
    assert table.body == [["2000", "1", "2"], ["", "3", "4"]]
    assert table.source == "Source: Customs."


def test_group_row_without_tabs_stays_in_its_table():
    (table,) = tables_of("Table 1: X\n\nRank\t2000\n1\t5.0%\nCumulative\nTop 3\t54%\n")
    assert table.body == [["1", "5.0%"], ["Cumulative", ""], ["Top 3", "54%"]]


def test_a_sentence_about_a_table_is_no_caption():
    with pytest.raises(InputError, match="no table"):
        tables_of("Table 1 provides the shares.\n\nA\tB\n1\t2\n")


def test_a_list_of_tables_holds_no_captions():
    with pytest.raises(InputError, match="no table"):
        tables_of("Table 1: Exports 3\nTable 2: Imports 4\n\nAbbreviations\n\nADB\tBank\nUN\tNations\n")


def test_prose_between_caption_and_grid_breaks_them_apart():
    with pytest.raises(InputError, match="no table"):
        tables_of("Table 1: X\n\nA whole sentence stands here.\n\nA\tB\n1\t2\n")


def test_continued_part_is_joined():
    (table,) = tables_of("Table 1: X\n\nA\tB\na\t2\n\nTable 1: X (continued)\n\nA\tB\nb\t4\n\nSource: Y.\n")
    assert table.caption == "X" and table.body == [["a", "2"], ["b", "4"]] and table.source == "Source: Y."


def test_significance_stars_survive_where_bold_is_stripped():
    (table,) = tables_of("Table 1: X\n\nA\tB\n**Total**\t0.580**\n")
    assert table.body == [["Total", "0.580**"]]


def test_irregular_rows_are_named():
    (table,) = tables_of("Table 1: X\n\nA\tB\tC\n1\t2\t3\n4\t5\n")
    assert table.irregular_lines == [5] and table.body[1] == ["4", "5", ""]


def test_rows_whose_trailing_tabs_were_trimmed_stay():
    (table,) = tables_of(
        "Table 1: X\n\nProduct\tCriteria\n<b>A. Group</b>\n(1) P\tC\n(2) Helium\n(3) Neon\n\nSource: S.\n"
    )
    assert [row[0] for row in table.body] == ["A. Group", "(1) P", "(2) Helium", "(3) Neon"]
    assert table.source == "Source: S."


def test_a_blank_line_or_a_page_number_inside_a_grid_does_not_end_it():
    (table,) = tables_of("Table 1: X\n\nA\tB\tC\n1\t2\t3\n\n12\n\n4\t5\t6\n\nSource: S.\n")
    assert table.body == [["1", "2", "3"], ["4", "5", "6"]] and table.source == "Source: S."


def test_a_raised_footnote_number_does_not_run_into_the_figure():
    (table,) = tables_of("Table 1: X\n\nA\tB\nHHI\t892<sup>1</sup>\nCap\t<18.87<sup>*</sup>\n")
    assert [row[1] for row in table.body] == ["892 1", "<18.87*"]


def test_paragraphs_in_a_cell_stay_apart():
    (table,) = tables_of(
        "Table 1: X\n"
        "<table><tr><th>A</th><th>B</th></tr><tr><td><p>One</p><p>Two</p></td><td>1</td></tr>"
        "</table>"
    )
    assert table.body == [["One Two", "1"]]


def test_a_row_of_text_below_a_stated_header_is_a_row():
    (table,) = tables_of(
        "Table 1: X\n\n| Agreement | Parties | |\n|---|---|---|\n| CEPA | Japan | India |\n| X | Y | Z |\n"
    )
    assert len(table.header) == 1 and len(table.body) == 2


@pytest.mark.parametrize("rule", ["-", ":-:", "--", "----------"])
def test_rules_of_any_length(rule):
    (table,) = tables_of(f"Table 1: X\n\n| A | B |\n|{rule}|{rule}|\n| 1 | 2 |\n| -- | -- |\n")
    assert table.header == [["A", "B"]] and table.body == [["1", "2"], ["--", "--"]]


def test_a_note_and_a_source_inside_the_grid_leave_it():
    (table,) = tables_of("Table 1: X\n\nA\tB\n1\t2\nNote: N.\t\nSource: S.\t\n")
    assert table.body == [["1", "2"]] and table.notes == ["Note: N."] and table.source == "Source: S."


def test_a_continued_part_without_a_header_keeps_its_first_row():
    (table,) = tables_of("Table 1: X\n\nA\tB\na\t2\n\nTable 1 (continued)\n\n5\t6\n7\t8\n")
    assert table.body == [["a", "2"], ["5", "6"], ["7", "8"]]


def test_a_continued_part_of_another_width_is_refused():
    with pytest.raises(InputError, match="found 3 columns; expected 2"):
        tables_of("Table 1: X\n\nA\tB\na\t2\n\nTable 1: X (continued)\n\n5\t6\t7\n7\t8\t9\n")


def test_prose_after_an_indian_address_is_not_part_of_the_source():
    (table,) = tables_of("Table 1: X\n\nA\tB\n1\t2\n\nSource: RBI, www.rbi.org.in\n\nThe text goes on.\n")
    assert table.source == "Source: RBI, www.rbi.org.in"


def test_a_table_that_follows_a_source_without_a_blank_line_is_its_own():
    first, second = tables_of("Table 1: X\nA\tB\n1\t2\nSource: S.\nTable 2: Y\nA\tB\n3\t4\n")
    assert (first.source, second.caption, second.body) == ("Source: S.", "Y", [["3", "4"]])


def test_levels_of_significance_in_the_midst_of_a_note_make_it_one():
    note = "Standard errors in parentheses. \\*\\*\\* p<0.01, \\*\\* p<0.05."
    (table,) = tables_of(
        f"Table 1: X\n\nTerm\t(1)\nA\t1.2\\*\\*\\*\nB\t0.8\\*\\*\n\n{note}\n\nThe text goes on.\n"
    )
    assert table.notes == ["Standard errors in parentheses. *** p<0.01, ** p<0.05."]


@pytest.mark.parametrize("space", ["\u2009", "\u202f", "\u00a0", "&nbsp;", "&#8239;"])
def test_a_narrow_space_between_thousands_is_no_second_value(space):
    (table,) = tables_of(
        "Table 1: X\n\n"
        f"<table><tr><th>A</th><th>B</th></tr><tr><td>x</td><td>32{space}090</td></tr><tr><td>1 "
        f"January</td><td>2019{space}120</td></tr></table>"
    )
    assert table.body == [["x", "32090"], ["1 January", "2019 120"]]


def test_bullets_and_equations_below_a_table_are_no_notes():
    (table,) = tables_of("Table 1: X\n\nA\tB\n1\t2\n\n* Exports rose.\n\nY = a + b X\n")
    assert table.notes == []


def test_an_html_document_on_one_line():
    (table,) = tables_of(
        "<html><p>Table 1: X</p><table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>"
        "<p>Source: S.</p><p>Prose.</p></html>",
        "a.html",
    )
    assert table.body == [["1", "2"]] and table.source == "Source: S." and table.first_line == 1


def test_a_table_that_is_never_closed_is_refused():
    with pytest.raises(InputError, match="line 2: found <table> that is never closed"):
        tables_of("Table 1: X\n<table><tr><td>1</td></tr>\n\nTable 2: Y\n", "a.html")


def as_pipes(rows, rule_after):
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return [*lines[:rule_after], "|" + "---|" * len(rows[0]), *lines[rule_after:]]


def as_html(rows, rule_after):
    tags = ["th" if n < rule_after else "td" for n in range(len(rows))]
    lines = [
        "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in row) + "</tr>"
        for tag, row in zip(tags, rows, strict=True)
    ]
    return ["<table>", *lines, "</table>"]


@pytest.mark.parametrize("notation", [as_pipes, as_html])
def test_the_seven_tables_read_alike_in_every_notation(printed_tables, notation):
    lines = []
    for table in printed_tables.values():
        escaped = [[cell.replace("<", "&lt;") for cell in row] for row in table.header + table.body]
        notes = [part for note in table.notes for part in (note.replace("*)", "\\*)"), "")]
        lines += [
            f"**Table {table.number}: {table.caption}**",
            "",
            *notation(escaped, len(table.header)),
            "",
            *notes,
            table.source,
            "",
        ]
    found = tables_of("\n".join(lines), "a.md")
    for table, original in zip(found, printed_tables.values(), strict=True):
        assert (table.header, table.body, table.source) == (original.header, original.body, original.source)
        assert table.notes == original.notes


@pytest.mark.parametrize(
    ("content", "name", "found"),
    [
        (b"\xff\xfe\x00", "a.txt", "not UTF-8"),
        (b"text\n\xe9", "a.txt", "line 2"),
        (b"a\0b", "a.txt", "NUL"),
        (b"  \n", "a.txt", "no text"),
        (b"%PDF-1.7", "a.pdf", "another type"),
    ],
)
def test_unreadable_documents_are_refused(content, name, found):
    with pytest.raises(InputError, match=found):
        read_lines(content, name)


def test_windows_line_ends_and_byte_order_mark():
    assert read_lines("\ufeffa\r\nb\rc".encode(), "a.txt") == ["a", "b", "c"]


def test_the_seven_tables_of_the_study(printed_tables):
    shapes = {n: (len(t.header), len(t.body), len(t.body[0])) for n, t in printed_tables.items()}
    assert shapes == {
        "3.1": (1, 12, 5),
        "3.2": (1, 7, 8),
        "3.3": (1, 13, 2),
        "3.4": (1, 23, 7),
        "3.5": (2, 9, 7),
        "3.6": (1, 15, 7),
        "3.7": (2, 15, 13),
    }
    assert printed_tables["3.6"].body[0][1] == "84 31.7%"
    assert printed_tables["3.4"].body[11][4] == "<18.87*"
    assert printed_tables["3.7"].bold_rows == [10]
    assert not any(table.irregular_lines for table in printed_tables.values())


def without_places(table) -> dict:
    return {k: v for k, v in table.to_dict().items() if "line" not in k and k != "document"}


def test_the_whole_chapter_gives_the_same_tables(printed_tables, chapter):
    found = extract_tables(read_lines(chapter.read_bytes(), chapter.name), chapter.name)
    assert [without_places(t) for t in found] == [without_places(t) for t in printed_tables.values()]


def folded(value) -> str:
    """Text as it is compared: no white space, escapes or quote style, every dash a minus."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return re.sub(r"[\s\\]", "", text).translate(str.maketrans("’–−", "'--"))


@pytest.mark.parametrize("name", ["tsv_eria_v3_cambodia.txt", "crs_RS22331.md", "imf_wp26154_excerpt.md"])
def test_real_documents_against_their_hand_read_tables(reference, name):
    document = reference / "documents" / name
    truth = json.loads((document.parent / "truth" / (name.replace(".", "_") + ".json")).read_text())["tables"]
    found = extract_tables(read_lines(document.read_bytes(), name), name)
    assert len(found) == len(truth)
    for table, expected in zip(found, truth, strict=True):
        # the hand-read captions of panels carry the panel's title
        assert folded(expected["caption"]).startswith(folded(table.caption))
        assert folded(table.panel) in folded(expected["caption"])
        assert folded(table.header) == folded(expected["header_rows"])
        assert folded(table.body) == folded(expected["body"])
        assert folded(table.source) == folded(expected["source"])
