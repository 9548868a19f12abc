"""The command `bilateral`: builds a study, wherever its folder lies, and checks a draft against it."""

from __future__ import annotations

import argparse
import os
import sys
from importlib.util import find_spec
from pathlib import Path

import bilateral
from bilateral.draft.command import add_arguments, check_draft
from crossfoot import InputError, __version__


def project() -> Path:
    """The folder of the Snakefile, workflow, scripts and shared data: of the checkout, or of the package."""
    package = Path(bilateral.__file__).parent
    installed = package / "project"
    return installed if installed.is_dir() else package.parent.parent


def build(folder: Path, arguments: list[str]) -> int:
    """Runs Snakemake on the study in a folder; exits with its status.

    arguments: what else Snakemake is told. Raises InputError where there is no study, no
    place to write, or no Snakemake.
    """
    if not (folder / "config.yaml").is_file():
        found = "no config.yaml in it" if folder.is_dir() else "no such folder"
        raise InputError(str(folder), found, "the folder of a study, which has a config.yaml")
    if not os.access(folder, os.W_OK | os.X_OK):
        expected = "one that can; docs/studies.md says how to build beside it"
        raise InputError(str(folder), "a folder that cannot be written", expected)
    if find_spec("snakemake") is None:
        raise InputError("bilateral build", "no Snakemake", "pip install '.[study]' in the checkout")
    use_writable_cache(folder)
    from snakemake.cli import main

    home = project()
    return main(["--snakefile", str(home / "Snakefile"), "--directory", str(folder), *arguments])


def use_writable_cache(folder: Path) -> None:
    """Puts what Snakemake and libraries cache into the study's folder where the user's home takes nothing."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"))
    there = next(path for path in (cache, *cache.parents) if path.exists())
    if not os.access(there, os.W_OK | os.X_OK):
        os.environ["XDG_CACHE_HOME"] = str(folder.absolute() / ".snakemake/cache")


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bilateral", description=__doc__.split(": ", 1)[1])
    parser.add_argument("--version", action="version", version=f"bilateral {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    building = commands.add_parser("build", help="build the study in a folder")
    building.add_argument(
        "folder", nargs="?", type=Path, default=Path(), help="the study's folder; this one by default"
    )
    drafted = commands.add_parser(
        "check-draft", help="hold the numbers of a draft against the study's results"
    )
    add_arguments(drafted)
    known, rest = parser.parse_known_args(argv)
    if known.command != "build" and rest:
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    try:
        if known.command == "check-draft":
            return check_draft(known)
        return build(known.folder, rest)
    except InputError as fault:
        print(fault, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
