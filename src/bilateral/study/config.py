"""Is a configuration one that a study can be built from, and which chapters of the report does it give?"""

import csv
import datetime
import io
from collections.abc import Iterable, Iterator
from typing import Any

from bilateral.study.economies import check_code
from bilateral.study.json_schema import key_place, schema_check
from crossfoot import InputError

CONFIG = "config.yaml"
# roles of a document's tables that the chapter on policy takes together
POLICY_TABLES = (
    "critical_products facility_plans subsidy_criteria supply_plans diversification_rounds"
).split()
# clean tables that each role of a document's table gives, in the order in which they are published
TABLES_OF_ROLES = {
    "critical_products": ("specified_products", "critical_product_codes"),
    "facility_plans": ("subsidy_plans", "plan_sites", "plan_entities"),
    "supply_plans": ("subsidy_plans", "plan_entities"),
    "subsidy_criteria": ("subsidy_criteria",),
    "diversification_rounds": ("diversification_rounds",),
    "chapter_shares": ("chapter_shares", "printed_measures"),
}
# what a study is about, each with the keys that give it, alone or together; a dot leads to a key of a key
SUBJECTS: dict[str, list[tuple[str, ...]]] = {
    "summary": [()],
    "trade": [("series",), ("tables.chapter_shares",)],
    "value_chains": [("value_chains",)],
    "investment": [("investment",)],
    "policy": [tuple(f"tables.{role}" for role in POLICY_TABLES)],
    "cooperation": [("cooperation",)],
    "audit": [("claims",)],
    "tables": [("document",)],
}
# the chapters of a study that lists none, each with its subject
USUAL_CHAPTERS = {
    "paper": {"summary": "summary", "trade": "trade", "investment": "investment"},
    "appendix": {
        "appendix/trade": "trade",
        "appendix/investment": "investment",
        "appendix/value_chains": "value_chains",
        "appendix/policy": "policy",
        "appendix/cooperation": "cooperation",
        "appendix/audit": "audit",
        "appendix/tables": "tables",
    },
}
# what the files of `world` give too
OF_WORLD = "series.trade_totals"
# whose official statistics the chapter on investment reads
INVESTOR = "JPN"


def check_mapping(content: object) -> None:
    """Raises InputError where config.yaml is not keys with values at all."""
    if not isinstance(content, dict):
        found = "nothing" if content is None else f"a {type(content).__name__} in place of keys"
        raise InputError(CONFIG, found, "keys with their values, such as `title: …`")


def check_config(config: dict, schema: dict) -> None:
    """Holds a configuration against its JSON schema, its economies against ISO codes, and its chapters
    against what they need.

    Raises InputError for the first fault: an unknown key by its name, a wrong value by its key.
    """
    economies = [(place, code) for place, code, _ in _marked(config, schema, "economy")]
    for place, code in economies:
        check_code(key_place(CONFIG, place), code)
    schema_check(schema)(config, CONFIG)
    for place, code in economies:
        if code not in config["names"]:
            raise InputError(
                key_place(CONFIG, place), repr(code), f"an economy of `names`: {', '.join(config['names'])}"
            )
    _differ(
        ["pair", "partner"],
        config["pair"]["partner"],
        config["pair"]["reporter"],
        "another economy than the reporter",
    )
    for code, first, name in _twice(config["names"].items()):
        raise InputError(f"{CONFIG}: names.{code}", repr(name), f"another name than that of {first}")
    years = config["years"]
    if years["first"] > years["last"]:
        raise InputError(f"{CONFIG}: years", f"{years['first']} to {years['last']}", "the earlier year first")
    for key, other, why in needs(schema):
        given = has_key(config, other) or (other == OF_WORLD and has_key(config, "series.world"))
        if has_key(config, key) and not given:
            raise InputError(f"{CONFIG}: {key}", f"no key {other!r}", f"one beside it: {why}")
    if "investment" in config:
        for side in ("partner", "reporter"):
            _differ(
                ["investment", "rival"],
                config["investment"]["rival"],
                config["pair"][side],
                f"another economy than the {side}",
            )
        _check_groups(config["investment"]["groups"])
        if config["pair"]["reporter"] != INVESTOR:
            expected = f"{INVESTOR}, whose investment the Bank of Japan reports"
            raise InputError(f"{CONFIG}: investment", f"the reporter {config['pair']['reporter']}", expected)
    _check_pair(config)
    _check_values(config)
    _check_chapters(chapters(config))
    if not {"series", "document"} & set(config):
        raise InputError(
            CONFIG, "neither `series` nor `document`", "one of the two: there is nothing to report on"
        )


def needs(schema: dict, above: tuple[str, ...] = ()) -> Iterator[tuple[str, str, str]]:
    """Each key that cannot do without another, that other one, and why: what the schema has under `needs`."""
    for name, part in schema.get("properties", {}).items():
        key = (*above, name)
        for other, why in part.get("needs", {}).items():
            yield ".".join(key), other, why
        yield from needs(part, key)


def subjects(config: dict) -> list[str]:
    """What a study of a sound configuration is about: it has the rules of these, and no other."""
    return [
        subject
        for subject, ways in SUBJECTS.items()
        if any(all(has_key(config, key) for key in keys) for keys in ways)
    ]


def chapters(config: dict) -> dict[str, list[str]]:
    """The chapters of `paper` and `appendix` in their order, by path below notebooks/ without suffix: those
    that a sound configuration lists, or else those of its subjects."""
    if "chapters" in config:
        return {part: list(config["chapters"].get(part, [])) for part in USUAL_CHAPTERS}
    own = subjects(config)
    return {
        part: [chapter for chapter, subject in usual.items() if subject in own]
        for part, usual in USUAL_CHAPTERS.items()
    }


