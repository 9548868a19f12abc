"""What changed between two versions of a document, as one HTML page beside the audit of the new one."""

from __future__ import annotations

from importlib.resources import files
from itertools import groupby

from crossfoot.page.document_page import page_environment

# of each list; changes.csv has all
LISTED = 500


def changes_page(
    names: tuple[str, str],
    cells: list[dict],
    sentences: list[dict],
    broken: list[dict],
    mended: int,
    stale: list[dict],
    only: list[dict],
) -> str:
    """The page. names: of the old and the new file; the lists as `Changes` has them."""
    package = files("crossfoot.page")
    tables = [(name, list(group)) for name, group in groupby(cells[:LISTED], lambda one: one["table"])]
    return (
        page_environment()
        .from_string(package.joinpath("changes.html.j2").read_text("utf-8"))
        .render(
            style=package.joinpath("audit.css").read_text("utf-8"),
            names=names,
            tables=tables,
            cells=cells,
            sentences=sentences,
            held=[one for one in broken if one["held"]],
            newly=[one for one in broken if not one["held"]],
            mended=mended,
            stale=stale,
            only=only,
            listed=LISTED,
            numbers=sum(len(one["numbers"]) for one in sentences),
        )
    )
