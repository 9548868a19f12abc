"""The notebook to play with runs on what a build publishes."""

import json
import os
import subprocess
import sys

import pandas as pd

from notebooks import results_named
from tests.conftest import ROOT

EXPLORE = ROOT / "notebooks/explore.ipynb"
# in the place of ipywidgets, which the environment of the build lacks: each control keeps its first value
WIDGETS = """
class Control:
    def __init__(self, options=(), value=None, **look):
        first = options[0] if len(options) else None
        self.value = value or (first[1] if isinstance(first, tuple) else first)


Dropdown = IntRangeSlider = SelectMultiple = Control


def interact(function, **controls):
    function(**{name: control.value for name, control in controls.items()})
    print(function.__name__)
"""


def test_each_example_draws(tmp_path):
    text = EXPLORE.read_text(encoding="utf-8")
    for path in results_named(text):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        codes = {"hs_code": str}
        published = (ROOT / path).with_suffix(".csv")
        pd.read_csv(published, dtype=codes, keep_default_na=False, na_values=[""]).to_parquet(tmp_path / path)
    (tmp_path / "ipywidgets.py").write_text(WIDGETS, encoding="utf-8")
    code = ["".join(cell["source"]) for cell in json.loads(text)["cells"] if cell["cell_type"] == "code"]
    places = [tmp_path, ROOT / "notebooks", ROOT / "src"]
    made = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", "\n\n".join(code)],
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join(map(str, places)),
            "BILATERAL_STUDY": str(tmp_path),
            "MPLBACKEND": "Agg",
        },
        capture_output=True,
        text=True,
    )
    assert made.returncode == 0, made.stderr
    assert made.stdout.split() == ["trade", "products", "partners"]
