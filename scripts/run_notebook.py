"""Runs a chapter's notebook on the results, evaluates the values in its Markdown and keeps the executed
copy, without times or random ids."""

import io
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path

import nbformat
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from lib import files
from lib.run import run
from nbformat.v4 import new_output
from traitlets.config import Config

from bilateral.report.blocks import notebook_blocks
from bilateral.report.cells import (
    LEFT_OUT,
    as_input_error,
    checked_result,
    conditions_of,
    expressions,
    line_of_error,
    place_of,
    tags,
)
from bilateral.report.show import check_dollars
from crossfoot import InputError

SECONDS = 600
# matplotlib as in JupyterLab
BACKEND = "module://matplotlib_inline.backend_inline"
# what Jupyter writes of Python, without the version: that does not belong to the results
LANGUAGE = {
    "codemirror_mode": {"name": "ipython", "version": 3},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
}


class CellTimeout(BaseException):
    """A cell runs too long; no `except Exception` of its own may take it."""


class Shown(DisplayPublisher):
    """Keeps what a cell displays."""

    def publish(self, data, metadata=None, source=None, *, transient=None, update=False, **more) -> None:
        name = (transient or {}).get("display_id")
        if update and name in self.shell.by_name:
            self.shell.by_name[name].update(data=data, metadata=metadata or {})
        elif not update:
            output = self.shell.keep("display_data", data=data, metadata=metadata or {})
            self.shell.by_name |= {name: output} if name else {}

    def clear_output(self, wait: bool = False) -> None:
        self.shell.outputs.clear()


class Result(DisplayHook):
    """Keeps the value of a cell's last line."""

    def write_output_prompt(self) -> None:
        pass

    def write_format_data(self, format_dict, md_dict=None) -> None:
        Shell.instance().keep(
            "execute_result", data=format_dict, metadata=md_dict, execution_count=self.prompt_count
        )


class Printed(io.TextIOBase):
    """Keeps what a cell prints."""

    def __init__(self, shell: "Shell", name: str):
        self.shell, self.stream = shell, name

    def write(self, text: str) -> int:
        last = self.shell.outputs[-1] if self.shell.outputs else {}
        if last.get("name") == self.stream:
            last["text"] += text
        elif text:
            self.shell.keep("stream", name=self.stream, text=text)
        return len(text)


class Shell(InteractiveShell):
    """What runs the cells of a notebook in JupyterLab, in this process and without a kernel around it."""

    def __init__(self, **more):
        self.outputs: list[nbformat.NotebookNode] = []
        self.by_name: dict[str, nbformat.NotebookNode] = {}
        off = {"HistoryManager": {"enabled": False}}
        super().__init__(config=Config(off), display_pub_class=Shown, displayhook_class=Result, **more)

    def keep(self, kind: str, **parts: object) -> nbformat.NotebookNode:
        self.outputs.append(new_output(kind, **parts))
        return self.outputs[-1]

    def enable_gui(self, gui: str | None = None) -> None:
        """Figures have no window."""

    def _showtraceback(self, etype, evalue, stb: list[str]) -> None:
        self.keep("error", ename=etype.__name__, evalue=str(evalue), traceback=stb)

    def run(self, cell: nbformat.NotebookNode, place: str) -> None:
        """A code cell. Raises InputError for what it raises."""
        cell.outputs = self.outputs = []
        if not cell.source.strip():
            return
        cell.execution_count = self.execution_count
        with at_most(SECONDS):
            result = self.run_cell(cell.source, store_history=True)
        error = result.error_before_exec or result.error_in_exec
        if isinstance(error, CellTimeout):
            raise InputError(place, f"a cell that takes longer than {SECONDS} seconds", "one that ends")
        if error and "raises-exception" not in tags(cell):
            raise _failed(error, place, self.outputs)

    def evaluated(self, wanted: list[str]) -> dict[str, dict]:
        """The result of each expression, in Jupyter's form."""
        return self.user_expressions({text: text for text in wanted})


