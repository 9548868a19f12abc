"""Subsidies and adoption by round, interactive."""

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
from bilateral.figures.style import BLUE, VERMILION
from bilateral.study.dictionary import fixed

LOW, HIGH = "max_subsidy_jpy_billion_low", "max_subsidy_jpy_billion_high"
GROUPED = {
    "approval_year": "year of approval",
    "fiscal_year": "fiscal year from April",
    "programme": "programme",
    "criterion": "criterion",
    "product_group": "product group",
    "prefecture": "prefecture",
}


def subsidies_chart(totals: Rows, source: str) -> dict:
    """Maximum subsidies by a grouping to choose: filled what the print gives at least, dashed what it leaves open.

    totals: the published table subsidy_totals (¥ billion).
    """
    rows = [row | {"label": row["group"].replace("_", " ")} for row in totals if row["by"] in GROUPED]
    whole = next(row for row in totals if row["by"] == "all")
    # labels stand above the bars: the longest would leave no room beside them
    base = (
        alt.Chart(alt.NamedData(name="totals"))
        .transform_filter("datum.by == by")
        .encode(y=alt.Y("label:N", sort=None, axis=None))
    )
    hover = {
        "Group": "datum.label",
        "Maximum subsidy, ¥ billion": between(LOW, HIGH, 2),
        "Plans": number("plans", "d"),
        "of them under a cap": number("subsidy_capped", "d"),
        "Planned investment, ¥ billion": between(
            "investment_jpy_billion_low", "investment_jpy_billion_high", 2
        ),
        "Plans without a stated investment": number("investment_missing", "d"),
    }
    x = {"title": "¥ billion", "axis": alt.Axis(format=",~r", tickCount=5)}
    layers = [
        says(base.mark_bar(height=14), hover).encode(x=alt.X(f"{LOW}:Q", **x), color=alt.value(BLUE)),
        says(base.mark_bar(height=14, style="cap"), hover).encode(x=alt.X(f"{LOW}:Q", **x), x2=f"{HIGH}:Q"),
        base.mark_text(
            style="word", align="left", baseline="bottom", dy=-10, aria=False, tooltip=None
        ).encode(
            x=alt.value(0), text=alt.value(alt.ExprRef(f"datum.label + ':  ' + ({between(LOW, HIGH, 1)})"))
        ),
    ]

    def bounds(row: dict) -> str:
        return f"{fixed(row[LOW], 1, 'low')} to {fixed(row[HIGH], 1, 'high')}"

    years = "; ".join(f"{row['group']}: {bounds(row)}" for row in rows if row["by"] == "approval_year")
    return specification(
        layers,
        {"totals": rows},
        [choice("by", "By", GROUPED)],
        "Maximum subsidies of approved plans",
        "¥ billion; filled: at least, dashed: at most",
        f"Bars of maximum subsidies with their bounds, by a grouping to choose. In all {whole['plans']} plans: "
        f"¥ {bounds(whole)} billion. By year of approval, ¥ billion: {years}. "
        "Dashed is what a cap leaves open, or a plan with sites in two prefectures; a cap that plans share counts once. "
        f"{source}",
        height=alt.Step(44),
    )


