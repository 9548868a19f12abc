"""What a new study's repository holds, and what is said of it."""

import json
import subprocess
from pathlib import Path

import yaml

from bilateral.repository.start import answers, begin, rendered

ROOT = Path(__file__).parents[4]
GIVEN = answers("KOR", "VNM", years=(2019, 2021))


def test_inside_another_repository_it_has_one_of_its_own(tmp_path):
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    _, git = begin(tmp_path / "study", GIVEN)
    assert git.startswith(f"git: a repository of its own inside that of {tmp_path}; ")
    assert (tmp_path / "study/.git").is_dir()
    _, git = begin(tmp_path.with_name(f"{tmp_path.name}-alone"), GIVEN)
    assert "inside" not in git


def test_bilateral_comes_from_the_wheels_of_the_study():
    lines = rendered(GIVEN)["requirements.txt"].splitlines()
    assert lines.index("--find-links wheels") < lines.index(f"bilateral[study]=={GIVEN.version}")
    assert not any(line.startswith("wheels") for line in rendered(GIVEN)[".gitignore"].splitlines())


def test_a_chapter_of_the_appendix_stands_beside_the_tables_it_refers_to():
    appendix = yaml.safe_load(rendered(GIVEN)["config.yaml"])["chapters"]["appendix"]
    own = json.loads(rendered(GIVEN)["notebooks/article.ipynb"])
    notebooks = [json.loads((ROOT / f"notebooks/pair/{name}.ipynb").read_text("utf-8")) for name in appendix]
    cells = [cell for notebook in (own, *notebooks) for cell in notebook["cells"]]
    text = "".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    code = "".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    referred = {word.split(")")[0].strip(".,;") for word in text.replace("@fig:", "@tab:").split("@tab:")[1:]}
    assert referred and all(f'"{name.split()[0]}"' in code for name in referred)
