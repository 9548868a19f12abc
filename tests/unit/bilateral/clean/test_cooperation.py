import pandas as pd
import pytest

from bilateral.clean.cooperation import (
    clean_events,
    clean_fields,
    clean_lists,
    clean_partnerships,
    clean_texts,
)
from crossfoot.errors import InputError

TEXTS = pd.DataFrame(
    [("a_2025", "A", "T", "2025", ""), ("b_2018", "B", "U", "2018-10-29", "")],
    columns=["text", "author", "title", "published", "dated_by"],
)
NAMES = {"JPN": "Japan", "IND": "India", "USA": "United States"}
PAIR = {"reporter": "JPN", "partner": "IND"}
REPORT = {
    "event": "pact",
    "text": "a_2025",
    "locator": "section 2",
    "date": "2018-10",
    "dated_by": "",
    "occasion": "",
    "subject": "Pact",
    "stage": "signed",
    "instrument": "memorandum",
    "parties": "JPN; IND",
    "event_text": "Signed",
    "numbers": "",
}
SUBDIVISIONS = pd.DataFrame(
    [("Gujarat", "IN-GJ", "IND"), ("Assam", "IN-AS", "IND"), ("Shizuoka", "JP-22", "JPN")],
    columns=["name", "code", "economy"],
)


def rows(*records):
    return pd.DataFrame(records).assign(line=[str(line) for line in range(2, len(records) + 2)])


def events(*changes, evidence=()):
    reports = rows(*[REPORT | change for change in changes])
    return clean_events(reports, "e.csv", clean_texts(TEXTS), NAMES, list(evidence), "evidence.yaml")


def test_one_event_in_two_texts_has_the_finer_date_and_both_sources():
    found = events(
        {},
        {
            "text": "b_2018",
            "locator": "1",
            "date": "2018-10-29",
            "parties": "JPN:METI (Seko); JPN:METI; IND",
            "event_text": "Two ministries",
        },
    )
    (event,) = found["cooperation_events"].to_dict("records")
    assert (event["date"], event["date_precision"], event["texts"], event["event_text"]) == (
        "2018-10-29",
        "day",
        2,
        "Two ministries",
    )
    assert event["date_from"] == event["date_to"] == pd.Timestamp("2018-10-29")
    assert event["sources"] == "a_2025, section 2 (2018-10); b_2018, 1 (2018-10-29)"
    # a body takes the place of its economy, and a person that of the bare body
    assert event["parties"] == "IND; JPN:METI (Seko)"
    assert list(found["cooperation_parties"]["economy"]) == ["IND", "JPN"]


def test_an_undated_report_takes_the_date_of_the_other_and_open_ends_stay_open():
    (event,) = events({"date": ""}, {"text": "b_2018", "date": "../2018-11"})["cooperation_events"].to_dict(
        "records"
    )
    assert (
        event["date_precision"] == "before"
        and pd.isna(event["date_from"])
        and event["date_to"] == pd.Timestamp("2018-11-30")
    )
    (event,) = events({"date": ""})["cooperation_events"].to_dict("records")
    assert event["date_precision"] == "undated" and pd.isna(event["date"]) and pd.isna(event["date_to"])


def test_a_source_corrects_a_date_that_it_rules_out_and_no_other():
    record = {"claim": "pact-date", "event": "pact", "date": "2018-11-02", "source": "Ministry, 2018"}
    (event,) = events({}, evidence=[record])["cooperation_events"].to_dict("records")
    assert (event["date"], event["date_printed"], event["corrected_by"]) == (
        "2018-11-02",
        "2018-10",
        "Ministry, 2018",
    )
    assert event["date_to"] == pd.Timestamp("2018-11-02") and event["date_precision"] == "day"
    # a finer date within the printed month rules nothing out
    (event,) = events({}, evidence=[record | {"date": "2018-10-29"}])["cooperation_events"].to_dict("records")
    assert event["date"] == event["date_printed"] == "2018-10" and pd.isna(event["corrected_by"])
    # another fact's evidence
    (event,) = events({}, evidence=[{"claim": "other", "check": "1"}])["cooperation_events"].to_dict(
        "records"
    )
    assert event["date"] == "2018-10"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"event": "pakt"},
            "evidence.yaml: evidence on pact-date: event: found 'pakt'; "
            "expected the key of an event that a text reports",
        ),
        (
            {"date": "02/11/2018"},
            "evidence.yaml: evidence on pact-date: date: found '02/11/2018'; "
            "expected the date of the event, ISO 8601",
        ),
    ],
)
def test_evidence_on_no_event_or_without_a_date_is_refused(change, message):
    record = {"claim": "pact-date", "event": "pact", "date": "2018-11-02", "source": "Ministry, 2018"}
    with pytest.raises(InputError) as error:
        events({}, evidence=[record | change])
    assert str(error.value) == message


def test_events_of_one_occasion_share_its_key():
    found = events({"occasion": "visit_2018"}, {"event": "other"})["cooperation_events"]
    assert sorted(found["occasion"]) == ["other", "visit_2018"]


