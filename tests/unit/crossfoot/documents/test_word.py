"""What Word documents hold beside plain paragraphs and tables."""

import io
import zipfile

from crossfoot.documents.docx import read_docx

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def docx(body: str, footnotes: str = "") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as parts:
        parts.writestr("word/document.xml", f"<w:document {SPACES}><w:body>{body}</w:body></w:document>")
        if footnotes:
            parts.writestr("word/footnotes.xml", f"<w:footnotes {SPACES}>{footnotes}</w:footnotes>")
    return file.getvalue()


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(text: str, inside: str = "") -> str:
    return f"<w:p>{inside}{run(text) if text else ''}</w:p>"


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{text if text.startswith('<') else p(text)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    inner = "".join(cell if cell.startswith("<w:tc>") else tc(cell) for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


HEAD = tr("Partner", "2020", "2021")
INDIA, CHINA = tr("India", "12.3", "15.2"), tr("China", "30.2", "33.0")


def test_merged_cells_keep_their_columns():
    table = tbl(
        tr(tc("Partner", '<w:vMerge w:val="restart"/>'), tc("Exports", '<w:gridSpan w:val="2"/>')),
        tr(tc("", "<w:vMerge/>"), "2020", "2021"),
        INDIA,
        tr(tc("Other", '<w:hMerge w:val="restart"/>'), tc("x", "<w:hMerge/>"), "3.0"),
    )
    (read,), *_ = read_docx(docx(p("Table 1: Trade") + table), "a.docx")
    assert read.header == [["Partner", "Exports", ""], ["", "2020", "2021"]]
    assert read.body == [["India", "12.3", "15.2"], ["Other", "", "3.0"]]


def test_tracked_changes_are_read_as_accepted_and_named():
    text = (
        "<w:p>"
        + run("Exports to India rose from 12.3 to ")
        + f"<w:del><w:r><w:delText>14.0</w:delText></w:r></w:del><w:ins>{run('15.2')}</w:ins>"
        + run(" million in 2021.")
        + "</w:p>"
    )
    gone = tr("Old", "1.0", "2.0", properties="<w:del/>")
    broken = p("The first half of this sentence,", "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>") + p(
        "and its second half."
    )
    (table,), prose, unread = read_docx(docx(text + tbl(HEAD, INDIA, gone, CHINA) + broken), "a.docx")
    assert [row[0] for row in table.body] == ["India", "China"]
    assert [passage.text for passage in prose] == [
        "Exports to India rose from 12.3 to 15.2 million in 2021.",
        "The first half of this sentence, and its second half.",
    ]
    assert [part.place for part in unread] == ["tracked changes"] and "1 insertions" in unread[0].why
    assert read_docx(docx(tbl(HEAD, INDIA, CHINA)), "a.docx")[2] == []


def test_text_boxes_footnotes_and_tables_in_cells_are_read_for_themselves():
    box = (
        "<w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx></mc:Choice>"
        "<mc:Fallback><w:pict><w:txbxContent>{0}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    ).format(p("Table 2: In a box") + tbl(HEAD, CHINA, INDIA))
    inner = tbl(tr("a", "1"), tr("b", "2"))
    outer = tbl(HEAD, INDIA, tr("China", tc(inner + p("30.2")), "33.0"))
    notes = (
        f'<w:footnote w:type="separator">{p("x")}</w:footnote><w:footnote>'
        f"{p('This note says that the figures are those of the ministry.')}</w:footnote>"
    )
    body = p("This paragraph holds a box.", box) + p("Table 1: Outer") + outer
    tables, prose, unread = read_docx(docx(body, notes), "a.docx")
    assert [(table.number, table.caption) for table in tables] == [
        ("2", "In a box"),
        ("1", "Outer"),
        ("", ""),
    ]
    assert tables[1].body == [["India", "12.3", "15.2"], ["China", "30.2", "33.0"]]
    assert [passage.text for passage in prose] == [
        "This paragraph holds a box.",
        "This note says that the figures are those of the ministry.",
    ]
    assert unread == []


def test_symbols_are_those_of_their_font():
    symbols = "".join(
        f'<w:sym w:font="{font}" w:char="{char}"/>'
        for font, char in [
            ("Symbol", "F0B1"),
            ("Symbol", "F02D"),
            ("Symbol", "F035"),
            ("Symbol", "F062"),
            ("Wingdings", "F0FC"),
            ("Arial", "2264"),
            ("Odd", "F0B1"),
            ("Symbol", "no"),
        ]
    )
    _, prose, _ = read_docx(docx(f"<w:p><w:r>{symbols}</w:r>{run(' are the signs.')}</w:p>"), "a.docx")
    assert prose[0].text == "±−5β✓≤�� are the signs."


def test_paragraphs_with_tabs_are_a_table_where_figures_stand_in_columns():
    def line(*cells: str) -> str:
        return f"<w:p>{'<w:r><w:tab/></w:r>'.join(run(cell) if cell else '' for cell in cells)}</w:p>"

    rows = line("", "2020", "2021") + line("India", "12.3", "15.2") + line("China", "30.2", "33.0")
    (table,), *_ = read_docx(docx(p("Table 1: Trade") + rows), "a.docx")
    assert table.header == [["", "2020", "2021"]]
    assert table.body == [["India", "12.3", "15.2"], ["China", "30.2", "33.0"]]
    # a list of names and one of contents are none
    assert (
        read_docx(docx(line("Name", "Mr", "One") + line("a", "b", "c") + line("d", "e", "f")), "a.docx")[0]
        == []
    )
    contents = "".join(line(f"Chapter {n}", str(n)) for n in range(1, 6))
    assert read_docx(docx(contents), "a.docx")[0] == []


def test_captions_are_numbered_by_their_fields():
    def caption(result: str, title: str) -> str:
        field = f'<w:fldSimple w:instr=" SEQ Table \\* ARABIC ">{result}</w:fldSimple>'
        return f'<w:p><w:pPr><w:pStyle w:val="Caption"/></w:pPr>{run("Table ")}{field}{run(title)}</w:p>'

    body = caption(run("1"), " Trade") + tbl(HEAD, INDIA) + caption("", ": Aid") + tbl(HEAD, CHINA)
    tables, *_ = read_docx(docx(body), "a.docx")
    assert [(table.number, table.caption) for table in tables] == [("1", "Trade"), ("2", "Aid")]


def test_charts_and_tables_that_are_pictures_are_named():
    chart = p("", '<w:r><w:drawing><c:chart xmlns:c="{}"/></w:drawing></w:r>').replace(' xmlns:c="{}"', "")
    picture = p("", "<w:r><w:pict><w:imagedata/></w:pict></w:r>")
    body = p("Figure 1: Trade") + chart + p("Table 3: Aid") + picture + p("Figure 2: A map") + picture
    _, _, unread = read_docx(docx(body), "a.docx")
    assert [(part.place, part.why) for part in unread] == [
        ("paragraph 2", "a chart: its values were not read"),
        ("paragraph 3, Table 3", "“Aid”: below its caption there is no text, but a picture"),
    ]
