"""The study's own tables, claims and the texts behind them, from the files that are committed."""

from __future__ import annotations

import pandas as pd
from lib import files
from lib.tables import read_csv_text

from bilateral.claims.lookups import Tables
from bilateral.claims.records import listed_claims, read_claims
from bilateral.clean.prose import clean_document_parts
from bilateral.study.dictionary import columns_of, describe, dictionary_of_project
from bilateral.study.json_schema import schema_check
from crossfoot import InputError, Table, extract_tables, read_lines
from tests.conftest import RAW, ROOT

# the tables that come from the texts themselves
DOCUMENT_TABLES = (
    "chapter_shares",
    "printed_measures",
    "repairs",
    "specified_products",
    "critical_product_codes",
    "subsidy_plans",
    "plan_sites",
    "plan_entities",
    "subsidy_criteria",
    "diversification_rounds",
    "printed_investment",
)


def printed_tables() -> list[Table]:
    """The tables of the study's document, as extracted."""
    return extract_tables(read_lines(RAW.read_bytes(), RAW.name), RAW.name)


def texts() -> list[str]:
    return read_csv_text(ROOT / "data/texts.csv")["text"].tolist()


def stated_claims() -> list[dict]:
    """The claims of data/claims.yaml, checked."""
    schema = schema_check(files.read_yaml(ROOT / "workflow/schemas/claims.schema.yaml"))
    records = files.read_yaml(ROOT / "data/claims.yaml", as_printed=True)
    return read_claims(records, schema, "claims.yaml", texts())


def document_tables() -> Tables:
    """DOCUMENT_TABLES, typed as data/dictionary.csv says, and the parts of the documents.

    Raises InputError where a table has not been built.
    """
    dictionary = dictionary_of_project()
    frames = {name: _clean_table(name, dictionary) for name in DOCUMENT_TABLES}
    parts = read_csv_text(ROOT / "data/raw/document_parts.csv")
    return Tables(frames | {"document_parts": clean_document_parts(parts, "document_parts.csv", texts())})


def _clean_table(name: str, dictionary: pd.DataFrame) -> pd.DataFrame:
    path = ROOT / f"results/clean/{name}.csv"
    if not path.is_file():
        raise InputError(f"results/clean/{name}.csv", "no such file", "a built study: build first, with make")
    types = describe(name, columns_of(name), dictionary).set_index("column")["type"]
    header = pd.read_csv(path, nrows=0).columns
    frame = pd.read_csv(path, dtype={column: str for column in header if types[column] == "text"})
    for column in header:
        if types[column] == "date":
            frame[column] = pd.to_datetime(frame[column])
    return frame


def judged_claims() -> pd.DataFrame:
    """The claims with their verdicts (results/audit/claims.csv) and the numbers of its line that each
    covers."""
    records = files.read_yaml(ROOT / "data/claims.yaml", as_printed=True)
    numbers = {
        claim["id"]: [number.partition("#")[0] for number in claim.get("numbers", [])]
        for _, claim in listed_claims(records, "claims.yaml")
    }
    claims = read_csv_text(ROOT / "results/audit/claims.csv")
    return claims.assign(line=claims["line"].astype(int), numbers=claims["id"].map(numbers))