def test_numbers_keep_their_text_and_bounds():
    (number,) = events({"numbers": "fact capital = 204 CNY billion"})["cooperation_numbers"].to_dict(
        "records"
    )
    assert (number["text"], number["locator"], number["value_low"], number["value_high"]) == (
        "a_2025",
        "section 2",
        203.5,
        204.5,
    )


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"text": "c_2020"}, "column text: found 'c_2020'; expected one of a_2025, b_2018"),
        ({"instrument": "treaty"}, "column instrument: found 'treaty'"),
        ({"stage": "done"}, "column stage: found 'done'"),
        ({"date": "October 2018"}, "column date: found 'October 2018'; expected an ISO 8601 date"),
        ({"date": "2018-11/2018-10"}, "column date: found '2018-11/2018-10'"),
        ({"date": "", "dated_by": "a letter"}, "column date: found ''"),
        ({"parties": "Japan; IND"}, "column parties: found 'Japan'; expected ISO 3166-1"),
        (
            {"parties": "JPN; FRA:Senate"},
            "column parties: found 'FRA:Senate'; expected an economy of `names`",
        ),
        (
            {"numbers": "fact a = 5 persons; fact b"},
            "column numbers: found 'fact b'; expected target|result|fact",
        ),
        ({"event": "The Pact"}, "column event: found 'The Pact'"),
        ({"event_text": ""}, "column event_text: found ''"),
    ],
)
def test_a_bad_cell_is_named_by_its_line(change, expected):
    with pytest.raises(InputError) as error:
        events({"event": "other"}, change)
    assert (
        str(error.value).startswith("e.csv: line 3, ")
        and expected in str(error.value)
        and "\n" not in str(error.value)
    )


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"text": "a_2025"}, "column event: found 'pact'; expected one report by each text"),
        ({"instrument": "agreement"}, "found 'agreement'; expected 'memorandum', as on line 2"),
        ({"subject": "Treaty"}, "found 'Treaty'; expected 'Pact', as on line 2"),
        ({"date": "2018-11-01"}, "found '2018-11-01'; expected a date that 2018-10 on line 2 allows"),
        ({"date": "../2018-09"}, "found '../2018-09'"),
    ],
)
def test_two_reports_that_exclude_each_other(change, expected):
    with pytest.raises(InputError) as error:
        events({}, {"text": "b_2018"} | change)
    assert str(error.value).startswith("e.csv: line 3, ") and expected in str(error.value)


def test_a_column_that_is_missing_is_named():
    with pytest.raises(InputError, match="line 1: found no column 'stage'"):
        clean_events(rows(REPORT).drop(columns="stage"), "e.csv", TEXTS, NAMES, [], "evidence.yaml")


def test_a_text_s_date_is_one():
    with pytest.raises(InputError, match="data/texts.csv: line 3, column published: found 'Monday'"):
        clean_texts(TEXTS.assign(published=["2025", "Monday"]))


def partnerships(*pairs):
    return clean_partnerships(
        rows(
            *[
                dict(
                    zip(
                        ("state", "prefecture", "kind", "text", "locator"),
                        (*pair, "a_2025", "p. 1"),
                        strict=True,
                    )
                )
                for pair in pairs
            ]
        ),
        "p.csv",
        TEXTS,
        SUBDIVISIONS,
        PAIR,
    )


def test_partnerships_have_codes():
    (row,) = partnerships(("Gujarat", "Shizuoka", "existing")).to_dict("records")
    assert (row["state_code"], row["prefecture_code"]) == ("IN-GJ", "JP-22")


@pytest.mark.parametrize(
    ("pair", "expected"),
    [
        (
            ("Atlantis", "Shizuoka", "existing"),
            "found 'Atlantis'; expected a name of data/subdivisions.csv in IND",
        ),
        (("Shizuoka", "Shizuoka", "existing"), "found 'Shizuoka'"),
        (("Assam", "Shizuoka", "planned"), "column kind: found 'planned'"),
        (("Gujarat", "Shizuoka", "rhetorical"), "p.csv: line 3: found a second pair Gujarat, Shizuoka"),
    ],
)
def test_bad_pairs(pair, expected):
    with pytest.raises(InputError) as error:
        partnerships(("Gujarat", "Shizuoka", "existing"), pair)
    assert "p.csv: line 3" in str(error.value) and expected in str(error.value)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"field": "magic"}, "column field: found 'magic'; expected a field of data/fields.csv"),
        ({"event": "nothing"}, "column event: found 'nothing'"),
        ({}, "line 3: found a second row pact, 1, steel"),
    ],
)
def test_bad_fields(change, expected):
    row = {
        "event": "pact",
        "item": "1",
        "field": "steel",
        "item_text": "Steel",
        "text": "a_2025",
        "locator": "p. 1",
    }
    fields = pd.DataFrame([("steel", "Steel")], columns=["field", "label"])
    assert list(
        clean_fields(rows(row), "f.csv", TEXTS, fields, events({})["cooperation_events"])["label"]
    ) == ["Steel"]
    with pytest.raises(InputError) as error:
        clean_fields(rows(row, row | change), "f.csv", TEXTS, fields, events({})["cooperation_events"])
    assert expected in str(error.value)


LISTED = [
    {"list": "goals", "item": str(item), "item_text": "x", "text": "a_2025", "locator": "2"}
    for item in (1, 2)
]


def test_lists_keep_their_items_in_order_and_a_study_may_have_none():
    assert clean_lists([rows(*LISTED)], "l.csv", clean_texts(TEXTS))["item"].tolist() == [1, 2]
    assert clean_lists([], "", clean_texts(TEXTS)).empty


def test_an_item_that_a_list_skips_is_named():
    with pytest.raises(
        InputError, match="line 2, column item: found '2'; expected 1, the next item of goals"
    ):
        clean_lists([rows(LISTED[1])], "l.csv", clean_texts(TEXTS))
