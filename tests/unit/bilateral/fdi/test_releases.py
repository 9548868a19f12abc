"""Rounding, revision and magnitude told apart, each by hand."""

import pandas as pd

from bilateral.fdi.releases import compare_releases, diagnose


def test_an_amount_that_rounds_to_the_print():
    assert diagnose("jpy_billion", 845.45, 845.55, 845.51, "a", "b") == ("holds", "to rounding")


def test_a_revised_amount():
    verdict, why = diagnose("jpy_billion", 706.75, 706.85, 845.5, "2024", "2026")
    assert verdict == "revision" and why == "-16.4%, put down to revision, 2024 to 2026"


def test_hundreds_of_millions_taken_for_billions():
    # 7,068 hundred million yen are 706.8 billion, 16.4% below the later 845.5
    verdict, why = diagnose("jpy_billion", 7067.5, 7068.5, 845.5, "2024", "2026")
    assert (
        verdict == "magnitude"
        and "10 times too large: ¥100 million" in why
        and "-16.4% is put down to revision" in why
    )


def test_magnitude_without_revision():
    verdict, why = diagnose("jpy_billion", 8454.5, 8455.5, 845.5, "2024", "2026")
    assert verdict == "magnitude" and "remaining" not in why


def test_one_release_leaves_no_revision_to_explain_it():
    assert diagnose("jpy_billion", 699.5, 700.5, 845.5, "2026", "2026")[0] == "contradicted"


def test_a_percentage_has_no_magnitude():
    assert diagnose("growth_pct", 22.95, 23.05, 2.3, "2024", "2026") == (
        "revision",
        "+20.7 points, put down to revision, 2024 to 2026",
    )


def test_a_sign_is_no_magnitude():
    assert diagnose("jpy_billion", 99.5, 100.5, -10.0, "2024", "2026")[0] == "revision"


def test_both_releases_are_named_and_a_missing_year_is_not_checkable():
    by_year = pd.DataFrame(
        {
            "year": [2023],
            "destination": ["IND"],
            "jpy_billion": [845.5],
            "usd_million": [6018.0],
            "release": ["2026"],
        }
    )
    printed = pd.DataFrame(
        {
            "year": [2023, 2001],
            "destination": "IND",
            "measure": "jpy_billion",
            "printed": 7068.0,
            "printed_low": 7067.5,
            "printed_high": 7068.5,
            "approximate": False,
            "release": "2024",
            "locator": "s",
        }
    )
    found = compare_releases(printed, by_year)
    assert list(found["verdict"]) == ["magnitude", "not_checkable"]
    assert (found["printed_release"] == "2024").all() and found.loc[0, "release"] == "2026"
