"""Cooperation: events in time, and the matrix of fields."""

import math
import re
import textwrap
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from bilateral.figures.drawing import Drawing, mark_key, nothing_to_draw, say, text_width
from bilateral.figures.style import COLOURS, GROUND, INK, LINE, SMALL, SOFT, Size, economy_colours

# who of the pair takes part: both, the code of one, or none
BOTH, NONE = "both", "none"
TOGETHER = COLOURS["together"]
PLANNED = "planned"
# points: height of a row, from a mark to its label, between two things in a row; of an open date's arrow
ROW, BESIDE, APART, ARROW = 11.5, 5, 7, 12
EDGE = 10
SIDES = ("right", "left")


@dataclass
class Placed:
    """An event in points along the axis and rows down it. side: on which its label stands."""

    event: Any
    label: str
    start: float
    end: float
    mark: float
    row: int = 0
    side: str = "right"


def draw_timeline(
    events: pd.DataFrame,
    parties: pd.DataFrame,
    labels: dict[str, str],
    names: dict[str, str],
    pair: dict[str, str],
    size: Size,
) -> Figure:
    """Dated events with their labels, those of both economies first, then of each, then of others; a mark at
    the middle of a date, a bar for an interval of days, an arrow for an open end; open when planned.

    events, parties: the clean tables. labels: what to write, by event; with labels for some, only these are
    drawn, with none each has its subject. names: ISO code to name.
    """
    dated = events[events["date_precision"] != "undated"]
    written = labels or dict(zip(dated["event"], dated["subject"], strict=True))
    shown = dated[dated["event"].isin(written)]
    if shown.empty:
        return nothing_to_draw(size, "cooperation_timeline", "No event has a date.")
    who = _who(parties, pair)
    first = math.floor(min(_years(event)[0] for event in shown.itertuples()))
    last = math.ceil(max(_years(event)[1] for event in shown.itertuples()))
    # the axis has the whole width, less half a year's name on both sides
    points = 72 * size.inches - 2 * EDGE
    scale = points / (last - first + 0.6)
    drawing = Drawing(size)
    axis = drawing.axes[0]
    colours = economy_colours(names, pair)
    headings = {
        BOTH: (f"{names[pair['reporter']]} and {names[pair['partner']]}", TOGETHER),
        pair["reporter"]: (names[pair["reporter"]], colours[pair["reporter"]]),
        pair["partner"]: (names[pair["partner"]], colours[pair["partner"]]),
        NONE: ("Others", COLOURS["others"]),
    }
    at = 0.0
    for key, (heading, colour) in headings.items():
        own = [event for event in shown.itertuples() if who.get(event.event, NONE) == key]
        if not own:
            continue
        placed = pack([_placed(event, written, first - 0.3, scale) for event in own], points, drawing)
        axis.text(first - 0.25, at, heading, fontweight="bold", va="center", color=colour)
        for one in placed:
            _mark(axis, one, at + 1 + one.row, colour)
        at += 2 + max(one.row for one in placed)
        if key != list(headings)[-1]:
            axis.axhline(at - 0.4, color=LINE, linewidth=0.8)
        at += 0.3
    axis.set_xlim(first - 0.3, last + 0.3)
    axis.set_ylim(at - 0.5, -0.7)
    step = 5 if size.narrow or last - first > 30 else 2
    axis.set_xticks([year for year in range(first, last + 1) if year % step == 0])
    axis.tick_params(axis="x", labelbottom=True, labeltop=True)
    axis.set_yticks([])
    axis.grid(axis="x", visible=True)
    axis.grid(axis="y", visible=False)
    height = (at + 0.2) * ROW + 4 * EDGE
    drawing.figure.set_figheight(height / 72)
    drawing.figure.set_layout_engine(None)
    share = EDGE / (72 * size.inches), 2 * EDGE / height
    axis.set_position((share[0], share[1], 1 - 2 * share[0], 1 - 2 * share[1]))
    return drawing.finish("cooperation_timeline")


def _placed(event: Any, labels: dict[str, str], first: float, scale: float) -> Placed:
    start, end, middle = ((year - first) * scale for year in _years(event))
    if event.date_precision == "before":
        start -= ARROW
    if event.date_precision == "after":
        end += ARROW
    # a dagger: the text prints another date
    label = labels[event.event] + ("†" if pd.notna(event.corrected_by) else "")
    return Placed(event, label, start - 3, end + 3, middle)


def pack(placed: list[Placed], points: float, drawing: Drawing) -> list[Placed]:
    """Each event in the first row where it and its label fit between what is there and the ends of the axis,
    the label at its right, else at its left; a label that fits on neither side is cut."""
    taken: list[list[tuple[float, float]]] = []
    for one in sorted(placed, key=lambda one: (one.mark, one.event.event)):
        wider = max(one.start, points - one.end)
        while (width := text_width(drawing.figure, one.label, SMALL) + BESIDE) > wider and len(one.label) > 2:
            one.label = one.label.rstrip("…")[:-1].rstrip() + "…"
        sides = {"right": (one.start, one.end + width), "left": (one.start - width, one.end)}
        inside = [side for side in SIDES if sides[side][0] >= 0 and sides[side][1] <= points] or ["left"]
        for row in range(len(taken) + 1):
            if row == len(taken):
                taken.append([])
            fits = [side for side in inside if _is_free(taken[row], *sides[side])]
            if fits:
                one.row, one.side = row, fits[0]
                taken[row].append(sides[fits[0]])
                break
    return placed


