"""What is left behind when a cell changes: each sentence is one kind of statement, counted by hand."""

import pytest

import crossfoot
from crossfoot.__main__ import main
from crossfoot.run import versions, versions_stale
from crossfoot.run.versions import compare

OLD = """# The trade of a country

{prose}

Table 1. Trade by partner (billion euros)

| Partner | Exports 2022 | Exports 2023 | Imports 2023 |
|---|---:|---:|---:|
| Germany | 61.4 | 64.8 | 55.7 |
| China | 12.3 | 10.9 | 44.3 |
| France | 22.7 | 23.1 | 15.6 |
| Italy | 15.2 | 14.7 | 16.1 |
| Others | 48.6 | 52.4 | 49.2 |
| Total | 160.2 | 165.9 | 180.9 |

Table 2. Shares (%)

| Partner | Share of exports, 2023 |
|---|---:|
| Germany | 39.1% |
| France | 13.9% |

Table 3. Total trade by year (billion euros)

| Year | Exports | Imports |
|---|---:|---:|
| 2020 | 120.4 | 131.2 |
| 2021 | 143.7 | 150.8 |
| 2022 | 160.2 | 171.3 |
| 2023 | 165.9 | 180.9 |
"""
# 64.8 / 165.9 = 39.1%; 64.8 / 61.4 = 5.5%; 3.4; 64.8 - 55.7 = 9.1; 64.8 / 23.1 = 2.81; 87.9 / 165.9 = 53.0%;
# 165.9 / 120.4 = 11.3% a year; 590.2 in all; 113.5 / 165.9 = 68.4%
GERMANY, TOTAL = ("| 61.4 | 64.8 |", "| 61.4 | 68.8 |"), ("| 2023 | 165.9 |", "| 2023 | 169.9 |")
SENTENCES = [
    (GERMANY, "Germany bought goods for €64.8 billion in 2023.", "states €64.8 billion"),
    (GERMANY, "Germany took 39.1 per cent of exports in 2023.", "states 39.1 per cent"),
    (GERMANY, "Exports to Germany rose by 5.5 per cent in 2023.", "states 5.5 per cent"),
    (GERMANY, "Exports to Germany rose by €3.4 billion in 2023.", "states €3.4 billion"),
    (GERMANY, "The surplus with Germany was €9.1 billion in 2023.", "states €9.1 billion"),
    (GERMANY, "In 2023 Germany took 2.81 times the exports that France took.", "states 2.81 times"),
    (GERMANY, "Germany and France together took 53.0 per cent of exports in 2023.", "states 53.0 per cent"),
    (TOTAL, "From 2020 to 2023 exports grew by 11.3 per cent a year.", "states 11.3 per cent"),
    (TOTAL, "Over the four years exports amounted to €590.2 billion.", "states €590.2 billion"),
    (
        ("| 52.4 |", "| 42.4 |"),
        "The four named partners took 68.4 per cent of exports in 2023.",
        "states 68.4",
    ),
    (
        ("| 12.3 | 10.9 |", "| 12.3 | 99.0 |"),
        "Germany took the most exports in 2023.",
        "says “most”, which is China",
    ),
    (("| 12.3 | 10.9 |", "| 12.3 | 13.9 |"), "Exports to China fell in 2023.", "says “fell”"),
    (
        ("| Italy |", "| Spain | 1.0 | 1.0 | 1.0 |\n| Italy |"),
        "There are four named partners.",
        "states four",
    ),
]


def versions_of(folder, prose: str, *edits: tuple[str, str]):
    old = new = OLD.format(prose=prose)
    for before, after in edits:
        assert before in new
        new = new.replace(before, after)
    (folder / "old.md").write_text(old, encoding="utf-8")
    (folder / "new.md").write_text(new, encoding="utf-8")
    return compare(crossfoot.audit(folder / "old.md"), crossfoot.audit(folder / "new.md"))


@pytest.mark.parametrize(("edit", "sentence", "said"), SENTENCES)
def test_a_sentence_is_left_behind(tmp_path, edit, sentence, said):
    found = versions_of(tmp_path, sentence, edit)
    told = [one for one in found.disagreements if one.quote and one.quote in sentence]
    assert any(one.why.startswith(said) for one in told), found.summary()


@pytest.mark.parametrize(("edit", "sentence", "said"), SENTENCES)
def test_a_sentence_about_something_else_is_not(tmp_path, edit, sentence, said):
    other = sentence.replace("Germany", "Austria").replace("China", "Korea").replace("2023", "2019")
    other = other.replace("exports", "visits").replace("Exports", "Visits").replace("partners", "seasons")
    found = versions_of(tmp_path, other, edit)
    assert not [one for one in found.disagreements if one.quote and one.quote in other], found.summary()


