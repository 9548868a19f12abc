"""YAML, with the line of a fault; of two equal keys none wins."""

import re

import yaml

from crossfoot import InputError

# what YAML 1.1 has no place for
CONTROL = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def parse_yaml(text: str, name: str, as_printed: bool = False) -> object:
    """The content of a YAML text; as_printed: every value stays text, so that 1.70 keeps its decimals.

    Raises InputError naming the line where it is none, or where a key stands a second time.
    """
    if control := CONTROL.search(text):
        line = text[: control.start()].count("\n") + 1
        raise InputError(f"{name}: line {line}", f"the control character U+{ord(control[0]):04X}", "text")
    try:
        return yaml.load(text, Loader=PRINTED if as_printed else TYPED)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f"{name}: line {mark.line + 1}" if mark else name
        if isinstance(error, _Refused):
            raise InputError(place, str(error.context), str(error.problem)) from None
        at_fault = "".join(text.split("\n")[mark.line : mark.line + 1])[mark.column :] if mark else ""
        if at_fault.startswith("\t"):
            raise InputError(place, "a tab before a key or value", "spaces, as YAML asks") from None
        raise InputError(place, f"what is no YAML ({error.problem})", "YAML") from error
    except RecursionError:
        raise InputError(name, "lists or keys within each other without end", "YAML") from None


class _Refused(yaml.constructor.ConstructorError):
    """What YAML would take and nobody means. context: what was found; problem: what was expected."""


def _strict(loader: type) -> type:
    class Strict(loader):
        def construct_mapping(self, node, deep=False):
            lines: dict[str, int] = {}
            for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
                if not isinstance(key, yaml.ScalarNode) or key.tag == "tag:yaml.org,2002:merge":
                    continue
                if key.value in lines:
                    found = f"the key {key.value!r} a second time, first in line {lines[key.value]}"
                    raise _Refused(found, None, "each key once", key.start_mark)
                lines[key.value] = key.start_mark.line + 1
            return super().construct_mapping(node, deep)

        def construct_object(self, node, deep=False):
            try:
                return super().construct_object(node, deep)
            except ValueError as error:
                # such as the date 2011-13-01
                found = f"{getattr(node, 'value', '')!r} ({error})"
                raise _Refused(found, None, "a date or number that exists", node.start_mark) from None

    return Strict


# libyaml's loaders, where PyYAML was built with them: the same content ten times as fast
TYPED, PRINTED = (
    _strict(getattr(yaml, f"C{name}", getattr(yaml, name))) for name in ("SafeLoader", "BaseLoader")
)
