"""A sound configuration, and the files that each script runs and reads: what every rule relies on."""

from pathlib import Path

import last_good_results
from bilateral.study.characters import in_line
from bilateral.study.config import (
    chapters,
    check_config,
    check_mapping,
    document_tables,
    files_named,
    has_key,
    subjects,
    tables_like,
    texts_shown,
)
from bilateral.study.json_schema import key_place
from crossfoot import InputError
from bilateral.sources.records import is_remote
from code_files import code_of, shared
from lib import files, fonts
from remote import remote_input

STARTED = time.time()
DICTIONARY = shared("data/dictionary.csv")
SOURCES = "data/sources.yaml"
# the second is where workflows of Snakemake's catalogue have it
CONFIG_FILE = next(filter(os.path.isfile, ["config.yaml", "config/config.yaml"]), "config.yaml")


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
    for path in (CONFIG_FILE, SOURCES):
        if not Path(path).is_file():
            raise InputError(
                path,
                "no such file in the study's folder",
                "the study's configuration, and a record of each raw file",
            )


def check_files(schema):
    """What the configuration names is there."""
    for keys, path, form in files_named(config, schema):
        there = (
            Path(path).is_file()
            or (form.startswith("source") and is_remote(path))
            or (form.endswith("folder") and Path(path).is_dir())
            or (form.endswith("pattern") and "*" in path and any(Path().glob(path)))
        )
        if not there:
            raise InputError(
                key_place("config.yaml", keys),
                f"no file {path!r}",
                "the path of a file, from the study's folder",
            )


def fetched(path):
    """An input that config.yaml names: a file here, or an object in S3 storage, which Snakemake fetches."""
    return stop_unless(remote_input, storage, path) if is_remote(path) else path


def reported(paths, category):
    """Files that Snakemake's own report shows under a category, with the caption of that name."""
    return report(
        paths, caption=f"../report/captions/{category.lower().replace(' ', '_')}.rst", category=category
    )


def as_tables(folder, tables, category=""):
    """A rule's outputs: each table by its name as Parquet, and all of them as CSV."""
    parquet = {table: f"results/{folder}/{table}.parquet" for table in tables}
    csv = [path.replace(".parquet", ".csv") for path in parquet.values()]
    return parquet | {"csv": reported(csv, category) if category else csv}


def as_figures(figures, category):
    """A rule's outputs: each figure as wide SVG, as narrow SVG and as PNG."""
    wide = expand("results/figures/{figure}.svg", figure=figures)
    narrow, png = ([path.replace(".svg", end) for path in wide] for end in ("_narrow.svg", ".png"))
    return {"svg": reported(wide, category), "narrow": narrow, "png": png}


stop_unless(check_place)
# before Snakemake reads it, which would take the last of two equal keys, and say less of a fault
stop_unless(check_mapping, stop_unless(files.read_yaml, CONFIG_FILE))


# a Snakefile that uses the engine as a module may hand its own `config` on, and then this is not read
configfile: CONFIG_FILE


SCHEMA = stop_unless(files.read_yaml, ENGINE / "workflow/schemas/config.schema.yaml")
stop_unless(check_config, config, SCHEMA)
stop_unless(check_files, SCHEMA)

# what the study is about; rules of anything else are left out
SUBJECTS = subjects(config)
CHAPTERS = chapters(config)
PAIR, SHOWN_NAMES = config["pair"], {code: in_line(name) for code, name in config["names"].items()}
FONTS = [config["font"]] if isinstance(config.get("font"), str) else config.get("font", [])
stop_unless(fonts.check_texts, texts_shown(config, SCHEMA), FONTS)
