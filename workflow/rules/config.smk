"""A sound configuration, and the code that each script runs: what every rule relies on."""

from pathlib import Path

from snakemake.exceptions import WorkflowError

import safekeeping
from bilateral.config import check_config
from bilateral.errors import StudyError
from bilateral.yaml_text import parse_yaml
from imports import code_of

STARTED = time.time()
DICTIONARY = "data/dictionary.csv"
SCHEMA = Path(workflow.basedir, "workflow/schemas/config.schema.yaml")


def stop_unless(check, *inputs):
    try:
        return check(*inputs)
    except StudyError as error:
        raise WorkflowError(str(error))


stop_unless(parse_yaml, Path("config.yaml").read_text(encoding="utf-8"), "config.yaml")


configfile: "config.yaml"


stop_unless(check_config, config, parse_yaml(SCHEMA.read_text(encoding="utf-8"), SCHEMA.name))
if not Path(config["document"]).is_file():
    raise WorkflowError(
        str(StudyError("config.yaml: document", f"no file {config['document']!r}", "the path of a document"))
    )
