"""How well tables are read from documents, beside other libraries: `make bench` prints it and writes
docs/extraction.md."""

import dataclasses
import json
import re
import statistics
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pypandoc
import pytest
import typst

from crossfoot import Settings
from tests.benchmarks import icdar, layouts, opendataloader, web_layouts
from tests.benchmarks.exact_cells import Count, Documents, counts
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

Written by `make bench` (tests/benchmarks/test_extraction.py); every number is measured. Seconds are of one
processor of this machine, reading one document after the other; take ratios.

Two sets were made by others, with their truth: 40 PDFs of public bodies of the United States (Göbel,
Hassan, Oro and Orsi 2013), and 21 pages of reports, books and papers (OpenDataLoader). Of the first every
third document, of the second every second one was **held back**: looked at only as a sum while the reader
was written, us-027 apart.

**Cells exact**: filled cells of the truth that stand, sign by sign, in the right column of a row, the rows
of both aligned in order so that as many agree as can (white space, kind of dash and quote aside). **Heads
exact**: heads of which every cell is exact, and that are read as so many rows. The truth does not mark
heads: rows above the first with figures other than years are taken for one. **None**: tables that no table
of the truth holds; neither set has many charts, whose labels are what is most often taken for a table.
**Size**: the installed library with all it needs. **†**: measured in an earlier run, on a machine that had
the library. The truth is taken as it is, with errors that are known: a
wrong figure (us-035), a letter too many (us-037), a heading of rows that begins another table (twice in
us-020), rows joined into one cell (two pages of OpenDataLoader). PDFium hands out one label of two that are
alike in us-001, and no letters for a ligature of us-025.

{others}

## Documents that nobody had used

27 PDFs and 25 web pages and Word documents of public repositories (annual reports of companies, working
papers, articles, statistics, an encyclopaedia, forms) were read before anything was changed for them, and
looked at by eye; then what was found was mended, so that the second reading is no forecast.

**First reading**: one PDF stopped the reader, the text of another could not be written. In an annual report
of 94 pages 6 of 48 heads were whole; in the four on the web almost every head was a blank row, with labels
among the rows. Of the tables returned from the PDFs 23 of 214 were none (11%): contents, signatures, forms
and columns of text, no charts. **After mending**: nothing stops it, 40 of 48 heads are whole and most of
those on the web; 26 of 249 are none (10%).

## Layouts of our own

**Exact figures**: numeric cells of the hand-known body that stand in the right column of the right row.
**GriTS**: grid table similarity of content and of topology, from 0 to 1 (Smock, Pesala and Abraham 2022); a
table not found counts 0. **Captions**: tables found under their number and title. **False tables**: tables
found where none is printed; a part of a table that goes on over pages is none.

The documents are invented and made in the run: {development} layouts that the reader was written with and
{held} that were held back: {names}. Some are set by typst, some printed by a browser. The reference
documents are three published reports with hand-read tables, of a government, an institute and a statistics
office. They were seen in development. All layouts come from two generators, so that documents of another
making are read less well, as the sets above show.

{own}

## Settings

What decides where words stand in lines, columns, rows and heads of a PDF has a name and can be set:
`crossfoot.read("paper.pdf", crossfoot.Settings(figure_gap=0.3))`.

| setting | default | unit | what it decides |
|---|---|---|---|
{settings}

## What was chosen

**PDFium** (pypdfium2, BSD-3-Clause and Apache-2.0) gives characters and rules; rows, columns, heads and
spans are ours. Read with their defaults, the libraries above need rules around every cell, or cut text
wherever it leaves a gap. PyMuPDF is under the AGPL, so it stands in the comparison alone. **docling** was
not measured: version 2.143.0 with what it needs on this kind of machine is a download of 3.2 GB in 124
packages, torch among them, before the models that it fetches when it runs. **DOCX** is read from its XML
(defusedxml). pandoc reads the same tables, in a process of its own that unpacks the archive before anything
can look at its size.
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


