"""Trade structure, interactive: the ranked chapters, and how concentrated they are."""

from __future__ import annotations

import altair as alt

from bilateral.figures.charts.parts import (
    Rows,
    between,
    by_expression,
    choice,
    column,
    number,
    says,
    specification,
)
from bilateral.figures.style import BLUE, LIGHT_GREY, PALETTE, VERMILION
from bilateral.figures.words import flow_title


def flows_of(rows: Rows, names: dict[str, str]) -> dict[str, str]:
    """The flows among rows: key (see keyed) to title."""
    return {key: flow_title(*key.split("-"), names) for key in sorted({_key(row) for row in rows})}


def _key(row: dict) -> str:
    return "-".join((row["reporter"], row["partner"], row["flow"]))


def keyed(rows: Rows) -> Rows:
    """Rows with `of`, the key of their flow."""
    return [row | {"of": _key(row)} for row in rows]


def share_structure_chart(shares: Rows, chapters: dict[str, str], names: dict[str, str], cite: str) -> dict:
    """Printed shares by HS chapter and year, one flow at a time; what is not printed has its upper bound.

    shares: the published table chapter_shares. chapters: HS chapter to label.
    """
    rows, flows = keyed(shares), flows_of(shares, names)
    cells: Rows = []
    for flow in flows:
        own = [row for row in rows if row["of"] == flow]
        years = sorted({row["year"] for row in own})
        found = {(row["hs_chapter"], row["year"]): row for row in own}
        last = {
            year: max((row for row in own if row["year"] == year), key=lambda row: row["rank"])
            for year in years
        }
        # the latest largest first
        order = sorted(
            {row["hs_chapter"] for row in own},
            key=lambda code: [
                -found.get((code, year), {"share_pct": -1})["share_pct"] for year in years[::-1]
            ],
        )
        for place, code in enumerate(order):
            for year in years:
                cell = {"of": flow, "year": year, "chapter": f"{code}  {chapters[code]}", "place": place}
                row = found.get((code, year))
                known = (
                    {name: row[name] for name in ("share_pct", "share_pct_low", "share_pct_high", "rank")}
                    if row
                    else {}
                )
                cells.append(
                    cell | (known or {"share_pct_low": 0, "share_pct_high": last[year]["share_pct_high"]})
                )
    tops = {
        flow: max((row for row in rows if row["of"] == flow), key=lambda row: (row["year"], row["share_pct"]))
        for flow in flows
    }
    base = (
        alt.Chart(alt.NamedData(name="shares"))
        .transform_filter("datum.of == flow")
        .encode(
            x=alt.X(
                "year:O",
                title=None,
                axis=alt.Axis(
                    labelAngle=0, labelFontSize=10, orient="top", domain=False, ticks=False, grid=False
                ),
            ),
            y=alt.Y(
                "chapter:N",
                title=None,
                sort=alt.EncodingSortField(field="place", op="min"),
                axis=alt.Axis(labelFontSize=11, labelLimit=190, domain=False, ticks=False, grid=False),
            ),
        )
    )
    hover = {
        "HS chapter": "datum.chapter",
        "Year": "'' + datum.year",
        "Printed": number("share_pct", ".1f", " percent"),
        "Rank": number("rank", "d"),
        "Share lies in": between("share_pct_low", "share_pct_high", 2, " percent"),
    }
    highest = max(row["share_pct"] for row in rows)
    layers = [
        says(base.transform_filter("!isValid(datum.share_pct)").mark_rect(style="unprinted"), hover),
        says(base.transform_filter("isValid(datum.share_pct)").mark_rect(), hover).encode(
            color=alt.Color(
                "share_pct:Q", legend=None, scale=alt.Scale(scheme="yellowgreenblue", domain=[0, highest])
            )
        ),
        base.transform_filter("isValid(datum.share_pct)")
        .mark_text(fontSize=10, aria=False, tooltip=None)
        .encode(
            text=alt.Text("share_pct:Q", format=".1f"),
            color=alt.condition(
                f"datum.share_pct > {highest * 0.45:.1f}", alt.value("white"), alt.value("#1d1d1f")
            ),
        ),
    ]
    said = "; ".join(
        f"{title}: largest in {top['year']} is chapter {top['hs_chapter']} ({chapters[top['hs_chapter']]}) with "
        f"{top['share_pct']} percent"
        for (flow, title), top in zip(flows.items(), tops.values(), strict=True)
    )
    return specification(
        layers,
        {"shares": cells},
        [choice("flow", "Flow", flows)],
        f"The {max(row['rank'] for row in rows)} largest HS chapters of each year",
        "Percent of the flow; grey is not printed, and not zero",
        f"A grid of the printed share of each HS chapter by year. {said}. A grey cell is a chapter not among "
        "those printed "
        f"that year; its share is between zero and the last printed one. Source: {cite}.",
        height=alt.Step(24),
    )


