"""How a rule calls its script: `main` by keyword, with the names of the rule's inputs, params and outputs."""

import inspect
import linecache
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import bilateral
import crossfoot
from crossfoot import InputError

# a script does not open the code that it runs, and writes the CSV of a table beside its Parquet file
NOT_PASSED = ("code", "csv")
OWN = (Path(__file__).parents[1], Path(bilateral.__file__).parent, Path(crossfoot.__file__).parent)
# where Snakemake keeps the copy of a script that it runs, and the line that ends what it puts before it
COPIES, PREAMBLE = ".snakemake/scripts", "snakemake preamble end"
# letters of an exception's text that one line has room for
LONGEST = 300
# passed where main asks for them; the last two are for what writes its tables or figures
ON_REQUEST = ("threads", "mem_mb", "dictionary", "fonts")


def run(main: Callable[..., Any]) -> None:
    """Calls the main of a script; Snakemake puts the object `snakemake` among the script's globals.

    What a main under @tables.written or @drawings.written gives is written to the rule's outputs; any other
    is given their paths. What ends the script is one line, on the terminal and in the rule's log, be it an
    InputError, a fault of the code or a signal that leaves no time to say anything.
    """
    job = main.__globals__["snakemake"]
    with errors_in_one_line(job.log[0], job.rule, main.__globals__.get("__file__", "")):
        made = main(**arguments(job, main))
        if write := getattr(main, "write", None):
            write(made, dict(job.input.items()), dict(job.output.items()))


def arguments(job, main: Callable[..., Any]) -> dict[str, object]:
    """What main is called with, by name. That rules and scripts have the same names is for the tests."""
    given = {"threads": job.threads, "mem_mb": getattr(job.resources, "mem_mb", None)}
    for part in (job.input, job.params, *(() if hasattr(main, "write") else (job.output,))):
        # several files under one name come as a plain list
        given |= {name: list(value) if isinstance(value, list) else value for name, value in part.items()}
    asked = inspect.signature(main).parameters
    left_out = {*NOT_PASSED, *(name for name in ON_REQUEST if name not in asked)}
    return {name: value for name, value in given.items() if name not in left_out}


@contextmanager
def errors_in_one_line(log: str | Path, rule: str, script: str = "") -> Iterator[None]:
    """An error ends the script with its one line, on the terminal and in the rule's log.

    Until the script ends, the log says that it did not: that stays if the process is killed.
    """
    _keep(log, str(InputError(f"rule {rule}", "its process killed", "memory and time enough for it to end")))
    try:
        yield
    except InputError as error:
        line = str(error)
    except Exception as error:
        # for who mends it; the one line is for who reads the end of a build
        traceback.print_exc()
        line = str(unexpected(error, rule, script))
    else:
        Path(log).unlink(missing_ok=True)
        return
    line = " ".join(line.split())
    _keep(log, line)
    sys.exit(line)


def unexpected(error: Exception, rule: str, script: str) -> InputError:
    """What an exception of another kind says: of a file, which and why; of the code, where and what.

    script: its path; Snakemake runs a copy.
    """
    if isinstance(error, OSError) and error.filename is not None:
        expected = "a file that can be read and written, and room on the disk"
        return InputError(f"rule {rule}: {error.filename}", error.strerror or str(error), expected)
    if isinstance(error, MemoryError):
        return InputError(f"rule {rule}", "too little memory", "more of it")
    calls = traceback.extract_tb(error.__traceback__)
    call = next((call for call in reversed(calls) if _is_own(call.filename)), calls[-1])
    said = f"{type(error).__name__}: {error}"
    return InputError(
        f"rule {rule}: {_line(call, script)}",
        said if len(said) <= LONGEST else f"{said[:LONGEST]}…",
        "no error there; the code has a fault, or an input is one that it does not know",
    )


def _keep(log: str | Path, line: str) -> None:
    # on a full disk the terminal has the line
    with suppress(OSError):
        Path(log).parent.mkdir(parents=True, exist_ok=True)
        Path(log).write_text(f"{line}\n", encoding="utf-8")


def _is_own(path: str) -> bool:
    if path == __file__:
        return False
    return COPIES in path or any(Path(path).is_relative_to(folder) for folder in OWN)


def _line(call: traceback.FrameSummary, script: str) -> str:
    """File and line of a call, as they stand in the project."""
    path, line = call.filename, call.lineno or 0
    if COPIES in path:
        before = [at for at, text in enumerate(linecache.getlines(path), 1) if PREAMBLE in text]
        path, line = script, line - (before or [0])[-1]
    parts = Path(path).parts
    for folder in OWN:
        if folder.name in parts:
            return f"{'/'.join(parts[parts.index(folder.name) :])}: line {line}"
    return f"{path}: line {line}"
