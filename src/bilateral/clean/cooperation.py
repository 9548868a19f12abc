"""Reports of cooperation, typed: events with their numbers and parties, partnerships, fields."""

import re

import pandas as pd

from bilateral.clean.event_dates import ISO_DATE, corrected_dates, days_of, overlap, period_of
from bilateral.clean.row_checks import fault, known, once, require
from bilateral.clean.stated_numbers import GRAMMAR, read_stated
from bilateral.study.dictionary import check_table, columns_of, empty_table, values_of
from crossfoot import read_iso

COLUMNS = ["event", "label"]
PARTY = re.compile(r"^(?P<economy>[A-Z]{3})(?::(?P<body>[^:()]+?)(?: \((?P<person>[^()]+)\))?)?$")
TEXTS, SUBDIVISIONS, FIELDS = "data/texts.csv", "data/subdivisions.csv", "data/fields.csv"
SAME = ["occasion", "subject", "stage", "instrument"]
WORDS = ["locator", "subject", "event_text"]
SLUG = re.compile(r"^[a-z][a-z0-9_]*$")
# economy, body, person
Party = tuple[str, str | None, str | None]


def clean_texts(rows: pd.DataFrame) -> pd.DataFrame:
    """The texts: text (its key), author, title, published (ISO 8601), dated_by (the evidence, where the text
    itself prints no date). Raises InputError for a date that is none or a key twice."""
    for line, row in enumerate(rows.to_dict("records"), start=2):
        if read_iso(row["published"]) is None:
            raise fault(row | {"line": line}, TEXTS, "published", ISO_DATE)
    return check_table(
        "cooperation_texts", rows.assign(dated_by=rows["dated_by"].where(rows["dated_by"] != "", None))
    )


def clean_events(
    rows: pd.DataFrame,
    name: str,
    texts: pd.DataFrame,
    names: dict[str, str],
    evidence: list[dict],
    evidence_name: str,
) -> dict[str, pd.DataFrame]:
    """cooperation_events (one row an event, whatever the number of texts that report it), cooperation_numbers
    and cooperation_parties.

    rows: one row for each report of an event by one text, as docs/internals.md describes them; name: of their
    file. texts: cooperation_texts. names: ISO code to name. evidence: records of what outside sources say,
    which correct the date of the `event` that they name. Of two dates of one event the finer is used; of
    an economy that one text names and another names a body of, the body.
    Raises InputError for a cell that is none of its kind, a report twice, or two reports that exclude each
    other.
    """
    about = ["event", "text", "locator", "date", "dated_by", *SAME, "parties", "event_text", "numbers"]
    require(rows, name, about)
    closed = {"text": list(texts["text"])}
    closed |= {column: values_of("cooperation_events", column) for column in ("instrument", "stage")}
    reports: dict[str, list[dict]] = {}
    numbers = []
    for row in rows.to_dict("records"):
        _check_report(row, name, closed)
        report = row | {"period": period_of(row, name), "parties": _parties(row, name, names)}
        earlier = reports.setdefault(row["event"], [])
        _agree(report, earlier, name)
        earlier.append(report)
        numbers += _numbers(row, name)
    corrected = corrected_dates(evidence, evidence_name, reports)
    events, parties = [], []
    for event, own in reports.items():
        named = _merge([party for report in own for party in report["parties"]])
        parties += [(event, *party) for party in named]
        events.append(_event(own, named, corrected.get(event)))
    # a file may state no number and name no party: the columns are there all the same
    frames = {
        "cooperation_events": pd.DataFrame(events).sort_values(
            ["date_to", "date_from", "event"], ignore_index=True
        ),
        "cooperation_numbers": pd.DataFrame(numbers, columns=columns_of("cooperation_numbers")),
        "cooperation_parties": pd.DataFrame(parties, columns=columns_of("cooperation_parties")).sort_values(
            ["event", "economy"], kind="stable", ignore_index=True
        ),
    }
    return {table: check_table(table, frame) for table, frame in frames.items()}


