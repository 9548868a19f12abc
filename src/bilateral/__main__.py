"""The command `bilateral`: begins, checks, builds and packages a study, wherever its folder lies."""

import argparse
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from bilateral.draft.command import add_arguments, check_draft
from bilateral.study.project import SETTINGS, engine, project
from crossfoot import InputError, __version__

# what the author can say of a raw file at once
ADDED = ("producer", "title", "citation", "address", "licence", "accessed", "vintage")


def build(folder: Path, arguments: list[str]) -> int:
    """Runs Snakemake on the study in a folder; exits with its status.

    arguments: what else Snakemake is told. Raises InputError where there is no study, no
    place to write, or no Snakemake.
    """
    if not any((folder / path).is_file() for path in ("config.yaml", "config/config.yaml")):
        found = "no config.yaml in it" if folder.is_dir() else "no such folder"
        raise InputError(str(folder), found, "the folder of a study, which has a config.yaml")
    if not os.access(folder, os.W_OK | os.X_OK):
        expected = "one that can; docs/studies.md says how to build beside it"
        raise InputError(str(folder), "a folder that cannot be written", expected)
    if find_spec("snakemake") is None:
        raise InputError("bilateral build", "no Snakemake", "pip install '.[study]' in the checkout")
    use_writable_cache(folder)
    from snakemake.cli import main

    own = [(folder / path).absolute() for path in ("Snakefile", "workflow/Snakefile")]
    snakefile = next((str(path) for path in own if path.is_file()), engine())
    # how Snakemake runs: as the study says, or as the engine does
    settings = next(path for path in (folder.absolute(), project()) if (path / SETTINGS).is_file())
    profile = str((settings / SETTINGS).parent)
    return main(
        ["--snakefile", snakefile, "--directory", str(folder), "--workflow-profile", profile, *arguments]
    )


