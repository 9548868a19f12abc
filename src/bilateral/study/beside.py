"""Tables of facts that stand beside the code that reads them, under its name."""

import csv
from pathlib import Path


def rows_beside(module: str) -> list[dict[str, str]]:
    """The rows of the CSV beside a module, every cell text. module: its __file__."""
    with Path(module).with_suffix(".csv").open(encoding="utf-8", newline="") as listed:
        return list(csv.DictReader(listed))
