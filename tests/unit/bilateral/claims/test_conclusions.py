import pandas as pd
import pytest

from bilateral.claims.claims import combine
from bilateral.claims.conclusions import judge_conclusions, materiality
from crossfoot.errors import InputError

TABLES = {"trade": pd.DataFrame({"year": [2010, 2020], "usd_million": [100.0, 61.25]})}
CLAIMS = [
    {"id": "imports-fell", "stated": "yes", "kind": "trend", "source": "paper"},
    {"id": "imports-2010", "stated": "100", "kind": "amount", "source": "paper"},
]
RECORD = {
    "id": "imports-fell",
    "source": "paper",
    "line": "7",
    "conclusion": "Imports fell",
    "claims": ["imports-fell"],
    "values": {"before": "cell(trade.usd_million, year=2010)", "after": "cell(trade.usd_million, year=2020)"},
    "holds": ["cell(trade.usd_million, year=2020) < cell(trade.usd_million, year=2010)"],
    "printed": "fell to half",
    "rebuilt": "{before:0} to {after:1}",
    "survives": "yes",
    "why": "the totals fell",
}


def judged(**change):
    return judge_conclusions(
        [RECORD | change], lambda record, place: None, CLAIMS, TABLES, "conclusions.yaml"
    )


def test_values_stand_in_the_words_rounded_half_away():
    (row,) = judged().to_dict("records")
    assert (row["rebuilt"], row["survives"], row["line"]) == ("100 to 61.3", "yes", 7)


FALSE = "cell(trade.usd_million, year=2020) < 50"


def test_a_conclusion_survives_in_part_where_one_of_two_checks_holds():
    (row,) = judged(holds=[*RECORD["holds"], FALSE], survives="in part").to_dict("records")
    assert row["survives"] == "in part"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"holds": [FALSE]},
            "conclusions.yaml: conclusion imports-fell: survives: found yes; "
            "expected no, as its checks give; its words say otherwise",
        ),
        (
            {"claims": ["exports-rose"]},
            "conclusions.yaml: conclusion imports-fell: "
            "claims: found 'exports-rose'; expected the id of a claim",
        ),
        (
            {"rebuilt": "{later}"},
            "conclusions.yaml: conclusion imports-fell: "
            "rebuilt: found {later}; expected one of before, after",
        ),
    ],
)
def test_a_record_that_the_tables_contradict_is_named(change, message):
    with pytest.raises(InputError) as error:
        judged(**change)
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("document", "outside", "expected"),
    [
        ("holds", "contradicted", ("contradicted", "outside")),
        ("contradicted", "", ("contradicted", "document")),
        ("not_checkable", "holds", ("holds", "outside")),
        ("holds", "holds", ("holds", "both")),
        ("depends", "within_rounding", ("within_rounding", "outside")),
        ("not_checkable", "", ("not_checkable", "neither")),
        ("not_checkable", "not_checkable", ("not_checkable", "neither")),
    ],
)
def test_one_verdict_of_document_and_sources(document, outside, expected):
    assert combine(document, outside) == expected


def test_what_a_contradicted_claim_changes():
    claims = pd.DataFrame(
        [
            ("imports-fell", "trend", "contradicted"),
            ("share", "share", "contradicted"),
            ("day", "date", "contradicted"),
            ("other", "share", "holds"),
        ],
        columns=["id", "kind", "combined"],
    )
    fallen = judged(holds=[FALSE], survives="no")
    assert materiality(claims, fallen) == ["conclusion", "number", "detail", ""]
    assert materiality(claims, judged())[0] == "detail"
