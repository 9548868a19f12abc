"""Counts by instrument, who meets whom, targets, the graph of partnerships, and the matrix of fields."""

from lib import tables
from lib.run import run

from bilateral.cooperation import counts_by_instrument, field_matrix, measures, nodes, targets, who_meets_whom


@tables.written
def main(
    *, events: str, numbers: str, parties: str, partnerships: str, fields: str, pair: dict[str, str]
) -> tables.Tables:
    reported, between = tables.read_table(events), tables.read_table(partnerships)
    return {
        "cooperation_counts": counts_by_instrument(reported),
        "cooperation_meetings": who_meets_whom(reported, tables.read_table(parties), pair),
        "cooperation_targets": targets(tables.read_table(numbers), reported),
        "partnership_nodes": nodes(between),
        "partnership_graph": measures(between),
        "cooperation_field_matrix": field_matrix(tables.read_table(fields), reported),
    }


if __name__ == "__main__":
    run(main)
