"""What a notebook reads, from its own text, so that the list cannot fall behind it."""

import json
import re

TABLE = re.compile(r"""["']((?:clean|analysis|audit)/[a-z0-9_]+)["']""")
FIGURE = re.compile(r"""\bfigure\(\s*(?:name\s*=\s*)?["']([a-z0-9_]+)["']""")
EXTRACTED = re.compile(r"""["'](extracted/[a-z0-9_]+\.json)["']""")
# a value in the prose, as report.check has it: rules that only look for names do not load a package
ROLE = re.compile(r"\{eval\}(`+)(.+?)\1", re.DOTALL)
# a figure wide, for telephones, and for Word
DRAWN = ("{}.svg", "{}_narrow.svg", "{}.png")


def results_named(notebook: str) -> list[str]:
    """Tables, figures and extracted files that a notebook's code and the values in its prose name: sorted
    paths, of a figure all that a rule may draw. notebook: its JSON."""
    code = "\n".join(
        source if cell["cell_type"] == "code" else "\n".join(role[2] for role in ROLE.finditer(source))
        for cell in json.loads(notebook)["cells"]
        for source in ["".join(cell["source"])]
    )
    tables = (f"results/{table}.parquet" for table in TABLE.findall(code))
    figures = (f"results/figures/{form.format(figure)}" for figure in FIGURE.findall(code) for form in DRAWN)
    return sorted({*tables, *figures, *(f"results/{path}" for path in EXTRACTED.findall(code))})