@contextmanager
def at_most(seconds: int) -> Iterator[None]:
    def stop(*_: object) -> None:
        raise CellTimeout

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def shell_with(environment: dict[str, str], modules: Path) -> Shell:
    """A shell without a name in it. environment: what its code finds in os.environ beside what is there;
    modules: the folder of `study`, which knows the results of one notebook."""
    if Shell.initialized():
        raise RuntimeError("found a second notebook in this process; expected a process for each")
    os.environ.update(environment)
    sys.path[:0] = ["", str(modules)]
    shell = Shell.instance()
    # where it is not loaded yet, it looks into the environment
    if "matplotlib" in sys.modules:
        shell.enable_matplotlib("inline")
    return shell


def run_chapter(node: nbformat.NotebookNode, shell: Shell, path: str) -> None:
    """Runs the code cells, and after those before it what stands in a Markdown cell's roles {eval}`…`.

    A cell of which a condition (the tag when:NAME) is false is left out and tagged so.
    """
    for cell in node.cells:
        place = place_of(node, cell, path)
        conditions = shell.evaluated([f"bool({name})" for name in conditions_of(cell)])
        # every one is looked at, so that none goes unchecked
        if not all([checked_condition(place, name, result) for name, result in conditions.items()]):
            cell.metadata.tags.append(LEFT_OUT)
            if cell.cell_type == "code":
                cell.outputs = []
        elif cell.cell_type == "markdown":
            results = shell.evaluated(expressions(cell.source))
            if results:
                cell.metadata["user_expressions"] = [
                    {"expression": expression, "result": checked_result(place, expression, result)}
                    for expression, result in results.items()
                ]
        elif cell.cell_type == "code":
            shell.run(cell, place)


def checked_condition(place: str, condition: str, result: dict) -> bool:
    """Raises InputError where a cell's tag when:NAME names no variable that is true or false."""
    said = (
        result["data"]["text/plain"] if result["status"] == "ok" else f"{result['ename']}: {result['evalue']}"
    )
    if said not in ("True", "False"):
        name = condition.removeprefix("bool(").removesuffix(")")
        raise InputError(f"{place}: when:{name}", said, "a variable of a cell above")
    return said == "True"


def main(*, notebook: str, results: list[str], study_module: str, dictionary: str, executed: str) -> None:
    """Takes the process for this one notebook, whose code may alter it.

    study_module: the module through which notebooks read results and dictionary of their study.
    results: all that the notebook may read; what else lies in the folder is none of its business.
    """
    node = files.read_notebook(notebook)
    for cell in node.cells:
        # of an earlier run in JupyterLab
        cell.metadata.pop("user_expressions", None)
        if cell.cell_type == "markdown":
            check_dollars(place_of(node, cell, notebook), cell.source)
    modules = Path(study_module).resolve().parent
    environment = {
        "PYTHONPATH": os.pathsep.join([str(modules), *filter(None, [os.environ.get("PYTHONPATH")])]),
        "BILATERAL_STUDY": str(Path.cwd()),
        "BILATERAL_RESULTS": os.pathsep.join(results),
        "BILATERAL_DICTIONARY": str(Path(dictionary).resolve()),
        "MPLBACKEND": BACKEND,
    }
    shell = shell_with(environment, modules)
    printed = redirect_stdout(Printed(shell, "stdout")), redirect_stderr(Printed(shell, "stderr"))
    with chdir(Path(notebook).parent), printed[0], printed[1]:
        run_chapter(node, shell, notebook)
    # an output that enters no report and words that no text says are errors of this notebook
    notebook_blocks(node, Path(notebook).stem, notebook)
    node.metadata["language_info"] = LANGUAGE
    files.write_text(nbformat.writes(node) + "\n", executed)


def _failed(error: BaseException, place: str, outputs: list[nbformat.NotebookNode]) -> InputError:
    """What a code cell raised, with notebook, cell and line."""
    place += line_of_error(next(output.traceback for output in outputs if output.output_type == "error"))
    if isinstance(error, InputError) and (said := as_input_error(str(error))):
        return InputError(f"{place}: {said[0]}", *said[1:])
    return InputError(place, f"{type(error).__name__}: {error}", "a cell that runs on results/")


if __name__ == "__main__":
    run(main)
