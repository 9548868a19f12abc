"""YAML, with the line of a fault."""

import yaml

from bilateral.errors import StudyError


def parse_yaml(text: str, name: str) -> object:
    """The content of a YAML text. Raises StudyError naming the line where it is none."""
    try:
        return yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        line = f": line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise StudyError(f"{name}{line}", str(error.problem), "YAML") from error
