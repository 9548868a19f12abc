"""Other studies than the first: built from a folder alone, with holes, other HS levels, names in any
language."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys

import nbformat
import pandas as pd
import pytest
import yaml
from pypdf import PdfReader

from bilateral.report.blocks import notebook_blocks
from bilateral.report.bound import plain
from tests.conftest import ROOT, small_font
from tests.projects import SECOND, Project, copy_of_project, once, planned, run


@pytest.fixture(scope="session")
def project(base):
    """A project in which nothing is built; tests add studies of their own."""

    def copied() -> str:
        shutil.rmtree(base / "project", ignore_errors=True)
        return str(copy_of_project(base / "project").folder)

    once(base / "project.log", copied)
    return Project(base / "project")


def new_study(project, name: str, config: dict, raw: dict[str, str]) -> str:
    """A study of that name; a record for each raw file. Returns its folder, relative to the project's."""
    folder = project.folder / "studies" / name
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "data/raw").mkdir(parents=True)
    records = []
    for path, text in raw.items():
        (folder / "data/raw" / path).write_text(text, encoding="utf-8")
        about = dict.fromkeys(("producer", "title", "citation", "address", "licence", "vintage"), "invented")
        records.append(
            {
                "path": f"data/raw/{path}",
                **about,
                "accessed": "2026-11-22",
                "sha256": hashlib.sha256(text.encode()).hexdigest(),
            }
        )
    (folder / "data/sources.yaml").write_text(yaml.safe_dump(records), encoding="utf-8")
    (folder / "config.yaml").write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
    return f"studies/{name}"


def said(notebook) -> str:
    """Everything that an executed notebook shows, as text; its prose as a reader has it."""
    blocks = notebook_blocks(nbformat.read(notebook, as_version=4), notebook.stem)
    return " ".join(
        plain(block["text"])
        if block["kind"] in ("prose", "heading")
        else json.dumps(block, ensure_ascii=False)
        for block in blocks
    )


def test_the_second_study_is_built_to_the_committed_bytes_outside_the_checkout(second):
    committed = [
        path
        for part in ("clean", "analysis", "figures")
        for path in sorted((ROOT / SECOND / "results" / part).iterdir())
        if path.suffix != ".parquet"
    ]
    assert len(committed) > 30
    for path in committed:
        assert (second / path.relative_to(ROOT / SECOND)).read_bytes() == path.read_bytes(), path.name
    assert (second / "results/report/report.pdf").is_file()


def test_its_report_is_on_its_pair_alone(second, installed):
    page = (second / "results/report/index.html").read_text(encoding="utf-8")
    crate = (second / "results/report/ro-crate-metadata.json").read_text(encoding="utf-8")
    assert list(
        dict.fromkeys(re.findall(r"<li><a href=\"#[\w-]+\"><span[^>]*>[^<]*</span>([^<]+)</a>", page))
    ) == [
        "Findings",
        "What is missing",
        "Trade",
        "Growth and breaks",
        "What the two are to each other",
        "The two sides compared",
        "Investment",
        "References",
    ]
    for other in ("Umezaki", "subsidy", "Read from"):
        assert other not in re.sub("<script.*?</script>", "", page, flags=re.DOTALL)
    # by hand from the raw file, Japan 2020: 9166.4 - 14487.9
    assert "a deficit of <a" in page and "US$5,322 million" in page
    assert "No figures by product are at hand for this pair" in page
    assert str(second.parent) not in page + crate and '"/' not in crate
    made = json.loads(re.search(r'id="lineage">(.*?)</script>', page, re.DOTALL)[1])["made"]
    raw = made["results/analysis/fdi_groups.csv"]["raw"]
    assert {"bilateral/data/destinations.csv", "data/raw/boj_outward_fdi.csv", "data/sources.yaml"} <= set(
        raw
    )
    assert not any(path.startswith("/") for path in raw)
    again = run(installed, "build", second, cwd=second.parent)
    assert again.returncode == 0 and "Nothing to be done" in again.stdout + again.stderr


