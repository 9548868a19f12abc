"""What is asked of each source."""

import copy

import pytest
import yaml

from bilateral.sources.refresh.plan import plan_refresh
from crossfoot.errors import InputError
from tests.conftest import ROOT

CHOICES = yaml.safe_load((ROOT / "config.yaml").read_text(encoding="utf-8"))["refresh"]
PROVIDERS = yaml.safe_load((ROOT / "data/providers.yaml").read_text(encoding="utf-8"))
PAIR = {"reporter": "JPN", "partner": "IND"}


def planned(choices=CHOICES, keys=frozenset(), areas=None):
    return plan_refresh(choices, PAIR, PROVIDERS, areas or {"JPN": "392", "IND": "699"}, set(keys))


def test_chapters_by_year_of_both_sides_and_flows_without_a_key():
    files = planned()["comtrade"]
    assert set(files) == {
        f"comtrade_{pair}_{flow}_hs2.csv" for pair in ("jpn_ind", "ind_jpn") for flow in ("export", "import")
    }
    assert [dict(request.parameters)["period"] for request in files["comtrade_ind_jpn_import_hs2.csv"]] == [
        str(year) for year in range(2000, 2025)
    ]
    (first, *_) = files["comtrade_ind_jpn_import_hs2.csv"]
    assert dict(first.parameters) | {"reporterCode": "699", "partnerCode": "392", "flowCode": "M"} == dict(
        first.parameters
    )
    assert first.address == "https://comtradeapi.un.org/public/v1/preview/C/A/HS"


def test_no_two_requests_are_the_same():
    names = [
        request.name
        for files in planned(keys={"comtrade"}).values()
        for requests in files.values()
        for request in requests
    ]
    assert len(set(names)) == len(names) == 3 * 100 + 11 + 1 + 3


def test_a_source_that_needs_a_key_is_left_out_without_it():
    choices = copy.deepcopy(CHOICES) | {"e_stat": {"0003228185": {}}}
    assert "e_stat" not in planned(choices)
    assert list(planned(choices, {"e_stat"})["e_stat"]) == ["e_stat_0003228185.csv"]


def test_series_in_batches_and_a_next_page():
    choices = copy.deepcopy(CHOICES)
    choices["boj_series"]["codes"] = [f"S{number}" for number in range(251)]
    (first, second) = planned(choices)["boj_series"]["boj_series_bp01.csv"]
    assert first.expected["codes"][-1] == "S249" and second.expected["codes"] == ["S250"]
    following = first.following({"startPosition": "7"})
    assert dict(following.parameters)["startPosition"] == "7" and following.name != first.name
    assert following.following({"startPosition": "9"}).label == "BP01, 250 series from S0 (startPosition 9)"


def test_what_cannot_be_asked():
    with pytest.raises(InputError, match="no code of IND"):
        planned(areas={"JPN": "392"})
    with pytest.raises(InputError, match="refresh.years: found 2024 to 2000"):
        planned(CHOICES | {"years": {"first": 2024, "last": 2000}})
