"""Puts the executed notebooks and the docs into one report: a page, a PDF, and its lineage for programs."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pypandoc
import typst
from lib import files, tables
from lib.fonts import beside, built_in, check_texts, face
from lib.run import run

from bilateral.report.blocks import markdown_blocks, notebook_blocks, numbered, rows_shown, values_of
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
from bilateral.report.text import READER, report_markdown, sections_for, sources_markdown, works_named
from bilateral.study.characters import beyond
from bilateral.study.dictionary import describe
from crossfoot import InputError


def main(
    *,
    notebooks: list[str],
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
    chapters: list[str],
    rules: dict,
    lines_in: dict,
    commit: str,
    page: str,
    pdf: str,
    values: str,
    ro_crate: str,
) -> None:
    """results: all that the rules behind the report make; scripts: of these rules; the page lists no other.

    rules: by name, script, input and output; lines_in: the file of a table's lines, as with_files takes it.
    """
    records = files.read_yaml(sources)
    document = _document(tables_json, cite, records)
    # a study without pages of its own on its data lists its sources
    data = [] if len(docs) > 1 else markdown_blocks(sources_markdown(records), "sources")
    blocks = numbered([*_notebooks(notebooks), *_docs(docs, chapters), *data])
    _check_shown(blocks, results)
    made = makers(rules, {f"scripts/{Path(path).name}": files.read_text(path) for path in scripts})
    checksums = {path: _sha256(path) for path in sorted(results) if path.endswith((".csv", ".svg"))}
    lines = _lines(blocks, repairs, made, lines_in)
    lineage = _lineage(blocks, dictionary, made, checksums, records, commit) | {"lines": lines}

    # the report on a document lists every work; any other those that it names
    listed = ["*"] if document else works_named(blocks, files.read_text(references))
    body = _convert(report_markdown(blocks, "html", placeholder, listed), "html5", references)
    pictures = {
        block["name"]: files.read_bytes(f"results/figures/{block['name']}.svg")
        for block in blocks
        if block["kind"] == "figure"
    }
    look = {"template": template, "style": style, "script": script}
    html = build_page(
        {name: files.read_text(path) for name, path in look.items()},
        title,
        document,
        commit,
        blocks,
        page_body(body, blocks, pictures),
        {"lineage": lineage},
        face(title + body + json.dumps(blocks, ensure_ascii=False), fonts),
        lang,
    )
    said = _convert(plain(report_markdown(blocks, "typst", typst_block, listed)), "typst", references)
    # what the page's own fonts lack is drawn by those of the figures and of the study
    check_texts({pdf: title + said}, fonts)
    with beside([built_in(), *fonts] if beyond(title + said) else []) as (folders, families):
        # typst's types want the text, the root and the folders to be of one type
        typeset: Any = build_paper(files.read_text(paper), title, document, commit, said, families, lang)
        printed = typst.compile(
            typeset.encode("utf-8"), root=".", ignore_system_fonts=True, font_paths=folders
        )

    files.write_text(html, page)
    files.write_bytes(printed, pdf)
    bound = [{"text": text, "place": address_of(places)} for text, places in values_of(blocks)]
    files.write_json(bound, values)
    files.write_json(
        crate(title, commit, made, checksums, records, max(str(source["accessed"]) for source in records)),
        ro_crate,
    )


def _notebooks(paths: list[str]) -> list[dict]:
    return [block for path in paths for block in notebook_blocks(files.read_notebook(path), Path(path).stem)]


def _docs(paths: list[str], chapters: list[str]) -> list[dict]:
    """Pages of docs/ with the sections that the report's chapters need.

    The report has a list of references of its own, so theirs are left out.
    """
    return [
        block
        for path in paths
        for block in markdown_blocks(sections_for(files.read_text(path), chapters), Path(path).stem)
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
    shown += [f"results/figures/{block['name']}.svg" for block in blocks if block["kind"] == "figure"]
    for path in sorted(set(shown) - set(results)):
        raise InputError(path, "shown by a notebook, and made by no rule", "a result of this study")


def _lines(blocks: list[dict], repairs: list[str], made: dict, lines_in: dict) -> dict:
    """By published table, the input lines behind its rows that the report shows."""
    mended = repairs_of({Path(path).stem: tables.read_table(path) for path in repairs}, lines_in)
    lines = {}
    for name, rows in sorted(rows_shown(blocks).items()):
        frame, *clean = (
            with_files(Path(path).stem, tables.read_table(path), lines_in)
            for path in (
                f"results/{name}.parquet",
                *clean_behind(name, made[f"results/{name}.csv"]["inputs"]),
            )
        )
        lines[name] = lines_behind(frame, rows, clean, mended)
    return lines


def _lineage(
    blocks: list[dict], dictionary: str, made: dict, checksums: dict, sources: list[dict], commit: str
) -> dict:
    columns_described = tables.read_csv_text(dictionary)
    columns = {}
    for name in sorted(rows_shown(blocks)):
        frame = tables.read_table(f"results/{name}.parquet")
        described = describe(Path(name).name, list(frame.columns), columns_described)
        columns[name] = {
            row.column: row.meaning + (f" ({row.unit})" if row.unit else "") for row in described.itertuples()
        }
    return {
        "commit": commit,
        "made": {
            path: maker | {"raw": raw_inputs(path, made)}
            for path, maker in made.items()
            if not path.endswith(".parquet")
        },
        "sha256": checksums,
        "sources": {
            source["path"]: {
                name: str(source[name])
                for name in ("citation", "address", "licence", "accessed", "vintage", "sha256")
            }
            for source in sources
        },
        "columns": columns,
    }


def _convert(markdown: str, form: str, references: str) -> str:
    arguments = [
        "--citeproc",
        f"--bibliography={references}",
        "--wrap=none",
        "--metadata=link-citations:true",
        "--metadata=lang:en-GB",
    ]
    return pypandoc.convert_text(markdown, form, format=READER, extra_args=arguments)


def _sha256(path: str) -> str:
    return hashlib.sha256(files.read_bytes(path)).hexdigest()


if __name__ == "__main__":
    run(main)
