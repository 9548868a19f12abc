"""What the chapters for any pair say of a study that lacks something: the lack, in words; and no growth or
break that its tests do not bear."""

from pathlib import Path

import nbformat
import pandas as pd
import pytest

from bilateral.report.blocks import notebook_blocks
from bilateral.report.bound import plain
from bilateral.study.dictionary import describe
from notebooks import results_named
from tests.conftest import ROOT
from tests.projects import run_notebook

KEYS = ["reporter", "partner", "flow", "valuation", "period", "source"]
# exports and imports of Japan, exports of Thailand, whose imports nobody reports
SERIES = [
    ("JPN", "THA", "export", "FOB", "calendar", "S"),
    ("JPN", "THA", "import", "CIF", "calendar", "S"),
    ("THA", "JPN", "export", "FOB", "calendar", "S"),
]
NUMBERS = {"integer": "Int64", "number": float}


def totals(*flows):
    """Two years of each flow, and the balance where there are both."""
    rows = [(*SERIES[at], year, 100.0 + year) for at in flows for year in (2010, 2020)]
    if {0, 1} <= set(flows):
        rows += [(*SERIES[0][:2], "balance", *SERIES[0][3:], year, 5.0) for year in (2010, 2020)]
    return pd.DataFrame(rows, columns=[*KEYS, "year", "usd_million"])


def models(*rows):
    """Rows of (series, model, estimate, low, high, p, conclusion, note)."""
    columns = ["model", "estimate", "low", "high", "p_value", "conclusion", "note"]
    frame = pd.DataFrame([(*SERIES[at], *row) for at, *row in rows], columns=[*KEYS, *columns])
    return frame.assign(year_from=2010, year_to=2020, n=11)


def years(*rows):
    return pd.DataFrame([(*SERIES[at], *row) for at, *row in rows], columns=[*KEYS, "year", "missing"])


@pytest.fixture
def told(tmp_path, monkeypatch):
    """What a chapter says of a study of Japan and Thailand with these tables; all others are empty."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "src"))
    dictionary = pd.read_csv(ROOT / "data/dictionary.csv", dtype=str, keep_default_na=False)

    def run(chapter: str, facts: dict[str, str], **tables: pd.DataFrame) -> str:
        notebook = ROOT / f"notebooks/pair/{chapter}.ipynb"
        facts = {"reporter": "JPN", "partner": "THA", "first_year": "2010", "last_year": "2020"} | facts
        tables["pair_facts"] = pd.DataFrame({"fact": list(facts), "value": list(facts.values())})
        tables["economies"] = pd.DataFrame({"economy": ["JPN", "THA"], "name": ["Japan", "Thailand"]})
        results = results_named(notebook.read_text(encoding="utf-8"))
        for path in map(Path, results):
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.suffix != ".parquet":
                path.write_text("<svg/>", encoding="utf-8")
                continue
            own = dictionary.loc[dictionary["table"] == path.stem, "column"]
            frame = tables.get(path.stem, pd.DataFrame()).reindex(columns=list(own))
            described = describe(path.stem, list(own), dictionary).set_index("column")["type"]
            frame.astype({name: NUMBERS.get(kind, object) for name, kind in described.items()}).to_parquet(
                path
            )
        run_notebook(
            notebook=str(notebook),
            results=results,
            study_module=str(ROOT / "notebooks/study.py"),
            dictionary=str(ROOT / "data/dictionary.csv"),
            executed="executed.ipynb",
        )
        blocks = notebook_blocks(nbformat.read("executed.ipynb", as_version=4), chapter)
        return "\n".join(plain(block["text"]) for block in blocks if block["kind"] in ("prose", "heading"))

    return run


def test_a_study_of_nothing_but_products_says_what_it_has_not(told):
    largest = pd.DataFrame(
        [(*SERIES[0], 2020, 1, "84", "Machinery", 40.0, 2010, 50.0)],
        columns=[*KEYS, "year", "rank", "hs_code", "label", "share_pct", "year_first", "share_first_pct"],
    )
    facts = {"chapters": "summary trade", "series": "hs_flows"}
    summary = told("summary", facts, pair_products=largest)
    assert "machinery (HS 84) with 40% of Japan's exports to Thailand in 2020" in summary
    assert "No totals of the pair's trade are at hand" in summary and "by product" not in summary
    assert "No figures of direct investment between the two are at hand." in summary
    assert "with the world and direct investment, so nothing is said of these" in summary
    # no hint at keys of a configuration
    assert "`" not in summary and "config" not in summary


def test_a_series_with_a_gap_is_named_with_its_reason(told):
    rows = models(
        (0, "growth", 5.0, 1.0, 9.0, 0.01, None, ""),
        (1, "growth", 2.0, -1.0, 5.0, 0.2, None, ""),
        (2, "none", None, None, None, None, None, "1 of the years 2010–2020 has no figure"),
    )
    missing = pd.concat([years((2, 2011, "no_figure")), years((2, 2012, None))])
    facts = {"chapters": "summary trade", "series": "trade_totals"}
    summary = told("summary", facts, trade_models=rows, trade_totals=totals(0, 1, 2), pair_trade=missing)
    assert "no figure for Thailand's exports to Japan in 2011." in summary
    assert "of Thailand's exports to Japan (1 of the years 2010–2020 has no figure)" in summary
    # Japan's exports alone have an interval without zero
    assert "leaves out zero in Japan's exports to Thailand (+5.0% a year, 1.0 to 9.0%)" in summary
    assert "No figures by product are at hand for this pair" in summary


@pytest.mark.parametrize(
    ("conclusion", "p", "said", "unsaid"),
    [
        ("no break can be told", 0.162, "Of one series tested, none has a break", "is found in"),
        ("a break", 0.012, "is found in Japan's exports to Thailand (2014, p 0.012)", "none has"),
    ],
)
def test_a_break_is_what_its_own_p_bears(told, conclusion, p, said, unsaid):
    rows = models(
        (0, "growth", 2.0, -1.0, 5.0, 0.2, None, ""),
        (0, "break_unknown", 2014, 2012, 2016, p, conclusion, ""),
    )
    facts = {"chapters": "summary trade", "series": "trade_totals"}
    trade = told("trade", facts, trade_models=rows, trade_totals=totals(0))
    assert said in trade and unsaid not in trade
    assert "Neither growth nor decline can be told in Japan's exports to Thailand" in trade
    assert "No direction of trade is reported by both sides" in trade