def ranks_chart(shares: Rows, chapters: dict[str, str], names: dict[str, str], cite: str) -> dict:
    """Ranks of the printed HS chapters by year, one flow at a time, with one chapter to choose.

    shares: the published table chapter_shares. A line breaks where a chapter is not printed; those that were
    ever among the first three are in colour, as in figures.trade.
    """
    rows, flows = keyed(shares), flows_of(shares, names)
    codes = sorted({row["hs_chapter"] for row in rows})
    drawn: Rows = []
    for flow in flows:
        own = [row for row in rows if row["of"] == flow]
        found = {(row["hs_chapter"], row["year"]): row for row in own}
        leaders = sorted({row["hs_chapter"] for row in own if row["rank"] <= 3})
        for code in sorted({row["hs_chapter"] for row in own}):
            colour = PALETTE[leaders.index(code) % len(PALETTE)] if code in leaders else LIGHT_GREY
            for year in sorted({row["year"] for row in own}):
                kept = {
                    name: found.get((code, year), {}).get(name)
                    for name in ("rank", "share_pct", "share_pct_low", "share_pct_high")
                }
                drawn.append(
                    {
                        "of": flow,
                        "year": year,
                        "hs_chapter": code,
                        "chapter": f"{code}  {chapters[code]}",
                        "colour": colour,
                    }
                    | kept
                )
    base = (
        alt.Chart(alt.NamedData(name="ranks"))
        .transform_filter("datum.of == flow")
        .encode(
            x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0, grid=False)),
            y=alt.Y(
                "rank:Q",
                title="rank",
                scale=alt.Scale(reverse=True, zero=False, padding=16, nice=False),
                axis=alt.Axis(tickMinStep=1, grid=False),
            ),
            opacity=alt.condition(
                "chapter == 'all' || datum.hs_chapter == chapter", alt.value(1), alt.value(0.15)
            ),
        )
    )
    colour = alt.Color("colour:N", scale=None)
    there = base.transform_filter("isValid(datum.rank)")
    layers = [
        base.mark_line(strokeWidth=2.2, aria=False).encode(color=colour, detail="hs_chapter:N"),
        says(
            there.mark_point(filled=True, shape="circle", size=420),
            {
                "HS chapter": "datum.chapter",
                "Year": "'' + datum.year",
                "Rank": number("rank", "d"),
                "Printed": number("share_pct", ".1f", " percent"),
                "Share lies in": between("share_pct_low", "share_pct_high", 2, " percent"),
            },
        ).encode(color=colour),
        there.mark_text(fontSize=11, color="#111111", aria=False, tooltip=None).encode(text="hs_chapter:N"),
    ]
    said = "; ".join(
        f"{title}: {', '.join(_first_by_year([row for row in rows if row['of'] == flow], chapters))}"
        for flow, title in flows.items()
    )
    return specification(
        layers,
        {"ranks": drawn},
        [
            choice("flow", "Flow", flows),
            choice(
                "chapter",
                "HS chapter",
                {"all": "all"} | {code: f"{code}  {chapters[code]}" for code in codes},
            ),
        ],
        "Which HS chapters led",
        "Rank by value; in colour: ever among the first three",
        "Lines of the rank of each HS chapter by year; a line breaks where a chapter is not printed. Largest, "
        f"{said}. Source: {cite}.",
        height=360,
    )