def test_a_document_with_chapter_shares_alone_runs_what_its_chapters_need_and_no_more(project):
    flow = {
        "table": "3.6",
        "reporter": "JPN",
        "partner": "IND",
        "flow": "export",
        "valuation": "FOB",
        "period": "calendar",
    }
    config = {
        "title": "Shares",
        "cite": "A (2025)",
        "printed_source": "A",
        "document": "data/raw/a.txt",
        "names": {"JPN": "Japan", "IND": "India"},
        "pair": {"reporter": "JPN", "partner": "IND"},
        "years": {"first": 2000, "last": 2024},
        "tables": {"chapter_shares": [flow]},
        "concentration": {"top": [3], "classes": 97},
    }
    study = new_study(
        project,
        "shares",
        config,
        {"a.txt": (ROOT / "data/raw/umezaki_2025_tables.txt").read_text(encoding="utf-8")},
    )
    assert planned(project.built("--directory", study, "-n")) == {
        "extract_tables",
        "clean_tables",
        "audit_tables",
        "clean_series",
        "measure_concentration",
        "measure_trade",
        "measure_pair",
        "model_trade",
        "draw_trade",
        "run_notebook",
        "build_report",
    }


def test_what_moved_in_a_study(second):
    compared = subprocess.run(
        [sys.executable, "-m", "bilateral", "diff", SECOND, "--old", str(second)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": "src"},
        capture_output=True,
        text=True,
    )
    assert compared.stdout.startswith("Nothing moved"), compared.stderr


def test_no_name_is_typed_in_the_notebooks_for_any_pair():
    names = set(yaml.safe_load((ROOT / SECOND / "config.yaml").read_text(encoding="utf-8"))["names"].values())
    for path in sorted((ROOT / "notebooks/pair").glob("*.ipynb")):
        # whose statistics of investment are read is the name of a source
        text = path.read_text(encoding="utf-8").replace("Bank of Japan", "")
        assert not [name for name in names if name in text], path


@pytest.fixture(scope="session")
def holed(project, base):
    """The second study without one reporter, with years cut out, and with a destination that is missing in
    two years."""
    once(base / "holed.log", lambda: build_holed(project))
    return project.folder / "studies/holed/results"


def build_holed(project) -> str:
    raw = {
        path.name: path.read_text(encoding="utf-8").splitlines(keepends=True)
        for path in (ROOT / SECOND / "data/raw").glob("*.csv")
    }
    totals = [
        line
        for line in raw["japan_indonesia_trade_totals.csv"]
        if ",Indonesia," not in line and not line.startswith("2013")
    ]
    totals = [re.sub(r"^(2016,calendar,Japan,exports,FOB),[\d.]+", r"\1,", line) for line in totals]
    flows = [
        line
        for line in raw["boj_outward_fdi.csv"]
        if not line.startswith(("2016,Indonesia", "2018,Indonesia"))
    ]
    merchandise = [line for line in raw["merchandise_trade.csv"] if not line.startswith("2012,Japan")]
    changed = raw | {
        "japan_indonesia_trade_totals.csv": totals,
        "boj_outward_fdi.csv": flows,
        "merchandise_trade.csv": merchandise,
    }
    config = yaml.safe_load((ROOT / SECOND / "config.yaml").read_text(encoding="utf-8"))
    config["years"] = {"first": 2009, "last": 2022}
    config["models"]["simulations"] = 999
    study = new_study(project, "holed", config, {name: "".join(lines) for name, lines in changed.items()})
    return project.built(
        "--directory",
        study,
        *(
            f"results/notebooks/{name}.ipynb"
            for name in ("summary", "trade", "investment", "appendix/trade", "appendix/investment")
        ),
    )


def test_holes_are_gaps_with_their_reasons(holed):
    trade = pd.read_csv(holed / "analysis/pair_trade.csv").set_index(["reporter", "flow", "year"])
    assert len(trade) == 4 * 14
    assert (
        set(trade.loc["IDN"]["missing"]) == {"not_reported"} and trade.loc["IDN"]["usd_million"].isna().all()
    )
    own = trade.loc[("JPN", "export")]["missing"]
    assert own[own == "no_figure"].index.tolist() == [2009, 2010, 2013, 2016, 2021, 2022]
    assert own[own == "no_merchandise_figure"].index.tolist() == [2012]
    assert trade.loc[("JPN", "import", 2016), "share_pct"] > 0
    flows = pd.read_csv(holed / "clean/fdi_flows.csv")
    absent = flows[(flows["destination"] == "IDN") & flows["jpy_billion"].isna()]
    assert set(absent["year"]) == {2016, 2018} and set(absent["flow_missing"]) == {"not_listed"}
    groups = pd.read_csv(holed / "analysis/fdi_groups.csv").set_index(["group", "year"])["jpy_billion"]
    assert (
        groups.loc["Indonesia"].isna().groupby("year").all().sum() == 2
        and groups.loc["Thailand"].notna().all()
    )
    assert flows["year"].max() == 2022


def test_a_report_with_holes_says_what_is_missing(holed):
    summary, trade = (said(holed / f"notebooks/{name}.ipynb") for name in ("summary", "trade"))
    assert "No source at hand has Indonesia's exports to Japan and Indonesia's imports from Japan" in summary
    # the file has neither 2013 nor the years from 2021, and none of the exports of 2016
    assert "for Japan's exports to Indonesia in 2009 to 2010, 2013, 2016 and 2021 to 2022; and" in summary
    assert "years 2011–2020 have no figure" in summary and "Indonesia reported" not in summary
    assert "No direction of trade is reported by both sides" in trade
    assert "has no figure for Indonesia in 2016 and 2018" in said(holed / "notebooks/investment.ipynb")
    tables = said(holed / "notebooks/appendix/trade.ipynb")
    assert "in no source of the study" in tables and "the source has no figure" in tables
    assert "no figure of all trade to set it against" in tables


BACI = (
    "t,i,j,k,v,q\n{year},410,699,854231,{chips},1\n{year},410,699,870323,1500.5,2\n"
    "{year},699,410,270900,{oil},3\n"
)


@pytest.fixture(scope="session")
def by_product(project, base):
    """Korea and India by HS 6 of BACI, both directions, under names in their own scripts and a font that has
    them."""
    once(base / "by_product.log", lambda: build_by_product(project))
    return project.folder / "studies/by_product/results"


def build_by_product(project) -> str:
    flow = {"source": "CEPII BACI", "valuation": "FOB", "period": "calendar", "flow": "export"}
    raw = {
        f"BACI_HS17_Y{year}_V202501.csv": BACI.format(year=year, chips=chips, oil=oil)
        for year, chips, oil in ((2020, 3000, 900), (2021, 4500.25, 1100))
    }
    flows = [
        {"file": "data/raw/BACI_HS17_Y*.csv", "reporter": one, "partner": other, **flow}
        for one, other in (("KOR", "IND"), ("IND", "KOR"))
    ]
    config = {
        "title": "한국 भारत",
        "lang": "ko",
        "names": {"KOR": "한국", "IND": "भारत"},
        "pair": {"reporter": "KOR", "partner": "IND"},
        "years": {"first": 2020, "last": 2021},
        "hs_level": 6,
        "series": {"hs_flows": flows},
        "concentration": {"top": [1], "classes": 97},
    }
    codes = {
        "country_codes.csv": "country_code,country_iso3\n410,KOR\n699,IND\n",
        "product_codes.csv": "code,description\n854231,a\n870323,b\n270900,c\n",
    }
    study = new_study(project, "by_product", config, raw | codes)
    run = project.snakemake("--directory", study, "-n")
    line = [line for line in run.stdout.splitlines() if line.startswith("config.yaml: ")]
    assert run.returncode != 0 and len(line) == 1, run.stdout
    assert line[0].startswith(
        "config.yaml: names.IND: found characters that no font here has: भारत; expected `font:`"
    )
    small_font(project.folder / study / "small.ttf", "한국भारत")
    (project.folder / study / "config.yaml").write_text(
        yaml.safe_dump(config | {"font": "small.ttf"}, allow_unicode=True), encoding="utf-8"
    )
    return project.built("--directory", study)


def test_other_trade_at_another_level_gives_its_structure_without_code(by_product):
    structure = pd.read_csv(by_product / "analysis/trade_structure.csv", dtype={"hs_code": str})
    shares = structure[structure["measure"] == "share"].set_index(["reporter", "year", "hs_code"])["low"]
    # by hand: 4500.25 of 4500.25 + 1500.5
    assert shares["KOR", 2021, "854231"] == pytest.approx(100 * 4500.25 / 6000.75, abs=1e-3)
    assert shares["IND", 2020, "270900"] == 100 and set(structure["classes"].dropna()) == {1, 2}
    two_way = structure[structure["measure"] == "grubel_lloyd"]
    assert two_way.empty or set(two_way["low"]) == {0}
    shown = said(by_product / "notebooks/trade.ipynb")
    assert "The largest product was" in shown and "The largest products of each flow" in shown
    assert "with 75.0% in 2021" in shown
    summary = said(by_product / "notebooks/summary.ipynb")
    assert "No totals of the pair's trade are at hand" in summary and "by product" not in summary
    assert (by_product / "figures/flow_structure.svg").is_file()
    assert not (by_product / "figures/totals.svg").exists()


def test_names_in_any_script_are_drawn_and_not_boxed(by_product):
    page = (by_product / "report/index.html").read_text(encoding="utf-8")
    assert '<h1 lang="ko">한국 भारत</h1>' in page and "font-family: study" in page and "U+D55C" in page
    pdf = PdfReader(by_product / "report/report.pdf")
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in pdf.pages
        for font in page["/Resources"].get("/Font", {}).values()
    }
    assert any("SmallStudy" in font.replace("-", "").replace(" ", "") for font in fonts), fonts
    assert pdf.metadata.title == "한국 भारत" and "한국" in pdf.pages[0].extract_text()


