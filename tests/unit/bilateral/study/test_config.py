from copy import deepcopy

import pytest
import yaml

from bilateral.sources.records import KEYS, as_named, check_source
from bilateral.study.config import (
    SUBJECTS,
    chapters,
    check_config,
    document_tables,
    has_key,
    needs,
    subjects,
    texts_shown,
)
from bilateral.study.yaml_text import parse_yaml
from crossfoot.errors import InputError
from tests.conftest import ROOT

CONFIG = yaml.safe_load((ROOT / "config.yaml").read_text())
SCHEMA = yaml.safe_load((ROOT / "workflow/schemas/config.schema.yaml").read_text())


def test_the_study_s_own_configuration_is_sound():
    check_config(CONFIG, SCHEMA)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda c: c.update(colour="red"), "unknown key 'colour'"),
        (lambda c: c["investment"].update(rival="FRA"), "investment.rival: found 'FRA'"),
        (lambda c: c["cooperation"].pop("events"), "cooperation: found no key 'events'"),
        (lambda c: c["cooperation"].update(labels={"pact": "x"}), "cooperation.labels: found "),
        (lambda c: c.pop("document"), "printed: found no key 'document'; expected one beside it"),
        (lambda c: c.pop("years"), "found no key 'years'"),
        (lambda c: c.pop("hs_level"), "series.hs_flows: found no key 'hs_level'"),
        (
            lambda c: (
                c["tables"].clear() or c.update(tables={"supply_plans": "3.4"}) or c.pop("concentration")
            ),
            "series.hs_flows: found no key 'concentration'",
        ),
        (lambda c: c.pop("models"), "series.trade_totals: found no key 'models'"),
        (lambda c: c.pop("quarters_from"), "tables.facility_plans: found no key 'quarters_from'"),
        (
            lambda c: c["pair"].update(partner="JPN"),
            "pair.partner: found 'JPN' a second time; expected another economy than the reporter",
        ),
        (lambda c: c["pair"].update(reporter="jpn"), "pair.reporter: found 'jpn'; expected 'JPN'"),
        (
            lambda c: c["pair"].update(reporter="JPX"),
            "pair.reporter: found 'JPX'; expected a code of ISO 3166-1 alpha-3",
        ),
        (lambda c: c["names"].update(idn="Indonesia"), "names.idn: found 'idn'; expected 'IDN'"),
        (
            lambda c: c["names"].update(LKA="India"),
            "names.LKA: found 'India'; expected another name than that of IND",
        ),
        (lambda c: c["investment"].update(rival="IND"), "investment.rival: found 'IND' a second time"),
        (lambda c: c["pair"].update(reporter="KOR"), "investment: found the reporter KOR; expected JPN"),
        (
            lambda c: c["years"].update(first=2030),
            "years: found 2030 to 2025; expected the earlier year first",
        ),
        (lambda c: c.update(lang="Japanese"), "lang: found 'Japanese'"),
        (lambda c: c.update(quarters_from="one"), "quarters_from: found 'one'"),
        (lambda c: c.update(hs_level=3), "hs_level: found 3; expected one of 2, 4, 6"),
        (lambda c: c["concentration"].update(classes="many"), "concentration.classes: found 'many'"),
        (lambda c: c["tables"].update(tabel="3.9"), "tables: found unknown key 'tabel'"),
        (
            lambda c: c["tables"]["chapter_shares"][0].update(flow="both"),
            r"chapter_shares\[0\].flow: found 'both'",
        ),
        (
            lambda c: c["tables"]["chapter_shares"][1].update(partner="FRA"),
            r"chapter_shares\[1\].partner: found 'FRA'",
        ),
    ],
)
def test_a_fault_is_named_by_its_key_in_one_line(change, found):
    config = deepcopy(CONFIG)
    change(config)
    with pytest.raises(InputError, match=found) as error:
        check_config(config, SCHEMA)
    assert "\n" not in str(error.value)


def test_every_key_is_described():
    def undescribed(schema, place=""):
        for key, part in schema.get("properties", {}).items():
            if (
                "$ref" not in part
                and part.get("type") != "object"
                and "description" not in part
                and "enum" not in part
            ):
                yield f"{place}.{key}"
            yield from undescribed(part, f"{place}.{key}")

    assert list(undescribed(SCHEMA)) == []


def test_broken_yaml_is_named_by_its_line():
    with pytest.raises(InputError, match="config.yaml: line 3: found what is no YAML"):
        parse_yaml("a: 1\nb: [1\nc: 2\n", "config.yaml")


RECORD = dict.fromkeys(KEYS, "x") | {"path": "data/raw/a.txt", "sha256": "0" * 64, "accessed": "2026-01-01"}


def test_a_raw_file_must_be_the_recorded_one():
    check_source("data/raw/a.txt", "0" * 64, [RECORD])
    with pytest.raises(InputError, match="data/raw/a.txt: found sha256 111111111111"):
        check_source("data/raw/a.txt", "1" * 64, [RECORD])
    with pytest.raises(InputError, match="no record"):
        check_source("data/raw/b.txt", "1" * 64, [RECORD])