def investment_subsidy_chart(ledger: Rows, rule: Rows, source: str) -> dict:
    """Maximum subsidy against planned investment on log scales, with the line of one third.

    ledger: the published table subsidy_ledger; rule: one_third_rule. A cap is a line from it downwards;
    plans without a stated investment cannot stand here.
    """
    held = {row["plan"]: row for row in rule}
    kept = (
        "plan",
        "entities",
        "criterion",
        "purpose",
        "approved_on",
        "investment_jpy_billion",
        "max_subsidy_jpy_billion",
        LOW,
        HIGH,
    )
    rows = [
        {name: row[name] for name in kept}
        | {
            name: held.get(row["plan"], {}).get(name)
            for name in ("as_printed", "to_tenths", "diagnosis", "third_jpy_billion")
        }
        for row in ledger
        if row["investment_jpy_billion"] is not None
    ]
    criteria = sorted({row["criterion"] for row in rows})
    without = sum(row["criterion"] is not None and row["investment_jpy_billion"] is None for row in ledger)
    base = alt.Chart(alt.NamedData(name="plans")).encode(
        x=alt.X(
            "investment_jpy_billion:Q",
            title="planned investment, ¥ billion",
            scale=alt.Scale(type="log", padding=12, nice=False),
            axis=alt.Axis(format="~g", grid=False),
        ),
        opacity=alt.condition(
            "criterion == 'all' || datum.criterion == criterion", alt.value(1), alt.value(0.15)
        ),
    )
    y = {
        "title": "maximum subsidy, ¥ billion",
        "scale": alt.Scale(type="log", padding=12, nice=False),
        "axis": alt.Axis(format="~g", grid=False),
    }
    hover = {
        "Plan": "datum.plan + ', approved ' + datum.approved_on",
        "Of": "datum.entities",
        "Criterion": "datum.criterion",
        "Purpose": column("purpose"),
        "Investment, ¥ billion": number("investment_jpy_billion", ",.2f"),
        "A third of it": number("third_jpy_billion", ",.4f"),
        "Maximum subsidy, ¥ billion": between(LOW, HIGH, 4),
        "One third, as printed": column("as_printed"),
        "One third, to ¥ 0.1 billion": column("to_tenths"),
        "Why": column("diagnosis"),
    }
    known, capped = "printed", "at most, by a cap"
    colours, legend = {known: BLUE, capped: VERMILION}, alt.Legend(orient="bottom", columns=2)
    of_cap = base.transform_filter("!isValid(datum.max_subsidy_jpy_billion)")
    layers = [
        alt.Chart(alt.NamedData(name="plans"))
        .transform_filter("isValid(datum.third_jpy_billion)")
        .mark_line(style="soft", strokeDash=[6, 4], strokeWidth=1.4, aria=False)
        .encode(x="investment_jpy_billion:Q", y=alt.Y("third_jpy_billion:Q", **y)),
        called(says(of_cap.mark_rule(strokeWidth=2), hover), capped, colours, legend).encode(
            y=alt.Y(f"{HIGH}:Q", **y), y2=alt.value("height")
        ),
        called(
            says(of_cap.mark_tick(orient="horizontal", thickness=3, size=14), hover), capped, colours, legend
        ).encode(y=alt.Y(f"{HIGH}:Q", **y)),
        called(
            says(
                base.transform_filter("isValid(datum.max_subsidy_jpy_billion)").mark_point(
                    filled=True, size=90
                ),
                hover,
            ),
            known,
            colours,
            legend,
        ).encode(y=alt.Y("max_subsidy_jpy_billion:Q", **y)),
    ]
    exact, tenths = (sum(row[reading] == "holds" for row in rule) for reading in ("as_printed", "to_tenths"))
    return specification(
        layers,
        {"plans": rows},
        [choice("criterion", "Criterion", {"all": "all"} | {name: name for name in criteria})],
        "Is one third the rule?",
        "Economic security, log scales; dashed: a third",
        f"Points of maximum subsidy against planned investment. Of {len(rule)} plans that print both, {exact} "
        "print a third of it "
        f"as the maximum subsidy, and {tenths} do to ¥ 0.1 billion. Lines downwards are caps; {without} plans "
        f"state no investment. {source}",
        height=340,
    )


