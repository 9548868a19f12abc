"""Counts by instrument, who meets whom, targets, the graph of partnerships, and the matrix of fields."""

import files
import tables

from bilateral.cooperation.events import counts_by_instrument, who_meets_whom
from bilateral.cooperation.fields import field_matrix
from bilateral.cooperation.pairs import measures, nodes
from bilateral.cooperation.targets import targets


def main(inputs: dict[str, str], pair: dict[str, str], outputs: dict[str, str]) -> None:
    events, numbers, parties, partnerships, fields = (
        tables.read_table(inputs[name]) for name in ("events", "numbers", "parties", "partnerships", "fields")
    )
    results = {
        "cooperation_counts": counts_by_instrument(events),
        "cooperation_meetings": who_meets_whom(events, parties, pair),
        "cooperation_targets": targets(numbers, events),
        "partnership_nodes": nodes(partnerships),
        "partnership_graph": measures(partnerships),
        "cooperation_field_matrix": field_matrix(fields, events),
    }
    for name, frame in results.items():
        tables.write_table(frame, outputs[name], inputs["dictionary"])


if __name__ == "__main__":
    with files.errors_in_one_line(snakemake.log[0]):
        main(files.named(snakemake.input), snakemake.params.pair, files.named(snakemake.output))
