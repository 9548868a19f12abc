"""Is a configuration one that a study can be built from?"""

from __future__ import annotations

from bilateral.errors import StudyError
from bilateral.schema import key_place, schema_check

CONFIG = "config.yaml"


def check_config(config: dict, schema: dict) -> None:
    """Holds a configuration against its JSON schema, and economies against their names.

    Raises StudyError for the first fault: an unknown key by its name, a wrong value by its key.
    """
    schema_check(schema)(config, CONFIG)
    if config["investment"]["rival"] not in config["names"]:
        raise StudyError(f"{CONFIG}: investment.rival", repr(config["investment"]["rival"]), "an economy of `names`")
    pairs = [(["pair"], config["pair"])]
    for group, name in (("tables", "chapter_shares"), ("series", "hs_flows")):
        pairs += [([group, name, position], flow) for position, flow in enumerate(config[group][name])]
    for place, flow in pairs:
        for role in ("reporter", "partner"):
            if flow[role] not in config["names"]:
                known = ", ".join(config["names"])
                raise StudyError(key_place(CONFIG, [*place, role]), repr(flow[role]), f"an economy of `names`: {known}")
