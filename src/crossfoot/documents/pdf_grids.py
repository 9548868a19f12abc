"""Rows and columns of a table on a PDF page, with spans laid out and lines of one cell joined."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise

from crossfoot.documents.pdf_columns import are_apart, boundaries
from crossfoot.documents.pdf_heads import lay_out_head, sideways_heads
from crossfoot.documents.pdf_line_kinds import LEADERS, is_figure, is_year
from crossfoot.documents.pdf_lines import Line, joined
from crossfoot.documents.pdf_regions import Region
from crossfoot.documents.pdf_rows import body_rows
from crossfoot.documents.pdf_rules import Rule
from crossfoot.documents.pdf_words import Word
from crossfoot.documents.settings import chosen

# a word of dots; the first dot of leaders behind a word; leaders without a space behind one
DOTS, DOTTED, GLUED = re.compile(r"^[.·…]+$"), re.compile(r"(?<=\w)\.$"), re.compile(r"(?<=\w)[.·…]{4,}$")
# leaders behind a long label are short
FEW_DOTS, FEWEST_DOTS = re.compile(r"\.? \. \.(?: |$)"), 2
# a unit as a head has it, and no figure: (000), $000's
NOUGHTS, BRACKETS = re.compile(r"^\W*0{3}\W*s?\W*$"), re.compile(r"\([^()]+\)$")


@dataclass
class PdfGrid:
    """A table as it stands on one page: rows of printed cells, how many are head, which are bold throughout.

    edges: sides of the columns. bases: where the first line of each row stands. alternatives: other readings
    of cells, by row and column (both from 0, heads counted).
    """

    rows: list[list[str]]
    heads: int
    bold: list[bool]
    edges: list[float]
    bases: list[float]
    alternatives: dict[tuple[int, int], list[str]] = field(default_factory=dict)


def lay_out(lines: list[Line], region: Region) -> PdfGrid | None:
    """The grid of a region; None where no two rows or columns come out. lines: those of the region."""
    lines = [without_leaders(line) for line in lines]
    split = first_body_line(lines, region)
    body = lines[split:] or lines
    places = boundaries(body, region, lines[:split])
    if not places and not region.sideways:
        places = boundaries(lines, region)
    edges = [region.left - 2, *places, region.right + 2]
    if len(edges) < 3:
        return None
    heads = lay_out_head(lines[:split], edges, region, body)
    turned = sideways_heads(region.sideways, edges)
    if any(turned):
        heads = _joined_heads(heads, turned)
    rows, bold, bases, alternatives = (
        body_rows(body, edges, region) if split < len(lines) else ([], [], [], {})
    )
    if not rows:
        return None
    shifted = {(row + len(heads), column): readings for (row, column), readings in alternatives.items()}
    bases = [lines[0].base] * len(heads) + bases
    grid = PdfGrid(heads + rows, len(heads), [False] * len(heads) + bold, edges, bases, shifted)
    return grid if len(grid.rows) >= 2 else None


def _joined_heads(heads: list[list[str]], turned: list[str]) -> list[list[str]]:
    if not heads:
        return [turned]
    last = [
        " ".join(part for part in (cell, extra) if part)
        for cell, extra in zip(heads[-1], turned, strict=True)
    ]
    return [*heads[:-1], last]


def without_leaders(line: Line) -> Line:
    """A line without the dots that lead the eye from a label to its figures."""
    if not (LEADERS.search(line.text) or FEW_DOTS.search(line.text)):
        return line
    kept: list[Word] = []
    run: list[Word] = []
    for word in [*line.words, None]:
        if word and DOTS.match(word.text):
            run.append(word)
            continue
        dots = "".join(dots.text for dots in run)
        if run and len(dots) < FEWEST_DOTS:
            kept += run
        elif run and kept and DOTTED.search(kept[-1].text):
            kept[-1] = replace(kept[-1], text=DOTTED.sub("", kept[-1].text))
        run = []
        if word:
            kept.append(replace(word, text=GLUED.sub("", word.text)) if GLUED.search(word.text) else word)
    return Line(kept, line.block) if kept else line


def first_body_line(lines: list[Line], region: Region) -> int:
    """How many lines the head takes: those above the rule under it, or above the first line of figures."""
    figures = next((n for n, line in enumerate(lines) if _has_figures(line)), len(lines))
    full = _full(region)
    for number, (place, whole) in enumerate(full):
        # the head stands between the first rule with a line above it and the top
        above = _lines_above(lines, place)
        if not 0 < above < len(lines):
            continue
        if (
            above > figures > 0
            and whole
            and (_closes_head(lines, full, number, above) or _are_unlabelled(lines[figures:above], region))
        ):
            return above
        if above > figures:
            continue
        if not whole and any(above < _lines_above(lines, p) <= figures for p, w in full[number + 1 :] if w):
            # rules side by side, each under a label over its columns: the head goes on below
            continue
        # a second rule below, with labels alone between, closes a head of two levels
        return _through_levels(lines, [p for p, _ in full], place, above, figures, region)
    if figures == len(lines):
        return 1
    return _without_labels(lines, figures)


def _through_levels(
    lines: list[Line], wide: list[float], place: float, above: int, figures: int, region: Region
) -> int:
    head = lines[:above]
    spanning = any(
        region.across
        and rule.place < place - 2
        and rule.length < 0.9 * (region.right - region.left)
        and rule.place > lines[0].base
        for rule in region.across
    )
    following = [p for p in wide if p > place + 2]
    if following and not spanning:
        next_above = _lines_above(lines, following[0])
        between = lines[above:next_above]
        # a row of units or years under a rule is still head where the labels above it span columns
        if (
            between
            and next_above <= figures
            and next_above < len(lines)
            and (
                all(map(_is_head_like, between))
                and len(head[0].phrases()) < len(between[-1].phrases())
                or all(map(_has_units, between))
                # or the head was a title of one line inside of the rules
                or len(head) == len(head[0].phrases()) == 1
                and _is_head_like(between[-1])
                and not any(map(_has_figures, between))
            )
        ):
            return next_above
    return above


def _has_units(line: Line) -> bool:
    """Whether every cell of a line ends with a unit in brackets, which is no figure."""
    cells = [joined(phrase) for phrase in line.phrases()]
    return all(NOUGHTS.match(cell) or (BRACKETS.search(cell) and not is_figure(cell)) for cell in cells)


def _is_head_like(line: Line) -> bool:
    return (
        all(not is_figure(joined(phrase)) or is_year(joined(phrase)) for phrase in line.phrases())
        and len(line.phrases()) >= 2
    )


def _without_labels(lines: list[Line], figures: int) -> int:
    """Lines above the first figures that belong to the first row or head a group are not part of the head."""
    first = lines[figures]
    position = figures
    above = lines[figures - 1]
    if figures > 1 and above.x1 < first.x0 and first.base - above.base < chosen().beside_step * first.size:
        # the label of the first row stands around its figures
        position, first = figures - 1, above
    while position > 1:
        line = lines[position - 1]
        alone = len(line.phrases()) == 1 and line.x1 < first.phrases()[-1][0].x0
        if not (alone and abs(line.x0 - first.x0) < 2.5 * first.size):
            break
        position -= 1
    return (
        position if position >= 1 and any(len(line.phrases()) >= 2 for line in lines[:position]) else figures
    )


def _closes_head(lines: list[Line], full: list[tuple[float, bool]], number: int, above: int) -> bool:
    """Whether a rule parts a head with figures in it from many rows."""
    place = next((p for p, _ in full[number + 1 :]), lines[-1].base + lines[-1].size)
    below = _lines_above(lines, place) - above
    return below >= max(chosen().head_rows, 2 * above)


def _are_unlabelled(lines: list[Line], region: Region) -> bool:
    """Whether no line of figures among some has a label at the left, as one of a head has none."""
    return not any(
        _has_figures(line) and line.x0 < region.left + chosen().label_width * _width(region) for line in lines
    )


def _width(region: Region) -> float:
    return region.right - region.left


def _lines_above(lines: list[Line], place: float) -> int:
    return sum(line.base - 0.3 * line.size < place for line in lines)


def _full(region: Region) -> list[tuple[float, bool]]:
    """Levels of rules over most of the table's width, and whether in one piece from its left side."""
    width = _width(region)
    levels: dict[float, list[Rule]] = {}
    for rule in region.across:
        level = next((place for place in levels if abs(place - rule.place) < 2), rule.place)
        levels.setdefault(level, []).append(rule)
    return [
        (
            round(rules[0].place, 1),
            any(
                r.length > chosen().full_rule * width and r.start < region.left + chosen().rule_side * width
                for r in rules
            ),
        )
        for _, rules in sorted(levels.items())
        if sum(r.length for r in rules) > chosen().full_rule * width
    ]


def _has_figures(line: Line) -> bool:
    """Whether a line has figures as cells other than years; where it has years alone it may be a head."""
    cells: list[list[Word]] = [[line.words[0]]]
    for before, word in pairwise(line.words):
        if are_apart(before, word):
            cells.append([])
        cells[-1].append(word)
    texts = [joined(cell) for cell in cells]
    values = [text for text in texts[1:] if is_figure(text) and not is_year(text) and not NOUGHTS.match(text)]
    others = [text for text in texts[1:] if not is_figure(text)]
    dashes = all(not any(c.isdigit() for c in text) for text in values)
    # "(1) (2) (3)" numbers columns
    numbering = (
        values
        and all(len(text) <= 4 and text.startswith("(") for text in values)
        and [t.strip("()") for t in values]
        == [str(n + int(values[0].strip("()"))) for n in range(len(values))]
        if values and all(t.strip("()").isdigit() for t in values)
        else False
    )
    return bool(values) and not numbering and (not dashes or not others) and len(values) >= len(others) / 3