PLAIN = """year,period,reporter,flow,valuation,usd_million,source
2019,calendar,Korea,exports,FOB,15096,invented
2020,calendar,Korea,exports,FOB,11937,invented
2021,calendar,Korea,exports,FOB,15603,invented
2020,calendar,IND,exports,FOB,,invented
2021,calendar,IND,exports,FOB,7200,invented
"""
HEADINGS = """year,hs_code,usd_million
2020,8542,3100
2020,8703,1200
2021,8542,4300
2021,8703,1500
2021,3902,1100
"""


def test_files_in_columns_of_our_own_give_totals_and_structure(project):
    flow = {"reporter": "KOR", "partner": "IND", "flow": "export", "valuation": "FOB", "period": "calendar"}
    config = {
        "title": "Korea and India",
        "names": {"KOR": "Korea", "IND": "India"},
        "pair": {"reporter": "KOR", "partner": "IND"},
        "years": {"first": 2019, "last": 2021},
        "hs_level": 4,
        "series": {
            "trade_totals": "data/raw/totals.csv",
            "hs_flows": [
                {"file": "data/raw/exports_by_heading.csv", "source": "invented by heading", **flow}
            ],
        },
        "concentration": {"top": [1, 2], "classes": 97},
        "models": {"simulations": 999, "seed": 1},
    }
    study = new_study(project, "plain", config, {"totals.csv": PLAIN, "exports_by_heading.csv": HEADINGS})
    tables = ("pair_trade", "trade_structure", "trade_change", "trade_mirror", "trade_models")
    project.built("--directory", study, *(f"results/analysis/{table}.csv" for table in tables))
    results = project.folder / study / "results/analysis"
    trade = pd.read_csv(results / "pair_trade.csv").set_index(["reporter", "flow", "year"])
    assert (
        trade.loc[("IND", "export", 2020), "missing"] == "no_figure"
        and trade.loc[("IND", "import", 2019), "missing"] == "not_reported"
    )
    structure = pd.read_csv(results / "trade_structure.csv", dtype={"hs_code": str}).set_index(
        ["measure", "hs_code", "year"]
    )
    assert structure.loc[("share", "8542", 2021), "low"].item() == pytest.approx(100 * 4300 / 6900, abs=1e-3)


