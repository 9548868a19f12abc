"""A sound configuration, and the code that each script runs: what every rule relies on."""

from pathlib import Path

import safekeeping
from bilateral.config import check_config
from bilateral.errors import StudyError
from bilateral.sources import is_remote
from bilateral.yaml_text import parse_yaml
from imports import code_of
from remote import remote_input

STARTED = time.time()
DICTIONARY = "data/dictionary.csv"
SCHEMA = Path(workflow.basedir, "workflow/schemas/config.schema.yaml")


def stop_unless(check, *inputs):
    """What the check gives; its one-line error ends the run, without Snakemake's trace of this file."""
    try:
        return check(*inputs)
    except StudyError as error:
        sys.exit(str(error))


def fetched(path):
    """An input that config.yaml names: a file here, or an object in S3 storage, which Snakemake fetches."""
    return stop_unless(remote_input, storage, path) if is_remote(path) else path


stop_unless(parse_yaml, Path("config.yaml").read_text(encoding="utf-8"), "config.yaml")


configfile: "config.yaml"


stop_unless(check_config, config, parse_yaml(SCHEMA.read_text(encoding="utf-8"), SCHEMA.name))
if not is_remote(config["document"]) and not Path(config["document"]).is_file():
    sys.exit(str(StudyError("config.yaml: document", f"no file {config['document']!r}", "the path of a document")))
