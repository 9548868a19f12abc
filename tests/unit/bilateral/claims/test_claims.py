"""Verdicts by hand, one line for every bad claim, and what must always hold."""

from decimal import ROUND_HALF_UP, Decimal

import pandas as pd
import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from bilateral.claims.claims import audit_claims
from bilateral.claims.records import PLACE, read_claims, read_evidence
from bilateral.study.json_schema import schema_check
from crossfoot.errors import InputError
from tests.benchmarks.audit.claim_alterations import verdicts_of
from tests.conftest import ROOT

TEXTS = ["umezaki_2025"]
CLAIM_SCHEMA, EVIDENCE_SCHEMA = (
    schema_check(yaml.safe_load((ROOT / f"workflow/schemas/{name}.schema.yaml").read_text()))
    for name in ("claims", "evidence")
)
SHARES = pd.DataFrame(
    {
        "year": year,
        "hs_chapter": chapter,
        "share_pct": share,
        "share_pct_low": round(share - 0.05, 2),
        "share_pct_high": round(share + 0.05, 2),
    }
    for year, chapter, share in [
        (2000, "29", 2.2),
        (2000, "09", 1.7),
        (2000, "27", 22.8),
        (2023, "29", 17.2),
        (2023, "71", 9.1),
        (2023, "27", 9.1),
    ]
)
DAYS = pd.DataFrame({"event": ["signed", "in force"], "on": pd.to_datetime(["2011-02-16", "2011-08-01"])})
PARTS = pd.DataFrame([("umezaki_2025", "figure", "3.1")], columns=["text", "kind", "label"])
TABLES = {"shares": SHARES, "events": DAYS, "document_parts": PARTS}
A_SHARE = 'cell(shares.share_pct, year=2000, hs_chapter="29")'
THREE = "sum(shares.share_pct, year=2023)"


def claim(**keys):
    keys = {
        "id": "x",
        "source": "umezaki_2025",
        "line": "288",
        "where": "section 2.1",
        "statement": "A share",
        "kind": "share",
        "stated": "2.2%",
    } | keys
    return keys if {"check", "why", "readings"} & set(keys) else keys | {"check": A_SHARE}


def group(*claims):
    """A group as claims.yaml has them, of the claims of one line."""
    shared = {key: claims[0][key] for key in PLACE}
    return shared | {"claims": [{key: of[key] for key in of if key not in PLACE} for of in claims]}


def read(*claims):
    return read_claims([group(of) for of in claims], CLAIM_SCHEMA, "claims.yaml", TEXTS)


