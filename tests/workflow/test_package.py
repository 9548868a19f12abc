"""The second study's replication package: unpacked in an empty folder, rebuilt without a network to the same
bytes, and described as the standards ask."""

import csv
import hashlib
import json
import re
import shutil
import zipfile
from itertools import pairwise

import pytest
import yaml

from tests.projects import once, run

NAME = "japan-and-indonesia-trade-and-investment"
WRROC = "https://w3id.org/ro/wfrun"


@pytest.fixture(scope="session")
def packaged(installed, second, base):
    """The folder of a package and its zip, of a study outside the checkout; one for all workers."""

    def make() -> str:
        shutil.rmtree(base / "packaged", ignore_errors=True)
        shutil.copytree(second, base / "packaged")
        made = run(installed, "package", base / "packaged", cwd=base)
        assert made.returncode == 0, made.stdout[-3000:] + made.stderr[-3000:]
        return made.stdout

    once(base / "packaged.log", make)
    return base / "packaged/package"


@pytest.fixture(scope="session")
def crate(packaged):
    graph = json.loads((packaged / NAME / "ro-crate-metadata.json").read_text(encoding="utf-8"))["@graph"]
    return {node["@id"]: node for node in graph}


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_it_was_rebuilt_in_an_empty_folder_and_a_second_one_is_the_same_bytes(packaged, installed):
    took = json.loads((packaged / "measured.json").read_text(encoding="utf-8"))["measured"]
    assert 1 < took["seconds"] < 3600 and took["cores"] >= 1 and took["environment_mb"] > 0
    readme = (packaged / NAME / "README.md").read_text(encoding="utf-8")
    assert f"Wall time {took['seconds']} seconds" in readme and "- [x] <10 minutes" in readme
    before = (packaged / f"{NAME}.zip").read_bytes()
    # what a rebuild of this content took is on record, so that it is not measured again
    again = run(installed, "package", packaged.parent, cwd=packaged)
    assert again.returncode == 0 and (packaged / f"{NAME}.zip").read_bytes() == before


def test_a_result_that_a_rebuild_does_not_give_stops_the_package(packaged, installed, tmp_path):
    shutil.copytree(packaged / NAME, tmp_path / "copy")
    with (tmp_path / "copy/results/analysis/pair_facts.csv").open("a", encoding="utf-8") as table:
        table.write("\n")
    compared = run(installed.parent / "python", "-m", "bilateral.package.rebuild", cwd=tmp_path / "copy")
    assert compared.returncode == 1
    assert compared.stderr.splitlines() == [
        "1 results differ from those of the package:",
        "results/analysis/pair_facts.csv",
    ]
    # and one that is not of the report is refused before anything is written
    shutil.copytree(packaged.parent, tmp_path / "study", ignore=shutil.ignore_patterns("package"))
    with (tmp_path / "study/results/analysis/pair_facts.csv").open("a", encoding="utf-8") as table:
        table.write("\n")
    made = run(installed, "package", tmp_path / "study", cwd=tmp_path)
    assert made.returncode == 2 and made.stderr == (
        "results/analysis/pair_facts.csv: found another file than the report was made of; "
        "expected that of one build: run make\n"
    )


def test_the_zip_holds_the_folder_with_code_data_lock_and_results(packaged):
    with zipfile.ZipFile(packaged / f"{NAME}.zip") as archive:
        held = {name.removeprefix(f"{NAME}/") for name in archive.namelist()}
    assert {
        "README.md",
        "LICENSE",
        "CITATION.cff",
        ".zenodo.json",
        "codecheck.yml",
        "datapackage.json",
        "ro-crate-metadata.json",
        "Containerfile",
        "run.sh",
        "checklist.md",
        "config.yaml",
        "requirements.lock",
        "data/raw/yen_per_usd.csv",
        "bilateral/workflow/rules/pair.smk",
        "bilateral/scripts/measure_pair.py",
        "bilateral/src/crossfoot/__init__.py",
        "results/report/index.html",
        "results/figures/totals.svg",
    } <= held
    assert not [name for name in held if "__pycache__" in name or name.endswith((".parquet", ".log"))]
    # a script that no rule runs makes no result
    assert "bilateral/scripts/refresh.py" not in held


def test_the_checksums_hold(packaged):
    lines = (packaged / NAME / "checksums.sha256").read_text(encoding="utf-8").splitlines()
    assert len(lines) > 300
    for line in lines:
        digest, path = line.split("  ")
        assert hashlib.sha256((packaged / NAME / path).read_bytes()).hexdigest() == digest, path


