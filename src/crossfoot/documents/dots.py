"""A picture of a page as dots: how far it lies askew, and the straight rules in it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from crossfoot.documents.pdf_rules import Rule, join_rules
from crossfoot.documents.settings import chosen

# dots an inch that tesseract reads best, and the most dots of a picture
DPI, MOST_DOTS = 300, 30_000_000
# darker dots are ink
DARK = 140
INK = bytes(value < DARK for value in range(256))
# a rule is at least so long, in points; parts of letters are shorter
LONGEST_STROKE = 20.0
# at so many places along a rule it is seen how thick it is
PARTS = 12
# dots on each side of a rule that are grey
EDGE = 2
# a page may lie so far askew, in degrees, and is looked at in these steps, then finer ones, and at so many
# dots an inch
MOST_SKEW, SKEW_STEPS, SKEW_DPI = 3.0, (0.25, 0.05), 100


@dataclass
class Picture:
    """A part of a page as dots, from 0 (black) to 255. left, top: where it stands. scale: dots a point."""

    width: int
    height: int
    dots: bytes
    left: float
    top: float
    scale: float

    @property
    def pgm(self) -> bytes:
        return b"P5 %d %d 255\n" % (self.width, self.height) + self.dots


def skew_of(picture: Picture) -> float:
    """By how many degrees the lines of a page fall to the right: where ink lies most densely in rows."""
    ink = picture.dots.translate(INK)
    dots = [divmod(match.start(), picture.width) for match in re.finditer(b"\x01", ink)]
    # black areas say nothing of lines
    if not dots or len(dots) > 0.3 * len(ink):
        return 0.0

    def density(angle: float) -> int:
        slope, rows = math.tan(math.radians(angle)), [0] * (2 * picture.height + 2 * picture.width)
        shifts = [int(slope * x + picture.width) for x in range(picture.width)]
        for y, x in dots:
            rows[y - shifts[x]] += 1
        return sum(count * count for count in rows)

    best, reach = 0.0, MOST_SKEW
    for step in SKEW_STEPS:
        count = round(reach / step)
        angles = [best + n * step for n in range(-count, count + 1)]
        best, reach = max(angles, key=lambda angle: (density(angle), -abs(angle))), step
    return best


def rules_of(picture: Picture) -> tuple[list[Rule], list[Rule], Picture]:
    """Straight rules in a picture, across and down, in points of its page; and the picture without them.

    Tesseract takes what stands between rules for a drawing.
    """
    width, height, scale = picture.width, picture.height, picture.scale
    ink, dots = picture.dots.translate(INK), bytearray(picture.dots)
    rows = [ink[y * width : (y + 1) * width] for y in range(height)]
    columns = [ink[x::width] for x in range(width)]
    across, down = [], []
    for y, start, end in _strokes(rows, columns, scale):
        across.append(
            Rule(picture.top + (y + 0.5) / scale, *(picture.left + x / scale for x in (start, end)))
        )
        for row in range(max(y - EDGE, 0), min(y + EDGE + 1, height)):
            dots[row * width + start : row * width + end] = b"\xff" * (end - start)
    for x, start, end in _strokes(columns, rows, scale):
        down.append(Rule(picture.left + (x + 0.5) / scale, *(picture.top + y / scale for y in (start, end))))
        for column in range(max(x - EDGE, 0), min(x + EDGE + 1, width)):
            dots[start * width + column : end * width + column : width] = b"\xff" * (end - start)
    return _single(join_rules(across)), _single(join_rules(down)), replace(picture, dots=bytes(dots))


def _single(rules: list[Rule]) -> list[Rule]:
    """Without parts of a rule that lie beside the rest of it, as where it is not quite straight."""
    found: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: -rule.length):
        if not any(
            abs(rule.place - other.place) <= chosen().rule_thickness
            and other.start - 1 <= rule.start
            and rule.end <= other.end + 1
            for other in found
        ):
            found.append(rule)
    return sorted(found, key=lambda rule: (rule.place, rule.start))


def _strokes(lines: list[bytes], others: list[bytes], scale: float) -> Iterator[tuple[int, int, int]]:
    """Runs of ink along lines of dots, as (line, start, end), which are long and thin.

    others: the lines of dots the other way.
    """
    least, thick = round(LONGEST_STROKE * scale), math.ceil(chosen().rule_thickness * scale)
    run = re.compile(b"(?:\x01{%d,}\x00?)+" % max(2, round(chosen().shortest_rule * scale)))
    for place, line in enumerate(lines):
        for match in run.finditer(line):
            start, end = match.span()
            if end - start < least:
                continue
            # letters touch a rule here and there, a bar is thick all along
            others_there = [others[start + (end - start) * part // PARTS] for part in range(PARTS)]
            thin = sum(
                0 in other[max(0, place - thick) : place] and 0 in other[place : place + thick]
                for other in others_there
            )
            if thin > PARTS / 2:
                yield place, start, end