def document_tables(config: dict) -> list[str]:
    """The clean tables that the roles of the document's tables give, in the order of publication."""
    roles = config.get("tables", {})
    return list(
        dict.fromkeys(table for role, given in TABLES_OF_ROLES.items() if role in roles for table in given)
    )


def has_key(config: dict, key: str) -> bool:
    """Whether a key stands in the configuration; dots lead to a key of a key."""
    for part in key.split("."):
        if not isinstance(config, dict) or part not in config:
            return False
        config = config[part]
    return True


def files_named(config: object, schema: dict) -> Iterator[tuple[list, str, str]]:
    """Each path of a file that a sound configuration names: the keys that lead to it, the path, and its
    format in the schema, such as `file`."""
    return _marked(config, schema, "file", "source", "folder")


def _marked(config: object, schema: dict, *formats: str) -> Iterator[tuple[list, str, str]]:
    """Each text of a configuration, sound or not, whose format in the schema begins with one of these: the
    keys that lead to it, the text, its format."""

    def within(content: object, part: dict, keys: list) -> Iterator[tuple[list, str, str]]:
        if "$ref" in part:
            part = schema["$defs"][part["$ref"].rpartition("/")[2]]
        if not part:
            return
        if isinstance(content, str) and part.get("format", "").startswith(formats):
            yield keys, content, part["format"]
        for form in part.get("oneOf", []):
            yield from within(content, form, keys)
        if isinstance(content, dict):
            others = part.get("additionalProperties") or {}
            for key, value in content.items():
                yield from within(key, part.get("propertyNames", {}), [*keys, key])
                yield from within(value, part.get("properties", {}).get(key, others), [*keys, key])
        if isinstance(content, list):
            for at, value in enumerate(content):
                yield from within(value, part.get("items", {}), [*keys, at])

    return within(config, schema, [])


def tables_like(table: str, dictionary: str) -> list[str]:
    """Names of the tables that have the columns of this one. dictionary: the text of data/dictionary.csv."""
    columns: dict[str, list[str]] = {}
    for row in csv.DictReader(io.StringIO(dictionary)):
        columns.setdefault(row["table"], []).append(row["column"])
    return [name for name, own in columns.items() if own == columns[table]]


def texts_shown(config: dict, schema: dict) -> dict[str, str]:
    """The texts of a sound configuration that figures, page and PDF show, by place."""
    return {key_place(CONFIG, keys): text for keys, text, _ in _marked(config, schema, "shown")}


def _check_pair(config: dict) -> None:
    """A flow is one between the pair's two economies; each table of shares has a flow of its own."""
    pair = config["pair"]
    flows = {"series.hs_flows": config.get("series", {}).get("hs_flows", [])}
    flows["tables.chapter_shares"] = config.get("tables", {}).get("chapter_shares", [])
    for key, listed in flows.items():
        for at, flow in enumerate(listed):
            if {flow["reporter"], flow["partner"]} != set(pair.values()):
                found, asked = (f"{sides['reporter']} and {sides['partner']}" for sides in (flow, pair))
                raise InputError(f"{CONFIG}: {key}[{at}]", f"trade between {found}", f"{asked}, the pair")
    for keys in (("table",), ("reporter", "flow")):
        values = [tuple(flow[key] for key in keys) for flow in flows["tables.chapter_shares"]]
        for at, first, value in _twice(enumerate(values)):
            found = f"{' and '.join(keys)} {' '.join(value)}, as in [{first}]"
            place = f"{CONFIG}: tables.chapter_shares[{at}]"
            raise InputError(place, found, "another table of another flow")


def _check_values(config: dict) -> None:
    """What no schema can say of a value."""
    if day := config.get("models", {}).get("break_on"):
        try:
            datetime.date.fromisoformat(day)
        except ValueError as error:
            raise InputError(
                f"{CONFIG}: models.break_on", f"{day!r} ({error})", "a day that exists"
            ) from None
    ranks = config.get("concentration", {"top": [], "classes": 0})
    for at, count in enumerate(ranks["top"]):
        if count > ranks["classes"]:
            expected = f"{ranks['classes']} or less, as `classes` says"
            raise InputError(f"{CONFIG}: concentration.top[{at}]", str(count), expected)
    for at, flow in enumerate(config.get("series", {}).get("hs_flows", [])):
        for _, _, name in _twice(flow.get("columns", {}).items()):
            place = f"{CONFIG}: series.hs_flows[{at}].columns"
            raise InputError(place, f"{name!r} a second time", "a column of its own for each")


def _check_chapters(listed: dict[str, list[str]]) -> None:
    """A chapter stands once, in one part."""
    places = [(f"chapters.{part}[{at}]", name) for part, own in listed.items() for at, name in enumerate(own)]
    for place, first, name in _twice(places):
        raise InputError(f"{CONFIG}: {place}", f"{name!r}, as in {first}", "each chapter once")


def _check_groups(groups: list[str] | dict[str, list[str]]) -> None:
    named = groups if isinstance(groups, dict) else {}
    places = [((group, at), code) for group, codes in named.items() for at, code in enumerate(codes)]
    for (group, _), _, code in _twice(places):
        place = f"{CONFIG}: investment.groups.{group}"
        raise InputError(place, f"{code!r} a second time", "each economy once")


def _twice(values: Iterable[tuple[Any, Any]]) -> Iterator[tuple[Any, Any, Any]]:
    """Each value that stands a second time: its place, the first place of it, and itself. values: with their
    places."""
    seen: dict = {}
    for place, value in values:
        if (first := seen.setdefault(value, place)) != place:
            yield place, first, value


def _differ(place: list[str], code: str, other: str, expected: str) -> None:
    if code == other:
        raise InputError(key_place(CONFIG, place), f"{code!r} a second time", expected)
