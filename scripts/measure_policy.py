"""The ledger of plans with totals, ratios and open questions; rounds; who is in charge of which products."""

from lib import tables
from lib.run import run

from bilateral.policy.adoption import adoption_by_round, adoption_trend
from bilateral.policy.concentration import subsidy_concentration
from bilateral.policy.intensity import filled_down, one_third_rule, subsidy_intensity
from bilateral.policy.ledger import subsidy_ledger, subsidy_totals
from bilateral.policy.responsibility import responsibility, responsible_bodies
from bilateral.policy.thresholds import plans_against_criteria


@tables.written
def main(
    *,
    plans: str,
    sites: str,
    entities: str,
    criteria: str,
    rounds: str,
    products: str,
    product_codes: str,
    repairs: str,
    facility_table: str,
    shared_cap: str,
) -> tables.Tables:
    """facility_table: the number of the table that repeats a plan's value in the rows of its sites.
    shared_cap: of policy.ledger.subsidy_totals."""
    of_plans = tables.read_table(plans)
    of_sites, of_entities, thresholds = (tables.read_table(path) for path in (sites, entities, criteria))
    plan_by_plan = subsidy_ledger(of_plans, of_sites, of_entities, thresholds)
    filled = filled_down(of_sites, of_entities, facility_table)
    adopted, specified, codes = (tables.read_table(path) for path in (rounds, products, product_codes))
    return {
        "subsidy_ledger": plan_by_plan,
        "subsidy_totals": subsidy_totals(plan_by_plan, shared_cap),
        "subsidy_concentration": subsidy_concentration(plan_by_plan, shared_cap),
        "subsidy_intensity": subsidy_intensity(plan_by_plan, filled),
        "one_third_rule": one_third_rule(plan_by_plan),
        "plan_criteria": plans_against_criteria(
            plan_by_plan, thresholds, of_plans, tables.read_table(repairs)
        ),
        "repeated_values": filled,
        "adoption": adoption_by_round(adopted),
        "adoption_trend": adoption_trend(adopted),
        "critical_responsibility": responsibility(specified, codes),
        "responsible_bodies": responsible_bodies(specified, codes),
    }


if __name__ == "__main__":
    run(main)
