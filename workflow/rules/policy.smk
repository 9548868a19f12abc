MEASURED_POLICY = [
    "subsidy_ledger",
    "subsidy_totals",
    "subsidy_intensity",
    "one_third_rule",
    "plan_criteria",
    "repeated_values",
    "adoption",
    "adoption_trend",
    "critical_responsibility",
    "responsible_bodies",
]
POLICY_FIGURES = ["subsidies", "investment_subsidy", "adoption", "critical_responsibility"]
POLICY_TABLES = [
    "subsidy_plans",
    "plan_sites",
    "plan_entities",
    "subsidy_criteria",
    "diversification_rounds",
    "specified_products",
    "critical_product_codes",
]


rule measure_policy:
    message: "Adding up subsidies, adoptions and responsibilities"
    input:
        **{table: f"results/clean/{table}.parquet" for table in POLICY_TABLES},
        dictionary=DICTIONARY,
        code=code_of("measure_policy"),
    output:
        **{table: f"results/analysis/{table}.parquet" for table in MEASURED_POLICY},
        csv=expand("results/analysis/{table}.csv", table=MEASURED_POLICY),
    params:
        facility_table=config["tables"]["facility_plans"],
    log: "logs/measure_policy.log"
    script: "../../scripts/measure_policy.py"


rule draw_policy:
    message: "Drawing the policy figures"
    input:
        subsidy_ledger="results/analysis/subsidy_ledger.parquet",
        subsidy_totals="results/analysis/subsidy_totals.parquet",
        adoption="results/analysis/adoption.parquet",
        adoption_trend="results/analysis/adoption_trend.parquet",
        critical_responsibility="results/analysis/critical_responsibility.parquet",
        fonts=FONTS,
        code=code_of("draw_policy"),
    output:
        report(expand("results/figures/{figure}.svg", figure=POLICY_FIGURES), caption="../report/captions/policy.rst", category="Policy"),
        expand("results/figures/{figure}.png", figure=POLICY_FIGURES),
    params:
        cite=config["cite"],
        tables=config["tables"],
        folder="results/figures",
    log: "logs/draw_policy.log"
    script: "../../scripts/draw_policy.py"
