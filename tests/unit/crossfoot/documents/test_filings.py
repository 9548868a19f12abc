"""Tables as companies' reports set them, on the web and on paper: rows that only keep a distance, units in
rows of their own, heads that labels part from their figures."""

from crossfoot.documents.document import read_document
from crossfoot.documents.html import read_html
from crossfoot.documents.pdf_lines import Line
from crossfoot.documents.pdf_not_tables import chart_in
from crossfoot.documents.pdf_regions import Region
from crossfoot.documents.pdf_rules import Drawn
from crossfoot.documents.pdf_words import Word
from tests.unit.crossfoot.documents.test_html import row, table
from tests.unit.crossfoot.documents.test_pdf_kinds import placed, read, rule

SPACER = '<tr><td style="width:60%"></td><td style="width:20%"></td><td style="width:20%"></td></tr>'
COSTS = [row("Wages", "1,204", "1,150"), row("Rent", "96", "91")]


def one(html: str):
    (found,), *_ = read_html(html, "a.html")
    return found


def test_a_row_that_only_sets_widths_is_no_head():
    found = one(table(SPACER, row("", "2024", "2023"), *COSTS, SPACER, head=""))
    assert found.header == [["", "2024", "2023"]]
    assert found.body == [["Wages", "1,204", "1,150"], ["Rent", "96", "91"]]


def test_years_under_a_unit_or_a_label_over_them_are_head():
    unit = row('<td colspan="3">(Dollars in millions)</td>')
    years = row("Years ended December 31,", "2024", "2023")
    found = one(table(SPACER, unit, years, *COSTS, head=""))
    assert found.labels[1:] == ["(Dollars in millions) 2024", "(Dollars in millions) 2023"]
    span = row("", '<td colspan="2">Fiscal years</td>')
    found = one(table(SPACER, span, row("(In millions)", "2024", "2023"), *COSTS, head=""))
    assert found.labels[1:] == ["Fiscal years 2024", "Fiscal years 2023"]
    # a row whose years do not follow on each other tells of years
    founded = row("Founded", "1987", "2003")
    assert one(table(span, row("", "North", "South"), founded, *COSTS, head="")).body[0][0] == "Founded"


def test_a_unit_below_the_labels_is_that_of_each_column():
    unit = row("", '<td colspan="2">(in thousands)</td>')
    found = one(table(row("", "2024", "2023"), unit, *COSTS, head=""))
    assert found.labels[1:] == ["2024 (in thousands)", "2023 (in thousands)"]
    assert found.body[0] == ["Wages", "1,204", "1,150"]


def test_styles_within_cells_and_boxes_of_links_are_not_read():
    style = "<style>.a{color:red}</style>"
    found = one(
        table(row("Wages", f"<td>{style}1,204</td>", "1,150"))
        + f'<div role="navigation">{table(row("Other years", "1999", "2000"))}</div>'
    )
    assert found.body == [["Wages", "1,204", "1,150"]]


def test_marks_of_sources_behind_a_figure_are_no_part_of_it():
    mark = '<sup id="n54" class="reference"><a href="#n54"><span>[</span>54<span>]</span></a></sup>'
    found = one(table(row("Wages", f"1,204{mark}", f"1,150{mark}{mark}")))
    assert found.body == [["Wages", "1,204", "1,150"]]
    assert found.alternatives[0, 1] == ["1,204[54]"]


def test_years_under_a_title_over_the_whole_table_are_head():
    title = '<tr><th colspan="4">Costs in thousands</th></tr>'
    found = one(table(title, row("Year", "2021", "2022", "2023"), row("Rent", "96", "91", "90"), head=""))
    assert [r[0] for r in found.body] == ["Rent"]


def test_rows_of_figures_set_as_labels_are_no_head():
    made = [f"<tr><th>{a}</th><th>{b}</th><th>{c}</th></tr>" for a, b, c in [("Wages", "1,204", "1,150")] * 2]
    assert one(table(*made)).header == [["", "2020", "2021"]]


TOP, STEP = 20, 13
ROWS = [("Wages", "1,204", "1,150"), ("Rent", "96", "91"), ("Heating and light", "12", "14")]


def report(between: list[str], unit: str = "") -> str:
    """A table whose head is parted from its rows by labels, on rules under its columns alone."""
    lines = [[(210, "Year ended June 30,")], [(200, "2024"), (280, "2023")]]
    lines += [[(220, unit)]] if unit else []
    lines += [[(0, label)] for label in between]
    lines += [[(0, label), (200, a), (280, b)] for label, a, b in ROWS]
    heights = [TOP + STEP * n for n in range(len(lines))]
    return placed(list(zip(heights, lines, strict=True)), *(rule(heights[n] - 3, 200, 310) for n in (1, 2)))


