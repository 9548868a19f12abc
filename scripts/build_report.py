"""Sets the paper and its appendix from executed notebooks and the docs: pages, PDFs, Word, LaTeX, lineage."""

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
import pypandoc
import typst
from lib import files, tables
from lib.fonts import beside, built_in, check_texts, face
from lib.run import run

from bilateral.report import latex
from bilateral.report.blocks import markdown_blocks, notebook_blocks
from bilateral.report.bound import address_of, plain
from bilateral.report.lineage import (
    clean_behind,
    crate,
    lines_behind,
    makers,
    raw_inputs,
    repairs_of,
    with_files,
)
from bilateral.report.page import build_page, page_body, placeholder
from bilateral.report.paper import build_paper, typst_block
from bilateral.report.parts import (
    Part,
    Value,
    abstract_first,
    number_parts,
    own_footnotes,
    rows_shown,
    values_of,
)
from bilateral.report.text import READER, in_words, part_markdown, sections_for, sources_markdown, works_named
from bilateral.report.word import COLUMNS, EPOCH, finished, word_block
from bilateral.study.dictionary import describe
from crossfoot import InputError

UNSUSPECTED = b"/Suspects false"
# pandoc puts this time, and not the day's, into a Word document
os.environ["SOURCE_DATE_EPOCH"] = EPOCH


def main(
    *,
    notebooks: list[str],
    appendix: list[str],
    results: list[str],
    scripts: list[str],
    repairs: list[str],
    docs: list[str],
    references: str,
    template: str,
    style: str,
    script: str,
    paper: str,
    tables_json: list[str],
    sources: str,
    fonts: list[str],
    dictionary: str,
    title: str,
    lang: str,
    cite: str | None,
    subjects: list[str],
    rules: dict,
    lines_in: dict,
    commit: str,
    page: str,
    appendix_page: str,
    pdf: str,
    appendix_pdf: str,
    word: str,
    latex_tables: str,
    latex_values: str,
    values: str,
    ro_crate: str,
) -> None:
    """notebooks and appendix: executed, of the paper's and the appendix' chapters.

    results: all that the rules behind the report make; scripts: of these rules; the page lists no other.
    rules: by name, script, input and output; lines_in: the file of a table's lines, as with_files takes it.
    """
    records = files.read_yaml(sources)
    newest = max(str(source["accessed"]) for source in records)
    document = _document(tables_json, cite, records)
    # a study without pages of its own on its data lists its sources
    data = [] if len(docs) > 1 else markdown_blocks(sources_markdown(records), "sources")
    parts = [
        Part("paper", title, abstract_first(_notebooks(notebooks)), Path(page).name, Path(pdf).name),
        Part(
            "appendix",
            f"Appendix: {title}",
            [*_notebooks(appendix), *_docs(docs, subjects), *data],
            Path(appendix_page).name,
            Path(appendix_pdf).name,
        ),
    ]
    number_parts(*(part.blocks for part in parts))
    whole = [block for part in parts for block in part.blocks]
    _check_shown(whole, results)
    made = makers(rules, {f"scripts/{Path(path).name}": files.read_text(path) for path in scripts})
    checksums = {path: _sha256(path) for path in sorted(results) if path.endswith((".csv", ".svg", ".png"))}
    read = cache(tables.read_table)
    lines = _lines(whole, repairs, made, lines_in, read)
    about = {
        "lang": lang,
        "document": document,
        "date": in_words(newest),
        "commit": commit,
        "world": "results/report/world/index.html" in made,
    }
    look = {
        name: files.read_text(path)
        for name, path in (("template", template), ("style", style), ("script", script))
    }
    drawn = _drawn(whole)
    bibliography = files.read_text(references)
    # the appendix of a report on a document lists every work; any other part those that it names
    listed = {
        part.name: ["*"] if document and part.name == "appendix" else works_named(part.blocks, bibliography)
        for part in parts
    }
    for part, other, where, printed in (
        (parts[0], parts[1], page, pdf),
        (parts[1], parts[0], appendix_page, appendix_pdf),
    ):
        markdown = part_markdown(part.blocks, "html", placeholder, listed[part.name], other.page)
        body = page_body(_convert(markdown, "html5", references), part.blocks, drawn)
        lineage = _lineage(part.blocks, dictionary, made, checksums, records, commit, lines, read)
        letters = face(part.title + body + json.dumps(part.blocks, ensure_ascii=False), fonts)
        files.write_text(
            build_page(look, part, other, body, {"lineage": lineage}, about | {"face": letters}), where
        )
        markdown = part_markdown(
            part.blocks, "typst", lambda block: typst_block(block, drawn), listed[part.name], other.pdf
        )
        said = _convert(plain(markdown), "typst", references)
        files.write_bytes(_set(part, other, said, files.read_text(paper), about, fonts, printed), printed)
    files.write_bytes(_word(parts[0], listed["paper"], references, about), word)
    shown = [block for block in whole if block["kind"] == "table"]
    shutil.rmtree(latex_tables, ignore_errors=True)
    for block in shown:
        files.write_text(latex.latex_table(block), f"{latex_tables}/{block['name']}.tex")
    said_values = list(values_of(parts[0].blocks))
    named = {place.table for value in said_values for place in value.places}
    frames = {name: read(f"results/{name}.parquet") for name in sorted(named)}
    files.write_text(latex.latex_values(said_values, frames), latex_values)
    files.write_json([_record(part, value) for part in parts for value in values_of(part.blocks)], values)
    files.write_json(crate(title, commit, made, checksums, records, newest), ro_crate)


