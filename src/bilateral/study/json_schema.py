"""Content held against a closed JSON schema."""

from __future__ import annotations

from collections.abc import Callable

from crossfoot import InputError


def schema_check(schema: dict) -> Callable[[object, str], None]:
    """A function of content and place that raises InputError for the first fault: an unknown key by its
    name, a missing one by what it is, a wrong value by its key."""
    # imported here: a schema is checked once a run, and the import takes longer than the check
    from jsonschema import Draft202012Validator

    validator = Draft202012Validator(schema)

    def check(content: object, place: str) -> None:
        faults = sorted(validator.iter_errors(content), key=lambda fault: list(map(str, fault.path)))
        if not faults:
            return
        fault = faults[0]
        at = key_place(place, fault.absolute_path)
        if fault.validator == "additionalProperties":
            unknown = sorted(set(fault.instance) - set(fault.schema["properties"]))
            known = ", ".join(sorted(fault.schema["properties"]))
            raise InputError(at, f"unknown key {unknown[0]!r}", f"one of {known}")
        if fault.validator == "required":
            missing = [key for key in fault.validator_value if key not in fault.instance]
            raise InputError(
                at, f"no key {missing[0]!r}", fault.schema["properties"][missing[0]].get("description", "it")
            )
        wanted = fault.schema.get("description", "")
        rule = f"{fault.validator} {fault.validator_value}"
        if fault.validator in ("oneOf", "enum"):
            rule = (
                "text or a list of texts"
                if fault.validator == "oneOf"
                else f"one of {', '.join(map(str, fault.validator_value))}"
            )
        raise InputError(at, repr(fault.instance), f"{rule} ({wanted})" if wanted else rule)

    return check


def key_place(place: str, path) -> str:
    """A place with the keys that lead to a value in it."""
    keys = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in path)
    return f"{place}: {keys.lstrip('.')}" if keys else place
