# The document's tables: as printed, typed by the roles that the study gives them, and checked
CLEAN = [*document_tables(config), "repairs"]


rule extract_tables:
    input:
        document=fetched(config["document"]),
        sources=SOURCES,
        code=code_of("extract_tables"),
    output:
        tables_json="results/extracted/tables.json",
        tables_csv=directory("results/extracted/tables"),
    log:
        "logs/extract_tables.log",
    conda:
        "../envs/study.yml"
    message:
        "Finding the tables of {input.document}"
    script:
        "../../scripts/extract_tables.py"


rule clean_tables:
    input:
        tables_json="results/extracted/tables.json",
        corrections=[path for path in ["data/corrections.yaml"] if Path(path).is_file()],
        dictionary=DICTIONARY,
        code=code_of("clean_tables"),
    output:
        **as_tables("clean", CLEAN),
    log:
        "logs/clean_tables.log",
    conda:
        "../envs/study.yml"
    params:
        roles=config.get("tables", {}),
        quarters_from=config.get("quarters_from"),
    message:
        "Typing and checking the tables; each repair goes on record"
    script:
        "../../scripts/clean_tables.py"


rule audit_tables:
    input:
        tables_json="results/extracted/tables.json",
        own_checks=[config["checks"]] if "checks" in config else [],
        dictionary=DICTIONARY,
        code=code_of("audit_tables"),
    output:
        **as_tables("audit", ["table_checks"], category="Audit"),
    log:
        "logs/audit_tables.log",
    conda:
        "../envs/study.yml"
    message:
        "Looking for what must hold within the printed tables"
    script:
        "../../scripts/audit_tables.py"
