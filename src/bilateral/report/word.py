"""The paper as a Word document, through pandoc, the same bytes in every run."""

import io
import re
import zipfile

from bilateral.report.exhibit_html import notes_of
from bilateral.report.paper import column_widths

# letters of a line from which pandoc gives a table the whole width, and columns the widths of their dashes
COLUMNS = 80
SIZE = 9
# the first time that a zip can hold; pandoc takes it as seconds since 1970
EPOCH = "315532800"
TIME = (1980, 1, 1, 0, 0, 0)
PUNCTUATION = re.compile(r"([\\`*_{}\[\]()#+.!|<>~^$@'\"-])")
# the look of the document, in the place of pandoc's own
INK, SOFT, RULE = "1F2328", "5B6168", "1F2328"
FONTS = '<w:rFonts w:ascii="Georgia" w:hAnsi="Georgia" w:eastAsia="Georgia" w:cs="Georgia"/>'
# where the references lay when pandoc read them
PATH = re.compile(rb'<property [^>]*name="bibliography".*?</property>', re.DOTALL)


def word_block(block: dict, pictures: dict[str, str]) -> str:
    """A figure or table as pandoc's Markdown. pictures: of a rule's figures by name, the path of its PNG."""
    content = _figure(block, pictures) if block["kind"] == "figure" else _table(block)
    notes = [f"::: {{custom-style=Note}}\n{_text(text)}\n:::" for text in notes_of(block)]
    return "\n\n".join([f"::: {{#{block['id']}}}", content, ":::", *notes])


def _figure(block: dict, pictures: dict[str, str]) -> str:
    if "pictures" in block:
        picture = f"data:image/png;base64,{block['pictures']['png']}"
    else:
        picture = pictures[block["name"]]
    alt = block["alt"].replace("\\", "").replace('"', "'")
    return f'![{_caption(block)}]({picture}){{width=6.3in alt="{alt}"}}'


def _table(block: dict) -> str:
    columns = block["columns"]
    texts = [[column["label"], *(cells[at] for cells in block["cells"])] for at, column in enumerate(columns)]
    widths = [max(3, round(width / 4)) for width in column_widths(texts, SIZE)]
    marks = [
        "-" * (width - 1) + ":" if column["number"] else ":" + "-" * (width - 1)
        for width, column in zip(widths, columns, strict=True)
    ]
    lines = [[_text(column["label"]) for column in columns], marks]
    lines += [[_text(cell) for cell in cells] for cells in block["cells"]]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines) + f"\n\n: {_caption(block)}"


def _caption(block: dict) -> str:
    units = f" *{_text(block['units'])}*" if block.get("units") else ""
    return f"**{_text(block['label'])}. {_text(block['title'])}**{units}"


def _text(text: str) -> str:
    """Text with nothing that pandoc reads as markup, on one line."""
    return PUNCTUATION.sub(r"\\\1", " ".join(text.split()))


def finished(docx: bytes) -> bytes:
    """pandoc's document with the paper's look, and without the time of the day or a path of this machine."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as whole, zipfile.ZipFile(made, "w") as copy:
        for name in sorted(whole.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            content = whole.read(name)
            if name == "word/styles.xml":
                content = _styled(content.decode("utf-8")).encode("utf-8")
            if name == "docProps/custom.xml":
                content = PATH.sub(b"", content)
            if name == "word/document.xml":
                # beside its description, pandoc writes a picture's address, be it the picture itself
                content = re.sub(rb'(<pic:cNvPr) descr="[^"]*"', rb"\1", content)
            entry = zipfile.ZipInfo(name, TIME)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            copy.writestr(entry, content)
    return made.getvalue()


def _styled(styles: str) -> str:
    # pandoc's styles are in the theme's fonts and colours
    styles = re.sub(r"<w:rFonts [^>]*[tT]heme[^>]*/>", FONTS, styles)
    styles = re.sub(r'<w:color [^>]*"accent1"[^>]*/>', f'<w:color w:val="{INK}"/>', styles)
    for name, own in (("Table", TABLE), ("Note", NOTE), ("Abstract", ABSTRACT)):
        there = rf'<w:style [^>]*w:styleId="{name}"[^>]*>.*?</w:style>\s*'
        styles = re.sub(there, "", styles, flags=re.DOTALL)
        styles = styles.replace("</w:styles>", f"{own}</w:styles>")
    return styles


def _rule(side: str, size: int) -> str:
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{RULE}"/>'


TABLE = (
    '<w:style w:type="table" w:customStyle="1" w:styleId="Table"><w:name w:val="Table"/><w:qFormat/>'
    f'<w:rPr><w:sz w:val="{2 * SIZE}"/></w:rPr><w:tblPr><w:tblBorders>'
    f"{_rule('top', 8)}{_rule('bottom', 8)}</w:tblBorders>"
    '<w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    f'<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders>{_rule("bottom", 4)}'
    "</w:tcBorders></w:tcPr></w:tblStylePr></w:style>"
)
NOTE = (
    '<w:style w:type="paragraph" w:customStyle="1" w:styleId="Note"><w:name w:val="Note"/>'
    '<w:basedOn w:val="BodyText"/><w:pPr><w:spacing w:before="40" w:after="160"/></w:pPr>'
    f'<w:rPr><w:color w:val="{SOFT}"/><w:sz w:val="17"/></w:rPr></w:style>'
)
ABSTRACT = (
    '<w:style w:type="paragraph" w:customStyle="1" w:styleId="Abstract"><w:name w:val="Abstract"/>'
    '<w:basedOn w:val="BodyText"/><w:pPr><w:spacing w:before="120" w:after="240"/>'
    '<w:ind w:left="480" w:right="480"/></w:pPr></w:style>'
)
