"""Sets out what a study asks, and the pair's trade of each year with its weight, or why there is none."""

import files
import tables

from bilateral.trade.pair import pair_facts, pair_trade


def main(inputs: dict[str, str], facts: dict, outputs: dict[str, str]) -> None:
    pair = {role: facts[role] for role in ("reporter", "partner")}
    years = {end: facts[f"{end}_year"] for end in ("first", "last")}
    trade = pair_trade(
        tables.read_table(inputs["totals"]), tables.read_table(inputs["merchandise"]), pair, years
    )
    tables.write_table(pair_facts(facts), outputs["pair_facts"], inputs["dictionary"])
    tables.write_table(trade, outputs["pair_trade"], inputs["dictionary"])


if __name__ == "__main__":
    with files.errors_in_one_line(snakemake.log[0]):
        main(files.named(snakemake.input), snakemake.params.facts, files.named(snakemake.output))
