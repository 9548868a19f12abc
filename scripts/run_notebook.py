"""Runs a notebook on the results and keeps the executed copy, without times or random ids."""

import os
from pathlib import Path

import nbformat
from lib import files
from lib.run import run
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from traitlets.config import Config

from bilateral.report.show import check_dollars
from crossfoot import InputError


def main(*, notebook: str, results: list[str], study_module: str, dictionary: str, executed: str) -> None:
    """study_module: the module through which notebooks read results and dictionary of their study.

    results: all that the notebook may read; what else lies in the folder is none of its business.
    """
    node = files.read_notebook(notebook)
    for cell in node.cells:
        if cell.cell_type == "markdown":
            check_dollars(f"{notebook}: cell {cell.id}", cell.source)
    client = NotebookClient(
        node,
        timeout=600,
        kernel_name="python3",
        record_timing=False,
        resources={"metadata": {"path": str(Path(notebook).parent)}},
        # nobody else on the machine can read what a kernel says, where the kernel can encrypt
        config=Config({"KernelManager": {"transport_encryption": "auto"}}),
    )
    path = os.pathsep.join(
        [str(Path(study_module).resolve().parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    )
    try:
        client.execute(
            env=os.environ
            | {
                "PYTHONPATH": path,
                "BILATERAL_STUDY": str(Path.cwd()),
                "BILATERAL_RESULTS": os.pathsep.join(results),
                "BILATERAL_DICTIONARY": str(Path(dictionary).resolve()),
            }
        )
    except CellExecutionError as error:
        failed = next((cell.id for cell in node.cells if _stopped(cell)), "")
        found = error.evalue if error.ename == "InputError" else f"{error.ename}: {error.evalue}"
        raise InputError(f"{notebook}: cell {failed}", found, "a cell that runs on results/") from None
    # what the machine's Python calls itself does not belong to the results
    node.metadata.get("language_info", {}).pop("version", None)
    files.write_text(nbformat.writes(node) + "\n", executed)


def _stopped(cell: nbformat.NotebookNode) -> bool:
    return any(output.output_type == "error" for output in cell.get("outputs", []))


if __name__ == "__main__":
    run(main)
