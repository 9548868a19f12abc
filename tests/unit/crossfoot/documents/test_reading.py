"""Documents of every kind as an audit reads them: tables, prose, and what was not read."""

import io
import json
import random
import zipfile

import pypandoc
import pypdf
import pytest
import typst

from crossfoot.documents.document import read_document
from crossfoot.documents.table import Table
from crossfoot.errors import InputError
from crossfoot.tables.checks import check_tables
from tests.benchmarks import layouts, web_layouts
from tests.benchmarks.layout_parts import Printed
from tests.benchmarks.scoring import exact_figures, folded

LAYOUTS = {layout.name: layout for layout in layouts.development()}
WEB = {layout.name: layout for layout in web_layouts.development()}
# a paragraph that ends with its column cannot be told from two
CUT_BY_COLUMNS = {"two columns of text, booktabs"}


def set_in_type(source: str, folder) -> bytes:
    path = folder / "document.typ"
    path.write_text(source, encoding="utf-8")
    return typst.compile(str(path))


def assert_printed(table: Table, printed: Printed) -> None:
    def plain(rows):
        return [[folded(cell) for cell in row] for row in rows]

    assert (table.number, folded(table.caption)) == (printed.number, folded(printed.caption))
    assert plain(table.header) == plain(printed.header)
    assert plain(table.body) == plain(printed.body)
    assert (list(map(folded, table.notes)), folded(table.source)) == (
        list(map(folded, printed.notes)),
        folded(printed.source),
    )


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_pdf_in_each_layout(name, tmp_path):
    layout = LAYOUTS[name]
    reading = read_document(set_in_type(layout.source, tmp_path), "a.pdf")
    assert reading.kind == "pdf" and len(reading.tables) == len(layout.tables)
    # its bars are a figure
    assert [part.why for part in reading.unread] == (
        ["what Figure 1 (page 1) shows was not read"] if name == "no table" else []
    )
    for table, printed in zip(reading.tables, layout.tables, strict=True):
        assert_printed(table, printed)
    paragraphs = [folded(passage.text) for passage in reading.prose]
    missing = [text for text in layout.prose if folded(text) not in paragraphs]
    assert len(missing) <= (name in CUT_BY_COLUMNS)


@pytest.mark.parametrize("kind", ["html", "md", "docx"])
@pytest.mark.parametrize("name", WEB)
def test_a_web_document_in_each_notation(name, kind, tmp_path):
    layout = WEB[name]
    content = layout.source.encode()
    if kind == "md":
        content = pypandoc.convert_text(layout.source, "gfm", format="html").encode()
    elif kind == "docx":
        pypandoc.convert_text(layout.source, "docx", format="html", outputfile=str(tmp_path / "a.docx"))
        content = (tmp_path / "a.docx").read_bytes()
    reading = read_document(content, f"a.{kind}")
    assert len(reading.tables) == 1
    assert_printed(reading.tables[0], layout.tables[0])
    assert set(map(folded, layout.prose)) <= {folded(passage.text) for passage in reading.prose}


def test_rows_know_their_pages_and_passages_their_lines(tmp_path):
    layout = LAYOUTS["continued, head repeated"]
    seen = []
    reading = read_document(
        set_in_type(layout.source, tmp_path), "a.pdf", progress=lambda page, pages: seen.append((page, pages))
    )
    table = reading.tables[0]
    assert reading.pages == 3 and seen == [(1, 3), (2, 3), (3, 3)]
    assert table.body_lines == sorted(table.body_lines) and set(table.body_lines) == {1, 2, 3}
    assert table.place(0, 1) == "a.pdf: page 1: Table 5, row 1, column 2 (Exports)"
    assert [(p.page, p.line > 1) for p in reading.prose] == [(3, True)]
    assert Table.from_dict(json.loads(json.dumps(table.to_dict()))).to_dict() == table.to_dict()


def test_a_mark_taken_off_a_figure_stays_on_record(tmp_path):
    reading = read_document(set_in_type(LAYOUTS["marks raised"].source, tmp_path), "a.pdf")
    table = reading.tables[0]
    assert len(table.alternatives) == 7
    for (row, column), readings in table.alternatives.items():
        assert readings[0].startswith(table.body[row][column]) and readings[0][-1] in "ab1"
    assert Table.from_dict(table.to_dict()).alternatives == table.alternatives


