"""Lists what moved since an earlier build of a study: make diff OLD=COMMIT, or OLD=FOLDER."""

import io
import subprocess
import sys
import tarfile
from pathlib import Path

from lib import tables

from bilateral.report.diff import compare_results, describe_changes
from bilateral.study.dictionary import DICTIONARY, number_columns
from crossfoot import InputError

FOLDERS = ("clean", "analysis", "audit")
ROOT = Path(__file__).parent.parent
MOST = 20


def main(old: str, study: str = ".", most: int = MOST) -> str:
    """What moved between OLD and the study's results/. Raises InputError where OLD has no results."""
    if not old:
        raise InputError("make diff", "no OLD", "make diff OLD=COMMIT, or OLD=FOLDER of earlier results")
    results = Path(study, "results")
    now = of_folder(results)
    if not now:
        raise InputError(str(results), "no published tables", "a build: run make first")
    before = of_folder(Path(old)) if Path(old).is_dir() else of_commit(old, results)
    if not before:
        raise InputError(
            f"OLD={old}", "no published tables", f"{', '.join(f'{name}/*.csv' for name in FOLDERS)} in it"
        )
    numbers = number_columns(tables.read_csv_text(ROOT / DICTIONARY), now.keys() | before.keys())
    return describe_changes(compare_results(before, now, numbers), most)


def of_folder(folder: Path) -> dict[str, str]:
    """CSV text by table, of a folder of results or of a project that has one."""
    root = folder / "results" if (folder / "results").is_dir() else folder
    return {
        path.stem: path.read_text(encoding="utf-8")
        for name in FOLDERS
        for path in sorted(root.glob(f"{name}/*.csv"))
    }


def of_commit(commit: str, results: Path) -> dict[str, str]:
    """CSV text by table of a study's results as they were committed; nothing is checked out."""
    place, expected = f"OLD={commit}", "a commit, or a folder of earlier results"
    try:
        named = subprocess.run(
            ["git", "rev-parse", "--verify", "--quiet", "--end-of-options", f"{commit}^{{commit}}"],
            capture_output=True,
            text=True,
        )
    except FileNotFoundError as error:
        raise InputError(place, "no folder, and git is not installed", expected) from error
    if named.returncode:
        raise InputError(place, "neither a commit nor a folder", expected)
    archive = subprocess.run(
        ["git", "archive", "--format=tar", named.stdout.strip(), str(results)], capture_output=True
    )
    if archive.returncode:
        raise InputError(place, f"a commit without {results}/", expected)
    with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as tar:
        files = {Path(member.name): member for member in tar if member.isfile()}
        return {
            path.stem: content.read().decode("utf-8")
            for path, member in sorted(files.items())
            if path.suffix == ".csv" and path.parent.name in FOLDERS and (content := tar.extractfile(member))
        }


if __name__ == "__main__":
    try:
        print(main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "."))
    except InputError as fault:
        sys.exit(str(fault))
