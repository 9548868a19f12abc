"""What tests share: the project's folders, the reference data, and small printed tables."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# tests assert no times; a busy machine is slow
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

ROOT = Path(__file__).parent.parent
REFERENCE = Path(os.environ.get("REFERENCE_DATA", ROOT.parent / "shared"))
RAW = ROOT / "data/raw/umezaki_2025_tables.txt"


@pytest.fixture(scope="session")
def reference() -> Path:
    """Reference data: real documents with hand-read tables, and the whole chapter."""
    if not REFERENCE.is_dir():
        pytest.skip(f"no reference data in {REFERENCE}; set REFERENCE_DATA to run this test")
    return REFERENCE


@pytest.fixture(scope="session")
def chapter(reference) -> Path:
    """The whole chapter, prose and tables."""
    found = sorted((reference / "seeds").glob("004_*.txt"))
    if not found:
        pytest.skip(f"no chapter in {reference / 'seeds'}")
    return found[0]


@pytest.fixture(scope="session")
def printed_tables():
    """The study's tables as extracted from the raw input, by number."""
    from bilateral.extract.document import read_lines
    from bilateral.extract.tables import extract_tables

    tables = extract_tables(read_lines(RAW.read_bytes(), RAW.name), RAW.name)
    return {table.number: table for table in tables}
