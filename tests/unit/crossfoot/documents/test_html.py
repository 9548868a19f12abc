"""HTML as filings and publishers' pages write it, and what stands on the page as not read."""

import pytest

from crossfoot.documents.document import read_document
from crossfoot.documents.html import read_html
from crossfoot.documents.plain_text import read_plain

HEAD = "<tr><th></th><th>2020</th><th>2021</th></tr>"


def table(*rows: str, head: str = HEAD) -> str:
    return f"<table>{head}{''.join(rows)}</table>"


def row(*cells: str) -> str:
    return (
        "<tr>"
        + "".join(cell if cell.startswith(("<td", "<th")) else f"<td>{cell}</td>" for cell in cells)
        + "</tr>"
    )


def read(html: str) -> list[list[str]]:
    """Head and body of the one table."""
    (found,), *_ = read_html(html, "a.html")
    return found.header + found.body


def test_signs_in_cells_of_their_own_join_their_number():
    blank = '<td colspan="3"></td>'
    rows = [
        f'<tr>{blank}{blank}<td colspan="9">Year ended June 30,</td></tr>',
        f'<tr>{blank}{blank}<td colspan="3">2021</td>{blank}<td colspan="3">2020</td></tr>',
    ]
    for label, *cells in [
        ("Products", "$", "297,392", "", "$", "220,747", ""),
        ("Services", None, "68,425", "", None, "(53,768", ")"),
        ("Change", None, "12.5", "%", None, "(3.1", ")%"),
        ("Other", "$", "—", "", "$", "—", ""),
    ]:
        made = f'<tr><td colspan="3">{label}</td>'
        for sign, number, end in (cells[:3], cells[3:]):
            made += blank
            made += f'<td colspan="2">{number}</td>' if sign is None else f"<td>{sign}</td><td>{number}</td>"
            made += f"<td>{end}</td>"
        rows.append(made + "</tr>")
    assert read(table(*rows, head="")) == [
        ["", "Year ended June 30,", ""],
        ["", "2021", "2020"],
        ["Products", "$297,392", "$220,747"],
        ["Services", "68,425", "(53,768)"],
        ["Change", "12.5%", "(3.1)%"],
        # of nothing there is no currency
        ["Other", "—", "—"],
    ]


def test_stars_and_raised_marks_join_and_a_column_of_units_stays():
    stars = row("x", "0.15", "***") + row("", "(0.03)", "") + row("y", "0.2", "*")
    head = "<tr><th></th><th colspan=2>(1)</th></tr>"
    assert read(table(stars, head=head))[1:] == [["x", "0.15***"], ["", "(0.03)"], ["y", "0.2*"]]
    marks = row("x", "1,234", "<sup>(1)</sup>") + row("y", "5", "")
    assert read(table(marks, head="<tr><th>A</th><th>2020</th><th></th></tr>"))[1:] == [
        ["x", "1,234"],
        ["y", "5"],
    ]
    units = row("Price", "$", "5") + row("Value", "$", "6")
    head = "<tr><th>Item</th><th>Unit</th><th>2021</th></tr>"
    assert read(table(units, head=head))[1:] == [["Price", "$", "5"], ["Value", "$", "6"]]


def test_tags_of_inline_xbrl_hold_what_they_print():
    fact = '<ix:nonFraction name="a:b" contextRef="c" scale="6" sign="-" decimals="0">{}</ix:nonFraction>'
    rows = row("Loss", "(" + fact.format("770") + ")", fact.format("1,234")) + row("Gain", "5", "6")
    text = f"<p>The loss was ${fact.format('770')} million in 2020, and it is said to be final.</p>"
    hidden = f"<ix:header><ix:hidden>{fact.format('9')}</ix:hidden></ix:header>"
    (found,), prose, _ = read_html(hidden + text + table(rows), "a.html")
    assert found.body == [["Loss", "(770)", "1,234"], ["Gain", "5", "6"]]
    assert [p.text for p in prose] == ["The loss was $770 million in 2020, and it is said to be final."]


@pytest.mark.parametrize(
    "hidden",
    [
        '<tr class="gone"><td>Old</td><td>1</td><td>2</td></tr>',
        '<tr aria-hidden="true"><td>Old</td><td>1</td><td>2</td></tr>',
        '<tr style="visibility: collapse"><td>Old</td><td>1</td><td>2</td></tr>',
        '<tr style="height:0;overflow:hidden"><td>Old</td><td>1</td><td>2</td></tr>',
        '<tr style="font-size:0px"><td>Old</td><td>1</td><td>2</td></tr>',
    ],
)
def test_what_a_browser_hides_is_left_out(hidden):
    style = "<style>@media print {.india{display:none}} .gone, td.away{display:none}</style>"
    rows = row("India", '12<span class="sr-only"> million</span>', "15") + hidden
    rows += '<tr class="india"><td>China</td><td style="visibility:hidden">30</td><td>33</td></tr>'
    rows += '<tr><td>Korea</td><td class="away">0</td><td>8</td><td>9</td></tr>'
    assert read(style + table(rows))[1:] == [["India", "12", "15"], ["China", "", "33"], ["Korea", "8", "9"]]


def test_spans_end_with_their_part_of_the_table():
    parts = (
        "<tbody>" + row('<td rowspan="0">One</td>', "1", "2") + row("3", "4") + "</tbody>"
        "<tbody>" + row('<td rowspan="65000">Two</td>', "5", '<td colspan="99999">6</td>') + "</tbody>"
        "<tbody>" + row("Three", "9", "10") + "</tbody>"
    )
    assert read(table(parts))[1:] == [
        ["One", "1", "2"],
        ["", "3", "4"],
        ["Two", "5", "6"],
        ["Three", "9", "10"],
    ]


