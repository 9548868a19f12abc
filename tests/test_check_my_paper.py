"""README and docs/using.md say of the audit of a paper what docs/audit.md measured and what it does."""

import re
from pathlib import Path

import crossfoot
from crossfoot.__main__ import parser
from crossfoot.run.versions import DISAGREE, KINDS
from tests.conftest import ROOT
from tests.test_method import AUDIT, said_of_first_readings
from tests.test_readme import section

USING = " ".join((ROOT / "docs/using.md").read_text(encoding="utf-8").split())
PAPER = " ".join(section("Check my paper").split())


def test_how_often_it_is_right_is_what_was_measured():
    said = (
        "When it first read {documents} documents by others, it called {numbers} numbers wrong, of which "
        "{right} are, and {worth} of its {questions} questions were worth asking. So few tell little of your "
        "paper; earlier checks, which needed one witness, had been right in {earlier_right} of {earlier} "
        "accusations"
    )
    assert said_of_first_readings(said) in PAPER
    assert "Of 30 cells of tables one was called wrong and two were asked about." in " ".join(AUDIT.split())
    assert "Of 30 numbers in sentences that a table of the same document prints, none was" in " ".join(
        AUDIT.split()
    )
    assert "of 60 numbers that were altered by chance in such documents it noticed three" in PAPER


def test_the_exit_status_is_said_in_the_same_way():
    said = r"0 (?:where )?nothing that was checked is contradicted[;,] 1 .*2 (?:where )?there is no answer"
    for text in (PAPER.replace("and 2", "2"), USING, " ".join(parser().format_help().split())):
        assert re.search(said, text)


def test_every_name_of_the_audit_that_the_page_shows_is_public():
    for name in set(re.findall(r"crossfoot\.([A-Za-z]\w*)", USING)):
        assert hasattr(crossfoot, name), name
    assert {"read", "audit", "Settings", "InputError"} <= set(re.findall(r"crossfoot\.([A-Za-z]\w*)", USING))


PAPER_WITH_A_MISTAKE = """# Trade

Exports to India rose from US$12.3 million in 2019 to US$15.2 million in 2021, as Table 1 shows.

Table 1: Exports by partner (US$ million)

| Partner | 2019 | 2020 | 2021 |
|---|---|---|---|
| India | 12.3 | 14.1 | 15.2 |
| China | 30.2 | 31.4 | 33.0 |
| Other | 5.0 | 6.1 | 7.7 |
| Total | 47.5 | 51.6 | 56.9 |
"""


def test_the_example_in_python_runs_as_it_is_printed(tmp_path, monkeypatch, capsys):
    (example,) = re.findall(
        r"^```python\n(.*?)^```",
        (ROOT / "docs/using.md").read_text(encoding="utf-8"),
        re.DOTALL | re.MULTILINE,
    )
    (tmp_path / "paper.md").write_text(PAPER_WITH_A_MISTAKE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    names: dict = {}
    exec(example.replace("paper.pdf", "paper.md"), names)
    # 15.2 + 33.0 + 7.7 = 55.9
    (finding,) = names["findings"].to_dict("records")
    said = [finding[name] for name in ("level", "kind", "place", "line", "printed", "sources")]
    assert said == ["contradicted", "total_row", "Table 1, Total, 2021", 12, "56.9", "sum of rows 1 to 3"]
    low, high = (float(bound) for bound in finding["expected"].split(" to "))
    assert low < 55.9 < high < 56.9
    assert Path("audits/paper.md/index.html").is_file()
    printed = capsys.readouterr().out
    assert "1 printed value that cannot be right" in printed and "India  12.3  14.1  15.2" in printed


def test_each_class_of_change_is_explained():
    text = (ROOT / "docs/using.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`[^|]+`) \|.*\| (yes|no) \|$", text, re.MULTILINE)
    explained = {kind: last == "yes" for kinds, last in rows for kind in re.findall(r"`(\w+)`", kinds)}
    assert explained == {kind: kind in DISAGREE for kind in KINDS}
