"""What the texts state, held against what their own tables and other statements allow."""

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

import pandas as pd

from bilateral.claims.calls import Context
from bilateral.claims.expressions import evaluate
from bilateral.claims.lookups import Absent, Tables, shown
from bilateral.claims.records import checks_of, stated_value
from bilateral.claims.slips import explain
from bilateral.claims.stated import NO, YES, decimals_of, printed_as
from bilateral.claims.values import Ranking, Value, is_among, items, kind_of, round_half_away
from bilateral.fdi.releases import LARGEST_REVISION
from crossfoot import (
    CONTRADICTED,
    HOLDS,
    NOT_CHECKABLE,
    WITHIN_ROUNDING,
    InputError,
    Number,
    Period,
    read_iso_date,
)

# verdicts that a choice decides
DEPENDS = "depends"
OTHERWISE = "otherwise"
COLUMNS = (
    "id source line where statement kind stated unit computed low high verdict readings outside "
    "outside_verdict combined decided_by matters diagnosis evidence why"
).split()


def audit_claims(
    claims: list[dict],
    evidence: dict[str, dict],
    documents: dict[str, pd.DataFrame],
    official: dict[str, pd.DataFrame],
    name: str,
    evidence_name: str,
) -> pd.DataFrame:
    """One row a claim, in the order of the file: COLUMNS.

    claims, evidence: of read_claims and read_evidence. documents: tables that come from the texts
    themselves, document_parts among them, the only ones a claim's own check may use. official: further
    tables that evidence may use. computed is what the check gives at face value, low and high what it can
    be; verdict: holds, within_rounding, contradicted, depends (on a choice: see readings) or not_checkable.
    outside and outside_verdict say the same of the evidence, which is not_checkable where the official
    figures in use do not have what it looks for. combined, decided_by: of combine(); matters is left empty
    (conclusions.materiality). Raises InputError for a check that cannot be evaluated.
    """
    inside = context_of(claims, Tables(documents), name)
    outside = context_of(claims, Tables(documents | official), name)
    rows = []
    for claim in claims:
        row = {column: claim.get(column, "") for column in COLUMNS}
        row |= {"line": int(claim["line"]), "stated": as_text(claim["stated"])}
        row |= _by_document(claim, inside, name)
        if record := evidence.get(claim["id"]):
            row |= _by_evidence(record, claim, outside, evidence_name, row["diagnosis"])
        row["combined"], row["decided_by"] = combine(row["verdict"], row["outside_verdict"])
        rows.append(row)
    return pd.DataFrame(rows, columns=COLUMNS).astype({"line": "int64"})


def _by_document(claim: dict, context: Context, name: str) -> dict[str, str]:
    """What a row says of the claim's own check."""
    found = readings_of(claim, claim, context, name)
    row = {"verdict": overall(found)}
    if found:
        row |= _described(found[0][1], claim)
    if len(found) > 1:
        row["readings"] = "; ".join(_reading_text(*reading, claim) for reading in found)
    if row["verdict"] == CONTRADICTED:
        row["diagnosis"] = _diagnosis(claim, claim, context, name)
    return row


def _by_evidence(record: dict, claim: dict, context: Context, name: str, diagnosis: str) -> dict[str, str]:
    """What a row says of outside evidence. diagnosis: that of the claim's own check, which goes before."""
    row = {"evidence": "; ".join(record[key] for key in ("source", "note", "address") if key in record)}
    try:
        found = readings_of(record, claim, context, name)
    except Absent as absent:
        # official figures may be replaced by others, of fewer years
        said = f"the figures in use do not have it: {absent.found}"
        return row | {"outside_verdict": NOT_CHECKABLE, "outside": said}
    row["outside_verdict"] = overall(found)
    short = [_short(value, claim) for _, value, _ in found]
    choices = [f"{choice}: {value}" for (choice, _, _), value in zip(found, short, strict=True)]
    row["outside"] = "; ".join(choices if len(found) > 1 else short)
    if row["outside_verdict"] == CONTRADICTED and not diagnosis:
        row["diagnosis"] = _diagnosis(record, claim, context, name) or _magnitude(
            stated_value(claim, name), found[0][1], claim
        )
    return row


