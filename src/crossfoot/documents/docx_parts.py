"""What the runs of a Word paragraph print: text, raised marks, symbols of symbol fonts, tabs."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from crossfoot.documents.markup import escaped
from crossfoot.documents.unread import CHART, PICTURE

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# parts of a document that print nothing here: fields' instructions, deletions, drawings' fallbacks, comments
SILENT = set(
    (
        "instrText delInstrText delText del moveFrom pPr rPr "
        "tblPr trPr tcPr sectPr footnoteReference endnoteReference"
    ).split()
)
# a text box, which is read for itself
BOX = "txbxContent"
# symbol fonts stand at these places of the private area; what the fonts hold there, by Adobe's table
PRIVATE = range(0xF000, 0xF100)
SYMBOL = {
    **dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True)),
    **dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)),
    **{0x2D: "−", 0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°"},
    **{0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB6: "∂", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡"},
    **{0xBB: "≈", 0xBC: "…", 0xD5: "∏", 0xD6: "√", 0xD7: "⋅", 0xE5: "∑", 0xA2: "′", 0xA0: "€"},
}
WINGDINGS = {0xFC: "✓", 0xFB: "✗", 0xFE: "☑", 0xFD: "☒", 0xA8: "☐", 0xA7: "▪", 0x6C: "●", 0xE0: "→"}
UNKNOWN = "\N{REPLACEMENT CHARACTER}"


def name_of(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def get(element: Element | None, name: str) -> str:
    if element is None:
        return ""
    return element.get(WORD + name) or element.get(STRICT + name) or ""


def find(element: Element, *names: str) -> Element | None:
    """The descendant along child names, in either namespace, or None."""
    found: Element | None = element
    for name in names:
        found = (
            next((child for child in found if name_of(child) == name), None) if found is not None else None
        )
    return found


def is_on(element: Element | None) -> bool:
    """Whether a property that is on or off is there and on."""
    return element is not None and get(element, "val") not in ("0", "false", "off")


def text_of(element: Element, tab: str = " ") -> str:
    """The printed text of a paragraph or a run, as markup: raised parts in <sup>. tab: stands for a tab."""
    pieces: list[str] = []
    waiting: list[Element | str] = [element]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            pieces.append(part)
            continue
        name = name_of(part)
        if name in SILENT or part.tag == COMPATIBILITY + "Fallback" or name in ("tbl", BOX):
            continue
        if name == "t":
            pieces.append(escaped(part.text or ""))
        elif name in ("tab", "ptab"):
            pieces.append(tab)
        elif name in ("br", "cr"):
            pieces.append(" ")
        elif name == "noBreakHyphen":
            pieces.append("-")
        elif name == "sym":
            pieces.append(escaped(_symbol(part)))
        elif name == "r" and is_on(find(part, "rPr", "vanish")):
            continue
        else:
            raised = name == "r" and get(find(part, "rPr", "vertAlign"), "val") == "superscript"
            if raised:
                pieces.append("<sup>")
                waiting.append("</sup>")
            waiting += list(part)[::-1]
    return "".join(pieces)


def _symbol(part: Element) -> str:
    """The character that <w:sym> prints, which names a font and a place in it."""
    font, code = get(part, "font").lower(), get(part, "char")
    try:
        place = int(code, 16)
    except ValueError:
        return UNKNOWN
    if place not in PRIVATE:
        # a place of Unicode, but for those of the fonts that know none
        if place >= 0x100 and not 0xE000 <= place <= 0xF8FF and place <= 0x10FFFF:
            return chr(place)
    else:
        place -= PRIVATE.start
    if font.startswith("wingdings"):
        return WINGDINGS.get(place, UNKNOWN)
    if font == "symbol":
        # figures, brackets and signs stand there as in ASCII
        return SYMBOL.get(place) or (chr(place) if 0x20 <= place < 0x40 or place in (0x5B, 0x5D) else UNKNOWN)
    return chr(place) if 0x20 <= place < 0x7F else UNKNOWN


def boxes_in(element: Element) -> Iterator[Element]:
    """The text boxes in a paragraph; of two forms of one box, the one that newer programs show."""
    waiting = [element]
    while waiting:
        part = waiting.pop()
        if name_of(part) == BOX:
            yield part
        elif part.tag != COMPATIBILITY + "Fallback" and name_of(part) not in ("del", "moveFrom"):
            waiting += list(part)[::-1]


def drawn_in(element: Element) -> str:
    """What a paragraph draws that is no text: a chart, a picture, or ""."""
    found = ""
    for part in element.iter():
        name = name_of(part)
        if name == "chart" and part.tag.endswith("/chart}chart"):
            return CHART
        if name in ("pic", "imagedata", "OLEObject"):
            found = PICTURE
    return found
