"""Where tables, rows and heads begin and end on a PDF page: each case made here, with what it prints."""

import pytest
import typst

from crossfoot import InputError, Settings, read
from crossfoot.documents.document import read_document
from tests.unit.crossfoot.documents.test_pdf_kinds import placed, rule
from tests.unit.crossfoot.documents.test_pdf_kinds import read as read_tables

X = [0, 130, 190, 250]
FIGURES = [["12.5", "13.1", "14.9"], ["22.4", "23.6", "24.2"], ["31.8", "32.7", "33.3"]]
PLACES = ["Arvania", "Belmora", "Cestria"]


def rows_at(top: float, labels=PLACES, figures=FIGURES, step: float = 12) -> list:
    return [
        (top + step * n, list(zip(X, [label, *row], strict=True)))
        for n, (label, row) in enumerate(zip(labels, figures, strict=True))
    ]


def head_at(top: float, labels) -> tuple:
    return top, [(x, label) for x, label in zip(X, labels, strict=True) if label]


BODY = [[label, *row] for label, row in zip(PLACES, FIGURES, strict=True)]
YEARS = ["Place", "2001", "2002", "2003"]


def test_a_head_that_comes_again_below_a_gap_begins_another_table(tmp_path):
    rows = [(0, [(0, "Table 1: Twice")]), head_at(20, YEARS), *rows_at(36), *rows_at(72)]
    rows += [head_at(126, ["Place", "2004", "2005", "2006"]), *rows_at(142), *rows_at(178)]
    first, second = read_tables(placed(rows, rule(32), rule(138)), tmp_path)
    assert first.header == [YEARS] and first.body == BODY * 2
    assert second.header == [["Place", "2004", "2005", "2006"]] and second.body == BODY * 2


def test_a_heading_in_the_middle_of_the_columns_is_a_row(tmp_path):
    rows = [(0, [(0, "Table 1: Parts")]), head_at(20, YEARS), *rows_at(36)]
    rows += [(78, [(150, "Difference between both years")]), *rows_at(92)]
    (table,) = read_tables(placed(rows, rule(16), rule(32), rule(130)), tmp_path)
    assert table.body == [*BODY, ["", "Difference between both years", "", ""], *BODY]


def test_a_label_that_rules_leave_whole_stands_in_its_first_row(tmp_path):
    rows = [(0, [(0, "Table 1: Groups")]), head_at(20, ["Group", "2001", "2002", "2003"])]
    for part, label in enumerate(["Exports of goods", "Imports of goods"]):
        top = 38 + 48 * part
        rows += [(top + 16, [(0, label)])]
        rows += [(top + 16 * n, list(zip(X[1:], row, strict=True))) for n, row in enumerate(FIGURES)]
    whole = [rule(y) for y in (16, 34, 82, 130)]
    beside = [rule(y, 120) for y in (50, 66, 98, 114)]
    sides = [
        f"#place(top + left, dx: {x}pt, dy: 16pt, line(length: 114pt, angle: 90deg))" for x in (0, 120, 350)
    ]
    (table,) = read_tables(placed(rows, *whole, *beside, *sides), tmp_path)
    assert [row[0] for row in table.body] == ["Exports of goods", "", "", "Imports of goods", "", ""]
    assert [row[1:] for row in table.body] == FIGURES * 2


def test_lines_of_a_label_below_its_figures_belong_to_them_where_space_parts_rows(tmp_path):
    rows = [(0, [(0, "Table 1: Institutes")]), head_at(20, YEARS)]
    for n, (name, more) in enumerate(
        (("National Institute", "(NI)"), ("Bureau of Works", "(BW)"), ("Council", "(C)"))
    ):
        rows += [(38 + 28 * n, list(zip(X, [name, *FIGURES[n]], strict=True))), (48 + 28 * n, [(0, more)])]
    (table,) = read_tables(placed(rows, rule(16), rule(33)), tmp_path)
    labels = ["National Institute (NI)", "Bureau of Works (BW)", "Council (C)"]
    assert table.body == [[label, *row] for label, row in zip(labels, FIGURES, strict=True)]


