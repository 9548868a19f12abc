from remote import remote_outputs

# What the other rules make, without what notebooks for any pair show where the study has its own
NAMED = {
    path
    for notebook in NOTEBOOKS.values()
    for path in results_named(Path(notebook).read_text(encoding="utf-8"))
}
UNSEEN = {
    each.name
    for each in workflow.rules
    if each.name in ("measure_pair", "draw_pair") and not NAMED & set(map(str, each.output))
}
PUBLISHED = sorted(
    str(path)
    for each in workflow.rules
    if each.name not in UNSEEN and not each.has_wildcards()
    for path in each.output
    if not path.is_directory
)


rule publish_results:
    input:
        results=PUBLISHED,
        code=code_of("publish_results"),
    output:
        copies=stop_unless(remote_outputs, storage, config["publish"], PUBLISHED),
    log:
        "logs/publish_results.log",
    conda:
        "../envs/study.yml"
    message:
        "Copying the results to {config[publish]}"
    script:
        "../../scripts/publish_results.py"
