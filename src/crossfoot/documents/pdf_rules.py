"""Straight rules among the drawing objects of a PDF page."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial

import pypdfium2.raw as pdfium

from crossfoot.documents.settings import chosen

DEEPEST_FORM = 8
Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]
Place = Callable[[float, float], tuple[float, float]]


@dataclass(frozen=True)
class Rule:
    """A straight line: at `place` across its direction, from `start` to `end` along it, in points."""

    place: float
    start: float
    end: float

    @property
    def length(self) -> float:
        return self.end - self.start


@dataclass
class Drawn:
    """Horizontal and vertical rules, boxes of fills and pictures (left, right, top, bottom), the number of
    objects.

    curves: how many paths are neither straight nor boxes; outlines: the boxes of these and of what is as
    small as a letter, and of how many segments. complete: False where there were too many objects
    to read.
    """

    across: list[Rule]
    down: list[Rule]
    fills: list[Box]
    pictures: list[Box]
    objects: int = 0
    curves: int = 0
    outlines: list[tuple[float, float, float, float, int]] = field(default_factory=list)
    complete: bool = True

    def without(self, top: float, bottom: float) -> Drawn:
        """What is drawn above or below a part of the page."""

        def is_inside(start: float, end: float) -> bool:
            return top - 1 < start and end < bottom + 1

        return replace(
            self,
            across=[rule for rule in self.across if not is_inside(rule.place, rule.place)],
            down=[rule for rule in self.down if not is_inside(rule.start, rule.end)],
            fills=[box for box in self.fills if not is_inside(*box[2:])],
            outlines=[box for box in self.outlines if not is_inside(*box[2:4])],
        )


def read_drawn(page, place: Place, max_objects: int) -> Drawn:
    """What is drawn on a page. place: from the page's coordinates to points from the upper left corner."""
    drawn = Drawn([], [], [], [])
    for kind, item, matrix in _objects(page, drawn, max_objects):
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            drawn.pictures.append(_box(item, matrix, place))
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            _read_path(item, matrix, place, drawn)
    drawn.across, drawn.down = join_rules(drawn.across), join_rules(drawn.down)
    return drawn


def _objects(page, drawn: Drawn, most: int) -> Iterator[tuple[int, object, Matrix]]:
    """Every object of a page and of the forms on it, up to `most`."""
    # how many there are, what gives one by number, their matrix and how deep the form is
    waiting: list[tuple[int, Callable[[int], object], Matrix, int]] = [
        (pdfium.FPDFPage_CountObjects(page), partial(pdfium.FPDFPage_GetObject, page), (1, 0, 0, 1, 0, 0), 0)
    ]
    while waiting:
        count, fetch, matrix, depth = waiting.pop()
        for number in range(max(count, 0)):
            drawn.objects += 1
            if drawn.objects > most:
                drawn.complete = False
                return
            item = fetch(number)
            kind = pdfium.FPDFPageObj_GetType(item)
            if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST_FORM:
                inner = _times(_matrix(item), matrix)
                parts = pdfium.FPDFFormObj_CountObjects(item)
                waiting.append((parts, partial(pdfium.FPDFFormObj_GetObject, item), inner, depth + 1))
            else:
                yield kind, item, matrix


def _matrix(item) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, found):
        return (1, 0, 0, 1, 0, 0)
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _box(item, matrix: Matrix, place: Place) -> tuple[float, float, float, float]:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    corners = [
        place(*_apply(matrix, x.value, y.value))
        for x, y in ((left, bottom), (right, top), (left, top), (right, bottom))
    ]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), max(xs), min(ys), max(ys)


def _read_path(item, matrix: Matrix, place: Place, drawn: Drawn) -> None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
    if not (fill.value or stroke.value):
        return
    x0, x1, top, bottom = _box(item, matrix, place)
    width, height = x1 - x0, bottom - top
    if height <= chosen().rule_thickness and width >= chosen().shortest_rule:
        drawn.across.append(Rule((top + bottom) / 2, x0, x1))
        return
    if width <= chosen().rule_thickness and height >= chosen().shortest_rule:
        drawn.down.append(Rule((x0 + x1) / 2, top, bottom))
        return
    if width < chosen().shortest_rule and height < chosen().shortest_rule:
        # a dot: rows of them are a dotted rule
        if width > 0.2 and height <= chosen().rule_thickness:
            drawn.across.append(Rule((top + bottom) / 2, x0, x1))
        elif height > chosen().rule_thickness:
            drawn.outlines.append((x0, x1, top, bottom, pdfium.FPDFPath_CountSegments(item)))
        return
    count = pdfium.FPDFPath_CountSegments(item)
    if count > 2000:
        drawn.curves += 1
        drawn.outlines.append((x0, x1, top, bottom, count))
        return
    _read_segments(
        item, count, _times(_matrix(item), matrix), place, drawn, bool(stroke.value), (x0, x1, top, bottom)
    )


def _read_segments(item, count: int, matrix: Matrix, place: Place, drawn: Drawn, stroked: bool, box) -> None:
    """Rules that a path draws; of a path that is only filled, its thin boxes and its own box."""
    x, y = ctypes.c_float(), ctypes.c_float()
    start = before = None
    sides: list[tuple[tuple[float, float], tuple[float, float]]] = []
    bent = False
    for number in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(item, number)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = place(*_apply(matrix, x.value, y.value))
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO and before:
            sides.append((before, point))
        else:
            bent = True
        before = point
        if pdfium.FPDFPathSegment_GetClose(segment) and start:
            sides.append((point, start))
    slanted = any(abs(a[0] - b[0]) > 1 and abs(a[1] - b[1]) > 1 for a, b in sides)
    if bent or slanted:
        drawn.curves += 1
        drawn.outlines.append((*box, count))
    if not stroked:
        if not (bent or slanted):
            drawn.fills.append(box)
        return
    for (xa, ya), (xb, yb) in sides:
        if abs(ya - yb) <= 1 and abs(xa - xb) >= chosen().shortest_rule:
            drawn.across.append(Rule((ya + yb) / 2, min(xa, xb), max(xa, xb)))
        elif abs(xa - xb) <= 1 and abs(ya - yb) >= chosen().shortest_rule:
            drawn.down.append(Rule((xa + xb) / 2, min(ya, yb), max(ya, yb)))


def join_rules(rules: list[Rule]) -> list[Rule]:
    """Parts of one rule as one, in the order of their places; what is left too short is dropped."""
    levels: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.place):
        if levels and rule.place - levels[-1][0].place <= 1.5:
            levels[-1].append(rule)
        else:
            levels.append([rule])
    found: list[Rule | None] = []
    for level in levels:
        run: Rule | None = None
        for rule in sorted(level, key=lambda rule: rule.start):
            if run and rule.start - run.end <= chosen().rule_parts:
                run = Rule(run.place, run.start, max(run.end, rule.end))
            else:
                found.append(run)
                run = rule
        found.append(run)
    return [rule for rule in found if rule and rule.length >= chosen().shortest_rule]
