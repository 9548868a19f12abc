"""Bad input of each kind: one clear line with file and place, non-zero exit, earlier results untouched.

What a script refuses is seen in this process, called as its rule calls it; that a refusal ends a build with
its one line and leaves earlier results is seen once for each place where a build can end.
"""

import pytest

from bilateral.study.config import check_config
from bilateral.study.yaml_text import parse_yaml
from crossfoot import InputError
from tests.conftest import RAW, ROOT
from tests.projects import planned

PRINTED = RAW.read_text(encoding="utf-8")


def without_column(text: str, first: str, last: str) -> str:
    """The last cell taken from each row between two lines, the last one included."""
    lines = text.split("\n")
    start, end = (next(i for i, line in enumerate(lines) if line.startswith(mark)) for mark in (first, last))
    lines[start : end + 1] = [line.rsplit("\t", 1)[0] for line in lines[start : end + 1]]
    return "\n".join(lines)


def with_column(text: str, first: str, last: str) -> str:
    lines = text.split("\n")
    start, end = (next(i for i, line in enumerate(lines) if line.startswith(mark)) for mark in (first, last))
    lines[start : end + 1] = [line + "\tmore" for line in lines[start : end + 1]]
    return "\n".join(lines)


DOCUMENTS = {
    "binary.txt": (b"\x89PNG\r\n\x1a\n\0\0", ["binary.txt: line 1", "UTF-8"]),
    "report.pdf": (b"%PDF-1.7", ["report.pdf", "a broken PDF"]),
    "prose.txt": (b"No tables here.\n", ["prose.txt", "no table in 2 lines"]),
    "short.txt": (
        without_column(PRINTED, "Round\t", "<b>Total").encode(),
        ["short.txt: line 121: Table 3.5", "no column 'Ratio'"],
    ),
    "wide.txt": (
        with_column(PRINTED, "Round\t", "<b>Total").encode(),
        ["wide.txt: line 121: Table 3.5", "more' too many"],
    ),
    "word.txt": (
        PRINTED.replace("\t155\t30\t", "\tmany\t30\t").encode(),
        ["word.txt: line 127: Table 3.5, row 3, column 5 (No. of applications): found 'many'", "a count"],
    ),
    "ragged.txt": (
        PRINTED.replace("\t155\t30\t", "\t30\t").encode(),
        ["ragged.txt: line 127: Table 3.5, row 3", "without the table's 7 cells"],
    ),
    "mended.txt": (
        PRINTED.replace("3000320", "300320").encode(),
        ["data/corrections.yaml: correction 1", "mended"],
    ),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_bad_document(scripts, name):
    content, expected = DOCUMENTS[name]
    (scripts.folder / name).write_bytes(content)
    with pytest.raises(InputError) as refused:
        scripts("extract_tables", document=name)
        scripts("clean_tables")
    assert all(text in str(refused.value) for text in expected), refused.value


def test_a_refused_document_ends_the_build_with_its_line(copy):
    before = copy.digests()
    content, expected = DOCUMENTS["word.txt"]
    (copy.folder / "word.txt").write_bytes(content)
    copy.edit("config.yaml", "document: data/raw/umezaki_2025_tables.txt", "document: word.txt")
    run = copy.snakemake()
    last = run.stdout.rstrip().splitlines()[-1]
    assert run.returncode != 0 and last.startswith("Stopped, earlier results are untouched: ")
    assert all(text in last for text in expected), last
    assert copy.digests() == before


CONFIGURATIONS = [
    ("quarters_from: 1", "quarter_from: 1", "config.yaml: found unknown key 'quarter_from'"),
    ("classes: 97", "classes: many", "config.yaml: concentration.classes: found 'many'"),
    ("top: [3, 5, 10]", "top: [3, 5, 10", "config.yaml: line"),
]


@pytest.mark.parametrize(("old", "new", "expected"), CONFIGURATIONS)
def test_a_bad_configuration(old, new, expected):
    schema = (ROOT / "workflow/schemas/config.schema.yaml").read_text(encoding="utf-8")
    text = (ROOT / "config.yaml").read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(InputError) as refused:
        check_config(parse_yaml(text.replace(old, new), "config.yaml"), parse_yaml(schema, "schema"))
    assert expected in str(refused.value)


def test_a_bad_configuration_ends_the_build_before_it_begins(fresh):
    fresh.edit("config.yaml", "document: data/raw", "document: no/where")
    run = fresh.snakemake()
    expected = "config.yaml: document: found no file 'no/where/umezaki"
    assert run.returncode != 0
    assert [line for line in run.stdout.splitlines() if expected in line], run.stdout
    assert not (fresh.folder / "results").exists()


def test_a_changed_raw_file_stops_the_build_and_says_which(copy):
    before = copy.digests()
    copy.edit("data/raw/umezaki_2025_tables.txt", "84 31.7%", "84 31.8%")
    run = copy.snakemake()
    assert run.returncode != 0 and "data/raw/umezaki_2025_tables.txt: found sha256" in run.stdout
    assert copy.digests() == before
    # and goes on once the file is what it was
    copy.edit("data/raw/umezaki_2025_tables.txt", "84 31.8%", "84 31.7%")
    copy.built()
    assert copy.digests() == before


def test_a_bad_official_figure_is_named_by_its_line(scripts):
    path = "data/raw/japan_india_trade_totals.csv"
    scripts.edit(path, "8113.8", "-8113.8")
    scripts("extract_series")
    with pytest.raises(InputError, match=f"{path}: line 5, column usd_million: found '-8113.8'"):
        scripts("clean_series")


@pytest.mark.parametrize(
    ("table", "old", "new", "expected"),
    [
        (
            "cooperation_events",
            "/ P5Y of people_exchanged",
            "/ 5 years",
            "column numbers: found 'target skilled_workers_to_japan = 50000 persons / 5 years'",
        ),
        (
            "cooperation_events",
            ",2018-10-29,,modi_in_japan_2018,Japan–India Digital",
            ",2018-11-29,,modi_in_japan_2018,Japan–India Digital",
            "column date: found '2018-11-29'; expected a date that 2018-10",
        ),
        (
            "state_prefecture_pairs",
            "Odisha,",
            "Orissa,",
            "line 8, column state: found 'Orissa'; expected a name of data/subdivisions.csv",
        ),
        (
            "cooperation_fields",
            "ijicp,1,logistics",
            "ijicp,1,transport",
            "column field: found 'transport'; expected a field of data/fields.csv",
        ),
    ],
)
def test_a_bad_report_of_cooperation_is_named_by_its_line(scripts, table, old, new, expected):
    path = f"data/raw/{table}.csv"
    scripts.edit(path, old, new)
    scripts("extract_series")
    with pytest.raises(InputError) as refused:
        scripts("clean_cooperation")
    assert f"{path}: line " in str(refused.value) and expected in str(refused.value)


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("data/claims.yaml", "id: projects-18\n", "name: projects-18\n", "data/claims.yaml: record"),
        (
            "data/claims.yaml",
            "kind: date",
            "kind: day",
            "data/claims.yaml: claim second-unbundling-1980s: kind: found 'day'",
        ),
        (
            "data/claims.yaml",
            "id: projects-18\n",
            "id: see-figure-2-1\n",
            "data/claims.yaml: claim see-figure-2-1: found its id a second time",
        ),
        (
            "data/claims.yaml",
            'check: claim("note-2-big-fund-2014")',
            'check: claim("note-2-big-fund-2014"',
            "data/claims.yaml: claim big-fund-2014: found",
        ),
        (
            "data/claims.yaml",
            'check: claim("note-2-big-fund-2014")',
            "check: cell(fdi_destinations.jpy_billion)",
            "claim big-fund-2014: found table 'fdi_destinations'",
        ),
        ("data/evidence.yaml", "- claim: ", "- claim: no-", "data/evidence.yaml: evidence on no-"),
        ("data/texts.csv", "kumar_2025", "kumar_2024", "data/raw/"),
    ],
)
def test_a_bad_claim(scripts, file, old, new, expected):
    scripts.edit(file, old, new)
    with pytest.raises(InputError) as refused:
        scripts("audit_claims")
    assert expected in str(refused.value)


def test_a_late_failure_brings_back_what_earlier_rules_had_replaced(copy):
    before = copy.digests()
    # extraction and cleaning succeed with another share; the notebook then fails
    (copy.folder / "my.txt").write_text(PRINTED.replace("84 31.7%", "84 31.6%"), encoding="utf-8")
    copy.edit("config.yaml", "document: data/raw/umezaki_2025_tables.txt", "document: my.txt")
    copy.edit("notebooks/appendix/tables.ipynb", "clean/repairs", "clean/nothing")
    notebook = "results/notebooks/appendix/tables.ipynb"
    run = copy.snakemake(notebook)
    assert run.returncode != 0 and "notebooks/appendix/tables.ipynb" in run.stdout.rstrip().splitlines()[-1]
    assert copy.digests() == before
    # and the next build knows that they are of the earlier document
    copy.edit("notebooks/appendix/tables.ipynb", "clean/nothing", "clean/repairs")
    assert {"extract_tables", "clean_tables", "run_notebook"} <= planned(copy.built("-n", notebook))
