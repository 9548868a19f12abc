"""What a study still lacks before it can be built, each in one line that says what to do."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from bilateral.repository.add_source import TODO
from bilateral.repository.expected import form_of
from bilateral.sources.csv_rows import read_series
from bilateral.sources.official import recognise
from bilateral.sources.records import KEYS, RAW, SOURCES, is_remote
from bilateral.study.config import CONFIG, check_config, check_mapping, files_named
from bilateral.study.json_schema import key_place
from bilateral.study.yaml_text import parse_yaml
from crossfoot import InputError


def missing(folder: Path, project: Path) -> list[str]:
    """A line for each thing that is missing or wrong; none where a build can start.

    folder: of the study; project: of the engine, with its schema and shared notebooks.
    """
    path = next((path for path in (CONFIG, f"config/{CONFIG}") if (folder / path).is_file()), None)
    if path is None:
        return [f"{folder / CONFIG}: no such file; `bilateral init` writes a study's folder with one"]
    schema = parse_yaml(
        (project / "workflow/schemas/config.schema.yaml").read_text(encoding="utf-8"), "schema"
    )
    assert isinstance(schema, dict)
    try:
        config = parse_yaml((folder / path).read_text(encoding="utf-8"), path)
        check_mapping(config)
        assert isinstance(config, dict)
        check_config(config, schema)
    except InputError as fault:
        return [str(fault)]
    return [
        *_files(folder, config, schema),
        *_records(folder, config, schema),
        *_chapters(folder, project, config),
    ]


def _files(folder: Path, config: dict, schema: dict) -> Iterator[str]:
    """Files that the configuration names and that are not there, or lack a column."""
    for keys, path, form in files_named(config, schema):
        if is_remote(path) or ("*" in path and any(folder.glob(path))):
            continue
        known = form_of(".".join(key for key in keys if isinstance(key, str) and key != "file"))
        if (folder / path).is_file():
            yield from _columns(folder, path, known.columns.split(",") if known and known.columns else [])
        elif not (form.endswith("folder") and (folder / path).is_dir()):
            expected = f"; it holds {known.holds}" if known else ""
            expected += f"; columns {known.columns.replace(',', ', ')}" if known and known.columns else ""
            expected += f"; or {known.else_read}, as it comes" if known and known.else_read else ""
            yield f"{path}: not there, and {key_place(CONFIG, keys)} names it{expected}"


def _columns(folder: Path, path: str, expected: list[str]) -> Iterator[str]:
    """Columns that a table in our own form lacks; a producer's file is held against its own by its reader."""
    content = (folder / path).read_bytes()
    try:
        if not expected or recognise(content, path) != "series":
            return
        header, _ = read_series(content, path)
    except InputError as fault:
        yield str(fault)
        return
    absent = [column for column in expected if column not in header]
    # what reading adds of its own
    found = [column for column in header if column not in ("line", "repairs")]
    if absent:
        yield (
            f"{path}: no column {', '.join(absent)}; found columns {', '.join(found)}; "
            f"expected {', '.join(expected)}"
        )


def _records(folder: Path, config: dict, schema: dict) -> Iterator[str]:
    """Raw files without a record, records without a file or with something left to fill in."""
    text = (folder / SOURCES).read_text(encoding="utf-8") if (folder / SOURCES).is_file() else ""
    try:
        records = parse_yaml(text, SOURCES) or []
    except InputError as fault:
        yield str(fault)
        return
    if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
        yield f"{SOURCES}: no list of records; each begins with `- path: data/raw/…`"
        return
    known = {str(record.get("path")): record for record in records}
    named = {path for _, path, _ in files_named(config, schema) if path.startswith(RAW)}
    there = {
        path.relative_to(folder).as_posix() for one in named for path in folder.glob(one) if path.is_file()
    }
    for path in sorted(there - set(known)):
        yield f"{path}: no record of it in {SOURCES}; run `bilateral add-source {path}`"
    for path, record in sorted(known.items()):
        left = [key for key in KEYS if str(record.get(key) or TODO).startswith(TODO)]
        if left:
            yield f"{SOURCES}: {path}: {', '.join(left)} to fill in"
        file = folder / path
        if is_remote(path):
            continue
        if not file.is_file():
            yield f"{path}: not there, and {SOURCES} records it; put it there, or take its record out"
        elif hashlib.sha256(file.read_bytes()).hexdigest() != record.get("sha256"):
            yield (
                f"{path}: not the file that was recorded on {record.get('accessed')}; put that back, or run "
                f"`bilateral add-source {path}`"
            )


def _chapters(folder: Path, project: Path, config: dict) -> Iterator[str]:
    """Chapters that are listed and lie nowhere; notebooks that are listed nowhere are no fault."""
    listed = config.get("chapters", {})
    for part, chapters in listed.items():
        for chapter in chapters:
            file = f"notebooks/{chapter}.ipynb"
            places = (folder / file, project / f"notebooks/pair/{chapter}.ipynb", project / file)
            if not any(place.is_file() for place in places):
                yield f"{CONFIG}: chapters.{part}: {chapter}: no {file}; write it, or take it off the list"
