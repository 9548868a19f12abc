"""Why results moved: a source's new release, or something that a person changed."""

import csv
import io
import re
from dataclasses import dataclass

from bilateral.changes.builds import Build
from bilateral.sources.records import SOURCES
from bilateral.study.yaml_text import parse_yaml

PERIODIC, MANUAL = "periodic update", "manual change"
REVISIONS = "data/revisions/"
# data/raw/SOURCE/DAY/FILE, as a refresh writes it
SNAPSHOT = re.compile(r"data/raw/\w+/\d{4}-\d{2}-\d{2}(-\d+)?/")
CODE = ("scripts/", "src/", "workflow/", "Snakefile", "requirements.lock")


@dataclass(frozen=True)
class Input:
    path: str
    kind: str
    what: str


def changed_inputs(old: Build, new: Build) -> list[Input]:
    """Each file that a build is made from and that is another one now, as the reviewers of data put it.

    A raw file is a periodic update where its record names another release or day of access, or where it is of
    a dated snapshot; without that it was edited or added by hand. The rest is a manual change. Code counts as
    one, however many files. Nothing is said of a build whose inputs are not at hand.
    """
    if not old.whole:
        return []
    before, after = old.inputs, new.inputs
    records = [_records(build) for build in (old, new)]
    found = []
    code = 0
    for path in sorted(before.keys() | after.keys()):
        if before.get(path) == after.get(path) or path == SOURCES or path.startswith(REVISIONS):
            continue
        if path.startswith(CODE):
            code += 1
            continue
        kind = "new" if path not in before else "gone" if path not in after else "changed"
        was, now = (each.get(path, {}) for each in records)
        released = [(record.get("vintage"), str(record.get("accessed"))) for record in (was, now)]
        renewed = bool(was and now) and released[0] != released[1]
        if path.startswith("data/raw/") and now and (renewed or SNAPSHOT.match(path)):
            said = f"{kind}: {now['vintage']}, accessed {now['accessed']}"
            found.append(Input(path, PERIODIC, said + (f" (before: {was['vintage']})" if was else "")))
        else:
            found.append(Input(path, MANUAL, kind))
    if code:
        found.append(Input("code", MANUAL, f"{code} file{'s' * (code > 1)}"))
    return sorted(found, key=lambda one: (one.kind != PERIODIC, one.path))


def revisions(old: Build, new: Build) -> list[dict[str, str]]:
    """Rows of the tables of revisions that are new: source, key, change, old, new, note."""
    found = []
    for path in sorted(new.inputs.keys() - old.inputs.keys()):
        if path.startswith(REVISIONS) and old.whole:
            rows = csv.DictReader(io.StringIO(new.files[path].decode("utf-8")))
            name = path.removeprefix(REVISIONS).removesuffix(".csv")
            found += [{"source": name, **row} for row in rows]
    return found


def _records(build: Build) -> dict[str, dict]:
    listed = parse_yaml(build.files.get(SOURCES, b"[]").decode("utf-8"), SOURCES)
    return {record["path"]: record for record in listed} if isinstance(listed, list) else {}