def adoption_chart(rounds: Rows, trend: Rows, source: str) -> dict:
    """One measure of each round of the programme; the adoption rate has its interval and its trend.

    rounds, trend: the published tables adoption and adoption_trend.
    """
    single = [row | {"place": int(row["round"])} for row in rounds if row["round"] != "all"]
    whole = next(row for row in rounds if row["round"] == "all")
    fits = [row for row in trend if row["per"] == "round"]
    measures = {
        "rate_pct": "Adopted, percent of applications",
        "applications": "Applications",
        "adopted": "Adopted applications",
        "call_days": "Days that the call was open",
        "selection_days": "Days from the end of the call to the decision",
    }
    base = (
        alt.Chart(alt.NamedData(name="rounds"))
        .transform_fold(list(measures), as_=["measure", "value"])
        .transform_filter("datum.measure == measure")
        .encode(
            x=alt.X(
                "place:Q",
                title="round",
                scale=alt.Scale(zero=False, nice=False, padding=18),
                axis=alt.Axis(format="d", tickMinStep=1, grid=False),
            )
        )
    )
    hover = {
        "Round": "'' + datum.round",
        "Adopted": "datum.adopted + ' of ' + datum.applications",
        "Rate": number("rate_pct", ".1f", " percent"),
        "Interval": between("rate_pct_low", "rate_pct_high", 2, " percent"),
        "Call": "datum.call_from + ' to ' + datum.call_to",
        "Decided": "datum.decided_on",
        "Call open": number("call_days", "d", " days"),
        "Selection": number("selection_days", "d", " days"),
        "Days shared with the call before": number("shared_days", "d"),
        "Opened before the last decision": column("before_last_decision"),
    }
    rates = "measure == 'rate_pct'"
    y = alt.Y("value:Q", title=None, stack=None)
    curve = (
        alt.Chart(alt.NamedData(name="fit"))
        .transform_filter(f"{rates} && trend")
        .transform_calculate(place=f"sequence(1, {len(single)} + 0.05, 0.1)")
        .transform_flatten(["place"])
        .transform_calculate(value="100 / (1 + exp(-(datum.intercept + datum.log_odds * datum.place)))")
    )
    layers = [
        says(
            alt.Chart(alt.NamedData(name="whole"))
            .transform_filter(rates)
            .mark_rule(style="range", strokeWidth=2),
            {
                "All rounds": "datum.adopted + ' of ' + datum.applications",
                "Rate": number("rate_pct", ".1f", " percent"),
                "Interval": between("rate_pct_low", "rate_pct_high", 2, " percent"),
            },
        ).encode(y="rate_pct:Q"),
        says(
            curve.mark_line(color=VERMILION, strokeDash=[6, 4], strokeWidth=2),
            {
                "Trend over rounds": "'odds times ' + format(datum.odds_ratio, '.3f') + ' a round'",
                "p-value": number("p_value", ".4f"),
                "Errors": "datum.errors",
            },
        ).encode(x="place:Q", y="value:Q"),
        says(base.transform_filter(f"!({rates})").mark_bar(size=18, color=BLUE), hover).encode(y=y),
        says(base.transform_filter(rates).mark_rule(strokeWidth=2.2, color=BLUE), hover).encode(
            y=alt.Y("rate_pct_low:Q", title=None), y2="rate_pct_high:Q"
        ),
        says(
            base.transform_filter(rates).mark_point(filled=True, size=90, opacity=1, color=BLUE), hover
        ).encode(y=y),
    ]
    said = "; ".join(f"errors {fit['errors']}, p {fit['p_value']:.3f}" for fit in fits)
    first, last = single[0], single[-1]
    return specification(
        layers,
        {"rounds": single, "whole": [whole], "fit": fits[-1:]},
        [choice("measure", "Show", measures), switch("trend", "trend over rounds", True)],
        "Adoption by round",
        alt.ExprRef(
            by_expression(
                measures | {"rate_pct": "Percent of applications, 95% interval; line: all rounds"}, "measure"
            )
        ),
        "Points are adoption rates by round with Wilson intervals, the dashed curve a binomial trend, the grey "
        f"line all rounds. {whole['adopted']} of "
        f"{whole['applications']} applications were adopted, {whole['rate_pct']:.1f} percent; "
        f"{first['rate_pct']:.1f} percent in the first round and "
        f"{last['rate_pct']:.1f} in the last. The odds rise by a factor of {fits[0]['odds_ratio']:.2f} a round "
        f"({said}). {source}",
    )