def verdict(**keys):
    return verdicts_of(read(claim(**keys)), TABLES, "claims.yaml")["x"]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"stated": "2.2%"}, "holds"),
        ({"stated": "2.20%"}, "holds"),
        # 2.15 to below 2.25 can be 2.19 and cannot be 2.26
        ({"stated": "2.19%"}, "within_rounding"),
        ({"stated": "2.26%"}, "contradicted"),
        ({"stated": "1.7%"}, "contradicted"),
        ({"stated": "about 2"}, "holds"),
        ({"stated": "more than 2"}, "holds"),
        ({"stated": "more than 2.2"}, "within_rounding"),
        ({"stated": "less than 2"}, "contradicted"),
        # 17.2 + 9.1 + 9.1 = 35.4, and three roundings of 0.05 make 35.25 to 35.55
        ({"stated": "35.4%", "kind": "sum", "check": THREE}, "holds"),
        ({"stated": "35.5%", "kind": "sum", "check": THREE}, "within_rounding"),
        ({"stated": "35.6%", "kind": "sum", "check": THREE}, "contradicted"),
        ({"stated": "35.2%", "kind": "sum", "check": THREE}, "contradicted"),
        ({"stated": "2011-02-16", "kind": "date", "check": 'cell(events.on, event="signed")'}, "holds"),
        ({"stated": "2011-02", "kind": "date", "check": 'cell(events.on, event="signed")'}, "holds"),
        ({"stated": "2011", "kind": "date", "check": 'cell(events.on, event="signed")'}, "holds"),
        ({"stated": "2011-03", "kind": "date", "check": 'cell(events.on, event="signed")'}, "contradicted"),
        ({"stated": "2011-02-16", "kind": "date", "check": 'date("2011-02")'}, "within_rounding"),
        ({"stated": "2011", "kind": "date", "check": 'year(cell(events.on, event="signed"))'}, "holds"),
        ({"stated": "2011", "kind": "identity", "check": 'cell(events.on, event="signed")'}, "holds"),
        (
            {
                "stated": "yes",
                "kind": "order",
                "check": 'before(cell(events.on, event="signed"), cell(events.on, event="in force"))',
            },
            "holds",
        ),
        ({"stated": "no", "kind": "order", "check": "1 < 2"}, "contradicted"),
        ({"stated": "no", "kind": "order", "check": "2 < 1"}, "holds"),
        ({"stated": "yes", "kind": "order", "check": "2 < 1"}, "contradicted"),
        ({"stated": "yes", "kind": "order", "check": f"{A_SHARE} < 2.2"}, "within_rounding"),
        # a truth says itself whether what is stated holds
        ({"stated": "10", "kind": "count", "check": "1 < 2"}, "holds"),
        (
            {
                "stated": ["27", "29"],
                "kind": "superlative",
                "check": 'top(shares.share_pct, 2, key="hs_chapter", year=2000)',
            },
            "holds",
        ),
        (
            {
                "stated": ["29", "27"],
                "kind": "superlative",
                "check": 'top(shares.share_pct, 2, key="hs_chapter", year=2000)',
            },
            "contradicted",
        ),
        (
            {
                "stated": ["29", "27"],
                "kind": "superlative",
                "check": 'top(shares.share_pct, 2, key="hs_chapter", year=2023)',
            },
            "within_rounding",
        ),
        (
            {
                "stated": ["29", "27"],
                "kind": "membership",
                "check": 'top(shares.share_pct, 2, key="hs_chapter", year=2000)',
            },
            "holds",
        ),
        (
            {
                "stated": ["09", "27"],
                "kind": "membership",
                "check": 'top(shares.share_pct, 2, key="hs_chapter", year=2000)',
            },
            "contradicted",
        ),
        (
            {
                "stated": "27",
                "kind": "superlative",
                "check": 'top(shares.share_pct, 1, key="hs_chapter", year=2000)',
            },
            "holds",
        ),
        ({"stated": "29", "kind": "identity", "check": "cell(shares.hs_chapter, share_pct=2.2)"}, "holds"),
        (
            {"stated": "27", "kind": "identity", "check": "cell(shares.hs_chapter, share_pct=2.2)"},
            "contradicted",
        ),
        ({"why": "nothing else says so"}, "not_checkable"),
        # 1,826 days from the end of February and 1,853 from its start: about 1,850 is 1,845 to 1,855
        ({"stated": "about 1,850", "check": 'days(date("2011-02"), date("2016-02-28"))'}, "within_rounding"),
        ({"stated": "about 1,850", "check": 'days(date("2011-02-01"), date("2016-02-28"))'}, "holds"),
    ],
)
def test_a_verdict(keys, expected):
    assert verdict(**keys) == expected


READINGS = [
    {"choice": "one", "check": A_SHARE},
    {"choice": "other", "check": 'cell(shares.share_pct, year=2000, hs_chapter="09")'},
]


def audited(claims, evidence=(), official=None):
    claims = read(*claims)
    records = read_evidence(list(evidence), EVIDENCE_SCHEMA, "evidence.yaml", claims)
    return audit_claims(claims, records, TABLES, official or {}, "claims.yaml", "evidence.yaml").set_index(
        "id"
    )


def test_a_choice_that_decides_shows_both():
    row = audited([claim(readings=READINGS)]).loc["x"]
    assert row["verdict"] == "depends" and row["readings"] == "one: holds, 2.2; other: contradicted, 1.7"


def test_a_choice_that_does_not_decide():
    same = [{"choice": "one", "check": A_SHARE}, {"choice": "other", "check": "2.2"}]
    assert verdict(readings=same) == "holds"
    # what holds and what rounding allows count as one verdict
    assert (
        verdict(
            check=A_SHARE,
            stated="2.2%",
            readings=[{"choice": "other", "check": f"{A_SHARE} + {A_SHARE} - 2.3"}],
        )
        == "within_rounding"
    )