def _check_report(row: dict, name: str, closed: dict[str, list[str]]) -> None:
    """closed: by column, what may stand in it."""
    for column, values in closed.items():
        known(row, name, column, values)
    for column in ("event", "occasion"):
        if not SLUG.match(row[column] or row["event"]):
            raise fault(row, name, column, "a key of a-z, 0-9 and _")
    for column in WORDS:
        if not row[column]:
            raise fault(row, name, column, "some words")


def _event(reports: list[dict], named: list[Party], corrected: tuple | None) -> dict:
    """A row of cooperation_events. reports: all of the event; named: its parties; corrected: date, period and
    who says so, where the date that the texts print is not the one."""
    dated = min(reports, key=lambda report: days_of(report["period"]))
    date, period, corrected_by = corrected or (dated["date"] or None, dated["period"], None)
    sources = [
        f"{report['text']}, {report['locator']}" + (f" ({report['date']})" if report["date"] else "")
        for report in reports
    ]
    parties = [
        economy + (f":{body}" if body else "") + (f" ({person})" if person else "")
        for economy, body, person in named
    ]
    return {
        "event": dated["event"],
        **{column: dated[column] for column in SAME},
        # what happens on one occasion has its key; any other event is an occasion of its own
        "occasion": dated["occasion"] or dated["event"],
        "date": date,
        "date_printed": dated["date"] or None,
        "corrected_by": corrected_by,
        "date_from": pd.Timestamp(period.start) if period and period.start else pd.NaT,
        "date_to": pd.Timestamp(period.end) if period and period.end else pd.NaT,
        "date_precision": period.precision if period else "undated",
        "dated_by": dated["dated_by"] or None,
        "parties": "; ".join(parties) or None,
        "event_text": dated["event_text"],
        "texts": len(reports),
        "sources": "; ".join(sources),
    }


def clean_partnerships(
    rows: pd.DataFrame, name: str, texts: pd.DataFrame, subdivisions: pd.DataFrame, pair: dict[str, str]
) -> pd.DataFrame:
    """Pairs that the texts name: state, state_code, prefecture, prefecture_code (ISO 3166-2), kind, text,
    locator, line.

    rows: state (of the study's partner), prefecture (of its reporter), kind, text, locator, line.
    subdivisions: name, code, economy.
    Raises InputError for a name that is not listed, another kind, or a pair twice.
    """
    require(rows, name, ["state", "prefecture", "kind", "text", "locator"])
    frame = rows.copy()
    for column, economy in (("state", pair["partner"]), ("prefecture", pair["reporter"])):
        codes = subdivisions[subdivisions["economy"] == economy].set_index("name")["code"].to_dict()
        where = f"a name of {SUBDIVISIONS} in {economy}"
        frame[f"{column}_code"] = [
            codes[known(row, name, column, codes, where)] for row in rows.to_dict("records")
        ]
    for row in rows.to_dict("records"):
        known(row, name, "kind", ("existing", "rhetorical"))
        known(row, name, "text", list(texts["text"]))
    once(frame, ["state", "prefecture"], name, "pair")
    frame = frame[columns_of("partnerships")]
    return check_table("partnerships", frame.sort_values(["kind", "state", "prefecture"], ignore_index=True))


def clean_fields(
    rows: pd.DataFrame, name: str, texts: pd.DataFrame, fields: pd.DataFrame, events: pd.DataFrame
) -> pd.DataFrame:
    """What each agreement or initiative names: event (its key), item, field, label, item_text, text, locator,
    line.

    rows: event, item (its number in the text, or in the order of the text), field, item_text, text, locator,
    line. fields: field, label. events: cooperation_events.
    Raises InputError for an event, field or text that is not listed, or an item's field twice.
    """
    require(rows, name, ["event", "item", "field", "item_text", "text", "locator"])
    labels = fields.set_index("field")["label"].to_dict()
    for row in rows.to_dict("records"):
        known(row, name, "event", set(events["event"]), "an event of the table of events")
        known(row, name, "field", labels, f"a field of {FIELDS}")
        known(row, name, "text", list(texts["text"]))
    once(rows, ["event", "item", "field"], name, "row")
    frame = rows.assign(label=rows["field"].map(labels), line=rows["line"].astype(int)).sort_values(
        "line", ignore_index=True
    )
    return check_table("cooperation_fields", frame[columns_of("cooperation_fields")])