def _record(part: Part, value: Value) -> dict:
    return {
        "text": value.text,
        "place": address_of(value.places),
        "part": part.name,
        "chapter": value.chapter,
        "section": value.section,
        "sentence": value.sentence,
    }


def _drawn(blocks: list[dict]) -> dict[str, dict[str, str]]:
    """Of each figure that a rule drew, its SVG, wide and narrow where there is one."""
    return {
        block["name"]: {
            size: files.read_text(block["files"][size])
            for size in ("wide", "narrow")
            if block["files"].get(size)
        }
        for block in blocks
        if block["kind"] == "figure" and "files" in block
    }


def _set(
    part: Part, other: Part, said: str, preamble: str, about: dict, fonts: list[str], place: str
) -> bytes:
    """The PDF of a part, whose text is Typst's."""
    # what the page's own fonts lack is drawn by those of the figures and of the study
    check_texts({place: part.title + said}, fonts)
    with beside([built_in(), *fonts]) as (folders, families):
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


def _word(part: Part, listed: list[str], references: str, about: dict) -> bytes:
    pngs = {block["name"]: block["files"]["png"] for block in part.of_kind("figure") if "files" in block}
    markdown = plain(part_markdown(part.blocks, "markdown", lambda block: word_block(block, pngs), listed))
    with TemporaryDirectory() as folder:
        made = Path(folder, "report.docx")
        _convert(
            markdown,
            "docx",
            references,
            f"--columns={COLUMNS}",
            f"--metadata=title:{part.title}",
            f"--metadata=subtitle:Data as of {about['date']}",
            outputfile=str(made),
        )
        return finished(made.read_bytes())


def _notebooks(paths: list[str]) -> list[dict]:
    """Blocks of executed notebooks, each with the chapter that it is of."""
    return [
        block
        for path in paths
        for block in own_footnotes(
            notebook_blocks(files.read_notebook(path), Path(path).stem, f"notebooks/{_chapter(path)}.ipynb"),
            _chapter(path),
        )
    ]


def _chapter(path: str) -> str:
    return Path(path).relative_to("results/notebooks").with_suffix("").as_posix()


def _docs(paths: list[str], subjects: list[str]) -> list[dict]:
    """Pages of docs/ with the sections that the report's subjects need.

    The report has a list of references of its own, so theirs are left out.
    """
    return [
        block
        for path in paths
        for block in markdown_blocks(sections_for(files.read_text(path), subjects), Path(path).stem)
    ]


