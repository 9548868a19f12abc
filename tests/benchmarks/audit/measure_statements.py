"""Measures the audit of statements on altered sentences of our own and on the inventory of claims, for those who have the texts:

PYTHONPATH=src:scripts python scripts/measure_statements.py KEY=FILE ...

KEY is a key of data/texts.csv, FILE the text. Writes data/statement_benchmark.csv, which an audit's page prints. No rule calls
it: the default build needs no full text.
"""

import sys

import pandas as pd
from lib import files, tables

from bilateral.claims.records import listed_claims
from crossfoot.documents.document import read_document
from crossfoot.errors import InputError
from crossfoot.prose.statements import check_statements
from tests.benchmarks.audit.statement_scoring import (
    as_printed,
    measure_agreement,
    measure_corpus,
    read_corpus,
)

CORPUS, JUDGED, OUTPUT = (
    "data/statement_corpus.yaml",
    "data/statement_judgements.csv",
    "data/statement_benchmark.csv",
)
CLAIMS, VERDICTS = "data/claims.yaml", "results/audit/claims.csv"


def main(texts: dict[str, str]) -> None:
    files.write_text(measure(texts).to_csv(index=False, lineterminator="\n"), OUTPUT)


def measure(texts: dict[str, str]) -> pd.DataFrame:
    """The whole table. texts: files by key."""
    audit = files.read_yaml("config.yaml")["audit"]
    on_alterations = measure_corpus(
        read_corpus(files.read_yaml(CORPUS), CORPUS), audit["seed"], audit["alterations"]
    )
    statements = []
    for key, path in sorted(texts.items()):
        reading = read_document(files.read_bytes(path), path)
        statements.append(check_statements(reading.prose, reading.tables).assign(text=key))
    on_claims = measure_agreement(
        pd.concat(statements, ignore_index=True), inventory(), tables.read_csv_text(JUDGED)
    )
    return as_printed(pd.concat([on_alterations, on_claims], ignore_index=True))


def inventory() -> pd.DataFrame:
    """The claims with their verdicts and the numbers they cover."""
    numbers = {
        claim["id"]: [number.partition("#")[0] for number in claim.get("numbers", [])]
        for _, claim in listed_claims(files.read_yaml(CLAIMS, as_printed=True), CLAIMS)
    }
    claims = tables.read_csv_text(VERDICTS)
    return claims.assign(line=claims["line"].astype(int), numbers=claims["id"].map(numbers))


if __name__ == "__main__":
    pairs = [argument.split("=", 1) for argument in sys.argv[1:]]
    if not pairs or any(len(pair) != 2 for pair in pairs):
        sys.exit(__doc__)
    try:
        main(dict(pairs))
    except InputError as error:
        sys.exit(str(error))
