"""Types and checks what the texts report of cooperation."""

from lib import files, tables
from lib.run import run

from bilateral.clean.cooperation import (
    clean_events,
    clean_fields,
    clean_lists,
    clean_partnerships,
    clean_texts,
)


@tables.written
def main(
    *,
    event_rows: str,
    partnership_rows: str,
    field_rows: str,
    list_rows: list[str],
    texts: str,
    subdivisions: str,
    field_labels: str,
    evidence: list[str],
    named: dict[str, str],
    names: dict[str, str],
    pair: dict[str, str],
) -> tables.Tables:
    """named: the paths of events, partnerships, fields and lists, where a fault is mended."""
    known = clean_texts(tables.read_csv_text(texts))
    # a study without claims has no evidence
    corrections = [record for path in evidence for record in files.read_yaml(path, as_printed=True) or []]
    reported = clean_events(
        tables.read_csv_text(event_rows), named["events"], known, names, corrections, ", ".join(evidence)
    )
    between = clean_partnerships(
        tables.read_csv_text(partnership_rows),
        named["partnerships"],
        known,
        tables.read_csv_text(subdivisions, "name", "code", "economy"),
        pair,
    )
    fields = clean_fields(
        tables.read_csv_text(field_rows),
        named["fields"],
        known,
        tables.read_csv_text(field_labels, "field", "label"),
        reported["cooperation_events"],
    )
    return {
        "cooperation_texts": known,
        "cooperation_events": reported["cooperation_events"],
        "cooperation_numbers": reported["cooperation_numbers"],
        "cooperation_parties": reported["cooperation_parties"],
        "partnerships": between,
        "cooperation_fields": fields,
        "listed_items": clean_lists(
            [tables.read_csv_text(path) for path in list_rows], named["lists"], known
        ),
    }


if __name__ == "__main__":
    run(main)
