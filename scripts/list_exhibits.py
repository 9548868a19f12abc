"""Lists the exhibits of the built report in docs/exhibits.md, the paper's in README.md: make exhibits."""

import sys
from pathlib import Path

from lib import files

from bilateral.report.exhibits import exhibits, exhibits_page, with_exhibits
from bilateral.study.config import chapters
from crossfoot import InputError

ROOT = Path(__file__).parent.parent


def main(built: Path, readme: str) -> tuple[str, str]:
    """The texts of docs/exhibits.md and README.md. built: a folder with the first study's results/."""
    parts = {
        part: {
            chapter: files.read_notebook(built / f"results/notebooks/{chapter}.ipynb") for chapter in listed
        }
        for part, listed in chapters(files.read_yaml(ROOT / "config.yaml")).items()
    }
    crate = files.read_json(built / "results/report/ro-crate-metadata.json")
    found = exhibits(parts, crate)
    return exhibits_page(found), with_exhibits(readme, found)


if __name__ == "__main__":
    try:
        page, readme = main(ROOT, files.read_text(ROOT / "README.md"))
        files.write_text(page, ROOT / "docs/exhibits.md")
        files.write_text(readme, ROOT / "README.md")
    except InputError as fault:
        sys.exit(str(fault))
