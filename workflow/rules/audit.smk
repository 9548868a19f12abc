rule audit_tables:
    message: "Looking for what must hold within the printed tables"
    input:
        tables_json="results/extracted/tables.json",
        dictionary=DICTIONARY,
        code=code_of("audit_tables"),
    output:
        checks="results/audit/table_checks.parquet",
        csv="results/audit/table_checks.csv",
    log: "logs/audit_tables.log"
    script: "../../scripts/audit_tables.py"


rule measure_auditor:
    message: "Measuring the audit on alterations made on purpose"
    input:
        tables_json="results/extracted/tables.json",
        dictionary=DICTIONARY,
        code=code_of("measure_auditor"),
    output:
        benchmark="results/audit/benchmark.parquet",
        csv="results/audit/benchmark.csv",
    params:
        **config["audit"],
    log: "logs/measure_auditor.log"
    script: "../../scripts/measure_auditor.py"