def test_one_reading_and_a_reason_why_there_is_no_other_check():
    row = audited([claim(readings=READINGS[:1], why="the text does not say")]).loc["x"]
    assert row["verdict"] == "depends" and row["readings"] == "one: holds, 2.2; otherwise: not_checkable"


def test_what_is_computed_is_printed_as_the_claim_is_and_bounds_are_rounded_outwards():
    third = audited([claim(stated="0.3", kind="ratio", check="1 / 3")]).loc["x"]
    assert (third["computed"], third["low"], third["high"]) == ("0.3", "0.3333", "0.3334")
    assert audited([claim(stated="1.7%")]).loc["x", ["computed", "low", "high"]].tolist() == [
        "2.2",
        "2.15",
        "2.25",
    ]


def test_evidence_has_its_own_verdict():
    official = {"official": pd.DataFrame({"year": [2000], "share": [1.68]})}
    record = {
        "claim": "x",
        "check": "cell(official.share, year=2000)",
        "source": "Customs",
        "note": "revised",
        "address": "https://example.org",
    }
    row = audited([claim(stated="1.7%", why="-")], [record], official).loc["x"]
    assert (row["verdict"], row["outside_verdict"], row["outside"]) == ("not_checkable", "holds", "1.68")
    assert row["evidence"] == "Customs; revised; https://example.org"


def test_official_figures_of_fewer_years_leave_evidence_open():
    official = {"official": pd.DataFrame({"year": [2001], "share": [1.68]})}
    record = {"claim": "x", "check": "cell(official.share, year=2000)", "source": "Customs"}
    row = audited([claim(stated="1.7%", why="-")], [record], official).loc["x"]
    assert (row["outside_verdict"], row["outside"], row["evidence"]) == (
        "not_checkable",
        "the figures in use do not have it: year='2000', which official never has",
        "Customs",
    )
    for check in (
        "falling(official.share, by='year')",
        "sum(official.share, year=2001, share__from=2)",
        "cell(official.share, year=2001, share__from=2)",
    ):
        assert (
            audited([claim(stated="1.7%", why="-")], [record | {"check": check}], official).loc[
                "x", "outside_verdict"
            ]
            == "not_checkable"
        )
    # a claim's own check has no such way out
    with pytest.raises(InputError, match="year='2001', which shares never has"):
        audited([claim(check="cell(shares.share_pct, year=2001)")])


def test_a_claim_s_own_check_sees_the_documents_alone():
    with pytest.raises(InputError, match="claim x: found table 'official'"):
        audited([claim(check="cell(official.share)")], official={"official": pd.DataFrame({"share": [1.0]})})


def test_an_amount_of_another_magnitude():
    # 7,068 over 845.51 is 8.36: ten times, and 706.8 is 16.4% below
    record = {"claim": "x", "check": "845.51", "source": "Bank of Japan"}
    row = audited([claim(kind="amount", stated="7,068", why="-")], [record]).loc["x"]
    assert row["diagnosis"] == "10 times the figure of the source, and -16.4% besides"