def use_writable_cache(folder: Path) -> None:
    """Puts what Snakemake and libraries cache into the study's folder where the user's home takes nothing."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"))
    there = next(path for path in (cache, *cache.parents) if path.exists())
    if not os.access(there, os.W_OK | os.X_OK):
        os.environ["XDG_CACHE_HOME"] = str(folder.absolute() / ".snakemake/cache")


def _init(asked: argparse.Namespace) -> int:
    from bilateral.repository.start import answers, begin

    years = (asked.years[0], asked.years[1])
    given = answers(asked.reporter, asked.partner, asked.title, years, asked.license, asked.from_version)
    print("\n".join(begin(asked.folder, given)))
    print(
        f"Next: `cd {asked.folder}`, put files into data/raw (data/README.md says which), then `make check`; "
        "for other machines `pip wheel --no-deps --wheel-dir wheels PATH_OF_CLONE`, and commit wheels/"
    )
    return 0


def _update(asked: argparse.Namespace) -> int:
    from bilateral.repository.start import update

    print("\n".join(update(asked.folder)))
    return 0


def _add_source(asked: argparse.Namespace) -> int:
    import datetime

    from bilateral.repository.add_source import add_source

    given = {key: value for key in ADDED if (value := getattr(asked, key))}
    ask = input if sys.stdin.isatty() else None
    for file in asked.files:
        print("\n".join(add_source(Path(), file, given, datetime.date.today(), ask)))
    return 0


def _check(asked: argparse.Namespace) -> int:
    from bilateral.repository.missing import missing

    found = missing(asked.folder, project())
    print("\n".join(found) or "Nothing is missing: `make` can start")
    return 1 if found else 0


def _package(asked: argparse.Namespace) -> int:
    from bilateral.package.write import write_package

    print(write_package(asked.folder, project(), rebuild=not asked.no_rebuild))
    return 0


def _diff(asked: argparse.Namespace) -> int:
    # pandas and Pillow take longer to import than the other commands take to start
    from bilateral.changes.builds import read_builds
    from bilateral.changes.compare import compare, html, markdown, title_of

    old, new = read_builds(asked.old, asked.folder, asked.old_values)
    moved = compare(old, new)
    said = markdown(moved, page=asked.link)
    if asked.html:
        page = html(moved, title_of(new), f"This build against {asked.old}")
        asked.html.write_text(page, encoding="utf-8")
    if asked.markdown:
        asked.markdown.write_text(said, encoding="utf-8")
    else:
        print(said, end="")
    return 0 if moved.none else 1


def _refresh(asked: argparse.Namespace) -> int:
    script = project() / "scripts/refresh.py"
    use = ["--use"] if asked.use else []
    return subprocess.run([sys.executable, str(script), *use, *asked.sources]).returncode


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bilateral", description=(__doc__ or "").split(": ", 1)[1])
    parser.add_argument("--version", action="version", version=f"bilateral {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    beginning = commands.add_parser("init", help="begin a study in a repository of its own")
    beginning.add_argument("folder", type=Path, help="a new folder")
    for side in ("reporter", "partner"):
        beginning.add_argument(
            f"--{side}", required=True, metavar="CODE", help="ISO 3166-1 alpha-3, as in KOR"
        )
    beginning.add_argument("--title", default="", help="of the report")
    beginning.add_argument("--years", nargs=2, type=int, default=(2015, 2024), metavar=("FIRST", "LAST"))
    beginning.add_argument("--license", choices=("MIT", "CC-BY-4.0", "none"), default="MIT")
    beginning.add_argument("--from-version", default="", metavar="VERSION", help="of bilateral, to be pinned")
    beginning.set_defaults(run=_init)

    updating = commands.add_parser("update", help="bring a study's template files to this version")
    _add_folder(updating)
    updating.set_defaults(run=_update)

    adding = commands.add_parser("add-source", help="put raw files on record in data/sources.yaml")
    adding.add_argument("files", nargs="+", type=Path, metavar="FILE")
    for key in ADDED:
        adding.add_argument(f"--{key}", default="", metavar="TEXT")
    adding.set_defaults(run=_add_source)

    checking = commands.add_parser("check", help="say what a study lacks; 0 where a build can start, else 1")
    _add_folder(checking)
    checking.set_defaults(run=_check)

    building = commands.add_parser("build", help="build the study in a folder")
    _add_folder(building)

    drafted = commands.add_parser("check-draft", help="hold a draft's numbers against the study's results")
    add_arguments(drafted)
    drafted.set_defaults(run=check_draft)

    packaging = commands.add_parser("package", help="write the replication package of a built study")
    packaging.add_argument("--no-rebuild", action="store_true", help="without its test, and unmeasured")
    _add_folder(packaging)
    packaging.set_defaults(run=_package)

    comparing = commands.add_parser("diff", help="say what moved since another build; 1 where anything did")
    comparing.add_argument("--old", required=True, help="a commit, or a folder of earlier results")
    comparing.add_argument("--old-values", type=Path, help="values.json of that build, which no commit has")
    comparing.add_argument("--html", type=Path, help="a page to write, with pictures")
    comparing.add_argument("--markdown", type=Path, help="a file for the Markdown; else it is printed")
    comparing.add_argument("--link", default="", help="where the page will be found, for the Markdown")
    _add_folder(comparing)
    comparing.set_defaults(run=_diff)

    refreshing = commands.add_parser("refresh", help="ask this study's sources for newer figures")
    refreshing.add_argument("sources", nargs="*", help="these alone")
    refreshing.add_argument("--use", action="store_true", help="put new snapshots into config.yaml")
    refreshing.set_defaults(run=_refresh)
    return parser


def _add_folder(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "folder", nargs="?", type=Path, default=Path(), help="the study's folder; this one by default"
    )


def main(argv: list[str] | None = None) -> int:
    parser = _parser()
    known, rest = parser.parse_known_args(argv)
    try:
        if known.command == "build":
            # the rest is for Snakemake
            return build(known.folder, rest)
        if rest:
            parser.error(f"unrecognized arguments: {' '.join(rest)}")
        return known.run(known)
    except InputError as fault:
        print(fault, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
