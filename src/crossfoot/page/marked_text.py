"""The text of a document as it was read, each of its numbers with a mark that opens what was done with it."""

from __future__ import annotations

from itertools import groupby

from markupsafe import Markup, escape

from crossfoot.documents.document import Document, Passage
from crossfoot.documents.passages import in_one_line

# of the classes that statements on one number have, the one that it is shown in
WORST_FIRST = ("contradicted", "asked", "holds", "found", "not checked")
# a paragraph without a number that is as short is a heading, and stands open
SHORT = 90
# letters of the other paragraphs without a number: of a longer document, only the first of each run are shown
MOST_FOLDED, FIRST = 200_000, 70


class MarkedText:
    """blocks: what stands on the page, in order, by `kind`: page, table, marked, heading or folded.

    counts: how many marks each class has. at: by statement, the id of its first mark. is_whole: whether the
    page is to hold the paragraphs without a number.
    """

    def __init__(self, reading: Document, marks: list, said: list[dict], tables: list[dict]):
        """marks: as `find_marks`. said: of each statement what `shown_statement` says. tables: as shown."""
        self.counts = dict.fromkeys(WORST_FIRST, 0)
        self.at: dict[int, str] = {}
        self.blocks: list[dict] = []
        self._said, self._notes = said, {}  # type: ignore[var-annotated]
        self._tables = sorted(
            zip(reading.tables, tables, strict=True), key=lambda pair: pair[0].first_line, reverse=True
        )
        of_passage = {number: list(own) for number, own in groupby(marks, key=lambda mark: mark[0])}
        plain = [one for number, one in enumerate(reading.prose) if number not in of_passage]
        self.is_whole = sum(len(one.text) for one in plain if len(one.text) > SHORT) <= MOST_FOLDED
        page = None
        for number, passage in enumerate(reading.prose):
            if passage.page != page:
                self._put_tables(passage.page)
                page = passage.page
                self.blocks.append({"kind": "page", "page": page})
            elif page is None:
                self._put_tables(passage.line)
            self._put(passage, of_passage.get(number, []))
        self._put_tables(None)

    def _put_tables(self, before: int | None) -> None:
        """Those that begin on an earlier page, or line; all for None."""
        while self._tables and (before is None or self._tables[-1][0].first_line < before):
            self.blocks.append({"kind": "table", "table": self._tables.pop()[1]})

    def _put(self, passage: Passage, marks: list) -> None:
        text = in_one_line(passage.text)
        if marks:
            self.blocks.append({"kind": "marked", "passage": passage, **self._marked(text, marks)})
        elif len(text) <= SHORT:
            self.blocks.append({"kind": "heading", "text": text})
        else:
            if not self.blocks or self.blocks[-1]["kind"] != "folded":
                first = text[:FIRST].rpartition(" ")[0]
                self.blocks.append({"kind": "folded", "texts": [], "first": first})
            self.blocks[-1]["texts"].append(text)

    def _marked(self, text: str, marks: list) -> dict:
        """The text with its marks, and the notes that they open where none before opened them."""
        pieces, notes, at = [], [], 0
        for _, start, end, told, _ in marks:
            groups = {self._said[one]["group"] for one in told}
            group = next((one for one in WORST_FIRST if one in groups), WORST_FIRST[-1])
            self.counts[group] += 1
            pieces.append(escape(text[at:start]))
            at = end
            if not told:
                pieces.append(Markup("<u>{}</u>").format(text[start:end]))
                continue
            # why something else was not checked does not matter then
            told = tuple(
                one
                for one in told
                if group == WORST_FIRST[-1] or self._said[one]["group"] in WORST_FIRST[:-1]
            )
            if told not in self._notes:
                self._notes[told] = f"n{len(self._notes) + 1}"
                notes.append({"id": self._notes[told], "said": [self._said[one]["said"] for one in told]})
            note, id_ = self._notes[told], ""
            if group in WORST_FIRST[:2] and told[0] not in self.at:
                id_ = f"{note}-in-text"
                self.at.update(dict.fromkeys(told, id_))
            pieces.append(
                Markup('<button{} class="{}" popovertarget="{}">{}</button>').format(
                    Markup(' id="{}"').format(id_) if id_ else "",
                    "open" if group == WORST_FIRST[-1] else group,
                    note,
                    text[start:end],
                )
            )
        return {"html": Markup("").join([*pieces, escape(text[at:])]), "notes": notes}