def _document(tables_json: list[str], cite: str | None, sources: list[dict]) -> dict | None:
    if not tables_json:
        return None
    extracted = files.read_json(tables_json[0])
    record = next((source for source in sources if source["path"] == extracted["document"]), None)
    return {
        "path": extracted["document"],
        "sha256": extracted["sha256"],
        "citation": record["citation"] if record else cite,
        "record": f"Accessed {record['accessed']}; {record['vintage']}."
        if record
        else "Not recorded in data/sources.yaml.",
    }


def _check_shown(blocks: list[dict], results: list[str]) -> None:
    """Raises InputError where a notebook shows what no rule behind the report makes."""
    shown = [f"results/{name}.parquet" for name in rows_shown(blocks)]
    shown += [path for block in blocks for path in block.get("files", {}).values()]
    for path in sorted(set(shown) - set(results)):
        raise InputError(path, "shown by a notebook, and made by no rule", "a result of this study")


def _lines(blocks: list[dict], repairs: list[str], made: dict, lines_in: dict, read: Callable) -> dict:
    """By published table, the input lines behind its rows that the report shows."""
    mended = repairs_of({Path(path).stem: read(path) for path in repairs}, lines_in)

    @cache
    def located(path: str) -> pd.DataFrame:
        return with_files(Path(path).stem, read(path), lines_in)

    lines = {}
    for name, rows in sorted(rows_shown(blocks).items()):
        clean = clean_behind(name, made[f"results/{name}.csv"]["inputs"])
        frame = located(f"results/{name}.parquet")
        lines[name] = lines_behind(frame, rows, list(map(located, clean)), mended)
    return lines


def _lineage(
    blocks: list[dict],
    dictionary: str,
    made: dict,
    checksums: dict,
    sources: list[dict],
    commit: str,
    lines: dict,
    read: Callable,
) -> dict:
    """What the page of a part says of where its numbers come from."""
    columns_described = tables.read_csv_text(dictionary)
    shown, columns = rows_shown(blocks), {}
    for name in sorted(shown):
        described = describe(
            Path(name).name, list(read(f"results/{name}.parquet").columns), columns_described
        )
        columns[name] = {
            row.column: row.meaning + (f" ({row.unit})" if row.unit else "") for row in described.itertuples()
        }
    known = {f"results/{name}.csv" for name in shown}
    known |= {path for block in blocks for path in block.get("files", {}).values()}
    # a dialog leads from a result to what it is made from, and on to the raw files
    waiting = [path for path in known if path in made]
    while waiting:
        for path in made[waiting.pop()]["inputs"]:
            twin = path.removesuffix(".parquet") + ".csv" if path.endswith(".parquet") else path
            if twin not in known:
                known.add(twin)
                waiting += [twin] if twin in made else []
    return {
        "commit": commit,
        "lines": {
            name: {row: lines[name][row] for row in sorted(rows) if row in lines[name]}
            for name, rows in sorted(shown.items())
        },
        "made": {
            path: maker | {"raw": raw_inputs(path, made)} for path, maker in made.items() if path in known
        },
        "sha256": {path: checksum for path, checksum in checksums.items() if path in known},
        "sources": {
            source["path"]: {
                name: str(source[name])
                for name in ("citation", "address", "licence", "accessed", "vintage", "sha256")
            }
            for source in sources
            if source["path"] in known
        },
        "columns": columns,
    }


def _convert(markdown: str, form: str, references: str, *more: str, outputfile: str | None = None) -> str:
    arguments = [
        "--citeproc",
        f"--bibliography={references}",
        "--wrap=none",
        "--metadata=link-citations:true",
        "--metadata=lang:en-GB",
        *more,
    ]
    return pypandoc.convert_text(markdown, form, format=READER, extra_args=arguments, outputfile=outputfile)


def _sha256(path: str) -> str:
    return hashlib.sha256(files.read_bytes(path)).hexdigest()


if __name__ == "__main__":
    run(main)