def test_the_readme_has_the_template_s_headings_in_its_order(packaged):
    """Those of template-README.md 1.1 of the social science data editors, by hand."""
    text = (packaged / NAME / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == [
        "Overview",
        "Data Availability and Provenance Statements",
        "Dataset list",
        "Computational requirements",
        "Description of programs/code",
        "Instructions to Replicators",
        "List of tables and programs",
        "What is left out, and why",
        "References",
        "Acknowledgements",
    ]
    for record in yaml.safe_load((packaged / NAME / "data/sources.yaml").read_text(encoding="utf-8")):
        assert record["licence"] in text and record["address"] in text
    figure = next(line for line in text.splitlines() if line.startswith("| Figure 1 |"))
    script, number = figure.split(" | ")[1:3]
    drawn = (packaged / NAME / script).read_text(encoding="utf-8").splitlines()
    assert "totals" in drawn[int(number) - 1] and "results/figures/totals.svg" in figure


def test_each_number_of_the_text_stands_with_the_cell_that_holds_it(packaged):
    said = json.loads((packaged / NAME / "results/report/values.json").read_text(encoding="utf-8"))
    rows = rows_of(packaged / NAME / "in_text_numbers.csv")
    assert [row["printed"] for row in rows] == [value["text"] for value in said]
    assert {row["status"] for row in rows} <= {"same", "computed in the notebook", "said in other words"}
    for row in rows:
        assert (packaged / NAME / row["file"]).is_file() and (packaged / NAME / row["program"]).is_file()
        if row["status"] == "same" and row["column"]:
            cells = rows_of(packaged / NAME / row["file"])[int(row["file_line"]) - 2]
            assert cells[row["column"]] == row["reproduced"]
    # by hand from the raw file, Japan 2020: 9166.4 - 14487.9
    assert any(row["reproduced"] == "-5321.50" and "5,322" in row["printed"] for row in rows)


def test_the_crate_meets_what_the_three_profiles_demand(packaged, crate):
    """The MUSTs of Process, Workflow and Provenance Run Crate 0.5, by hand from their texts."""
    root = crate["./"]
    for profile in ("process", "workflow", "provenance"):
        assert {"@id": f"{WRROC}/{profile}/0.5"} in root["conformsTo"]
        assert crate[f"{WRROC}/{profile}/0.5"]["@type"] == "CreativeWork"
    workflow = crate[root["mainEntity"]["@id"]]
    assert {"File", "SoftwareSourceCode", "ComputationalWorkflow", "HowTo"} <= set(workflow["@type"])
    assert crate[workflow["programmingLanguage"]["@id"]]["@type"] == "ComputerLanguage"
    runs = [node for node in crate.values() if node["@type"] == "CreateAction"]
    assert len({run["@id"] for run in runs}) == len(runs) > 5
    tools = {part["@id"] for part in workflow["hasPart"]}
    for one in runs:
        assert {"@id": one["@id"]} in root["mentions"]
        assert one["instrument"]["@id"] in tools | {workflow["@id"]}
        assert all(part["@id"] in crate for part in [*one["object"], *one["result"]]) and one["result"]
    steps = {step["@id"]: crate[step["@id"]] for step in workflow["step"]}
    controls = [node for node in crate.values() if node["@type"] == "ControlAction"]
    assert {control["instrument"]["@id"] for control in controls} == set(steps)
    assert all(crate[control["object"]["@id"]]["@type"] == "CreateAction" for control in controls)
    assert all(step["workExample"]["@id"] in tools for step in steps.values())
    positions = [int(step["position"]) for step in steps.values()]
    assert all(before < after for before, after in pairwise(positions))
    # a step comes after those whose results it uses
    order = {
        crate[control["object"]["@id"]]["@id"]: int(steps[control["instrument"]["@id"]]["position"])
        for control in controls
    }
    makes = {part["@id"]: one["@id"] for one in runs if one["@id"] in order for part in one["result"]}
    for one in runs:
        for part in one["object"]:
            if one["@id"] in order and part["@id"] in makes:
                assert order[makes[part["@id"]]] < order[one["@id"]]


def test_every_file_of_the_crate_is_there_with_its_checksum(packaged, crate):
    files = [node for node in crate.values() if "File" in node["@type"]]
    assert {node["@id"] for node in files} == {part["@id"] for part in crate["./"]["hasPart"]}
    for node in files:
        content = (packaged / NAME / node["@id"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == node["sha256"], node["@id"]


def test_each_table_is_what_the_data_package_says(packaged):
    described = json.loads((packaged / NAME / "datapackage.json").read_text(encoding="utf-8"))
    tables = [resource for resource in described["resources"] if "schema" in resource]
    assert len(tables) > 20
    reads = {"integer": int, "number": float, "string": str, "date": str, "boolean": str}
    for resource in tables:
        path = packaged / NAME / resource["path"]
        assert resource["bytes"] == path.stat().st_size
        fields = resource["schema"]["fields"]
        with path.open(encoding="utf-8", newline="") as file:
            header, *rows = list(csv.reader(file))
        assert header == [field["name"] for field in fields], path
        for row in rows:
            for field, cell in zip(fields, row, strict=True):
                assert cell or not field.get("constraints", {}).get("required"), (path, field)
                if cell:
                    reads[field["type"]](cell)


def test_what_codecheck_and_zenodo_read(packaged):
    text = (packaged / NAME / "codecheck.yml").read_text(encoding="utf-8")
    assert text.startswith("---\n")
    listed = [entry["file"] for entry in yaml.safe_load(text)["manifest"]]
    assert "results/figures/totals.svg" in listed and "results/report/report.pdf" in listed
    assert all((packaged / NAME / path).is_file() for path in listed)
    deposit = json.loads((packaged / NAME / ".zenodo.json").read_text(encoding="utf-8"))
    assert deposit["upload_type"] == "dataset" and deposit["creators"] and deposit["title"]


def test_each_item_of_the_checklists_is_passed_not_applicable_or_a_person_s(packaged):
    text = (packaged / NAME / "checklist.md").read_text(encoding="utf-8")
    items = [line.split(" | ") for line in text.splitlines() if re.match(r"\| [A-Z]*[\d.]+[a-e]? \|", line)]
    assert len(items) > 80 and all(len(item) == 4 for item in items)
    assert {item[2] for item in items} == {"passed", "not applicable", "needs a person"}
    # what no program decides is not passed by one
    for asked in ("Statement about rights", "Archived in a repository", "Reusable"):
        assert next(item for item in items if item[1].startswith(asked))[2] == "needs a person"
    assert next(item for item in items if item[1].startswith("Run in a clean environment"))[2] == "passed"