def _is_free(taken: list[tuple[float, float]], start: float, end: float) -> bool:
    return all(end + APART <= low or start - APART >= high for low, high in taken)


def _mark(axis: Axes, one: Placed, row: float, colour: str) -> None:
    event = one.event
    start, end, middle = _years(event)
    if event.date_precision == "interval":
        axis.hlines(row, start, end, color=colour, linewidth=5, alpha=0.4, zorder=2)
    if event.date_precision in ("before", "after"):
        step = -ARROW if event.date_precision == "before" else ARROW
        axis.annotate(
            "",
            (middle, row),
            (step, 0),
            textcoords="offset points",
            arrowprops={"arrowstyle": "<-", "color": colour, "linewidth": 1.2, "shrinkA": 0, "shrinkB": 0},
        )
    face = GROUND if event.stage == PLANNED else colour
    axis.scatter(middle, row, facecolor=face, edgecolor=colour, s=20, linewidth=1.2, zorder=3)
    # from the mark to the end of what is drawn, in points
    reach = (one.end - one.mark) if one.side == "right" else (one.mark - one.start)
    say(
        axis,
        one.label,
        (middle, row),
        (reach + 2 if one.side == "right" else -reach - 2, -0.5),
        ha="left" if one.side == "right" else "right",
        va="center",
        fontsize=SMALL,
        color=INK,
    )


def _years(event: Any) -> tuple[float, float, float]:
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
    of_pair = parties[parties["economy"].isin(pair.values())].groupby("event")["economy"]
    return {event: codes.iloc[0] if codes.nunique() == 1 else BOTH for event, codes in of_pair}


def draw_fields(matrix: pd.DataFrame, size: Size) -> Figure:
    """Fields by agreement and initiative in the order of time: a ring where a field is new, a disc where it
    was named before.

    matrix: the analysis table cooperation_field_matrix. Fields in groups: continued, dropped, new.
    """
    year = matrix["year"].max()
    titles = {
        "continued": f"Named before and in {year}",
        "dropped": f"Named before, not in {year}",
        "new": f"New in {year}",
    }
    fields = matrix.drop_duplicates("field")
    events = matrix.drop_duplicates("event")
    across = {event: place for place, event in enumerate(events["event"])}
    down: dict[str, float] = {}
    heads, at = {}, 0.0
    for group, title in titles.items():
        own = fields[fields["overall"] == group]
        if own.empty:
            continue
        heads[title] = at
        for field in own["field"]:
            at += 1
            down[field] = at
        at += 1.3
    drawing = Drawing(size, height=1.9 + 0.19 * at)
    axis = drawing.axes[0]
    for row in matrix[matrix["status"] != "not_named"].itertuples():
        is_new = row.status == "new"
        axis.scatter(
            across[row.event],
            down[row.field],
            s=38,
            facecolor=GROUND if is_new else TOGETHER,
            edgecolor=TOGETHER,
            linewidth=1.7,
            zorder=3,
        )
    places = {
        **heads,
        **{label: down[field] for field, label in zip(fields["field"], fields["label"], strict=True)},
    }
    axis.set_yticks(list(places.values()), list(places))
    axis.set_ylim(at - 0.6, -0.6)
    for label in axis.get_yticklabels():
        label.set(color=INK, fontweight="bold" if label.get_text() in heads else "normal")
    letters, angle = (24, 90) if size.narrow else (34, 55)
    headings = [
        f"{row.year} {textwrap.shorten(_plain(row.subject), letters, placeholder='…')}"
        for row in events.itertuples()
    ]
    axis.set_xticks(
        list(across.values()), headings, rotation=angle, ha="left", rotation_mode="anchor", color=SOFT
    )
    for label in axis.get_xticklabels():
        label.set_verticalalignment("center" if size.narrow else "baseline")
    axis.xaxis.tick_top()
    axis.set_xlim(-0.5, len(across) - 0.5)
    axis.tick_params(length=0)
    axis.grid(visible=False)
    axis.hlines(list(down.values()), -0.5, len(across) - 0.5, color=LINE, linewidth=0.6, zorder=0)
    axis.spines["bottom"].set_visible(False)
    drawing.key(
        [
            mark_key("o", "named for the first time", TOGETHER, GROUND, markeredgewidth=1.7),
            mark_key("o", "named before", TOGETHER),
        ],
        columns=2,
    )
    return drawing.finish("cooperation_fields")


def _plain(subject: str) -> str:
    """Without the economies' names at its head, which every subject of a pair has."""
    return re.sub(r"^\w+–\w+ ", "", subject)
