"""Events over time, and who meets whom.

An event counts from the year by which it has happened for certain, the last day of its date. What is planned,
and what no text dates, does not count.
"""

from itertools import combinations

import pandas as pd

from bilateral.study.dictionary import columns_of

MEETINGS = ("summit", "meeting", "forum")
ALL = "all"


def happened(events: pd.DataFrame) -> pd.DataFrame:
    """The events that count, with their year. events: the clean table cooperation_events."""
    counted = events[(events["stage"] != "planned") & events["date_to"].notna()]
    return counted.assign(year=counted["date_to"].dt.year)


def counts_by_instrument(events: pd.DataFrame) -> pd.DataFrame:
    """By instrument and year, the year of the first event to that of the last: events, occasions and subjects
    with their first event in the year, and the same added up (cumulative_…).

    What is signed, announced and agreed on one visit is several events on one occasion. Instrument "all" is
    over all of them. No row where nothing has happened.
    """
    counted = happened(events)
    if counted.empty:
        # all of them are planned, or none has a date
        return pd.DataFrame(columns=columns_of("cooperation_counts"))
    years = range(counted["year"].min(), counted["year"].max() + 1)
    frames = []
    for instrument, own in [(ALL, counted), *counted.groupby("instrument")]:
        # events are in the order of time
        firsts = {
            "events": own,
            "occasions": own.drop_duplicates("occasion"),
            "subjects": own.drop_duplicates("subject"),
        }
        frame = pd.DataFrame(
            {column: rows.groupby("year").size() for column, rows in firsts.items()},
            index=pd.Index(years, name="year"),
        )
        frame = frame.fillna(0).astype(int)
        frame = frame.join(frame.cumsum().add_prefix("cumulative_"))
        frames.append(frame.reset_index().assign(instrument=instrument))
    return pd.concat(frames, ignore_index=True)[columns_of("cooperation_counts")]


def who_meets_whom(events: pd.DataFrame, parties: pd.DataFrame, pair: dict[str, str]) -> pd.DataFrame:
    """Pairs of parties across economies, one of them at least of the study's pair: level (economies, bodies
    or persons), economy_a, party_a, economy_b, party_b, events (joint ones that have happened), occasions
    (on which they happened), meetings (occasions with a summit, meeting or forum), first, last (dates as
    used).

    parties: the clean table cooperation_parties. A party without a body or person stands at the level of
    economies alone.
    """
    counted = happened(events).sort_values(["date_to", "event"])
    is_meeting = counted["instrument"].isin(MEETINGS) & (counted["stage"] == "held")
    found: dict[tuple, list[tuple[str, str, bool]]] = {}
    by_event = dict(list(parties.groupby("event")))
    for event, occasion, date, meeting in zip(
        counted["event"], counted["occasion"], counted["date"], is_meeting, strict=True
    ):
        if event not in by_event:
            continue
        for level, column in (("economies", "economy"), ("bodies", "body"), ("persons", "person")):
            own = by_event[event].dropna(subset=[column])
            members = sorted(set(zip(own["economy"], own[column], strict=True)))
            for first, second in combinations(members, 2):
                if first[0] != second[0] and {first[0], second[0]} & set(pair.values()):
                    found.setdefault((level, *first, *second), []).append((date, occasion, meeting))
    rows = [
        (
            *key,
            len(own),
            len({occasion for _, occasion, _ in own}),
            len({occasion for _, occasion, meeting in own if meeting}),
            own[0][0],
            own[-1][0],
        )
        for key, own in found.items()
    ]
    frame = pd.DataFrame(rows, columns=columns_of("cooperation_meetings"))
    return frame.sort_values(
        ["level", "occasions", "events", "meetings", "economy_a", "party_a", "economy_b", "party_b"],
        ascending=[True, False, False, False, True, True, True, True],
        ignore_index=True,
    )
