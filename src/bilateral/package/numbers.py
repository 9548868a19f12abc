"""The numbers of the text, each with its page and line, the cell it comes from, and what makes that cell."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pypdfium2

from bilateral.package.contents import BuiltStudy, text_of
from bilateral.report.bound import Place, read_places

IN_TEXT = (
    "number document section page line sentence printed reproduced status file file_line column rule program "
    "program_line"
)
IN_DOCUMENT = "text page line statement printed reproduced status place"
# a citation or reference, which the page says in other words
NAMED = re.compile(r"\[?@[\w:-]+(?:, [^\]]*)?\]?")
NUMBER = re.compile(r"[+\-−]?\d[\d,]*(?:\.\d+)?")
# letters by which a sentence is known, and such as a page may end with
BEGINNING, FOOT = 40, 80
# how the verdicts on a document's statements are said in the form of a data editor's table
STATUSES = {
    "holds": "same",
    "within_rounding": "same, within rounding",
    "contradicted": "different",
    "depends": "same or different, by what is chosen",
    "not_checkable": "not checkable with the data of this package",
}


def rows_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text_of(path))))


def csv_text(columns: str, rows: Iterable[dict]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns.split(), lineterminator="\n", extrasaction="ignore", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def makers_of(study: BuiltStudy) -> dict[str, tuple[str, str]]:
    """By result, the rule and the script that make it, as the report's crate says."""
    return {
        made["@id"]: (action["name"], study.program(action["instrument"]["@id"]))
        for action in study.crate["@graph"]
        if action["@type"] == "CreateAction"
        for made in action["result"]
    }


def script_line(script: str, path: str) -> int:
    """The last line of a script that names the result, by the stem of its path; else where main begins."""
    named = re.compile(rf"\b{re.escape(Path(path).stem)}\b")
    lines = script.splitlines()
    begin = next((number for number, line in enumerate(lines, 1) if line.startswith("def main(")), 1)
    return max((number for number, line in enumerate(lines, 1) if named.search(line)), default=begin)


def numbers_in_text(study: BuiltStudy, values: list[dict]) -> list[dict]:
    """A row of IN_TEXT for each number of the report's prose.

    values: those of values.json; one with `sentence` is found in the PDF, and has its page and line.
    """
    makers = makers_of(study)
    scripts = {script: text_of(study.files[script]) for _, script in makers.values() if script in study.files}
    tables: dict[str, list[dict]] = {}
    found = Positions([path for path in study.files.values() if path.match("results/report/*.pdf")])
    rows = []
    for number, value in enumerate(values, 1):
        places = read_places(value["place"])
        path = f"results/{places[0].table}.csv"
        if path not in tables:
            tables[path] = rows_of(study.folder / path)
        reproduced, status = _reproduced(value["text"], places, tables[path])
        rule, script = makers.get(path, ("", ""))
        sentence = value.get("sentence", "").removeprefix("- ")
        document, page, line = found.after(sentence, value["text"])
        rows.append(
            {
                "number": number,
                "document": document,
                "section": value.get("section", ""),
                "page": page,
                "line": line,
                "sentence": sentence,
                "printed": value["text"],
                "reproduced": reproduced,
                "status": status,
                "file": path,
                "file_line": _lines(places[0].rows),
                "column": places[0].column,
                "rule": rule,
                "program": script,
                "program_line": script_line(scripts[script], path) if script in scripts else "",
            }
        )
    return rows


def _lines(rows: tuple[int, ...]) -> str:
    """Lines of the CSV, whose first is its header, as in 2-5+9."""
    return Place("", tuple(row + 1 for row in rows), "").cells().split("/")[1]


def _reproduced(printed: str, places: tuple[Place, ...], table: list[dict]) -> tuple[str, str]:
    """The value that the table holds, and how it stands to what is printed."""
    place = places[0]
    if len(places) > 1 or (place.column and len(place.rows) > 1):
        return f"computed from {sum(len(other.rows) for other in places)} cells", "computed in the notebook"
    if not place.column:
        counted = str(len(place.rows))
        return counted, "same" if _number(printed) == Decimal(counted) else "said in other words"
    cell = table[place.rows[0] - 1][place.column]
    shown, held = _number(printed), _number(cell)
    if printed == cell or (shown is not None and held is not None and _agree(shown, held)):
        return cell, "same"
    return cell, "said in other words"


def _agree(shown: Decimal, held: Decimal) -> bool:
    """Whether a number is another one at its own decimals. Bounds are rounded outwards, by less than one."""
    step = Decimal(1).scaleb(int(shown.as_tuple().exponent))
    return abs(abs(shown) - abs(held)) < step


def _number(text: str) -> Decimal | None:
    found = NUMBER.findall(text)
    if len(found) != 1:
        return None
    try:
        return Decimal(found[0].replace(",", "").replace("−", "-"))
    except InvalidOperation:
        return None


class Positions:
    """Where sentences stand in PDFs: page and line, found without regard to spaces and line ends."""

    def __init__(self, paths: list[Path]):
        self.texts = [_compact(path) for path in sorted(paths, key=lambda path: path.name != "report.pdf")]
        self.reached: dict[tuple[int, str], int] = {}

    def after(self, sentence: str, printed: str) -> tuple[str, str, str]:
        """PDF, page and line of a number in its sentence, after the one before it; empty where not found."""
        # where a sentence cites, the part of it that has the number
        parts = NAMED.split(sentence)
        wanted = letters(next((part for part in parts if printed in part), sentence))
        short = letters(printed)
        if not wanted:
            return "", "", ""
        for index, (name, stream, places) in enumerate(self.texts):
            start = stream.find(wanted)
            if start < 0:
                # a page that ends within has its foot there
                start = stream.find(wanted[:BEGINNING])
            if start >= 0:
                from_here = max(start, self.reached.get((index, wanted), 0))
                at = stream.find(short, from_here, start + len(wanted) + FOOT)
                at = at if at >= 0 else start
                self.reached[index, wanted] = at + len(short)
                page, line = places[at]
                return name, str(page), str(line)
        return "", "", ""


def letters(text: str) -> str:
    """The text without what a typesetter changes: spaces, emphasis, kinds of hyphens and quotation marks."""
    return re.sub(r"[\s*_`\\\-‐‑\u00ad–'’‘\"“”]", "", unicodedata.normalize("NFKC", text))


def _compact(path: Path) -> tuple[str, str, list[tuple[int, int]]]:
    """The name of a PDF, its letters, and the page and line of each."""
    stream, places = [], []
    with pypdfium2.PdfDocument(path) as document:
        for page in range(len(document)):
            for line, text in enumerate(document[page].get_textpage().get_text_bounded().splitlines(), 1):
                kept = letters(text)
                stream.append(kept)
                places += [(page + 1, line)] * len(kept)
    return path.stem, "".join(stream), places


def numbers_in_document(study: BuiltStudy) -> list[dict]:
    """A row of IN_DOCUMENT for each statement of the document that the study checks; none without one."""
    path = study.folder / "results/audit/claims.csv"
    if "results/audit/claims.csv" not in study.files:
        return []
    return [
        {
            "text": claim["source"],
            "page": "",
            "line": claim["line"],
            "statement": claim["statement"],
            "printed": f"{claim['stated']} {claim['unit']}".strip(),
            "reproduced": claim["outside"] or claim["computed"],
            "status": STATUSES.get(claim["combined"], claim["combined"]),
            "place": f"results/audit/claims.csv line {number}",
        }
        for number, claim in enumerate(rows_of(path), 2)
    ]
