"""What Snakemake's workflow catalogue asks of a workflow under its standardized usage."""

import re

import yaml

from bilateral.study.config import check_config
from tests.conftest import ROOT


def text(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def test_the_workflow_is_where_the_catalogue_looks():
    usage = yaml.safe_load(text(".snakemake-workflow-catalog.yml"))["usage"]
    assert usage["software-stack-deployment"] == {"conda": True} and usage["report"] is True
    assert set(usage["mandatory-flags"]) == {"desc", "flags"}
    assert (ROOT / "workflow/Snakefile").is_file() and "config.yaml" in text("config/README.md")
    assert re.search("snakemake", text("README.md"), re.I) and re.search("workflow", text("README.md"), re.I)


def test_each_rule_names_an_environment_that_is_there():
    for path in (ROOT / "workflow/rules").glob("*.smk"):
        rules = re.split(r"^ *rule \w+:\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
        for rule in rules:
            named = re.findall(r'^ *conda:\n +"(.+)"$', rule, re.MULTILINE)
            assert len(named) == 1 and (path.parent / named[0]).is_file(), path.name


def test_the_configuration_to_begin_with_is_sound():
    schema = yaml.safe_load(text("workflow/schemas/config.schema.yaml"))
    check_config(yaml.safe_load(text("config/config.yaml")), schema)
