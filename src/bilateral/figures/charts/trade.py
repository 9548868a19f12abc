"""Trade, interactive: totals, shares by chapter, concentration, and the same trade from both sides."""

from __future__ import annotations

import altair as alt

from bilateral.figures.charts.parts import (
    Rows, between, by_expression, called, choice, column, number, says, specification, switch,
)  # fmt: skip
from bilateral.figures.style import BLUE, GREY, LIGHT_GREY, PALETTE, VERMILION
from bilateral.figures.words import flow_title, period_title

FLOWS = {"export": "exports", "import": "imports", "balance": "balance"}


def totals_chart(totals: Rows, names: dict[str, str], seen_from: str, printed_source: str, cite: str) -> dict:
    """Exports, imports and balance as one reporter, period and source has them.

    totals: the published table trade_totals. Points of the document and reconciled figures stand where
    figures.trade_totals has them; what is printed can be taken away.
    """
    printed = [row for row in totals if row["source"].startswith(printed_source)]
    series = [row for row in totals if not row["source"].startswith(printed_source)]
    years: dict[tuple, set] = {}
    for row in series:
        years.setdefault((row["reporter"], row["period"], row["source"]), set()).add(row["year"])
    panels = sorted((key for key, own in years.items() if len(own) > 1), key=lambda key: (key[0] != seen_from, *key))
    shown: Rows = []
    options = {}
    for panel in panels:
        reporter, period, source = panel
        key = " | ".join(panel)
        options[key] = f"{names[reporter]}, {period_title(period)} ({source})"
        own = [row for row in series if (row["reporter"], row["period"], row["source"]) == panel]
        points = [row for row in printed if (row["reporter"], row["period"]) == panel[:2]]
        lone = [row for row in series if (row["reporter"], row["period"], row["source"]) not in panels]
        there = {(row["flow"], row["year"]) for row in own}
        # a year without a figure breaks the line
        gaps = [{"flow": flow, "year": year, "usd_million": None} for flow in FLOWS
                for year in range(min(years[panel]), max(years[panel])) if (flow, year) not in there]  # fmt: skip
        for kind, rows in (("official", own + gaps), ("printed", points), ("reconciled", lone if reporter == seen_from and period == "calendar" else [])):
            shown += [row | {"panel": key, "kind": kind} for row in rows]
    base = alt.Chart(alt.NamedData(name="totals")).transform_filter(
        "datum.panel == panel && (flow == 'all' || datum.flow == flow) && (printed || datum.kind == 'official')"
    )
    under = alt.Legend(orient="bottom", symbolType="stroke", symbolSize=300, labelExpr=by_expression(FLOWS, "datum.label"))
    flows = alt.Color("flow:N", title=None, legend=under, scale=alt.Scale(domain=list(FLOWS), range=[BLUE, VERMILION, GREY]))
    x = alt.X("year:Q", title=None, scale=alt.Scale(zero=False, nice=False, padding=12), axis=alt.Axis(format="d", tickMinStep=1, grid=False, tickCount=6))
    y = alt.Y("usd_million:Q", title=None, axis=alt.Axis(labelExpr="format(datum.value / 1000, ',')", tickCount=6))
    kinds = {"official": "official", "printed": f"printed, {cite}", "reconciled": "reconciled"}
    lines = base.transform_filter("datum.kind == 'official'").mark_line(strokeWidth=2.2).encode(
        x=x, y=y, color=flows, strokeDash=alt.StrokeDash("flow:N", title=None, legend=under, scale=alt.Scale(domain=list(FLOWS), range=[[1, 0], [7, 4], [2, 3]])),
    )  # fmt: skip
    hover = {
        "Flow": "datum.flow + ', ' + datum.valuation",
        "Year": "'' + datum.year",
        "US$ million": number("usd_million", ",.1f"),
        "Source": "datum.source + (isValid(datum.vintage) ? ', ' + datum.vintage : '')",
        "Derived": column("derived", "no"),
        "Printed less official, US$ million": number("distance_usd_million", "+,.1f"),
    }
    shapes = alt.Shape("kind:N", title=None, scale=alt.Scale(domain=list(kinds), range=["circle", "diamond", "triangle-up"]),
                       legend=alt.Legend(orient="bottom", columns=1, labelLimit=300, labelExpr=by_expression(kinds, "datum.label")))  # fmt: skip
    there = base.transform_filter("isValid(datum.usd_million)")
    dots = [
        says(there.transform_filter(f"datum.kind {test} 'printed'").mark_point(strokeWidth=2.2, opacity=1, filled=filled, size=size), hover)
        .encode(x=x, y=y, color=flows, shape=shapes)
        for test, filled, size in (("!=", True, 55), ("==", False, 150))
    ]  # fmt: skip
    zero = alt.Chart(alt.NamedData(name="zero")).mark_rule(style="ink").encode(y="usd_million:Q")

    def of(panel: tuple, flow: str) -> str:
        own = sorted((row["year"], row["usd_million"]) for row in series
                     if (row["reporter"], row["period"], row["source"]) == panel and row["flow"] == flow)  # fmt: skip
        (first, start), (last, end) = own[0], own[-1]
        return f"{FLOWS[flow]} US$ {start:,.0f} million in {first} and {end:,.0f} million in {last}"

    said = "; ".join(f"{options[' | '.join(panel)]}: {of(panel, 'export')}, {of(panel, 'import')}" for panel in panels)
    pair = " and ".join(names[code] for code in dict.fromkeys(panel[0] for panel in panels))
    return specification(
        [zero, lines, *dots], {"totals": shown, "zero": [{"usd_million": 0}]},
        [choice("panel", "Reporter", options), choice("flow", "Flow", {"all": "all flows"} | FLOWS),
         switch("printed", "printed and reconciled figures", True)],
        f"Trade between {pair}", "US$ billion, current prices; exports FOB, imports CIF",
        f"Lines of exports, imports and balance by year, one reporter and source at a time. {said}. "
        f"Diamonds are what {cite} prints.",
    )  # fmt: skip


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
        last = {year: max((row for row in own if row["year"] == year), key=lambda row: row["rank"]) for year in years}
        # the latest largest first
        order = sorted({row["hs_chapter"] for row in own},
                       key=lambda code: [-found.get((code, year), {"share_pct": -1})["share_pct"] for year in years[::-1]])  # fmt: skip
        for place, code in enumerate(order):
            for year in years:
                cell = {"of": flow, "year": year, "chapter": f"{code}  {chapters[code]}", "place": place}
                row = found.get((code, year))
                known = {name: row[name] for name in ("share_pct", "share_pct_low", "share_pct_high", "rank")} if row else {}
                cells.append(cell | (known or {"share_pct_low": 0, "share_pct_high": last[year]["share_pct_high"]}))
    tops = {flow: max((row for row in rows if row["of"] == flow), key=lambda row: (row["year"], row["share_pct"])) for flow in flows}
    base = alt.Chart(alt.NamedData(name="shares")).transform_filter("datum.of == flow").encode(
        x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0, labelFontSize=10, orient="top", domain=False, ticks=False, grid=False)),
        y=alt.Y("chapter:N", title=None, sort=alt.EncodingSortField(field="place", op="min"),
                axis=alt.Axis(labelFontSize=11, labelLimit=190, domain=False, ticks=False, grid=False)),
    )  # fmt: skip
    hover = {
        "HS chapter": "datum.chapter", "Year": "'' + datum.year", "Printed": number("share_pct", ".1f", " percent"),
        "Rank": number("rank", "d"), "Share lies in": between("share_pct_low", "share_pct_high", 2, " percent"),
    }  # fmt: skip
    highest = max(row["share_pct"] for row in rows)
    layers = [
        says(base.transform_filter("!isValid(datum.share_pct)").mark_rect(style="unprinted"), hover),
        says(base.transform_filter("isValid(datum.share_pct)").mark_rect(), hover).encode(
            color=alt.Color("share_pct:Q", legend=None, scale=alt.Scale(scheme="yellowgreenblue", domain=[0, highest])),
        ),
        base.transform_filter("isValid(datum.share_pct)").mark_text(fontSize=10, aria=False, tooltip=None).encode(
            text=alt.Text("share_pct:Q", format=".1f"),
            color=alt.condition(f"datum.share_pct > {highest * 0.45:.1f}", alt.value("white"), alt.value("#1d1d1f")),
        ),
    ]  # fmt: skip
    said = "; ".join(
        f"{title}: largest in {top['year']} is chapter {top['hs_chapter']} ({chapters[top['hs_chapter']]}) with {top['share_pct']} percent"
        for (flow, title), top in zip(flows.items(), tops.values(), strict=True)
    )
    return specification(
        layers, {"shares": cells}, [choice("flow", "Flow", flows)],
        f"The {max(row['rank'] for row in rows)} largest HS chapters of each year", "Percent of the flow; grey is not printed, and not zero",
        f"A grid of the printed share of each HS chapter by year. {said}. A grey cell is a chapter not among those printed "
        f"that year; its share is between zero and the last printed one. Source: {cite}.",
        height=alt.Step(24),
    )  # fmt: skip


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
                kept = {name: found.get((code, year), {}).get(name) for name in ("rank", "share_pct", "share_pct_low", "share_pct_high")}
                drawn.append({"of": flow, "year": year, "hs_chapter": code, "chapter": f"{code}  {chapters[code]}", "colour": colour} | kept)
    base = alt.Chart(alt.NamedData(name="ranks")).transform_filter("datum.of == flow").encode(
        x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0, grid=False)),
        y=alt.Y("rank:Q", title="rank", scale=alt.Scale(reverse=True, zero=False, padding=16, nice=False), axis=alt.Axis(tickMinStep=1, grid=False)),
        opacity=alt.condition("chapter == 'all' || datum.hs_chapter == chapter", alt.value(1), alt.value(0.15)),
    )  # fmt: skip
    colour = alt.Color("colour:N", scale=None)
    there = base.transform_filter("isValid(datum.rank)")
    layers = [
        base.mark_line(strokeWidth=2.2, aria=False).encode(color=colour, detail="hs_chapter:N"),
        says(there.mark_point(filled=True, shape="circle", size=420), {
            "HS chapter": "datum.chapter", "Year": "'' + datum.year", "Rank": number("rank", "d"), "Printed": number("share_pct", ".1f", " percent"),
            "Share lies in": between("share_pct_low", "share_pct_high", 2, " percent"),
        }).encode(color=colour),
        there.mark_text(fontSize=11, color="#111111", aria=False, tooltip=None).encode(text="hs_chapter:N"),
    ]  # fmt: skip
    said = "; ".join(f"{title}: {', '.join(_first_by_year([row for row in rows if row['of'] == flow], chapters))}" for flow, title in flows.items())
    return specification(
        layers, {"ranks": drawn},
        [choice("flow", "Flow", flows), choice("chapter", "HS chapter", {"all": "all"} | {code: f"{code}  {chapters[code]}" for code in codes})],
        "Which HS chapters led", "Rank by value; in colour: ever among the first three",
        f"Lines of the rank of each HS chapter by year; a line breaks where a chapter is not printed. Largest, {said}. Source: {cite}.",
        height=360,
    )  # fmt: skip


