"""What tests share: the project's folders, the reference data, and small printed tables."""

import os
import signal
import sys
from pathlib import Path

import pytest
from hypothesis import settings

pytest_plugins = ["tests.projects"]

# what tests start compiles its imports once, as a build does
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
# a shell that starts the tests in the background has them, and all that they start, ignore an interrupt
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
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
    from crossfoot.documents.lines import read_lines
    from crossfoot.documents.tables import extract_tables

    tables = extract_tables(read_lines(RAW.read_bytes(), RAW.name), RAW.name)
    return {table.number: table for table in tables}


def small_font(path: Path, characters: str, **names: str) -> None:
    """Writes a font called Small Study with these characters, each a triangle. names: further names in it."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    pen = TTGlyphPen(None)
    for draw, point in ((pen.moveTo, (0, 0)), (pen.lineTo, (500, 0)), (pen.lineTo, (250, 700))):
        draw(point)
    pen.closePath()
    drawn = pen.glyph()
    glyphs = {ord(character): f"uni{ord(character):04X}" for character in dict.fromkeys(characters)}
    order = [".notdef", *glyphs.values()]
    font = FontBuilder(1000)
    font.setupGlyphOrder(order)
    font.setupCharacterMap(glyphs)
    font.setupGlyf(dict.fromkeys(order, drawn))
    font.setupHorizontalMetrics(dict.fromkeys(order, (520, 0)))
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupOS2(sTypoAscender=800, sTypoDescender=-200)
    whole = {
        "fullName": "Small Study",
        "psName": "SmallStudy-Regular",
        "uniqueFontIdentifier": "small study",
        "version": "Version 1.0",
    }
    font.setupNameTable({"familyName": "Small Study", "styleName": "Regular"} | (names or whole))
    font.setupPost()
    font.save(path)
