"""Cells of a notebook: their tags, the {eval} roles of their Markdown, and where an error stands in them."""

import ast
import re
from typing import Any

import nbformat

from bilateral.report.bound import link, read_places
from bilateral.report.check import CHECK, ROLE
from bilateral.report.show import BLOCK
from bilateral.report.values import VALUE
from crossfoot import InputError

WHEN = "when:"
# the tag of a cell that was left out
LEFT_OUT = "left-out"
# the tag of Markdown that goes on with the paragraph before it
CONTINUES = "continues"
# tags of cells whose outputs enter no report
UNSHOWN = {"remove-output", "remove-cell"}
REMEDY = (
    "show(…), figure(…) or table(…) for what the reader is to see, value(…) in the Markdown for a number, "
    "or the tag remove-output"
)
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
LINE = re.compile(r"Cell In\[\d+\], line (\d+)")
WHOLE = re.compile(r"(?:np\.u?int\d*\()?(-?\d+)\)?")
UNSAID = "a number without its form"
FORMS = "number(…), percent(…), yen(…), usd(…) or day(…) around it"


def tags(cell: nbformat.NotebookNode) -> set[str]:
    return set(cell.metadata.get("tags", []))


def is_left_out(cell: nbformat.NotebookNode) -> bool:
    return LEFT_OUT in tags(cell)


def conditions_of(cell: nbformat.NotebookNode) -> list[str]:
    """Variables of which each must be true for the cell to be part of the chapter."""
    return [tag.removeprefix(WHEN).strip() for tag in cell.metadata.get("tags", []) if tag.startswith(WHEN)]


def place_of(notebook: nbformat.NotebookNode, cell: nbformat.NotebookNode, path: str) -> str:
    """Notebook, number of the cell from the top, and its id."""
    number = next(at for at, other in enumerate(notebook.cells, 1) if other is cell)
    return f"{path}: cell {number} ({cell.get('id', 'without an id')})"


def line_of_error(traceback: list[str]) -> str:
    """Such as ", line 3", of the cell that failed; empty where the traceback names none."""
    found = LINE.search(COLOUR.sub("", "\n".join(traceback)))
    return f", line {found[1]}" if found else ""


def as_input_error(text: str) -> tuple[str, str, str] | None:
    """Place, found and expected of an InputError's line."""
    place, found, rest = text.partition(": found ")
    what, expected, remedy = rest.rpartition("; expected ")
    return (place, what, remedy) if found and expected else None


def expressions(markdown: str) -> list[str]:
    """What stands in the text's roles {eval}`…`, each once."""
    return list(dict.fromkeys(" ".join(role[2].split()) for role in ROLE.finditer(markdown)))


def checked_result(place: str, expression: str, result: dict) -> dict:
    """The result as the executed notebook keeps it.

    Raises InputError for an expression that failed, or gives no text, whole number or said value.
    """
    said = f"{{eval}}`{expression}`"
    if result["status"] != "ok":
        found = COLOUR.sub("", result["evalue"])
        if result["ename"] == "InputError" and (own := as_input_error(found)):
            raise InputError(f"{place}: {said}: {own[0]}", *own[1:])
        raise InputError(
            f"{place}: {said}", f"{result['ename']}: {found}", "an expression that gives a value"
        )
    data = result["data"]
    if "unsaid" in data.get(VALUE, {}):
        raise InputError(f"{place}: {said}", f"{UNSAID} ({data['text/plain']})", FORMS)
    if VALUE not in data:
        _text_of(place, said, data.get("text/plain", ""))
    kept = {kind: data[kind] for kind in ("text/plain", VALUE) if kind in data}
    return {"status": "ok", "data": kept, "metadata": {}}


def _text_of(place: str, said: str, plain: str) -> str:
    """The text of a result that has no places. Raises InputError for one that is no text or whole number."""
    if whole := WHOLE.fullmatch(plain):
        return whole[1]
    try:
        value: Any = ast.literal_eval(plain)
    except (ValueError, SyntaxError):
        value = None
    if isinstance(value, str):
        return value
    if isinstance(value, float) or plain.startswith("np.float"):
        raise InputError(f"{place}: {said}", f"{UNSAID} ({plain})", FORMS)
    raise InputError(f"{place}: {said}", plain[:80], "a text, a whole number or a value that is said")


def with_values(cell: nbformat.NotebookNode, place: str) -> str:
    """The Markdown of an executed cell with each role as a link to its places, or as text.

    Raises InputError for a role that was not evaluated.
    """
    results = {kept["expression"]: kept["result"] for kept in cell.metadata.get("user_expressions", [])}

    def text(role: re.Match) -> str:
        expression = " ".join(role[2].split())
        if expression not in results:
            raise InputError(f"{place}: {{eval}}`{expression}`", "no result", "a notebook that was executed")
        data = results[expression]["data"]
        if VALUE not in data:
            return _text_of(place, f"{{eval}}`{expression}`", data["text/plain"])
        value = data[VALUE]
        places = read_places(value["places"])
        return link(value["text"], places) if places else value["text"]

    return ROLE.sub(text, cell.source)


def shown_blocks(cell: nbformat.NotebookNode, place: str) -> list[dict]:
    """The blocks that an executed code cell shows. Raises InputError for anything else that it shows."""
    if UNSHOWN & tags(cell):
        return []
    blocks = []
    for output in cell.get("outputs", []):
        data = output.get("data", {})
        if BLOCK in data:
            blocks.append(dict(data[BLOCK]))
        elif CHECK not in data:
            raise InputError(f"{place}, line {_line_of(cell.source, output)}", _what(output), REMEDY)
    return blocks


def quotes(cell: nbformat.NotebookNode) -> list[str]:
    """The words that the cell's checks quote."""
    shown = (output.get("data", {}).get(CHECK) for output in cell.get("outputs", []))
    return [check["said"] for check in shown if check]


def _what(output: nbformat.NotebookNode) -> str:
    if output.output_type == "stream":
        first = output.text.strip().partition("\n")[0]
        return f"{'a warning' if output.name == 'stderr' else 'printed text'} ({first[:60]!r})"
    if output.output_type == "error":
        # of what could not be displayed, though the cell ended
        return f"{output.ename}: {output.evalue}"
    data = output.get("data", {})
    if "application/vnd.jupyter.widget-view+json" in data:
        return "a widget"
    if any(kind.startswith("image/") for kind in data):
        return "a bare plot"
    if any("vega" in kind for kind in data):
        return "a bare Altair chart"
    if "text/html" in data:
        return "a bare table" if "<table" in data["text/html"] else "bare HTML"
    first = str(data.get("text/plain", output.output_type)).partition("\n")[0]
    return f"an output ({first[:60]!r})"


def _line_of(source: str, output: nbformat.NotebookNode) -> int:
    """The line of a cell that most likely shows an output: its last statement, where no call tells."""
    try:
        statements = ast.parse(source).body
    except SyntaxError:
        # a line that is for IPython alone
        return 1
    called = {"stream": ("print",), "display_data": ("show", "display")}.get(output.output_type, ())
    for node in ast.walk(ast.Module(statements, [])):
        if isinstance(node, ast.Call):
            function = node.func
            name = getattr(function, "id", getattr(function, "attr", ""))
            if name in called:
                return node.lineno
    return statements[-1].lineno if statements else 1