def _first_by_year(rows: Rows, chapters: dict[str, str]) -> list[str]:
    first = sorted((row["year"], row["hs_chapter"], row["share_pct"]) for row in rows if row["rank"] == 1)
    return [f"{year} {chapters[code]} with {value:.1f} percent" for year, code, value in first]


def concentration_chart(concentration: Rows, names: dict[str, str], cite: str) -> dict:
    """A printed measure of concentration on the range that the printed shares allow.

    concentration: the published table trade_concentration (CRn in percent, HHI on 0–10,000).
    """
    rows, flows = keyed(concentration), flows_of(concentration, names)
    counts = sorted({int(row["measure"].split("_")[1]) for row in rows if row["measure"] != "hhi"})
    measures = {f"top_{count}_share": f"joint share of the {count} largest" for count in reversed(counts)} | {"hhi": "HHI"}
    units = {name: f"{words}, percent" for name, words in measures.items()} | {"hhi": "Herfindahl–Hirschman index, 0–10,000"}
    verdicts = {"holds": "printed, holds", "within_rounding": "printed, within rounding", "contradicted": "printed, contradicted"}
    base = alt.Chart(alt.NamedData(name="concentration")).transform_filter("datum.of == flow && datum.measure == measure").encode(
        x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0, grid=False))
    )  # fmt: skip
    hover = {
        "Year": "'' + datum.year", "Printed": number("printed", ",.1f"), "Possible": between("low", "high", 2),
        "Verdict": "replace(datum.verdict, '_', ' ')", "Why": column("diagnosis"),
    }  # fmt: skip
    layers = [
        says(base.mark_rule(style="range", strokeWidth=20, opacity=0.35), hover).encode(y=alt.Y("low:Q", title=None, scale=alt.Scale(zero=False, padding=10)), y2="high:Q"),
        says(base.transform_filter("isValid(datum.printed)").mark_point(filled=True, size=100, opacity=1, stroke="white", strokeWidth=1), hover).encode(
            y=alt.Y("printed:Q", title=None),
            color=alt.Color("verdict:N", title=None, scale=alt.Scale(domain=list(verdicts), range=[BLUE, BLUE, VERMILION]),
                            legend=alt.Legend(orient="bottom", columns=1, labelLimit=300, labelExpr=by_expression(verdicts, "datum.label"))),
            shape=alt.Shape("verdict:N", title=None, scale=alt.Scale(domain=list(verdicts), range=["circle", "diamond", "cross"])),
        ),
    ]  # fmt: skip
    wrong = [row for row in rows if row["verdict"] == "contradicted"]
    of: dict[str, list[str]] = {}
    for row in wrong:
        of.setdefault(f"{flows[row['of']]}, {measures[row['measure']]}", []).append(
            f"{row['year']} printed {row['printed']:.1f}, possible {row['low']} to {row['high']}"
        )
    said = ". ".join(f"{what}: {'; '.join(years)}" for what, years in of.items())
    return specification(
        layers, {"concentration": rows}, [choice("flow", "Flow", flows), choice("measure", "Measure", measures)],
        "Concentration, printed and possible", alt.ExprRef(by_expression(units, "measure")),
        f"Points are printed measures by year, grey bars the range that the printed shares allow, rounding included. "
        f"{len(wrong)} of {len(rows)} are contradicted{': ' + said if said else ''}. Source: {cite}; ranges are own calculation.",
    )  # fmt: skip


