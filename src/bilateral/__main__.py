"""The command `bilateral`: builds a study, wherever its folder lies, and packages it for replication."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import bilateral
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
    building = commands.add_parser("build", help="build the study in a folder")
    _add_folder(building)

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
