"""What the audit raises on documents by others, and finds of errors made on purpose in our own texts: `make
bench` writes docs/audit.md."""

import json
from collections import Counter

import pandas as pd
import pytest
from lib import files
from lib.tables import read_csv_text

from crossfoot.documents.document import read_document
from crossfoot.prose.statement import COLUMNS as STATEMENTS
from crossfoot.prose.statements import find_statements
from crossfoot.tables.checks import Auditor
from tests.benchmarks.audit import study
from tests.benchmarks.audit.claim_alterations import alter_claims, measure_alterations
from tests.benchmarks.audit.misreadings import made_tables, measure_doubts
from tests.benchmarks.audit.page import page
from tests.benchmarks.audit.read_findings import (
    by_document,
    empty_kinds,
    measured,
    read_labels,
    sources,
    weighed,
)
from tests.benchmarks.audit.scoring import measure_auditor
from tests.benchmarks.audit.statement_scoring import measure_agreement, measure_corpus, read_corpus
from tests.benchmarks.audit.table_alterations import alter_tables
from tests.benchmarks.scitab import halves, measure
from tests.conftest import REFERENCE, ROOT

pytestmark = pytest.mark.benchmark
SEED = 20251
# alterations and misreadings of each kind
NUMBER = 40
MADE_TABLES = 20
CORPUS = ROOT / "data/statement_corpus.yaml"
JUDGED = ROOT / "data/statement_judgements.csv"
# how the name of each of the study's texts begins in the reference data
TEXTS = {"kumar_2025": "000", "meti_2018": "001", "invest_up_2025": "002", "umezaki_2025": "004"}
PAGE = ROOT / "docs/audit.md"


def altered_tables() -> pd.DataFrame:
    printed = study.printed_tables()
    return measure_auditor(Auditor(), printed, alter_tables(printed, SEED, NUMBER))


def altered_claims() -> pd.DataFrame:
    claims, tables = study.stated_claims(), study.document_tables()
    return measure_alterations(claims, alter_claims(claims, SEED, NUMBER, tables), tables)


def misread_cells() -> dict[str, pd.DataFrame]:
    sets = {"study": study.printed_tables(), "made": made_tables(SEED, MADE_TABLES)}
    return {name: measure_doubts(tables, SEED, NUMBER) for name, tables in sets.items()}


def altered_sentences() -> pd.DataFrame:
    return measure_corpus(read_corpus(files.read_yaml(CORPUS), CORPUS.name), SEED, NUMBER)


def real_statements() -> pd.DataFrame | None:
    """What the audit finds in the study's texts; None where the reference data lack one of them."""
    found = []
    for key, start in TEXTS.items():
        path = next((REFERENCE / "seeds").glob(f"{start}_*.txt"), None)
        if path is None:
            return None
        reading = read_document(path.read_bytes(), path.name)
        statements = find_statements(reading.prose, reading.tables)
        found += [{name: getattr(one, name) for name in STATEMENTS} | {"text": key} for one in statements]
    statements = pd.DataFrame(found, columns=[*STATEMENTS, "text"])
    return measure_agreement(statements, study.judged_claims(), read_csv_text(JUDGED))


def claims_of_papers() -> Counter | None:
    """Of SciTab's claims: how many there are, are decided and rightly; None where the set is not at hand."""
    path = REFERENCE / "benchmarks/scitab_dev.json"
    if not path.is_file():
        return None
    return sum((measure(part) for part in halves(json.loads(path.read_text("utf-8"))).values()), Counter())


def test_what_the_audit_finds_of_errors_made_on_purpose(capsys):
    real = real_statements()
    labels = read_labels()
    text = page(
        altered_tables(),
        altered_claims(),
        misread_cells(),
        altered_sentences(),
        real,
        measured(labels),
        weighed(),
        claims_of_papers(),
        {"sources": sources(labels), "empty_kinds": empty_kinds(labels), "by_document": by_document(labels)},
        seed=SEED,
        number=NUMBER,
        tables=len(study.printed_tables()),
        made=MADE_TABLES,
    )
    PAGE.write_text(text, encoding="utf-8")
    with capsys.disabled():
        print("\n" + text)
        if real is None:
            print(f"no texts in {REFERENCE}; set REFERENCE_DATA to measure the statements of real prose")
