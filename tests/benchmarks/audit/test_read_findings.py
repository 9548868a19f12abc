"""The hand labels: of a known form, and the page quotes what they count."""

import pandas as pd

from crossfoot.page.document_page import MEASURED
from tests.benchmarks.audit.read_findings import AGAIN, WEIGHED, measured, read_labels

VERDICTS = {"error": {"right", "wrong"}, "question": {"worth", "empty"}, "": {""}}


def test_each_finding_has_a_verdict_of_its_severity():
    labels = read_labels()
    for look in ("first", "now"):
        for raised, verdict in zip(labels[look], labels[f"verdict_{look}"], strict=True):
            assert verdict in VERDICTS[raised]
    assert (labels["reason"].str.len() > 5).all()


def test_what_was_weighed_are_errors_of_the_first_reading():
    labels, findings = read_labels(), pd.read_csv(WEIGHED, dtype=str, keep_default_na=False)
    keys = ["looked", "document", "table", "kind", "row", "column"]
    errors = labels[labels["first"] == "error"].groupby(keys)["verdict_first"].agg(set)
    assert set(findings["weighed"]) <= {"error", "question", ""}
    for one in findings.itertuples():
        assert one.verdict in errors[tuple(getattr(one, key) for key in keys)]


def test_the_page_quotes_the_labels():
    counts = measured(read_labels()).set_index("look").loc[AGAIN]
    assert MEASURED["documents"] == counts["documents"]
    assert (MEASURED["errors"], MEASURED["right"]) == (
        counts["tables"] + counts["prose"],
        counts["tables_right"] + counts["prose_right"],
    )
    assert (MEASURED["questions"], MEASURED["worth"]) == (counts["questions"], counts["worth"])