def clean_lists(files: list[pd.DataFrame], name: str, texts: pd.DataFrame) -> pd.DataFrame:
    """What each list of a text names: list (its key), item (its number), item_text, text, locator, line.

    files: one frame, or none where the study names no lists. Raises InputError for a text that is not listed,
    or an item that is not one more than the item above it in its list, from 1.
    """
    if not files:
        return empty_table("listed_items")
    (rows,) = files
    require(rows, name, ["list", "item", "item_text", "text", "locator"])
    last: dict[str, int] = {}
    for row in rows.to_dict("records"):
        known(row, name, "text", list(texts["text"]))
        if not SLUG.match(row["list"]):
            raise fault(row, name, "list", "a key of a-z, 0-9 and _")
        last[row["list"]] = last.get(row["list"], 0) + 1
        if row["item"] != str(last[row["list"]]):
            raise fault(row, name, "item", f"{last[row['list']]}, the next item of {row['list']}")
    return check_table("listed_items", rows[columns_of("listed_items")].astype({"item": int, "line": int}))


def _parties(row: dict, name: str, names: dict[str, str]) -> list[Party]:
    found = []
    for piece in [piece.strip() for piece in row["parties"].split(";")] if row["parties"] else []:
        match = PARTY.match(piece)
        if not match:
            raise fault(
                row, name, "parties", "ISO 3166-1 alpha-3, or CODE:body, or CODE:body (person)", piece
            )
        if match["economy"] not in names:
            raise fault(row, name, "parties", "an economy of `names` in config.yaml", piece)
        found.append((match["economy"], match["body"], match["person"]))
    return found


def _numbers(row: dict, name: str) -> list[dict]:
    try:
        stated = read_stated(row["numbers"])
    except ValueError as error:
        raise fault(row, name, "numbers", GRAMMAR, str(error)) from error
    return [
        vars(number)
        | {key: row[key] for key in ("event", "text", "locator")}
        | {"value": float(number.value), "line": int(row["line"])}
        | dict(zip(("value_low", "value_high"), number.bounds, strict=True))
        for number in stated
    ]


def _agree(report: dict, earlier: list[dict], name: str) -> None:
    """Raises InputError when a report is a second one by its text, or cannot be of the event that earlier
    ones report."""
    for other in earlier:
        if other["text"] == report["text"]:
            expected = f"one report by each text; line {other['line']} is of {report['text']}, too"
            raise fault(report, name, "event", expected)
        for column in SAME:
            if other[column] != report[column]:
                raise fault(
                    report, name, column, f"{other[column]!r}, as on line {other['line']} for the same event"
                )
        first, second = other["period"], report["period"]
        if first and second and not overlap(first, second):
            expected = f"a date that {other['date']} on line {other['line']} allows, for the same event"
            raise fault(report, name, "date", expected)


def _merge(parties: list[Party]) -> list[Party]:
    """Each party once, in the order named, without economies whose body is named, bodies whose person is."""
    bodies = {economy for economy, body, _ in parties if body}
    people = {(economy, body) for economy, body, person in parties if person}
    kept = [
        party
        for party in parties
        if (party[1] or party[0] not in bodies) and (party[2] or party[:2] not in people)
    ]
    return list(dict.fromkeys(kept))


def event_labels(rows: pd.DataFrame, name: str, events: pd.Series) -> dict[str, str]:
    """Label by event.

    rows: COLUMNS, every cell text. name: of their file. events: the keys of all events.
    Raises InputError that names file and line for an event that there is not, one named twice, or no label.
    """
    rows = rows.assign(line=range(2, len(rows) + 2))
    require(rows, name, COLUMNS)
    keys = set(events)
    for row in rows.to_dict("records"):
        known(row, name, "event", keys, "the key of an event")
        if not row["label"].strip():
            raise fault(row, name, "label", "what to write beside the event")
    once(rows, ["event"], name, "label of")
    return dict(zip(rows["event"], rows["label"], strict=True))
