"""Kinds of tables on PDF pages, each made here: what they print is what is read."""

import io

import pypdf
import typst

from crossfoot.documents.document import read_document

PAGE = '#set page(width: 150mm, height: 100mm, margin: 12mm)\n#set text(font: "{font}", size: 9pt)\n'


def read(source: str, folder, font: str = "Libertinus Serif", turned: bool = False):
    path = folder / "a.typ"
    path.write_text(PAGE.format(font=font) + source, encoding="utf-8")
    content = typst.compile(str(path))
    if turned:
        # the page lies on its side in the file, and is shown upright
        pdf = pypdf.PdfWriter(clone_from=io.BytesIO(content))
        page = pdf.pages[0]
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        page.add_transformation(pypdf.Transformation().rotate(90).translate(height, 0))
        page.mediabox.upper_right = page.cropbox.upper_right = (height, width)
        page.rotate(90)
        made = io.BytesIO()
        pdf.write(made)
        content = made.getvalue()
    return read_document(content, "a.pdf").tables


def placed(rows: list[tuple[float, list[tuple[float, str]]]], *more: str) -> str:
    """Words at places: for each row its height and its words with where they begin, in points."""
    words = [f"#place(top + left, dx: {x}pt, dy: {y}pt)[{word}]" for y, cells in rows for x, word in cells]
    return "\n".join([*words, *more])


def rule(y: float, start: float = 0, end: float = 350) -> str:
    return f"#place(top + left, dx: {start}pt, dy: {y}pt, line(length: {end - start}pt, stroke: 0.5pt))"


CODES, SHARES = (
    ["AA", "BB", "CC"],
    [["12.3", "24.1", "48.0"], ["29.4", "28.3", "39.1"], ["16.7", "32.6", "28.5"]],
)


def test_figures_a_space_apart_are_columns_of_their_own(tmp_path):
    groups = [60, 160, 260]
    rows = [
        (0, [(0, "Table 1: Shares")]),
        (20, [(x, label) for x, label in zip(groups, ["Output", "Exports", "Imports"], strict=True)]),
        (32, [(0, "Year"), *((x + 19 * n, code) for x in groups for n, code in enumerate(CODES))]),
    ]
    for n, shares in enumerate(SHARES):
        cells = [(x + 19 * k, share) for x in groups for k, share in enumerate(shares)]
        rows.append((48 + 12 * n, [(0, str(1990 + 5 * n)), *cells]))
    (table,) = read(placed(rows, rule(16), rule(43), rule(84)), tmp_path)
    assert table.header == [
        ["Year", "Output", "", "", "Exports", "", "", "Imports", "", ""],
        ["", *CODES * 3],
    ]
    assert table.body == [[str(1990 + 5 * n), *shares * 3] for n, shares in enumerate(SHARES)]


def test_thousands_parted_by_a_space_stay_one_figure(tmp_path):
    rows = [(0, [(0, "Table 1: Sums")]), (20, [(0, "Place"), (100, "Sum")])]
    rows += [
        (36 + 12 * n, [(0, name), (100, f"{n + 2} 345")]) for n, name in enumerate(["One", "Two", "Six"])
    ]
    (table,) = read(placed(rows, rule(16), rule(32), rule(74)), tmp_path)
    assert [row[1] for row in table.body] == ["2 345", "3 345", "4 345"]


def test_typed_rules_and_leaders_show_a_table_and_are_no_part_of_it(tmp_path):
    lines = [
        "Share               1.0    1.1    1.2",
        "-------------------------------------",
        *(
            f"{label:4} ......       {n}00    {n}10    {n}2{n}"
            for n, label in enumerate(["0.9", "0.5", "0.1"], 1)
        ),
    ]
    source = "Table 1: Sample sizes\n\n```\n" + "\n".join(lines) + "\n```\n"
    (table,) = read(source, tmp_path, font="DejaVu Sans Mono")
    assert table.header == [["Share", "1.0", "1.1", "1.2"]]
    assert table.body == [
        ["0.9", "100", "110", "121"],
        ["0.5", "200", "210", "222"],
        ["0.1", "300", "310", "323"],
    ]


def test_rules_side_by_side_in_a_head_do_not_close_it(tmp_path):
    rows = [
        (0, [(0, "Table 1: Deaths")]),
        (20, [(110, "Women"), (250, "Men")]),
        (36, [(0, "Age"), *((x, word) for k in (80, 220) for x, word in ((k, "No."), (k + 60, "Rate")))]),
    ]
    for n in range(4):
        cells = [(80, f"{n + 3}45"), (140, f"1{n}.5"), (220, f"{n + 2}10"), (280, f"2{n}.1")]
        rows.append((54 + 12 * n, [(0, f"{n}5 to {n}9"), *cells]))
    marks = [rule(16), rule(31, 70, 205), rule(31, 210, 350), rule(48), rule(104)]
    (table,) = read(placed(rows, *marks), tmp_path)
    assert table.header == [["Age", "Women", "", "Men", ""], ["", "No.", "Rate", "No.", "Rate"]]
    assert len(table.body) == 4 and table.body[0] == ["05 to 09", "345", "10.5", "210", "20.1"]


