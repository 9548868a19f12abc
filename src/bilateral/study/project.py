"""Where the project's own files are: in a checkout or the installed package; tables beside their code."""

import csv
from pathlib import Path

# of Snakemake, in the engine and in a study
SETTINGS = "profiles/default/config.yaml"


def project() -> Path:
    """The folder of workflow, scripts, shared notebooks and shared tables."""
    package = Path(__file__).parents[1]
    installed = package / "project"
    return installed if installed.is_dir() else package.parents[1]


def engine() -> str:
    """The Snakefile that a study's own uses as a module."""
    return str(project() / "workflow/Snakefile")


def rows_beside(module: str) -> list[dict[str, str]]:
    """The rows of the CSV beside a module, every cell text. module: its __file__."""
    with Path(module).with_suffix(".csv").open(encoding="utf-8", newline="") as listed:
        return list(csv.DictReader(listed))
