"""The Bank of Japan's workbooks: the layout found by its words, and refused when they are not there."""

import csv

import pytest

from bilateral.sources.boj import COLUMNS, SECTIONS, TOTALS, address, read_boj_workbook
from crossfoot.errors import InputError
from tests.conftest import ROOT


def sheet(section: str, year: int = 2023, top: int = 8) -> dict:
    """A sheet of the layout in small: two destinations, one industry under each total."""
    cells = {
        (2, 1): f"Outward / Inward Direct Investment, {year}C.Y.",
        (top, 3): SECTIONS[section],
        (top + 1, 9): "(100  million yen)",
    }
    names = (
        [("全世界", "World"), ("中南米", "Central and ", "South America")]
        if section == "region"
        else [("インド", "India"), ("EU", "EU")]
    )
    for column, (japanese, *english) in enumerate(names, start=6):
        cells[top + 2, column] = japanese
        for line, text in enumerate(english):
            cells[top + 3 + line, column] = text
    labels = [
        ("製造業 （計）", TOTALS[0], 2),
        ("食料品", "Food", 3),
        ("非製造業 （計）", TOTALS[1], 2),
        ("農･林業", "Farming and forestry", 3),
        ("合計", TOTALS[2], 2),
    ]
    for place, (japanese, english, column) in enumerate(labels):
        row = top + 6 + 2 * place
        cells[row, column], cells[row + 1, column] = japanese, english
        for figures in (6, 7):
            cells[row, figures] = [10.5, "X", 4, ".", -14.25][place]
    cells[top + 18, 3], cells[top + 18, 5] = "(Notes)", "Data items with less than three reports"
    return cells


def workbook(**changes) -> dict:
    return {"1": sheet("region"), "3": sheet("country")} | changes


def test_every_figure_with_file_sheet_and_address():
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in read_boj_workbook(workbook(), "dif23cy.xlsx")]
    assert len(rows) == 2 * 2 * 5
    first = rows[0]
    assert (first["file"], first["sheet"], first["address"], first["year"]) == (
        "dif23cy.xlsx",
        "1",
        "F14",
        "2023",
    )
    assert {row["destination"] for row in rows} == {"World", "Central and South America", "India", "EU"}
    assert [row["printed"] for row in rows if row["destination"] == "India"] == [
        "10.5",
        "X",
        "4",
        ".",
        "-14.25",
    ]
    assert {row["level"] for row in rows if row["industry"] in TOTALS} == {"total"}
    assert next(row["industry_ja"] for row in rows if row["industry"] == "Food") == "食料品"


def test_the_layout_may_stand_elsewhere_on_the_sheet():
    moved = workbook(**{"1": sheet("region", top=11)})
    assert len(read_boj_workbook(moved, "a.xlsx")) == len(read_boj_workbook(workbook(), "a.xlsx"))


def without(cells: dict, *texts: str) -> dict:
    return {place: value for place, value in cells.items() if value not in texts}


@pytest.mark.parametrize(
    ("broken", "found"),
    [
        ({"1": {(1, 1): "Prices"}}, "0 sheets titled '1. Direct Investment Abroad"),
        ({"1": without(sheet("region"), "(100  million yen)")}, "sheet 1: found no unit"),
        ({"1": without(sheet("region"), TOTALS[0])}, "0 rows 'Manufacturing"),
        ({"1": without(sheet("region"), TOTALS[1])}, "labels that do not come in pairs"),
        ({"1": without(sheet("region"), "World")}, "F14: found no English header"),
        ({"1": without(sheet("region"), "Outward / Inward Direct Investment, 2023C.Y.")}, "found years"),
        ({"1": sheet("region") | {(14, 6): "n.a."}}, "sheet 1, F14: found 'n.a.'"),
        ({"1": without(sheet("region"), -14.25) | {(22, 7): 1}}, "sheet 1, F22: found an empty cell"),
    ],
)
def test_another_layout_is_refused_with_what_was_found(broken, found):
    with pytest.raises(InputError) as error:
        read_boj_workbook(workbook(**broken), "a.xlsx")
    assert found in str(error.value) and str(error.value).startswith("a.xlsx")


def test_footnote_marks_are_no_part_of_a_name_and_a_dash_is_no_figure():
    marked = sheet("country") | {(11, 6): "India *", (18, 6): "－"}
    rows = read_boj_workbook(workbook(**{"3": marked}), "a.xlsx")
    country = [row for row in rows if row[4] == "country"]
    assert {row[5] for row in country} == {"India", "EU"} and "－" in {row[-1] for row in country}


def test_addresses():
    assert [address(1, n) for n in (1, 26, 27, 702, 703)] == ["A1", "Z1", "AA1", "ZZ1", "AAA1"]


@pytest.mark.parametrize(
    ("name", "year"), [("dif14cy.xlsx", "2014"), ("dif20cy.xlsx", "2020"), ("dif23cy.xlsx", "2023")]
)
def test_real_workbooks_hold_the_compiled_figures(reference, name, year):
    from extract_investment import sheets_of

    path = reference / "fixtures/boj" / name
    rows = [
        dict(zip(COLUMNS, row, strict=True))
        for row in read_boj_workbook(sheets_of(path.read_bytes(), name), name)
    ]
    with (ROOT / "data/destinations.csv").open(encoding="utf-8", newline="") as file:
        codes = {row["name"]: row["code"] for row in csv.DictReader(file)}
    assert {row["destination"] for row in rows} <= set(codes)
    found = {(codes[row["destination"]], row["industry"]): row["printed"] for row in rows}
    industries = dict(zip(("manufacturing", "non_manufacturing", "total"), TOTALS, strict=True))
    with (ROOT / "data/raw/boj_outward_fdi.csv").open(encoding="utf-8", newline="") as file:
        compiled = [row for row in csv.DictReader(file) if row["year"] == year]
    assert len(compiled) == 42
    for row in compiled:
        value = float(found[codes[row["area"]], industries[row["industry"]]])
        assert abs(value - float(row["flow_100_million_yen"])) <= 0.0500001, row


def test_a_file_that_is_no_workbook():
    from extract_investment import sheets_of

    with pytest.raises(InputError, match="a.xlsx: found no workbook"):
        sheets_of(b"PK but not really", "a.xlsx")
