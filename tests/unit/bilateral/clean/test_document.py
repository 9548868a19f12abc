"""The seven tables, typed; and what happens when a cell is wrong."""

from copy import deepcopy

import pandas as pd
import pytest
import yaml

from bilateral.clean.document import clean_tables
from crossfoot.errors import InputError
from tests.conftest import ROOT

CONFIG = yaml.safe_load((ROOT / "config.yaml").read_text())
CORRECTIONS = yaml.safe_load((ROOT / "data/corrections.yaml").read_text())


def cleaned(tables, corrections=CORRECTIONS, quarters_from=1):
    return clean_tables(
        list(tables.values()), CONFIG["tables"], quarters_from, corrections, "corrections.yaml"
    )


@pytest.fixture(scope="module")
def clean(printed_tables):
    return cleaned(printed_tables)


def altered(tables, number, row, column, text):
    tables = deepcopy(tables)
    tables[number].body[row][column] = text
    return tables


def test_products_and_codes(clean):
    products, codes = clean["specified_products"], clean["critical_product_codes"]
    assert len(products) == 12 and products["hs_missing"].notna().sum() == 1
    assert products.set_index("product_no").loc[8, "hs_missing"] == "not_applicable"
    assert list(codes[codes["product_no"] == 1]["hs_code"]) == ["300310", "300320", "300410", "300420"]
    assert set(codes["hs_level"]) == {4, 6} and (codes["hs_code"].str.len() == codes["hs_level"]).all()


def test_plans_are_counted_once(clean):
    plans, sites = clean["subsidy_plans"], clean["plan_sites"]
    assert plans.groupby("programme").size().to_dict() == {
        "specified_semiconductor": 6,
        "economic_security": 23,
    }
    assert list(sites[sites["plan"] == "3.2-5"]["prefecture"]) == ["Mie", "Iwate"]
    assert list(sites[sites["plan"] == "3.2-5"]["place"]) == ["Yokkaichi, Mie", "Kitakami, Iwate"]
    assert "3.4-12" not in set(plans["plan"])


def test_dates_and_revisions(clean):
    plan = clean["subsidy_plans"].set_index("plan").loc["3.2-2"]
    assert (plan["approved_on"], plan["revised_on"]) == (
        pd.Timestamp("2022-07-26"),
        pd.Timestamp("2024-02-06"),
    )


def test_one_cap_over_three_plans(clean):
    plans = clean["subsidy_plans"].set_index("plan")
    capped = plans[plans["cap_group"].notna()]
    assert list(capped.index) == ["3.4-13", "3.4-14", "3.4-15"] and capped["cap_group"].nunique() == 1
    assert (
        set(capped["max_subsidy_jpy_billion_high"]) == {18.87}
        and capped["max_subsidy_jpy_billion"].isna().all()
    )
    assert set(capped["max_subsidy_missing"]) == {"capped"}


def test_a_subsidy_printed_as_an_investment_is_put_right(clean):
    plan = clean["subsidy_plans"].set_index("plan").loc["3.4-22"]
    assert plan["max_subsidy_jpy_billion"] == 8 and plan["investment_missing"] == "not_available"
    alternatives = clean["repairs"].query("table == '3.4' and row == 21")["alternative"].tolist()
    assert "up to a third of an investment of 8.00" in alternatives


def test_up_to_a_third_is_bounded_by_the_investment(printed_tables):
    # as it would be read where the amount is an investment, plan 20 as the example
    tables = altered(printed_tables, "3.4", 18, 4, "up to 1/3")
    plan = cleaned(tables)["subsidy_plans"].set_index("plan").loc["3.4-20"]
    assert plan["max_subsidy_missing"] == "capped" and pd.isna(plan["cap_group"])
    assert plan["max_subsidy_jpy_billion_high"] == pytest.approx(2.705 / 3)


def test_amounts_are_intervals(clean):
    plan = clean["subsidy_plans"].set_index("plan").loc["3.4-18"]
    assert plan["investment_jpy_billion"] == 388.3
    assert (plan["investment_jpy_billion_low"], plan["investment_jpy_billion_high"]) == (388.295, 388.305)


def test_companies_of_the_joint_plan_stand_where_the_text_puts_them(clean):
    entities = clean["plan_entities"].groupby("plan")["entity"].agg(list)
    assert entities["3.4-17"] == ["Air Water Inc.", "Nippon Helium Inc."]
    assert entities["3.4-18"][:2] == ["Rohm Co. Ltd.", "Lapis Semiconductor Co., Ltd."]
    assert entities["3.2-2"] == [
        "Kioxia Corporation",
        "Flash Partners Limited Company (FPL)",
        "Flash Alliance Limited Company (FAL)",
        "Flash Forward G.K. (FFL)",
    ]


