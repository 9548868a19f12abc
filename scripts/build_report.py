"""Puts the executed notebooks on one page."""

from pathlib import Path

import nbformat

import files
from bilateral.report.page import build_page


def main(notebooks: list[str], template: str, tables_json: str, sources: str, title: str, cite: str, page: str) -> None:
    extracted = files.read_json(tables_json)
    document, sha256 = extracted["document"], extracted["sha256"]
    record = next((source for source in files.read_yaml(sources) if source["path"] == document), None)
    about = {
        "path": document,
        "sha256": sha256,
        "citation": record["citation"] if record else cite,
        "record": f"Accessed {record['accessed']}; {record['vintage']}." if record else "Not recorded in data/sources.yaml.",
    }
    executed = {Path(path).stem: nbformat.read(path, as_version=4) for path in notebooks}
    files.write_text(build_page(Path(template).read_text(encoding="utf-8"), title, about, executed), page)


if __name__ == "__main__":
    with files.errors_in_one_line(snakemake.log[0]):
        main(
            snakemake.input.notebooks,
            snakemake.input.template,
            snakemake.input.tables_json,
            snakemake.input.sources,
            snakemake.params.title,
            snakemake.params.cite,
            snakemake.output.page,
        )
