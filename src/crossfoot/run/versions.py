"""Two versions of a document: which numbers changed, and what of the new one no longer agrees."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from crossfoot.run.alignment import Sides, pair_sentences, pair_tables, sentences_of
from crossfoot.run.audit import Audit, printable
from crossfoot.run.changes import HOLD, Change, Pair, lacking
from crossfoot.run.stale_prose import Prose, stale
from crossfoot.tables.grid import Grid

# of the sentences, or of the tables, of the shorter version: what two versions of one document share at least
SHARED = 0.3
# of each kind, in the summary
SHOWN = 10
# each kind of change, in the order of the summary and of the page, and what is said before one
KINDS = {
    "broken": "no longer holds: ",
    "stale": "out of date: ",
    "unconfirmed": "no longer confirmed: ",
    "new": "newly contradicted: ",
    "gone": "only in the old version: ",
    "added": "only in the new version: ",
    "renamed": "renamed: ",
    "cell": "",
    "sentence": "",
}


@dataclass(frozen=True)
class Versions:
    """names: of the old and the new file. new: the audit of the new one. changes: as found, by kind."""

    names: tuple[str, str]
    new: Audit
    changes: list[Change]

    def of(self, kind: str) -> list[Change]:
        return [one for one in self.changes if one.kind == kind]

    def to_json(self) -> str:
        """All of it as one line of JSON: versions, changes."""
        return json.dumps({"versions": self.names, "changes": [asdict(one) for one in self.changes]})

    def summary(self) -> str:
        """What changed, in lines."""
        cells, prose, broken, late = (len(self.of(kind)) for kind in ("cell", "sentence", "broken", "stale"))
        lines = [
            f"{self.names[0]} → {self.names[1]}: numbers that changed: {cells} of tables, {prose} of the "
            f"prose; what held and no longer does: {broken}; out of date in the prose: {late}"
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
    """What changed from one audited version to the next; None where the two share too little to be that."""
    before, after = ([Sides(Grid(table)) for table in audit.tables] for audit in (old, new))
    told, tells = sentences_of(old.reading), sentences_of(new.reading)
    tables, said = pair_tables(before, after), pair_sentences(told, tells)
    shared = (len(tables), len(before), len(after)), (len(said), len(told), len(tells))
    if not any(found and found >= SHARED * min(sizes) for found, *sizes in shared):
        return None
    same_kind = old.reading.kind == new.reading.kind
    pairs = [Pair(before[first], after[second], first, second) for first, second in tables]
    cells = [cell for pair in pairs for cell in pair.changed(same_kind)]
    prose = Prose(old, new, told, tells, said)
    broken = [*_broken_checks(old, new, pairs), *prose.broken()]
    late = [*stale(cells, tells, broken), *prose.miscited(pairs)]
    known = {one.where for one in late}
    # a document in two formats is read otherwise
    changes = [*broken, *(one for one in prose.unconfirmed() if same_kind and one.where not in known)]
    changes += [*late, *lacking(before, after, pairs), *prose.lacking()]
    changes += [*(cell.change for cell in cells), *prose.changed()]
    names = old.document, new.document
    return Versions(names if names[0] != names[1] else (f"{names[0]}, old", f"{names[1]}, new"), new, changes)


def _broken_checks(old: Audit, new: Audit, pairs: list[Pair]) -> Iterator[Change]:
    """Sums and the like of the new version that fail and did not fail in the old one."""
    earlier = {
        (pair.second, check["check"], check["row"], check["position"]): check
        for pair in pairs
        for check in old.by_table[pair.first].get("checks", [])
    }
    by_table = {pair.second: pair for pair in pairs}
    for place, about in enumerate(new.by_table):
        for number, check in enumerate(about.get("checks", []), start=1):
            if check["severity"] != "error":
                continue
            row = None if check["row"] is None else check["row"] - 1
            origin = by_table[place].origin(row, check["position"]) if place in by_table else None
            was = None if origin is None or origin[0] is None else origin[0] + 1
            before = earlier.get((place, check["check"], was, origin[1])) if origin else None
            if before and before["severity"] == "error":
                continue
            yield Change(
                "broken" if before and before["verdict"] in HOLD else "new",
                f"{new.tables[place].title}, row {check['row']}, {check['column']}",
                quote=check["printed"],
                why=f"{check['check'].replace('_', ' ')}: {check['diagnosis'] or check['inputs']}",
                link=f"t{place + 1}-f{number}",
            )
