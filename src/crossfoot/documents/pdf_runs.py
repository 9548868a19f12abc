"""Tables that no rule shows on a PDF page: runs of lines whose words align in columns."""

from __future__ import annotations

from statistics import median

from crossfoot.documents.pdf_line_kinds import Kind, bars, is_captioned, is_table
from crossfoot.documents.pdf_lines import Line


def pitch_of(lines: list[Line]) -> float:
    steps = [b.base - a.base for a, b in zip(lines, lines[1:], strict=False) if b.base - a.base > 2]
    return median(steps) if steps else 14.0


def goes_on(
    lines: list[Line], kinds: list[Kind], before: int, number: int, pitch: float, starts: set[int]
) -> bool:
    kind, line = kinds[number], lines[number]
    if kind.caption or kind.figure or kind.note or (kind.prose and kind.cells < 3):
        return False
    if line.base - lines[before].base > max(2.6 * pitch, 3 * line.size):
        return False
    if kind.cells >= 2:
        return True
    rows = [
        n
        for n in range(number + 1, min(number + 4, len(lines)))
        if kinds[n].cells >= 2 and not bars(kinds[n]) and lines[n].base - lines[n - 1].base < 2.6 * pitch
    ]
    # a heading of rows stands left of a head that has no label over them
    heads = line.x1 < min(starts) and any(is_aligned(line, {round(lines[n].x0)}) for n in rows)
    return bool(rows) and (heads or is_aligned(line, starts))


def is_aligned(line: Line, starts: set[int]) -> bool:
    return any(abs(line.x0 - start) < 16 for start in starts)


def find_runs(lines: list[Line], kinds: list[Kind], taken: list[bool]) -> list[tuple[int, int]]:
    """Runs of lines without rules whose phrases align: three lines of cells, or two under a caption."""
    found, number = [], 0
    while number < len(lines):
        if taken[number] or kinds[number].cells < 2 or bars(kinds[number]):
            number += 1
            continue
        first = last = number
        following = number + 1
        while following < len(lines) and not taken[following]:
            inside = lines[first : last + 1]
            starts = {round(phrase[0].x0) for line in inside for phrase in line.phrases()}
            steps = sorted(
                b.base - a.base for a, b in zip(inside, inside[1:], strict=False) if b.base - a.base > 2
            )
            pitch = steps[len(steps) // 2] if steps else 1.9 * lines[last].size
            if not goes_on(lines, kinds, last, following, pitch, starts):
                break
            last = following
            following += 1
        while last > first and kinds[last].cells < 2:
            last -= 1
        captioned = is_captioned(lines, kinds, first)
        if is_table(lines[first : last + 1], captioned):
            found.append((first, last))
            for position in range(first, last + 1):
                taken[position] = True
        number = last + 1
    return found
