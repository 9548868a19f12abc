MEASURED_POLICY = (
    "subsidy_ledger subsidy_totals subsidy_concentration subsidy_intensity one_third_rule plan_criteria "
    "repeated_values adoption adoption_trend critical_responsibility responsible_bodies"
).split()
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
        **as_tables("analysis", MEASURED_POLICY),
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
        **as_figures(POLICY_FIGURES, "Policy"),
    log:
        "logs/draw_policy.log",
    conda:
        "../envs/study.yml"
    message:
        "Drawing the policy figures"
    script:
        "../../scripts/draw_policy.py"