def test_criteria_have_thresholds_a_program_can_apply(clean):
    criteria = clean["subsidy_criteria"]
    thresholds = criteria[criteria["kind"] == "minimum_investment"].set_index("criterion")[
        "threshold_jpy_billion"
    ]
    assert thresholds.to_dict() == {"A(1)": 200.0, "A(2)": 30.0, "B": 30.0, "C": 30.0}
    merged = criteria[criteria["reading"] == "merged_cell"]
    assert list(merged["criterion"]) == ["D(2)", "D(3)", "D(4)"]


def test_rounds_and_their_printed_total(clean):
    rounds = clean["diversification_rounds"].set_index("round")
    assert list(rounds.index) == ["1", "2", "3", "4", "5", "6", "7", "8", "total"]
    assert rounds.loc["total", "applications"] == 449 and pd.isna(rounds.loc["total", "call_from"])
    assert (rounds.loc["1", "ratio_pct_low"], rounds.loc["1", "ratio_pct_high"]) == (24.15, 24.25)


def test_shares_and_measures_in_long_form(clean):
    shares = clean["chapter_shares"].set_index(["flow", "year", "rank"])
    assert len(shares) == 120
    assert shares.loc[("export", 2010, 6), "hs_chapter"] == "00"
    assert shares.loc[("import", 2000, 1), "hs_chapter"] == "03"
    assert shares.loc[("import", 2010, 1), "share_pct"] == 35.6
    measures = clean["printed_measures"].set_index(["flow", "year", "measure"])
    assert measures.loc[("import", 2010, "hhi"), "value"] == 1598
    assert measures.loc[("export", 2023, "top_10_share"), "value"] == 83.1


def test_a_chapter_and_its_share_read_alike_in_one_cell_and_in_two(printed_tables, clean):
    tables = deepcopy(printed_tables)
    joined = tables["3.7"]
    years = joined.header[0][1::2]
    joined.header = [["Rank", *(f"{year} HS-2 Share" for year in years)]]
    joined.header_lines = joined.header_lines[:1]
    joined.body = [
        [row[0], *(f"{row[i]} {row[i + 1]}".strip() for i in range(1, len(row), 2))] for row in joined.body
    ]
    for name in ("chapter_shares", "printed_measures"):
        pd.testing.assert_frame_equal(cleaned(tables)[name], clean[name])


def test_nothing_is_repaired_silently(clean):
    repairs = clean["repairs"]
    assert len(repairs[repairs["rule"] == "correction"]) == len(CORRECTIONS)
    assert (repairs["printed"] != repairs["used"]).all() and (repairs["reason"] != "").all()
    rules = set(repairs["rule"])
    assert {"sequence_gap", "shared_cap", "merged_cell", "quarter_of_year", "hs_zero_padded"} <= rules
    quarter = repairs[(repairs["rule"] == "quarter_of_year") & (repairs["printed"] == "Q1 2023")].iloc[0]
    assert (quarter["used"], quarter["alternative"]) == (
        "2023-01-01 to 2023-03-31",
        "2023-04-01 to 2023-06-30",
    )


def test_the_choice_of_quarters_is_the_configuration_s(printed_tables):
    sites = cleaned(printed_tables, quarters_from=4)["plan_sites"].set_index("plan")
    assert sites.loc["3.2-3", "first_production_from"] == pd.Timestamp("2023-04-01")


def test_a_share_without_a_percent_sign_is_one_and_is_recorded(printed_tables, clean):
    found = cleaned(altered(printed_tables, "3.6", 0, 1, "84 31.7"))
    pd.testing.assert_frame_equal(found["chapter_shares"], clean["chapter_shares"])
    assert "share_is_percentage" in set(found["repairs"]["rule"])


def test_a_share_above_its_rank_is_on_record(printed_tables, clean):
    assert "rank_order" not in set(clean["repairs"]["rule"])
    repairs = cleaned(altered(printed_tables, "3.6", 0, 1, "84 3.17%"))["repairs"]
    found = repairs[repairs["rule"] == "rank_order"]
    assert list(found["printed"]) == ["85 12.8%"] and found["line"].item() == 142


