"""Two versions of a document: which numbers changed, and what of the new one no longer agrees."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from crossfoot.errors import InputError
from crossfoot.numbers.verdicts import FORESEEN, said_of
from crossfoot.run.audit import Audit, printable
from crossfoot.run.versions_alignment import Sides, pair_sentences, pair_tables, sentences_of
from crossfoot.run.versions_cells import cells_left_behind
from crossfoot.run.versions_evidence import Both, find_common
from crossfoot.run.versions_prose import Sentences
from crossfoot.run.versions_stale import Prose, left_behind, printed_again, said_again
from crossfoot.run.versions_tables import Change, Pair, broken_checks, lacking, unconfirmed_cells
from crossfoot.tables.grid import Grid

# of the sentences, or of the tables, of the shorter version: what two versions of one document share at least
SHARED = 0.3
# of each kind, in the summary
SHOWN = 10
# each kind of change, in the order of the summary and of the page, and what is said before one
KINDS = {
    "broken": "no longer holds: ",
    "stale": "out of date: ",
    "new": "newly contradicted: ",
    "failed": "not compared: ",
    "unconfirmed": "no longer confirmed: ",
    "gone": "only in the old version: ",
    "added": "only in the new version: ",
    "renamed": "renamed: ",
    "cell": "",
    "sentence": "",
}
# those that disagree since the old version: what the exit status is about
DISAGREE = ("broken", "stale", "new")


@dataclass(frozen=True)
class Versions:
    """names: of the old and the new file. new: the audit of the new one. changes: as found, by kind."""

    names: tuple[str, str]
    new: Audit
    changes: list[Change]

    def of(self, kind: str) -> list[Change]:
        return [one for one in self.changes if one.kind == kind]

    @property
    def disagreements(self) -> list[Change]:
        """What disagrees since the old version."""
        return [one for one in self.changes if one.kind in DISAGREE]

    def to_json(self) -> str:
        """All of it as one line of JSON: versions, changes."""
        return json.dumps({"versions": self.names, "changes": [asdict(one) for one in self.changes]})

    def summary(self) -> str:
        """What changed, in lines."""
        cells, prose = (len(self.of(kind)) for kind in ("cell", "sentence"))
        lines = [
            f"{self.names[0]} → {self.names[1]}: newly disagrees: {len(self.disagreements) or 'nothing'}; "
            f"numbers that changed: {cells} of tables, {prose} of the prose"
        ]
        for kind, head in KINDS.items():
            found = self.of(kind)
            lines += [f"  {head}{one}" for one in found[:SHOWN]]
            lines += [f"  and {len(found) - SHOWN} more"] if found[SHOWN:] else []
        return "\n".join(map(printable, lines))

    def write(self, folder: str | Path) -> Path:
        """Writes the audit of the new version with changes.html beside it; returns that page.

        Raises InputError where the folder holds anything else, or cannot be written.
        """
        from crossfoot.page.changes_page import changes_page

        self.new.write(folder, {"changes.html": changes_page(self.names, self.of)})
        return Path(folder) / "changes.html"


def compare(old: Audit, new: Audit) -> Versions | None:
    """What changed from one audited version to the next; None where the two share too little to be that.

    Raises InputError where a form that nothing foresees stands in the way.
    """
    try:
        return _compare(old, new)
    except FORESEEN as error:
        found = f"changes that cannot be told: {said_of(error)}"
        raise InputError(new.document, found, "two versions of one document") from error


def _compare(old: Audit, new: Audit) -> Versions | None:
    before, after = ([Sides(Grid(table)) for table in audit.tables] for audit in (old, new))
    told, tells = sentences_of(old.reading), sentences_of(new.reading)
    tables, said = pair_tables(before, after), pair_sentences(told, tells)
    shared = (len(tables), len(before), len(after)), (len(said), len(told), len(tells))
    if not any(found and found >= SHARED * min(sizes) for found, *sizes in shared):
        return None
    # a document in two formats is read otherwise
    same_kind = old.reading.kind == new.reading.kind
    pairs = [Pair(before[first], after[second], first, second) for first, second in tables]
    cells = {pair.second: dict(pair.changed(same_kind)) for pair in pairs}
    sentences = Sentences(old, new, told, tells, said)
    both = [
        Both(pair, block, set(cells[pair.second])) for pair in pairs for block in range(len(pair.new.blocks))
    ]
    find_common(both)
    broken = [*broken_checks(old, new, pairs), *sentences.broken()]
    again = Prose([*said_again(told, tells, said), *printed_again(both)], broken)
    late = [change for one in both for change in _left_behind(one, again)] + [*sentences.miscited(pairs)]
    known = {one.where for one in (*late, *broken)}
    late += cells_left_behind(both, known)
    lost = [
        *unconfirmed_cells(old, new, pairs),
        *(one for one in sentences.unconfirmed() if one.where not in known),
    ]
    changes = [
        *broken,
        *late,
        *(lost if same_kind else []),
        *lacking(before, after, pairs),
        *sentences.lacking(),
    ]
    changes += [*(one for found in cells.values() for one in found.values()), *sentences.changed()]
    names = old.document, new.document
    return Versions(names if names[0] != names[1] else (f"{names[0]}, old", f"{names[1]}, new"), new, changes)


def _left_behind(both: Both, again: Prose) -> list[Change]:
    """A table whose sentences cannot be told is named, and takes no other down."""
    try:
        return [*left_behind(both, again)]
    except FORESEEN as error:
        title = both.pair.new.grid.table.title
        return [
            Change("failed", title, why=f"what the prose says of it was not looked for: {said_of(error)}")
        ]
