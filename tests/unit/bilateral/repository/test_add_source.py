"""A raw file's record: what its own form tells, what is asked, what is left."""

import datetime
import hashlib
from pathlib import Path

import pytest
import yaml

from bilateral.repository.add_source import add_source
from bilateral.sources.records import check_records
from crossfoot import InputError

DAY = datetime.date(2026, 11, 28)
BACI = "t,i,j,k,v,q\n2020,410,699,854231,3000,1\n"
SAID = {"citation": 'Nobody: "On trade", 2026', "licence": "none needed"}


@pytest.fixture
def study(tmp_path) -> Path:
    (tmp_path / "study/data/raw").mkdir(parents=True)
    (tmp_path / "BACI_HS17_Y2020_V202501.csv").write_text(BACI, encoding="utf-8")
    (tmp_path / "own.csv").write_text("year,usd_million\n2020,1\n", encoding="utf-8")
    return tmp_path / "study"


def records(study: Path) -> list[dict]:
    found = yaml.safe_load((study / "data/sources.yaml").read_text(encoding="utf-8"))
    check_records(found)
    return found


def test_a_producer_is_known_by_the_form_of_its_file(study):
    add_source(study, study.parent / "BACI_HS17_Y2020_V202501.csv", {}, DAY)
    (record,) = records(study)
    assert record["producer"].endswith("(CEPII)") and record["vintage"] == "release 202501"
    assert record["licence"].startswith("TODO: BACI comes under Etalab 2.0")
    assert record["sha256"] == hashlib.sha256(BACI.encode()).hexdigest() and record["bytes"] == len(BACI)
    assert (study / record["path"]).read_text(encoding="utf-8") == BACI


def test_what_nobody_says_is_left_to_fill_in(study):
    (said,) = add_source(study, study.parent / "own.csv", SAID, DAY)
    assert said.endswith("fill in producer, title, address, vintage in data/sources.yaml")
    (record,) = records(study)
    assert record["citation"] == SAID["citation"] and record["producer"] == "TODO"
    assert record["accessed"] == DAY


def test_licence_and_citation_are_asked_for(study):
    asked = []

    def ask(question: str) -> str:
        asked.append(question)
        return "CC BY 4.0" if question.startswith("licence") else ""

    add_source(study, study.parent / "own.csv", {}, DAY, ask)
    assert asked == ["licence of data/raw/own.csv: ", "citation of data/raw/own.csv: "]
    assert records(study)[0]["licence"] == "CC BY 4.0" and records(study)[0]["citation"] == "TODO"


def test_a_changed_file_gets_its_new_checksum_and_the_other_record_stays(study):
    for name in ("own.csv", "BACI_HS17_Y2020_V202501.csv"):
        add_source(study, study.parent / name, SAID, DAY)
    before = records(study)
    (study / "data/raw/own.csv").write_text("year,usd_million\n2020,2\n2021,3\n", encoding="utf-8")
    later = datetime.date(2026, 12, 24)
    (said,) = add_source(study, study / "data/raw/own.csv", {}, later)
    assert "new checksum" in said
    own, other = records(study)
    content = (study / "data/raw/own.csv").read_bytes()
    assert own == before[0] | {
        "accessed": later,
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    assert other == before[1]
    assert add_source(study, study / "data/raw/own.csv", {}, later) == [
        "data/raw/own.csv: on record already, unchanged; fill in producer, title, address, vintage in "
        "data/sources.yaml"
    ]


def test_another_file_of_the_name_is_not_overwritten(study):
    (study / "data/raw/own.csv").write_text("another\n", encoding="utf-8")
    with pytest.raises(InputError, match="data/raw/own.csv: found another file of this name"):
        add_source(study, study.parent / "own.csv", {}, DAY)
    assert (study / "data/raw/own.csv").read_text(encoding="utf-8") == "another\n"


def test_a_newer_file_takes_the_place_of_the_recorded_one(study):
    add_source(study, study.parent / "own.csv", SAID, DAY)
    (study.parent / "own.csv").write_text("year,usd_million\n2020,2\n", encoding="utf-8")
    (said,) = add_source(study, study.parent / "own.csv", {"vintage": r"of a\b"}, DAY)
    assert said == (
        "data/raw/own.csv: the new file is in the place of the recorded one; its record has the new "
        "checksum; fill in producer, title, address in data/sources.yaml"
    )
    content = (study / "data/raw/own.csv").read_bytes()
    (record,) = records(study)
    assert content == b"year,usd_million\n2020,2\n" and record["vintage"] == r"of a\b"
    assert record["sha256"] == hashlib.sha256(content).hexdigest() and record["citation"] == SAID["citation"]


def test_what_is_given_later_is_filled_in(study):
    add_source(study, study.parent / "own.csv", {}, DAY)
    given = SAID | {"producer": "Nobody: 1", "title": "On", "address": "here", "vintage": "2020"}
    (said,) = add_source(study, study.parent / "own.csv", given, DAY)
    assert said == "data/raw/own.csv: citation, licence, producer, title, address, vintage as given"
    (record,) = records(study)
    assert {key: record[key] for key in given} == given


def test_a_record_that_a_line_each_does_not_hold_stays(study):
    add_source(study, study.parent / "own.csv", SAID, DAY)
    sources = study / "data/sources.yaml"
    text = sources.read_text(encoding="utf-8").replace("vintage: TODO", "vintage: >\n    first\n    version")
    sources.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="found a record in another form"):
        add_source(study, study.parent / "own.csv", {"vintage": "second"}, DAY)
    assert sources.read_text(encoding="utf-8") == text
