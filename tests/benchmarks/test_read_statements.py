"""How many numbers of real reports are decided, and rightly: `make bench` prints it."""

from collections import Counter

import pytest

from tests.benchmarks.read_statements import measure, read_labels, read_report

pytestmark = pytest.mark.benchmark


def test_numbers_of_real_reports(reference, capsys):
    reports = reference / "documents/reports"
    labels = read_labels(reports)
    if not labels:
        pytest.skip(f"no reports in {reports}")
    total: Counter = Counter()
    for name, of_report in labels.items():
        for label, verdict in measure(read_report(reports / name), of_report):
            is_decided = verdict in ("holds", "wrong")
            total.update(labelled=1, decided=is_decided, right=verdict == label["verdict"])
            total.update(not_read=verdict == "not read", accused=verdict == "wrong")
            assert verdict != "wrong" or label["verdict"] == "wrong", label
    with capsys.disabled():
        print(f"\nNumbers of real reports: {dict(total)}")
    assert total["right"] >= 0.97 * total["decided"]
    assert total["decided"] >= 0.6 * total["labelled"]
