"""Claims altered on purpose: what is drawn, and what comes of it."""

import pandas as pd
import pytest

from tests.benchmarks.audit.claim_alterations import VARIANTS, alter_claims, measure_alterations, verdicts_of
from tests.benchmarks.audit.scoring import SILENT

SHARES = pd.DataFrame(
    {
        "k": range(1, 5),
        "name": list("abcd"),
        "x": [31.7, 12.8, 10.2, 6.1],
        "x_low": [31.65, 12.75, 10.15, 6.05],
        "x_high": [31.75, 12.85, 10.25, 6.15],
    }
)
TABLES = {"t": SHARES}


def claim(key, kind, stated, check=None, **more):
    record = {
        "id": key,
        "source": "s",
        "line": "1",
        "where": "w",
        "statement": key,
        "kind": kind,
        "stated": stated,
    } | more
    return record | ({"check": check} if check else {"why": "nothing says"})


CLAIMS = [
    claim("share", "share", "31.7%", "cell(t.x, k=1)"),
    claim("sum", "sum", "54.7%", "sum(t.x, k=[1, 2, 3])"),
    claim("rank", "rank", "2nd", 'rank(t.x, key="name", of="b")'),
    claim("date", "date", "2011-02-16", 'date("2011-02-16")'),
    claim("order", "order", "yes", 'before(claim("date"), date("2011-08-01"))'),
    claim("list", "superlative", ["a", "b"], 'top(t.x, 2, key="name")'),
    claim("alone", "amount", "8,121"),
    claim("leant-on", "amount", "1,132"),
    claim("wrong", "share", "99%", "cell(t.x, k=1)"),
    claim("difference", "difference", "132", 'claim("leant-on") - 1000'),
]


def variants(kind, stated, of_kind="amount"):
    return sorted(map(str, VARIANTS[kind](claim("x", of_kind, stated))))


def test_what_each_kind_alters():
    assert len(variants("digit_changed", "1.7%")) == 8 + 9 and "1.8%" in variants("digit_changed", "1.7%")
    # a first zero is no other number
    assert "0.7%" not in variants("digit_changed", "1.7%")
    assert variants("power_of_ten", "1.7%") == ["17.0%"] and variants("power_of_ten", "8,121") == ["81210"]
    assert (
        variants("digits_exchanged", "8,121") == ["1821", "8112", "8211"]
        and variants("digits_exchanged", "11") == []
    )
    assert variants("rank_shifted", "1st", "rank") == ["2"] and variants("rank_shifted", "2nd", "rank") == [
        "1",
        "3",
    ]
    assert variants("date_shifted", "2022-05-01", "date") == ["2022-04-30", "2022-05-02"]
    assert variants("date_shifted", "2022-01", "date") == ["2021-12", "2022-02"] and variants(
        "date_shifted", "2022", "date"
    ) == ["2021", "2023"]
    assert variants("order_exchanged", ["a", "b", "c"], "superlative") == [
        "['a', 'c', 'b']",
        "['b', 'a', 'c']",
    ]
    assert (
        variants("order_exchanged", "yes", "order") == ["no"]
        and variants("order_exchanged", "yes", "membership") == []
    )
    assert variants("digit_changed", "six", "count") == [] and variants("digit_changed", "2022", "date") == []


def test_a_seed_gives_the_same_alterations():
    one, same, other = (alter_claims(CLAIMS, seed, 5, TABLES) for seed in (1, 1, 2))
    assert one == same != other
    counts = pd.Series([alteration.kind for alteration in one]).value_counts()
    assert counts.max() <= 5 and set(counts.index) == {*VARIANTS, SILENT}
    assert all(
        alteration.claim["stated"]
        != next(record["stated"] for record in CLAIMS if record["id"] == alteration.id)
        for alteration in one
    )


def test_a_claim_that_stands_against_the_documents_already_is_left_alone():
    assert "wrong" not in {alteration.id for alteration in alter_claims(CLAIMS, 1, 999, TABLES)}


def test_inside_rounding_is_what_the_check_allows():
    inside = {
        (alteration.id, alteration.claim["stated"])
        for alteration in alter_claims(CLAIMS, 1, 999, TABLES)
        if alteration.kind == SILENT
    }
    # 54.55 to 54.85 leaves 54.6 to 54.8, and the next prints are 54.6 and 54.8; 31.7 leaves no other;
    # 1,131.5 to 1,132.5 less 1,000 touches 131.5 to 132.5 alone
    assert inside == {("sum", "54.6%"), ("sum", "54.8%")}


def test_what_comes_of_them():
    found = measure_alterations(CLAIMS, alter_claims(CLAIMS, 1, 999, TABLES), TABLES).set_index("kind")
    assert (found["false_alarms"] == 0).all() and (found["missed"] == 0).all()
    assert (found.loc[list(VARIANTS), "recall_pct"] == 100).all()
    # each of the four digits of 8,121 can be another, and nothing touches it
    assert found.loc["digit_changed", "not_covered"] == 8 + 9 + 9 + 9
    # 54.6, 54.8 are digits changed too, and allowed
    assert found.loc["digit_changed", "still_holds"] == 2
    # the one that another leans on is found through it
    assert found.loc["power_of_ten", "not_covered"] == 1
    assert pd.isna(found.loc[SILENT, "recall_pct"]) and found.loc[SILENT, "still_holds"] == 2


def test_an_auditor_that_cries_wolf_is_seen(monkeypatch):
    import tests.benchmarks.audit.claim_alterations as module

    alterations = alter_claims(CLAIMS, 1, 2, TABLES)

    def alarmed(claims, tables):
        verdicts = verdicts_of(claims, tables)
        changed = claims[1]["stated"] != CLAIMS[1]["stated"]
        return verdicts | ({"alone": "contradicted", "sum": "contradicted"} if changed else {})

    monkeypatch.setattr(module, "verdicts_of", alarmed)
    found = measure_alterations(CLAIMS, alterations, TABLES).set_index("kind")
    assert found.loc[SILENT, "false_alarms"] == 4 and found.loc[SILENT, "precision_pct"] == 0


def test_an_auditor_that_sleeps_is_seen(monkeypatch):
    import tests.benchmarks.audit.claim_alterations as module

    alterations = alter_claims(CLAIMS, 1, 999, TABLES)
    monkeypatch.setattr(
        module,
        "verdicts_of",
        lambda claims, tables: dict.fromkeys((record["id"] for record in claims), "holds"),
    )
    found = measure_alterations(CLAIMS, alterations, TABLES).set_index("kind")
    assert found.loc["rank_shifted", "missed"] == 2 and found.loc[
        "rank_shifted", "recall_pct"
    ] == pytest.approx(0)
