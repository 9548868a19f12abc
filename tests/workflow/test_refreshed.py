"""Snapshots and local files in the study, by lines of config.yaml."""

import hashlib
import os
import re
import shutil
import subprocess
import sys

import pytest

from tests.refresh.conftest import sources, study  # noqa: F401

CHAPTERS = {f"{number:02d}": 1000.0 * number for number in range(1, 98) if number != 77}


@pytest.fixture
def refreshed(study, sources, copy):  # noqa: F811
    """The built study, with snapshots of Comtrade and the World Bank that are put in use."""
    sources.amounts = dict(CHAPTERS)
    study.config["refresh"]["years"] = {"first": 2010, "last": 2012}
    assert study.refresh("comtrade", "world_bank") == []
    for path in (copy.folder / "data/sources.yaml", study.folder / "data/sources.yaml"):
        path.chmod(0o644)
    text = (study.folder / "data/sources.yaml").read_text(encoding="utf-8")
    records = (copy.folder / "data/sources.yaml").read_text(encoding="utf-8") + text[
        text.index('- path: "') :
    ]
    (copy.folder / "data/sources.yaml").write_text(records, encoding="utf-8")
    for path, content in study.snapshots().items():
        (copy.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (copy.folder / path).write_bytes(content)
    return copy, {path.rpartition("/")[2]: path for path in study.snapshots()}


def test_snapshots_take_the_place_of_compiled_figures_and_their_change_shows(refreshed):
    project, paths = refreshed
    trade = f"""    - file: {paths["comtrade_jpn_ind_export_hs2.csv"]}
      source: UN Comtrade
      columns: {{year: year, hs_code: hs_code, usd_million: usd_million}}
      reporter: JPN
      partner: IND
      flow: export
      valuation: FOB
      period: calendar
"""
    project.edit("config.yaml", "  hs_flows:\n", f"  hs_flows:\n{trade}")
    project.edit(
        "config.yaml",
        "merchandise_trade: data/raw/merchandise_trade.csv",
        f"merchandise_trade: {paths['world_bank_merchandise_trade.csv']}",
    )
    shutil.copytree(project.folder / "results", project.folder / "earlier")
    project.built("results/analysis/trade_structure.csv")
    flows = (project.folder / "results/clean/hs_flows.csv").read_text(encoding="utf-8")
    assert len(re.findall(r"^JPN,IND,export,FOB,calendar,2011,", flows, re.MULTILINE)) == len(CHAPTERS)
    assert "UN Comtrade" in flows and "as answered on" in flows
    assert (
        len((project.folder / "results/clean/merchandise_trade.csv").read_text().splitlines())
        == 1 + 4 * 2 * 3
    )
    diff = [sys.executable, "-m", "bilateral", "diff", "--old", "earlier"]
    moved = subprocess.run(
        diff, cwd=project.folder, env={**os.environ, "PYTHONPATH": "src"}, capture_output=True, text=True
    ).stdout
    assert "### Table `merchandise_trade`: " in moved and "### Table `hs_flows`: " in moved
    # a snapshot that somebody edited is refused
    path = project.folder / paths["comtrade_jpn_ind_export_hs2.csv"]
    path.write_bytes(path.read_bytes().replace(b"1000.0", b"1001.0"))
    run = project.snakemake("results/clean/hs_flows.csv")
    assert (
        run.returncode != 0
        and f"{paths['comtrade_jpn_ind_export_hs2.csv']}: found sha256 "
        f"{hashlib.sha256(path.read_bytes()).hexdigest()[:12]}"
        in run.stdout
    )