def test_tables_that_disagree_since_the_edit_are_named(tmp_path):
    found = versions_of(tmp_path, "Trade grew.", TOTAL)
    (late,) = found.disagreements
    assert (late.kind, late.where) == ("stale", "Table 1, Total, Exports 2023")
    assert late.why == "states 165.9; Table 3, 2023, Exports was 165.9 and is 169.9 now"
    # of two that are carried through nothing is said, but for shares of them
    both = versions_of(tmp_path, "Trade grew.", TOTAL, ("| 160.2 | 165.9 |", "| 160.2 | 169.9 |"))
    # 64.8 and 23.1 of 169.9 are 38.1% and 13.6%
    assert [one.where for one in both.of("stale")] == [
        f"Table 2, {name}, Share of exports, 2023" for name in ("Germany", "France")
    ]


def test_a_renamed_column_is_named_and_breaks_nothing(tmp_path):
    found = versions_of(tmp_path, "Trade grew.", ("| Exports 2023 |", "| Sales abroad in 2023 |"))
    assert [(one.kind, one.old, one.new) for one in found.changes] == [
        ("renamed", "Exports 2023", "Sales abroad in 2023")
    ]


def test_the_status_is_about_the_change(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    wrong = ("| 160.2 | 165.9 | 180.9 |", "| 160.2 | 175.9 | 180.9 |")
    for name, edits in {"old": [wrong], "same": [wrong, ("Trade grew", "Trade rose")], "right": []}.items():
        text = OLD.format(prose="Trade grew.")
        for edit in edits:
            text = text.replace(*edit)
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    # a mistake that both versions have is none of the change
    assert main(["old.md", "same.md"]) == 0
    assert main(["old.md", "right.md"]) == 0
    assert "newly disagrees: nothing" in capsys.readouterr().out
    assert main(["right.md", "old.md"]) == 1
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04 and no more")
    assert main(["broken.docx", "right.md"]) == 2


def test_a_table_that_cannot_be_compared_takes_nothing_else_down(tmp_path, monkeypatch):
    def fails(both, prose):
        if both.pair.second == 1:
            raise KeyError("a form that nobody foresaw")
        return versions_stale.left_behind(both, prose)

    monkeypatch.setattr(versions, "left_behind", fails)
    found = versions_of(tmp_path, "Germany took 39.1 per cent of exports in 2023.", GERMANY)
    (failed,) = found.of("failed")
    assert failed.where == "Table 2" and "KeyError" in failed.why
    assert found.of("stale")


def test_what_cannot_be_compared_at_all_leaves_both_audits(tmp_path, monkeypatch, capsys):
    def fails(*_):
        raise ValueError("a form that nobody foresaw")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(versions, "pair_tables", fails)
    for name in ("old.md", "new.md"):
        (tmp_path / name).write_text(OLD.format(prose="Trade grew."), encoding="utf-8")
    assert main(["old.md", "new.md"]) == 2
    assert "not held against old.md: changes that cannot be told" in capsys.readouterr().out
    assert (tmp_path / "audits/old.md/index.html").is_file() and (
        tmp_path / "audits/new.md/index.html"
    ).is_file()


CODES = """# Sessions

All 28 sessions were read.

Table 1. Sessions by word

| Word | Sessions |
|---|---|
| a | {} |
| b | 45 |
| c | 51 |
"""


def test_a_row_that_a_code_names_is_in_no_sentence(tmp_path):
    for name, value in (("old.md", 28), ("new.md", 18)):
        (tmp_path / name).write_text(CODES.format(value), encoding="utf-8")
    found = compare(crossfoot.audit(tmp_path / "old.md"), crossfoot.audit(tmp_path / "new.md"))
    assert [one.kind for one in found.changes] == ["cell"]


def test_a_row_of_many_tables_takes_the_word_over_them(tmp_path):
    """A rise of 5.5% is that of exports, the first of five tables, where the sentence says so."""
    names = ("exports", "tourism", "loans", "grants", "schools")
    rows = [("Germany", "61.4", "64.8"), ("Chad", "33.1", "35.7"), ("Peru", "12.9", "15.2")]
    told = []
    for word in ("Exports to", "Sales in"):
        for name, value in (("old.md", "64.8"), ("new.md", "68.8")):
            text = f"# Five tables\n\n{word} Germany rose by 5.5 per cent in 2023.\n"
            for number, title in enumerate(names, start=1):
                text += f"\nTable {number}. {title.capitalize()} by partner\n\n| Partner | 2022 | 2023 |\n"
                text += "|---|---|---|\n"
                for row in rows:
                    cells = [cell if number == 1 else f"{float(cell) * number**2:.1f}" for cell in row[1:]]
                    cells = [value if cell == "64.8" else cell for cell in cells]
                    text += f"| {row[0]} | {' | '.join(cells)} |\n"
            (tmp_path / name).write_text(text, encoding="utf-8")
        found = compare(crossfoot.audit(tmp_path / "old.md"), crossfoot.audit(tmp_path / "new.md"))
        told.append([one.why.partition(";")[0] for one in found.disagreements])
    assert told == [["states 5.5 per cent"], []]
