"""What changed between two versions of a document, as one HTML page beside the audit of the new one."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files

from crossfoot.page.document_page import page_environment

# of each list
LISTED = 1000


def changes_page(names: tuple[str, str], of: Callable[[str], list]) -> str:
    """The page. names: of the old and the new file. of: the changes of a kind, as `Change`."""
    package = files("crossfoot.page")
    template = page_environment().from_string(package.joinpath("changes.html.j2").read_text("utf-8"))
    style = package.joinpath("audit.css").read_text("utf-8")
    return template.render(style=style, names=names, of=of, listed=LISTED)
