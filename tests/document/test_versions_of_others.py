"""Pairs of versions made of documents by others: each is altered in one way, and what changed is known."""

from pathlib import Path

import pypandoc
import pytest

import crossfoot
from crossfoot.run.versions import Versions, compare

DEBT, CAMBODIA, IMF, HIGHWAYS = (
    "crs_RS22331.md",
    "tsv_eria_v3_cambodia.txt",
    "imf_wp26154_excerpt.md",
    "reports/crs_R47573.4.pdf",
)


def as_markdown(path: Path) -> str:
    """A document as it is read, with its tables behind the prose of their page."""
    document, parts = crossfoot.read(path), []
    for page in range(1, (document.pages or 1) + 1):
        parts += [passage.text for passage in document.prose if passage.page == page]
        for table in document.tables:
            if table.first_line == page and table.number:
                rows = [table.labels, ["---"] * len(table.labels), *table.body]
                parts.append(f"Table {table.number}. {table.caption} {table.unit}")
                parts.append("\n".join("| " + " | ".join(row) + " |" for row in rows))
    return "\n\n".join(parts)


@pytest.fixture(scope="session")
def originals(reference) -> dict[str, str]:
    folder = reference / "documents"
    found = {
        name: (folder / name).read_text(encoding="utf-8-sig").replace("\r\n", "\n")
        for name in (DEBT, CAMBODIA, IMF)
    }
    return found | {HIGHWAYS: as_markdown(folder / HIGHWAYS)}


def versions(folder: Path, old: str, new: str, suffix: str = ".md") -> Versions:
    for name, text in (("old", old), ("new", new)):
        (folder / f"{name}{suffix}").write_text(text, encoding="utf-8")
    found = compare(*(crossfoot.audit(folder / f"{name}{suffix}") for name in ("old", "new")))
    assert found
    return found


def edited(text: str, *edits: tuple[str, str]) -> str:
    for before, after in edits:
        assert before in text, before
        text = text.replace(before, after, 1)
    return text


def told(found: Versions) -> list[tuple[str, ...]]:
    """kind, where, old and new of each change."""
    return [
        tuple(part for part in (one.kind, one.where, one.old, one.new, one.why) if part)
        for one in found.changes
    ]


def moved(text: str, first: str, second: str, end: str) -> str:
    """What stands from `first` to `second` behind what stands from there to `end`."""
    at, then, last = (text.index(mark) for mark in (first, second, end))
    return text[:at] + text[then:last] + text[at:then] + text[last:]


def column_before(table: str, place: int, label: str) -> str:
    """An HTML table with a column more, before the last `place`: its label, then 0.502, 0.503 and so on."""
    rows, found = table.split("<tr>"), []
    for number, row in enumerate(rows):
        cells = row.split("<td>")
        if len(cells) > place:
            cells.insert(len(cells) - place, f"{label if number == 1 else f'0.{500 + number}'}</td>")
        found.append("<td>".join(cells))
    return "<tr>".join(found)


def test_a_row_is_added_on_both_sides_of_a_table(originals, tmp_path):
    before = "| Taiwan | $310.6 | 3.35% |"
    added = "| India | $322.0 | 3.47% |  | Singapore | $245.0 | 3.17% \n"
    text = originals[DEBT]
    assert told(versions(tmp_path, text, edited(text, (before, added + before)))) == [
        ("added", "Table 2, row India"),
        ("added", "Table 2, row Singapore (December 2021 Amount Held ($ billions))"),
    ]


def test_two_ranks_are_exchanged(originals, tmp_path):
    """Beside each other stand two rankings: rows of the first move, those of the second do not."""
    rows = ("| Belgium | $477.3 | 5.15% |", "| Canada | $468.2 | 5.05% |")
    text = originals[DEBT]
    changed = edited(text, (rows[0], "@"), (rows[1], rows[0]), ("@", "| Canada | $479.9 | 5.18% |"))
    assert told(versions(tmp_path, text, changed))[-2:] == [
        ("cell", "Table 2, Canada, December 2025 Amount Held ($ billions)", "$468.2", "$479.9"),
        (
            "cell",
            "Table 2, Canada, December 2025 Percentage of All Foreign Holdings in Federal Debt",
            "5.05%",
            "5.18%",
        ),
    ]


def test_a_column_is_added_before_others_that_are_numbered(originals, tmp_path):
    text = originals[IMF]
    start, end = text.index("Table 3. Origin"), text.index("Table 4. Dest")
    table = column_before(text[start:end], 5, "(1) FDI, OLS")
    for number in (5, 4, 3, 2):
        table = table.replace(f"<td>({number}) ", f"<td>({number + 1}) ")
    table = edited(table, ("(1) FDI from", "(2) FDI from"), ("1.208***", "1.218**"), ("(0.397)", "(0.601)"))
    found = versions(tmp_path, text, text[:start] + table + text[end:])
    label = "(3) Assets: Portfolio from origin to destination"
    assert [one for one in told(found) if one[0] != "new"] == [
        ("added", "Table 3, column (1) FDI, OLS"),
        ("cell", f"Table 3, Ln Real GDP, {label}", "1.208***", "1.218**"),
        ("cell", f"Table 3, Ln Real GDP, line 2 of it, {label}", "(0.397)", "(0.601)"),
    ]


