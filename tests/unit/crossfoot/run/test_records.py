"""What is checked of a document that was read, as records and as rows."""

from crossfoot.documents.document import Document
from crossfoot.run.audit_records import csv_rows, reading_of, reading_record
from crossfoot.run.worker_checks import check_reading
from tests.unit.crossfoot.page.test_document_page import audited, pdf
from tests.unit.crossfoot.tables.test_doubts import altered, both_ways


def test_a_reading_goes_through_json_and_back():
    reading = pdf(altered({}, alternatives={(0, 1): ["12.8"]}), "Prose.", unread=[("page 3", "a picture")])
    assert reading_of(reading_record(reading)) == reading


def test_the_csv_rows_have_a_heading_and_the_place_of_each_table():
    reading = pdf(both_ways({(0, 2): "1401"}, notes=["1) Fiscal year."]))
    rows = csv_rows(reading, *audited(reading)[:2])
    # the row and the column that fail are one finding, of the cell in which they cross
    assert rows["doubts"][1] == [1, 1, 1, 3, "1401", "140", "glued_mark", "yes", "yes", "yes", 1]
    assert rows["tables"][1][0] == 1 and all(
        len(row) == len(found[0]) for found in rows.values() for row in found
    )


def test_a_table_that_no_check_foresees_does_not_stop_the_others(monkeypatch):
    def breaks(work):
        found = work()
        if any(check.table == "1" for check in found):
            raise ValueError
        return found

    other = altered({})
    other.number = "2"
    said = []
    check_reading(Document("paper.md", "markdown", None, [altered({}), other]), said.append, breaks)
    assert "ValueError" in said[0]["why"] and said[1]["checks"] and "statements" in said[2]


def test_a_search_that_takes_too_long_keeps_the_checks():
    calls = []

    def late(work):
        calls.append(1)
        # of tables together, of this table, and then the search
        if len(calls) == 3:
            raise TimeoutError("more than a second")
        return work()

    said = []
    check_reading(pdf(both_ways({(0, 2): "1401"})), said.append, late)
    assert (
        said[0]["checks"]
        and said[0]["doubts"] == []
        and said[0]["unsearched"] == "the search needs more than a second"
    )