def mirror_chart(mirror: Rows, chapters: dict[str, str], names: dict[str, str], source: str) -> dict:
    """Each chapter's share as the exporter and as the importer report it, one year at a time.

    mirror: the published table trade_mirror; the importer's side is a range.
    """
    rows = [row | {"chapter": f"{row['hs_chapter']}  {chapters[row['hs_chapter']]}"} for row in mirror if row["scope"] == "chapter"]
    years = sorted({row["year"] for row in rows}, reverse=True)
    out, back = names[rows[0]["exporter"]], names[rows[0]["importer"]]
    periods = [period_title(rows[0][f"{side}_period"]) for side in ("exporter", "importer")]
    sides = [f"{out}'s exports", f"{back}'s imports"]
    base = alt.Chart(alt.NamedData(name="mirror")).transform_filter("datum.year == year").encode(
        y=alt.Y("chapter:N", title=None, sort=alt.EncodingSortField(field="exporter_value", op="max", order="descending"),
                axis=alt.Axis(labelFontSize=11, labelLimit=190, grid=False))
    )  # fmt: skip
    colours = dict(zip(sides, (BLUE, VERMILION), strict=True))
    legend = alt.Legend(orient="bottom", columns=1, symbolOpacity=1)
    hover = {
        "HS chapter": "datum.chapter", sides[0]: number("exporter_value", ".2f", " percent"),
        sides[1]: between("importer_low", "importer_high", 2, " percent"),
        "Importer less exporter": between("gap_low", "gap_high", 2, " points", sign="+"), "Why they differ": column("why"),
    }  # fmt: skip
    x = {"title": "percent of the flow"}
    layers = [
        base.mark_rule(style="range", strokeWidth=2).encode(x=alt.X("exporter_value:Q", **x), x2="importer_low:Q"),
        called(says(base.mark_rule(strokeWidth=9, opacity=0.65), hover), sides[1], colours, legend)
        .encode(x=alt.X("importer_low:Q", **x), x2="importer_high:Q"),
        # a printed share is known to its rounding, so one mark stands for its range
        called(says(base.transform_filter("datum.importer_low > 0").transform_calculate(middle="(datum.importer_low + datum.importer_high) / 2")
                    .mark_point(filled=True, opacity=1, size=60, shape="diamond"), hover), sides[1], colours, legend)
        .encode(x=alt.X("middle:Q", **x)),
        called(says(base.mark_point(filled=True, opacity=1, size=80, shape="circle"), hover), sides[0], colours, legend)
        .encode(x=alt.X("exporter_value:Q", **x)),
    ]  # fmt: skip
    widest = {year: max((row for row in rows if row["year"] == year), key=lambda row: max(-row["gap_high"], row["gap_low"])) for year in years}
    said = "; ".join(
        f"{year}: widest for chapter {row['hs_chapter']} ({chapters[row['hs_chapter']]}), {row['exporter_value']:.1f} percent of exports and {row['importer_low']} to {row['importer_high']} percent of imports"
        for year, row in widest.items()
    )
    return specification(
        layers, {"mirror": rows}, [choice("year", "Year", {str(year): str(year) for year in years})],
        f"{out} to {back}, from both sides", "Share of each HS chapter in percent",
        f"Two marks for each HS chapter: {sides[0]}, FOB, {periods[0]}, and {sides[1]}, CIF, {periods[1]}. {said}. A bar without a diamond is a "
        f"chapter that the importer does not print; its share lies anywhere in the bar. {source}",
        height=alt.Step(28),
    )  # fmt: skip
