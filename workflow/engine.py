"""What the engine does to the process that reads its Snakefile, be that the study's own or a module of it."""

import logging
import os
import shlex
import sys
from collections.abc import Callable
from pathlib import Path

from forks import fork_scripts


def prepare(folder: Path) -> None:
    """Sets what scripts and notebooks run with: the same on every machine. folder: of the engine."""
    os.environ["PYTHONPATH"] = os.pathsep.join(
        dict.fromkeys(
            filter(None, [str(folder / "src"), *os.environ.get("PYTHONPATH", "").split(os.pathsep)])
        )
    )
    # Snakemake puts the interpreter's path unquoted into the shell command of a script
    if os.path.exists(sys.executable):
        sys.executable = shlex.quote(sys.executable)
    # nor does a log that finds no room on the disk end in a trace
    logging.raiseExceptions = False
    # Without compiled copies of what it imports a build takes twice as long, as each job compiles pandas
    # anew; some machines ask Python to keep none.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False
    # What it writes is the same on every machine.
    os.environ.update(PYTHONHASHSEED="0", TZ="UTC", LC_ALL="C.UTF-8", MPLBACKEND="Agg")
    # libraries of linear algebra add up in another order on another number of threads
    os.environ.update(OPENBLAS_NUM_THREADS="1")
    fork_scripts()
    # notebooks run without a user's own settings
    os.environ.update(IPYTHONDIR=os.path.abspath(".snakemake/ipython"))


def always(workflow, handlers: dict[str, Callable[[list[str]], None]]) -> None:
    """Runs each handler (of onstart, onsuccess, onerror) before what the study's own Snakefile says there.

    Snakemake heeds those of the main Snakefile alone, and the engine may be a module of it. A module is read
    again for each `use rule`; its handlers are taken once.
    """
    if getattr(workflow, "keeps_last_good_results", False):
        return
    workflow.keeps_last_good_results = True
    for event, ours in handlers.items():

        def take(own: Callable[[list[str]], None], event=event, ours=ours) -> None:
            def both(log: list[str]) -> None:
                ours(log)
                own(log)

            setattr(workflow, f"_{event}", both)

        def register(own: Callable[[list[str]], None], take=take) -> None:
            if workflow.modifier.is_main_snakefile():
                take(own)

        take(getattr(workflow, f"_{event}"))
        setattr(workflow, event, register)