def test_lines_in_cells_are_rows_where_all_cells_have_as_many():
    rows = row("India<br>China<br>Korea", "1<br>2<br/>3", "4<br>5<br>6") + row("ln K", "0.5<br>(0.1)", "0.4")
    assert read(table(rows))[1:] == [
        ["India", "1", "4"],
        ["China", "2", "5"],
        ["Korea", "3", "6"],
        ["ln K", "0.5 (0.1)", "0.4"],
    ]


def test_heads_of_th_with_a_blank_corner_and_groups_below_them():
    rows = "<tr><td></td><th>2020</th><th>2021</th></tr><tr><th>Asia</th><td></td><td></td></tr>"
    rows += "<tr><th>Japan</th><td>1</td><td>2</td></tr>"
    (found,), *_ = read_html(table(rows, head="<tr><td></td><th colspan=2>Exports</th></tr>"), "a.html")
    assert found.header == [["", "Exports", ""], ["", "2020", "2021"]]
    assert found.body == [["Asia", "", ""], ["Japan", "1", "2"]]


def test_tables_in_tables():
    value = "<table><tr><td>$</td><td>5</td></tr></table>"
    detail = "<table><tr><td>p</td><td>1</td></tr><tr><td>q</td><td>2</td></tr></table>"
    outer = table(row("India", value, "6") + row("China", "7", "8") + row("Detail", detail, ""))
    layout = f"<table><tr><td>Menu</td><td><p>Table 4: Trade</p>{outer}</td></tr></table>"
    tables, *_ = read_html(layout, "a.html")
    assert tables[0].number == "4"
    assert tables[0].body == [["India", "$5", "6"], ["China", "7", "8"], ["Detail", "", ""]]
    assert tables[1].header + tables[1].body == [["p", "1"], ["q", "2"]]
    # HTML in Markdown is read alike
    (first, second), *_ = read_plain(["Table 4: Trade", "", outer], "a.md")
    assert (first.body, second.body) == (tables[0].body, tables[1].body)


def test_a_caption_in_the_first_row_names_the_table():
    rows = row('<td colspan="3">Table 3. Exports</td>') + row('<td colspan="3">(US$ million)</td>') + HEAD
    (found,), *_ = read_html(table(rows, row("India", "1", "2"), row("China", "3", "4"), head=""), "a.html")
    assert (found.number, found.caption) == ("3", "Exports (US$ million)")
    assert found.header == [["", "2020", "2021"]]


def test_captions_without_a_table_are_named_and_those_of_figures_are_not():
    html = (
        "<p>Table 1. Read</p>"
        + table(row("India", "1", "2"), row("China", "3", "4"))
        + '<p>Figure 1. Trade</p><p><img src="f.png"></p><p>Table 2. Seen only</p><p><img src="t.png"></p>'
        '<p>Table 3. Nothing</p><img src="dot.gif" width="1" height="1"><p>Text goes on here.</p>'
        "<p>Table 1. Read (continued)</p>"
    )
    _, _, unread = read_html(html, "a.html")
    assert [(part.place, part.why) for part in unread] == [
        ("line 1, Table 2", "“Seen only”: below its caption there is no text, but a picture"),
        ("line 1, Table 3", "“Nothing”: no table was found at its caption"),
    ]


def test_lists_of_tables_and_sentences_raise_no_alarm():
    text = [
        *["Table 1: Exports", "Table 2: Imports", "Table 3: Balance", ""],
        *["Results are summarized in", "Table 9.", "", "See Table 4. It is long.", ""],
        *["Table 1: Exports", "", "A\tB", "a\t1", "b\t2", ""],
        *["Table 5: Lost", "", "The text goes on without it."],
    ]
    assert [part.place for part in read_plain(text, "a.txt")[2]] == ["line 16, Table 5"]


@pytest.mark.parametrize("name", ["vector_table.pdf", "image_table.pdf", "ixbrl.html"])
def test_small_documents_of_the_field(reference, name):
    path = reference / "field/documents" / name
    if not path.exists():
        pytest.skip(f"no {name} in the reference data")
    reading = read_document(path.read_bytes(), name)
    if name == "ixbrl.html":
        assert [table.body for table in reading.tables] == [
            [
                ["Domestic", "$(770,771)", "$(3,477,895)"],
                ["Foreign", "2,931,220", "663,071"],
                ["Total", "$2,160,449", "$(2,814,824)"],
            ]
        ]
        return
    (part,) = reading.unread
    drawn = "a picture" if name.startswith("image") else "drawings (the cells are drawn as outlines)"
    assert part.place == "page 1, Table 1"
    assert part.why.endswith(f"below its caption there is no text, but {drawn}")


def test_a_long_text_without_blank_lines_is_read_in_linear_time():
    # one paragraph of 40,000 lines; the first edition searched all of it again for every line
    lines = ["the exports of the country rose in that year and the imports fell as well so"] * 40_000
    _, prose, _ = read_plain([*lines, "far."], "a.txt")
    assert len(prose) == 1 and prose[0].text.endswith("so far.")


def test_a_currency_sign_in_the_first_row_of_a_table_without_a_head_joins_its_number():
    rows = [row("Remainder of 2025", "$", "1,683"), row("2026", "", "1,639"), row("Total", "$", "3,322")]
    assert read(f"<table>{''.join(rows)}</table>") == [
        ["", ""],
        ["Remainder of 2025", "$1,683"],
        ["2026", "1,639"],
        ["Total", "$3,322"],
    ]
