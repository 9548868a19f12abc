"""Texts may report nothing but plans."""

import pandas as pd

from bilateral.cooperation import counts_by_instrument, happened, who_meets_whom
from bilateral.study.dictionary import columns_of, dictionary_of_project, to_arrow


def planned(stage: str, date_to: object) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "event": ["summit"],
            "occasion": ["summit"],
            "subject": ["summits"],
            "instrument": ["summit"],
            "stage": [stage],
            "date": ["2030"],
            "date_to": pd.to_datetime([date_to]),
        }
    )


def test_events_that_are_all_planned_or_undated_give_tables_without_rows():
    parties = pd.DataFrame({"event": ["summit"] * 2, "economy": ["JPN", "IND"], "body": None, "person": None})
    for events in (planned("planned", "2030-12-31"), planned("held", None)):
        assert happened(events).empty
        counts = counts_by_instrument(events)
        assert list(counts.columns) == columns_of("cooperation_counts") and counts.empty
        assert to_arrow("cooperation_counts", counts, dictionary_of_project()).num_rows == 0
        assert who_meets_whom(events, parties, {"reporter": "JPN", "partner": "IND"}).empty


def test_one_event_that_happened_counts_once():
    counts = counts_by_instrument(planned("held", "2018-10-29"))
    assert counts.to_dict("records") == [
        {
            "instrument": name,
            "year": 2018,
            "events": 1,
            "occasions": 1,
            "subjects": 1,
            "cumulative_events": 1,
            "cumulative_occasions": 1,
            "cumulative_subjects": 1,
        }
        for name in ("all", "summit")
    ]
