"""Reading and writing. Every write is whole or not at all."""

import csv
import hashlib
import io
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bilateral.sources.records import as_named, check_source
from bilateral.study.characters import decoded
from bilateral.study.yaml_text import parse_yaml
from crossfoot import InputError

if TYPE_CHECKING:
    from nbformat import NotebookNode

# how a file is called until it is whole; a build clears away what a killed one left
UNFINISHED = ".unfinished-"


@contextmanager
def replaced(path: str | Path) -> Iterator[Path]:
    """A path to write to that takes the place of `path` once the block ends well; else nothing changes.

    Raises InputError where the system does not let it be written.
    """
    path = Path(path)
    whole = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=UNFINISHED, suffix=path.suffix)
        os.close(handle)
        whole = Path(name)
        yield whole
        whole.chmod(0o644)
        whole.replace(path)
    except OSError as error:
        found = os.strerror(error.errno) if error.errno else str(error)
        raise InputError(str(path), found, "a file that can be written, and room for it") from error
    finally:
        if whole:
            whole.unlink(missing_ok=True)


def check_readable(path: str | Path) -> None:
    """Raises InputError where there is no file, or none that may be read."""
    try:
        with Path(path).open("rb"):
            pass
    except OSError as error:
        raise InputError(str(path), error.strerror or str(error), "a file that can be read") from error


def read_bytes(path: str | Path) -> bytes:
    """Raises InputError when the file cannot be read."""
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise InputError(str(path), error.strerror or str(error), "a file that can be read") from error


def read_source(path: str, records: list[dict]) -> tuple[bytes, str]:
    """A raw input, held against its record in data/sources.yaml, and what errors call it."""
    content, name = read_bytes(path), as_named(path)
    check_source(name, hashlib.sha256(content).hexdigest(), records, content)
    return content, name


def sha256(path: str | Path) -> str:
    """Of a file, which may be larger than memory. Raises InputError when it cannot be read."""
    check_readable(path)
    with open(path, "rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def read_text(path: str | Path) -> str:
    """Raises InputError when the file cannot be read or is not UTF-8."""
    return decoded(read_bytes(path), str(path))


def write_bytes(content: bytes, path: str | Path) -> None:
    with replaced(path) as whole:
        whole.write_bytes(content)


def write_text(text: str, path: str | Path) -> None:
    """UTF-8 with LF, whatever the system."""
    write_bytes(text.encode("utf-8"), path)


def write_csv(rows: Iterable[Sequence[object]], path: str | Path) -> None:
    """Rows, the header first, as CSV."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    write_text(text.getvalue(), path)


def write_json(content: object, path: str | Path) -> None:
    write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", path)


def read_json(path: str | Path) -> Any:
    """Raises InputError naming the line where it is none."""
    try:
        return json.loads(read_text(path))
    except json.JSONDecodeError as error:
        raise InputError(f"{path}: line {error.lineno}", f"what is no JSON ({error.msg})", "JSON") from None


def read_yaml(path: str | Path, as_printed: bool = False) -> Any:
    """as_printed: every value stays text."""
    return parse_yaml(read_text(path), str(path), as_printed)


def read_notebook(path: str | Path) -> "NotebookNode":
    """Raises InputError where it is none of Jupyter's, in its fourth format."""
    import nbformat

    try:
        return nbformat.reads(read_text(path), as_version=4)
    except (nbformat.reader.NotJSONError, nbformat.ValidationError, KeyError, AttributeError) as error:
        found = f"no notebook ({str(error).splitlines()[0][:80]})"
        raise InputError(str(path), found, "one of Jupyter") from None
