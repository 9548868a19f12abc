"""Dates of events: as texts print them, and as outside evidence corrects them."""

from bilateral.clean.row_checks import fault
from crossfoot import InputError, Period, read_iso

ISO_DATE = "an ISO 8601 date, or an interval that does not end before it begins"


def corrected_dates(
    evidence: list[dict], name: str, reports: dict[str, list[dict]]
) -> dict[str, tuple[str, Period, str]]:
    """By event: date (ISO 8601), its period and the source, where evidence rules out each printed date.

    evidence: records of data/evidence.yaml; one with `event` and `date` is about the date of that event.
    reports: the reports of each event, with their `period`. Raises InputError for an event that no text
    reports, a record without a date, or a date that is none.
    """
    found = {}
    for record in evidence:
        if "event" not in record:
            continue
        event, place = record["event"], f"{name}: evidence on {record.get('claim')}"
        if event not in reports:
            raise InputError(f"{place}: event", repr(event), "the key of an event that a text reports")
        period = read_iso(record["date"]) if "date" in record else None
        if period is None:
            raise InputError(f"{place}: date", repr(record.get("date")), "the date of the event, ISO 8601")
        printed = [report["period"] for report in reports[event] if report["period"]]
        if printed and not any(overlap(period, other) for other in printed):
            found[event] = (record["date"], period, record["source"])
    return found


def period_of(row: dict, name: str) -> Period | None:
    """The period that the date of a report gives; None for a report without date and evidence."""
    if not row["date"] and not row["dated_by"]:
        return None
    period = read_iso(row["date"])
    if period is None:
        raise fault(row, name, "date", ISO_DATE)
    return period


def overlap(first: Period, second: Period) -> bool:
    return all(
        one.end is None or other.start is None or one.end >= other.start
        for one, other in ((first, second), (second, first))
    )


def days_of(period: Period | None) -> float:
    """Days of a period, to find the finer one; an open end is longer than a closed one, no date longest."""
    if period is None:
        return float("inf")
    return (period.end - period.start).days if period.start and period.end else 1e9
