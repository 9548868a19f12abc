"""Runs a chapter's notebook on the results, evaluates the values in its Markdown and keeps the executed
copy, without times or random ids."""

import os
from pathlib import Path
from typing import Any

import nbformat
from jupyter_client.utils import ensure_async
from lib import files
from lib.run import run
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError
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
)
from bilateral.report.show import check_dollars
from crossfoot import InputError

SECONDS = 600


class Chapter(NotebookClient):
    """Runs the code cells, and after those before it what stands in a Markdown cell's roles {eval}`…`.

    A cell of which a condition (the tag when:NAME) is false is left out and tagged so.
    """

    path: str

    async def async_execute_cell(
        self,
        cell: nbformat.NotebookNode,
        cell_index: int,
        execution_count: int | None = None,
        store_history: bool = True,
    ) -> nbformat.NotebookNode:
        place = place_of(self.nb, cell, self.path)
        conditions = conditions_of(cell)
        for condition, result in (await self._evaluated([f"bool({name})" for name in conditions])).items():
            if checked_condition(place, condition, result):
                continue
            cell.metadata.tags.append(LEFT_OUT)
            if cell.cell_type == "code":
                cell.outputs = []
            return cell
        if cell.cell_type == "markdown":
            results = await self._evaluated(expressions(cell.source))
            if results:
                cell.metadata["user_expressions"] = [
                    {"expression": expression, "result": checked_result(place, expression, result)}
                    for expression, result in results.items()
                ]
        return await super().async_execute_cell(cell, cell_index, execution_count, store_history)

    async def _evaluated(self, wanted: list[str]) -> dict[str, dict]:
        """The kernel's result for each expression, in jupyter's form."""
        if not wanted:
            return {}
        kernel: Any = self.kc
        asked = await ensure_async(
            kernel.execute(
                "", silent=True, user_expressions={str(at): text for at, text in enumerate(wanted)}
            )
        )
        while True:
            reply = await ensure_async(kernel.get_shell_msg(timeout=SECONDS))
            if reply["parent_header"].get("msg_id") == asked:
                results = reply["content"]["user_expressions"]
                return {text: results[str(at)] for at, text in enumerate(wanted)}


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
    """study_module: the module through which notebooks read results and dictionary of their study.

    results: all that the notebook may read; what else lies in the folder is none of its business.
    """
    node = files.read_notebook(notebook)
    for cell in node.cells:
        # of an earlier run in JupyterLab
        cell.metadata.pop("user_expressions", None)
        if cell.cell_type == "markdown":
            check_dollars(place_of(node, cell, notebook), cell.source)
    chapter = Chapter(
        node,
        timeout=SECONDS,
        kernel_name="python3",
        record_timing=False,
        resources={"metadata": {"path": str(Path(notebook).parent)}},
        # nobody else on the machine can read what a kernel says, where the kernel can encrypt
        config=Config({"KernelManager": {"transport_encryption": "auto"}}),
    )
    chapter.path = notebook
    path = os.pathsep.join(
        [str(Path(study_module).resolve().parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    )
    environment = {
        "PYTHONPATH": path,
        "BILATERAL_STUDY": str(Path.cwd()),
        "BILATERAL_RESULTS": os.pathsep.join(results),
        "BILATERAL_DICTIONARY": str(Path(dictionary).resolve()),
    }
    try:
        chapter.execute(env=os.environ | environment)
    except CellExecutionError as error:
        raise _failed(node, notebook, error) from None
    except CellTimeoutError:
        raise InputError(
            notebook, f"a cell that takes longer than {SECONDS} seconds", "one that ends"
        ) from None
    # an output that enters no report and words that no text says are errors of this notebook
    notebook_blocks(node, Path(notebook).stem, notebook)
    # what the machine's Python calls itself does not belong to the results
    node.metadata.get("language_info", {}).pop("version", None)
    files.write_text(nbformat.writes(node) + "\n", executed)


def _failed(node: nbformat.NotebookNode, notebook: str, error: CellExecutionError) -> InputError:
    """What a code cell raised, with notebook, cell and line."""
    failed, traceback = next(
        (cell, output.traceback)
        for cell in node.cells
        for output in cell.get("outputs", [])
        if output.output_type == "error"
    )
    place = place_of(node, failed, notebook) + line_of_error(traceback)
    if error.ename == "InputError" and (said := as_input_error(error.evalue)):
        return InputError(f"{place}: {said[0]}", *said[1:])
    return InputError(place, f"{error.ename}: {error.evalue}", "a cell that runs on results/")


if __name__ == "__main__":
    run(main)
