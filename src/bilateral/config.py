"""Is a configuration one that a study can be built from?"""

from __future__ import annotations

from bilateral.errors import StudyError

CONFIG = "config.yaml"


def check_config(config: dict, schema: dict) -> None:
    """Holds a configuration against its JSON schema, and economies against their names.

    Raises StudyError for the first fault: an unknown key by its name, a wrong value by its key.
    """
    # imported here: a schema is checked once a run, and the import takes longer than the check
    from jsonschema import Draft202012Validator

    faults = sorted(Draft202012Validator(schema).iter_errors(config), key=lambda fault: list(map(str, fault.path)))
    if faults:
        fault = faults[0]
        place = _place(fault.absolute_path)
        if fault.validator == "additionalProperties":
            unknown = sorted(set(fault.instance) - set(fault.schema["properties"]))
            known = ", ".join(sorted(fault.schema["properties"]))
            raise StudyError(place, f"unknown key {unknown[0]!r}", f"one of {known}")
        if fault.validator == "required":
            missing = [key for key in fault.validator_value if key not in fault.instance]
            raise StudyError(place, f"no key {missing[0]!r}", fault.schema["properties"][missing[0]].get("description", "it"))
        wanted = fault.schema.get("description", "")
        rule = f"{fault.validator} {fault.validator_value}"
        raise StudyError(place, repr(fault.instance), f"{rule} ({wanted})" if wanted else rule)
    if config["investment"]["rival"] not in config["names"]:
        raise StudyError(f"{CONFIG}: investment.rival", repr(config["investment"]["rival"]), "an economy of `names`")
    pairs = [(["pair"], config["pair"])]
    for group, name in (("tables", "chapter_shares"), ("series", "hs_flows")):
        pairs += [([group, name, position], flow) for position, flow in enumerate(config[group][name])]
    for place, flow in pairs:
        for role in ("reporter", "partner"):
            if flow[role] not in config["names"]:
                known = ", ".join(config["names"])
                raise StudyError(_place([*place, role]), repr(flow[role]), f"an economy of `names`: {known}")


def _place(path) -> str:
    keys = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in path)
    return f"{CONFIG}: {keys.lstrip('.')}" if keys else CONFIG