def test_a_label_of_text_between_rows_does_not_end_a_table(tmp_path):
    label = "Treatment of diseases in children of these ages and others, by place"
    rows = [
        (0, [(0, "Table 1: Health")]),
        *[
            (y, [(x + 180 * bool(x), c) for x, c in cells])
            for y, cells in [head_at(20, YEARS), *rows_at(34), *rows_at(82)]
        ],
    ]
    rows += [(70, [(0, label)])]
    source = placed(rows).replace("width: 150mm", "width: 220mm")
    path = tmp_path / "a.typ"
    path.write_text(
        "#set page(width: 220mm, height: 100mm, margin: 12mm)\n#set text(size: 9pt)\n" + source,
        encoding="utf-8",
    )
    (table,) = read_document(typst.compile(str(path)), "a.pdf").tables
    assert table.body == [*BODY, [label, "", "", ""], *BODY]


def test_levels_of_a_head_that_a_gap_parts_stay_two(tmp_path):
    rows = [(0, [(0, "Table 1: Levels")]), head_at(20, ["", "Contour", "Contour", "Strip"])]
    rows += [head_at(30, ["", "farming", "farming", "cropping"])]
    rows += [
        head_at(52, ["Slope", "Length", "Value", "Width"]),
        head_at(62, ["(%)", "(ft)", "(P)", "(ft)"]),
        *rows_at(80),
    ]
    (table,) = read_tables(placed(rows, rule(16), rule(76), rule(118)), tmp_path)
    assert table.header == [
        ["", "Contour farming", "Contour farming", "Strip cropping"],
        ["Slope (%)", "Length (ft)", "Value (P)", "Width (ft)"],
    ]


def test_a_label_stands_over_all_of_the_spans_below_it(tmp_path):
    xs = [0, 100, 160, 220, 280]
    head = [(20, [(188, "Data")]), (34, [(0, "Kind"), (112, "Instruction"), (238, "Alignment")])]
    head += [(48, list(zip(xs[1:], ["One", "Two", "Three", "Four"], strict=True)))]
    rows = [(0, [(0, "Table 1: Data sets")]), *head]
    rows += [
        (64 + 12 * n, list(zip(xs, [p, *f, "9.9"], strict=True)))
        for n, (p, f) in enumerate(zip(PLACES, FIGURES, strict=True))
    ]
    rules = [rule(16), rule(44, 95, 190), rule(44, 215, 310), rule(60), rule(100)]
    (table,) = read_tables(placed(rows, *rules), tmp_path)
    assert table.header == [
        ["Kind", "Data", "", "", ""],
        ["", "Instruction", "", "Alignment", ""],
        ["", "One", "Two", "Three", "Four"],
    ]


def test_the_ticks_of_a_chart_are_no_table(tmp_path):
    rows = [(20 + 14 * n, [(0, f"{54 - n},000"), (200, f"0.{50 - 2 * n}")]) for n in range(6)]
    assert read_tables(placed(rows), tmp_path) == []


def test_a_table_beside_text_is_read_without_it(tmp_path):
    text = [
        "The larger places of the region",
        "boast of more than one market in",
        "each of their towns, and many of",
    ] * 4
    rows = [(13.5 * n, [(0, line)]) for n, line in enumerate(text)]
    rows += [
        (3 + 11 * n, [(170, p), (260, f[0]), (310, f[1])])
        for n, (p, f) in enumerate(zip(PLACES * 4, FIGURES * 4, strict=True))
    ]
    (table,) = read_tables(placed(rows), tmp_path)
    assert table.header + table.body == [[p, f[0], f[1]] for p, f in zip(PLACES, FIGURES, strict=True)] * 4


def test_a_table_goes_on_behind_footnotes_under_its_own_head(tmp_path):
    note = "1 The figures of this page are invented, and no economy stands behind any of them."
    first = placed(
        [(20, [(0, "Table 1: Long")]), head_at(40, YEARS), *rows_at(56), (130, [(0, note)])],
        rule(36),
        rule(52),
    )
    second = placed([head_at(40, YEARS), *rows_at(56)], rule(36), rule(52))
    (table,) = read_tables(f"{first}\n#pagebreak()\n{second}", tmp_path)
    assert table.header == [YEARS] and table.body == BODY * 2


