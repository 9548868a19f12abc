"""What a notebook reads, from its own text, so that the list cannot fall behind it."""

from __future__ import annotations

import json
import re

TABLE = re.compile(r"""["']((?:clean|analysis|audit)/[a-z0-9_]+)["']""")
FIGURE = re.compile(r"""\bfigure\(\s*["']([a-z0-9_]+)["']""")
EXTRACTED = re.compile(r"""["'](extracted/[a-z0-9_]+\.json)["']""")


def results_named(notebook: str) -> list[str]:
    """Tables, figures and extracted files that a notebook's code names: sorted paths. notebook: its JSON."""
    code = "\n".join(
        "".join(cell["source"]) for cell in json.loads(notebook)["cells"] if cell["cell_type"] == "code"
    )
    tables = (f"results/{table}.parquet" for table in TABLE.findall(code))
    figures = (f"results/figures/{figure}.svg" for figure in FIGURE.findall(code))
    return sorted({*tables, *figures, *(f"results/{path}" for path in EXTRACTED.findall(code))})
