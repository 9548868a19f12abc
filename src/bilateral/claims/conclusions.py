"""The main conclusions of a text: what it prints, what the rebuilt figures give, whether each survives."""

import re
from collections.abc import Callable
from typing import Any

import pandas as pd

from bilateral.claims.claims import context_of
from bilateral.claims.expressions import evaluate
from bilateral.claims.lookups import Tables, shown
from bilateral.claims.records import NUMERIC
from bilateral.claims.values import kind_of, round_half_away
from crossfoot import CONTRADICTED, InputError, Number

YES, IN_PART, NO = "yes", "in part", "no"
COLUMNS = ["id", "source", "line", "conclusion", "printed", "rebuilt", "survives", "why", "claims"]
# {name} or {name:2}, with the decimals to show
PLACEHOLDER = re.compile(r"\{(?P<name>\w+)(?::(?P<decimals>\d))?\}")
# what a contradicted statement changes
A_CONCLUSION, A_NUMBER, A_DETAIL = "conclusion", "number", "detail"


def judge_conclusions(
    records: list[dict],
    require: Callable[[object, str], None],
    claims: list[dict],
    tables: dict[str, pd.DataFrame],
    name: str,
) -> pd.DataFrame:
    """One row a conclusion, in the order of the file: COLUMNS.

    records: of data/conclusions.yaml. require: of bilateral.study.json_schema for one record. claims: of
    read_claims. tables: the document's own and others, by name. `printed`, `rebuilt` and `why` hold values
    of checks in braces. survives: yes where every check of `holds` is true, no where none is, else in part;
    the record says which, since its words do. Raises InputError for a record that the tables contradict, a
    claim that there is not, or a check that cannot be evaluated.
    """
    context = context_of(claims, Tables(tables), name)
    known = {claim["id"] for claim in claims}
    rows = []
    for number, record in enumerate(records, start=1):
        place = f"{name}: conclusion {record['id']}" if "id" in record else f"{name}: record {number}"
        require(record, place)
        if unknown := [claim for claim in record["claims"] if claim not in known]:
            raise InputError(f"{place}: claims", repr(unknown[0]), "the id of a claim")

        def value(check: str, key: str, record: dict = record, place: str = place) -> Any:
            return evaluate(check, f"{place}: {key}", record["source"], context)

        values = {key: value(check, key) for key, check in record.get("values", {}).items()}
        truths = [value(check, "holds") for check in record["holds"]]
        if other := [truth for truth in truths if not isinstance(truth, bool)]:
            raise InputError(
                f"{place}: holds", f"a check that gives {other[0]}", "checks that are true or false"
            )
        found = YES if all(truths) else IN_PART if any(truths) else NO
        if found != record["survives"]:
            expected = f"{found}, as its checks give; its words say otherwise"
            raise InputError(f"{place}: survives", record["survives"], expected)
        texts = {
            key: _filled(record[key], values, f"{place}: {key}") for key in ("printed", "rebuilt", "why")
        }
        rows.append(
            {key: record[key] for key in ("id", "source", "conclusion", "survives")}
            | texts
            | {"line": int(record["line"]), "claims": "; ".join(record["claims"])}
        )
    return pd.DataFrame(rows, columns=COLUMNS).astype({"line": "int64"})


def materiality(claims: pd.DataFrame, conclusions: pd.DataFrame) -> list[str]:
    """What each claim changes where document or sources contradict it; "" for any other.

    conclusion: it carries a conclusion that does not wholly survive; number: it states one; detail: a date,
    a name, a reference or a remark beside the argument. claims: with id, kind, combined.
    """
    fallen = conclusions.loc[conclusions["survives"] != YES, "claims"]
    carries = {claim for text in fallen for claim in text.split("; ")}
    return [
        ""
        if row.combined != CONTRADICTED
        else A_CONCLUSION
        if row.id in carries
        else A_NUMBER
        if row.kind in NUMERIC
        else A_DETAIL
        for row in claims.itertuples()
    ]


def _filled(text: str, values: dict[str, Any], place: str) -> str:
    def fill(match: re.Match) -> str:
        if match["name"] not in values:
            raise InputError(place, match[0], f"one of {', '.join(values) or 'no values'}")
        value = values[match["name"]]
        if kind_of(value) != "number" or match["decimals"] is None:
            return shown(value)
        return _number(value, int(match["decimals"]))

    return PLACEHOLDER.sub(fill, text)


def _number(value: Number, decimals: int) -> str:
    """At face value, with so many decimals; both ends where they differ."""
    ends = dict.fromkeys(
        f"{round_half_away(end, decimals):,.{decimals}f}" for end in (value.face.low, value.face.high)
    )
    return " to ".join(ends)
