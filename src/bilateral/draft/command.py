"""`bilateral check-draft`: a draft against the results of a study."""

import argparse
import json
import os
from pathlib import Path

from crossfoot import InputError

BINDING = "draft.yaml"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("draft", type=Path, help="Word, Markdown, HTML, PDF, text or LaTeX")
    parser.add_argument(
        "--study", type=Path, default=Path(), metavar="DIR", help="the study's folder; this one by default"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all that is found, for programs")
    parser.add_argument("--html", type=Path, metavar="FILE", help="write it as a page")
    parser.add_argument(
        "--bind",
        action="store_true",
        help=f"write {BINDING} beside the draft: hold its numbers to what they match now",
    )


def check_draft(options: argparse.Namespace) -> int:
    """Prints what is found; 1 where something differs, else 0. Where GITHUB_STEP_SUMMARY names a file, it is
    added there. Raises InputError where draft, results or binding cannot be read, or a file not written."""
    from bilateral.draft import binding, listing
    from bilateral.draft.match import DIFFERS, check
    from bilateral.draft.results import read_results
    from bilateral.draft.stated import read_draft

    numbers, macros = read_draft(options.draft)
    study = read_results(options.study)
    bound_to = options.draft.parent / BINDING
    bound = binding.read(bound_to, numbers, study) if bound_to.is_file() else {}
    found = check(numbers, study, bound)
    name = options.draft.name
    print(listing.as_text(found, macros), end="")
    if options.json:
        as_json = json.dumps(listing.as_json(found, macros, name), ensure_ascii=False, indent=1)
        _write(options.json, as_json + "\n", "w")
    if options.html:
        _write(options.html, listing.as_html(found, macros, name), "w")
    if job := os.environ.get("GITHUB_STEP_SUMMARY"):
        _write(Path(job), listing.as_markdown(found, macros, name), "a")
    if options.bind:
        _write(bound_to, binding.text_of(found), "w")
    return int(any(one.verdict == DIFFERS for one in found))


def _write(path: Path, text: str, mode: str) -> None:
    try:
        with path.open(mode, encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise InputError(str(path), error.strerror or str(error), "a file that can be written") from error