def test_a_figure_with_a_wide_gap_has_other_readings(tmp_path):
    rows = "".join(f"[Place {n}], [{n}#h(0.42em)345], [{n}7.1]," for n in range(1, 7))
    source = f"*Table 1: Gaps*\n\n#table(columns: 3, stroke: none, [Economy], [First], [Second], {rows})\n"
    table = read_document(set_in_type(layouts.page(source), tmp_path), "a.pdf").tables[0]
    assert [row[1] for row in table.body] == [f"{n} 345" for n in range(1, 7)]
    assert table.alternatives[0, 1] == ["1", "345"]


def test_a_grid_without_a_caption_is_called_by_its_place(tmp_path):
    table = read_document(set_in_type(LAYOUTS["no caption"].source, tmp_path), "a.pdf").tables[0]
    assert (table.number, table.caption, table.place()) == ("", "", "a.pdf: page 1: page 1, first table")
    table = read_document(b"| a | b |\n|---|---|\n| 1 | 2 |\n", "a.md").tables[0]
    assert table.place(0) == "a.md: line 3: table of line 1, row 1"


@pytest.mark.parametrize("side", ["right", "left"])
def test_years_flush_with_one_end_of_their_columns_stand_over_all_of_them(side, tmp_path):
    head = (
        "[], table.cell(colspan: 2)[2021], table.cell(colspan: 2)[2022], [Function], [Amount], [%], "
        "[Amount], [%]"
    )
    body = ", ".join(
        f"[{name}], [{n}1,340], [{n}.5], [{n}2,018], [{n}.7]"
        for n, name in enumerate(["Health", "Defence", "Education", "Culture"], start=1)
    )
    source = (
        "#set page(width: 160mm, height: 120mm)\nTable 1: Spending\n\n"
        f"#table(columns: 5, stroke: none, align: (x, y) => if x == 0 {{left + bottom}} else "
        f"{{{side} + bottom}}, {head}, {body})\n"
    )
    (table,) = read_document(set_in_type(source, tmp_path), "a.pdf").tables
    assert table.header == [["Function", "2021", "", "2022", ""], ["", "Amount", "%", "Amount", "%"]]


def test_letters_drawn_one_by_one_make_words():
    # each letter an object of its own, as a browser sets a line with kerning; a letter of Courier is 6 points
    # wide at 10
    line = "Grants fell from 4,210 million crowns to 3,977 million in all."
    drawn = " ".join(
        f"BT /F1 10 Tf 1 0 0 1 {72 + 6 * place} 700 Tm ({letter}) Tj ET"
        for place, letter in enumerate(line)
        if letter != " "
    )
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font "
            "<< /F1 5 0 R >> >> >>"
        ),
        f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>",
    ]
    content = (
        "%PDF-1.4\n"
        + "".join(f"{number} 0 obj\n{text}\nendobj\n" for number, text in enumerate(objects, start=1))
        + "trailer << /Root 1 0 R >>\n"
    )
    assert [passage.text for passage in read_document(content.encode(), "a.pdf").prose] == [line]


def test_prose_of_a_pdf_is_whole(tmp_path):
    """Hyphens at the ends of lines, a number of a footnote, a running head and the break of a page leave no
    trace."""
    text = (
        "Considerable internationalisation characterises manufacturing establishments, of which 12 "
        "are headquartered abroad{} and contribute"
    )
    more = '#set text(hyphenate: true, lang: "en")\n#v(120mm)'
    printed = " ".join([text.format("#super[3]")] * 6) + " until it ends."
    reading = read_document(
        set_in_type(
            layouts.page(more, printed, height="200mm", width="95mm", more=", header: [Running head]"),
            tmp_path,
        ),
        "a.pdf",
    )
    assert reading.pages == 2
    assert [(p.page, p.text) for p in reading.prose] == [
        (1, " ".join([text.format("")] * 6) + " until it ends.")
    ]


