"""The text of a document as it was read, each of its numbers with a mark that opens what was done with it."""

from __future__ import annotations

from itertools import groupby

from markupsafe import Markup, escape

from crossfoot.documents.document import Document, Passage
from crossfoot.documents.passages import in_one_line
from crossfoot.page.wording import NUMBER

# of the classes that statements on one number have, the one that it is shown in
WORST_FIRST = ("contradicted", "asked", "holds", "found", "involved", "not checked")
# a paragraph without a number that is as short is the heading of the one below it
SHORT = 90
# letters of all paragraphs without a number: of a longer document, they and what stands as far from a number
# (letters) are left out
MOST_FOLDED, NEAR = 200_000, 150
# letters of the first of several paragraphs without a number
FIRST = 70


class MarkedText:
    """blocks: what stands on the page, in order, by `kind`: page, table, marked, heading or folded.

    counts: how many marks each class has. at: by statement, the id of its first mark. is_whole: whether the
    page is to hold what stands far from a number.
    """

    def __init__(self, reading: Document, marks: list, said: list[dict], tables: list[dict]):
        """marks: as `find_marks`. said: of each statement what `shown_statement` says. tables: as shown."""
        self.counts = dict.fromkeys(WORST_FIRST, 0)
        self.at: dict[int, str] = {}
        self.blocks: list[dict] = []
        self._said = said
        self._page: int | None = None
        self._notes: dict[tuple[int, ...], str] = {}
        self._tables = sorted(
            zip(reading.tables, tables, strict=True), key=lambda pair: pair[0].first_line, reverse=True
        )
        of_passage = {number: list(own) for number, own in groupby(marks, key=lambda mark: mark[0])}
        plain = (one for number, one in enumerate(reading.prose) if number not in of_passage)
        self.is_whole = sum(len(one.text) for one in plain) <= MOST_FOLDED
        for has_marks, run in groupby(enumerate(reading.prose), key=lambda one: one[0] in of_passage):
            passages = list(run)
            if not has_marks:
                self._put_plain([passage for _, passage in passages])
            for number, passage in passages if has_marks else []:
                self._put_tables(passage)
                text = in_one_line(passage.text)
                marked = self._marked(text, of_passage[number])
                self.blocks.append({"kind": "marked", "passage": passage, **marked})
        self._put_tables(None)

    def _put_tables(self, passage: Passage | None) -> None:
        """Those that begin on an earlier page, or line, and the number of a new page; all for None."""
        before = float("inf")
        if passage:
            before = passage.line if passage.page is None else passage.page
        while self._tables and self._tables[-1][0].first_line < before:
            self.blocks.append({"kind": "table", "table": self._tables.pop()[1]})
        if passage and passage.page != self._page:
            self._page = passage.page
            self.blocks.append({"kind": "page", "page": passage.page})

    def _put_plain(self, passages: list[Passage]) -> None:
        *texts, last = (in_one_line(passage.text) for passage in passages)
        if len(last) > SHORT:
            texts.append(last)
        if texts:
            first = texts[0] if len(texts[0]) <= FIRST else texts[0][:FIRST].rpartition(" ")[0] + " …"
            self.blocks.append({"kind": "folded", "first": first, "texts": texts})
        if len(last) <= SHORT:
            self._put_tables(passages[-1])
            self.blocks.append({"kind": "heading", "text": last})

    def _marked(self, text: str, marks: list) -> dict:
        """The text with its marks, and the notes that they open where none before opened them."""
        pieces: list[Markup] = []
        notes, at = [], 0
        # of what is contradicted, the number that the finding names, where it is marked
        named = {one for _, start, end, told, _ in marks for one in told if self._names(one, text[start:end])}
        for _, start, end, told, _ in marks:
            groups = {
                "involved"
                if self._said[one]["group"] == WORST_FIRST[0]
                and one in named
                and not self._names(one, text[start:end])
                else self._said[one]["group"]
                for one in told
            }
            group = next((one for one in WORST_FIRST if one in groups), WORST_FIRST[-1])
            self.counts[group] += 1
            # why something else was not checked does not matter beside what was
            shown = tuple(
                one
                for one in told
                if (self._said[one]["group"] == WORST_FIRST[-1]) == (group == WORST_FIRST[-1])
            )
            if shown and shown not in self._notes:
                self._notes[shown] = f"n{len(self._notes) + 1}"
                notes.append(
                    {
                        "id": self._notes[shown],
                        "said": list(dict.fromkeys(self._said[one]["said"] for one in shown)),
                    }
                )
            pieces += [self._near(text[at:start], not pieces), self._mark(text[start:end], group, shown)]
            at = end
        return {
            "html": Markup("").join([*pieces, self._near(text[at:], False, is_last=True)]),
            "notes": notes,
        }

    def _names(self, one: int, marked: str) -> bool:
        """Whether what is marked is the number that a statement is about."""
        stated = NUMBER.findall(self._said[one]["stated"])
        return bool(stated) and NUMBER.findall(marked) == stated

    def _mark(self, text: str, group: str, told: tuple[int, ...]) -> Markup:
        if not told:
            return Markup("<u>{}</u>").format(text)
        id_ = Markup()
        if group in WORST_FIRST[:2] and (new := [one for one in told if one not in self.at]):
            self.at |= dict.fromkeys(new, f"{self._notes[told]}-in-text")
            id_ = Markup(' id="{}"').format(self.at[new[0]])
        said = "open" if group == WORST_FIRST[-1] else group
        html = '<button{} class="{}" popovertarget="{}">{}</button>'
        return Markup(html).format(id_, said, self._notes[told], text)

    def _near(self, text: str, is_first: bool, is_last: bool = False) -> Markup:
        """What stands between two marks, before the first or after the last."""
        if self.is_whole or len(text) <= 3 * NEAR:
            return escape(text)
        before = "" if is_first else text[:NEAR].rpartition(" ")[0]
        after = "" if is_last else text[-NEAR:].partition(" ")[2]
        return escape(f"{before} … {after}")
