"""The hand labels: of a known form, and the page quotes what they count."""

from crossfoot.page.document_page import MEASURED
from tests.benchmarks.audit.read_findings import ALL, measured, read_labels

VERDICTS = {"error": {"right", "wrong"}, "question": {"worth", "empty"}, "": {""}}


def test_each_finding_has_a_verdict_of_its_severity():
    labels = read_labels()
    for look in ("first", "now"):
        for raised, verdict in zip(labels[look], labels[f"verdict_{look}"], strict=True):
            assert verdict in VERDICTS[raised]
    assert (labels["reason"].str.len() > 5).all()


def test_the_page_quotes_the_labels():
    counts = measured(read_labels()).set_index("look").loc[ALL]
    assert MEASURED["documents"] == counts["documents"]
    assert (MEASURED["errors"], MEASURED["right"]) == (
        counts["tables"] + counts["prose"],
        counts["tables_right"] + counts["prose_right"],
    )
    assert (MEASURED["questions"], MEASURED["worth"]) == (counts["questions"], counts["worth"])