MARKDOWN = """Prose that is hard-wrapped over
two lines and ends here.

Tabelle 3: Ausfuhr

Land | 2001 | 2002
--- | ---: | ---:
A | 1 | 2<sup>1</sup>
B | 3 | 4

Quelle: Amt.

TABLE IV

| a | b |
| 5 | 6 |

表2：輸出

| c | d |
| 7 | 8 |
"""


def test_markdown_without_outer_pipes_or_rules_and_captions_of_other_languages():
    reading = read_document(MARKDOWN.encode(), "a.md")
    assert [(t.number, t.caption) for t in reading.tables] == [("3", "Ausfuhr"), ("IV", ""), ("2", "輸出")]
    assert (
        reading.tables[0].body == [["A", "1", "2"], ["B", "3", "4"]]
        and reading.tables[0].source == "Quelle: Amt."
    )
    assert reading.tables[0].alternatives == {(0, 2): ["2 1"]}
    assert [(p.line, p.text) for p in reading.prose] == [
        (1, "Prose that is hard-wrapped over two lines and ends here.")
    ]


def test_html_without_end_tags_and_with_three_levels():
    text = """<p>Table A1. Trade</p><table><tr><th rowspan=3>E<th colspan=4>T
    <tr><th colspan=2>X<th colspan=2>M<tr><th>V<th>S<th>V<th>S
    <tr><td>Q<td>1<td>2<td>3<td>4<tr><td>R<td>5<td>6<td>7<td>8</table>
    <script>"<table>"</script>"""
    (table,) = read_document(text.encode(), "a.html").tables
    assert table.number == "A1" and table.labels == ["E", "T X V", "T X S", "T M V", "T M S"]
    assert table.body == [["Q", "1", "2", "3", "4"], ["R", "5", "6", "7", "8"]]


def raw_pdf(stream: bytes, pages: int = 1) -> bytes:
    """A PDF by hand, all of whose pages draw `stream`."""
    kids = b" ".join(b"%d 0 R" % (5 + n) for n in range(pages))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, pages),
        b"<</Length %d>>stream\n%b\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *[b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 3 0 R/Resources<</Font<</F1 4 0 R>>>>>>"]
        * pages,
    ]
    written, places = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj%bendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return written + (
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (len(objects) + 1, table, len(objects) + 1, len(written))
    )


SENTENCE = b"BT /F1 12 Tf 72 700 Td (A sentence of text stands on this page, with 12 words.) Tj ET\n"
PICTURE = b"q 600 0 0 800 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q"


def test_what_could_not_be_read_is_named():
    reading = read_document(raw_pdf(PICTURE), "a.pdf")
    assert not reading.tables and [(u.place, u.why) for u in reading.unread] == [
        ("page 1", "it is a picture without a text layer")
    ]
    lines = b"".join(b"%d 10 m %d 700 l S\n" % (n, n) for n in range(40))
    reading = read_document(raw_pdf(SENTENCE + lines), "a.pdf", max_objects=30)
    assert len(reading.prose) == 1 and "more than 30 drawing objects" in reading.unread[0].why
    assert not read_document(raw_pdf(SENTENCE + lines), "a.pdf").unread


def locked(content: bytes) -> bytes:
    writer, out = pypdf.PdfWriter(clone_from=io.BytesIO(content)), io.BytesIO()
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


def zipped(xml: bytes, name: str = "word/document.xml") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, xml)
    return out.getvalue()


NESTED = b"<w:sdt><w:sdtContent>" * 90 + b"<w:p/>" + b"</w:sdtContent></w:sdt>" * 90
WORD = (
    b"<w:document "
    b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>%b</w:body>'
    b"</w:document>"
)