def combine(verdict: str, outside_verdict: str) -> tuple[str, str]:
    """One verdict from that of the document and that of outside sources ("" for none), and who gives it:
    document, outside, both or neither.

    What contradicts goes before what bears out, and that before a choice that is left open.
    """
    for found in (CONTRADICTED, HOLDS, WITHIN_ROUNDING, DEPENDS):
        said_by = [
            who for who, said in (("document", verdict), ("outside", outside_verdict)) if said == found
        ]
        if said_by:
            return found, "both" if len(said_by) == 2 else said_by[0]
    return NOT_CHECKABLE, "neither"


def context_of(claims: list[dict], tables: Tables, name: str) -> Context:
    """What the checks of these claims look at."""
    by_id = {claim["id"]: claim for claim in claims}
    return Context(tables, lambda key: stated_value(by_id[key], name))


def readings_of(record: dict, claim: dict, context: Context, name: str) -> list[tuple[str, Value, str]]:
    """Choice, value and verdict of each reading of a record, a claim's own or one of evidence on it."""
    found = []
    for choice, check in checks_of(record):
        place = f"{name}: {'claim' if record is claim else 'evidence on'} {claim['id']}"
        value = evaluate(check, place, claim["source"], context)
        found.append((choice, value, judge(stated_value(claim, name), value, claim, place)))
    if len(found) == 1 and "check" not in record:
        # under any other reading the documents do not decide it
        found.append((OTHERWISE, "", NOT_CHECKABLE))
    return found


def overall(found: list[tuple[str, Value, str]]) -> str:
    """The verdict on a claim from those of its readings, as readings_of gives them."""
    verdicts = {verdict for _, _, verdict in found} or {NOT_CHECKABLE}
    if verdicts == {HOLDS, WITHIN_ROUNDING}:
        return WITHIN_ROUNDING
    return verdicts.pop() if len(verdicts) == 1 else DEPENDS


def _diagnosis(record: dict, claim: dict, context: Context, name: str) -> str:
    """The slip by which a claim differs from the first reading of a record, its own or evidence on it."""
    place, stated = f"{name}: claim {claim['id']}", stated_value(claim, name)

    def fits(value: Value) -> bool:
        return judge(stated, value, claim, place) == HOLDS

    return explain(checks_of(record)[0][1], place, claim["source"], stated, fits, context)


def _magnitude(stated: Value, value: Value, claim: dict) -> str:
    """An amount that a power of ten brings near that of another release."""
    if not (
        claim["kind"] == "amount"
        and isinstance(stated, Number)
        and isinstance(value, Number)
        and value.is_point
    ):
        return ""
    said, given = stated.face.low, value.face.low
    power = round((said / given).log10()) if said > 0 and given > 0 and said.is_finite() else 0
    left = said / Decimal(10) ** power / given - 1 if power else Decimal(1)
    return (
        f"{Decimal(10) ** power:g} times the figure of the source, and {left:+.1%} besides"
        if abs(left) <= LARGEST_REVISION
        else ""
    )


def judge(stated: Value, value: Value, claim: dict, place: str) -> str:
    """How what is stated stands to what is computed: holds where the value at face value is what is stated,
    within_rounding where it can be, contradicted where it cannot. A check that gives truth says so itself.
    Raises InputError for two kinds."""
    if kind_of(value) == "truth":
        wanted = stated is not False
        return WITHIN_ROUNDING if value is None else _verdict(value == wanted, value == wanted)
    if isinstance(value, Number) and isinstance(stated, Period) and stated.precision == "year":
        stated = Number.exactly(stated.first.year)
    if isinstance(value, Period) and isinstance(stated, Number):
        stated = read_iso_date(claim["stated"]) or stated
    if isinstance(value, str) and not isinstance(claim["stated"], list):
        stated = claim["stated"]
    if kind_of(value) == "list" and not isinstance(stated, list | bool):
        stated = [claim["stated"]]
    if kind_of(stated) != kind_of(value):
        found = f"a check that gives a {kind_of(value)} ({shown(value)})"
        raise InputError(place, found, f"a {kind_of(stated)} as stated: {as_text(claim['stated'])}")
    if isinstance(value, Number) and isinstance(stated, Number):
        return _verdict(value.face.is_within(stated.wide), value.wide.overlaps(stated.wide))
    if isinstance(value, Period) and isinstance(stated, Period):
        return _verdict(
            stated.first <= value.first and value.last <= stated.last,
            stated.first <= value.last and value.first <= stated.last,
        )
    if isinstance(value, list | Ranking) and isinstance(stated, list):
        return _list_verdict(stated, value, claim, place)
    return _verdict(stated == value, stated == value)


