"""The committed verdicts: each contradiction proved here by hand from what is printed."""

import json
from datetime import date

import pandas as pd
import pytest

from bilateral.claims.coverage import SEPARATOR
from bilateral.report.show import BLOCK
from tests.benchmarks.audit.claim_alterations import alter_claims, measure_alterations
from tests.benchmarks.audit.scoring import SILENT
from tests.benchmarks.audit.study import document_tables, stated_claims
from tests.conftest import ROOT

RESULTS = ROOT / "results"
CLAIMS = pd.read_csv(RESULTS / "audit/claims.csv", dtype=str, keep_default_na=False).set_index("id")
COVERAGE = pd.read_csv(RESULTS / "audit/coverage.csv", dtype=str, keep_default_na=False)
TEXTS = pd.read_csv(ROOT / "data/texts.csv", dtype=str)["text"].tolist()


def clean(name):
    return pd.read_csv(RESULTS / f"clean/{name}.csv", dtype={"hs_chapter": str})


def share(chapter, year, flow="import"):
    shares = clean("chapter_shares")
    found = shares[(shares["hs_chapter"] == chapter) & (shares["year"] == year) & (shares["flow"] == flow)][
        "share_pct"
    ]
    return None if found.empty else found.iloc[0]


# By hand, on the printed tables of the chapter


def projects():
    # rows 1 to 11 and 13 to 24 of Table 3.4 are 23, of which 6 of 29 November 2024; up to December 2023 the
    # last is numbered 18
    plans = clean("subsidy_plans")
    plans = plans[plans["programme"] == "economic_security"]
    assert sorted(plans["plan_no"]) == [*range(1, 12), *range(13, 25)]
    assert (plans["approved_on"] == "2024-11-29").sum() == 6 and plans.loc[
        plans["approved_on"] < "2024", "plan_no"
    ].max() == 18
    return 23, 18


def figure():
    parts = pd.read_csv(ROOT / "data/raw/document_parts.csv", dtype=str)
    labels = set(parts.loc[(parts["text"] == "umezaki_2025") & (parts["kind"] == "figure"), "label"])
    return {"3.1", "3.2"} - labels, {"2.1"} - labels


def organic_chemicals():
    # row 8 of 2000 in Table 3.7 is HS 29 with 2.2%, row 10 is HS 09 with 1.7%
    assert share("09", 2000) == 1.7
    return share("29", 2000), 1.7


BY_HAND = {"projects-18": projects, "see-figure-2-1": figure, "hs29-share-2000": organic_chemicals}
DIAGNOSES = {
    "projects-18": "stale: the highest plan_no by approved_on 2023-12-08 is 18, of 17 rows",
    "see-figure-2-1": "another label: figure 3.1 for 2.1",
    "hs29-share-2000": "the figure of hs_chapter 09, not 29",
}


def test_each_contradiction_is_proved_by_hand():
    assert set(CLAIMS.index[CLAIMS["verdict"] == "contradicted"]) == set(BY_HAND)
    for proof in BY_HAND.values():
        printed, stated = proof()
        assert printed != stated
    assert CLAIMS.loc[list(DIAGNOSES), "diagnosis"].to_dict() == DIAGNOSES


def test_the_number_it_should_be():
    assert CLAIMS.loc["projects-18", ["stated", "computed", "low", "high"]].tolist() == [
        "18",
        "23",
        "23",
        "23",
    ]
    assert CLAIMS.loc["hs29-share-2000", ["stated", "computed", "low", "high"]].tolist() == [
        "1.7%",
        "2.2",
        "2.15",
        "2.25",
    ]


def number(claim):
    return float(CLAIMS.loc[claim, "stated"].replace(",", ""))


def top_10(year):
    return (
        clean("printed_measures")
        .query("flow == 'export' and measure == 'top_10_share' and year == @year")["value"]
        .item()
    )


