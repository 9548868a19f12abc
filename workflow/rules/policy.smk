MEASURED_POLICY = {
    "ledger": "subsidy_ledger",
    "totals": "subsidy_totals",
    "concentration": "subsidy_concentration",
    "intensity": "subsidy_intensity",
    "one_third": "one_third_rule",
    "plan_criteria": "plan_criteria",
    "repeated": "repeated_values",
    "adoption": "adoption",
    "trend": "adoption_trend",
    "product_bodies": "critical_responsibility",
    "bodies": "responsible_bodies",
}
POLICY_FIGURES = ["subsidies", "investment_subsidy", "adoption", "critical_responsibility"]


rule measure_policy:
    input:
        plans="results/clean/subsidy_plans.parquet",
        sites="results/clean/plan_sites.parquet",
        entities="results/clean/plan_entities.parquet",
        criteria="results/clean/subsidy_criteria.parquet",
        rounds="results/clean/diversification_rounds.parquet",
        products="results/clean/specified_products.parquet",
        product_codes="results/clean/critical_product_codes.parquet",
        repairs="results/clean/repairs.parquet",
        dictionary=DICTIONARY,
        code=code_of("measure_policy"),
    output:
        **{name: f"results/analysis/{table}.parquet" for name, table in MEASURED_POLICY.items()},
        csv=expand("results/analysis/{table}.csv", table=MEASURED_POLICY.values()),
    log:
        "logs/measure_policy.log",
    conda:
        "../envs/study.yml"
    params:
        facility_table=config["tables"]["facility_plans"],
        shared_cap=config["shared_cap"],
    message:
        "Adding up subsidies, adoptions and responsibilities"
    script:
        "../../scripts/measure_policy.py"


rule draw_policy:
    input:
        ledger="results/analysis/subsidy_ledger.parquet",
        totals="results/analysis/subsidy_totals.parquet",
        adoption="results/analysis/adoption.parquet",
        trend="results/analysis/adoption_trend.parquet",
        product_bodies="results/analysis/critical_responsibility.parquet",
        fonts=FONTS,
        code=code_of("draw_policy"),
    output:
        svg=report(
            expand("results/figures/{figure}.svg", figure=POLICY_FIGURES),
            caption="../report/captions/policy.rst",
            category="Policy",
        ),
        narrow=expand("results/figures/{figure}_narrow.svg", figure=POLICY_FIGURES),
        png=expand("results/figures/{figure}.png", figure=POLICY_FIGURES),
    log:
        "logs/draw_policy.log",
    conda:
        "../envs/study.yml"
    message:
        "Drawing the policy figures"
    script:
        "../../scripts/draw_policy.py"
