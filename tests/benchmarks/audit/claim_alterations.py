"""Claims altered one at a time, to measure what the audit of claims finds and what it should leave alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from hashlib import sha256

import pandas as pd

from bilateral.claims.claims import DEPENDS, as_text, context_of, overall, readings_of
from bilateral.claims.expressions import claims_in, evaluate
from bilateral.claims.lookups import ISO_LENGTH, Tables
from bilateral.claims.records import checks_of, stated_value
from bilateral.claims.stated import NO, YES, decimals_of, printed_as
from crossfoot.numbers.dates import Period, read_iso_date
from crossfoot.numbers.intervals import Interval
from crossfoot.numbers.number import Number
from crossfoot.numbers.slips import digits_exchanged
from crossfoot.numbers.verdicts import CONTRADICTED, HOLDS, WITHIN_ROUNDING
from tests.benchmarks.audit.scoring import ALLOWED, DETECTED, MISSED, SILENT, UNCOVERED, Outcome, summary

SOUND = (HOLDS, WITHIN_ROUNDING)
RAISED = (CONTRADICTED, DEPENDS)


@dataclass(frozen=True)
class Alteration:
    """One claim altered: kind, id, what was altered, the claim as it then reads, and whether a check touches
    it."""

    kind: str
    id: str
    altered: str
    claim: dict
    checkable: bool


def verdicts_of(
    claims: list[dict], tables: dict[str, pd.DataFrame] | Tables, name: str = "claims"
) -> dict[str, str]:
    """The verdict on each claim by id. claims: of read_claims. tables: those that come from the documents,
    document_parts among them; given as Tables, what was looked up for one set of claims serves the next."""
    study = context_of(claims, tables if isinstance(tables, Tables) else Tables(tables), name)
    return {claim["id"]: overall(readings_of(claim, claim, study, name)) for claim in claims}


def alter_claims(
    claims: list[dict], seed: int, number: int, tables: dict[str, pd.DataFrame] | Tables
) -> list[Alteration]:
    """At most `number` alterations of each kind, drawn with the seed from all claims that can be altered so:
    digit_changed, power_of_ten, digits_exchanged, rank_shifted, date_shifted, order_exchanged, and
    inside_rounding: another print that the check's own interval allows.

    claims: of read_claims. tables: as for verdicts_of. A claim that already stands against the documents is
    not altered; one without a check is, and is not checkable unless another claim leans on it.
    """
    tables = tables if isinstance(tables, Tables) else Tables(tables)
    verdicts = verdicts_of(claims, tables)
    leaning = _leaning(claims)
    open_to = [claim for claim in claims if verdicts[claim["id"]] in SOUND or not checks_of(claim)]
    alterations = []
    for kind, variants in {**VARIANTS, SILENT: _inside_rounding(claims, tables)}.items():
        possible = [(claim, stated) for claim in open_to for stated in sorted(variants(claim), key=as_text)]
        # drawn by what is altered, so that a further claim leaves the others' alterations as they were
        drawn = sorted(possible, key=lambda one, kind=kind: _lot(seed, kind, one[0]["id"], as_text(one[1])))
        for claim, stated in drawn[:number]:
            checkable = bool(checks_of(claim)) or claim["id"] in leaning
            altered = f"{as_text(claim['stated'])} → {as_text(stated)}"
            alterations.append(Alteration(kind, claim["id"], altered, claim | {"stated": stated}, checkable))
    return alterations


def measure_alterations(
    claims: list[dict], alterations: list[Alteration], tables: dict[str, pd.DataFrame] | Tables
) -> pd.DataFrame:
    """By kind, and for all kinds that ought to be found: the columns of scoring.COLUMNS.

    Detected is an alteration after which the claim, or one that leans on it, newly stands contradicted or
    depends on a choice; any other new one is a false alarm, and for inside_rounding the claim's own too.
    Not detectable are those that no check touches (not_covered) and those that every check still allows
    (still_holds); the rest is missed. recall_pct: detected among detected and missed; detected_pct: among
    all; precision_pct: detected among all that was raised.
    """
    tables = tables if isinstance(tables, Tables) else Tables(tables)
    before, leaning = verdicts_of(claims, tables), _leaning(claims)
    outcomes: dict[str, list[Outcome]] = {}
    for alteration in alterations:
        altered = altered_claims(claims, alteration)
        raised = {
            key
            for key, verdict in verdicts_of(altered, tables).items()
            if verdict in RAISED and before[key] not in RAISED
        }
        due = leaning.get(alteration.id, set()) | (set() if alteration.kind == SILENT else {alteration.id})
        if raised & due and alteration.kind != SILENT:
            outcome = DETECTED
        elif not alteration.checkable:
            outcome = UNCOVERED
        else:
            outcome = ALLOWED if _is_allowed(alteration.claim, altered, tables) else MISSED
        outcomes.setdefault(alteration.kind, []).append(
            (outcome, int(outcome == DETECTED), len(raised - due))
        )
    return summary(outcomes)


def _is_allowed(claim: dict, claims: list[dict], tables: Tables) -> bool:
    """Whether what is stated meets each of the claim's own checks, whatever the verdicts say."""
    study, stated = context_of(claims, tables, ""), stated_value(claim, "")
    for _, check in checks_of(claim):
        value = evaluate(check, claim["id"], claim["source"], study)
        if isinstance(value, Number) and isinstance(stated, Number):
            ends = (value.wide.low, value.wide.high, stated.wide.low, stated.wide.high)
            if ends[0] > ends[3] or ends[2] > ends[1]:
                return False
        elif isinstance(value, Period) and isinstance(stated, Period):
            if stated.end < value.start or value.end < stated.start:
                return False
        elif isinstance(value, bool) and isinstance(stated, bool) and value != stated:
            return False
    return True


