"""The figures of the first study, drawn from its committed tables, and the committed drawings."""

import re

import matplotlib.pyplot as plt
import pandas as pd
import pytest
import yaml

from bilateral.figures import cooperation, investment, pair, policy, trade, trade_customs, trade_totals
from bilateral.figures import value_chains as chains
from bilateral.figures.style import COLOURS, ECONOMIES, GROUND, INK, LINE, NARROW, SOFT, WIDE, use_style
from bilateral.study.dictionary import check_table, columns_of, describe, dictionary_of_project
from tests.conftest import ROOT
from tests.figures import check_words

CONFIG = yaml.safe_load((ROOT / "config.yaml").read_text(encoding="utf-8"))
NAMES, PAIR, YEARS = CONFIG["names"], CONFIG["pair"], CONFIG["years"]
DICTIONARY = dictionary_of_project()
FOLDERS = [ROOT / "results/figures", *sorted(ROOT.glob("studies/*/results/figures"))]
WIDE_FILES = sorted(
    path for folder in FOLDERS for path in folder.glob("*.svg") if not path.stem.endswith("_narrow")
)


# the years that a table is cut to, and the tables that keep what the document prints
CUT: list[range] = []
PRINTED = ("fdi_printed", "customs_check", "chapter_shares", "trade_concentration")


def read(path: str) -> pd.DataFrame:
    """A committed table with the types of the dictionary, cut to the years asked for."""
    name = path.split("/")[1]
    described = describe(name, columns_of(name, DICTIONARY), DICTIONARY).set_index("column")
    frame = pd.read_csv(ROOT / f"results/{path}.csv", dtype=str, keep_default_na=False)
    for column in frame:
        if described.loc[column, "type"] != "text" or described.loc[column, "missing"] == "yes":
            frame[column] = frame[column].where(frame[column] != "", None)
        if described.loc[column, "type"] == "boolean":
            frame[column] = frame[column] == "True"
    table = check_table(name, frame)
    if CUT and "year" in table and name not in PRINTED:
        table = table[table["year"].isin(CUT[0])].reset_index(drop=True)
    return table


def reference(name: str) -> pd.DataFrame:
    return pd.read_csv(ROOT / f"data/{name}.csv", dtype=str)


DRAWN = {
    "totals": lambda size: trade_totals.draw_totals(
        read("analysis/trade_totals"), NAMES, PAIR, CONFIG["printed_source"], CONFIG["cite"], size
    ),
    "share_structure": lambda size: trade.draw_share_structure(
        read("clean/chapter_shares"), reference("hs_chapters"), NAMES, size
    ),
    "concentration": lambda size: trade.draw_concentration(read("analysis/trade_concentration"), size),
    "mirror": lambda size: pair.draw_mirror_gaps(read("analysis/trade_mirror"), NAMES, PAIR, YEARS, size),
    "customs_totals": lambda size: trade_customs.draw_customs_totals(
        read("analysis/customs_trade"), read("analysis/customs_check"), "IND", CONFIG["cite"], size
    ),
    "agreement_gap": lambda size: trade_customs.draw_agreement_gap(
        read("analysis/customs_event"), NAMES, CONFIG["models"]["break_on"], size
    ),
    "intensity_both_ways": lambda size: trade_customs.draw_intensity_both_ways(
        read("analysis/customs_intensity"), "IND", NAMES, size
    ),
    "fuels_and_rest": lambda size: trade_customs.draw_fuels_and_rest(
        read("analysis/trade_composition"), 2015, size
    ),
    "investment_partner": lambda size: investment.draw_partner(
        read("analysis/fdi_destinations"), read("analysis/fdi_printed"), NAMES, PAIR, "CHN", size
    ),
    "investment_groups": lambda size: investment.draw_groups(
        read("analysis/fdi_groups"), CONFIG["investment"]["groups"], size
    ),
    "import_content": lambda size: chains.draw_import_content(
        read("analysis/value_chains"), PAIR, NAMES, size
    ),
    "critical_suppliers": lambda size: chains.draw_suppliers(
        read("analysis/critical_suppliers"), PAIR, NAMES, size
    ),
    "subsidies": lambda size: policy.draw_subsidies(
        read("analysis/subsidy_ledger"), read("analysis/subsidy_totals"), size
    ),
    "investment_subsidy": lambda size: policy.draw_investment_subsidy(read("analysis/subsidy_ledger"), size),
    "adoption": lambda size: policy.draw_adoption(
        read("analysis/adoption"), read("analysis/adoption_trend"), size
    ),
    "critical_responsibility": lambda size: policy.draw_responsibility(
        read("analysis/critical_responsibility"), size
    ),
    "cooperation_timeline": lambda size: cooperation.draw_timeline(
        read("clean/cooperation_events"),
        read("clean/cooperation_parties"),
        dict(reference("event_labels").itertuples(index=False, name=None)),
        NAMES,
        PAIR,
        size,
    ),
    "cooperation_fields": lambda size: cooperation.draw_fields(
        read("analysis/cooperation_field_matrix"), size
    ),
}


def test_each_figure_of_the_study_is_looked_at():
    assert set(DRAWN) == {path.stem for path in WIDE_FILES if path.parent == FOLDERS[0]}


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=lambda size: size.name)
@pytest.mark.parametrize("name", DRAWN)
def test_words_have_room_and_no_title_stands_in_the_drawing(name, size):
    use_style()
    check_words(DRAWN[name](size))
    plt.close("all")


@pytest.mark.parametrize("years", [range(2000, 2021), range(2019, 2020)], ids=str)
@pytest.mark.parametrize("name", DRAWN)
def test_a_study_of_fewer_years_has_its_figures(name, years, monkeypatch):
    monkeypatch.setitem(globals(), "CUT", [years])
    use_style()
    check_words(DRAWN[name](NARROW))
    plt.close("all")


@pytest.mark.parametrize("path", WIDE_FILES, ids=lambda path: f"{path.parents[2].name}-{path.stem}")
def test_a_figure_has_its_three_files_in_colours_of_the_study(path):
    narrow = path.with_stem(f"{path.stem}_narrow")
    assert path.with_suffix(".png").read_bytes().startswith(b"\x89PNG")
    known = {*COLOURS.values(), *ECONOMIES, INK, SOFT, LINE, GROUND}
    for size, file in ((WIDE, path), (NARROW, narrow)):
        text = file.read_text(encoding="utf-8")
        assert f'width="{size.inches * 72:g}pt"' in text and "<text" in text
        # shades of one colour are its opacity; a table's shades are mixed by the drawing library
        assert set(re.findall("#[0-9a-f]{6}", text)) <= known
        assert set(re.findall(r"font-family: ([^;\"]*)", text)) == {"sans-serif"}
        # at 390 pixels less margins, a point is 358 / 259 of a pixel: 8 points are 11 pixels
        assert min(float(points) for points in re.findall(r"font-size: ([\d.]+)px", text)) >= 8
