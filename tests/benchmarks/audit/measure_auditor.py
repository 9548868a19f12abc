"""Alters the printed tables and the claims on purpose and counts what the audit finds of it."""

from pathlib import Path

import pandas as pd
from lib import files, tables

from bilateral.claims.lookups import Tables
from bilateral.claims.records import read_claims
from bilateral.clean.prose import clean_document_parts
from bilateral.study.json_schema import schema_check
from crossfoot.documents.table import Table
from crossfoot.tables.checks import Auditor
from tests.benchmarks.audit.claim_alterations import alter_claims, measure_alterations
from tests.benchmarks.audit.scoring import measure_auditor
from tests.benchmarks.audit.table_alterations import alter_tables


def main(inputs: dict, choices: dict[str, str], seed: int, alterations: int, benchmark: str) -> None:
    printed = [Table.from_dict(record) for record in files.read_json(inputs["tables_json"])["tables"]]
    of_tables = measure_auditor(Auditor(), printed, alter_tables(printed, seed, alterations))

    texts = tables.read_csv_text(inputs["texts"])["text"].tolist()
    claims = read_claims(
        files.read_yaml(inputs["claims"], as_printed=True),
        schema_check(files.read_yaml(inputs["claims_schema"])),
        choices["claims"],
        texts,
    )
    parts = clean_document_parts(tables.read_csv_text(inputs["parts"]), choices["parts"], texts)
    documents = Tables(
        {Path(path).stem: tables.read_table(path) for path in inputs["documents"]} | {"document_parts": parts}
    )
    of_claims = measure_alterations(claims, alter_claims(claims, seed, alterations, documents), documents)

    measured = pd.concat(
        [of_tables.assign(altered="tables"), of_claims.assign(altered="claims")], ignore_index=True
    )
    measured["known_already"] = measured["known_already"].astype("Int64")
    measured = measured[["altered", *of_tables.columns]]
    tables.write_table(measured, benchmark, inputs["dictionary"])


if __name__ == "__main__":
    with files.errors_in_one_line(snakemake.log[0]):
        main(
            files.named(snakemake.input),
            snakemake.params.choices,
            snakemake.params.seed,
            snakemake.params.alterations,
            snakemake.output.benchmark,
        )
