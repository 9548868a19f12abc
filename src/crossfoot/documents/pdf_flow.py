"""The pages of a PDF as one text: paragraphs whole, running heads gone, tables at their places."""

from __future__ import annotations

import re
from collections import Counter

from crossfoot.documents.captions import read_caption
from crossfoot.documents.cells import CellGrid
from crossfoot.documents.flow import Flow
from crossfoot.documents.markup import plain
from crossfoot.documents.notes import LABEL
from crossfoot.documents.pdf_grids import PdfGrid
from crossfoot.documents.pdf_line_kinds import FIGURE, LEADERS
from crossfoot.documents.pdf_pages import PageContent, PlacedGrid, TextLine
from crossfoot.documents.settings import chosen

DIGITS = re.compile(r"\d+")
PAGE_NUMBER = re.compile(
    r"^[–—\-\s]*(?:page\s+)?(?:[A-Z]{1,3}[-.–])?(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:of|/)\s*\d{1,4})?[–—\-\s]*$",
    re.IGNORECASE,
)
GOES_ON = re.compile(
    r"^[\s(\[]*(?:(?:table\s+)?continue[sd](?:\s+(?:on|from|overleaf).*)?|"
    r"see notes? at (?:the )?end of (?:the )?table)[\s.)\]…]*$",
    re.IGNORECASE,
)
ENDS = re.compile(r"[.?!:;。][\"'”’)\]]*(?:<sup>[^<]*</sup>)*$")
BULLET = re.compile(r"^\s*(?:[•●▪■◦○‣–—]|\(?(?:\d{1,2}|[ivx]{1,4}|[a-h])[.)])\s")
ADDRESS_GOES_ON = re.compile(r"(?:https?://|www\.)\S*[/\-_.=&?%]$")
HYPHENATED = re.compile(r"([^\W\d_]+)-$")


def flow_of(contents: list[PageContent]) -> Flow:
    """One text of all pages, in reading order."""
    running = _running(contents)
    words = Counter(
        word
        for content in contents
        for item in content.items
        if isinstance(item, TextLine)
        for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", item.text.lower())
    )
    flow, state = Flow(), _State(words)
    for content in contents:
        flow.seen |= {content.number} if content.is_seen else set()
        state.above = False
        state.pitches |= {
            size: pitch
            for size in {round(item.size) for item in content.items if isinstance(item, TextLine)}
            if (pitch := content.pitch(size))
        }
        for item in content.items:
            if isinstance(item, PlacedGrid):
                state.close(flow)
                state.table(flow, item, content)
            elif (content.number, item.line) not in running:
                inside = not _in_margin(item, content) or bool(read_caption(item.text))
                state.parted, state.above = state.parted or inside, state.above or inside
                state.line(flow, item, content)
        state.close(flow)
        for line, what in content.drawn.items():
            position = state.starts.get((content.number, line))
            if position is not None:
                flow.drawn[position] = what
    _join_over_pages(flow, state)
    return flow


def _in_margin(item: TextLine, content: PageContent) -> bool:
    margin = chosen().running_margin * content.height
    return not margin < item.base < content.height - margin


def _running(contents: list[PageContent]) -> set[tuple[int, int]]:
    """(page, line) of running heads, feet and page numbers: at one height in the margins of several pages."""
    seen: Counter[tuple[str, int]] = Counter()
    found: dict[tuple[int, int], tuple[str, int]] = {}
    numbers = set()
    for content in contents:
        texts = [item for item in content.items if isinstance(item, TextLine)]
        for item in texts:
            if not _in_margin(item, content) or read_caption(item.text):
                continue
            key = (DIGITS.sub("#", plain(item.text)).lower(), round(item.base / 8))
            found[content.number, item.line] = key
            seen[key] += 1
            edge = max(texts, key=lambda t: t.base) is item or min(texts, key=lambda t: t.base) is item
            if edge and PAGE_NUMBER.match(plain(item.text)):
                numbers.add((content.number, item.line))
    least = max(2, min(int(chosen().running_pages * len(contents)), 4))
    return numbers | {
        place
        for place, (text, level) in found.items()
        if sum(seen[text, near] for near in (level - 1, level, level + 1)) >= least
    }


