"""Totals of a pair's trade, interactive, and the same trade as both sides report it."""

from __future__ import annotations

import altair as alt

from bilateral.figures.charts.parts import (
    Rows,
    between,
    by_expression,
    called,
    choice,
    column,
    number,
    says,
    specification,
    switch,
)
from bilateral.figures.style import BLUE, GREY, VERMILION
from bilateral.figures.words import RECONCILED, period_title, possessive
from bilateral.trade.totals import is_printed

FLOWS = {"export": "exports", "import": "imports", "balance": "balance"}


def totals_chart(
    totals: Rows, names: dict[str, str], seen_from: str, printed_source: str | None, cite: str | None
) -> dict:
    """Exports, imports and balance as one reporter, period and source has them.

    totals: the published table trade_totals. Points of the document and reconciled figures stand where
    figures.trade_totals has them; what is printed can be taken away.
    """
    printed = [row for row in totals if is_printed(row["source"], printed_source)]
    series = [row for row in totals if not is_printed(row["source"], printed_source)]
    years: dict[tuple, set] = {}
    for row in series:
        years.setdefault((row["reporter"], row["period"], row["source"]), set()).add(row["year"])
    long = [key for key, own in years.items() if len(own) > 1]
    panels = sorted(long or years, key=lambda key: (key[0] != seen_from, *key))
    shown: Rows = []
    options = {}
    for panel in panels:
        reporter, period, source = panel
        key = " | ".join(panel)
        options[key] = f"{(names | RECONCILED)[reporter]}, {period_title(period)} ({source})"
        own = [row for row in series if (row["reporter"], row["period"], row["source"]) == panel]
        points = [row for row in printed if (row["reporter"], row["period"]) == panel[:2]]
        lone = [row for row in series if (row["reporter"], row["period"], row["source"]) not in panels]
        there = {(row["flow"], row["year"]) for row in own}
        # a year without a figure breaks the line
        gaps = [
            {"flow": flow, "year": year, "usd_million": None}
            for flow in FLOWS
            for year in range(min(years[panel]), max(years[panel]))
            if (flow, year) not in there
        ]
        for kind, rows in (
            ("official", own + gaps),
            ("printed", points),
            ("reconciled", lone if reporter == seen_from and period == "calendar" else []),
        ):
            shown += [row | {"panel": key, "kind": kind} for row in rows]
    # what stands beside the official figures can be taken away
    others = (
        [switch("printed", "printed and reconciled figures", True)]
        if {row["kind"] for row in shown} - {"official"}
        else []
    )
    base = alt.Chart(alt.NamedData(name="totals")).transform_filter(
        "datum.panel == panel && (flow == 'all' || datum.flow == flow)"
        + (" && (printed || datum.kind == 'official')" if others else "")
    )
    under = alt.Legend(
        orient="bottom", symbolType="stroke", symbolSize=300, labelExpr=by_expression(FLOWS, "datum.label")
    )
    flows = alt.Color(
        "flow:N", title=None, legend=under, scale=alt.Scale(domain=list(FLOWS), range=[BLUE, VERMILION, GREY])
    )
    x = alt.X(
        "year:Q",
        title=None,
        scale=alt.Scale(zero=False, nice=False, padding=12),
        axis=alt.Axis(format="d", tickMinStep=1, grid=False, tickCount=6),
    )
    y = alt.Y(
        "usd_million:Q", title=None, axis=alt.Axis(labelExpr="format(datum.value / 1000, ',')", tickCount=6)
    )
    kinds = {"official": "official"} | (
        {"printed": f"printed, {cite}", "reconciled": "reconciled"} if others else {}
    )
    lines = (
        base.transform_filter("datum.kind == 'official'")
        .mark_line(strokeWidth=2.2)
        .encode(
            x=x,
            y=y,
            color=flows,
            strokeDash=alt.StrokeDash(
                "flow:N",
                title=None,
                legend=under,
                scale=alt.Scale(domain=list(FLOWS), range=[[1, 0], [7, 4], [2, 3]]),
            ),
        )
    )
    hover = {
        "Flow": "datum.flow + ', ' + datum.valuation",
        "Year": "'' + datum.year",
        "US$ million": number("usd_million", ",.1f"),
        "Source": "datum.source + (isValid(datum.vintage) ? ', ' + datum.vintage : '')",
        "Derived": column("derived", "no"),
        "Printed less official, US$ million": number("distance_usd_million", "+,.1f"),
    }
    shapes = alt.Shape(
        "kind:N",
        title=None,
        scale=alt.Scale(domain=list(kinds), range=["circle", "diamond", "triangle-up"][: len(kinds)]),
        legend=alt.Legend(
            orient="bottom", columns=1, labelLimit=300, labelExpr=by_expression(kinds, "datum.label")
        ),
    )
    there = base.transform_filter("isValid(datum.usd_million)")
    dots = [
        says(
            there.transform_filter(f"datum.kind {test} 'printed'").mark_point(
                strokeWidth=2.2, opacity=1, filled=filled, size=size
            ),
            hover,
        ).encode(x=x, y=y, color=flows, shape=shapes)
        for test, filled, size in (("!=", True, 55), ("==", False, 150))
    ]
    zero = alt.Chart(alt.NamedData(name="zero")).mark_rule(style="ink").encode(y="usd_million:Q")

    def of(panel: tuple, flow: str) -> str:
        own = sorted(
            (row["year"], row["usd_million"])
            for row in series
            if (row["reporter"], row["period"], row["source"]) == panel and row["flow"] == flow
        )
        if not own:
            return f"no {FLOWS[flow]}"
        (first, start), (last, end) = own[0], own[-1]
        return f"{FLOWS[flow]} US$ {start:,.0f} million in {first} and {end:,.0f} million in {last}"

    said = "; ".join(
        f"{options[' | '.join(panel)]}: {of(panel, 'export')}, {of(panel, 'import')}" for panel in panels
    )
    sides = [*(panel[0] for panel in panels), *sorted({row["partner"] for row in series})]
    pair = " and ".join(names[code] for code in dict.fromkeys(sides) if code in names)
    return specification(
        [zero, lines, *dots],
        {"totals": shown, "zero": [{"usd_million": 0}]},
        [choice("panel", "Reporter", options), choice("flow", "Flow", {"all": "all flows"} | FLOWS), *others],
        f"Trade between {pair}",
        "US$ billion, current prices; exports FOB, imports CIF",
        f"Lines of exports, imports and balance by year, one reporter and source at a time. {said}."
        + (f" Diamonds are what {cite} prints." if printed else ""),
    )


