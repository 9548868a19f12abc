"""A raw file goes on record in data/sources.yaml: checksum, producer where its form tells, what is left."""

import datetime
import hashlib
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from bilateral.sources.official import recognise
from bilateral.sources.records import KEYS, RAW, SOURCES
from bilateral.study.project import rows_beside
from bilateral.study.yaml_text import parse_yaml
from crossfoot import InputError

TODO = "TODO"
# by what `recognise` says of a file: what the record can say of it. The licence is the author's to confirm.
PRODUCERS = {
    form: {key: value for key, value in row.items() if value and key != "form"}
    for row in rows_beside(__file__)
    for form in row["form"].split("|")
}
# keys whose values YAML reads as they are meant
PLAIN = ("accessed", "bytes", "sha256")
# and such as can be nothing else than text
SAFE = re.compile(rf"{RAW}[\w./-]+|{TODO}")
# "BACI_HS17_Y2020_V202501.csv" is of the release 202501
RELEASE = re.compile(r"_V(\d{6}\w?)\b")


def add_source(
    folder: Path,
    file: Path,
    said: dict[str, str],
    today: datetime.date,
    ask: Callable[[str], str] | None = None,
) -> list[str]:
    """Records a file; one outside data/raw is copied there first, in place of the recorded one of its name.
    A record that is there gets the checksum of what has changed, and the values that are given.

    said: values of the record's keys that the author gave. ask: asks for licence and citation, where there is
    somebody to ask; what nobody says stays TODO. Returns what was done, a line each.
    Raises InputError for a file that is not there, or another one of that name in data/raw without a record.
    """
    if not file.is_file():
        raise InputError(str(file), "no such file", "the file that you fetched")
    content, sources = file.read_bytes(), folder / SOURCES
    path = _path_of(folder, file)
    text = sources.read_text(encoding="utf-8") if sources.is_file() else ""
    listed = parse_yaml(text, SOURCES) or []
    known = [record for record in listed if isinstance(record, dict)] if isinstance(listed, list) else []
    before = next((record for record in known if record.get("path") == path), None)
    sha256 = hashlib.sha256(content).hexdigest()
    digest = {"bytes": str(len(content)), "sha256": sha256}
    if before:
        is_same = before.get("sha256") == sha256
        changes = said if is_same else {"accessed": today.isoformat(), **said, **digest}
        replaced = _replaced(text, path, before, changes)
        _place(folder, file, path, content, is_known=True)
        sources.write_text(replaced, encoding="utf-8")
        filled = f"{', '.join(said)} as given" if said else "on record already, unchanged"
        is_there = file.resolve() == (folder / path).resolve()
        copied = "" if is_there else "the new file is in the place of the recorded one; "
        asked = "" if "vintage" in said else "; are vintage and citation still right?"
        left = _left({**before, **changes})
        return [
            f"{path}: " + (filled if is_same else f"{copied}its record has the new checksum{asked}") + left
        ]
    _place(folder, file, path, content, is_known=False)
    sources.parent.mkdir(parents=True, exist_ok=True)
    record = {"path": path, **_guessed(content, path), "accessed": today.isoformat(), **said, **digest}
    for key in ("licence", "citation"):
        if ask and record[key].startswith(TODO):
            record[key] = ask(f"{key} of {path}{record[key].removeprefix(TODO)}: ").strip() or record[key]
    lines = [f"{key}: {_scalar(key, record[key])}" for key in (*KEYS[:-1], "bytes", "sha256")]
    sources.write_text(text.rstrip("\n") + "\n- " + "\n  ".join(lines) + "\n", encoding="utf-8")
    by = "" if record["producer"].startswith(TODO) else f", by {record['producer']}"
    return [f"{path}: {len(content):,} bytes, sha256 {sha256[:12]}…{by}{_left(record)}"]


def _left(record: dict) -> str:
    """What a record leaves to fill in, as the end of a line."""
    left = [key for key in KEYS if str(record.get(key) or TODO).startswith(TODO)]
    return f"; fill in {', '.join(left)} in {SOURCES}" if left else ""


def _path_of(folder: Path, file: Path) -> str:
    """The file's path in the study, below data/raw, where it may not yet be."""
    raw = (folder / RAW).resolve()
    is_there = file.resolve().is_relative_to(raw)
    return RAW + (file.resolve().relative_to(raw).as_posix() if is_there else file.name)


def _place(folder: Path, file: Path, path: str, content: bytes, is_known: bool) -> None:
    """Copies the file to its path. is_known: it may take the place of another one, which is on record."""
    target = folder / path
    is_same = target.exists() and target.read_bytes() == content
    if target.exists() and not is_same and not is_known:
        expected = f"another name, or `bilateral add-source {path}` for the one that is there"
        raise InputError(path, "another file of this name, which is not on record", expected)
    target.parent.mkdir(parents=True, exist_ok=True)
    if not is_same:
        shutil.copyfile(file, target)


def _guessed(content: bytes, path: str) -> dict[str, str]:
    """What the file's own form tells of it; TODO for the rest."""
    try:
        kind = recognise(content, path)
    except InputError:
        # a document or another file that is no table
        kind = ""
    known = {"producer": TODO, "title": TODO, "citation": TODO, "address": TODO, "licence": TODO}
    known |= PRODUCERS.get(kind, {})
    release = RELEASE.search(path)
    return known | {"vintage": f"release {release[1]}" if release else TODO}


def _scalar(key: str, value: str) -> str:
    """In quotes, because YAML takes some texts for numbers, days or yes and no."""
    return value if key in PLAIN or SAFE.fullmatch(value) else json.dumps(value, ensure_ascii=False)


def _replaced(text: str, path: str, before: dict, changes: dict[str, str]) -> str:
    """The text of the records with other values in this one, and all else as it was."""
    fault = InputError(
        f"{SOURCES}: {path}", "a record in another form", "`- path:` first, its keys below it, a line each"
    )
    start = re.search(rf"^- path: ['\"]?{re.escape(path)}['\"]?\s*$", text, re.MULTILINE)
    if not start:
        raise fault
    end = re.search(r"^- ", text[start.end() :], re.MULTILINE)
    stop = start.end() + end.start() if end else len(text)
    record = text[start.start() : stop]
    for key, value in changes.items():
        line = f"  {key}: {_scalar(key, value)}"
        literal = line.replace("\\", r"\\")
        record, count = re.subn(rf"^  {key}:.*$", literal, record, flags=re.MULTILINE)
        if not count:
            record = f"{record.rstrip()}\n{line}\n"
    try:
        now = parse_yaml(record, SOURCES)
    except InputError:
        raise fault from None
    # of a value over several lines a part would be left
    wanted = {key: str(value) for key, value in {**before, **changes}.items()}
    if not isinstance(now, list) or {key: str(value) for key, value in now[0].items()} != wanted:
        raise fault
    return text[: start.start()] + record + text[stop:]
