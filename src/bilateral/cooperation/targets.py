"""Commitments with a number, as targets that can be followed."""

import re

import pandas as pd

from bilateral.study.dictionary import columns_of

PERIOD = re.compile(r"^(?P<each>R/)?P(?P<years>\d+)Y(?:/(?P<until>\d{4}))?$")


def targets(numbers: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """One row a target: event, subject, quantity, relation, value, unit, period, years, from_year,
    until_year, per_year (at an even pace), part_of, share_of_whole_pct, text, locator.

    numbers: the clean table cooperation_numbers. events: cooperation_events. A period of n years without an
    end begins in the year of the event; from_year and until_year are n apart. A period that recurs (R/) has
    no end.
    """
    of_event = events.set_index("event")
    rows = []
    for row in numbers[numbers["kind"] == "target"].itertuples():
        event = of_event.loc[row.event]
        period = PERIOD.match(row.period) if pd.notna(row.period) else None
        years = int(period["years"]) if period else None
        began = event["date_to"].year if pd.notna(event["date_to"]) else None
        until = int(period["until"]) if period and period["until"] else None
        if period and years is not None and not period["each"]:
            until = until or (began and began + years)
            began = until and until - years
        beside = numbers[(numbers["event"] == row.event) & (numbers["text"] == row.text)]
        whole = beside[beside["quantity"] == row.part_of]
        same = (
            len(whole) == 1
            and whole["unit"].iloc[0] == row.unit
            and whole["relation"].iloc[0] == row.relation == "="
        )
        rows.append(
            (
                row.event,
                event["subject"],
                row.quantity,
                row.relation,
                row.value,
                row.unit,
                row.period,
                years,
                began,
                until,
                row.value / years if years else None,
                row.part_of,
                row.value / whole["value"].iloc[0] * 100 if same else None,
                row.text,
                row.locator,
            )
        )
    whole_numbers = dict.fromkeys(("years", "from_year", "until_year"), "Int64")
    return (
        pd.DataFrame(rows, columns=columns_of("cooperation_targets"))
        .astype(whole_numbers)
        .astype({"share_of_whole_pct": float, "per_year": float})
    )
