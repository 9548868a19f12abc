"""What stands in rows and columns on a page and is no table, and heads whose labels stand in boxes."""

import pytest

from crossfoot.documents.unread import figure_name
from tests.unit.crossfoot.documents.test_layout import BODY, YEARS, head_at, rows_at
from tests.unit.crossfoot.documents.test_pdf_kinds import placed, read, rule


def box(x: float, top: float, width: float, height: float) -> str:
    return (
        f"#place(top + left, dx: {x}pt, dy: {top}pt, rect(width: {width}pt, height: {height}pt, fill: navy))"
    )


def wall(x: float, top: float, length: float) -> str:
    return f"#place(top + left, dx: {x}pt, dy: {top}pt, line(length: {length}pt, angle: 90deg))"


def chart(top: float) -> tuple[list, list[str]]:
    """Ticks from 40 to 0, a value over each of four bars, and what stands below them."""
    rows = [(top + 20 * n, [(0, str(40 - 10 * n))]) for n in range(5)]
    heights = [30, 45, 66, 52]
    rows += [(top + 72 - h, [(60 + 60 * n, f"{h / 2:.1f}"), (170, "x")][:1]) for n, h in enumerate(heights)]
    rows.append((top + 92, [(55 + 60 * n, str(2001 + n)) for n in range(4)]))
    return rows, [box(60 + 60 * n, top + 84 - h, 20, h) for n, h in enumerate(heights)]


def test_a_chart_is_no_table_and_one_above_it_is_read(tmp_path):
    rows, bars = chart(100)
    assert read(placed(rows, *bars), tmp_path) == []
    table = [head_at(0, YEARS), *rows_at(16), *rows_at(52)]
    (found,) = read(placed([*table, *rows], rule(12), *bars), tmp_path)
    assert found.header == [YEARS] and found.body == BODY * 2


@pytest.mark.parametrize(
    "entries",
    [
        [("Contents", ""), ("Foreword", "1"), ("Trade", "14"), ("Investment", "27")],
        [("1.1 Trade", "3"), ("1.2 Investment", "8"), ("2.1 Cooperation", "15"), ("2.2 Policy", "21")],
    ],
)
def test_a_list_of_contents_is_no_table(tmp_path, entries):
    rows = [
        (14 * n, [(0, label), *([(300, page)] if page else [])]) for n, (label, page) in enumerate(entries)
    ]
    assert read(placed(rows), tmp_path) == []


def test_an_equation_is_no_table(tmp_path):
    rows = [
        (0, [(0, "y"), (60, "="), (120, "a x"), (180, "+"), (240, "1")]),
        (14, [(0, "z"), (60, "="), (120, "b x"), (180, "+"), (240, "2")]),
        (28, [(0, "w"), (60, "="), (120, "c x"), (180, "+"), (240, "3")]),
    ]
    assert read(placed(rows), tmp_path) == []


def test_labels_in_boxes_of_a_head_stand_in_the_columns_of_their_box(tmp_path):
    x = [(0, 120), (120, 180), (180, 240), (240, 300), (300, 360)]
    head = [
        (4, [(180, "Men"), (290, "Women")]),
        (12, [(10, "Age and")]),
        (20, [(130, "All"), (190, "Em-"), (250, "All"), (310, "In")]),
        (30, [(10, "place"), (190, "ployed"), (310, "work")]),
    ]
    body = [
        (
            46 + 12 * n,
            [(5, f"Group {n}"), *((a + 15, f"{10 + 3 * n + k}.{k}") for k, (a, _) in enumerate(x[1:]))],
        )
        for n in range(4)
    ]
    rules = [rule(0, 0, 360), rule(15, 120, 360), rule(42, 0, 360), rule(96, 0, 360)]
    walls = [wall(120, 0, 96), wall(180, 15, 81), wall(240, 0, 96), wall(300, 15, 81)]
    (table,) = read(placed(head + body, *rules, *walls), tmp_path)
    assert table.header == [
        ["Age and place", "Men", "", "Women", ""],
        ["", "All", "Em- ployed", "All", "In work"],
    ]


def test_a_head_without_a_label_over_the_rows_stands_above_a_heading_of_rows(tmp_path):
    rows = [(0, [(0, "Table 1: Persons")]), head_at(16, ["", "1982", "1983", "1984"])]
    rows += [(30, [(0, "Number of persons")]), *rows_at(43)]
    (table,) = read(placed(rows), tmp_path)
    assert table.header == [["", "1982", "1983", "1984"]]
    assert table.body == [["Number of persons", "", "", ""], *BODY]


@pytest.mark.parametrize(
    "text, name",
    [("Chart IV.5: Trade", "Chart IV.5"), ("Figure I.2a: Growth", "Figure I.2a"), ("Chart it", "")],
)
def test_figures_numbered_in_roman_are_named(text, name):
    assert figure_name(text) == name