def test_a_year_is_appended_as_a_column(originals, tmp_path):
    text = originals[IMF]
    start = text.index("<table><tr><td></td><td>2001</td>")
    end = text.index("</table>", start)
    rows = text[start:end].replace('colspan="5"', 'colspan="6"').split("</tr>")
    new = ["2024", "34", "34", None, "17", "22", None, "21", "15", "18", None]
    rows = [row + (f"<td>{one}</td>" if one else "") for row, one in zip(rows, new, strict=True)]
    found = versions(tmp_path, text, text[:start] + "</tr>".join(rows) + text[end:])
    assert told(found) == [("added", "Table 1, column 2024")]


def test_a_table_is_moved(originals, tmp_path):
    text = originals[IMF]
    changed = moved(text, "Table 3. Origin", "Table 4. Dest", "## Conclusions")
    assert told(versions(tmp_path, text, changed)) == []


@pytest.mark.parametrize("cited", [True, False])
def test_tables_are_renumbered(originals, tmp_path, cited):
    text = changed = originals[HIGHWAYS]
    for number in (4, 3, 2, 1):
        end = "" if cited else ". "
        changed = changed.replace(f"Table {number}{end}", f"Table {number + 1}{end}")
    table = "Table 1. Miles Traveled\n\n| Year | Miles |\n|---|---|\n| 2020 | 2,904 |\n| 2021 | 3,132 |\n\n"
    changed = edited(changed, ("Table 2. ", f"{table}Table 2. "))
    found = versions(tmp_path, text, changed)
    assert [one.where for one in found.of("added")] == ["Table 1 (Miles Traveled)"]
    assert [(one.old, one.new) for one in found.of("renamed")] == [
        (f"Table {number}", f"Table {number + 1}") for number in (1, 2, 3, 4)
    ]
    # footnotes that cite tables of other works are not out of date
    assert [one.why for one in found.of("stale")] == [
        f"cites Table {number}, which is Table {number + 1} now" for number in (1, 1, 2, 3, 3, 4) if not cited
    ]
    assert {one.kind for one in found.changes} <= {"added", "renamed", "stale"}


def test_a_caption_is_reworded(originals, tmp_path):
    text = originals[CAMBODIA]
    before = "FDI Data in Cambodia, 1993–2015"
    after = "Inward Foreign Direct Investment of Cambodia, 1993–2015"
    found = versions(tmp_path, text, edited(text, (before, after)), ".txt")
    assert told(found) == [("renamed", "Table 3, its caption", before, after)]


def test_numbers_are_revised_and_the_prose_is_not(originals, tmp_path):
    text = originals[CAMBODIA]
    edits = [("2014\t10.86\t13.50\t24.36\t–2.64", "2014\t10.91\t13.50\t24.41\t–2.59")]
    edits += [("2015\t11.96\t14.40\t26.36\t–2.44", "2015\t12.27\t14.40\t26.67\t–2.13")]
    found = versions(tmp_path, text, edited(text, *edits), ".txt")
    assert [(one.quote, one.why) for one in found.of("broken")] == [
        ("US$26.36 billion", "states US$26.36 billion; Table 1, row 11, Total Trade gives 26.67"),
        ("US$11.96 billion", "states US$11.96 billion; Table 1, row 11, Export gives 12.27"),
    ]
    assert [(one.where, one.old, one.new) for one in found.changes[2:]] == [
        ("Table 1, 2014, Export", "10.86", "10.91"),
        ("Table 1, 2014, Total Trade", "24.36", "24.41"),
        ("Table 1, 2014, Balance", "–2.64", "–2.59"),
        ("Table 1, 2015, Export", "11.96", "12.27"),
        ("Table 1, 2015, Total Trade", "26.36", "26.67"),
        ("Table 1, 2015, Balance", "–2.44", "–2.13"),
    ]


def test_the_years_roll_on(originals, tmp_path):
    text = originals[HIGHWAYS]
    last = "| 2032 | 50.47 | 83.41 | -32.94 |\n"
    edits = [
        ("| 2027 | 48.71 | 81.51 | -32.80 |\n", ""),
        (last, f"{last}| 2033 | 52.71 | 84.20 | -31.49 |\n"),
    ]
    assert told(versions(tmp_path, text, edited(text, *edits))) == [
        ("gone", "Table 3, row 2027"),
        ("added", "Table 3, row 2033"),
    ]


def test_a_sentence_is_left_behind(originals, tmp_path):
    text = originals[DEBT]
    edits = [("| Japan | $1,185.5 | 12.79%", "| Japan | $1,285.5 | 13.72%")]
    edits += [("$5,557.0", "$5,657.0"), ("$9,271.0", "$9,371.0")]
    found = versions(tmp_path, text, edited(text, *edits))
    cells = "Table 2, Japan, December 2025"
    # the summary and the text say both
    assert sorted(one.why for one in found.of("stale")) == [
        *2 * [f"states $1.2 trillion; {cells} Amount Held ($ billions) was $1,185.5 and is $1,285.5 now"],
        *2
        * [
            f"states approximately 12.8%; {cells} Percentage of All Foreign Holdings in Federal Debt was "
            "12.79% and is 13.72% now"
        ],
    ]
    assert len(found.of("cell")) == 4 and found.of("gone") == found.of("added") == []


def test_word_and_pdf_of_the_same_text_have_no_changes(originals, reference, tmp_path):
    text = originals[HIGHWAYS]
    (tmp_path / "paper.md").write_text(text, encoding="utf-8")
    pypandoc.convert_text(text, "docx", format="markdown", outputfile=str(tmp_path / "paper.docx"))
    markdown = crossfoot.audit(tmp_path / "paper.md")
    for other in (tmp_path / "paper.docx", reference / "documents" / HIGHWAYS):
        assert told(compare(markdown, crossfoot.audit(other))) == []
