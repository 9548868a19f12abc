"""What every chart is made of."""

from __future__ import annotations

import textwrap

import altair as alt

Rows = list[dict]
# as much of a subtitle as a telephone shows in one line
LINE = 58


def choice(name: str, label: str, options: dict[str, str]) -> alt.Parameter:
    """A drop-down, the first option chosen. options: value to what the reader sees."""
    values = list(options)
    return alt.param(
        name=name,
        value=values[0],
        bind=alt.binding_select(options=values, labels=list(options.values()), name=f"{label} "),
    )


def switch(name: str, label: str, on: bool) -> alt.Parameter:
    return alt.param(name=name, value=on, bind=alt.binding_checkbox(name=f"{label} "))


def says(chart: alt.Chart, words: dict[str, str]) -> alt.Chart:
    """What hovering says. words: title to a Vega expression."""
    return chart.transform_calculate(
        **{f"said_{place}": expression for place, expression in enumerate(words.values())}
    ).encode(
        tooltip=[
            alt.Tooltip(field=f"said_{place}", type="nominal", title=title)
            for place, title in enumerate(words)
        ]
    )


def number(field: str, form: str, unit: str = "") -> str:
    """An expression: the number with its unit, or a dash where it is missing."""
    return f"isValid(datum.{field}) ? format(datum.{field}, '{form}') + {quoted(unit)} : '–'"


def between(low: str, high: str, decimals: int, unit: str = "", sign: str = "") -> str:
    """An expression: both bounds, rounded outwards; where the upper one is missing there is none."""
    # what a product in binary falls short of a whole number does not count
    step = 10**decimals
    least = f"format(floor(datum.{low} * {step} + 1e-6) / {step}, '{sign},.{decimals}f')"
    most = f"format(ceil(datum.{high} * {step} - 1e-6) / {step}, '{sign},.{decimals}f')"
    return (
        f"!isValid(datum.{low}) ? '–' : !isValid(datum.{high}) ? 'at least ' + {least} + {quoted(unit)}"
        f" : {least} + ' to ' + {most} + {quoted(unit)}"
    )


def column(field: str, missing: str = "–") -> str:
    """An expression: the text of a column."""
    return f"isValid(datum.{field}) ? datum.{field} : {quoted(missing)}"


def called(chart: alt.Chart, name: str, colours: dict[str, str], legend: alt.Legend) -> alt.Chart:
    """The marks in the colour of their name. colours: every name of the chart, in the legend's order."""
    scale = alt.Scale(domain=list(colours), range=list(colours.values()))
    return chart.transform_calculate(called=quoted(name)).encode(
        color=alt.Color("called:N", title=None, scale=scale, legend=legend)
    )


def by_expression(options: dict[str, str], choose: str) -> str:
    """A Vega expression: the word that belongs to the chosen value."""
    words = ", ".join(f"{quoted(value)}: {quoted(word)}" for value, word in options.items())
    return f"{{{words}}}[{choose}]"


def quoted(text: str) -> str:
    """The text as a Vega expression."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def specification(
    layers: list[alt.Chart],
    data: dict[str, Rows],
    choices: list[alt.Parameter],
    title: str,
    unit: str | alt.Expr,
    description: str,
    height: int | alt.Step = 300,
) -> dict:
    """One view as wide as the page lets it be, with its data inside and every name fixed.

    unit: what is measured, under the title; an expression where it depends on a choice. description: what
    the picture shows, in words. data: rows by the name that layers call them.
    """
    if not isinstance(unit, str):
        # a subtitle cannot depend on a choice
        data = data | {"once": [{}]}
        layers = [
            *layers,
            alt.Chart(alt.NamedData(name="once"))
            .mark_text(style="soft_word", align="left", baseline="bottom", aria=False)
            .encode(text=alt.value(unit), x=alt.value(0), y=alt.value(-10)),
        ]
    chart = alt.layer(
        *layers, height=height, width="container", description=description, datasets=data
    ).properties(
        autosize=alt.AutoSizeParams(contains="padding"),
        title=alt.TitleParams(
            text=title,
            anchor="start",
            frame="bounds",
            subtitlePadding=5,
            offset=14 if isinstance(unit, str) else 26,
            subtitle=textwrap.wrap(unit, LINE) if isinstance(unit, str) else alt.Undefined,
        ),
    )
    spec = chart.to_dict()
    # the page sets the theme
    spec.pop("config", None)
    # Altair hoists parameters by the layer they came with; here they belong to the whole
    spec["params"] = [choice.param.to_dict() for choice in choices]
    return spec