BAD = {
    "unknown key": ({"colour": "red"}, "unknown key 'colour'; expected one of check,"),
    "unknown kind": ({"kind": "shares"}, "kind: found 'shares'"),
    "no line": ({"line": "near the end"}, "line: found 'near the end'"),
    "no such text": (
        {"source": "umezaki_2024"},
        "source: found 'umezaki_2024'; expected one of umezaki_2025",
    ),
    "id": ({"id": "HS 29"}, "id: found 'HS 29'"),
    "no number": ({"stated": "much"}, "stated: found 'much'; expected a number as printed"),
    "scale word": ({"stated": "50 billion", "kind": "amount"}, "its scale word in `unit`"),
    "no date": ({"stated": "May 2022", "kind": "date"}, "stated: found 'May 2022'; expected an ISO date"),
    "empty list": ({"stated": [], "kind": "superlative"}, "stated: found []; expected 1 or more in the list"),
    "reading without a choice": ({"readings": [{"check": "1"}]}, "readings[0]: found no key 'choice'"),
    "one reading": ({"readings": READINGS[:1]}, "one reading, neither check nor why"),
    "circle": ({"check": 'claim("x") + 1'}, "claims that lean on each other: x → x"),
    "bad check": ({"check": "cell(shares."}, "expected one expression"),
    "unknown claim": ({"check": 'claim("y")'}, "claim('y'); expected the id of a claim"),
    "unknown table": ({"check": "cell(share.pct)"}, "table 'share'"),
    "a truth for a list": (
        {"stated": ["a"], "check": "2.2"},
        "a check that gives a number (2.2); expected a list as stated: a",
    ),
    "date for a share": (
        {"check": 'date("2020")'},
        "a check that gives a date (2020); expected a number as stated: 2.2%",
    ),
    "too few keys": (
        {
            "stated": ["27"],
            "kind": "superlative",
            "check": 'top(shares.share_pct, 2, key="hs_chapter", year=2000)',
        },
        "gives 2 keys; expected as many as stated: 1",
    ),
}


@pytest.mark.parametrize("fault", BAD)
def test_a_bad_claim_is_one_line_that_names_it(fault):
    keys, expected = BAD[fault]
    with pytest.raises(InputError) as error:
        verdict(**keys)
    assert (
        expected in str(error.value)
        and str(error.value).startswith("claims.yaml: claim ")
        and "\n" not in str(error.value)
    )


def test_neither_check_nor_why():
    bare = claim()
    del bare["check"]
    with pytest.raises(InputError, match="claim x: found neither check nor why"):
        read(bare)


def test_an_id_twice_a_missing_key_and_no_list():
    with pytest.raises(InputError, match="claim x: found its id a second time"):
        read(claim(), claim())
    without = claim()
    del without["kind"]
    with pytest.raises(InputError, match="claim x: found no key 'kind'; expected Kind of statement"):
        read(without)
    with pytest.raises(InputError, match="claims.yaml: found a dict; expected a list"):
        read_claims({"x": 1}, CLAIM_SCHEMA, "claims.yaml", TEXTS)
    without = claim()
    del without["stated"]
    with pytest.raises(InputError, match="claim x: found no key 'stated'; expected Number as printed"):
        read(without)
    assert read_claims(None, CLAIM_SCHEMA, "claims.yaml", TEXTS) == []


BAD_GROUPS = {
    "record 1: found 'a claim'; expected the keys": "a claim",
    "record 1: found the keys source; expected": {"source": "umezaki_2025"},
    "record 1: found the keys source, line, where, claims": group(claim()) | {"claims": "x"},
    "record 1, claim 1: found 'a claim'": group(claim()) | {"claims": ["a claim"]},
    "claim x: found the key 'source'; expected it once": group(claim()) | {"claims": [claim()]},
    "record 1, claim 1: found cites 'chapter 1'": group(claim()) | {"claims": [{"cites": "chapter 1"}]},
    "record 1, claim 1: found cites 'table'": group(claim()) | {"claims": [{"cites": "table"}]},
    "claim x: found the key 'check' beside": group(claim())
    | {"claims": [{"cites": "table 1", "id": "x", "check": "1"}]},
    "claim see-table-1: found its id a second time": group(claim()) | {"claims": [{"cites": "table 1"}] * 2},
}


@pytest.mark.parametrize("expected", BAD_GROUPS)
def test_a_bad_group_is_one_line_that_names_it(expected):
    with pytest.raises(InputError) as error:
        read_claims([BAD_GROUPS[expected]], CLAIM_SCHEMA, "claims.yaml", TEXTS)
    assert str(error.value).startswith(f"claims.yaml: {expected}") and "\n" not in str(error.value)


