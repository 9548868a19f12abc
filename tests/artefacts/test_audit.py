"""The audit of the chapter's tables: each contradiction and question proved by hand."""

import pandas as pd

from crossfoot.tables.checks import Auditor, check_tables
from tests.benchmarks.audit.misreadings import made_tables, measure_doubts
from tests.benchmarks.audit.scoring import SILENT, measure_auditor
from tests.benchmarks.audit.table_alterations import alter_tables
from tests.conftest import ROOT

CHECKS = pd.read_csv(
    ROOT / "results/audit/table_checks.csv",
    dtype={"table": str, "printed": str},
    keep_default_na=False,
    na_values={"row": "", "low": "", "high": ""},
)


def listed(severity):
    chosen = CHECKS[CHECKS["severity"] == severity]
    return [
        (row.table, row.check, None if pd.isna(row.row) else int(row.row), row.printed)
        for row in chosen.itertuples()
    ]


def test_the_contradictions_of_the_chapter():
    # Table 3.1: HS codes have an even number of digits, 3000320 has seven. Table 3.7, ranks 1 to 10: 81.2,
    # 78.1, 83.7, 72.6, 69.6 and 69.1 (see test_results), which ten roundings move by 0.5 at most
    tops = [
        ("3.7", "top_n_share", 14, printed)
        for printed in ("82.9%", "80.0%", "84.9%", "74.3%", "71.9%", "71.1%")
    ]
    assert listed("error") == [("3.1", "code_form", 1, "3000320"), *tops]
    seven = CHECKS[(CHECKS["table"] == "3.7") & (CHECKS["severity"] == "error")]
    assert seven["diagnosis"].str.startswith("one row too many: 11 rows give it").all()


def test_the_questions_to_the_author():
    assert listed("question") == [
        # 11 is followed by 13
        ("3.4", "numbering", 12, "13"),
        ("3.4", "cell_form", 21, "1p to 1/3"),
        ("3.4", "cell_form", 23, "1p to 1/3"),
        # criteria B and C: ¥30 billion or more, with additional conditions for parts and materials
        *[
            ("3.4", "threshold", row, printed)
            for row, printed in zip(range(19, 24), ("2.70", "4.40", "8.00", "21.10", "3.70"), strict=True)
        ],
        # the second call ends on 2 October 2020
        ("3.5", "spans_apart", 3, "30 Sep 2020"),
    ]


def test_what_holds_in_table_3_5():
    rounds = CHECKS[CHECKS["table"] == "3.5"]
    totals, ratios = (rounds[rounds["check"] == check] for check in ("total_row", "ratio"))
    # 124 + 64 + 155 + 38 + 27 + 15 + 10 + 16 = 449, 30 + 21 + 30 + 11 + 11 + 6 + 4 + 11 = 124, 124/449 =
    # 27.62%
    assert (
        totals["printed"].tolist() == ["449", "124"]
        and ratios["printed"].tolist()[-1] == "27.6%"
        and len(ratios) == 9
    )
    assert (totals["verdict"] == "holds").all() and (ratios["verdict"] == "holds").all()


def test_the_plan_at_the_threshold_holds():
    plan = CHECKS[(CHECKS["check"] == "threshold") & (CHECKS["row"] == 5)].iloc[0]
    assert (plan["printed"], plan["verdict"]) == ("30.00", "holds")


def test_printed_tables_and_clean_tables_get_the_same_verdicts():
    clean = pd.read_csv(ROOT / "results/analysis/trade_concentration.csv", keep_default_na=False)
    printed = CHECKS[CHECKS["check"].isin(["top_n_share", "hhi"])]
    for flow, table in (("export", "3.6"), ("import", "3.7")):
        one = clean[clean["flow"] == flow].sort_values(["measure", "year"], kind="stable")
        other = printed[printed["table"] == table]
        counts = other["inputs"].str.extract(r"the (\d+) largest")[0]
        other = other.assign(
            measure=("top_" + counts + "_share").where(counts.notna(), "hhi"),
            year=other["column"].str[:4].astype(int),
        )
        other = other.sort_values(["measure", "year"], kind="stable")
        for name in ("measure", "year", "verdict", "diagnosis"):
            assert one[name].tolist() == other[name].tolist(), (flow, name)
        # the audit rests on single shares alone; one is written to two decimals, the other to four
        for name, inward in (("low", 1), ("high", -1)):
            further = inward * (one[name].astype(float).to_numpy() - other[name].astype(float).to_numpy())
            assert (further >= -0.0101).all()
            assert (further[(one["measure"] != "hhi").to_numpy()] <= 0.0101).all()


def test_tables_altered_on_purpose_are_found_and_rounding_raises_nothing(printed_tables):
    tables = list(printed_tables.values())
    found = measure_auditor(Auditor(), tables, alter_tables(tables, 20251, 10)).set_index("kind")
    assert (found["false_alarms"] == 0).all()
    assert found.loc[SILENT, "still_holds"] == found.loc[SILENT, "alterations"] == 10
    assert found.loc["all", "recall_pct"] == 100 and found.loc["all", "detected_pct"] > 70


def test_other_documents_raise_nothing(reference):
    from crossfoot.documents.lines import read_lines
    from crossfoot.documents.tables import extract_tables

    for name in ("crs_RS22331.md", "imf_wp26154_excerpt.md", "tsv_eria_v3_cambodia.txt"):
        path = reference / "documents" / name
        found = check_tables(extract_tables(read_lines(path.read_bytes(), name), name))
        assert not found["severity"].isin(["error", "question"]).any(), name
        assert len(found) > 8


def test_no_cell_that_is_right_is_doubted():
    measured = measure_doubts(made_tables(20251, 20), 20251, 5)
    assert (measured["wrongly_doubted"] == 0).all()
    # with totals both ways nearly all of what arithmetic can tell is caught, and most of it restored
    every = measured.set_index("kind").loc["all"]
    assert every["caught_pct"] >= 85 and every["restored_pct"] >= 75
