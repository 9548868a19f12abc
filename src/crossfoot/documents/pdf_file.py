"""A PDF as a file of pages: each as it stands upright, and as a picture of itself."""

from __future__ import annotations

import ctypes
import math

import pypdfium2.raw as pdfium

from crossfoot.documents.dots import DPI, MOST_DOTS, Picture
from crossfoot.documents.pdf_rules import Box, Rule, read_drawn
from crossfoot.documents.pdf_words import Page, read_words
from crossfoot.errors import InputError


class Pdf:
    """An open PDF. Raises InputError when it is encrypted, broken or has no page."""

    def __init__(self, content: bytes, name: str):
        pdfium.FPDF_InitLibrary()
        self.name, self._content = name, content
        self._document = pdfium.FPDF_LoadMemDocument64(content, len(content), None)
        if not self._document:
            if pdfium.FPDF_GetLastError() in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
                raise InputError(name, "a PDF that is locked with a password", "a PDF that opens without one")
            raise InputError(name, "a broken PDF, which cannot be opened", "a whole PDF")
        self.pages = pdfium.FPDF_GetPageCount(self._document)
        if not self.pages:
            self.close()
            raise InputError(name, "a PDF without pages", "a whole PDF")

    def close(self) -> None:
        if self._document:
            pdfium.FPDF_CloseDocument(self._document)
            self._document = None

    def __enter__(self) -> Pdf:
        return self

    def __exit__(self, *_) -> None:
        self.close()

    def page(self, number: int, max_objects: int) -> Page | None:
        """Page `number` (from 1), freed again once it is read; None where it cannot be loaded."""
        handle = pdfium.FPDF_LoadPage(self._document, number - 1)
        if not handle:
            return None
        text = pdfium.FPDFText_LoadPage(handle)
        try:
            width, height = pdfium.FPDF_GetPageWidthF(handle), pdfium.FPDF_GetPageHeightF(handle)
            place = _to_top_left(handle, width, height)
            page = Page(number, width, height, [], read_drawn(handle, place, max_objects))
            if text:
                page.words = read_words(text, page, place)
        finally:
            if text:
                pdfium.FPDFText_ClosePage(text)
            pdfium.FPDF_ClosePage(handle)
        return _upright(page)

    def picture(
        self, number: int, box: Box | None = None, skew: float = 0.0, dpi: float = DPI
    ) -> Picture | None:
        """Page `number`, or a box of it (left, right, top, bottom; points), as dots; None where it cannot be
        drawn. skew: by how many degrees it is turned upright."""
        handle = pdfium.FPDF_LoadPage(self._document, number - 1)
        if not handle:
            return None
        try:
            width, height = pdfium.FPDF_GetPageWidthF(handle), pdfium.FPDF_GetPageHeightF(handle)
            left, right, top, bottom = box or (0.0, width, 0.0, height)
            scale = min(dpi / 72, math.sqrt(MOST_DOTS / max((right - left) * (bottom - top), 1)))
            across, down = round((right - left) * scale), round((bottom - top) * scale)
            bitmap = pdfium.FPDFBitmap_CreateEx(across, down, pdfium.FPDFBitmap_Gray, None, 0)
            if not bitmap:
                return None
            try:
                pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, across, down, 0xFFFFFFFF)
                cos, sin = scale * math.cos(math.radians(skew)), scale * math.sin(math.radians(skew))
                # around the middle of the page, which stays where it is
                x, y = width / 2, height / 2
                matrix = pdfium.FS_MATRIX(
                    cos,
                    -sin,
                    sin,
                    cos,
                    (x - left) * scale - cos * x - sin * y,
                    (y - top) * scale + sin * x - cos * y,
                )
                whole = pdfium.FS_RECTF(0, 0, across, down)
                pdfium.FPDF_RenderPageBitmapWithMatrix(bitmap, handle, matrix, whole, pdfium.FPDF_ANNOT)
                stride = pdfium.FPDFBitmap_GetStride(bitmap)
                dots = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * down)
            finally:
                pdfium.FPDFBitmap_Destroy(bitmap)
        finally:
            pdfium.FPDF_ClosePage(handle)
        if stride != across:
            dots = b"".join(dots[row * stride : row * stride + across] for row in range(down))
        return Picture(across, down, dots, left, top, scale)


def _to_top_left(handle, width: float, height: float):
    """From the page's own coordinates to points from the upper left corner of the page as it is shown."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not (
        pdfium.FPDFPage_GetCropBox(handle, left, bottom, right, top)
        or pdfium.FPDFPage_GetMediaBox(handle, left, bottom, right, top)
    ):
        left.value = bottom.value = 0
    x, y, turn = left.value, bottom.value, pdfium.FPDFPage_GetRotation(handle)
    return {
        0: lambda a, b: (a - x, height - (b - y)),
        1: lambda a, b: (b - y, a - x),
        2: lambda a, b: (width - (a - x), b - y),
        3: lambda a, b: (width - (b - y), height - (a - x)),
    }[turn]


def _upright(page: Page) -> Page:
    """A page whose text all stands sideways, turned so that it can be read."""
    if not page.words:
        return page
    letters = {angle: sum(len(w.text) for w in page.words if w.angle == angle) for angle in (0, 90, 180, 270)}
    turn = max(letters, key=lambda angle: letters[angle])
    if turn == 0 or letters[turn] < 0.8 * sum(letters.values()):
        return page
    width, height, page.turn = page.width, page.height, turn
    point = {
        90: lambda x, y: (height - y, x),
        180: lambda x, y: (width - x, height - y),
        270: lambda x, y: (y, width - x),
    }[turn]
    for word in page.words:
        (xa, ya), (xb, yb) = point(word.x0, word.top), point(word.x1, word.bottom)
        word.x0, word.x1, word.top, word.bottom = min(xa, xb), max(xa, xb), min(ya, yb), max(ya, yb)
        word.angle = (word.angle - turn) % 360
        word.base = word.bottom - 0.22 * word.size if word.angle == 0 else word.bottom
    drawn, across, down = page.drawn, [], []
    for rule, is_across in [(r, True) for r in drawn.across] + [(r, False) for r in drawn.down]:
        ends = (
            ((rule.start, rule.place), (rule.end, rule.place))
            if is_across
            else ((rule.place, rule.start), (rule.place, rule.end))
        )
        (xa, ya), (xb, yb) = point(*ends[0]), point(*ends[1])
        if abs(ya - yb) < abs(xa - xb):
            across.append(Rule(ya, min(xa, xb), max(xa, xb)))
        else:
            down.append(Rule(xa, min(ya, yb), max(ya, yb)))
    drawn.across, drawn.down = sorted(across, key=_order), sorted(down, key=_order)
    drawn.fills, drawn.pictures, drawn.outlines = [], [], []
    if turn != 180:
        page.width, page.height = height, width
    return page


def _order(rule: Rule) -> tuple[float, float]:
    return rule.place, rule.start
