"""Claims and outside evidence as authors record them: read, completed and checked."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from graphlib import CycleError, TopologicalSorter

from bilateral.claims.expressions import claims_in
from bilateral.claims.stated import NO, YES, read_stated
from bilateral.claims.values import Value
from crossfoot import InputError, read_iso_date

OWN_READING, CITED = "as the study reads it", "as cited"
# kinds that state a number and nothing else
NUMERIC = frozenset(
    {"amount", "share", "rank", "count", "sum", "difference", "growth", "ratio", "conversion"}
)
# what the claims of one line share
PLACE = ("source", "line", "where")
# the parts of a text that `cites` can name: how the claim's id begins, and what it says
CITED_PARTS = {
    "reference": ("cite", "{} is in the list of references"),
    "note": ("note-mark", "Mark {} leads to a note"),
    "table": ("see-table", "Table {} is in the text"),
    "figure": ("see-figure", "Figure {} is in the text"),
    "section": ("see-section", "Section {} is in the text"),
}


def read_claims(
    records: object, require: Callable[[object, str], None], name: str, texts: list[str]
) -> list[dict]:
    """Claims as they are recorded, completed as by listed_claims and checked: closed keys and kinds, ids
    once, references that lead somewhere and in no circle, stated values that can be read, a reason where
    there is no check.

    records: of data/claims.yaml, every value text. require: of bilateral.study.json_schema for one claim.
    texts: the keys of data/texts.csv. Raises InputError naming the claim.
    """
    claims: dict[str, dict] = {}
    for place, claim in listed_claims(records, name):
        require(claim, place)
        if claim["id"] in claims:
            raise InputError(
                place, "its id a second time", "each id once; a part cited twice needs an `id` of its own"
            )
        if claim["source"] not in texts:
            raise InputError(f"{place}: source", repr(claim["source"]), "one of " + ", ".join(texts))
        if not checks_of(claim) and "why" not in claim:
            raise InputError(place, "neither check nor why", "a check, or why the documents cannot decide it")
        if len(checks_of(claim)) == 1 and "check" not in claim and "why" not in claim:
            found = "one reading, neither check nor why"
            raise InputError(place, found, "another reading, or why the documents cannot decide it otherwise")
        stated_value(claim, name)
        claims[claim["id"]] = claim
    _require_no_circle(claims, name)
    return list(claims.values())


def read_evidence(
    records: object, require: Callable[[object, str], None], name: str, claims: list[dict]
) -> dict[str, dict]:
    """Outside evidence by the claim it decides; a `date` stands for the check that gives it.

    Raises InputError for an unknown claim, a second record, or a date that is none.
    """
    ids, found = {claim["id"] for claim in claims}, {}
    for number, record in enumerate(_list(records, name), start=1):
        place = _place(f"{name}: evidence on", record, "claim", f"{name}: record {number}")
        require(record, place)
        if record["claim"] not in ids:
            raise InputError(place, "no claim of that id", "an id of the claims")
        if record["claim"] in found:
            raise InputError(
                place, "a second record", "one for each claim; several readings stand in one record"
            )
        if ("date" in record) == ("check" in record):
            both = "both a date and a check" if "date" in record else "neither a date nor a check"
            raise InputError(place, both, "one of them")
        if "date" in record:
            if read_iso_date(record["date"]) is None:
                raise InputError(f"{place}: date", repr(record["date"]), "an ISO date, month or year")
            record = record | {"check": f'date("{record["date"]}")'}
        found[record["claim"]] = record
    return found


def listed_claims(records: object, name: str) -> Iterator[tuple[str, dict]]:
    """Each claim with its place in errors: what is recorded of it, the source, line and place of its group,
    and what a record may leave out.

    A claim that states neither a number nor a date states `yes`. A record with `cites` is the claim that the
    text has the part which it names, such as `table 3.1` or `reference Baldwin 2006`.
    Raises InputError for a group or record of another form.
    """
    for number, group in enumerate(_list(records, name), start=1):
        place = f"{name}: record {number}"
        if not isinstance(group, dict):
            raise InputError(place, repr(group), "the keys source, line, where and claims")
        if set(group) != {*PLACE, "claims"} or not isinstance(group["claims"], list):
            found = f"the keys {', '.join(map(str, group))}"
            raise InputError(place, found, "source, line, where and claims, a list")
        shared = {key: group[key] for key in PLACE}
        for position, record in enumerate(group["claims"], start=1):
            at = _place(f"{name}: claim", record, "id", f"{place}, claim {position}")
            if not isinstance(record, dict):
                raise InputError(at, repr(record), "the keys of a claim")
            claim = _cross_reference(record, at) if "cites" in record else record
            at = f"{name}: claim {claim['id']}" if claim.get("id") else at
            if twice := [key for key in PLACE if key in claim]:
                raise InputError(at, f"the key {twice[0]!r}", "it once, beside `claims`")
            if claim.get("kind") not in NUMERIC | {"date"}:
                claim = {"stated": YES} | claim
            yield at, shared | claim


def _cross_reference(record: dict, place: str) -> dict:
    """The claim that a record with `cites` makes; its own id or statement goes before."""
    if other := set(record) - {"cites", "id", "statement", "numbers"}:
        raise InputError(place, f"the key {min(other)!r} beside `cites`", "id, statement or numbers alone")
    part, _, label = str(record["cites"]).partition(" ")
    if part not in CITED_PARTS or not label:
        found = f"cites {record['cites']!r}"
        raise InputError(place, found, f"one of {', '.join(CITED_PARTS)}, and its label")
    begins, says = CITED_PARTS[part]
    claim = {
        "id": f"{begins}-{_slug(label)}",
        "statement": says.format(label),
        "kind": "cross_reference",
        "check": f"has({json.dumps(part)}, {json.dumps(label, ensure_ascii=False)})",
    }
    return claim | {key: value for key, value in record.items() if key != "cites"}


def _slug(label: str) -> str:
    """A label as the words of an id: "Juhász et al. 2024" is juhasz-et-al-2024, "3.1" is 3-1."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    # the point of an abbreviation parts no words; that of a number does
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"(?<!\d)\.|\.(?!\d)", "", plain)).strip("-")


