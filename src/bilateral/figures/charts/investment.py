"""Direct investment, interactive: groups of destinations, and the partner beside any other destination."""

from __future__ import annotations

import altair as alt

from bilateral.figures.charts.parts import (
    Rows,
    by_expression,
    called,
    choice,
    column,
    number,
    quoted,
    says,
    specification,
    switch,
)
from bilateral.figures.style import BLUE, DARK_BLUE, LIGHT_BLUE, VERMILION
from bilateral.figures.words import VERDICT_WORDS, possessive

INDUSTRIES = {"manufacturing": "manufacturing", "non_manufacturing": "non-manufacturing"}
YEARS = alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0, labelOverlap="parity", grid=False))


def groups_chart(groups: Rows, order: list[str] | dict[str, list[str]], reporter: str, source: str) -> dict:
    """Net flows to one group of destinations, by industry, with the net total.

    groups: the published table fdi_groups (¥ billion). order: the groups, or each with its economies. Disinvestment hangs below zero.
    """
    base = alt.Chart(alt.NamedData(name="groups")).transform_filter("datum.group == group").encode(x=YEARS)
    y = alt.Y("jpy_billion:Q", title="¥ billion", stack="zero", axis=alt.Axis(format=",~r"))
    hover = {
        "Group": "datum.group",
        "Year": "'' + datum.year",
        "Industry": "replace(datum.industry, '_', '-')",
        "Net flow, ¥ billion": number("jpy_billion", ",.2f"),
    }
    net = "net total"
    layers = [
        says(base.transform_filter("datum.industry != 'total'").mark_bar(), hover).encode(
            y=y,
            color=alt.Color(
                "industry:N",
                title=None,
                scale=alt.Scale(domain=[*INDUSTRIES, net], range=[LIGHT_BLUE, DARK_BLUE, VERMILION]),
                legend=alt.Legend(
                    orient="bottom",
                    columns=2,
                    labelLimit=200,
                    labelExpr=by_expression(INDUSTRIES | {net: net}, "datum.label"),
                ),
            ),
        ),
        alt.Chart(alt.NamedData(name="zero")).mark_rule(style="ink").encode(y="jpy_billion:Q"),
        says(
            base.transform_filter("datum.industry == 'total'").mark_tick(thickness=3, size=20, opacity=1),
            hover,
        ).encode(y=alt.Y("jpy_billion:Q"), color=alt.value(VERMILION)),
    ]
    known = [row for row in groups if row["industry"] == "total" and row["jpy_billion"] is not None]
    last = max(row["year"] for row in known)
    totals = {row["group"]: row["jpy_billion"] for row in known if row["year"] == last}
    below = sum(row["jpy_billion"] < 0 for row in known)
    return specification(
        layers,
        {"groups": groups, "zero": [{"jpy_billion": 0}]},
        [choice("group", "Destination", {name: name for name in order})],
        f"{possessive(reporter)} direct investment by destination"
        if isinstance(order, dict)
        else f"{possessive(reporter)} direct investment in Asia",
        "Net outward flow, ¥ billion, calendar years; scales differ",
        "Bars of net outward flows by year, manufacturing and non-manufacturing, for one group of destinations "
        f"at a time. In {last}, "
        f"¥ billion: {'; '.join(f'{name} {totals[name]:,.1f}' for name in order if name in totals)}. Net totals below zero, "
        f"disinvestment: {below}. {source}",
    )


