"""The record kept of each raw input."""

import hashlib

from crossfoot import InputError

RAW = "data/raw/"
SOURCES = "data/sources.yaml"
REMOTE = "s3://"
# where Snakemake keeps its copy of an object while a rule reads it
FETCHED = ".snakemake/storage/s3/"
# what a build makes has no record; the files that it is made from are listed with their sha256
MADE, MADE_FROM = "results/world/", "see results/world/checks"
# what every record says of its file
KEYS = ("path", "producer", "title", "citation", "address", "licence", "accessed", "vintage", "sha256")


def is_remote(path: str) -> bool:
    """Whether a path is an address in S3 storage."""
    return path.startswith(REMOTE)


def as_named(path: str) -> str:
    """An input as config.yaml names it: for the copy of a remote one its address, for a file its path."""
    return REMOTE + path.removeprefix(FETCHED) if path.startswith(FETCHED) else path


def check_records(sources: object) -> None:
    """Raises InputError where the content of data/sources.yaml is no list of records with all that a record
    says."""
    if not isinstance(sources, list):
        raise InputError(
            SOURCES, "no list of records" if sources else "nothing", "a record of each raw file, as - path: …"
        )
    for place, record in enumerate(sources, start=1):
        missing = [key for key in KEYS if not isinstance(record, dict) or record.get(key) in (None, "")]
        if missing:
            at = record["path"] if isinstance(record, dict) and record.get("path") else f"record {place}"
            raise InputError(f"{SOURCES}: {at}", f"no {missing[0]!r}", f"all of {', '.join(KEYS)}")


def check_source(path: str, sha256: str, sources: list[dict], content: bytes = b"") -> None:
    """Holds a raw input against its record.

    path: as config.yaml names it; sha256: of its bytes now; sources: the records of data/sources.yaml;
    content: its bytes, where the error is to say that line ends alone differ.
    Raises InputError when a file under data/raw or in storage has no record or is not the one that was
    recorded.
    A user's own document, elsewhere on this machine, needs no record.
    """
    check_records(sources)
    record = next((source for source in sources if source["path"] == path), None)
    if record is None:
        if path.startswith((RAW, REMOTE)):
            raise InputError(path, f"no record in {SOURCES}", "its citation, licence, access date and sha256")
        return
    if record["sha256"] != sha256:
        for ends, found, other in (("CRLF", b"\r\n", b"\n"), ("LF", b"\n", b"\r\n")):
            if content and hashlib.sha256(content.replace(found, other)).hexdigest() == record["sha256"]:
                expected = "its own bytes: git config core.autocrlf false, then check the file out again"
                raise InputError(path, f"the recorded file with {ends} line ends", expected)
        raise InputError(
            path,
            f"sha256 {sha256[:12]}…, so the file is not the one recorded on {record['accessed']}",
            f"{record['sha256'][:12]}… as in {SOURCES}",
        )


def vintage_of(path: str, sources: list[dict]) -> str:
    """The vintage of a raw input as recorded. Raises InputError when it has no record."""
    if path.startswith(MADE):
        return MADE_FROM
    check_records(sources)
    record = next((source for source in sources if source["path"] == path), None)
    if record is None:
        raise InputError(path, f"no record in {SOURCES}", "its vintage")
    return record["vintage"]