def altered_claims(claims: list[dict], alteration: Alteration) -> list[dict]:
    """The claims with the altered one in its place."""
    return [alteration.claim if claim["id"] == alteration.id else claim for claim in claims]


def _lot(*what: object) -> str:
    return sha256(repr(what).encode()).hexdigest()


def _leaning(claims: list[dict]) -> dict[str, set[str]]:
    """By claim, the ids of those whose check refers to it."""
    found: dict[str, set[str]] = {}
    for claim in claims:
        for other in {other for _, check in checks_of(claim) for other in claims_in(check, "")}:
            found.setdefault(other, set()).add(claim["id"])
    return found


def _plain(claim: dict) -> str:
    """The text of a stated number that is printed in digits; "" for another."""
    stated = claim["stated"]
    is_number = isinstance(stated, str) and isinstance(stated_value(claim, ""), Number)
    return stated if is_number and any(character.isdigit() for character in stated) else ""


def _digit_changed(claim: dict) -> Iterator[str]:
    text = _plain(claim)
    for place, digit in enumerate(text):
        for other in "0123456789" if digit.isdigit() else "":
            # a first zero would be another way of printing, not another number
            if other != digit and not (other == "0" and not text[:place].strip("US$¥₹")):
                yield text[:place] + other + text[place + 1 :]


def _rewritten(claim: dict, change: Callable[[str], list[str]]) -> Iterator[str]:
    """A stated number with its digits rewritten, prefix, commas and sign kept."""
    text = _plain(claim)
    first = next((place for place, character in enumerate(text) if character.isdigit()), 0)
    last = next((place for place in range(len(text), 0, -1) if text[place - 1].isdigit()), 0)
    digits = text[first:last]
    for changed in (
        change(digits.replace(",", "")) if digits.replace(",", "").replace(".", "", 1).isdigit() else []
    ):
        yield text[:first] + changed + text[last:]


def _power_of_ten(claim: dict) -> Iterator[str]:
    def change(digits: str) -> list[str]:
        whole, point, rest = digits.partition(".")
        if not point:
            return [f"{digits}0"] if int(digits) else []
        return [f"{whole}{rest[0]}{point}{rest[1:]}0".rstrip(".")] if float(digits) else []

    yield from _rewritten(claim, change)


def _digits_exchanged(claim: dict) -> Iterator[str]:
    yield from _rewritten(claim, digits_exchanged)


def _rank_shifted(claim: dict) -> Iterator[str]:
    value = stated_value(claim, "")
    if claim["kind"] == "rank" and isinstance(value, Number) and value.face.low == value.face.high:
        for step in (-1, 1):
            if value.face.low + step >= 1:
                yield f"{value.face.low + step}"


def _date_shifted(claim: dict) -> Iterator[str]:
    value = stated_value(claim, "")
    if isinstance(value, Period):
        width = ISO_LENGTH[value.precision]
        for day in (value.start - timedelta(days=1), value.end + timedelta(days=1)):
            if read_iso_date(day.isoformat()[:width]):
                yield day.isoformat()[:width]


def _order_exchanged(claim: dict) -> Iterator[str | list[str]]:
    stated = claim["stated"]
    if isinstance(stated, list) and claim["kind"] != "membership":
        for place in range(len(stated) - 1):
            yield [*stated[:place], stated[place + 1], stated[place], *stated[place + 2 :]]
    elif claim["kind"] in ("order", "trend", "superlative") and stated in (YES, NO):
        yield NO if stated == YES else YES


VARIANTS = {
    "digit_changed": _digit_changed,
    "power_of_ten": _power_of_ten,
    "digits_exchanged": _digits_exchanged,
    "rank_shifted": _rank_shifted,
    "date_shifted": _date_shifted,
    "order_exchanged": _order_exchanged,
}


def _inside_rounding(claims: list[dict], tables: Tables) -> Callable[[dict], Iterator[str]]:
    """The next print at the last digit, up or down, that the interval of each of the claim's checks
    allows."""
    study = context_of(claims, tables, "")

    def variants(claim: dict) -> Iterator[str]:
        text = _plain(claim)
        bare = text.removesuffix("%")
        if not text or not bare.replace(",", "").replace(".", "", 1).isdigit():
            return
        values = [evaluate(check, claim["id"], claim["source"], study) for _, check in checks_of(claim)]
        if not values or not all(isinstance(value, Number) for value in values):
            return
        places = decimals_of(bare)
        for step in (-1, 1):
            number = stated_value(claim, "").face.low + Decimal(step).scaleb(-places)
            changed = Interval.rounded(abs(number), places)
            if number >= 0 and all(value.wide.overlaps(changed) for value in values):
                yield printed_as(number, bare, places) + text[len(bare) :]

    return variants
