"""Heads of tables on a PDF page whose labels stand in boxes of rules."""

from __future__ import annotations

from itertools import pairwise

from crossfoot.documents.pdf_lines import Line, joined
from crossfoot.documents.pdf_regions import Region
from crossfoot.documents.pdf_words import Word

Place = tuple[int, int]


def in_boxes(lines: list[Line], content: list[tuple[float, float]], region: Region) -> list[list[str]]:
    """Rows of a head, each label first in the columns and on the first level of its box.

    Empty where rules do not part all columns on the lowest level, or run through a word.
    content: from where to where the words of each column reach.
    """
    top, bottom = lines[0].base - 0.5 * lines[0].size, lines[-1].base
    levels = [top - lines[0].size]
    for rule in region.across:
        if top < rule.place < bottom and rule.place - levels[-1] > 2:
            levels.append(rule.place)
    levels.append(bottom + 1)
    width, height = len(content), len(levels) - 1
    walls = [
        [
            any(end - 2 < rule.place < start + 2 and rule.start < middle < rule.end for rule in region.down)
            for (_, end), (start, _) in pairwise(content)
        ]
        for middle in ((a + b) / 2 for a, b in pairwise(levels))
    ]
    if width < 3 or not all(walls[-1]):
        return []
    floors = [
        [
            any(
                abs(rule.place - place) <= 2 and rule.start < (a + b) / 2 < rule.end for rule in region.across
            )
            for a, b in content
        ]
        for place in levels[1:-1]
    ]
    owner = _boxes(walls, floors)
    rows = [["" for _ in range(width)] for _ in range(height)]
    for line in lines:
        level = max(n for n, place in enumerate(levels[:-1]) if place < line.base)
        parts: dict[Place, list[Word]] = {}
        for word in line.words:
            column = sum(_wall(region, content[n], content[n + 1]) < word.middle for n in range(width - 1))
            parts.setdefault(owner[level][column], []).append(word)
        for (row, column), words in parts.items():
            if len(Line(words).phrases()) > 1:
                # labels that no rule parts
                return []
            rows[row][column] = f"{rows[row][column]} {joined(words)}".strip()
    return [row for row in rows if any(row)]


def _wall(region: Region, before: tuple[float, float], after: tuple[float, float]) -> float:
    """Where the rule between two columns stands."""
    return next(rule.place for rule in region.down if before[1] - 2 < rule.place < after[0] + 2)


def _boxes(walls: list[list[bool]], floors: list[list[bool]]) -> list[list[Place]]:
    """For each place of a head the first level and column of the box that it lies in."""
    height, width = len(walls), len(walls[0]) + 1
    owner = [[(level, column) for column in range(width)] for level in range(height)]
    for level in range(height):
        for column in range(width):
            if column and not walls[level][column - 1]:
                owner[level][column] = owner[level][column - 1]
            elif level and not floors[level - 1][column]:
                owner[level][column] = owner[level - 1][column]
    return owner
