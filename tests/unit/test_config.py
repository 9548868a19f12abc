from copy import deepcopy

import pytest
import yaml

from bilateral.config import check_config
from bilateral.errors import StudyError
from bilateral.sources import as_named, check_source
from bilateral.yaml_text import parse_yaml
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
        (lambda c: c["cooperation"]["labels"].update({"The Pact": "x"}), "cooperation.labels: found "),
        (lambda c: c.pop("document"), "no key 'document'"),
        (lambda c: c.update(quarters_from="one"), "quarters_from: found 'one'"),
        (lambda c: c["concentration"].update(classes="many"), "concentration.classes: found 'many'"),
        (lambda c: c["tables"].update(tabel="3.9"), "tables: found unknown key 'tabel'"),
        (lambda c: c["tables"]["chapter_shares"][0].update(flow="both"), r"chapter_shares\[0\].flow: found 'both'"),
        (lambda c: c["tables"]["chapter_shares"][1].update(partner="FRA"), r"chapter_shares\[1\].partner: found 'FRA'"),
    ],
)
def test_a_fault_is_named_by_its_key_in_one_line(change, found):
    config = deepcopy(CONFIG)
    change(config)
    with pytest.raises(StudyError, match=found) as error:
        check_config(config, SCHEMA)
    assert "\n" not in str(error.value)


def test_every_key_is_described():
    def undescribed(schema, place=""):
        for key, part in schema.get("properties", {}).items():
            if "$ref" not in part and part.get("type") != "object" and "description" not in part and "enum" not in part:
                yield f"{place}.{key}"
            yield from undescribed(part, f"{place}.{key}")

    assert list(undescribed(SCHEMA)) == []


def test_broken_yaml_is_named_by_its_line():
    with pytest.raises(StudyError, match="config.yaml: line 3"):
        parse_yaml("a: 1\nb: [1\nc: 2\n", "config.yaml")


RECORD = {"path": "data/raw/a.txt", "sha256": "0" * 64, "accessed": "2026-01-01"}


def test_a_raw_file_must_be_the_recorded_one():
    check_source("data/raw/a.txt", "0" * 64, [RECORD])
    with pytest.raises(StudyError, match="data/raw/a.txt: found sha256 111111111111"):
        check_source("data/raw/a.txt", "1" * 64, [RECORD])
    with pytest.raises(StudyError, match="no record"):
        check_source("data/raw/b.txt", "1" * 64, [RECORD])


def test_a_user_s_own_document_needs_no_record():
    check_source("elsewhere/chapter.txt", "1" * 64, [RECORD])


def test_an_input_in_storage_has_its_address_and_needs_a_record():
    assert as_named(".snakemake/storage/s3/bucket/folder/a.csv") == "s3://bucket/folder/a.csv"
    assert as_named("data/raw/a.txt") == "data/raw/a.txt"
    with pytest.raises(StudyError, match="s3://bucket/folder/a.csv: found no record"):
        check_source("s3://bucket/folder/a.csv", "1" * 64, [RECORD])
