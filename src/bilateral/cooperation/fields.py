"""Fields by agreement and initiative: what was continued, what is new, what no later text names.

A text that does not name a field is no proof that the field was dropped.
"""

import pandas as pd

from bilateral.study.dictionary import columns_of
from crossfoot import InputError


def field_matrix(fields: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """One row a field and agreement or initiative, these in the order of time: field, label, event, subject,
    year, status, items (their numbers), overall.

    status: new (no earlier one names the field), continued or not_named. overall, from the years before the
    latest to the latest year that has one: continued, dropped (named before, not in the latest year) or new.
    fields: the clean table cooperation_fields. events: cooperation_events. Raises InputError for one
    without a last day.
    """
    named = events[events["event"].isin(set(fields["event"]))].sort_values(["date_to", "event"])
    undated = named.loc[named["date_to"].isna(), "event"]
    if len(undated):
        raise InputError("cooperation fields", f"no last day of {undated.iloc[0]!r}", "an event with one")
    last_year = named["date_to"].dt.year.max()
    rows = []
    for field, own in fields.groupby("field", sort=False):
        of_field = named[named["event"].isin(set(own["event"]))]
        first, years = of_field["date_to"].min(), of_field["date_to"].dt.year
        before, now = (years < last_year).any(), (years == last_year).any()
        overall = "continued" if before and now else "dropped" if before else "new"
        for event in named.itertuples():
            items = own.loc[own["event"] == event.event, "item"]
            status = "not_named" if items.empty else "new" if event.date_to == first else "continued"
            year, said = event.date_to.year, "; ".join(items) or None
            rows.append(
                (field, own["label"].iloc[0], event.event, event.subject, year, status, said, overall)
            )
    return pd.DataFrame(rows, columns=columns_of("cooperation_field_matrix"))