@pytest.mark.parametrize(
    ("number", "row", "column", "text", "expected"),
    [
        ("3.1", 1, 4, "3101, 31020", "31020"),
        ("3.1", 1, 0, "3", "product number 2"),
        ("3.2", 0, 1, "31 Feb 2022", "a day such as"),
        ("3.2", 0, 2, "about 476", "amount in ¥ billion"),
        ("3.2", 0, 5, "55.5", "a count"),
        ("3.2", 0, 7, "soon", "month or quarter"),
        ("3.2", 5, 2, "150.0", "further site"),
        ("3.2", 0, 3, "", "a place"),
        ("3.3", 2, 1, "Investing something", "known kind"),
        ("3.3", 2, 1, "Investing ¥2,00 billion or more", "threshold"),
        ("3.3", 2, 0, "(3) Microcontrollers", "product (2) of group A"),
        ("3.3", 8, 0, "E. Raw Materials", "product group D"),
        ("3.4", 21, 4, "up to 1/0", "fraction below 1"),
        ("3.4", 3, 0, "2", "above 3"),
        ("3.4", 0, 5, "A2", "criterion such as"),
        ("3.5", 0, 4, "many", "a count"),
        ("3.2", 1, 1, "26 July 2022 Revised on 6 February 2020", "revision after"),
        ("3.5", 0, 5, "300", "at most the 124"),
        ("3.5", 0, 6, "24.2", "a percentage"),
        ("3.5", 0, 3, "17 Jul 2019", "in that order"),
        ("3.6", 0, 1, "84 131.7%", "from 0% to 100%"),
        ("3.6", 0, 1, "77 31.7%", "HS chapter"),
        ("3.6", 1, 1, "84 12.8%", "84 twice"),
        ("3.6", 2, 0, "4", "rank 3"),
        ("3.6", 12, 0, "Top 3", "each measure once"),
        ("3.6", 14, 1, "14,260", "index from 0"),
        ("3.6", 11, 1, "54.7", "percentage"),
        ("3.7", 14, 2, "1,230", "one index"),
    ],
)
def test_a_wrong_cell_stops_with_its_place(printed_tables, number, row, column, text, expected):
    with pytest.raises(InputError) as error:
        cleaned(altered(printed_tables, number, row, column, text))
    assert f"Table {number}" in str(error.value) and "line" in str(error.value)
    assert expected in str(error.value) and "\n" not in str(error.value)


def test_a_missing_and_an_extra_column_are_named(printed_tables):
    tables = deepcopy(printed_tables)
    for row in (*tables["3.5"].header, *tables["3.5"].body):
        del row[5]
    with pytest.raises(InputError, match="Table 3.5.*no column 'No. adopted'"):
        cleaned(tables)
    tables = deepcopy(printed_tables)
    for row in (*tables["3.7"].header, *tables["3.7"].body):
        row.append("x")
    with pytest.raises(InputError, match="Table 3.7.*column 14"):
        cleaned(tables)


def test_a_table_that_is_not_there(printed_tables):
    tables = {n: t for n, t in printed_tables.items() if n != "3.5"}
    with pytest.raises(InputError, match="tables.diversification_rounds: found '3.5', which"):
        cleaned(tables)


def test_a_correction_fails_once_the_source_is_mended(printed_tables):
    tables = altered(printed_tables, "3.1", 0, 4, "300310, 300320")
    with pytest.raises(InputError, match="correction 1 .*was the source mended"):
        cleaned(tables)


def test_a_correction_that_puts_in_nonsense_is_named(printed_tables):
    corrections = [
        *CORRECTIONS,
        {
            "table": "3.5",
            "row": 1,
            "column": "No. adopted",
            "printed": "30",
            "used": "lots",
            "why": "w",
            "says": "s",
        },
    ]
    with pytest.raises(
        InputError, match=f"found 'lots' from corrections.yaml, correction {len(corrections)}"
    ):
        cleaned(printed_tables, corrections)


def test_no_corrections_are_needed_where_nothing_is_wrong(printed_tables):
    with pytest.raises(InputError, match="3000320"):
        cleaned(printed_tables, [])
    with pytest.raises(InputError, match="a list of records"):
        cleaned(printed_tables, {"table": "3.1"})


def test_a_correction_without_its_reason_is_refused(printed_tables):
    corrections = deepcopy(CORRECTIONS)
    del corrections[2]["why"]
    with pytest.raises(InputError, match="correction 3: found why"):
        cleaned(printed_tables, corrections)


def test_a_document_with_some_of_the_roles_alone(printed_tables):
    """Another document may print chapter shares and nothing of policy."""
    own = {number: printed_tables[number] for number in ("3.6", "3.4")}
    roles = {"chapter_shares": CONFIG["tables"]["chapter_shares"][:1], "supply_plans": "3.4"}
    found = clean_tables(
        list(own.values()),
        roles,
        None,
        [record for record in CORRECTIONS if record["table"] in own],
        "corrections.yaml",
    )
    assert list(found) == ["subsidy_plans", "plan_entities", "chapter_shares", "printed_measures", "repairs"]
    whole = cleaned(printed_tables)
    exports = whole["chapter_shares"].query("flow == 'export'").reset_index(drop=True)
    pd.testing.assert_frame_equal(found["chapter_shares"], exports)
    assert clean_tables(list(own.values()), {}, None, [])["repairs"].empty
    with pytest.raises(InputError, match="table: found '3.7', which"):
        clean_tables(list(own.values()), {"chapter_shares": CONFIG["tables"]["chapter_shares"]}, None, [])
