"""The whole study: built, built again after an edit, from another document; and two builds at once."""

import os
import re
import signal
import subprocess
import time

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from tests.conftest import RAW
from tests.projects import Project, planned

TRADE_RULES = {
    "measure_concentration",
    "measure_trade",
    "draw_trade",
    "audit_claims",
    "run_notebook",
    "build_report",
}


def test_a_build_ends_in_the_report(built):
    digests = built.digests()
    for path in (
        "results/report/index.html",
        "results/report/appendix.html",
        "results/report/report.pdf",
        "results/report/appendix.pdf",
        "results/report/report.docx",
        "results/report/values.tex",
        "results/report/tables/conclusions.tex",
        "results/extracted/tables.json",
        "results/clean/repairs.csv",
        "results/analysis/trade_concentration.csv",
        "results/figures/concentration.svg",
    ):
        assert path in digests
    assert len([path for path in digests if path.startswith("results/extracted/tables/table_")]) == 7


@pytest.mark.parametrize("name", ["index.html", "appendix.html"])
def test_a_part_of_the_report_is_whole_in_one_file(built, name):
    page = (built.folder / "results/report" / name).read_text(encoding="utf-8")
    assert not re.findall("<script[^>]* src", page)
    # links to read on are those of the references; nothing that a browser loads by itself has an address
    page = re.sub("<script[^>]*>.*?</script>", "", page, flags=re.DOTALL)
    assert not re.findall(
        r"""src=["'](?!data:)[^"']*|<link(?! rel="icon" href="data:,">)[^>]*|@import""", page
    )
    pictures = re.findall(r"<svg [^>]*>", page)
    assert len(pictures) >= 8 or name == "index.html"
    assert all(re.search(r'role="img" aria-label="[^"]{20,}"', picture) for picture in pictures)
    assert page.count("<h1") == 1 and str(built.folder) not in page


def test_the_rows_of_each_figure_stand_below_it_as_in_the_csv(built):
    report = built.folder / "results/report"
    page = BeautifulSoup(
        b"".join((report / name).read_bytes() for name in ("index.html", "appendix.html")), "html.parser"
    )
    for figure in page.select("figure.figure"):
        behind = figure.find("details", recursive=False)
        assert len(behind.select("tbody tr")) > 3, figure["id"]
        assert all(row.get("data-row") for row in behind.select("tbody tr")), figure["id"]
    for figure, table, column in (
        ("concentration", "trade_concentration", "low"),
        ("investment_groups", "fdi_groups", "jpy_billion"),
    ):
        behind = page.select_one(f"#fig-{figure} > details figure[data-source='analysis/{table}']")
        place = [head["data-column"] for head in behind.select("thead th")].index(column)
        shown = [row.find_all(["th", "td"])[place].text for row in behind.select("tbody tr")]
        printed = pd.read_csv(built.folder / f"results/analysis/{table}.csv", dtype=str)[column].fillna("–")
        assert [cell.replace(",", "").replace("−", "-") for cell in shown] == list(printed)


def test_nothing_changed_says_so(built):
    assert "Nothing to be done" in built.built()