def _list_verdict(stated: list[str], value: list | Ranking, claim: dict, place: str) -> str:
    """In order, except for membership."""
    computed = [shown(item) for item in items(value)]
    if isinstance(value, Ranking) and len(stated) != len(computed):
        raise InputError(
            place, f"a check that gives {len(computed)} keys", f"as many as stated: {len(stated)}"
        )
    if claim["kind"] == "membership":
        possible = (
            all(is_among(item, value) is not False for item in stated)
            if isinstance(value, Ranking)
            else False
        )
        return _verdict(set(stated) == set(computed), possible)
    return _verdict(stated == computed, isinstance(value, Ranking) and value.allows(stated))


def _verdict(at_face_value: bool, possible: bool) -> str:
    return HOLDS if at_face_value else (WITHIN_ROUNDING if possible else CONTRADICTED)


def _described(value: Value, claim: dict) -> dict[str, str]:
    """computed, low and high as text: a bound is rounded outwards, and empty where there is none."""
    if isinstance(value, Number):
        places = decimals_of(as_text(claim["stated"])) + 3
        low, high = (
            _bound(value.wide.low, places, ROUND_FLOOR),
            _bound(value.wide.high, places, ROUND_CEILING),
        )
        return {"computed": _short(value, claim), "low": low, "high": high}
    if isinstance(value, Period):
        return {
            "computed": _short(value, claim),
            "low": value.first.isoformat(),
            "high": value.last.isoformat(),
        }
    text = _short(value, claim)
    if kind_of(value) == "truth":
        return {"computed": text, "low": YES if value else NO, "high": NO if value is False else YES}
    return {"computed": text, "low": text, "high": text}


def _short(value: Value, claim: dict) -> str:
    """A value as it would be printed in the claim's place."""
    if isinstance(value, Number):
        low, high = value.face.low, value.face.high
        like = as_text(claim["stated"])
        if low == high:
            places = decimals_of(like)
            exact = -int(low.normalize().as_tuple().exponent)
            # a value with a digit or two more is shown whole, so that it never looks like what it is not
            return (
                printed_as(low, like, max(exact, places))
                if exact <= places + 2
                else printed_as(round_half_away(low, places), like, places)
            )
        if low.is_infinite() or high.is_infinite():
            ends = [
                f"{word} {end:f}"
                for word, end in (("at least", low), ("at most", high))
                if not end.is_infinite()
            ]
            return " ".join(ends) or "any number"
        places = decimals_of(like) + 1
        return f"{_bound(low, places, ROUND_FLOOR)} to {_bound(high, places, ROUND_CEILING)}"
    if kind_of(value) == "truth":
        return "open" if value is None else (YES if value else NO)
    if isinstance(value, list | Ranking):
        return as_text([shown(item) for item in items(value)])
    return shown(value)


def _reading_text(choice: str, value: Value, verdict: str, claim: dict) -> str:
    # what a truth comes to is its verdict
    computed = _short(value, claim) if kind_of(value) != "truth" else ""
    return f"{choice}: " + ", ".join(filter(None, [verdict, computed]))


def _bound(value: Decimal, places: int, rounding: str) -> str:
    if value.is_infinite():
        return ""
    exact = value.quantize(Decimal(1).scaleb(-places), rounding).normalize()
    return f"{exact + 0:f}"


def as_text(stated: str | list[str]) -> str:
    """What is stated, in one cell."""
    return ", ".join(stated) if isinstance(stated, list) else stated
