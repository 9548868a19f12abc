"""Types and checks what the texts report of cooperation."""

from lib import tables
from lib.run import run

from bilateral.clean.cooperation import clean_events, clean_fields, clean_partnerships, clean_texts


def main(
    *,
    event_rows: str,
    partnership_rows: str,
    field_rows: str,
    texts: str,
    subdivisions: str,
    field_labels: str,
    dictionary: str,
    named: dict[str, str],
    names: dict[str, str],
    pair: dict[str, str],
    cooperation_texts: str,
    cooperation_events: str,
    cooperation_numbers: str,
    cooperation_parties: str,
    partnerships: str,
    cooperation_fields: str,
) -> None:
    """named: the path of events, partnerships and fields that an error names, where a fault is mended."""
    known = clean_texts(tables.read_csv_text(texts))
    reported = clean_events(tables.read_csv_text(event_rows), named["events"], known, names)
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
    clean = {
        cooperation_texts: known,
        cooperation_events: reported["cooperation_events"],
        cooperation_numbers: reported["cooperation_numbers"],
        cooperation_parties: reported["cooperation_parties"],
        partnerships: between,
        cooperation_fields: fields,
    }
    tables.write_tables(clean, dictionary)


if __name__ == "__main__":
    run(main)
