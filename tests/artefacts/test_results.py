"""The committed results: described, whole, and what a reader is told."""

import csv
import json
import re

import pandas as pd
import pytest

from bilateral.study.dictionary import (
    ANY_TABLE,
    check_table,
    columns_of,
    columns_page,
    describe,
    dictionary_of_project,
)
from tests.conftest import ROOT

RESULTS = ROOT / "results"
DICTIONARY = dictionary_of_project()
# the folder of each study, the first one at the top
STUDIES = [ROOT, *sorted(path.parent for path in (ROOT / "studies").glob("*/config.yaml"))]
PUBLISHED = sorted(
    path
    for study in STUDIES
    for part in ("clean", "analysis", "audit")
    for path in study.glob(f"results/{part}/*.csv")
)
NOTEBOOKS = sorted([*(ROOT / "notebooks").rglob("*.ipynb"), *(ROOT / "studies").glob("*/notebooks/*.ipynb")])
OF_FIRST = [path for path in PUBLISHED if path.is_relative_to(RESULTS)]


def test_there_are_published_tables():
    assert {path.stem for path in OF_FIRST} >= {"chapter_shares", "trade_concentration", "claims"}


def test_no_two_published_tables_of_a_study_share_a_name():
    for study in STUDIES:
        own = [path.stem for path in PUBLISHED if path.is_relative_to(study / "results")]
        assert own and len(set(own)) == len(own)


@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_published_table_has_the_columns_of_the_dictionary_and_what_may_stand_there(path):
    with path.open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    assert header == columns_of(path.stem, DICTIONARY)
    described = describe(path.stem, header, DICTIONARY).set_index("column")
    rows = pd.read_csv(path, dtype=str, keep_default_na=False)
    for column, missing in described["missing"].items():
        if missing != "empty":
            rows[column] = rows[column].replace("", None)
    for column in described.index[described["type"] == "boolean"]:
        rows[column] = rows[column] == "True"
    check_table(path.stem, rows)
    assert b"\r" not in path.read_bytes()


def test_the_dictionary_describes_nothing_that_is_not_published():
    # the first study has no files of the whole world's trade
    tables = {table for table in DICTIONARY["table"] if not table.startswith("world_")}
    assert tables == {ANY_TABLE, *(path.stem for path in PUBLISHED)}
    taken = DICTIONARY.loc[DICTIONARY["type"] == "", "column"]
    assert set(DICTIONARY.loc[DICTIONARY["table"] == ANY_TABLE, "column"]) == set(taken)
    assert not DICTIONARY.duplicated(["table", "column"]).any()


def test_each_row_of_the_dictionary_says_what_its_type_needs():
    full = DICTIONARY[DICTIONARY["type"] != ""]
    assert (full["meaning"] != "").all() and (full["unit"] == full["unit"].str.strip()).all()
    assert set(full["type"]) == {"text", "integer", "number", "date", "boolean"}
    assert set(full["missing"]) == {"yes", "no", "empty"}
    assert set(full["bound"]) == {"", "low", "high"} and set(full["unique"]) == {"", "yes"}
    is_number, is_text = full["type"] == "number", full["type"] == "text"
    assert ((full["decimals"] != "") == is_number).all()
    assert (is_number | (full["bound"] == "")).all() and (is_text | (full["missing"] != "empty")).all()


def test_the_page_of_columns_is_that_of_the_dictionary():
    page = (ROOT / "docs/columns.md").read_text(encoding="utf-8")
    assert page == columns_page(DICTIONARY), "run python -m bilateral.study.dictionary > docs/columns.md"


def test_the_verdicts_on_the_chapter_s_concentration():
    found = pd.read_csv(RESULTS / "analysis/trade_concentration.csv")
    contradicted = found[found["verdict"] == "contradicted"]
    # by hand: ranks 1 to 10 of Table 3.7 add up to 81.2, 78.1, 83.7, 72.6, 69.6, 69.1; ten roundings move
    # them by 0.5 at most, and 82.9, 80.0, 84.9, 74.3, 71.9, 71.1 are printed
    assert list(contradicted["year"]) == [2000, 2005, 2010, 2015, 2020, 2023]
    assert set(contradicted["flow"]) == {"import"} and set(contradicted["measure"]) == {"top_10_share"}
    assert list(((contradicted["low"] + contradicted["high"]) / 2).round(2)) == [
        81.2,
        78.1,
        83.7,
        72.6,
        69.6,
        69.1,
    ]
    assert contradicted["diagnosis"].str.startswith("one row too many: 11 rows").all()
    assert len(found) == 48 and set(found["verdict"]) == {"holds", "within_rounding", "contradicted"}


def test_figures_are_svg_and_png_without_a_date():
    figures = sorted(path for study in STUDIES for path in (study / "results/figures").glob("*.svg"))
    assert figures
    for figure in figures:
        assert "<dc:date>" not in figure.read_text(encoding="utf-8")
        drawn = figure.with_stem(figure.stem.removesuffix("_narrow")).with_suffix(".png")
        assert drawn.read_bytes().startswith(b"\x89PNG")


def test_notebooks_are_committed_without_outputs():
    for path in NOTEBOOKS:
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            assert not cell.get("outputs") and cell.get("execution_count") is None, path


# what a sentence may name without a value behind it: parts of the document and of the law, HS codes, years
NAMED = re.compile(
    r"(?:Tables?|Figures?|[Ss]ections?|Articles?|HS)(?: \d[\d.]*\b(?: (?:to|and) \d[\d.]*\b)?)"
    r"|\b(?:19|20)\d\d\b"
)
# an example of a printed share, levels of tests with their measured coverage, what shares
# add up to, and the largest index
TYPED = {"3.5", "3.45", "3.55", "95", "92", "0.05", "05", "100", "10,000"}


def test_no_number_is_typed_in_a_notebook_s_prose():
    for path in NOTEBOOKS:
        if path.stem == "explore":
            # it is for playing, and no chapter
            continue
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "markdown":
                text = re.sub(r"\{eval\}(`+).*?\1|@[\w:]+", "", "".join(cell["source"]), flags=re.DOTALL)
                typed = {
                    number.rstrip(".,") for number in re.findall(r"(?<![\w#])\d[\d.,]*", NAMED.sub("", text))
                }
                assert typed <= TYPED, f"{path.name}: {typed - TYPED}"


@pytest.mark.parametrize("study", STUDIES, ids=lambda study: study.name)
def test_every_raw_file_has_a_record_with_what_a_reader_needs(study):
    import hashlib

    import yaml

    records = {record["path"]: record for record in yaml.safe_load((study / "data/sources.yaml").read_text())}
    files = [path for path in (study / "data/raw").rglob("*") if path.is_file()]
    assert {str(path.relative_to(study)) for path in files} == set(records)
    for path in files:
        record = records[str(path.relative_to(study))]
        assert record["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
        assert all(
            record[key]
            for key in ("producer", "title", "citation", "address", "licence", "accessed", "vintage")
        )
