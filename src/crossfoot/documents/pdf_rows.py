"""The rows of a table on a PDF page: the words of each column, and the text of each cell."""

from __future__ import annotations

from itertools import pairwise

from crossfoot.documents.pdf_columns import are_apart, are_two_figures
from crossfoot.documents.pdf_line_kinds import is_figure, is_year
from crossfoot.documents.pdf_lines import Line, joined
from crossfoot.documents.pdf_regions import Region
from crossfoot.documents.pdf_row_groups import Row, grouped
from crossfoot.documents.pdf_words import Word
from crossfoot.documents.settings import chosen

MARKS = "*†‡§"


def body_rows(
    lines: list[Line], edges: list[float], region: Region
) -> tuple[list[list[str]], list[bool], list[float], dict[tuple[int, int], list[str]]]:
    """Rows of printed cells, whether each is bold, its baseline, and alternatives by row and column."""
    ruled = [place for place in edges[1:-1] if any(abs(rule.place - place) < 3 for rule in region.down)]
    rows = []
    for line in lines:
        heading = _heading(line, edges, ruled)
        rows.append(Row(line, heading or _cells(line, edges), bool(heading and not heading[0])))
    doubts = {id(row): _doubts(row, edges) for row in rows}
    groups = grouped(rows, edges, region)
    texts: list[list[str]] = []
    bold: list[bool] = []
    alternatives: dict[tuple[int, int], list[str]] = {}
    for group in groups:
        cells = []
        for column in range(len(edges) - 1):
            text, other = _cell_text([row.cells[column] for row in group if row.cells[column]])
            other += [
                reading
                for row in group
                for reading in doubts[id(row)].get(column, [])
                if reading not in (text, *other)
            ]
            if other:
                alternatives[len(texts), column] = other
            cells.append(text)
        texts.append(cells)
        bold.append(all(row.line.bold for row in group))
    bases = [group[0].line.base for group in groups]
    _join_labels(texts, bases, edges, region)
    return texts, bold, bases, alternatives


def _join_labels(texts: list[list[str]], bases: list[float], edges: list[float], region: Region) -> None:
    """Labels that rules beside them leave whole, over several rows, stand in the first of these."""
    width = edges[-1] - edges[0]
    rules = [rule for rule in region.across if rule.end > edges[-1] - chosen().rule_side * width]
    whole = [rule.place for rule in rules if rule.start < edges[0] + chosen().rule_side * width]
    beside = [rule.place for rule in rules if abs(rule.start - edges[1]) < chosen().rule_side * width]
    for above, below in pairwise(whole):
        rows = [row for row, base in zip(texts, bases, strict=True) if above < base < below]
        if 1 < len(rows) <= 1 + sum(above < place < below for place in beside):
            rows[0][0] = _wrapped([row[0] for row in rows if row[0]])
            for row in rows[1:]:
                row[0] = ""


def _heading(line: Line, edges: list[float], ruled: list[float]) -> list[list[Word]] | None:
    """A line of one label that runs over several columns, in the first of them; None for any other line."""
    words = line.words
    if len(words) < 2 or any(
        are_apart(before, word) or (is_figure(word.text) and not is_year(word.text))
        for before, word in pairwise(words)
    ):
        return None
    crossed = [place for place in edges[1:-1] if words[0].x0 < place < words[-1].x1]
    if not crossed or any(place in ruled for place in crossed):
        return None
    # in the middle of all columns of figures it heads all of them
    centred = (
        abs((words[0].x0 + words[-1].x1) / 2 - (edges[1] + edges[-1]) / 2) < chosen().centred * words[0].size
    )
    first = 1 if centred and words[0].x0 > edges[1] else sum(place <= words[0].x0 for place in edges[1:-1])
    return [words if column == first else [] for column in range(len(edges) - 1)]


def _cells(line: Line, edges: list[float]) -> list[list[Word]]:
    """Words by column: those that stand together go where the first of them, or most of them, stand."""
    cells: list[list[Word]] = [[] for _ in edges[1:]]
    phrases: list[list[Word]] = [[line.words[0]]]
    for before, word in pairwise(line.words):
        crossed = any(before.x1 - 1 <= place <= word.x0 + 1 for place in edges[1:-1])
        if crossed and (
            word.x0 - before.x1 > 0.2 * word.size or are_apart(before, word) or are_two_figures(before, word)
        ):
            phrases.append([])
        phrases[-1].append(word)
    for phrase in phrases:
        x0, x1 = phrase[0].x0, phrase[-1].x1
        inside = [
            n
            for n, (start, end) in enumerate(pairwise(edges))
            if min(x1, end) - max(x0, start) > 0.3 * min(end - start, x1 - x0)
        ]
        middle = (x0 + x1) / 2
        column = (
            inside[0]
            if inside
            else next((n for n, end in enumerate(edges[1:]) if middle < end), len(cells) - 1)
        )
        cells[column] += phrase
    return cells


def _doubts(row: Row, edges: list[float]) -> dict[int, list[str]]:
    """Other readings of figures by column: where a boundary runs through a figure, or a gap in it is wider
    than a space."""
    found: dict[int, list[str]] = {}
    for column, words in enumerate(row.cells):
        for number, (before, word) in enumerate(pairwise([w for w in words if not w.raised]), start=1):
            crossed = any(before.x1 - 1 <= place <= word.x0 + 1 for place in edges[1:-1])
            wide = word.x0 - before.x1 > chosen().thousands_gap * word.size
            if before.text[-1:].isdigit() and word.text[:1].isdigit() and (crossed or wide):
                found.setdefault(column, []).append(joined(words[:number]))
                beside = column + 1 if crossed and column + 1 < len(row.cells) else column
                found.setdefault(beside, []).append(joined(words[number:]))
        for word in words:
            # a figure that reaches over a boundary may stand in either column
            over = next(
                (n for n, place in enumerate(edges[1:-1]) if word.x0 < place - 2 and word.x1 > place + 2),
                None,
            )
            if over is not None and any(c.isdigit() for c in word.text):
                for candidate in (over, over + 1):
                    if candidate != column:
                        found.setdefault(candidate, []).append(word.text)
                        found.setdefault(column, []).append("")
    return found


def _cell_text(parts: list[list[Word]]) -> tuple[str, list[str]]:
    """The text of a cell of several lines, and other readings where a mark was taken off a figure."""
    kept, whole = [], []
    for words in parts:
        plain = [word for word in words if not word.raised]
        raised = [word for word in words if word.raised]
        text = joined(words)
        whole.append(text)
        if (
            raised
            and plain
            and is_figure(joined(plain))
            and not all(c in MARKS for w in raised for c in w.text)
        ):
            text = joined(plain)
        kept.append(text)
    text, printed = _wrapped(kept), _wrapped(whole)
    return text, [printed] if text != printed else []


def _wrapped(lines: list[str]) -> str:
    text = ""
    for line in lines:
        if text.endswith("-") and len(text) > 2 and text[-2].islower() and line[:1].islower():
            text = text[:-1] + line
        else:
            text = f"{text} {line}".strip()
    return text
