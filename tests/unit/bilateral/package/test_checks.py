"""What a check finds wrong is left to a person, and said."""

import pytest

from bilateral.package.checks import CHECKS, HEADINGS, checklist
from bilateral.package.contents import BuiltStudy, Made


@pytest.fixture
def made(tmp_path) -> Made:
    """A package with hardly anything in it."""
    files = {
        "README.md": "# Replication package\n",
        "data/raw/a.sav": "",
        "scripts/x.pyc": "",
        "config.yaml": "",
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    crate = {"@graph": [{"@id": "a", "@type": "File"}]}
    study = BuiltStudy(
        tmp_path, "", "config.yaml", {"title": "t"}, [], crate, {path: tmp_path / path for path in files}
    )
    return Made(tmp_path, study, [], [], 2, None)


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("raw_recorded", "data/raw/a.sav without a record"),
        ("open_formats", "data/raw/a.sav"),
        ("source_form", "scripts/x.pyc"),
        ("licences", "no LICENSE"),
        ("omissions", "nothing said"),
        ("one_availability", "0 ticks"),
        ("environment_locked", "no lock"),
        ("rebuilt", "the package was not rebuilt when it was made"),
        ("one_command", "README without sh run.sh"),
        ("numbers_covered", "2 numbers missing"),
        ("manuscript", "no PDF"),
        ("nothing_unneeded", "scripts/x.pyc"),
        ("readme_headings", "headings []"),
    ],
)
def test_what_is_missing_is_found(made, name, fault):
    assert fault in CHECKS[name](made)[0]


def test_a_path_of_one_machine_is_found(made):
    (made.folder / "config.yaml").write_text("file: /home/me/data.csv\n")
    assert CHECKS["relative_paths"](made)[0] == ["config.yaml"]


def test_the_template_s_headings():
    """Those of template-README.md 1.1, in its order; the section on what is left out is our own."""
    assert "|".join(HEADINGS) == (
        "Overview|Data Availability and Provenance Statements|Statement about Rights|License for Data|"
        "Summary of Availability|Details on each Data Source|Dataset list|Computational requirements|"
        "Software Requirements|Controlled Randomness|Memory, Runtime, Storage Requirements|Summary|Details|"
        "Description of programs/code|License for Code|Instructions to Replicators|Details|"
        "List of tables and programs|What is left out, and why|References|Acknowledgements"
    )


def test_every_item_names_a_test_that_there_is(monkeypatch, made):
    # each test passes, so that what is left are the items without one
    monkeypatch.setattr(
        "bilateral.package.checks.CHECKS", {name: lambda made: ([], 1, 2, 3) for name in CHECKS}
    )
    text = checklist(made)
    assert "needs a person | an author certifies both sentences by ticking them |" in text
    assert "not applicable | no human subjects |" in text
