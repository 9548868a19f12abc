"""Cooperation: events in time, cumulative counts, states and prefectures, and the matrix of fields."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.figure import Figure

from bilateral.figures.parts import line_key, mark_key, nothing_to_draw
from bilateral.figures.style import BLUE, GREY, LIGHT_GREY, PALETTE, VERMILION, add_frame

# who takes part: colour, marker and words
BOTH, ONE, NEITHER = "both", "one", "neither"
WHO = {BOTH: (BLUE, "o"), ONE: (PALETTE[1], "s"), NEITHER: (GREY, "D")}
CHARACTER_YEARS, MARK_YEARS, ROW_INCHES = 0.185, 0.42, 0.21
PLANNED = "planned"


def draw_timeline(
    events: pd.DataFrame,
    parties: pd.DataFrame,
    instruments: Sequence[str],
    labels: dict[str, str],
    names: dict[str, str],
    pair: dict[str, str],
    source: str,
) -> Figure:
    """Events in lanes by instrument: a mark at the middle of a date, a bar for an interval of days, an arrow
    for an open end; hollow when planned. Within a lane an event stands in the first row where it and its
    label fit.

    events, parties: the clean tables. instruments: in the order of the lanes. labels: what to write, by
    event.
    names: ISO code to name.
    """
    dated = events[events["date_precision"] != "undated"]
    if dated.empty:
        return nothing_to_draw("Events over time", f"No event has a date.\n{source}")
    lanes = [instrument for instrument in instruments if instrument in set(dated["instrument"])]
    rows: dict[str, float] = {}
    tops: dict[str, float] = {}
    height = right = 0.0
    for lane in lanes:
        placed, ends = _pack(dated[dated["instrument"] == lane], labels)
        rows |= {event: height + row for event, row in placed.items()}
        tops[lane] = height
        height += len(ends) + 0.35
        right = max(right, *ends)
    figure, axis = plt.subplots(figsize=(11.5, 1.9 + ROW_INCHES * height), layout="constrained")
    who = _who(parties, pair)
    for position, lane in enumerate(lanes):
        bottom = tops[lanes[position + 1]] if position + 1 < len(lanes) else height
        if position % 2 == 0:
            axis.axhspan(tops[lane] - 0.67, bottom - 0.67, color="#F4F4F4", zorder=0, linewidth=0)
    for event in dated.itertuples():
        colour, marker = WHO[who.get(event.event, NEITHER)]
        start, end, middle = _years(event)
        row = rows[event.event]
        if event.date_precision == "interval":
            axis.hlines(row, start, end, color=colour, linewidth=5, alpha=0.45, zorder=2)
        if event.date_precision in ("before", "after"):
            step = -0.55 if event.date_precision == "before" else 0.55
            arrow = {"arrowstyle": "->", "color": colour, "linewidth": 1.3}
            axis.annotate("", (middle + step, row), (middle, row), arrowprops=arrow, zorder=2)
        face = "white" if event.stage == PLANNED else colour
        axis.scatter(middle, row, color=face, edgecolor=colour, marker=marker, s=26, zorder=3)
        # a dagger: the text prints another date
        label = labels.get(event.event, "") + ("†" if pd.notna(event.corrected_by) else "")
        if label:
            beside = max(middle, end) + (0.65 if event.date_precision == "after" else 0.2)
            axis.text(beside, row, label, fontsize=8, va="center", color="#222222", zorder=4)
    first = math.floor(min(_years(event)[0] for event in dated.itertuples()))
    last = math.ceil(max(_years(event)[1] for event in dated.itertuples()))
    axis.set(xlim=(first - 0.3, max(last, right)), ylim=(height - 0.67, -0.67), xlabel="", ylabel="")
    axis.set_xticks(range(first, last + 1, 2))
    axis.set_yticks([tops[lane] for lane in lanes], [_words(lane) for lane in lanes])
    axis.grid(axis="y", visible=False)
    undated, corrected = len(events) - len(dated), dated["corrected_by"].notna().any()
    words = {
        BOTH: f"{names[pair['reporter']]} and {names[pair['partner']]} take part",
        ONE: "one of the two",
        NEITHER: "neither, or not named",
    }
    handles = [mark_key(WHO[key][1], text, WHO[key][0], markersize=7) for key, text in words.items()]
    handles.append(mark_key("o", "planned", BLUE, "white", markersize=7))
    add_frame(
        figure,
        "Policy and cooperation, as the texts report it",
        "Events by instrument; a mark stands at the middle of the year, month or days that the date gives",
        f"Bars are intervals of days, arrows dates with one end. {len(dated)} events; {undated} without a "
        f"date are not drawn.\n"
        + ("† The text prints another date, which a source rules out.\n" if corrected else "")
        + source,
        handles,
    )
    return figure


def _pack(events: pd.DataFrame, labels: dict[str, str]) -> tuple[dict[str, int], list[float]]:
    """Row of each event, the first whose last event, with its label, ends before this one begins; and where
    rows end."""
    ends: list[float] = []
    rows = {}
    for event in sorted(events.itertuples(), key=lambda event: (_years(event)[2], event.event)):
        start, end, middle = _years(event)
        label = CHARACTER_YEARS * len(labels.get(event.event, ""))
        start, end = min(start, middle) - 0.2, max(end, middle) + MARK_YEARS + label
        row = next((row for row, taken in enumerate(ends) if taken <= start), len(ends))
        ends[row : row + 1] = [end]
        rows[event.event] = row
    return rows, ends


def _years(event) -> tuple[float, float, float]:
    """Begin, end and place of the mark, in years; only an interval of days has a length of its own."""
    start, end = (None if pd.isna(day) else _year(day) for day in (event.date_from, event.date_to))
    if start is None or end is None:
        known = start or end
        if known is None:
            raise ValueError(f"the event {event.event} has no date")
        return (known,) * 3
    middle = (start + end + 1 / 365) / 2
    return (start, end, middle) if event.date_precision == "interval" else (middle,) * 3


def _year(day: pd.Timestamp) -> float:
    return day.year + (day.dayofyear - 1) / (366 if day.is_leap_year else 365)


def _who(parties: pd.DataFrame, pair: dict[str, str]) -> dict[str, str]:
    of_pair = parties[parties["economy"].isin(pair.values())].groupby("event")["economy"].nunique()
    return of_pair.map({1: ONE, 2: BOTH}).to_dict()


def _words(instrument: str) -> str:
    return instrument.replace("_", " ")


def draw_counts(counts: pd.DataFrame, instruments: Sequence[str], source: str) -> Figure:
    """Cumulative events and distinct subjects, a panel an instrument, after one of all.

    counts: the analysis table cooperation_counts. instruments: in the order of the panels.
    """
    if counts.empty:
        return nothing_to_draw(
            "Events by instrument, added up", f"No event has happened for certain.\n{source}"
        )
    shown = set(counts["instrument"])
    listed = [instrument for instrument in ("all", *instruments) if instrument in shown]
    columns = 5
    figure, axes = plt.subplots(
        -(-len(listed) // columns),
        columns,
        figsize=(10.4, 7.6),
        layout="constrained",
        sharex=True,
        squeeze=False,
    )
    series = (
        ("cumulative_events", BLUE, "-", "events"),
        ("cumulative_subjects", VERMILION, "--", "distinct subjects"),
    )
    for panel, instrument in zip(axes.flat, listed, strict=False):
        own = counts[counts["instrument"] == instrument]
        for column, colour, dash, _ in series:
            panel.step(own["year"], own[column], where="mid", color=colour, linestyle=dash, linewidth=1.8)
        panel.set(title=_words(instrument), xlabel="", ylabel="")
        panel.set_ylim(0, max(own["cumulative_events"].max(), 4) * 1.08)
        panel.yaxis.get_major_locator().set_params(integer=True, nbins=4)
        panel.grid(axis="x", visible=False)
    years = counts["year"]
    for place, panel in enumerate(axes.flat[: len(listed)]):
        panel.set_xticks(range(years.min() - years.min() % 10, years.max() + 1, 10))
        panel.tick_params(labelbottom=place + columns >= len(listed))
    for panel in axes.flat[len(listed) :]:
        panel.set_visible(False)
    handles = [line_key(colour, dash, label) for _, colour, dash, label in series]
    add_frame(
        figure,
        "Events by instrument, added up",
        "Number by the end of the year; scales differ",
        "An event counts from the year by which it has happened for certain; planned events and those "
        "without a last day do not count.\n" + source,
        handles,
    )
    return figure


def draw_partnerships(
    partnerships: pd.DataFrame, names: dict[str, str], pair: dict[str, str], source: str
) -> Figure:
    """States left, prefectures right, a line for each pair: solid where it exists, dashed where a speech
    names it."""
    styles = {"existing": (BLUE, "-"), "rhetorical": (VERMILION, "--")}
    ordered = partnerships.sort_values(["kind", "state", "prefecture"])
    # a prefecture stands across from its first state, so that lines cross as little as the pairs allow
    sides = {
        column: {name: place for place, name in enumerate(dict.fromkeys(ordered[column]))}
        for column in ("state", "prefecture")
    }
    figure, axis = plt.subplots(
        figsize=(7.6, 1.6 + 0.42 * max(map(len, sides.values()))), layout="constrained"
    )
    for row in ordered.itertuples():
        colour, dash = styles[row.kind]
        ends = [sides["state"][row.state], sides["prefecture"][row.prefecture]]
        axis.plot([0, 1], ends, color=colour, linestyle=dash, linewidth=2, zorder=1)
    for (column, places), x, align in zip(sides.items(), (0, 1), ("right", "left"), strict=True):
        codes = ordered.drop_duplicates(column).set_index(column)[f"{column}_code"]
        for name, place in places.items():
            axis.scatter(x, place, s=60, color="white", edgecolor="black", zorder=2)
            axis.text(
                x + (0.05 if x else -0.05),
                place,
                f"{name} ({codes[name]})",
                ha=align,
                va="center",
                fontsize=10,
            )
    lowest = max(map(len, sides.values()))
    for x, code, align, what in (
        (0, pair["partner"], "right", "states"),
        (1, pair["reporter"], "left", "prefectures"),
    ):
        axis.text(
            x + (0.05 if x else -0.05),
            -0.9,
            f"{names[code]}: {what}",
            ha=align,
            va="center",
            fontsize=10,
            fontweight="bold",
        )
    axis.set(xlim=(-0.85, 1.75), ylim=(lowest - 0.5, -1.3))
    axis.axis("off")
    number = partnerships["kind"].value_counts()
    handles = [
        line_key(colour, dash, f"{kind} ({number.get(kind, 0)})") for kind, (colour, dash) in styles.items()
    ]
    add_frame(
        figure,
        "States and prefectures",
        "Pairs that the texts name, with ISO 3166-2 codes",
        "Existing: reported as a partnership. Rhetorical: named in a speech alone.\n" + source,
        handles,
    )
    return figure


def draw_fields(matrix: pd.DataFrame, source: str) -> Figure:
    """Fields by agreement and initiative in the order of time: a ring where a field is new, a disc where it
    is not.

    matrix: the analysis table cooperation_field_matrix. Fields in groups: continued, dropped, new.
    """
    groups = ["continued", "dropped", "new"]
    fields = matrix.drop_duplicates("field").sort_values(
        "overall", key=lambda overall: overall.map(groups.index), kind="stable"
    )
    events = matrix.drop_duplicates("event")
    across = {event: place for place, event in enumerate(events["event"])}
    down, place = {}, 0.0
    figure, axis = plt.subplots(figsize=(10.4, 2.6 + 0.27 * (len(fields) + 3)), layout="constrained")
    titles = {
        "continued": "Named before and in {year}",
        "dropped": "Named before, by none of {year}",
        "new": "New in {year}",
    }
    for group in groups:
        own = fields[fields["overall"] == group]
        if own.empty:
            continue
        title = titles[group].format(year=matrix["year"].max())
        axis.text(-0.6, place, title, ha="right", va="center", fontsize=9, fontweight="bold", color=GREY)
        axis.hlines(place, -0.5, len(across) - 0.5, color=LIGHT_GREY, linewidth=0.8, zorder=0)
        for field in own["field"]:
            place += 1
            down[field] = place
        place += 1.1
    for row in matrix[matrix["status"] != "not_named"].itertuples():
        axis.scatter(
            across[row.event],
            down[row.field],
            s=62,
            color="white" if row.status == "new" else BLUE,
            edgecolor=VERMILION if row.status == "new" else BLUE,
            linewidth=2,
            zorder=3,
        )
    for name, y in zip(fields["label"], fields["field"].map(down), strict=True):
        axis.text(-0.6, y, name, ha="right", va="center", fontsize=9)
    wrapped = [
        textwrap.wrap(subject, 13, break_on_hyphens=False, break_long_words=False)
        for subject in events["subject"]
    ]
    headings = ["\n".join([str(year), *lines]) for year, lines in zip(events["year"], wrapped, strict=True)]
    axis.set_xticks(list(across.values()), headings, fontsize=6.9)
    axis.xaxis.tick_top()
    axis.set_yticks(list(down.values()), [])
    axis.set(xlim=(-3.3, len(across) - 0.5), ylim=(place - 0.6, -0.8))
    axis.hlines(list(down.values()), -0.5, len(across) - 0.5, color="#EEEEEE", linewidth=0.8, zorder=0)
    axis.grid(visible=False)
    axis.spines[:].set_visible(False)
    handles = [
        mark_key("o", "named for the first time", VERMILION, "white", markersize=8, markeredgewidth=2),
        mark_key("o", "named before", BLUE, markersize=8, markeredgewidth=2),
    ]
    add_frame(
        figure,
        "Fields of cooperation",
        "By agreement, initiative and meeting, in the order of time",
        "An agreement or meeting that does not name a field is no proof that the field was dropped.\n"
        + source,
        handles,
    )
    return figure
