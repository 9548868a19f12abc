"""Readers of tables that are compared: this project's, and other libraries in environments of their own."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from tests.conftest import ROOT

Reader = Callable[[list[Path]], list[dict]]
COMPARED = {
    "pdfplumber, rules": ("pdfplumber", "MIT"),
    "pdfplumber, text": ("pdfplumber", "MIT"),
    "PyMuPDF, rules": ("pymupdf", "AGPL-3.0 or commercial"),
    "camelot, lattice": ("camelot-py", "MIT"),
    "camelot, stream": ("camelot-py", "MIT"),
}
ENVIRONMENTS = ROOT / ".venv-compared"


def rows_of(parts: list[dict]) -> list[list[str]]:
    return [[cell or "" for cell in row] for part in parts for row in part["rows"]]


def parts_over_pages(found: list[dict]) -> list[list[dict]]:
    """Tables of one width on pages that follow on each other, as one table."""
    runs: list[list[dict]] = []
    for part in found:
        if (
            runs
            and part.get("page", 0) == runs[-1][-1].get("page", 0) + 1
            and len(part["rows"][0]) == len(runs[-1][-1]["rows"][0])
        ):
            runs[-1].append(part)
        else:
            runs.append([part])
    return [run for run in runs if len(run) > 1]


def our_reader(paths: list[Path]) -> list[dict]:
    from crossfoot.documents.document import read_document

    found = []
    for path in paths:
        content = path.read_bytes()
        start = time.process_time()
        reading = read_document(content, path.name)
        seconds = time.process_time() - start
        tables = [
            {"rows": t.header + t.body, "heads": len(t.header), "number": t.number, "caption": t.caption}
            for t in reading.tables
        ]
        found.append({"pages": reading.pages or 1, "tables": tables, "seconds": seconds})
    return found


def compared_reader(name: str) -> tuple[Reader, float] | None:
    """A library in an environment of its own, made once, and its size in MB; None where it cannot be had."""
    package = COMPARED[name][0]
    home = ENVIRONMENTS / package
    python = home / "bin/python"
    if not (home / "ready").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", home], check=True)
        if subprocess.run(
            [python, "-m", "pip", "install", "--quiet", package], check=False, capture_output=True
        ).returncode:
            return None
        (home / "ready").touch()
    size = sum(
        f.stat().st_size
        for f in home.glob("lib/python*/site-packages/**/*")
        if f.is_file()
        and f.suffix != ".pyc"
        and not {"pip", "setuptools", "pkg_resources", "_distutils_hack"} & set(f.parts)
    )

    # what this version of the library found in a file stays the same
    kept = home / f"{name}.json"
    known = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}

    def read(paths: list[Path]) -> list[dict]:
        files = {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in paths}
        new = {key: path for key, path in files.items() if key not in known}
        if new:
            command = [python, Path(__file__).with_name("compared_reader.py"), name, *new.values()]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            known.update(zip(new, json.loads(done.stdout.splitlines()[-1]), strict=True))
            kept.write_text(json.dumps(known), encoding="utf-8")
        return [known[hashlib.sha256(path.read_bytes()).hexdigest()] for path in paths]

    return read, size / 1e6


def our_size() -> float:
    """MB of what the reader of PDFs needs beside Python."""
    try:
        return (
            sum(
                f.locate().stat().st_size
                for f in distribution("pypdfium2").files or []
                if f.locate().is_file() and f.suffix != ".pyc"
            )
            / 1e6
        )
    except PackageNotFoundError:
        return 0.0
