"""How well tables are read from documents, beside other libraries: `make bench` prints it and writes
docs/extraction.md."""

import json
import statistics
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pypandoc
import pytest
import typst

from tests.benchmarks import layouts, web_layouts
from tests.benchmarks.layout_parts import Layout, Printed
from tests.benchmarks.readers import (
    COMPARED,
    compared_reader,
    our_reader,
    our_size,
    parts_over_pages,
    rows_of,
)
from tests.benchmarks.scoring import exact_figures, folded, grits_content, grits_topology
from tests.browser.conftest import browser  # noqa: F401
from tests.conftest import REFERENCE, ROOT

pytestmark = pytest.mark.benchmark
PAGE = ROOT / "docs/extraction.md"
TEXT = """# How well tables are read

Written by `make bench` (tests/benchmarks/test_extraction.py); every number is measured.

**Exact figures**: numeric cells of the hand-known body that stand, sign by sign, in the right column of the
right row (white space, kind of dash and quote aside). **GriTS**: grid table similarity of content and of
topology, from 0 to 1 (Smock, Pesala and Abraham 2022); a table not found counts 0. **Captions**: tables found
under their number and title; the other libraries read none. **False tables**: tables found where none is
printed; a part of a table that goes on over pages is none. **Size**: the installed library with all it needs.
Seconds are of this machine; take ratios.

The documents are invented and made in the run: {development} layouts that the reader was written with and
{held} that were held back, which nobody looked at while it was written: {names}. Some are set by typst, some
printed by a browser. The reference documents are three published reports with hand-read tables, of a
government, an institute and a statistics office. They were seen in development. All layouts come from two
generators, so that documents of another making can be read less well.

{tables}

## What was chosen

**PDFium** (pypdfium2, BSD-3-Clause and Apache-2.0) gives characters and rules; rows, columns, heads and spans
are ours. Read with their defaults, the libraries above need rules around every cell, or cut text wherever it
leaves a gap. PyMuPDF is under the AGPL, so it stands in the comparison alone. **docling** was not measured:
version 2.143.0 with what it needs on this kind of machine is a download of 3.2 GB in 124 packages, torch
among them, before the models that it fetches when it runs. **DOCX** is read from its XML (defusedxml). pandoc
reads the same tables, in a process of its own that unpacks the archive before anything can look at its size.
"""


@dataclass
class Score:
    """Sums over the tables of a set of documents."""

    exact: int = 0
    figures: int = 0
    content: list[float] = field(default_factory=list)
    topology: list[float] = field(default_factory=list)
    captions: int = 0
    false: int = 0
    seconds: float = 0
    pages: int = 0

    def add(self, truth: list[Printed], found: list[dict]) -> None:
        """found: rows, heads, and number and caption where the reader gives them."""
        left = list(found)
        for table in truth:
            rows, heads = [*table.header, *table.body], len(table.header)
            choices = [*([part] for part in left), *parts_over_pages(left)]
            scored = [(exact_figures(rows, rows_of(parts), heads), parts) for parts in choices]
            (exact, figures), best = max(
                scored, key=lambda item: (item[0][0], _shared(rows, rows_of(item[1]))), default=((0, 0), None)
            )
            self.figures += figures or exact_figures(rows, rows, heads)[1]
            if best is None or not _shared(rows, rows_of(best)):
                self.content.append(0.0)
                self.topology.append(0.0)
                continue
            self.exact += exact
            self.content.append(grits_content(rows, rows_of(best)))
            self.topology.append(grits_topology(rows, heads, rows_of(best), best[0].get("heads", 1)))
            self.captions += (
                folded(best[0].get("caption")) == folded(table.caption)
                and best[0].get("number") == table.number
            )
            left = [other for other in left if not any(other is part for part in best)]
        # cells of several tables may have been found as one, and one as several; what shares nothing with any
        # is false
        everything = [row for table in truth for row in [*table.header, *table.body]]
        self.false += sum(not _shared(everything, other["rows"]) for other in left)


def _shared(rows: list[list[str]], other: list[list[str]]) -> int:
    """How many different cells both have."""
    return len(
        {folded(c) for row in rows for c in row if folded(c)}
        & {folded(c) for row in other for c in row if folded(c)}
    )


def reference_documents() -> list[tuple[Path, list[Printed]]]:
    found = []
    for path in sorted((REFERENCE / "documents").glob("*.pdf")):
        truth = json.loads((path.parent / "truth" / f"{path.stem}_pdf.json").read_text(encoding="utf-8"))[
            "tables"
        ]
        found.append(
            (
                path,
                [Printed(t["number"], t["caption"], t["header_rows"], t["body"]) for t in truth if t["body"]],
            )
        )
    return found


