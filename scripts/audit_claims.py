"""Judges every claim by what the texts print and by outside evidence; lists the numbers that claims cover."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
from lib import files, tables
from lib.run import run

from bilateral.claims.claims import audit_claims
from bilateral.claims.conclusions import judge_conclusions, materiality
from bilateral.claims.coverage import cover, coverage_by_text
from bilateral.claims.records import read_claims, read_evidence
from bilateral.clean.prose import clean_document_parts, clean_prose_numbers
from bilateral.clean.row_checks import require
from bilateral.study.json_schema import schema_check
from crossfoot import InputError


@tables.written
def main(
    *,
    claims_yaml: str,
    evidence: list[str],
    texts: str,
    numbers: str,
    parts: str,
    conclusions_yaml: list[str],
    documents: list[str],
    official: list[str],
    claims_schema: str,
    evidence_schema: str,
    conclusions_schema: str,
    named: dict[str, str],
) -> tables.Tables:
    """documents: tables from the texts themselves; official: tables that outside evidence may use besides.

    named: the path of claims, evidence, numbers and parts that an error names, where a fault is mended.
    """
    about_texts = tables.read_csv_text(texts)
    require(about_texts.assign(line=""), texts, ["text", "author", "title"])
    keys = about_texts["text"].tolist()
    printed = clean_prose_numbers(tables.read_csv_text(numbers), named["numbers"], keys)
    document_parts = clean_document_parts(tables.read_csv_text(parts), named["parts"], keys)
    own = _by_name(documents) | {"document_parts": document_parts}

    stated = read_claims(
        files.read_yaml(claims_yaml, as_printed=True), _check_of(claims_schema), named["claims"], keys
    )
    # a study may have nothing from outside
    records = files.read_yaml(evidence[0], as_printed=True) if evidence else []
    evidence_name = named.get("evidence", "")
    outside = read_evidence(records, _check_of(evidence_schema), evidence_name, stated)
    judged_claims = audit_claims(stated, outside, own, _by_name(official), named["claims"], evidence_name)
    # a study may list no conclusions
    drawn = judge_conclusions(
        [record for path in conclusions_yaml for record in files.read_yaml(path, as_printed=True) or []],
        _check_of(conclusions_schema),
        stated,
        own | _by_name(official),
        ", ".join(conclusions_yaml),
    )
    covered = cover(printed, stated, named["claims"])
    return {
        "claims": judged_claims.assign(matters=materiality(judged_claims, drawn)),
        "conclusions": drawn,
        "coverage": covered,
        "coverage_by_text": coverage_by_text(covered, about_texts),
    }


def _check_of(schema: str) -> Callable[[object, str], None]:
    content = files.read_yaml(schema)
    if not isinstance(content, dict):
        raise InputError(schema, "no schema", "the keys of a record, as the project has them")
    return schema_check(content)


def _by_name(paths: list[str]) -> dict[str, pd.DataFrame]:
    return {Path(path).stem: tables.read_table(path) for path in paths}


if __name__ == "__main__":
    run(main)
