"""Content held against a closed JSON schema."""

import datetime
import math
from collections.abc import Callable, Iterator

from crossfoot import InputError

TYPES = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "array": "a list",
    "object": "keys with their values",
}
# what each rule of a schema asks for
RULES = {
    "minimum": "{} or more",
    "maximum": "{} or less",
    "exclusiveMinimum": "more than {}",
    "minLength": "text that is not empty",
    "minItems": "{} or more in the list",
    "minProperties": "{} or more keys",
    "maxProperties": "{} key or none",
    "uniqueItems": "none a second time",
    "pattern": "text of the form {}",
}
# what YAML reads where text was meant to stand
PLAIN = (int, float, bool, datetime.date)
# letters of a wrong value that a message shows
SHOWN = 80


def schema_check(schema: dict) -> Callable[[object, str], None]:
    """A function of content and place that raises InputError for the first fault: an unknown key by its
    name, a missing one by what it is, a wrong value by its key."""
    # imported here: a schema is checked once a run, and the import takes longer than the check
    from jsonschema import Draft202012Validator
    from jsonschema.validators import extend

    numbers = Draft202012Validator.TYPE_CHECKER.redefine_many(
        {"integer": lambda _, value: _is_whole(value), "number": lambda _, value: _is_number(value)}
    )
    validator = extend(Draft202012Validator, type_checker=numbers)(schema)

    def check(content: object, place: str) -> None:
        try:
            keys = list(_keys(content, []))
        except RecursionError:
            raise InputError(place, "a list or key that holds itself", "an end") from None
        for path, key in keys:
            if not isinstance(key, str):
                raise InputError(key_place(place, path), f"the key {key!r}", "a key that is text, in quotes")
        faults = sorted(validator.iter_errors(content), key=lambda fault: list(map(str, fault.path)))
        if faults:
            raise _as_input_error(faults[0], place)

    return check


def key_place(place: str, path) -> str:
    """A place with the keys that lead to a value in it."""
    keys = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in path)
    return f"{place}: {keys.lstrip('.')}" if keys else place


def _as_input_error(fault, place: str) -> InputError:
    at = key_place(place, fault.absolute_path)
    if fault.validator == "oneOf":
        # of the forms that a value may have, the one that it has
        within = [part for part in fault.context if part.validator != "type" or len(part.path)]
        if within:
            return _as_input_error(within[0], place)
    if fault.validator == "additionalProperties":
        unknown = sorted(set(fault.instance) - set(fault.schema["properties"]))
        return InputError(
            at, f"unknown key {unknown[0]!r}", f"one of {', '.join(sorted(fault.schema['properties']))}"
        )
    if fault.validator == "required":
        missing = [key for key in fault.validator_value if key not in fault.instance]
        described = fault.schema["properties"][missing[0]].get("description", "")
        return InputError(at, f"no key {missing[0]!r}", described or f"a value for {missing[0]!r}")
    wanted = fault.schema.get("description", "")
    rule = _rule(fault)
    return InputError(at, _shown(fault.instance), f"{rule} ({wanted})" if wanted else rule)


def _rule(fault) -> str:
    asked = fault.validator_value
    if fault.validator == "type":
        # a date without quotes is no text for YAML
        quotes = ", in quotes" if asked == "string" and isinstance(fault.instance, PLAIN) else ""
        return TYPES.get(asked, asked) + quotes
    if fault.validator == "enum":
        return f"one of {', '.join(map(str, asked))}"
    if fault.validator == "oneOf":
        return " or ".join(TYPES[form["type"]] for form in asked)
    return RULES.get(fault.validator, f"{fault.validator} {{}}").format(asked)


def _shown(value: object) -> str:
    text = "nothing" if value is None else str(value) if isinstance(value, datetime.date) else repr(value)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def _keys(content: object, path: list) -> Iterator[tuple[list, object]]:
    if isinstance(content, dict):
        for key, value in content.items():
            yield path, key
            yield from _keys(value, [*path, key])
    if isinstance(content, list):
        for at, value in enumerate(content):
            yield from _keys(value, [*path, at])


def _is_whole(value: object) -> bool:
    # JSON schema takes 2012.0 for a whole number, and Python's range does not
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
