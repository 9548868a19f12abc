import pytest

from bilateral.study.economies import SOURCES_NAMES, check_code, codes_by_word
from crossfoot.errors import InputError


def test_codes_are_unlike_and_no_name_is_two_economies():
    names = [name for listed in SOURCES_NAMES.values() for name in listed]
    assert len(SOURCES_NAMES) > 240 and len(set(names)) == len(names)
    assert all(len(code) == 3 and code.isupper() for code in SOURCES_NAMES)


def test_an_economy_is_read_by_code_by_usual_name_and_by_the_study_s_own():
    words = codes_by_word({"KOR": "한국", "CIV": "Elfenbeinküste"})
    assert {words[word] for word in ("KOR", "Korea", "Korea, Rep.", "한국")} == {"KOR"}
    assert words["Côte d'Ivoire"] == words["Elfenbeinküste"] == "CIV" and "Japan" not in words


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("jpn", "found 'jpn'; expected 'JPN'"),
        ("Japan", "found 'Japan'; expected 'JPN'"),
        ("JPM", r"found 'JPM'; expected a code of ISO 3166-1 alpha-3; near it are .*JPN \(Japan\)"),
        ("GER", r"found 'GER'; expected a code of ISO 3166-1 alpha-3; near it are DEU \(Germany\)"),
        ("??", "found '\\?\\?'; expected a code of ISO 3166-1 alpha-3$"),
    ],
)
def test_a_mistyped_code_names_the_likely_one(code, expected):
    with pytest.raises(InputError, match=expected):
        check_code("config.yaml: pair.reporter", code)


def test_every_code_of_the_shared_tables_is_known():
    import csv

    from tests.conftest import ROOT

    areas = {
        row["economy"]
        for row in csv.DictReader((ROOT / "data/comtrade_areas.csv").open(encoding="utf-8"))
        if row["economy"]
    } - {"WLD"}
    destinations = {
        row["code"]
        for row in csv.DictReader((ROOT / "data/destinations.csv").open(encoding="utf-8"))
        if len(row["code"]) == 3
    }
    assert areas | destinations <= set(SOURCES_NAMES)