def stated_value(claim: dict, name: str) -> Value:
    """What a claim states, as a value: yes and no are truth, a list its keys, a date a period, else a number;
    text that is none of these is itself. Raises InputError where its kind asks for a number or a date."""
    stated, kind = claim["stated"], claim["kind"]
    if isinstance(stated, list):
        return list(stated)
    if stated in (YES, NO):
        return stated == YES
    value = read_iso_date(stated) if kind == "date" else read_stated(stated)
    if value is None and kind != "date":
        value = read_iso_date(stated)
    if value is None and (kind == "date" or kind in NUMERIC):
        wanted = (
            "an ISO date, month or year"
            if kind == "date"
            else "a number as printed, its scale word in `unit`"
        )
        raise InputError(f"{name}: claim {claim['id']}: stated", repr(stated), wanted)
    return stated if value is None else value


def checks_of(record: dict) -> list[tuple[str, str]]:
    """Choice and check of each reading, the record's own first."""
    own = [(CITED if "claim" in record else OWN_READING, record["check"])] if "check" in record else []
    return own + [(reading["choice"], reading["check"]) for reading in record.get("readings", [])]


def _list(records: object, name: str) -> list:
    """An empty file has none."""
    if not isinstance(records, list):
        if records:
            raise InputError(name, f"a {type(records).__name__}", "a list of records")
        return []
    return records


def _place(named: str, record: object, key: str, otherwise: str) -> str:
    return f"{named} {record[key]}" if isinstance(record, dict) and record.get(key) else otherwise


def _require_no_circle(claims: dict[str, dict], name: str) -> None:
    refers = {
        key: [other for _, check in checks_of(claim) for other in claims_in(check, f"{name}: claim {key}")]
        for key, claim in claims.items()
    }
    try:
        TopologicalSorter(refers).prepare()
    except CycleError as error:
        circle = error.args[1][::-1]
        raise InputError(
            f"{name}: claim {circle[0]}",
            f"claims that lean on each other: {' → '.join(circle)}",
            "a check that does not lead back to the claim",
        ) from None