def test_labels_between_a_head_and_its_rows_are_rows(tmp_path):
    (found,) = read(report(["Costs of the year:", "All in the country"]), tmp_path)
    assert found.header == [["", "Year ended June 30,", ""], ["", "2024", "2023"]]
    assert [r[0] for r in found.body if r[0]][-3:] == [label for label, *_ in ROWS]
    assert found.body[-3:] == [list(r) for r in ROWS]


def test_the_unit_under_a_head_on_paper_is_that_of_each_column(tmp_path):
    (found,) = read(report(["Costs:"], "(in thousands)"), tmp_path)
    assert found.labels[1:] == [
        "Year ended June 30, 2024 (in thousands)",
        "Year ended June 30, 2023 (in thousands)",
    ]


def test_a_sentence_between_two_tables_parts_them(tmp_path):
    text = "The following table shows what the same things cost in each of the two years before the last:"
    second = [("Wages", "999", "888"), ("Rent", "77", "66"), ("Heating", "5", "4")]
    lines = [[(200, "2024"), (280, "2023")], *([(0, a), (200, b), (280, c)] for a, b, c in ROWS), [(0, text)]]
    lines += [[(200, "2022"), (280, "2021")], *([(0, a), (200, b), (280, c)] for a, b, c in second)]
    rules = [rule(TOP + STEP * n - 3, 0, 380) for n in range(len(lines) + 1)]
    tables = read(placed([(TOP + STEP * n, line) for n, line in enumerate(lines)], *rules), tmp_path)
    assert [t.header for t in tables] == [[["", "2024", "2023"]], [["", "2022", "2021"]]]


def test_a_part_of_a_page_without_a_sign_of_a_chart_holds_none():
    lines = [Line([Word("Wages", 0, 30, 93, 102, 100, 9.3)])]
    # sums and differences of places are not exact
    for bottom in (31.1 + n / 7 for n in range(9)):
        region = Region(0, 0, 0, 300, 90, bottom)
        assert chart_in(lines, region, [["Wages", "", ""]], Drawn([], [], [], [])) is None


def test_letters_that_pdfium_hands_out_in_halves_are_whole(tmp_path):
    formula = "$upright(bold(x)) = bold(y) + bold(z)$"
    rows = [
        (0, [(0, "Sign"), (200, "2024"), (280, "2023")]),
        *((13, [(0, formula), (200, "1.5"), (280, "2.5")]),),
    ]
    rows += [(26, [(0, "Rent"), (200, "96"), (280, "91")])]
    (found,) = read(placed(rows, rule(10), rule(36)), tmp_path)
    found.body[0][0].encode()
    assert "\U0001d499" in found.body[0][0] or "\U0001d431" in found.body[0][0]


WHY = "the 300 seconds for reading were used up"


def ended_after(calls: int):
    """Asks for a time limit: nothing at first, after so many calls that it is used up."""
    left = [""] * calls
    return lambda page: left.pop() if left else WHY


def test_what_was_read_when_the_time_ran_out_is_kept_and_the_rest_named(monkeypatch):
    monkeypatch.setattr("crossfoot.documents.plain_text.PIECE", 6)
    grid = "| | 2024 | 2023 |\n|---|---|---|\n| Wages | 1,204 | 1,150 |\n| Rent | 96 | 91 |\n"
    text = f"Table 1: One\n\n{grid}\nTable 2: Two\n\n{grid}\n"
    whole = read_document(text.encode(), "a.md")
    assert [t.number for t in whole.tables] == ["1", "2"] and whole.tables[1].header_lines == [10]
    part = read_document(text.encode(), "a.md", leave_out=lambda page: WHY)
    assert [t.number for t in part.tables] == ["1"]
    assert [(u.place, u.why) for u in part.unread] == [("line 7", f"from here on: {WHY}")]
    html = "".join(f"<p>Table {n}: Costs</p>{table(*COSTS)}" for n in (1, 2)).encode()
    assert [t.number for t in read_document(html, "a.html").tables] == ["1", "2"]
    part = read_document(html, "a.html", leave_out=ended_after(3))
    assert [t.number for t in part.tables] == ["1"] and part.unread[-1].why == f"from here on: {WHY}"
