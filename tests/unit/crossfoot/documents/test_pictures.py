"""Pages and tables that are pictures: what is measured in their dots, and what tesseract reads in them."""

import math
import shutil
import zlib
from dataclasses import replace

import pytest
import typst

import crossfoot
from crossfoot import Limits
from crossfoot.documents import tesseract
from crossfoot.documents.document import read_document
from crossfoot.documents.dots import SKEW_DPI, Picture, rules_of, skew_of
from crossfoot.documents.pdf_file import Pdf
from crossfoot.documents.pictures import FIGURES, PAGE, WORDS, Unrecognised, read_picture
from crossfoot.run.pictures import HOW, Seer, _picture

needs_tesseract = pytest.mark.skipif(
    not tesseract.is_installed(), reason="tesseract is not installed (apt install tesseract-ocr)"
)
# the total of 2021 is 66.3
ROWS = [
    ["Partner", "2019", "2020", "2021"],
    ["India", "12.3", "14.1", "15.2"],
    ["China", "30.2", "31.4", "33.0"],
    ["Korea", "8.1", "9.9", "10.4"],
    ["Other", "5.0", "6.1", "7.7"],
    ["Total", "55.6", "61.5", "99.3"],
]
TABLE = f"#table(columns: 4, {', '.join(f'[{cell}]' for row in ROWS for cell in row)})"
SOURCE = """#set page(width: 15cm, height: 12cm)
#set text(size: 11pt)
Exports rose in the years that the table below covers, as the ministry said in its report.

*Table 1: Exports by partner*
"""


def blank(width: int, height: int) -> bytearray:
    return bytearray(b"\xff" * (width * height))


def in_pdf(picture: Picture, text: bytes, box: tuple[int, int, int, int], size: tuple[int, int]) -> bytes:
    """A PDF of one page with a text and a picture. box: left, bottom, width and height in points."""
    x, y, width, height = box
    stream = text + b"q %d 0 0 %d %d %d cm /P Do Q" % (width, height, x, y)
    dots = zlib.compress(picture.dots)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[6 0 R]/Count 1>>",
        b"<</Length %d>>stream\n%b\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold>>",
        b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8/Filter"
        b"/FlateDecode/Length %d>>stream\n%b\nendstream" % (picture.width, picture.height, len(dots), dots),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents 3 0 R/Resources<</Font<</F1 4 0 R>>"
        b"/XObject<</P 5 0 R>>>>>>" % size,
    ]
    written = b"%PDF-1.4\n"
    for number, item in enumerate(objects, start=1):
        written += b"%d 0 obj%b\nendobj\n" % (number, item)
    return written + b"trailer<</Size 7/Root 1 0 R>>\n%%EOF"


def picture_of(source: str, skew: float = 0.0) -> Picture:
    """The first page of a typst document as dots."""
    with Pdf(typst.compile(source.encode()), "a.pdf") as pdf:
        picture = pdf.picture(1, skew=skew, dpi=200)
    assert picture
    return picture


@pytest.fixture(scope="module")
def scan() -> bytes:
    """A page with a table as a scanner gives it, 0.8 degrees askew."""
    return in_pdf(picture_of(SOURCE + TABLE, 0.8), b"", (0, 0, 425, 340), (425, 340))


CAPTION = b"BT /F1 11 Tf 40 300 Td (Table 1: Exports by partner) Tj 0 -180 Td (Source: Invented.) Tj ET\n"


@pytest.fixture(scope="module")
def pasted() -> bytes:
    """A page of text with the picture of a table below its caption."""
    picture = picture_of("#set page(width: 8cm, height: 5cm, margin: 4mm)\n#set text(size: 11pt)\n" + TABLE)
    return in_pdf(picture, CAPTION, (40, 145, 227, 142), (425, 340))


