"""How a rule calls its script: `main` by keyword, with the names of the rule's inputs, params and outputs."""

import inspect
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from crossfoot import InputError

# a script does not open the code that it runs, and writes the CSV of a table beside its Parquet file
NOT_PASSED = ("code", "csv")
# passed where main asks for them
ON_REQUEST = ("threads", "mem_mb")


def run(main: Callable[..., None]) -> None:
    """Calls the main of a script; Snakemake puts the object `snakemake` among the script's globals.

    An InputError ends the script with its one line, on the terminal and in the rule's log.
    """
    job = main.__globals__["snakemake"]
    with errors_in_one_line(job.log[0]):
        main(**arguments(job, main))


def arguments(job, main: Callable[..., None]) -> dict[str, object]:
    """What main is called with, by name. Raises InputError where the names of rule and main differ."""
    given = []
    for part in ("input", "params", "output"):
        values = getattr(job, part)
        named = list(values.items())
        files = [len(value) if isinstance(value, list) and part != "params" else 1 for _, value in named]
        if len(values) > sum(files):
            raise InputError(f"rule {job.rule}: {part}", "a place without a name", "a name for each")
        # several files under one name come as a plain list
        given += [(name, list(value) if isinstance(value, list) else value) for name, value in named]
    for name in ON_REQUEST:
        if name in inspect.signature(main).parameters:
            given.append((name, job.threads if name == "threads" else job.resources.mem_mb))
    check_names(job.rule, main, [name for name, _ in given])
    return {name: value for name, value in given if name not in NOT_PASSED}


def check_names(rule: str, main: Callable[..., None], given: list[str]) -> None:
    """Raises InputError unless main has a parameter for each name of the rule; any other has a default.

    given: names of the rule's inputs, params and outputs. A main with `**tables` takes any further name.
    """
    parameters = inspect.signature(main).parameters.values()
    own = [parameter for parameter in parameters if parameter.kind is not parameter.VAR_KEYWORD]
    names = {parameter.name for parameter in own}
    passed = [name for name in given if name not in NOT_PASSED]
    for name in passed:
        if passed.count(name) > 1:
            raise InputError(
                f"rule {rule}: {name}", "a name that stands twice in the rule", "another name for one"
            )
        if name not in names and len(own) == len(parameters):
            raise InputError(f"rule {rule}: {name}", "no such parameter of main", " or ".join(sorted(names)))
    for parameter in own:
        if parameter.default is parameter.empty and parameter.name not in passed:
            raise InputError(
                f"rule {rule}: {parameter.name}", "no such name", "what main of its script takes"
            )


@contextmanager
def errors_in_one_line(log: str | Path) -> Iterator[None]:
    """An InputError ends the script with its one line, on the terminal and in the rule's log."""
    try:
        yield
    except InputError as error:
        # a full disk takes no log either
        with suppress(OSError):
            Path(log).write_text(f"{error}\n", encoding="utf-8")
        sys.exit(str(error))