# what a choice decides, and the reading that the documents contradict
CHOICES = {
    # the row of Toshiba in Table 3.4 (body row 17) names Rohm as mended alone
    "rohm-toshiba-joint": lambda: (
        [
            "Rohm" in cell
            for cell in clean("repairs")
            .query("table == 3.4 and row == 17 and rule == 'correction'")[["printed", "used"]]
            .iloc[0]
        ]
        == [False, True]
    ),
    # 87.6 in 2010, 82.9 in 2020 and 83.1 in 2023: lower, and not at each step
    "exports-top-10-falls": lambda: top_10(2023) < top_10(2010) and not top_10(2023) < top_10(2020),
    "exports-74-highly-ranked": lambda: (
        share("74", 2023, "export") == 11.9 and share("74", 2015, "export") is None
    ),
    "exports-29-important": lambda: (
        share("29", 2000, "export") == 5.9 and share("29", 2023, "export") is None
    ),
    "exports-40-important": lambda: (
        share("40", 2000, "export") == 2.9 and share("40", 2023, "export") is None
    ),
    # 2.5% in 2005 and 1.8% in 2010, then 4.3, 6.0 and 6.9
    "machinery-84-rises": lambda: (
        share("84", 2005) > share("84", 2010) < share("84", 2015) < share("84", 2020) < share("84", 2023)
    ),
    # 8,121 − 1,132 = 6,989 and 15,894 − 10,258 = 5,636, which is 19.4% less: no larger, and not within a
    # tenth
    "imports-stagnant": lambda: (
        0.8
        < (number("exports-2023") - number("surplus-2023"))
        / (number("exports-2014") - number("surplus-2014"))
        < 0.9
    ),
    # eight plans of Table 3.4 print n.a., and two print a subsidy in the column of investments
    **dict.fromkeys(
        ["largest-investment-388", "largest-is-rohm-toshiba", "sumco-second"],
        lambda: (
            clean("subsidy_plans")
            .query("programme == 'economic_security'")["investment_jpy_billion"]
            .isna()
            .sum()
            == 10
        ),
    ),
    # the first plan makes 22/28 and 12/16 nm, the second 12 and 6 nm
    "jasm-processes": lambda: (
        clean("plan_sites")
        .set_index("plan")
        .loc[["3.2-1", "3.2-6"], "product"]
        .str.contains("22/28nm")
        .tolist()
        == [True, False]
    ),
    # in force on 1 January 2022, in the Philippines on 2 June 2023
    "rcep-10-in-force": lambda: date(2023, 6, 2) > date(2022, 1, 1),
    # first chapters of imports 03, 27, 27, 27, 29, 29 against 84 always; of 2000 and 2023 together, 15
    # each, so that 5 of 10 left
    "imports-more-dynamic": lambda: (
        len({"03", "27", "29"}) > len({"84"})
        and len(
            set(["03", "71", "26", "27", "62", "52", "23", "29", "72", "09"])
            | set(["29", "71", "87", "84", "03", "76", "85", "72", "62", "30"])
        )
        == 15
        and len(
            set(["84", "85", "87", "72", "29", "90", "82", "37", "40", "73"])
            | set(["84", "74", "85", "72", "28", "39", "87", "38", "90", "00"])
        )
        == 15
    ),
}


def test_each_choice_that_decides_is_proved_by_hand():
    depends = CLAIMS[CLAIMS["verdict"] == "depends"]
    assert set(depends.index) == set(CHOICES)
    assert all(proof() for proof in CHOICES.values())
    assert (
        depends["readings"].str.contains("contradicted|not_checkable").all()
        and depends["readings"].str.contains("holds").all()
    )


# what the chapter states, and what the cited source gives in its place
OUTSIDE = {
    "council-first-meeting": ("2021-11-11", "2021-11-19"),
    "article-1-of-act": ("Article 1", "Article 9"),
    # ¥ billion, release of spring 2026
    "fdi-2023-yen": ("7,068", "845.51"),
    # 845.51 / 140.49
    "fdi-2023-dollar": ("about 50", "6"),
    # 706.9 / 539
    "fdi-2023-growth": ("23.0%", "31.2"),
    # from 29 October 2018 to 19 March 2022 there was none
    "summits-alternate": ("yes", "no"),
    "quad-leaders-manila": ("leaders", "senior officials"),
    "quad-summit-4": ("2023-05-19", "2023-05-20"),
}


def test_each_outside_contradiction_is_named_and_cited():
    outside = CLAIMS[CLAIMS["outside_verdict"] == "contradicted"]
    assert {key: (row["stated"], row["outside"]) for key, row in outside.iterrows()} == OUTSIDE
    assert outside["evidence"].str.len().min() > 30
    assert (CLAIMS.loc[CLAIMS["outside_verdict"] == "", "evidence"] == "").all()
    # every source that is looked up is found
    assert "not_checkable" not in set(CLAIMS["outside_verdict"])


