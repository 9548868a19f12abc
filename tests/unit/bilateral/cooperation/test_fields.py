import pandas as pd
import pytest

from bilateral.cooperation import field_matrix
from crossfoot.errors import InputError

EVENTS = pd.DataFrame(
    [
        ("old", "Old", "2018-10-29"),
        ("mid", "Middle", "2023-07-20"),
        ("one", "One", "2025-07-31"),
        ("two", "Two", "2025-08-30"),
        ("other", "Other", "2026-01-01"),
    ],
    columns=["event", "subject", "date_to"],
).assign(date_to=lambda frame: pd.to_datetime(frame["date_to"]))
FIELDS = pd.DataFrame(
    [
        ("old", "1", "startups"),
        ("old", "2", "networks"),
        ("mid", "i", "startups"),
        ("mid", "ii", "steel"),
        ("mid", "iii", "steel"),
        ("one", "1", "local"),
        ("two", "1", "startups"),
        ("two", "2", "local"),
    ],
    columns=["event", "item", "field"],
).assign(label=lambda frame: frame["field"].str.title())


def test_status_by_time_and_over_all():
    found = field_matrix(FIELDS, EVENTS)
    status = found.pivot(index="field", columns="event", values="status")[["old", "mid", "one", "two"]]
    assert status.loc["startups"].tolist() == ["new", "continued", "not_named", "continued"]
    assert status.loc["steel"].tolist() == ["not_named", "new", "not_named", "not_named"]
    assert status.loc["local"].tolist() == ["not_named", "not_named", "new", "continued"]
    overall = found.drop_duplicates("field").set_index("field")["overall"].to_dict()
    # an event that names no field (other) does not make 2026 the latest year
    assert overall == {"startups": "continued", "networks": "dropped", "steel": "dropped", "local": "new"}
    assert found.set_index(["field", "event"]).loc[("steel", "mid"), "items"] == "ii; iii"
    assert len(found) == 4 * 4


def test_an_agreement_without_a_date_has_no_place_in_time():
    with pytest.raises(InputError, match="no last day of 'mid'"):
        field_matrix(FIELDS, EVENTS.assign(date_to=EVENTS["date_to"].where(EVENTS["event"] != "mid")))
