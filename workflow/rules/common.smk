"""What every rule relies on: a sound configuration, and the code each script runs."""

from pathlib import Path

import yaml
from snakemake.exceptions import WorkflowError

import safekeeping
from bilateral.config import check_config
from bilateral.errors import StudyError
from imports import code_of

STARTED = time.time()
DICTIONARY = "data/dictionary.csv"

try:
    check_config(config, yaml.safe_load(Path(workflow.basedir, "workflow/schemas/config.schema.yaml").read_text()))
    if not Path(config["document"]).is_file():
        raise StudyError("config.yaml: document", f"no file {config['document']!r}", "the path of a document")
except StudyError as error:
    raise WorkflowError(str(error))