class _State:
    """The paragraph that is being read."""

    def __init__(self, words: Counter):
        self.words = words
        self.open: list[TextLine] = []
        self.page = 0
        # the usual step between lines by type size, of the page or of one before it
        self.pitches: dict[int, float] = {}
        self.last_grid: tuple[CellGrid, PdfGrid, int] | None = None
        # whether text other than in the margins stands below it, and on the page that is being read
        self.parted = self.above = False
        # paragraphs as (line of the flow, size, page, column of text, whether its page ends after it)
        self.paragraphs: list[tuple[int, float, int, int]] = []
        # where each paragraph stands in the flow, by the page and line that it begins on
        self.starts: dict[tuple[int, int], int] = {}

    def line(self, flow: Flow, item: TextLine, content: PageContent) -> None:
        if GOES_ON.match(plain(item.text)):
            return
        if LEADERS.search(item.text):
            # a line of a table of contents
            self.close(flow)
            return
        if self.open and not self._goes_on(item):
            self.close(flow)
        if not self.open:
            self.page = content.number
        self.open.append(item)

    def _goes_on(self, item: TextLine) -> bool:
        before, first = self.open[-1], self.open[0]
        text = plain(item.text)
        if item.block != before.block or abs(item.size - before.size) > 0.6 or item.bold != before.bold:
            return False
        if (
            LABEL.match(text)
            or read_caption(item.text)
            or FIGURE.match(text)
            or item.raised
            or BULLET.match(text)
        ):
            return False
        step = item.base - before.base
        usual = (
            self.open[1].base - first.base
            if len(self.open) > 1
            else self.pitches.get(round(item.size), 0) or 1.6 * item.size
        )
        if step <= 0 or step > max(1.2 * usual, 1.1 * item.size):
            return False
        # an indented first line, or a line before it that had room for more
        left = min(line.x0 for line in self.open[1:] or self.open)
        if (
            item.x0 > left + 0.9 * item.size
            and abs(before.x0 - left) < 0.5 * item.size
            and ENDS.search(before.text)
        ):
            return False
        right = max(line.x1 for line in self.open)
        room = right - before.x1 > item.first + 1.2 * item.size
        return not (room and ENDS.search(before.text)) and not (
            room and right - before.x1 > 0.5 * (right - left)
        )

    def close(self, flow: Flow) -> None:
        if not self.open:
            return
        text = self.open[0].text
        for item in self.open[1:]:
            text = self.joined(text, item.text)
        first = self.open[0]
        if flow.lines:
            flow.add("", self.page, first.line)
        if not (read_caption(text) or FIGURE.match(plain(text)) or LABEL.match(plain(text))):
            self.paragraphs.append((len(flow.lines), first.size, self.page, first.block))
        self.starts[self.page, first.line] = len(flow.lines)
        flow.add(text, self.page, first.line)
        self.open = []

    def joined(self, text: str, more: str) -> str:
        """A line and the next: words broken at the end of the line whole again."""
        if ADDRESS_GOES_ON.search(text):
            return text + more
        part = HYPHENATED.search(text)
        if part:
            rest = re.match(r"[^\W\d_]+", more)
            if rest and more[0].islower():
                whole, kept = (part[1] + rest[0]).lower(), f"{part[1]}-{rest[0]}".lower()
                return text + more if self.words[kept] > self.words[whole] else text[:-1] + more
            return text + more
        return f"{text} {more}"

    def table(self, flow: Flow, placed: PlacedGrid, content: PageContent) -> None:
        grid, page = placed.grid, content.number
        parted, self.parted = self.parted, False
        rows, bold, heads = grid.rows, grid.bold, grid.heads
        before = self.last_grid
        if before and self._is_next_part(before, grid, page, flow, parted):
            known = before[0]
            repeated = grid.rows[:heads] == known.rows[:heads] if heads else False
            skip = heads if repeated else 0
            start = len(known.rows) - skip
            known.alternatives |= {
                (row + start, column): readings
                for (row, column), readings in grid.alternatives.items()
                if row >= skip
            }
            rows, bold = rows[skip:], bold[skip:]
            for row, is_bold in zip(rows, bold, strict=True):
                flow.add("\t".join(row) + "\t", page, placed.line)
                known.rows.append(row)
                known.bold.append(is_bold)
                known.lines.append(len(flow.lines))
            known.last_line = len(flow.lines)
            known.is_seen = known.is_seen or placed.is_seen
            self.last_grid = (known, grid, page)
            return
        flow.add("", page, placed.line)
        made = flow.add_grid(rows, [page] * len(rows), bold, heads, dict(grid.alternatives), placed.line)
        made.is_seen = placed.is_seen
        self.last_grid = (made, grid, page)

    def _is_next_part(
        self, before: tuple[CellGrid, PdfGrid, int], grid: PdfGrid, page: int, flow: Flow, parted: bool
    ) -> bool:
        """Whether a table goes on from the page before: nothing between, columns at the same places.

        parted: whether text stands between that is not in the margins.
        """
        known, last, last_page = before
        if page != last_page + 1 or len(grid.edges) != len(last.edges):
            return False
        touches = known.last_line == len(flow.lines)
        if grid.heads and grid.rows[: grid.heads] == known.rows[: known.header_rows]:
            # under the same head it also goes on below a running head that stands on this page alone, and
            # behind footnotes where it is the first on its page
            return touches or not parted or not self.above
        if not touches:
            return False
        shift = grid.edges[0] - last.edges[0]
        return all(
            abs(a - b - shift) < chosen().same_edges for a, b in zip(grid.edges, last.edges, strict=True)
        )


def _join_over_pages(flow: Flow, state: _State) -> None:
    """Paragraphs that a page or a column of text cuts in two, whole again."""
    sizes: Counter[int] = Counter()
    for number, size, _, _ in state.paragraphs:
        sizes[round(size)] += len(flow.lines[number])
    if not sizes:
        return
    body = sizes.most_common(1)[0][0]
    texts = [paragraph for paragraph in state.paragraphs if round(paragraph[1]) == body]
    target = None
    for before, after in zip(texts, texts[1:], strict=False):
        place, follows = before[0], after[0]
        moved = (before[2], before[3]) != (after[2], after[3])
        target = target if target is not None and flow.lines[place] == "" else place
        text, more = flow.lines[target], flow.lines[follows]
        if moved and len(text) > 60 and not ENDS.search(text) and plain(more)[:1].islower():
            flow.lines[target], flow.lines[follows] = state.joined(text, more), ""
        else:
            target = None
