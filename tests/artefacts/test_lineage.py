"""Every address in the page opens what belongs to it: the file, the row, the line with the printed cell, its
repairs."""

import csv
import hashlib
import json
import re
from decimal import Decimal
from functools import cache

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from bilateral.report.bound import Place, read_places

# of tables that keep the line of each row: columns whose cells stand on that line as they were printed
ON_THE_LINE = {
    "audit/table_checks": ["printed"],
    "clean/chapter_shares": ["hs_chapter", "share_pct"],
    "clean/cooperation_fields": ["event", "item", "field", "item_text", "text", "locator"],
    "clean/cooperation_numbers": ["event", "text", "locator", "quantity", "unit", "value"],
    "clean/partnerships": ["state", "prefecture", "kind", "text", "locator"],
    "clean/repairs": ["printed"],
}
# of tables made from others: the column that came through from the line behind a row, where one did
FROM_THE_LINE = {
    "analysis/adoption": "round",
    "analysis/cooperation_field_matrix": "event",
    "analysis/cooperation_targets": "event",
    "analysis/fdi_destinations": "year",
    "analysis/fdi_printed": "year",
    "analysis/trade_totals": "usd_million",
}
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


@pytest.fixture(scope="module")
def folder(built):
    return built.folder


@pytest.fixture(scope="module")
def pages(folder):
    return [
        BeautifulSoup((folder / "results/report" / name).read_bytes(), "html.parser")
        for name in ("index.html", "appendix.html")
    ]


@pytest.fixture(scope="module")
def lineage(pages):
    """What the pages of paper and appendix say of where their numbers come from, together."""
    whole: dict = {"lines": {}}
    for page in pages:
        for name, content in json.loads(page.find(id="lineage").string).items():
            if name == "lines":
                for table, rows in content.items():
                    whole["lines"].setdefault(table, {}).update(rows)
            elif name != "commit":
                whole.setdefault(name, {}).update(content)
    return whole


def test_each_page_says_where_its_own_numbers_come_from(pages):
    for page in pages:
        own = json.loads(page.find(id="lineage").string)
        tables = {figure["data-source"] for figure in page.select("figure.table[data-source]")}
        for link in page.select("a[data-home]"):
            tables |= {place.table for place in read_places(link["data-home"])}
        assert tables == set(own["columns"])
        assert {f"results/{table}.csv" for table in tables} <= set(own["made"])


def every(pages, selector: str) -> list:
    return [found for page in pages for found in page.select(selector)]


