"""What a notebook reads is what its text names."""

import json

from notebooks import results_named
from tests.conftest import ROOT


def notebook(*sources: str) -> str:
    return json.dumps(
        {
            "cells": [
                {"cell_type": "markdown", "source": ["'clean/prose' {eval}`count('clean/d')`"]},
                *({"cell_type": "code", "source": source.splitlines(keepends=True)} for source in sources),
            ]
        }
    )


def test_tables_figures_and_extracted_files_are_found_in_code_and_in_values_of_the_prose():
    found = results_named(
        notebook(
            "read(\"analysis/a_b\")\nf\"{value('clean/c', 'x')}\"",
            'figure(\n    "map",\n "alt")',
            'figure(name="tree", title="t")',
            'RESULTS / "extracted/tables.json"',
            'x = "elsewhere/y"',
        )
    )
    assert found == [
        "results/analysis/a_b.parquet",
        "results/clean/c.parquet",
        "results/clean/d.parquet",
        "results/extracted/tables.json",
        "results/figures/map.png",
        "results/figures/map.svg",
        "results/figures/map_narrow.svg",
        "results/figures/tree.png",
        "results/figures/tree.svg",
        "results/figures/tree_narrow.svg",
    ]


def test_what_notebooks_name_is_made_or_published():
    tables = {
        path.stem for study in (ROOT, *(ROOT / "studies").iterdir()) for path in study.glob("results/*/*.csv")
    }
    for path in sorted((ROOT / "notebooks").rglob("*.ipynb")):
        named = results_named(path.read_text(encoding="utf-8"))
        assert named, path
        assert {
            name.split("/")[-1].removesuffix(".parquet") for name in named if name.endswith(".parquet")
        } <= tables, path
