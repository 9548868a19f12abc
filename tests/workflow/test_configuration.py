"""Every key of the configuration with another value: it builds, or one line names the key."""

import re
from collections.abc import Iterator
from copy import deepcopy

import pytest
import yaml
from lib import files

from bilateral.study.config import check_config, check_mapping, files_named, tables_like
from crossfoot import InputError
from tests.conftest import ROOT
from tests.projects import SECOND
from tests.workflow.in_process import in_one_process

SCHEMA = files.read_yaml(ROOT / "workflow/schemas/config.schema.yaml")
CONFIG = {
    "first": files.read_yaml(ROOT / "config.yaml"),
    "second": files.read_yaml(ROOT / SECOND / "config.yaml"),
}
# one value of each kind that YAML can hold, and some that look right at first
OTHERS = [
    None,
    True,
    2012.0,
    float("nan"),
    -1,
    0,
    10**6,
    "",
    "text",
    "日本\n",
    [],
    [[]],
    ["a"],
    {},
    {"a": 1},
    {1: 2},
]


def keys_of(content: object, path: tuple = ()) -> Iterator[tuple]:
    yield path
    for key in (
        content if isinstance(content, dict) else range(len(content) if isinstance(content, list) else 0)
    ):
        yield from keys_of(content[key], (*path, key))


def with_value(config: dict, path: tuple, *value: object) -> dict:
    """The configuration with another value under these keys, or without the last of them."""
    changed = deepcopy(config)
    parent = changed
    for key in path[:-1]:
        parent = parent[key]
    if value:
        parent[path[-1]] = value[0]
    else:
        del parent[path[-1]]
    return changed


def refusal(config: dict) -> str:
    try:
        check_config(config, SCHEMA)
    except InputError as error:
        return str(error)
    return ""


# the first study's, and of the second those that the first lacks; of a list, which has one form, the first
# and the last place
EVERY_KEY = {
    tuple("last" if isinstance(key, int) and key else key for key in path): (study, path)
    for study, config in reversed(CONFIG.items())
    for path in keys_of(config)
    if path
}.values()


@pytest.mark.parametrize(("study", "path"), EVERY_KEY)
def test_a_value_of_another_kind_is_taken_or_refused_by_its_key(study, path):
    for value in OTHERS:
        said = refusal(with_value(CONFIG[study], path, value))
        assert not said or re.match(r"config\.yaml: (?s:.+): found .*; expected .+$", said), said
        # a name or group may be refused where it is used
        if said and path[0] not in ("names", "pair"):
            assert said.startswith(f"config.yaml: {path[0]}"), (value, said)
        assert "\n" not in said


@pytest.mark.parametrize(("study", "path"), EVERY_KEY)
def test_a_key_that_is_left_out_is_missed_by_its_name(study, path):
    said = refusal(with_value(CONFIG[study], path))
    # an economy is missed by its code, where the study uses it
    assert not said or str(path[-1]) in said or path[-1] == 0, said


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("years", {"first": 2012, "last": 2020}, ""),
        ("years.first", "2012", "years.first: found '2012'; expected a whole number"),
        ("years.first", 2012.0, "years.first: found 2012.0; expected a whole number"),
        ("hs_level", 6, ""),
        ("hs_level", 3, "hs_level: found 3; expected one of 2, 4, 6"),
        ("quarters_from", 4, ""),
        ("concentration.top", [1, 4], ""),
        ("concentration.top", [3, 98], "concentration.top[1]: found 98; expected 97 or less"),
        ("concentration.top", [3, 3], "concentration.top: found [3, 3]; expected none a second time"),
        ("concentration.classes", 9, "concentration.classes: found 9; expected 10 or more"),
        ("models.simulations", 10, "models.simulations: found 10; expected 999 or more"),
        ("models.simulations", 0, "models.simulations: found 0; expected 999 or more"),
        ("models.seed", -1, "models.seed: found -1; expected 0 or more"),
        ("models.break_on", "2011-02-30", "models.break_on: found '2011-02-30' (day"),
        ("models.break_on", yaml.safe_load("2011-08-01"), "found 2011-08-01; expected text, in quotes"),
        ("pair.partner", "CHN", "investment.rival: found 'CHN' a second time"),
        ("pair.partner", "IDN", "series.hs_flows[0]: found trade between IND and JPN; expected JPN and IDN"),
        ("investment.rival", "JPN", "investment.rival: found 'JPN' a second time"),
        ("investment.groups", ["ASEAN", "ASEAN"], "investment.groups: found ['ASEAN', 'ASEAN']"),
        ("investment.groups", {"A": ["IND"], "B": ["IND"]}, "investment.groups.B: found 'IND' a second"),
        ("investment.groups", {"A": ["FRA"]}, "investment.groups.A[0]: found 'FRA'; expected an economy of"),
        ("series.hs_flows.0.reporter", "CHN", "series.hs_flows[0]: found trade between CHN and JPN"),
        (
            "series.hs_flows.0.columns",
            {"year": "hs2", "hs_code": "hs2", "usd_million": "value"},
            "series.hs_flows[0].columns: found 'hs2' a second time",
        ),
        ("series.hs_flows.0.source", "", "series.hs_flows[0].source: found ''; expected text that is not"),
        ("tables.chapter_shares.1.table", "3.6", "tables.chapter_shares[1]: found table 3.6, as in [0]"),
        ("tables.chapter_shares.1.flow", "export", "found reporter and flow JPN export, as in [0]"),
        ("font", ["a.ttf", 1], "config.yaml: font[1]: found 1; expected text, in quotes"),
    ],
)
def test_a_plausible_other_value(path, value, said):
    keys = tuple(int(key) if key.isdecimal() else key for key in path.split("."))
    refused = refusal(with_value(CONFIG["first"], keys, value))
    assert said in refused and bool(said) == bool(refused)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "config.yaml: found nothing; expected keys with their values"),
        (b"- title\n", "config.yaml: found a list in place of keys"),
        (b"a: 1\nb: 2\na: 3\n", "config.yaml: line 3: found the key 'a' a second time, first in line 1"),
        (b"a: {b: 1, 'b': 2}\n", "config.yaml: line 1: found the key 'b' a second time"),
        ("title: Côte\n".encode("latin-1"), "config.yaml: line 1: found byte 0xf4, which is not UTF-8"),
        (b"title: a\x07b\n", "config.yaml: line 1: found the control character U+0007"),
        (b"years:\n\tfirst: 1\n", "config.yaml: line 2: found a tab before a key or value; expected spaces"),
        (b"a: 2011-13-01\n", "config.yaml: line 1: found '2011-13-01' (month must be in 1..12)"),
        (b"a: [1\nb: 2\n", "config.yaml: line 2: found what is no YAML"),
        (b"[" * 5000, "config.yaml: line 2: found what is no YAML"),
    ],
)
def test_a_text_that_is_no_configuration(tmp_path, monkeypatch, content, said):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "config.yaml").write_bytes(content)
    with pytest.raises(InputError, match="^" + re.escape(said)):
        check_mapping(files.read_yaml("config.yaml"))