@cache
def rows_of(path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def lines_of(path) -> list[str]:
    return path.read_text(encoding="utf-8").split("\n")


def every_line(lineage):
    """Each line that the page shows: table, its row from 1, and the line."""
    for table, rows in lineage["lines"].items():
        for row, lines in rows.items():
            for line in lines:
                yield table, int(row), line


def holds(line: str, cell: str) -> bool:
    """Whether a line has a cell: its text or, where that is a number, the same number."""
    # a text with quotation marks has them doubled in a CSV
    if cell in line or cell.replace('"', '""') in line:
        return True
    if not NUMBER.fullmatch(cell):
        return False
    return Decimal(cell) in {Decimal(found.replace(",", "")) for found in NUMBER.findall(line)}


def test_each_number_and_cell_opens_a_row_of_a_file_that_the_report_stands_on(folder, pages, lineage):
    numbers = [place for link in every(pages, "a[data-home]") for place in read_places(link["data-home"])]
    cells = [
        Place(
            figure["data-source"],
            tuple(int(row["data-row"]) for row in figure.select("tbody tr[data-row]")),
            head["data-column"],
        )
        for figure in every(pages, "figure.table[data-source]")
        for head in figure.select("thead th")
    ]
    assert len(numbers) > 80 and len(cells) > 300
    for place in [*numbers, *cells]:
        path = f"results/{place.table}.csv"
        rows = rows_of(folder / path)
        assert path in lineage["made"] and path in lineage["sha256"], place
        assert all(1 <= row <= len(rows) for row in place.rows), place
        assert list(lineage["columns"][place.table]) and set(lineage["columns"][place.table]) <= set(rows[0])
        assert all(lineage["columns"][place.table].values()), place
    # of a column that a table has for display alone the page says so
    assert all(not place.column or place.column in lineage["columns"][place.table] for place in numbers)


def test_a_cell_of_numbers_shows_what_stands_in_its_row_and_column(folder, pages):
    compared = 0
    for figure in every(pages, "figure.table[data-source]"):
        rows = rows_of(folder / f"results/{figure['data-source']}.csv")
        heads = figure.select("thead th")
        for shown in figure.select("tbody tr[data-row]"):
            for head, cell in zip(heads, shown.find_all(["th", "td"]), strict=True):
                kept = rows[int(shown["data-row"]) - 1].get(head["data-column"])
                text = cell.text.replace(",", "").replace("−", "-")
                if kept is None or "number" not in head.get("class", []) or not re.match(r"-?\d", text):
                    continue
                compared += 1
                step = Decimal(1).scaleb(-len(text.partition(".")[2]))
                where = (figure["data-source"], shown["data-row"], head["data-column"])
                assert abs(Decimal(text) - Decimal(kept)) <= step, (where, text, kept)
    assert compared > 3000


def test_figures_and_files_are_those_of_the_checksums(folder, pages, lineage):
    figures = {
        f"results/{figure['data-source']}.svg" for figure in every(pages, "figure.figure[data-source]")
    }
    assert len(figures) >= 8 and figures <= set(lineage["sha256"])
    recorded = lineage["sha256"] | {path: source["sha256"] for path, source in lineage["sources"].items()}
    for path, digest in recorded.items():
        if not path.startswith("s3://"):
            assert hashlib.sha256((folder / path).read_bytes()).hexdigest() == digest, path


def test_what_a_file_is_made_from_is_there(folder, lineage):
    assert all(path in lineage["sha256"] for path in lineage["made"] if path.endswith((".csv", ".svg")))
    for path, made in lineage["made"].items():
        assert (folder / path).exists() and (folder / made["script"]).is_file(), path
        assert all((folder / other).exists() for other in [*made["inputs"], *made["raw"]]), path


def test_each_line_is_one_of_a_raw_file_or_of_a_text(folder, lineage):
    texts = {row["text"] for row in rows_of(folder / "data/texts.csv")}
    count = 0
    for table, row, line in every_line(lineage):
        count += 1
        if line["file"] in texts:
            # the texts themselves are not all here
            assert table == "audit/claims"
        else:
            assert line["file"].startswith("data/raw/"), (table, row, line)
            assert 1 <= line["line"] <= len(lines_of(folder / line["file"])), (table, row, line)
    assert count > 2000


def test_a_row_s_own_line_holds_its_printed_cells(folder, lineage):
    repaired = {(line["file"], line["line"]) for _, _, line in every_line(lineage) if "repairs" in line}
    assert {table for table in lineage["lines"] if lineage["lines"][table]} >= set(ON_THE_LINE)
    for table, row, line in every_line(lineage):
        kept = rows_of(folder / f"results/{table}.csv")[row - 1]
        if table not in ON_THE_LINE:
            assert "line" not in kept or table == "audit/claims", f"{table} is not tested"
            continue
        # what a table says as a whole stands on no line of its own
        if table == "audit/table_checks" and not kept["row"]:
            continue
        for column in ON_THE_LINE[table]:
            text = lines_of(folder / line["file"])[line["line"] - 1]
            found = not kept[column] or holds(text, kept[column])
            assert found or (line["file"], line["line"]) in repaired, (table, row, column, kept[column], text)


def test_the_lines_behind_a_made_row_hold_what_came_through_from_them(folder, lineage):
    for table, column in FROM_THE_LINE.items():
        assert lineage["lines"][table], table
        rows = rows_of(folder / f"results/{table}.csv")
        for row, lines in lineage["lines"][table].items():
            for line in lines:
                text = lines_of(folder / line["file"])[line["line"] - 1]
                assert holds(text, rows[int(row) - 1][column]), (table, row, line, text)


def test_each_repair_is_of_this_file_line_column_and_year(folder, lineage):
    document = json.loads((folder / "results/extracted/tables.json").read_text(encoding="utf-8"))["document"]
    repairs = [{"file": document} | row for row in rows_of(folder / "results/clean/repairs.csv")]
    repairs += rows_of(folder / "results/clean/series_repairs.csv")
    count = 0
    for table, row, line in every_line(lineage):
        kept = rows_of(folder / f"results/{table}.csv")[row - 1]
        for said in line.get("repairs", []):
            count += 1
            found = [
                repair
                for repair in repairs
                if (repair["file"], int(repair["line"])) == (line["file"], line["line"])
                and said.startswith(f"{repair['column']}: ")
                and said.endswith(f" read as {repair['used']!r} ({repair['reason']})")
            ]
            assert len(found) == 1, (table, row, line, said)
            printed, column = found[0]["printed"], found[0]["column"]
            assert repr(printed) in said if printed else "an empty cell" in said
            text = lines_of(folder / line["file"])[line["line"] - 1]
            # a second repair begins with what the first made of the cell
            assert holds(text, printed) or any(
                other["line"] == found[0]["line"] and printed in other["used"] for other in repairs
            ), (printed, text)
            if re.match(r"\d{4}\b", column) and kept.get("year"):
                assert column[:4] == kept["year"], (table, row, said)
            if "line" in kept and kept.get("column"):
                assert column == kept["column"], (table, row, said)
    assert count > 100


def test_rows_without_a_repair_on_record_show_none(lineage):
    of_series = [line for _, _, line in every_line(lineage) if line["file"].endswith(".csv")]
    assert len(of_series) > 500 and not any("repairs" in line for line in of_series)


def test_a_total_of_trade_stands_on_the_one_line_of_its_source(folder, lineage):
    totals = pd.read_csv(folder / "results/analysis/trade_totals.csv")
    for row, lines in lineage["lines"]["analysis/trade_totals"].items():
        assert len(lines) == 1
        text = lines_of(folder / lines[0]["file"])[lines[0]["line"] - 1]
        assert totals.loc[int(row) - 1, "source"] in text