def test_two_builds_at_once_do_not_meet(fresh):
    first = subprocess.Popen(
        fresh.command("results/clean/chapter_shares.csv"),
        cwd=fresh.folder,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    lock = fresh.folder / ".snakemake/build.lock"
    deadline = time.monotonic() + 120
    while not lock.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    # the first holds still while the second is told no
    os.killpg(first.pid, signal.SIGSTOP)
    second = fresh.snakemake()
    os.killpg(first.pid, signal.SIGCONT)
    assert first.wait(timeout=300) == 0
    assert second.returncode != 0 and "another build is running" in second.stdout


def test_an_edit_reruns_what_depends_on_it_and_no_more(copy):
    file = copy.folder / "src/bilateral/trade/printed_measures.py"
    file.write_text(file.read_text() + "\n# an edit\n")
    assert planned(copy.built("-n")) == {
        "measure_concentration",
        "audit_claims",
        "draw_trade",
        "run_notebook",
        "build_report",
    }


def test_an_edit_of_an_indirect_import_reruns_its_users(copy):
    file = copy.folder / "src/crossfoot/documents/markup.py"
    file.write_text(file.read_text() + "\n# an edit\n")
    assert (
        planned(copy.built("-n"))
        == {
            *("extract_tables", "clean_tables", "audit_tables", "measure_policy", "draw_policy"),
            # their reader of sheets stands on crossfoot's reader of marked-up text
            *("measure_value_chains", "draw_value_chains"),
        }
        | TRADE_RULES
    )


def test_an_edit_of_the_page_reruns_the_page(copy):
    copy.edit("workflow/report/page.html.j2", "</footer>", " </footer>")
    assert planned(copy.built("-n")) == {"build_report"}


def test_a_choice_in_the_configuration_reruns_what_it_governs(copy):
    copy.edit("config.yaml", "classes: 97", "classes: 98")
    assert planned(copy.built("-n")) == TRADE_RULES


def test_an_edit_of_a_claim_reruns_the_audit_alone(copy):
    copy.edit("data/claims.yaml", "id: second-unbundling-1980s\n", "id: unbundling-in-the-1980s\n")
    assert planned(copy.built("-n")) == {"audit_claims", "run_notebook", "build_report"}
    copy.built("results/audit/claims.csv")
    assert "unbundling-in-the-1980s" in (copy.folder / "results/audit/claims.csv").read_text(encoding="utf-8")


def test_official_figures_rerun_what_stands_on_them(copy):
    copy.edit("config.yaml", "seed: 20110801", "seed: 1")
    assert planned(copy.built("-n")) == {"model_trade", "run_notebook", "build_report"}


def test_a_folder_of_workbooks_takes_the_place_of_the_compiled_flows(built, copy, reference):
    copy.edit("config.yaml", "flows: data/raw/boj_outward_fdi.csv", f"flows: {reference / 'fixtures/boj'}")
    # the sentences of the paper are of the compiled years
    copy.built("results/clean/fdi_flows.csv", "results/analysis/fdi_destinations.csv")
    keys = ["year", "destination", "industry"]
    compiled, workbooks = (
        pd.read_csv(project.folder / "results/clean/fdi_flows.csv").set_index(keys)["jpy_billion"]
        for project in (built, copy)
    )
    both = compiled[compiled.index.get_level_values("year").isin([2014, 2020, 2023])]
    assert len(both) == 3 * 42
    # one decimal of ¥100 million in the compiled file, two decimals of ¥ billion in print
    assert (workbooks.reindex(both.index) - both).abs().max() <= 0.0101
    assert len(workbooks) > 10_000
    identities = pd.read_csv(copy.folder / "results/clean/fdi_identities.csv")
    sums = identities[
        identities["identity"].isin(
            ["countries to region", "regions to world", "manufacturing and non-manufacturing to total"]
        )
    ]
    # countries add up to regions and regions to the world; nothing fails
    assert set(sums["verdict"]) == {"holds"} and "fails" not in set(identities["verdict"])


def tables_of(project: Project, folder: str) -> dict[str, str]:
    """sha256 of the tables in a folder of results, and of those that were read from the document."""
    places = (f"results/{folder}/", "results/extracted/tables/")
    return {path: digest for path, digest in project.digests().items() if path.startswith(places)}


def test_the_whole_chapter_gives_the_same_results(built, copy, chapter):
    # these rules read every table of the document
    targets = ["trade_concentration", "subsidy_ledger", "fdi_printed"]
    copy.built("--config", f"document={chapter}", "--", *(f"results/analysis/{name}.csv" for name in targets))
    assert tables_of(copy, "analysis") == tables_of(built, "analysis")


def test_a_raw_document_by_another_name_gives_the_same_tables(built, copy):
    (copy.folder / "my.txt").write_bytes(RAW.read_bytes())
    copy.built("--config", "document=my.txt", "--", "results/clean/repairs.csv")
    assert '"document": "my.txt"' in (copy.folder / "results/extracted/tables.json").read_text()
    assert tables_of(copy, "clean") == tables_of(built, "clean")
