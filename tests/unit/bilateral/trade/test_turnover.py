import pandas as pd

from bilateral.trade.printed_measures import rank_changes


def shares(*rows):
    columns = ["year", "rank", "hs_chapter", "share_pct_low", "share_pct_high"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.assign(reporter="JPN", partner="IND", flow="export")


def test_entry_exit_and_stay_with_bounds():
    found = rank_changes(
        shares(
            (2000, 1, "84", 59.5, 60.5),
            (2000, 2, "85", 19.5, 20.5),
            (2005, 1, "84", 49.5, 50.5),
            (2005, 2, "87", 29.5, 30.5),
        )
    ).set_index("hs_chapter")
    assert found["status"].to_dict() == {"84": "stayed", "85": "left", "87": "entered"}
    assert tuple(found.loc["84", ["share_change_pct_low", "share_change_pct_high"]]) == (-11.0, -9.0)
    # 87 had between nothing and 20.5 before
    assert tuple(found.loc["87", ["share_change_pct_low", "share_change_pct_high"]]) == (9.0, 30.5)
    assert pd.isna(found.loc["87", "rank_from"]) and found.loc["87", "rank_to"] == 2
    assert tuple(found.loc["85", ["share_change_pct_low", "share_change_pct_high"]]) == (-20.5, 11.0)


def test_only_neighbouring_years_are_compared():
    found = rank_changes(shares(*((year, 1, "84", 99.5, 100.0) for year in (2000, 2005, 2010))))
    assert list(zip(found["year_from"], found["year_to"], strict=True)) == [(2000, 2005), (2005, 2010)]
