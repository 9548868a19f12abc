"""YAML, with the line of a fault."""

import yaml

from crossfoot import InputError

# libyaml's loaders, where PyYAML was built with them: the same content ten times as fast
TYPED, PRINTED = (getattr(yaml, f"C{name}", getattr(yaml, name)) for name in ("SafeLoader", "BaseLoader"))


def parse_yaml(text: str, name: str, as_printed: bool = False) -> object:
    """The content of a YAML text; as_printed: every value stays text, so that 1.70 keeps its decimals.

    Raises InputError naming the line where it is none.
    """
    try:
        return yaml.load(text, Loader=PRINTED if as_printed else TYPED)
    except yaml.MarkedYAMLError as error:
        line = f": line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise InputError(f"{name}{line}", f"what is no YAML ({error.problem})", "YAML") from error