def test_a_byte_order_mark_is_no_part_of_the_first_key(tmp_path):
    (tmp_path / "config.yaml").write_bytes("\ufefftitle: Ü\r\n".encode())
    assert files.read_yaml(tmp_path / "config.yaml") == {"title": "Ü"}


def test_a_list_that_holds_itself_has_an_end():
    config = CONFIG["first"] | {"refresh": yaml.safe_load("&a {sources: [*a]}")}
    assert refusal(config).startswith("config.yaml: found a list or key that holds itself")


def test_every_path_of_the_configuration_is_known_as_one():
    named = {path for _, path, _ in files_named(CONFIG["first"], SCHEMA)}
    written = {
        value
        for path in keys_of(CONFIG["first"])
        if path[:1] != ("refresh",)
        for value in [_at(CONFIG["first"], path)]
        if isinstance(value, str) and value.startswith("data/")
    }
    assert named == written


def _at(content, path: tuple):
    for key in path:
        content = content[key]
    return content


def test_tables_of_one_form_are_found_by_their_columns():
    text = "table,column\na,x\na,y\nb,x\nb,y\nc,x\n"
    assert tables_like("a", text) == ["a", "b"]


def test_snakemake_finds_its_jobs_or_says_the_key_before_any_rule_runs(tmp_path):
    """What rules ask of a configuration that its check cannot know."""
    text = (ROOT / "config.yaml").read_text(encoding="utf-8")
    changes = [
        ("", "", ""),
        ("first: 2000, last: 2025}\nhs_level", "first: 2012, last: 2020}\nhs_level", ""),
        (
            "exchange_rates: data/raw/yen_per_usd.csv",
            "exchange_rates: no.csv",
            "config.yaml: investment.exchange_rates: found no file 'no.csv'",
        ),
        (
            "claims: data/claims.yaml",
            "claims: no.yaml",
            "config.yaml: claims.claims: found no file 'no.yaml'",
        ),
        ("data/event_labels.csv", "no.csv", "config.yaml: cooperation.labels: found no file 'no.csv'"),
        ("data/raw/india_japan_hs2.csv", "no*.csv", "config.yaml: series.hs_flows[0].file: found no file"),
        ("data/raw/boj_outward_fdi.csv", "data/raw", "config.yaml: investment.flows: found no .xlsx file"),
        ("partner_table: fdi_india", "partner_table: fdi_groups", "found 'fdi_groups'; expected one of fdi_"),
        ("title: ", "title: One\ntitle: ", "config.yaml: line 5: found the key 'title' a second time"),
        ("quarters_from: 1", "quarter_from: 1", "config.yaml: found unknown key 'quarter_from'"),
        ("top: [3, 5, 10]", "top: [3, 5, 10", "config.yaml: line"),
    ]
    texts = [text.replace(old, new, 1) if old else text for old, new, _ in changes]
    assert len(set(texts)) == len(texts)
    found = in_one_process(tmp_path / "study", ROOT, "configurations", texts)
    for line, (_, _, said) in zip(found, changes, strict=True):
        assert said in line and bool(said) == bool(line), line