def partner_chart(
    by_year: Rows,
    printed: Rows,
    names: dict[str, str],
    pair: dict[str, str],
    rival: str,
    source: str,
    cite: str | None,
) -> dict:
    """The partner's investment beside that of a destination to choose, in flows, shares or growth.

    by_year: the published table fdi_destinations. printed: fdi_printed, shown where the table has its measure.
    """
    measures = {
        "jpy_billion": "Net flow, ¥ billion",
        "usd_million": "Net flow, US$ million",
        "share_of_asia_pct": "Share of the flow to Asia, percent",
        "share_of_world_pct": "Share of the flow to the world, percent",
        "manufacturing_pct": "Manufacturing, percent of the flow",
        "growth_pct": "Growth on the year before, percent",
    }
    partner = names[pair["partner"]]
    rows = [row | {"name": names.get(row["destination"], row["destination"])} for row in by_year]
    others = sorted({row["name"] for row in rows} - {partner, names[rival]})
    base = (
        alt.Chart(alt.NamedData(name="destinations"))
        .transform_fold(list(measures), as_=["measure", "value"])
        .transform_filter("datum.measure == measure")
        .encode(x=YEARS, y=alt.Y("value:Q", title=None, axis=alt.Axis(format=",~r")))
    )
    hover = (
        {"Destination": "datum.name", "Year": "'' + datum.year"}
        | {
            title: number(name, ",.2f" if name == "jpy_billion" else ",.1f")
            for name, title in measures.items()
        }
        | {
            "Rank in Asia": "isValid(datum.rank_in_asia) ? datum.rank_in_asia + ' of ' + datum.ranked_of : '–'"
        }
    )
    layers = [alt.Chart(alt.NamedData(name="zero")).mark_rule(style="ink").encode(y="value:Q")]
    # the other destination is called `beside` until its name is known
    legend = alt.Legend(
        orient="bottom", columns=1, labelExpr="datum.label == 'beside' ? beside : datum.label", labelLimit=300
    )
    colours = {partner: BLUE, "beside": VERMILION}
    for label, test, dash in (
        ("beside", "datum.name == beside", [7, 4]),
        (partner, f"datum.name == {quoted(partner)}", [1, 0]),
    ):
        own = base.transform_filter(test)
        lines = own.mark_line(strokeWidth=2.2, strokeDash=dash)
        dots = says(
            own.transform_filter("isValid(datum.value)").mark_point(filled=True, opacity=1, size=60), hover
        )
        layers += [called(part, label, colours, legend) for part in (lines, dots)]
    points = [
        row | {"name": names.get(row["destination"], row["destination"])}
        for row in printed
        if row["measure"] in measures
    ]
    marks = (
        alt.Chart(alt.NamedData(name="printed"))
        .transform_filter("printed && datum.measure == measure")
        .mark_point(shape="diamond", size=150, strokeWidth=2, color=BLUE)
    )
    drawn = (
        []
        if not points
        else [
            says(
                marks,
                {
                    "Printed": number("printed", ",.1f"),
                    "Official": number("official", ",.2f"),
                    "For": "datum.name + ', ' + datum.year",
                    "Verdict": by_expression(
                        VERDICT_WORDS | {"contradicted": "contradicted"}, "datum.verdict"
                    ),
                    "Why": column("diagnosis"),
                },
            ).encode(x=YEARS, y=alt.Y("printed:Q"))
        ]
    )
    layers += drawn
    own = sorted(
        (row["year"], row["jpy_billion"])
        for row in rows
        if row["name"] == partner and row["jpy_billion"] is not None
    )
    (first, start), (last, end) = own[0], own[-1]
    said = "; ".join(
        f"{row['printed']:,} printed for {row['year']}, {row['official']:,} official "
        f"({VERDICT_WORDS.get(row['verdict'], row['verdict'])})"
        for row in points
        if row["measure"] == "jpy_billion"
    )
    return specification(
        layers,
        {"destinations": rows, "zero": [{"value": 0}]} | ({"printed": points} if points else {}),
        [
            choice("measure", "Show", measures),
            choice("beside", "Beside", {name: name for name in [names[rival], *others]}),
            *([switch("printed", f"what {cite} prints", False)] if points else []),
        ],
        f"{possessive(names[pair['reporter']])} direct investment in {partner}",
        alt.ExprRef(by_expression(measures, "measure") + " + ', calendar years'"),
        f"A line for {partner} beside another destination, by year. The net flow to {partner} was ¥ {start:,.1f} "
        f"billion in {first} "
        f"and ¥ {end:,.1f} billion in {last}."
        + (f" {cite}, ¥ billion: {said}." if said else "")
        + f" A share is high, too, where the total is low. {source}",
    )