@pytest.mark.parametrize("degrees", [0.0, 0.4, -1.3])
def test_how_far_a_page_lies_askew(degrees):
    width, height = 800, 600
    dots, slope = blank(width, height), math.tan(math.radians(degrees))
    for line in range(60, 540, 24):
        for x in range(40, 760):
            if x % 9 < 6:
                for thick in range(6):
                    dots[(line + thick + round(slope * (x - 400))) * width + x] = 0
    assert skew_of(Picture(width, height, bytes(dots), 0, 0, SKEW_DPI / 72)) == pytest.approx(
        degrees, abs=0.06
    )


def test_rules_are_found_and_taken_out_and_bars_and_letters_stay():
    width, height, scale = 400, 300, 2.0
    dots = blank(width, height)
    for x in range(20, 380):
        dots[100 * width + x] = dots[101 * width + x] = 0  # a rule of one point
        for y in range(200, 230):
            dots[y * width + x] = 0  # a bar
    for y in range(20, 180):
        dots[y * width + 300] = 0
    for x in range(40, 60):
        dots[50 * width + x] = 0  # as long as a dash
    across, down, letters = rules_of(Picture(width, height, bytes(dots), 10, 5, scale))
    ((rule,), (other,)) = across, down
    # in points: 10 and 5 from the corner of the page
    assert (rule.place, rule.start, rule.end) == pytest.approx((55.25, 20, 200), abs=1)
    assert (other.place, other.start, other.end) == pytest.approx((160.25, 15, 95), abs=1)
    assert letters.dots[100 * width + 200] == letters.dots[150 * width + 300] == 255
    assert letters.dots[215 * width + 200] == letters.dots[50 * width + 50] == 0


def tsv(*words: tuple[int, int, int, int, int, float, str]) -> str:
    """Words as tesseract lists them: line, left, top, width, height, how sure, text."""
    return "\n".join(
        f"5\t1\t1\t1\t{line}\t1\t{left}\t{top}\t{width}\t{height}\t{sure}\t{text}"
        for line, left, top, width, height, sure, text in words
    )


def test_figures_in_doubt_are_read_again_and_keep_both_readings():
    first = tsv(
        (1, 10, 100, 60, 28, 96, "Trade"),
        (1, 200, 100, 60, 28, 96, "12.5"),
        (1, 300, 100, 60, 28, 60, "41.4"),
        (1, 400, 100, 15, 28, 40, "z"),
        (1, 500, 100, 60, 28, 70, "3.8"),
        (2, 10, 160, 4, 6, 90, '"'),
    )
    asked = []

    def recognise(picture, what):
        asked.append(what)
        # one word below the other, 28 dots and 2 × 5 around each, 40 between
        again = [(1, "1.1", 90), (2, "7", 90), (3, "3.8", 95)]
        return (
            tsv(*((n, 40, 45 + 78 * (n - 1), 60, 28, sure, text) for n, text, sure in again))
            if what == FIGURES
            else first
        )

    seen = read_picture(Picture(700, 300, bytes(blank(700, 300)), 0, 0, 4.0), recognise)
    assert asked == [PAGE, WORDS, FIGURES]
    assert [word.text for word in seen.words] == ["Trade", "12.5", "1.1", "7", "3.8"]
    assert [(word.text, other) for word, other in seen.doubts] == [("1.1", "41.4"), ("7", "z")]
    # capitals and figures are 0.7 of the type size high, and stand on the baseline
    assert {round(word.size) for word in seen.words} == {10} and {
        round(word.base) for word in seen.words
    } == {32}


def test_a_page_without_words_is_named():
    def unclear(picture, what):
        return tsv((1, 10, 100, 60, 28, 12, "wW;"), (1, 90, 100, 60, 28, 20, "x~k"))

    page = in_pdf(Picture(10, 10, b"\x80" * 100, 0, 0, 1), b"", (0, 0, 425, 340), (425, 340))
    (part,) = read_document(page, "a.pdf", recognise=unclear).unread
    assert part.place == "page 1" and part.why.startswith(
        "it is a picture without a text layer; its words are"
    )