def test_every_key_of_the_page_on_studies_is_in_the_schema():
    schema = yaml.safe_load((ROOT / "workflow/schemas/config.schema.yaml").read_text(encoding="utf-8"))[
        "properties"
    ]
    rows = re.findall(r"^\| (.+?) \|", (ROOT / "docs/studies.md").read_text(encoding="utf-8"), re.MULTILINE)
    named = {key for row in rows for key in re.findall(r"`([a-z_]+)", row)}
    inner = {key for part in schema.values() for key in part.get("properties", {})}
    assert named - {"key"} <= set(schema) | inner
    optional = set(schema) - {
        "title",
        "names",
        "pair",
        "years",
        "cite",
        "printed_source",
        "quarters_from",
        "shared_cap",
        "concentration",
        "hs_level",
    }
    assert optional <= named


@pytest.mark.parametrize(
    ("study", "expected"),
    [
        (
            "studies/nothing",
            "STUDY=studies/nothing: found no such folder; expected one of . studies/japan_indonesia",
        ),
        ("docs", "STUDY=docs: found no config.yaml in it; expected one of . studies/japan_indonesia"),
    ],
)
def test_a_study_that_is_none(study, expected):
    run = subprocess.run(["make", f"STUDY={study}"], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode != 0 and expected in run.stderr and run.stderr.count("\n") == 1


def test_a_refresh_reads_the_study_s_own_choices():
    command = [sys.executable, str(ROOT / "scripts/refresh.py"), "e_stat"]
    run = subprocess.run(
        command,
        cwd=ROOT / SECOND,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
    )
    assert run.returncode != 0
    assert (
        run.stderr
        == "make refresh ONLY: found 'e_stat'; expected one of comtrade, boj_workbooks, world_bank\n"
    )
