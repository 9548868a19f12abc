"""Snapshots on disk: dated, read-only, whole or not at all; and the answers of a refresh under way."""

import fcntl
import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from bilateral.sources.records import RAW, SOURCES
from crossfoot import InputError
from lib import files

SNAPSHOT = re.compile(
    rf"^{RAW}(?P<source>\w+)/(?P<day>\d{{4}}-\d{{2}}-\d{{2}})(?:-(?P<count>\d+))?/(?P<file>[^/]+)$"
)


class Journal:
    """Answers that came, kept until their snapshot is written: one line for each, its bytes beside it."""

    def __init__(self, folder: Path):
        self.folder, self.path = folder, folder / "journal.jsonl"
        self.lines: dict[str, dict] = {}
        if self.path.exists():
            for line in self.path.read_text(encoding="utf-8").splitlines():
                try:
                    entry = json.loads(line)
                    self.lines[entry["request"]] = entry
                except (json.JSONDecodeError, KeyError):
                    continue  # the last line of a killed refresh

    def get(self, name: str, days: set[str]) -> bytes | None:
        """The answer of one of these days, if it is kept whole."""
        entry = self.lines.get(name)
        if entry is None or entry["day"] not in days or not (self.folder / name).is_file():
            return None
        body = (self.folder / name).read_bytes()
        return body if hashlib.sha256(body).hexdigest() == entry["sha256"] else None

    def put(self, name: str, source: str, day: str, body: bytes) -> None:
        files.write_bytes(body, self.folder / name)
        entry = {"request": name, "source": source, "day": day, "sha256": hashlib.sha256(body).hexdigest()}
        with self.path.open("a", encoding="utf-8") as journal:
            journal.write(json.dumps(entry) + "\n")
            journal.flush()
            os.fsync(journal.fileno())
        self.lines[name] = entry

    def forget(self, source: str) -> None:
        """Drops a source's answers, once they stand in a snapshot."""
        gone = [name for name, entry in self.lines.items() if entry["source"] == source]
        for name in gone:
            del self.lines[name]
        files.write_text("".join(json.dumps(entry) + "\n" for entry in self.lines.values()), self.path)
        for name in gone:
            (self.folder / name).unlink(missing_ok=True)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """One refresh at a time. The lock is the operating system's: it goes with the process."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InputError(
                str(folder), "another refresh at work", "one at a time; wait for it to end"
            ) from None
        yield


def latest(source: str, records: list[dict]) -> dict[str, tuple[str, bytes]]:
    """By file: day and content of its last recorded snapshot. Raises InputError when one has changed."""
    last: dict[str, tuple[tuple[str, int], dict]] = {}
    for match, order, record in _in_order(records):
        if match["source"] == source:
            last[match["file"]] = (order, record)
    found = {}
    for name, ((day, _), record) in sorted(last.items()):
        content = files.read_bytes(record["path"])
        if hashlib.sha256(content).hexdigest() != record["sha256"]:
            expected = f"sha256 {record['sha256'][:12]}… as in {SOURCES}"
            raise InputError(record["path"], "another file than recorded", expected)
        found[name] = (day, content)
    return found


def with_latest(config: str, records: list[dict]) -> str:
    """The text of config.yaml in which each dated snapshot is its source's last recorded one."""
    last = {match["source"]: order for match, order, _ in _in_order(records)}

    def newest(match: re.Match) -> str:
        day, count = last.get(match[2], ("", 0))
        return f"{match[1]}{day}{f'-{count}' if count > 1 else ''}" if day else match[0]

    return re.sub(rf"({RAW}(\w+)/)\d{{4}}-\d{{2}}-\d{{2}}(?:-\d+)?", newest, config)


def keep(source: str, day: str, contents: dict[str, bytes], about: dict[str, dict]) -> Path:
    """Writes a snapshot and its records; returns its folder.

    contents, about: by file, its bytes and its record but for path and sha256. The records come last, in one
    step: a snapshot without them was never finished, and the next refresh clears it away.
    Raises InputError when it cannot be written; then nothing has changed.
    """
    text = files.read_text(SOURCES)
    recorded = {str(Path(record["path"]).parent) for record in files.read_yaml(SOURCES)}
    home = Path(RAW, source)
    later = sorted(
        {
            match["day"]
            for path in recorded
            if (match := SNAPSHOT.match(f"{path}/x")) and match["source"] == source and match["day"] > day
        }
    )
    if later:
        raise InputError(
            str(home), f"a snapshot of {later[-1]}, later than today ({day})", "a clock that is right"
        )
    folder = next(folder for folder in _names(home, day) if str(folder) not in recorded)
    half = home / f"{files.UNFINISHED}{day}"
    try:
        _clear(half)
        half.mkdir(parents=True)
        for name, content in contents.items():
            with (half / name).open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            (half / name).chmod(0o444)
        _clear(folder)
        half.rename(folder)
        records = [
            {"path": str(folder / name), **about[name], "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in contents.items()
        ]
        files.write_text(text.rstrip("\n") + "\n" + "".join(map(_as_yaml, records)), SOURCES)
    except OSError as error:
        _clear(half)
        _clear(folder)
        found = f"a snapshot that cannot be written ({error.strerror})"
        raise InputError(str(home), found, "room on the disk, and leave to write") from error
    return folder


def _in_order(records: list[dict]) -> list[tuple[re.Match, tuple[str, int], dict]]:
    """Records of snapshots, the latest last; with what their paths say, and day and count."""
    matched = [(match, record) for record in records if (match := SNAPSHOT.match(record["path"]))]
    found = [(match, (match["day"], int(match["count"] or 1)), record) for match, record in matched]
    return sorted(found, key=lambda one: one[1])


def _names(home: Path, day: str) -> Iterator[Path]:
    yield home / day
    yield from (home / f"{day}-{number}" for number in count(2))


def _clear(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)


def _as_yaml(record: dict) -> str:
    # JSON's strings are YAML's, and no text can break out of them
    first, *rest = (f"{key}: {json.dumps(str(value), ensure_ascii=False)}" for key, value in record.items())
    return "\n".join([f"- {first}", *(f"  {line}" for line in rest)]) + "\n"
