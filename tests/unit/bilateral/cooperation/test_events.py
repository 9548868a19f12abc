import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from bilateral.cooperation import counts_by_instrument, who_meets_whom

PAIR = {"reporter": "JPN", "partner": "IND"}


def events(*rows):
    """event, subject, stage, instrument, last day"""
    frame = pd.DataFrame(rows, columns=["event", "subject", "stage", "instrument", "date"])
    frame["date_to"] = pd.to_datetime(frame["date"])
    frame["occasion"] = frame["event"]
    return frame.sort_values(["date_to", "event"], ignore_index=True)


def test_a_subject_counts_once_and_what_is_planned_or_undated_never():
    found = counts_by_instrument(
        events(
            ("a1", "A", "signed", "agreement", "2010-05-01"),
            ("a2", "A", "in_force", "agreement", "2012-01-01"),
            ("b", "B", "held", "summit", "2012-06-01"),
            ("c", "C", "planned", "summit", "2013-01-01"),
            ("d", "D", "launched", "fund", None),
        )
    ).set_index(["instrument", "year"])
    # events, occasions and subjects, and the same added up
    assert found.loc[("agreement", 2012)].tolist() == [1, 1, 0, 2, 2, 1]
    assert found.loc[("agreement", 2011)].tolist() == [0, 0, 0, 1, 1, 1]
    assert found.loc[("all", 2012)].tolist() == [2, 2, 1, 3, 3, 2]
    assert found.loc[("summit", 2010), "cumulative_events"] == 0
    assert set(found.index.get_level_values("instrument")) == {"all", "agreement", "summit"}


# a table takes long to make
@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(
            st.sampled_from("ABC"),
            st.sampled_from(["act", "fund"]),
            st.dates(pd.Timestamp("2000-01-01").date(), pd.Timestamp("2020-01-01").date()),
        ),
        min_size=1,
    )
)
def test_counts_never_fall_and_the_instruments_add_up_to_all(drawn):
    rows = [
        (f"e{n}", subject, "signed", instrument, str(day))
        for n, (subject, instrument, day) in enumerate(drawn)
    ]
    found = counts_by_instrument(events(*rows))
    for _, own in found.groupby("instrument"):
        assert (
            own["cumulative_events"].is_monotonic_increasing
            and own["cumulative_subjects"].is_monotonic_increasing
        )
        assert (own["cumulative_subjects"] <= own["cumulative_events"]).all()
    last = found[found["year"] == found["year"].max()].set_index("instrument")["cumulative_events"]
    assert last["all"] == len(drawn) == last.drop("all").sum()


def test_who_meets_whom_by_economy_body_and_person():
    table = events(
        ("s1", "Summit", "held", "summit", "2014-09-01"),
        ("m", "Memo", "signed", "memorandum", "2018-10-29"),
        ("q", "Quad", "held", "summit", "2021-03-12"),
        ("later", "Summit", "planned", "summit", "2026-01-01"),
    )
    leaders = [("JPN", "Prime Minister", "Abe"), ("IND", "Prime Minister", "Modi")]
    parties = pd.DataFrame(
        [("s1", *party) for party in leaders]
        + [("later", *party) for party in leaders]
        + [("m", "JPN", "METI", None), ("m", "IND", "Prime Minister", "Modi"), ("m", "IND", "MeitY", None)]
        + [("q", code, None, None) for code in ("JPN", "IND", "USA", "AUS")],
        columns=["event", "economy", "body", "person"],
    )
    found = who_meets_whom(table, parties, PAIR).set_index(["level", "party_a", "party_b"])
    assert found.loc[("economies", "IND", "JPN"), ["events", "meetings", "first", "last"]].tolist() == [
        3,
        2,
        "2014-09-01",
        "2021-03-12",
    ]
    assert found.loc[("economies", "IND", "USA"), "meetings"] == 1
    # the study's pair is in every row: Australia and the United States are not
    assert ("economies", "AUS", "USA") not in found.index
    assert found.loc[("bodies", "Prime Minister", "Prime Minister"), ["events", "meetings"]].tolist() == [
        1,
        1,
    ]
    assert found.loc[("bodies", "MeitY", "METI"), ["events", "meetings"]].tolist() == [1, 0]
    # two bodies of one economy do not meet
    assert ("bodies", "MeitY", "Prime Minister") not in found.index
    assert [index for index in found.index if index[0] == "persons"] == [("persons", "Modi", "Abe")]


def test_what_one_visit_brings_is_one_occasion():
    table = events(
        ("summit", "Summit", "held", "summit", "2014-09-01"),
        ("upgrade", "Partnership", "upgraded", "partnership", "2014-09-01"),
        ("memo", "Memo", "signed", "memorandum", "2018-10-29"),
    ).assign(occasion=["summit", "summit", "memo"])
    counts = counts_by_instrument(table).set_index(["instrument", "year"])
    assert counts.loc[("all", 2018), ["cumulative_events", "cumulative_occasions"]].tolist() == [3, 2]
    parties = pd.DataFrame(
        [(event, code, None, None) for event in table["event"] for code in ("JPN", "IND")],
        columns=["event", "economy", "body", "person"],
    )
    (met,) = who_meets_whom(table, parties, PAIR).to_dict("records")
    assert (met["events"], met["occasions"], met["meetings"]) == (3, 2, 1)


def test_no_rows_where_all_is_planned():
    planned = events(("a", "A", "planned", "summit", "2030-01-01"))
    assert counts_by_instrument(planned).empty