def _first_by_year(rows: Rows, chapters: dict[str, str]) -> list[str]:
    first = sorted((row["year"], row["hs_chapter"], row["share_pct"]) for row in rows if row["rank"] == 1)
    return [f"{year} {chapters[code]} with {value:.1f} percent" for year, code, value in first]


def concentration_chart(concentration: Rows, names: dict[str, str], cite: str) -> dict:
    """A printed measure of concentration on the range that the printed shares allow.

    concentration: the published table trade_concentration (CRn in percent, HHI on 0–10,000).
    """
    rows, flows = keyed(concentration), flows_of(concentration, names)
    counts = sorted({int(row["measure"].split("_")[1]) for row in rows if row["measure"] != "hhi"})
    measures = {f"top_{count}_share": f"joint share of the {count} largest" for count in reversed(counts)} | {
        "hhi": "HHI"
    }
    units = {name: f"{words}, percent" for name, words in measures.items()} | {
        "hhi": "Herfindahl–Hirschman index, 0–10,000"
    }
    verdicts = {
        "holds": "printed, holds",
        "within_rounding": "printed, within rounding",
        "contradicted": "printed, contradicted",
    }
    base = (
        alt.Chart(alt.NamedData(name="concentration"))
        .transform_filter("datum.of == flow && datum.measure == measure")
        .encode(x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0, grid=False)))
    )
    hover = {
        "Year": "'' + datum.year",
        "Printed": number("printed", ",.1f"),
        "Possible": between("low", "high", 2),
        "Verdict": "replace(datum.verdict, '_', ' ')",
        "Why": column("diagnosis"),
    }
    layers = [
        says(base.mark_rule(style="range", strokeWidth=20, opacity=0.35), hover).encode(
            y=alt.Y("low:Q", title=None, scale=alt.Scale(zero=False, padding=10)), y2="high:Q"
        ),
        says(
            base.transform_filter("isValid(datum.printed)").mark_point(
                filled=True, size=100, opacity=1, stroke="white", strokeWidth=1
            ),
            hover,
        ).encode(
            y=alt.Y("printed:Q", title=None),
            color=alt.Color(
                "verdict:N",
                title=None,
                scale=alt.Scale(domain=list(verdicts), range=[BLUE, BLUE, VERMILION]),
                legend=alt.Legend(
                    orient="bottom",
                    columns=1,
                    labelLimit=300,
                    labelExpr=by_expression(verdicts, "datum.label"),
                ),
            ),
            shape=alt.Shape(
                "verdict:N",
                title=None,
                scale=alt.Scale(domain=list(verdicts), range=["circle", "diamond", "cross"]),
            ),
        ),
    ]
    wrong = [row for row in rows if row["verdict"] == "contradicted"]
    of: dict[str, list[str]] = {}
    for row in wrong:
        of.setdefault(f"{flows[row['of']]}, {measures[row['measure']]}", []).append(
            f"{row['year']} printed {row['printed']:.1f}, possible {row['low']} to {row['high']}"
        )
    said = ". ".join(f"{what}: {'; '.join(years)}" for what, years in of.items())
    return specification(
        layers,
        {"concentration": rows},
        [choice("flow", "Flow", flows), choice("measure", "Measure", measures)],
        "Concentration, printed and possible",
        alt.ExprRef(by_expression(units, "measure")),
        f"Points are printed measures by year, grey bars the range that the printed shares allow, rounding included. "
        f"{len(wrong)} of {len(rows)} are contradicted{': ' + said if said else ''}. Source: {cite}; ranges are "
        "own calculation.",
    )
