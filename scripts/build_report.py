"""Sets the paper and its appendix from executed notebooks and the docs: pages, PDFs, Word, LaTeX, lineage."""

import json
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pandas as pd
from lib import files, tables
from lib.fonts import face
from lib.run import run
from lib.typesetting import convert, pdf_of, word_of

from bilateral.report import latex
from bilateral.report.blocks import markdown_blocks, notebook_blocks
from bilateral.report.bound import address_of, plain
from bilateral.report.lineage import clean_behind, crate, lines_behind, makers, repairs_of, with_files
from bilateral.report.markdown import in_words, part_markdown, sections_for, sources_markdown, works_named
from bilateral.report.page import build_page, page_body, placeholder
from bilateral.report.page_lineage import page_lineage
from bilateral.report.paper import typst_block
from bilateral.report.parts import (
    Part,
    Value,
    abstract_first,
    number_parts,
    own_footnotes,
    rows_shown,
    values_of,
)
from bilateral.study.dictionary import describe
from crossfoot import InputError


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
    checksums = {
        path: files.sha256(path) for path in sorted(results) if path.endswith((".csv", ".svg", ".png"))
    }
    read = cache(tables.read_table)
    lines = _lines(whole, repairs, made, lines_in, read)
    meanings = _meanings(whole, dictionary, read)
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
    drawn, bibliography, preamble = _drawn(whole), files.read_text(references), files.read_text(paper)
    for part, other, where, printed in (
        (parts[0], parts[1], page, pdf),
        (parts[1], parts[0], appendix_page, appendix_pdf),
    ):
        listed = _listed(part, document, bibliography)
        markdown = part_markdown(part.blocks, "html", placeholder, listed, other.page)
        body = page_body(convert(markdown, "html5", references), part.blocks, drawn)
        lineage = page_lineage(part.blocks, meanings, lines, made, checksums, records, commit)
        letters = face(part.title + body + json.dumps(part.blocks, ensure_ascii=False), fonts)
        html = build_page(look, part, other, body, {"lineage": lineage}, about | {"face": letters})
        files.write_text(html, where)
        markdown = part_markdown(
            part.blocks, "typst", lambda block: typst_block(block, drawn), listed, other.pdf
        )
        said = convert(plain(markdown), "typst", references)
        files.write_bytes(pdf_of(part, other, said, preamble, about, fonts, printed), printed)
    listed = _listed(parts[0], document, bibliography)
    files.write_bytes(word_of(parts[0], listed, references, about), word)
    _write_latex(parts, read, latex_tables, latex_values)
    files.write_json([_record(part, value) for part in parts for value in values_of(part.blocks)], values)
    files.write_json(crate(title, commit, made, checksums, records, newest), ro_crate)


def _listed(part: Part, document: dict | None, bibliography: str) -> list[str]:
    """Keys of the works beside those that a part cites: those that it names, and all in the appendix of a
    report on a document."""
    return ["*"] if document and part.name == "appendix" else works_named(part.blocks, bibliography)


def _write_latex(parts: list[Part], read: Callable, folder: str, place: str) -> None:
    """Every table of the report, and a macro for each value of the paper."""
    shutil.rmtree(folder, ignore_errors=True)
    # a report may have no table
    Path(folder).mkdir(parents=True)
    for block in [block for part in parts for block in part.of_kind("table")]:
        files.write_text(latex.latex_table(block), f"{folder}/{block['name']}.tex")
    said = list(values_of(parts[0].blocks))
    named = {place.table for value in said for place in value.places}
    frames = {name: read(f"results/{name}.parquet") for name in sorted(named)}
    files.write_text(latex.latex_values(said, frames), place)


def _meanings(blocks: list[dict], dictionary: str, read: Callable) -> dict[str, dict[str, str]]:
    """By published table that the report shows, what its columns mean."""
    every = tables.read_csv_text(dictionary)
    meanings = {}
    for name in sorted(rows_shown(blocks)):
        described = describe(Path(name).name, list(read(f"results/{name}.parquet").columns), every)
        meanings[name] = {
            row.column: row.meaning + (f" ({row.unit})" if row.unit else "") for row in described.itertuples()
        }
    return meanings


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
    tables_shown = [f"results/{name}" for name in rows_shown(blocks)]
    # a rule of the study's own may give a table as CSV alone
    shown = [f"{name}.csv" if f"{name}.csv" in results else f"{name}.parquet" for name in tables_shown]
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


if __name__ == "__main__":
    run(main)