def test_a_head_on_a_coloured_band_is_a_head(tmp_path):
    band = "#place(top + left, dy: 14pt, rect(width: 350pt, height: 17pt, fill: navy))"
    rows = [(0, [(0, "Table 1: Growth")]), (19, [(110, "Region"), (210, "World")])]
    rows += [(38 + 17 * n, [(0, str(2012 + n)), (112, f"{n}.9"), (212, f"{n}.5")]) for n in range(5)]
    rules = [rule(31 + 17 * n + 18) for n in range(5)]
    (table,) = read(f"{band}\n" + placed(rows, *rules), tmp_path)
    assert table.header == [["", "Region", "World"]]
    assert table.body[0] == ["2012", "0.9", "0.5"] and len(table.body) == 5


def test_a_row_of_units_is_part_of_the_head(tmp_path):
    rows = ", ".join(f"[{name}], [{n}1.9], [{n}15.3]" for n, name in enumerate(["One", "Two", "Six"], 1))
    source = (
        f"Table 1: Markets\n\n#table(columns: 3, [], [People], [Shops], [], [1995 (mn)], [(000)], {rows})\n"
    )
    (table,) = read(source, tmp_path)
    assert table.labels == ["", "People 1995 (mn)", "Shops (000)"]
    assert [row[0] for row in table.body] == ["One", "Two", "Six"]


def test_figures_on_a_page_that_lies_on_its_side_keep_their_digits(tmp_path):
    rows = ", ".join(f"[{name}], [-{n}07], [{n},838]" for n, name in enumerate(["One", "Two", "Six"], 2))
    source = f"Table 1.1: Flows\n\n#table(columns: 3, stroke: none, [Place], [1996], [1997], {rows})\n"
    (table,) = read(source, tmp_path, turned=True)
    assert table.number == "1.1"
    body = [[cell.replace("−", "-") for cell in row] for row in table.body]
    assert body == [["One", "-207", "2,838"], ["Two", "-307", "3,838"], ["Six", "-407", "4,838"]]


def test_figures_beside_the_middle_of_their_label_are_in_its_row(tmp_path):
    rows = [(0, [(0, "Table 1: Cases")]), (20, [(0, "Kind"), (130, "2020"), (200, "2021")])]
    for n, (first, second) in enumerate(
        [("Matters that", "were received"), ("Persons", "charged"), ("Terms", "ended")]
    ):
        y = 40 + 30 * n
        rows += [(y, [(0, first)]), (y + 5.5, [(130, f"{n}26"), (200, f"{n}65")]), (y + 11, [(0, second)])]
    rows.append((130, [(0, "Total"), (130, "378"), (200, "495")]))
    (table,) = read(placed(rows, rule(16), rule(34), rule(143)), tmp_path)
    assert table.body == [
        ["Matters that were received", "026", "065"],
        ["Persons charged", "126", "165"],
        ["Terms ended", "226", "265"],
        ["Total", "378", "495"],
    ]


def test_a_heading_in_the_middle_parts_no_column(tmp_path):
    rows = [
        (0, [(0, "Table 1: Errors")]),
        (20, [(0, "Source"), *((120 + 60 * n, str(2008 + n)) for n in range(4))]),
    ]
    for part, title in enumerate(
        ["Enrolment, in thousands of persons", "Difference from what was projected, in per cent"]
    ):
        rows.append((38 + 40 * part, [(150 - 10 * part, title)]))
        for n in range(2):
            cells = [(120 + 60 * k, f"{part}{n}.{k}") for k in range(4)]
            rows.append((50 + 40 * part + 12 * n, [(0, f"Edition {n + 1}"), *cells]))
    (table,) = read(placed(rows, rule(16), rule(33), rule(118)), tmp_path)
    assert table.header[0] == ["Source", "2008", "2009", "2010", "2011"]
    assert ["Edition 1", "00.0", "00.1", "00.2", "00.3"] in table.body
    assert ["Edition 2", "11.0", "11.1", "11.2", "11.3"] in table.body


def test_ranks_before_their_labels_are_a_column(tmp_path):
    rows = [(0, [(0, "Table 1: Approvals")]), (20, [(0.5, "\\#"), (8, "Country"), (130, "Number")])]
    for n, name in enumerate(["China", "Japan", "Canada", "Spain"], 1):
        rows.append((36 + 12 * n, [(0, str(n)), (8, name), (132, f"{n}12")]))
    rows.append((36 + 60, [(8, "Total"), (132, "999")]))
    (table,) = read(placed(rows, rule(16), rule(38), rule(110)), tmp_path)
    assert table.header == [["#", "Country", "Number"]]
    assert table.body[0] == ["1", "China", "112"] and table.body[-1] == ["", "Total", "999"]


def test_a_table_goes_on_under_the_same_head_below_a_running_head(tmp_path):
    def part(title: str, names: list[str]) -> str:
        rows = ", ".join(f"[{name}], [{n}12], [{n}34]" for n, name in enumerate(names, 1))
        return f"{title}\n\n#table(columns: 3, stroke: none, [Account], [2025], [2026], {rows})\n"

    first = part("Table 1: Funds", ["One", "Two", "Six"])
    head = "#place(top + left, dy: -20pt)[Funds for research]"
    (table,) = read(f"{first}#pagebreak()\n{head}\n" + part("", ["Ten", "All"]), tmp_path)
    assert [row[0] for row in table.body] == ["One", "Two", "Six", "Ten", "All"]
    between = part("Funds differ between the years, as the next table says.", ["Ten", "All"])
    assert len(read(f"{first}#pagebreak()\n{between}", tmp_path)) == 2
