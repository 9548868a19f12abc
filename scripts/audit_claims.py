"""Judges every claim by what the texts print and by outside evidence; lists the numbers that claims cover."""

from pathlib import Path

import files
import tables

from bilateral.claims.claims import audit_claims
from bilateral.claims.coverage import cover, coverage_by_text
from bilateral.claims.records import read_claims, read_evidence
from bilateral.clean.prose import clean_document_parts, clean_prose_numbers
from bilateral.study.json_schema import schema_check


def main(inputs: dict, choices: dict[str, str], outputs: dict[str, str]) -> None:
    about_texts = tables.read_csv_text(inputs["texts"])
    texts = about_texts["text"].tolist()
    # named as they are in data/, where a fault is mended
    numbers = clean_prose_numbers(tables.read_csv_text(inputs["numbers"]), choices["numbers"], texts)
    parts = clean_document_parts(tables.read_csv_text(inputs["parts"]), choices["parts"], texts)
    documents = {Path(path).stem: tables.read_table(path) for path in inputs["documents"]} | {
        "document_parts": parts
    }
    official = {Path(path).stem: tables.read_table(path) for path in inputs["official"]}

    requires = {
        name: schema_check(files.read_yaml(inputs[f"{name}_schema"])) for name in ("claims", "evidence")
    }
    claims = read_claims(
        files.read_yaml(inputs["claims"], as_printed=True), requires["claims"], choices["claims"], texts
    )
    records = files.read_yaml(inputs["evidence"], as_printed=True)
    evidence = read_evidence(records, requires["evidence"], choices["evidence"], claims)
    coverage = cover(numbers, claims, choices["claims"])
    results = {
        "claims": audit_claims(claims, evidence, documents, official, choices["claims"], choices["evidence"]),
        "coverage": coverage,
        "coverage_by_text": coverage_by_text(coverage, about_texts),
    }
    for name, frame in results.items():
        tables.write_table(frame, outputs[name], inputs["dictionary"])


if __name__ == "__main__":
    with files.errors_in_one_line(snakemake.log[0]):
        main(files.named(snakemake.input), snakemake.params.choices, files.named(snakemake.output))
