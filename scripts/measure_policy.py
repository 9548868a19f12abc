"""The ledger of plans with its totals, ratios and open questions; rounds; who is in charge of critical products."""

import files
import tables

from bilateral.policy.adoption import adoption_by_round, adoption_trend
from bilateral.policy.intensity import one_third_rule, subsidy_intensity
from bilateral.policy.ledger import subsidy_ledger, subsidy_totals
from bilateral.policy.repeats import filled_down
from bilateral.policy.responsibility import responsibility, responsible_bodies
from bilateral.policy.thresholds import plans_against_criteria


def main(inputs: dict[str, str], facility_table: str, outputs: dict[str, str]) -> None:
    clean = {name: tables.read_table(path) for name, path in inputs.items() if name != "dictionary"}
    sites, entities, criteria = clean["plan_sites"], clean["plan_entities"], clean["subsidy_criteria"]
    ledger = subsidy_ledger(clean["subsidy_plans"], sites, entities, criteria)
    repeated = filled_down(sites, entities, facility_table)
    rounds, products, codes = (
        clean[name] for name in ("diversification_rounds", "specified_products", "critical_product_codes")
    )
    results = {
        "subsidy_ledger": ledger,
        "subsidy_totals": subsidy_totals(ledger),
        "subsidy_intensity": subsidy_intensity(ledger, repeated),
        "one_third_rule": one_third_rule(ledger),
        "plan_criteria": plans_against_criteria(ledger, criteria),
        "repeated_values": repeated,
        "adoption": adoption_by_round(rounds),
        "adoption_trend": adoption_trend(rounds),
        "critical_responsibility": responsibility(products, codes),
        "responsible_bodies": responsible_bodies(products, codes),
    }
    for name, frame in results.items():
        tables.write_table(frame, outputs[name], inputs["dictionary"])


if __name__ == "__main__":
    with files.errors_in_one_line(snakemake.log[0]):
        main(files.named(snakemake.input), snakemake.params.facility_table, files.named(snakemake.output))