@pytest.mark.parametrize(
    ("claim", "low", "high", "stated"),
    [
        # the tenth of 2023 is 2.4, which is at most 2.45
        ("hs27-share-2023", 0, 2.45, 2.0),
        # not among ten
        ("hs27-rank-2023", 11, 97, 12),
        # 15,894 − 10,258 is 5,635 to 5,637, of which 17.15% to 17.25%
        ("hs29-usd-2023", 5635 * 0.1715, 5637 * 0.1725, 970),
        # three chapters of at most 1.75, and 1.8 + 1.7 and one of at most 1.75
        ("machinery-share-2000", 0, 3 * 1.75, 1.8),
        ("machinery-share-2010", 1.75 + 1.65, 1.85 + 1.75 + 1.75, 4.2),
    ],
)
def test_what_the_document_leaves_open(claim, low, high, stated):
    row = CLAIMS.loc[claim]
    assert row["verdict"] == "within_rounding" and low <= stated <= high
    assert float(row["low"]) == pytest.approx(low, abs=0.001)
    assert row["high"] == "" or float(row["high"]) == pytest.approx(high, abs=0.001)


def test_every_number_of_the_chapter_s_prose_is_on_record():
    by_text = pd.read_csv(RESULTS / "audit/coverage_by_text.csv").set_index("text")
    assert by_text.loc["umezaki_2025", "covered_pct"] >= 95 and set(by_text.index) == set(TEXTS)
    for text, numbers in COVERAGE.groupby("text"):
        assert (
            by_text.loc[text, "numbers"] == len(numbers)
            and by_text.loc[text, "covered"] == (numbers["claims"] != "").sum()
        )
    named = {key for cell in COVERAGE["claims"] for key in cell.split(SEPARATOR) if key}
    assert named <= set(CLAIMS.index)


def test_every_claim_has_a_verdict_and_a_reason_where_there_is_none():
    assert set(CLAIMS["verdict"]) <= {"holds", "within_rounding", "contradicted", "depends", "not_checkable"}
    assert (CLAIMS.loc[CLAIMS["verdict"] == "not_checkable", "why"] != "").all()
    assert (CLAIMS.loc[CLAIMS["verdict"] == "holds", ["computed", "low", "high"]] != "").any(axis=1).all()


def test_no_statement_is_a_sentence_of_the_text(reference):
    # eight words in a row are no longer our own
    def runs(words):
        return {tuple(words[start : start + 8]) for start in range(len(words) - 7)}

    texts = " ".join(path.read_text(encoding="utf-8") for path in sorted((reference / "seeds").glob("*.txt")))
    theirs = runs(texts.lower().split())
    assert [key for key, row in CLAIMS.iterrows() if runs(row["statement"].lower().split()) & theirs] == []


def test_claims_altered_on_purpose_are_found_and_rounding_raises_nothing():
    claims, tables = stated_claims(), document_tables()
    found = measure_alterations(claims, alter_claims(claims, 20251, 10, tables), tables).set_index("kind")
    assert (found["false_alarms"] == 0).all() and found.loc[SILENT, "alterations"] == 10
    assert (found.drop(index=SILENT)["recall_pct"] == 100).all()


def test_the_table_of_statements_leads_with_what_is_most_serious(built):
    path = built.folder / "results/notebooks/appendix/audit.ipynb"
    executed = json.loads(path.read_text(encoding="utf-8"))
    shown = [output["data"] for cell in executed["cells"] for output in cell.get("outputs", [])]
    blocks = {data[BLOCK]["name"]: data[BLOCK] for data in shown if BLOCK in data}
    place = [column["label"] for column in blocks["statements"]["columns"]].index("Verdict")
    verdicts = [cells[place] for cells in blocks["statements"]["cells"]]
    order = ["contradicted", "depends", "within rounding", "cannot be tested", "holds"]
    assert len(verdicts) == len(CLAIMS) and list(dict.fromkeys(verdicts)) == order
    assert verdicts == sorted(verdicts, key=order.index)
