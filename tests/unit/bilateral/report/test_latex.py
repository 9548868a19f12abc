import pandas as pd
import pypandoc

from bilateral.report.bound import Place
from bilateral.report.latex import LONG, latex_table, latex_text, latex_values, row_labels
from bilateral.report.parts import Value

COLUMNS = [
    {"column": "who", "label": "Who & what", "number": False},
    {"column": "share", "label": "Share, %", "number": True},
]


def block(cells):
    return {
        "kind": "table",
        "name": "shares",
        "title": "50% of all_that is",
        "units": "¥ billion",
        "source_line": "Bank of Japan",
        "note": "A note.",
        "source": None,
        "rows": None,
        "columns": COLUMNS,
        "cells": cells,
    }


def test_signs_that_latex_would_read_are_text():
    assert latex_text("¥5 & 10% of $a_b^c~d {#} \\ −1–2 <3") == (
        r"\textyen{}5 \& 10\% of \$a\_b\textasciicircum{}c\textasciitilde{}d \{\#\} \textbackslash{} "
        r"\ensuremath{-}1--2 \textless{}3"
    )


def test_a_table_has_rules_a_caption_and_a_note():
    made = latex_table(block([["a_1", "5.0"], ["b", "−6.1"]]))
    assert r"\caption{50\% of all\_that is (\textyen{} billion)}\label{tab:shares}" in made
    assert r"\begin{tabular}{@{}lr@{}}" in made and r"a\_1 & 5.0 \\" in made
    order = [made.index(rule) for rule in ("toprule", "midrule", "bottomrule", "Source: Bank", "A note")]
    assert order == sorted(order)
    # another reader of LaTeX finds the same table
    read = pypandoc.convert_text(made, "plain", format="latex")
    assert "Who & what" in read and "b −6.1" in " ".join(read.split())


def test_a_long_table_goes_on_over_pages():
    made = latex_table(block([["x", "1"]] * (LONG + 1)))
    assert made.count(r"\begin{longtable}") == 1 and r"\endhead" in made and "{table}" not in made


FLOWS = pd.DataFrame(
    {
        "reporter": ["JPN", "JPN", "IND"],
        "year": [2022, 2023, 2023],
        "usd_million": [1.0, 2.0, 3.0],
        "unit": ["x", "x", "x"],
    }
)


def test_a_row_is_named_by_the_fewest_keys_that_tell_it_from_others():
    assert row_labels(FLOWS) == ["JPN-2022", "JPN-2023", "IND-2023"]
    assert row_labels(FLOWS[FLOWS["reporter"] == "JPN"]) == ["2022", "2023"]
    # no key tells them apart
    assert row_labels(pd.DataFrame({"year": [2022, 2022], "value": [1, 2]})) == ["1", "2"]


def value(text, *places, sentence="It is."):
    return Value(text, tuple(places), "trade", "1 Trade", sentence)


def test_a_value_is_named_after_its_chapter_and_place():
    here, there = Place("analysis/flows", (2,), "usd_million"), Place("analysis/flows", (3,), "usd_million")
    made = latex_values(
        [
            value("5", here),
            value("5", here),
            value("US$5 million", here, sentence="Said again."),
            value("20%", here, there),
            value("3", Place("analysis/flows", (1, 2, 3), "")),
            value("2", Place("analysis/flows", (1, 3), "")),
        ],
        {"analysis/flows": FLOWS},
    )
    assert [line for line in made.splitlines() if line.startswith(r"\newstudyvalue")] == [
        r"\newstudyvalue{trade/flows/usd_million/JPN-2023}{5}",
        r"\newstudyvalue{trade/flows/usd_million/JPN-2023-2}{US\$5 million}",
        r"\newstudyvalue{trade/flows/usd_million/JPN-2023+1}{20\%}",
        r"\newstudyvalue{trade/flows/count/JPN-2022+2}{3}",
        r"\newstudyvalue{trade/flows/count/JPN-2022+IND-2023}{2}",
    ]
    assert "% Said again." in made