def mirror_chart(mirror: Rows, chapters: dict[str, str], names: dict[str, str], source: str) -> dict:
    """Each chapter's share as the exporter and as the importer report it, one year at a time.

    mirror: the published table trade_mirror; the importer's side is a range.
    """
    rows = [
        row | {"chapter": f"{row['hs_chapter']}  {chapters[row['hs_chapter']]}"}
        for row in mirror
        if row["scope"] == "chapter"
    ]
    years = sorted({row["year"] for row in rows}, reverse=True)
    out, back = names[rows[0]["exporter"]], names[rows[0]["importer"]]
    periods = [period_title(rows[0][f"{side}_period"]) for side in ("exporter", "importer")]
    sides = [f"{possessive(out)} exports", f"{possessive(back)} imports"]
    base = (
        alt.Chart(alt.NamedData(name="mirror"))
        .transform_filter("datum.year == year")
        .encode(
            y=alt.Y(
                "chapter:N",
                title=None,
                sort=alt.EncodingSortField(field="exporter_value", op="max", order="descending"),
                axis=alt.Axis(labelFontSize=11, labelLimit=190, grid=False),
            )
        )
    )
    colours = dict(zip(sides, (BLUE, VERMILION), strict=True))
    legend = alt.Legend(orient="bottom", columns=1, symbolOpacity=1)
    hover = {
        "HS chapter": "datum.chapter",
        sides[0]: number("exporter_value", ".2f", " percent"),
        sides[1]: between("importer_low", "importer_high", 2, " percent"),
        "Importer less exporter": between("gap_low", "gap_high", 2, " points", sign="+"),
        "Why they differ": column("why"),
    }
    x = {"title": "percent of the flow"}
    layers = [
        base.mark_rule(style="range", strokeWidth=2).encode(
            x=alt.X("exporter_value:Q", **x), x2="importer_low:Q"
        ),
        called(says(base.mark_rule(strokeWidth=9, opacity=0.65), hover), sides[1], colours, legend).encode(
            x=alt.X("importer_low:Q", **x), x2="importer_high:Q"
        ),
        # a printed share is known to its rounding, so one mark stands for its range
        called(
            says(
                base.transform_filter("datum.importer_low > 0")
                .transform_calculate(middle="(datum.importer_low + datum.importer_high) / 2")
                .mark_point(filled=True, opacity=1, size=60, shape="diamond"),
                hover,
            ),
            sides[1],
            colours,
            legend,
        ).encode(x=alt.X("middle:Q", **x)),
        called(
            says(base.mark_point(filled=True, opacity=1, size=80, shape="circle"), hover),
            sides[0],
            colours,
            legend,
        ).encode(x=alt.X("exporter_value:Q", **x)),
    ]
    widest = {
        year: max(
            (row for row in rows if row["year"] == year),
            key=lambda row: max(-row["gap_high"], row["gap_low"]),
        )
        for year in years
    }
    said = "; ".join(
        f"{year}: widest for chapter {row['hs_chapter']} ({chapters[row['hs_chapter']]}), "
        f"{row['exporter_value']:.1f} percent of exports and {row['importer_low']} to {row['importer_high']} "
        "percent of imports"
        for year, row in widest.items()
    )
    return specification(
        layers,
        {"mirror": rows},
        [choice("year", "Year", {str(year): str(year) for year in years})],
        f"{out} to {back}, from both sides",
        "Share of each HS chapter in percent",
        f"Two marks for each HS chapter: {sides[0]}, FOB, {periods[0]}, and {sides[1]}, CIF, {periods[1]}. "
        f"{said}. A bar without a diamond is a "
        f"chapter that the importer does not print; its share lies anywhere in the bar. {source}",
        height=alt.Step(28),
    )