@needs_tesseract
def test_a_scanned_table_is_read_and_what_fails_in_it_is_a_question(scan, tmp_path):
    (tmp_path / "scan.pdf").write_bytes(scan)
    found = crossfoot.audit(tmp_path / "scan.pdf", Limits(seconds_a_page=120))
    (table,) = found.tables
    assert [*table.header, *table.body] == ROWS and table.number == "1" and table.is_seen
    assert not found.contradicted and not found.unread
    (asked,) = [one for one in found.questions if one["check"] == "total_row"]
    assert asked["printed"] == "99.3" and "read from a picture" in asked["diagnosis"]
    page = found.write(tmp_path / "audit").read_text()
    assert "Read from a picture" in page


@needs_tesseract
def test_a_page_that_lies_on_its_side_is_turned():
    upright = picture_of(SOURCE + TABLE)
    columns = [upright.dots[x :: upright.width] for x in range(upright.width)]
    sideways = replace(upright, width=upright.height, height=upright.width, dots=b"".join(columns[::-1]))
    scanned = in_pdf(sideways, b"", (0, 0, 340, 425), (340, 425))
    reading = read_document(scanned, "a.pdf", recognise=tesseract.recognise)
    (table,) = reading.tables
    assert [*table.header, *table.body] == ROWS and not reading.unread


@needs_tesseract
def test_a_picture_under_a_caption_is_read_into_the_page(pasted):
    reading = read_document(pasted, "a.pdf", recognise=tesseract.recognise)
    (table,) = reading.tables
    assert [*table.header, *table.body] == ROWS
    assert (table.number, table.caption, table.source, table.is_seen) == (
        "1",
        "Exports by partner",
        "Source: Invented.",
        True,
    )
    assert not reading.unread


def test_without_tesseract_pictures_are_named_and_one_line_says_how_they_are_read(
    scan, pasted, tmp_path, monkeypatch
):
    for name in ("worker_process", "pictures"):
        monkeypatch.setattr(f"crossfoot.run.{name}.is_installed", lambda: False)
    (tmp_path / "scan.pdf").write_bytes(scan)
    (tmp_path / "pasted.pdf").write_bytes(pasted)
    how = {"place": "pictures", "why": HOW}
    assert crossfoot.audit(tmp_path / "scan.pdf").unread == [
        {"place": "page 1", "why": "it is a picture without a text layer"},
        how,
    ]
    assert crossfoot.audit(tmp_path / "pasted.pdf").unread == [
        {
            "place": "page 1, Table 1",
            "why": "“Exports by partner”: below its caption there is no text, but a picture",
        },
        how,
    ]


def test_a_caption_below_its_picture_is_found(pasted):
    below = pasted.replace(b"40 300 Td (Table 1", b"40 120 Td (Table 1").replace(b"0 -180 Td", b"0 -60 Td")
    (part,) = read_document(below, "a.pdf").unread
    assert part.place == "page 1, Table 1" and part.why.endswith("a picture")


def test_where_time_runs_out_the_rest_is_named(pasted):
    def late(picture, what):
        raise Unrecognised("the time for pictures was used up")

    (part,) = read_document(pasted, "a.pdf", recognise=late).unread
    assert part.place == "page 1, Table 1" and part.why.endswith(
        "a picture; the time for pictures was used up"
    )


def test_a_worker_is_answered_within_limits_and_not_trusted_with_files():
    seer = Seer(Limits(), 1)
    assert b"was used up" in seer({"picture": [1, 1, ""], "what": PAGE})
    for picture in ([100_000, 100_000, ""], [10, 10, "eJwDAAAAAAE="]):
        with pytest.raises(Unrecognised, match="its picture is"):
            _picture({"picture": picture})


@needs_tesseract
def test_tesseract_is_stopped_in_time(scan):
    picture = picture_of(SOURCE + TABLE)
    with pytest.raises(Unrecognised, match="needs more than 0 seconds"):
        tesseract.recognise(picture, PAGE, seconds=0.01)
    assert shutil.which("tesseract")
