from remote import remote_outputs

# What the other rules make; an object that is there is replaced at the end, never taken away before
PUBLISHED = sorted(str(path) for rule in workflow.rules if not rule.has_wildcards() for path in rule.output if not path.is_directory)


rule publish_results:
    message: "Copying the results to {config[publish]}"
    input:
        results=PUBLISHED,
        code=code_of("publish_results"),
    output:
        update(stop_unless(remote_outputs, storage, config["publish"], PUBLISHED)),
    log: "logs/publish_results.log"
    script: "../../scripts/publish_results.py"
