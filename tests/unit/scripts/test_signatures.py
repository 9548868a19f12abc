"""The main of each rule's script takes what the rule names, and nothing else."""

import importlib
import inspect
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from lib.run import NOT_PASSED, ON_REQUEST

from tests.conftest import ROOT

# loads a study's rules, and says what each names; no bucket is asked
NAMES = """
import json, sys, types
from pathlib import Path
from snakemake.api import SnakemakeApi
from snakemake.settings.types import ConfigSettings, OutputSettings, Quietness, ResourceSettings

sys.modules["remote"] = types.SimpleNamespace(
    remote_input=None, remote_outputs=lambda storage, address, paths: [f"copies/{path}" for path in paths]
)

def covered(parts):
    return sum(1 if end is None else end - start for _, (start, end) in parts._get_names())

with SnakemakeApi(OutputSettings(quiet={Quietness.ALL})) as api:
    workflow = api.workflow(
        resource_settings=ResourceSettings(cores=1),
        config_settings=ConfigSettings(config=json.loads(sys.argv[2])),
        snakefile=Path(sys.argv[1]),
    )
    rules = {
        rule.name: {
            "names": [name for part in (rule.input, rule.params) for name, _ in part._get_names()],
            "outputs": [name for name, _ in rule.output._get_names()],
            "unnamed": sum(len(part) - covered(part) for part in (rule.input, rule.output)),
        }
        for rule in workflow._workflow.rules
        if rule.script
    }
print(json.dumps(rules))
"""


def rules_of(study: str, config: dict) -> dict[str, dict]:
    run = subprocess.run(
        [sys.executable, "-c", NAMES, str(ROOT / "Snakefile"), json.dumps(config)],
        cwd=ROOT / study,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return json.loads(run.stdout.splitlines()[-1])


def world(kind: str, folder: Path) -> dict:
    return {
        "input": {kind: str(folder)},
        "years": {"first": 2022, "last": 2022},
        "hs_levels": [2],
        "largest": 10,
        "memory_mb": 500,
        "dependence": {"supplier": "CHN", "hs_levels": [2]},
    }


def with_critical(section: dict) -> dict:
    """With imports of the study's own critical products."""
    return section | {"dependence": section["dependence"] | {"critical": {"revision": "HS 2017"}}}


@pytest.fixture(scope="module")
def rules(tmp_path_factory) -> list[tuple[str, dict]]:
    """Every rule of both studies, of the world from either source, and of publishing."""
    baci, comtrade = tmp_path_factory.mktemp("baci"), tmp_path_factory.mktemp("comtrade")
    for name in ("BACI_HS22_Y2022_V202501", "country_codes_V202501", "product_codes_HS22_V202501"):
        (baci / f"{name}.csv").touch()
    (comtrade / "2022").mkdir()
    (comtrade / "2022/japan.txt").touch()
    further = {
        ".": {"world": with_critical(world("baci", baci)), "publish": "s3://my-bucket/study"},
        "studies/japan_indonesia": {
            "world": world("comtrade", comtrade),
            "concentration": {"top": [3], "classes": 97},
        },
    }
    return [pair for study, config in further.items() for pair in rules_of(study, config).items()]


def test_every_file_of_workflow_rules_is_loaded(rules):
    text = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "workflow/rules").glob("*.smk"))
    assert {name for name, _ in rules} == set(re.findall(r"^rule (\w+):", text, re.MULTILINE))


def test_main_takes_what_its_rule_names(rules):
    given: dict[str, set] = {}
    for name, rule in rules:
        main = importlib.import_module(name).main
        parameters = inspect.signature(main).parameters
        # what gives its tables or figures has them written
        passed = rule["names"] + ([] if hasattr(main, "write") else rule["outputs"])
        left_out = {*NOT_PASSED, *(one for one in ON_REQUEST if one not in parameters)}
        named = [one for one in passed if one not in left_out]
        asked = [request for request in ("threads", "mem_mb") if request in parameters]
        assert len(named) == len(set(named)), f"{name} has a name twice"
        inspect.signature(main).bind(**dict.fromkeys([*named, *asked]))
        assert rule["unnamed"] == 0, f"{name} has an input or output without a name"
        assert all(
            parameter.kind is not parameter.POSITIONAL_OR_KEYWORD for parameter in parameters.values()
        ), name
        given.setdefault(name, set()).update(named, asked)
    for name, names in given.items():
        own = inspect.signature(importlib.import_module(name).main).parameters.values()
        # what has a default is given in one of the studies
        assert {one.name for one in own if one.kind is one.KEYWORD_ONLY} <= names, name