@pytest.mark.parametrize(
    ("records", "found"),
    [
        (None, "data/sources.yaml: found nothing; expected a record of each raw file"),
        ({"path": "a.csv"}, "found no list of records"),
        ([RECORD, {"title": "T"}], "record 2: found no 'path'; expected all of path, producer"),
        ([RECORD | {"path": "data/raw/b.csv", "vintage": None}], "data/raw/b.csv: found no 'vintage'"),
    ],
)
def test_records_that_say_too_little_are_named(records, found):
    with pytest.raises(InputError, match=found):
        check_source("data/raw/a.txt", "0" * 64, records)


def test_a_user_s_own_document_needs_no_record():
    check_source("elsewhere/chapter.txt", "1" * 64, [RECORD])


LEAST = {
    "title": "T",
    "names": {"KOR": "Korea", "IND": "India"},
    "pair": {"reporter": "KOR", "partner": "IND"},
    "years": {"first": 2000, "last": 2020},
}
SERIES = {"series": {"trade_totals": "a.csv"}, "models": {"simulations": 999, "seed": 1}}
DOCUMENT = {"document": "a.txt", "cite": "A (2020)", "printed_source": "A"}
SHARES = {
    "concentration": {"top": [3], "classes": 97},
    "tables": {
        "chapter_shares": [
            {"table": "1", **LEAST["pair"], "flow": "export", "valuation": "FOB", "period": "calendar"}
        ]
    },
}


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (SERIES, ["summary", "trade"]),
        (DOCUMENT, ["summary", "tables"]),
        (DOCUMENT | SHARES, ["summary", "trade", "tables"]),
        (DOCUMENT | {"tables": {"supply_plans": "2"}}, ["summary", "tables"]),
    ],
)
def test_what_stands_decides_the_subjects(more, expected):
    check_config(LEAST | more, SCHEMA)
    assert subjects(LEAST | more) == expected
    assert subjects(CONFIG) == list(SUBJECTS)


def test_chapters_are_those_listed_or_those_of_the_subjects():
    assert chapters(LEAST | SERIES) == {"paper": ["summary", "trade"], "appendix": ["appendix/trade"]}
    assert chapters(LEAST | DOCUMENT | SHARES) == {
        "paper": ["summary", "trade"],
        "appendix": ["appendix/trade", "appendix/tables"],
    }
    own = {"chapters": {"paper": ["summary", "my-story"]}}
    check_config(LEAST | SERIES | own, SCHEMA)
    assert chapters(LEAST | SERIES | own) == {"paper": ["summary", "my-story"], "appendix": []}


@pytest.mark.parametrize(
    ("listed", "found"),
    [
        (
            {"paper": ["a"], "appendix": ["b", "a"]},
            r"chapters.appendix\[1\]: found 'a', as in chapters.paper",
        ),
        ({"paper": []}, r"chapters.paper: found \[\]"),
        ({"appendix": ["a"]}, "chapters: found no key 'paper'"),
        ({"paper": ["../a"]}, r"chapters.paper\[0\]: found '../a'"),
    ],
)
def test_what_is_no_list_of_chapters_is_named(listed, found):
    with pytest.raises(InputError, match=found):
        check_config(LEAST | SERIES | {"chapters": listed}, SCHEMA)


def test_a_study_of_nothing_is_none():
    with pytest.raises(InputError, match="neither `series` nor `document`"):
        check_config(LEAST, SCHEMA)


def test_every_key_that_a_rule_of_the_configuration_names_is_in_the_schema():
    keys = {key for ways in SUBJECTS.values() for way in ways for key in way} | {
        *(key for needed in needs(SCHEMA) for key in needed[:2])
    }
    for key in keys:
        part = SCHEMA
        for name in key.split("."):
            assert name in part["properties"], key
            part = part["properties"][name]


def test_tables_follow_their_roles():
    assert document_tables(LEAST | DOCUMENT) == []
    assert document_tables(DOCUMENT | SHARES) == ["chapter_shares", "printed_measures"]
    assert document_tables({"tables": {"supply_plans": "2"}}) == ["subsidy_plans", "plan_entities"]
    assert has_key(DOCUMENT | SHARES, "tables.chapter_shares") and not has_key(DOCUMENT, "document.path")


def test_the_texts_that_are_shown_have_their_places():
    texts = texts_shown(CONFIG, SCHEMA)
    assert texts["config.yaml: names.IND"] == "India" and "ASEAN" in texts.values()
    assert texts["config.yaml: series.hs_flows[0].source"] == "India Ministry of Commerce"


def test_an_input_in_storage_has_its_address_and_needs_a_record():
    assert as_named(".snakemake/storage/s3/bucket/folder/a.csv") == "s3://bucket/folder/a.csv"
    assert as_named("data/raw/a.txt") == "data/raw/a.txt"
    with pytest.raises(InputError, match="s3://bucket/folder/a.csv: found no record"):
        check_source("s3://bucket/folder/a.csv", "1" * 64, [RECORD])