def measured(documents: list[tuple[Path, list[Printed]]], read: Callable[[list[Path]], list[dict]]) -> Score:
    score = Score()
    for (_, truth), found in zip(documents, read([path for path, _ in documents]), strict=True):
        score.add(truth, found["tables"])
        score.seconds += found["seconds"]
        score.pages += found["pages"]
    return score


def row(name: str, score: Score, size: str, licence: str, captions: bool) -> str:
    percent = f"{100 * score.exact / score.figures:.1f}%" if score.figures else "–"
    found = f"{score.captions} of {len(score.content)}" if captions else "–"
    return (
        f"| {name} | {percent} ({score.exact:,} of {score.figures:,}) | "
        f"{statistics.fmean(score.content):.3f} | {statistics.fmean(score.topology):.3f} | "
        f"{found} | {score.false} | {score.seconds / score.pages:.3f} | {size} | {licence} |"
    )


HEAD = (
    "| reader | exact figures | GriTS content | GriTS topology | captions | false tables | "
    "seconds a page | size | licence |\n"
    "|---|---|---|---|---|---|---|---|---|\n"
)


def written(
    folder: Path, made: list[Layout], web: list[Layout], print_pdf
) -> dict[str, list[tuple[Path, list[Printed]]]]:
    """The documents as files, by kind."""
    folder.mkdir()
    files: dict[str, list[tuple[Path, list[Printed]]]] = {kind: [] for kind in ("pdf", "html", "md", "docx")}
    for number, layout in enumerate(made):
        source, path = folder / f"{number}.typ", folder / f"{number}.pdf"
        source.write_text(layout.source, encoding="utf-8")
        path.write_bytes(typst.compile(str(source)))
        files["pdf"].append((path, layout.tables))
    for number, (layout, pdf) in enumerate(
        zip(web, print_pdf([layout.source for layout in web]), strict=True)
    ):
        stem = folder / f"web{number}"
        stem.with_suffix(".pdf").write_bytes(pdf)
        stem.with_suffix(".html").write_text(layout.source, encoding="utf-8")
        stem.with_suffix(".md").write_text(
            pypandoc.convert_text(layout.source, "gfm", format="html"), encoding="utf-8"
        )
        pypandoc.convert_text(layout.source, "docx", format="html", outputfile=str(stem.with_suffix(".docx")))
        for kind in files:
            files[kind].append((stem.with_suffix(f".{kind}"), layout.tables))
    return files


def test_reading_beside_other_libraries(tmp_path, browser, capsys):  # noqa: F811
    def printed(sources):
        return web_layouts.print_pdf(browser, sources)

    development = written(tmp_path / "development", layouts.development(), web_layouts.development(), printed)
    held = written(tmp_path / "held", layouts.held_back(), web_layouts.held_back(), printed)
    sets = {"PDF, layouts held back": held["pdf"], "PDF, layouts of development": development["pdf"]}
    if (REFERENCE / "documents").is_dir():
        sets["PDF, reference documents"] = reference_documents()
    parts = []
    # loaded once, so that the first document does not pay for it
    our_reader([held["pdf"][0][0]])
    for name, documents in sets.items():
        lines = [
            row(
                "this project",
                measured(documents, our_reader),
                f"{our_size():.0f} MB",
                "of the project",
                True,
            )
        ]
        for library, (_, licence) in COMPARED.items():
            found = compared_reader(library)
            if found is None:
                lines.append(f"| {library} | not installed | | | | | | | {licence} |")
                continue
            lines.append(row(library, measured(documents, found[0]), f"{found[1]:.0f} MB", licence, False))
        parts.append(f"## {name}\n\n{HEAD}" + "\n".join(lines))
    lines = [
        row(f"{kind}, {which}", measured(files[suffix], our_reader), "–", "of the project", True)
        for kind, suffix in (("HTML", "html"), ("Markdown", "md"), ("DOCX", "docx"))
        for which, files in (("held back", held), ("development", development))
    ]
    parts.append(f"## HTML, Markdown and DOCX\n\n{HEAD}" + "\n".join(lines))
    names = [
        layout.name.replace("held back: ", "").replace("held back, ", "")
        for layout in layouts.held_back() + web_layouts.held_back()
    ]
    counts = {
        "development": len(layouts.development() + web_layouts.development()),
        "held": len(names),
        "names": "; ".join(names),
    }
    PAGE.write_text(TEXT.format(tables="\n\n".join(parts), **counts), encoding="utf-8")
    with capsys.disabled():
        print("\n" + "\n\n".join(parts))