def test_another_setting_changes_what_is_read(tmp_path):
    rows = [(0, [(0, "Table 1: Near")]), head_at(20, YEARS), *rows_at(36)]
    path = tmp_path / "a.typ"
    path.write_text(
        "#set page(width: 150mm, height: 100mm, margin: 12mm)\n#set text(size: 9pt)\n"
        + placed(rows, rule(16), rule(32), rule(74)),
        encoding="utf-8",
    )
    typst.compile(str(path), output=str(tmp_path / "a.pdf"))
    assert read(tmp_path / "a.pdf").tables[0].body == BODY
    # columns that lie 40 points apart are one where they have to lie 6 type sizes apart, 54 points
    found = read(tmp_path / "a.pdf", Settings(word_gap=6, figure_gap=6, narrow_rows=99)).tables
    assert [table.body for table in found] != [BODY]
    # and the next reading is none of its business
    assert read(tmp_path / "a.pdf").tables[0].body == BODY


@pytest.mark.parametrize("value", [-1, "wide", float("nan")])
def test_a_setting_is_a_number(value):
    with pytest.raises(InputError, match="setting word_gap: found .*; expected a number"):
        Settings(word_gap=value)


def test_a_path_without_a_document_is_named(tmp_path):
    with pytest.raises(InputError, match="none.pdf"):
        read(tmp_path / "none.pdf")


TYPED = """Exports rose again in 2003, as the first table of this invented report shows.

Table 1. Exports of goods (US$ million)

------------------------------------------------
Country                 2001      2002      2003
------------------------------------------------
Arvania ...........    1,234     1,345     1,456
Belmora ...........      987     1,012     1,100
Total .............    2,221     2,357     2,556
------------------------------------------------
Source: invented.

Table 2: Shares

Place        Exports          Imports
           2001   2002     2001   2002
Arvania    12.3   13.4     22.1   23.9
Belmora    45.6   46.7     33.3   34.1
"""


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_tables_that_spaces_align_in_typed_text_are_read(name):
    text = f"<p>Before.</p>\n<pre>{TYPED}</pre>" if name.endswith("html") else TYPED
    found = read_document(text.encode(), name)
    first, second = found.tables
    assert (first.number, first.caption, first.source) == (
        "1",
        "Exports of goods (US$ million)",
        "Source: invented.",
    )
    assert first.header == [["Country", "2001", "2002", "2003"]]
    assert first.body == [
        ["Arvania", "1,234", "1,345", "1,456"],
        ["Belmora", "987", "1,012", "1,100"],
        ["Total", "2,221", "2,357", "2,556"],
    ]
    assert second.header == [["Place", "Exports", "", "Imports", ""], ["", "2001", "2002", "2001", "2002"]]
    assert second.body == [
        ["Arvania", "12.3", "13.4", "22.1", "23.9"],
        ["Belmora", "45.6", "46.7", "33.3", "34.1"],
    ]
    shift = 1 if name.endswith("html") else 0
    assert first.body_lines == [line + shift for line in (8, 9, 10)] and not found.unread
    assert any(passage.text.startswith("Exports rose again") for passage in found.prose)


def test_sentences_two_spaces_apart_are_no_table():
    text = "The exports of 2001 rose.  They fell in 2002, by 12.5 per cent.  Then came 2003.\n" * 8
    assert read_document(text.encode(), "a.txt").tables == []


def test_the_labels_of_a_figure_over_its_caption_are_no_table(tmp_path):
    rows = [(20, [(40, "Laptop"), (140, "Longhand")])]
    rows += [(34 + 14 * n, [(0, f"{8 - n}.0"), *([(90, "n.s.")] if n == 2 else [])]) for n in range(7)]
    rows += [(134, [(40, "Study 1"), (140, "Study 2")])]
    figure = [(152, [(0, "Fig. 1. Means of both studies, with notes taken on paper or not.")])]
    assert read_tables(placed(rows + figure), tmp_path) == []


def test_decimals_without_a_nought_are_figures(tmp_path):
    cells = [["—", "", ""], ["–.60***", "—", ""], [".26***", "–.57*", "—"]]
    rows = [(0, [(0, "Table 1: Correlations")]), head_at(20, ["Measure", "1", "2", "3"])]
    rows += rows_at(36, ["First test", "Criterion", "Final test"], cells)
    rows = [(y, [(x, cell.replace("*", "\\*")) for x, cell in line if cell]) for y, line in rows]
    (table,) = read_tables(placed(rows, rule(16), rule(32), rule(74)), tmp_path)
    assert [row[1:] for row in table.body] == cells
