"""Types and checks what the texts report of cooperation."""

import files
import tables

from bilateral.clean.cooperation import clean_events, clean_fields, clean_partnerships, clean_texts


def main(
    inputs: dict[str, str],
    choices: dict,
    names: dict[str, str],
    pair: dict[str, str],
    outputs: dict[str, str],
) -> None:
    rows = {name: tables.read_csv_text(path) for name, path in inputs.items() if name != "dictionary"}
    texts = clean_texts(rows["texts"])
    clean = {"cooperation_texts": texts} | clean_events(rows["events"], choices["events"], texts, names)
    clean["partnerships"] = clean_partnerships(
        rows["partnerships"], choices["partnerships"], texts, rows["subdivisions"], pair
    )
    clean["cooperation_fields"] = clean_fields(
        rows["fields"], choices["fields"], texts, rows["labels"], clean["cooperation_events"]
    )
    for name, frame in clean.items():
        tables.write_table(frame, outputs[name], inputs["dictionary"])


if __name__ == "__main__":
    with files.errors_in_one_line(snakemake.log[0]):
        main(
            files.named(snakemake.input),
            snakemake.params.choices,
            snakemake.params.names,
            snakemake.params.pair,
            files.named(snakemake.output),
        )
