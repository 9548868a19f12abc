"""Tables and prose of a PDF."""

from __future__ import annotations

from collections.abc import Callable

from crossfoot.documents.passages import Passage, Unread
from crossfoot.documents.pdf_file import Pdf
from crossfoot.documents.pdf_flow import flow_of
from crossfoot.documents.pdf_pages import PageContent, read_page
from crossfoot.documents.pictures import Recognise
from crossfoot.documents.table import Table
from crossfoot.documents.unread import figures_unread
from crossfoot.errors import InputError


def read_pdf(
    content: bytes,
    name: str,
    max_pages: int,
    max_objects: int,
    progress: Callable[[int, int], None] | None = None,
    leave_out: Callable[[int], str] = lambda page: "",
    recognise: Recognise | None = None,
) -> tuple[int, list[Table], list[Passage], list[Unread]]:
    """Number of pages, tables, paragraphs, and pages and tables that could not be read.

    progress is called with the page that was read and the number of pages, leave_out before it (as for
    read_document). recognise: reads what is a picture. Every line number of a table is a page. Raises
    InputError for a PDF that is encrypted, broken, or has more than max_pages pages.
    """
    contents: list[PageContent] = []
    with Pdf(content, name) as pdf:
        pages = pdf.pages
        if pages > max_pages:
            raise InputError(name, f"{pages:,} pages", f"at most {max_pages:,}")
        for number in range(1, pages + 1):
            why = leave_out(number)
            contents.append(
                PageContent(number, 0, 0, why=why) if why else read_page(pdf, number, max_objects, recognise)
            )
            if progress:
                progress(number, pages)
    unread = [Unread(f"page {page.number}", page.why) for page in contents if page.why]
    if b"%%EOF" not in content[-2048:]:
        unread.append(Unread("end of the file", "the end mark is missing: the file may have been cut off"))
    tables, prose, missing = flow_of(contents).read(name, "page")
    figures = figures_unread([(page.number, name) for page in contents for name in page.figures])
    return pages, tables, prose, [*unread, *missing, *figures]
