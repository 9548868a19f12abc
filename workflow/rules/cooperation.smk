COOPERATION = config["cooperation"]
CLEAN_COOPERATION = (
    "cooperation_texts cooperation_events cooperation_numbers cooperation_parties partnerships "
    "cooperation_fields listed_items"
).split()
MEASURED_COOPERATION = (
    "cooperation_counts cooperation_meetings cooperation_targets partnership_nodes partnership_graph "
    "cooperation_field_matrix"
).split()
COOPERATION_FIGURES = ["cooperation_timeline", "cooperation_fields"]


rule clean_cooperation:
    input:
        event_rows=as_text(COOPERATION["events"]),
        partnership_rows=as_text(COOPERATION["partnerships"]),
        field_rows=as_text(COOPERATION["fields"]),
        # a study may list no lists
        list_rows=[as_text(COOPERATION["lists"])] if "lists" in COOPERATION else [],
        texts="data/texts.csv",
        subdivisions=shared("data/subdivisions.csv"),
        field_labels=shared("data/fields.csv"),
        # outside sources correct the dates that they rule out
        evidence=[config["claims"]["evidence"]] if "claims" in config else [],
        dictionary=DICTIONARY,
        code=code_of("clean_cooperation"),
    output:
        **as_tables("clean", CLEAN_COOPERATION),
    log:
        "logs/clean_cooperation.log",
    conda:
        "../envs/study.yml"
    params:
        named={table: COOPERATION.get(table, "") for table in ("events", "partnerships", "fields", "lists")},
        names=config["names"],
        pair=config["pair"],
    message:
        "Typing the events, partnerships and fields that the texts report"
    script:
        "../../scripts/clean_cooperation.py"


rule measure_cooperation:
    input:
        events="results/clean/cooperation_events.parquet",
        numbers="results/clean/cooperation_numbers.parquet",
        parties="results/clean/cooperation_parties.parquet",
        partnerships="results/clean/partnerships.parquet",
        fields="results/clean/cooperation_fields.parquet",
        dictionary=DICTIONARY,
        code=code_of("measure_cooperation"),
    output:
        **as_tables("analysis", MEASURED_COOPERATION),
    log:
        "logs/measure_cooperation.log",
    conda:
        "../envs/study.yml"
    params:
        pair=config["pair"],
    message:
        "Counting events, meetings, targets, partnerships and fields"
    script:
        "../../scripts/measure_cooperation.py"


rule draw_cooperation:
    input:
        events="results/clean/cooperation_events.parquet",
        parties="results/clean/cooperation_parties.parquet",
        matrix="results/analysis/cooperation_field_matrix.parquet",
        labels=COOPERATION.get("labels", []),
        fonts=FONTS,
        code=code_of("draw_cooperation"),
    output:
        **as_figures(COOPERATION_FIGURES, "Cooperation"),
    log:
        "logs/draw_cooperation.log",
    conda:
        "../envs/study.yml"
    params:
        names=config["names"],
        pair=config["pair"],
    message:
        "Drawing the cooperation figures"
    script:
        "../../scripts/draw_cooperation.py"