def row(name: str, score: Score) -> str:
    return (
        f"| {name} | {100 * score.exact / score.figures:.1f}% ({score.exact:,} of {score.figures:,}) | "
        f"{statistics.fmean(score.content):.3f} | {statistics.fmean(score.topology):.3f} | "
        f"{score.captions} of {len(score.content)} | {score.false} | {score.seconds / score.pages:.3f} |"
    )


HEAD = (
    "| documents | exact figures | GriTS content | GriTS topology | captions | false tables | "
    "seconds a page |\n"
    "|---|---|---|---|---|---|---|\n"
)
HEAD_OF_OTHERS = (
    "| reader | cells exact | of the held back | heads exact | tables returned | that are none | "
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


def row_before(name: str, reader: str) -> str:
    """The row that an earlier run wrote of a library that is not installed here, marked; "" without one."""
    part = PAGE.read_text(encoding="utf-8").partition(f"## {name}\n")[2].partition("\n## ")[0]
    found = re.search(rf"^\| {re.escape(reader)}†? (\|.*)$", part, re.MULTILINE)
    return f"| {reader}† {found[1]}" if found else ""


def beside_others(name: str, documents: Documents, held_back: Callable[[str], bool]) -> str:
    """How this project and other libraries read a set that others made."""
    lines = []
    for reader in ("this project", *COMPARED):
        found = (our_reader, our_size()) if reader == "this project" else compared_reader(reader)
        licence = "of the project" if reader == "this project" else COMPARED[reader][1]
        if found is None:
            lines.append(row_before(name, reader) or f"| {reader} | not installed | | | | | | | {licence} |")
            continue
        by_document = counts(documents, found[0])
        all_of = sum(by_document.values(), Count())
        held = sum((count for name, count in by_document.items() if held_back(name)), Count())
        lines.append(
            f"| {reader} | {100 * all_of.share():.1f}% ({all_of.exact:,} of {all_of.cells:,}) | "
            f"{100 * held.share():.1f}% | {all_of.heads} of {all_of.of_heads} | {all_of.returned} | "
            f"{all_of.false} | {all_of.seconds / all_of.pages:.3f} | {found[1]:.0f} MB | {licence} |"
        )
    return f"## {name}\n\n{HEAD_OF_OTHERS}" + "\n".join(lines)


def test_reading_beside_other_libraries(tmp_path, browser, capsys):  # noqa: F811
    others = {
        "ICDAR 2013, US set": (icdar.documents(), icdar.is_held_back),
        "OpenDataLoader, pages with tables": (opendataloader.documents(), opendataloader.is_held_back),
    }
    if not all(documents for documents, _ in others.values()):
        pytest.skip(f"no sets of others in {REFERENCE}; set REFERENCE_DATA to run this benchmark")

    def printed(sources):
        return web_layouts.print_pdf(browser, sources)

    # loaded once, so that the first document does not pay for it
    our_reader([next(iter(others.values()))[0][0][1]])
    parts = [beside_others(name, *made) for name, made in others.items()]
    development = written(tmp_path / "development", layouts.development(), web_layouts.development(), printed)
    held = written(tmp_path / "held", layouts.held_back(), web_layouts.held_back(), printed)
    lines = [
        row(f"{kind}, {which}", measured(files[suffix], our_reader))
        for kind, suffix in (("PDF", "pdf"), ("HTML", "html"), ("Markdown", "md"), ("DOCX", "docx"))
        for which, files in (("held back", held), ("development", development))
    ]
    lines.append(row("PDF, reference documents", measured(reference_documents(), our_reader)))
    names = [
        layout.name.replace("held back: ", "").replace("held back, ", "")
        for layout in layouts.held_back() + web_layouts.held_back()
    ]
    made = {
        "development": len(layouts.development() + web_layouts.development()),
        "held": len(names),
        "names": "; ".join(names),
        "settings": "\n".join(
            f"| `{item.name}` | {item.default} | {item.metadata['unit']} | {item.metadata['meaning']} |"
            for item in dataclasses.fields(Settings)
        ),
    }
    text = TEXT.format(others="\n\n".join(parts), own=HEAD + "\n".join(lines), **made)
    PAGE.write_text(text, encoding="utf-8")
    with capsys.disabled():
        print("\n" + "\n\n".join([*parts, *lines]))
