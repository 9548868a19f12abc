"""Paper and appendix set by pandoc and Typst: HTML and Typst source, PDF, Word."""

import os
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pypandoc
import typst

from bilateral.report.bound import plain
from bilateral.report.markdown import READER, part_markdown
from bilateral.report.paper import build_paper
from bilateral.report.parts import Part
from bilateral.report.word import COLUMNS, EPOCH, finished, word_block
from lib.fonts import beside, built_in, check_texts

UNSUSPECTED = b"/Suspects false"


def convert(markdown: str, form: str, references: str, *more: str, outputfile: str | None = None) -> str:
    """What pandoc makes of the report's Markdown. references: path of the works, in BibTeX."""
    arguments = [
        "--citeproc",
        f"--bibliography={references}",
        "--wrap=none",
        "--metadata=link-citations:true",
        "--metadata=lang:en-GB",
        *more,
    ]
    return pypandoc.convert_text(markdown, form, format=READER, extra_args=arguments, outputfile=outputfile)


def pdf_of(
    part: Part, other: Part, said: str, preamble: str, about: dict, fonts: list[str], place: str
) -> bytes:
    """The PDF of a part whose text is `said`, as Typst. preamble: its look; place: of the PDF, for errors."""
    # what the page's own fonts lack is drawn by those of the figures and of the study
    check_texts({place: part.title + said}, fonts)
    with beside([built_in(), built_in().with_name("DejaVuSans-Bold.ttf"), *fonts]) as (folders, families):
        # typst's types want the text, the root and the folders to be of one type
        typeset: Any = build_paper(preamble, part, other, said, about, families)
        made = typst.compile(
            typeset.encode("utf-8"),
            root=".",
            ignore_system_fonts=True,
            font_paths=folders,
            pdf_standards="ua-1",
        )
    # no suspects is what a PDF without the word has too; readers built on poppler take the word for a fault
    return made.replace(UNSUSPECTED, b" " * len(UNSUSPECTED))


def word_of(part: Part, listed: Sequence[str], references: str, about: dict) -> bytes:
    """The Word document of a part. listed: keys of works beside those that it cites."""
    # pandoc puts this time, and not the day's, into what it writes
    os.environ["SOURCE_DATE_EPOCH"] = EPOCH
    pngs = {block["name"]: block["files"]["png"] for block in part.of_kind("figure") if "files" in block}
    markdown = plain(part_markdown(part.blocks, "markdown", lambda block: word_block(block, pngs), listed))
    with TemporaryDirectory() as folder:
        made = Path(folder, "report.docx")
        convert(
            markdown,
            "docx",
            references,
            f"--columns={COLUMNS}",
            f"--metadata=title:{part.title}",
            f"--metadata=subtitle:Data as of {about['date']}",
            outputfile=str(made),
        )
        return finished(made.read_bytes())
