"""Cooperation in numbers: events over time, who meets whom, fields, targets, and the graph of partnerships.

An event counts from the year by which it has happened for certain, the last day of its date. What is planned,
and what no text dates, does not count. A text that does not name a field is no proof that it was dropped.
"""

import re
from itertools import combinations

import networkx as nx
import pandas as pd

from bilateral.study.dictionary import columns_of
from crossfoot import InputError

PERIOD = re.compile(r"^(?P<each>R/)?P(?P<years>\d+)Y(?:/(?P<until>\d{4}))?$")
KINDS = ("all", "existing", "rhetorical")
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
    """Pairs of parties across economies, one of them at least of the study's pair
    (cooperation_meetings): their joint events that have happened, on how many occasions, and how many of
    these had a summit, meeting or forum.

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


def targets(numbers: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """One row a target (cooperation_targets).

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
            row._asdict()
            | {"subject": event["subject"], "years": years, "from_year": began, "until_year": until}
            | {"per_year": row.value / years if years else None}
            | {"share_of_whole_pct": row.value / whole["value"].iloc[0] * 100 if same else None}
        )
    types = dict.fromkeys(("years", "from_year", "until_year"), "Int64")
    types |= dict.fromkeys(("share_of_whole_pct", "per_year"), "float")
    return pd.DataFrame(rows, columns=columns_of("cooperation_targets")).astype(types)


def graph_of(partnerships: pd.DataFrame, kind: str = "all") -> nx.Graph:
    """States and prefectures as nodes (their ISO codes, with name and side), pairs as edges (with kind).

    partnerships: the clean table. kind: existing, rhetorical or all.
    """
    graph = nx.Graph()
    for row in partnerships.itertuples():
        if kind in ("all", row.kind):
            graph.add_node(row.state_code, name=row.state, side="state")
            graph.add_node(row.prefecture_code, name=row.prefecture, side="prefecture")
            graph.add_edge(row.state_code, row.prefecture_code, kind=row.kind)
    return graph


def nodes(partnerships: pd.DataFrame) -> pd.DataFrame:
    """One row a state or prefecture: code, name, side, partners, existing, rhetorical (partners of each
    kind), component (its number, by size and then by code)."""
    graph = graph_of(partnerships)
    components = sorted(nx.connected_components(graph), key=lambda members: (-len(members), min(members)))
    number = {code: position for position, members in enumerate(components, start=1) for code in members}
    rows = []
    for code, attributes in sorted(graph.nodes(data=True)):
        kinds = [kind for _, _, kind in graph.edges(code, data="kind")]
        of_kind = [kinds.count(kind) for kind in KINDS[1:]]
        rows.append((code, attributes["name"], attributes["side"], len(kinds), *of_kind, number[code]))
    return pd.DataFrame(rows, columns=columns_of("partnership_nodes"))


def measures(partnerships: pd.DataFrame) -> pd.DataFrame:
    """The graph of all pairs, and of each kind: kind, states, prefectures, pairs, components,
    largest_component, most_partners, bipartite (yes or no), matching (yes when nobody has two partners)."""
    rows = []
    for kind in KINDS:
        graph = graph_of(partnerships, kind)
        sides = [side for _, side in graph.nodes(data="side")]
        components = [len(members) for members in nx.connected_components(graph)]
        most = max((degree for _, degree in graph.degree), default=0)
        counts = [*map(sides.count, ("state", "prefecture")), graph.number_of_edges()]
        counts += [len(components), max(components, default=0), most]
        shape = [nx.is_bipartite(graph), nx.is_matching(graph, set(graph.edges))]
        rows.append([kind, *counts, *("yes" if holds else "no" for holds in shape)])
    return pd.DataFrame(rows, columns=columns_of("partnership_graph"))
