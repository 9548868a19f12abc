from remote import remote_outputs

# What the other rules make, without what notebooks for any pair show where the study has its own
NAMED = {path for notebook in NOTEBOOKS.values() for path in results_named(Path(notebook).read_text(encoding="utf-8"))}
UNSEEN = {rule.name for rule in workflow.rules if rule.name in ("measure_pair", "draw_pair") and not NAMED & set(map(str, rule.output))}
PUBLISHED = sorted(str(path) for rule in workflow.rules if rule.name not in UNSEEN and not rule.has_wildcards() for path in rule.output if not path.is_directory)


rule publish_results:
    message: "Copying the results to {config[publish]}"
    input:
        results=PUBLISHED,
        code=code_of("publish_results"),
    output:
        copies=stop_unless(remote_outputs, storage, config["publish"], PUBLISHED),
    log: "logs/publish_results.log"
    script: "../../scripts/publish_results.py"