@pytest.mark.parametrize(
    "content, name, found",
    [
        (locked(raw_pdf(SENTENCE)), "a.pdf", "locked with a password"),
        (raw_pdf(SENTENCE)[:150], "a.pdf", "broken PDF"),
        (raw_pdf(SENTENCE), "a.md", "a PDF under the suffix .md"),
        (b"words", "a.pdf", "not a PDF under the suffix .pdf"),
        (b"words", "a.xyz", "a document of type .xyz"),
        (raw_pdf(SENTENCE, 3), "a.pdf", "3 pages"),
        (zipped(b"<x/>", "other.xml"), "a.docx", "without word/document.xml"),
        (b"PK\x03\x04 and no more", "a.docx", "a broken or locked DOCX"),
        (zipped(b"<x>" + b" " * 49_000_000), "a.docx", "bytes once unpacked"),
        (zipped(b'<!DOCTYPE x [<!ENTITY y "z">]><x>&y;</x>'), "a.docx", "document type"),
        (zipped(WORD % NESTED), "a.docx", "levels of nesting"),
    ],
)
def test_what_cannot_be_read_at_all_is_one_line(content, name, found):
    with pytest.raises(InputError) as raised:
        read_document(content, name, max_pages=2)
    assert found in str(raised.value) and "\n" not in str(raised.value)


def test_deep_nesting_and_huge_spans_end_in_a_reading():
    deep = b"<div>" * 20_000 + b"<p>A sentence stands here.</p>"
    assert [p.text for p in read_document(deep, "a.html").prose] == ["A sentence stands here."]
    spans = (
        b"<table><tr><td colspan=999999999>a</td></tr><tr><td rowspan=999999999>1</td><td>2</td></tr></table>"
    )
    assert len(read_document(spans, "a.html").tables[0].body) == 1


@pytest.mark.parametrize("kind", ["pdf", "docx", "html"])
def test_damaged_bytes_end_in_a_reading_or_in_one_line(kind, tmp_path):
    layout = web_layouts.sections(1, "", "damaged")
    content = layout.source.encode()
    if kind == "docx":
        pypandoc.convert_text(layout.source, "docx", format="html", outputfile=str(tmp_path / "a.docx"))
        content = (tmp_path / "a.docx").read_bytes()
    elif kind == "pdf":
        content = set_in_type(LAYOUTS["two levels, ruled"].source, tmp_path)
    for seed in range(25):
        chance, damaged = random.Random(seed), bytearray(content)
        for _ in range(chance.randint(1, 30)):
            damaged[chance.randrange(8, len(damaged))] = (
                chance.choice(b"<>/td tr=1") if kind == "html" else chance.randrange(256)
            )
        try:
            assert read_document(bytes(damaged), f"a.{kind}").kind == kind
        except InputError as error:
            assert "\n" not in str(error)


def test_a_document_without_tables_is_no_error():
    assert read_document(b"# Title\n\nA sentence.\n", "a.md").tables == []
    assert read_document(raw_pdf(SENTENCE), "a.pdf").tables == []


# exact figures of all, as measured
FLOORS = {"crs_RS22331": (63, 63), "eria_rurb2018_ch1": (21, 21), "icdar2013_us-020": (689, 689)}


@pytest.mark.parametrize("name", FLOORS)
def test_published_reports_against_their_hand_read_tables(reference, name):
    content = (reference / f"documents/{name}.pdf").read_bytes()
    truth = json.loads((reference / f"documents/truth/{name}_pdf.json").read_text())["tables"]
    reading = read_document(content, f"{name}.pdf")
    assert [table.number for table in reading.tables] == [expected["number"] for expected in truth]
    exact, figures = 0, 0
    for table, expected in zip(reading.tables, truth, strict=True):
        assert (
            folded(table.caption) == folded(expected["caption"]) and table.header_lines[0] == expected["page"]
        )
        if expected["body"]:
            found = exact_figures(
                expected["header_rows"] + expected["body"],
                table.header + table.body,
                len(expected["header_rows"]),
            )
            exact, figures = exact + found[0], figures + found[1]
    assert exact >= FLOORS[name][0] and figures == FLOORS[name][1]
    assert not (check_tables(reading.tables)["verdict"] == "contradicted").any()


def test_checks_tell_tables_without_a_number_apart():
    totals = "| Place | Value |\n|---|---|\n| A | 1 |\n| B | 2 |\n| C | 3 |\n| Total | {} |\n\n"
    reading = read_document((totals.format(6) + "A sentence.\n\n" + totals.format(60)).encode(), "a.md")
    checks = check_tables(reading.tables)
    assert set(checks["table"]) == {"table of line 1", "table of line 10"}
    assert set(checks["table"][checks["severity"] == "question"]) == {"table of line 10"}
