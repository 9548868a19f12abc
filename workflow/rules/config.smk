"""A sound configuration, and the files that each script runs and reads: what every rule relies on."""

from pathlib import Path

import last_good_results
from bilateral.study.characters import in_line
from bilateral.study.config import chapters, check_config, document_tables, has_key, texts_shown
from crossfoot import InputError
from bilateral.sources.records import is_remote
from bilateral.study.yaml_text import parse_yaml
from code_files import code_of, shared
from lib import fonts
from remote import remote_input

STARTED = time.time()
DICTIONARY = shared("data/dictionary.csv")
SOURCES = "data/sources.yaml"
SCHEMA = Path(workflow.basedir, "workflow/schemas/config.schema.yaml")


def stop(place, found, expected):
    """Ends the run with the one line of an InputError, without Snakemake's trace of this file."""
    sys.exit(str(InputError(place, found, expected)))


def stop_unless(check, *inputs):
    """What the check gives; its one-line error ends the run."""
    try:
        return check(*inputs)
    except InputError as error:
        sys.exit(str(error))


def check_place():
    """A study's folder has its configuration and the record of its raw files."""
    for path in ("config.yaml", SOURCES):
        if not Path(path).is_file():
            raise InputError(
                path,
                "no such file in the study's folder",
                "the study's configuration, and a record of each raw file",
            )


def fetched(path):
    """An input that config.yaml names: a file here, or an object in S3 storage, which Snakemake fetches."""
    return stop_unless(remote_input, storage, path) if is_remote(path) else path


stop_unless(check_place)
stop_unless(parse_yaml, Path("config.yaml").read_text(encoding="utf-8"), "config.yaml")


configfile: "config.yaml"


stop_unless(check_config, config, parse_yaml(SCHEMA.read_text(encoding="utf-8"), SCHEMA.name))
if "document" in config and not is_remote(config["document"]) and not Path(config["document"]).is_file():
    stop("config.yaml: document", f"no file {config['document']!r}", "the path of a document")

# the chapters of this study's report; rules of the others are left out
CHAPTERS = chapters(config)
PAIR, SHOWN_NAMES = config["pair"], {code: in_line(name) for code, name in config["names"].items()}
FONTS = [config["font"]] if isinstance(config.get("font"), str) else config.get("font", [])
stop_unless(fonts.check_texts, texts_shown(config), FONTS)
