"""Tables and prose of a PDF with a text layer."""

from __future__ import annotations

from collections.abc import Callable

from bilateral.errors import StudyError
from bilateral.extract.markup import prose_text
from bilateral.extract.passages import Passage, Unread
from bilateral.extract.pdf_flow import Flow, flow_of
from bilateral.extract.pdf_pages import PageContent, read_page
from bilateral.extract.pdf_words import Pdf
from bilateral.extract.prose import is_prose, outside_prose
from bilateral.extract.table import Table
from bilateral.extract.tables import number_lines, tables_in

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def read_pdf(
    content: bytes, name: str, max_pages: int, max_objects: int, progress: Callable[[int, int], None] | None = None,
    leave_out: Callable[[int], str] = lambda page: "",
) -> tuple[int, list[Table], list[Passage], list[Unread]]:
    """Number of pages, tables, paragraphs, and pages that could not be read.

    progress is called with the page that was read and the number of pages, leave_out before it (as for read_document). Every line number of a table is a page.
    Raises StudyError for a PDF that is encrypted, broken, or has more than max_pages pages.
    """
    contents: list[PageContent] = []
    with Pdf(content, name) as pdf:
        pages = pdf.pages
        if pages > max_pages:
            raise StudyError(name, f"{pages:,} pages", f"at most {max_pages:,}")
        for number in range(1, pages + 1):
            why = leave_out(number)
            contents.append(PageContent(number, 0, 0, why=why) if why else read_page(pdf, number, max_objects))
            if progress:
                progress(number, pages)
    unread = [Unread(f"page {page.number}", page.why) for page in contents if page.why]
    if b"%%EOF" not in content[-2048:]:
        unread.append(Unread("end of the file", "the end mark is missing: the file may have been cut off"))
    flow = flow_of(contents)
    tables = tables_in(flow.lines, flow.grids, name, every=True)
    outside = outside_prose(flow.lines, tables, name)
    prose = [Passage(prose_text(text), flow.places[number], flow.pages[number]) for number, text in enumerate(flow.lines)
             if text and number + 1 not in outside and is_prose(text)]  # fmt: skip
    _name_and_page(tables, flow)
    return pages, tables, prose, unread


def _name_and_page(tables: list[Table], flow: Flow) -> None:
    """Pages in place of lines; a table without a number is called by its page and its place among the tables there."""
    seen: dict[int, int] = {}
    for table in tables:
        number_lines(table, flow.pages)
        table.paged = True
        page = table.header_lines[0]
        place = seen.get(page, 0)
        seen[page] = place + 1
        if not table.number:
            table.name = f"page {page}, {ORDINALS[place] if place < len(ORDINALS) else f'{place + 1}th'} table"