def test_claims_of_a_line_share_its_place_and_what_is_cited_makes_a_claim():
    order = {"id": "y", "statement": "s", "kind": "order", "check": "1 < 2"}
    cited = {"cites": "reference Juhász, Lane et al. n.d.", "numbers": ["2"]}
    shown = {"cites": "figure 3.1", "id": "z", "statement": "Figure 3.1 shows it"}
    records = [group(claim()) | {"claims": [order, cited, shown]}]
    first, second, third = read_claims(records, CLAIM_SCHEMA, "claims.yaml", TEXTS)
    assert first == order | {"source": "umezaki_2025", "line": "288", "where": "section 2.1", "stated": "yes"}
    assert second["id"] == "cite-juhasz-lane-et-al-nd" and second["numbers"] == ["2"]
    assert second["statement"] == "Juhász, Lane et al. n.d. is in the list of references"
    assert second["check"] == 'has("reference", "Juhász, Lane et al. n.d.")'
    assert (third["id"], third["statement"]) == ("z", "Figure 3.1 shows it")
    assert verdicts_of([third], TABLES) == {"z": "holds"}


def test_a_circle_through_others():
    round_about = [
        claim(id="a", check='claim("b")'),
        claim(id="b", check='claim("c")'),
        claim(id="c", check='claim("a")'),
    ]
    with pytest.raises(InputError, match="a → b → c → a"):
        read(*round_about)


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ([{"claim": "y", "check": "1", "source": "s"}], "evidence on y: found no claim of that id"),
        ([{"claim": "x", "check": "1", "source": "s"}] * 2, "evidence on x: found a second record"),
        ([{"claim": "x", "check": "1"}], "no key 'source'"),
        ([{"claim": "x", "check": "1", "source": "s", "address": "eria.org"}], "address: found 'eria.org'"),
    ],
)
def test_bad_evidence(records, expected):
    with pytest.raises(InputError) as error:
        read_evidence(records, EVIDENCE_SCHEMA, "evidence.yaml", read(claim()))
    assert expected in str(error.value) and "\n" not in str(error.value)


CELLS = st.lists(st.integers(1, 9999), min_size=1, max_size=8)
CHECKS = {
    "cell(t.x, k=1)": lambda x: x[0],
    "sum(t.x)": lambda x: sum(x),
    "share(cell(t.x, k=1), sum(t.x))": lambda x: 100 * x[0] / sum(x),
    "sum(t.x) / count(t.x)": lambda x: sum(x) / len(x),
    "growth(cell(t.x, k=1), sum(t.x))": lambda x: 100 * (sum(x) / x[0] - 1),
}


def table_of(cells, decimals):
    """What is printed of true values, and a table of it."""
    printed = [
        Decimal(cell).scaleb(-3).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) for cell in cells
    ]
    half = Decimal(5).scaleb(-decimals - 1)
    lows, highs = [float(value - half) for value in printed], [float(value + half) for value in printed]
    return pd.DataFrame(
        {
            "k": range(1, len(cells) + 1),
            "x": [float(value) for value in printed],
            "x_low": lows,
            "x_high": highs,
        }
    )


@given(CELLS, st.integers(0, 2), st.integers(0, 3), st.sampled_from(sorted(CHECKS)))
def test_a_claim_that_rounds_the_truth_is_never_contradicted(cells, decimals, stated_decimals, check):
    # the table and the claim are printed, each with its own rounding, from the same true values
    true = [Decimal(cell).scaleb(-3) for cell in cells]
    assume(all(value >= Decimal(1).scaleb(-decimals) for value in true))
    stated = Decimal(CHECKS[check](true)).quantize(Decimal(1).scaleb(-stated_decimals), ROUND_HALF_UP)
    claims = read(claim(stated=f"{stated:f}", check=check))
    assert verdicts_of(claims, {"t": table_of(cells, decimals)})["x"] in ("holds", "within_rounding")


@given(CELLS, st.integers(0, 2), st.sampled_from([-1, 1]), st.integers(1, 1000))
def test_a_claim_further_off_than_rounding_is_always_contradicted(cells, decimals, side, extra):
    frame = table_of(cells, decimals)
    unit = Decimal(1).scaleb(-decimals)
    # half a unit for each cell and half for the claim itself, and then some
    distance = unit * (len(cells) + 1) / 2 + unit * extra
    stated = sum(Decimal(str(value)) for value in frame["x"]) + side * (distance + unit).quantize(unit)
    claims = read(claim(stated=f"{stated:f}", check="sum(t.x)"))
    assert verdicts_of(claims, {"t": frame})["x"] == "contradicted"
