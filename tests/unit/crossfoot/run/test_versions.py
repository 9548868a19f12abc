"""Two versions of a small document: what changed, and what no longer agrees, counted by hand."""

import json
from pathlib import Path

import pytest

import crossfoot
from crossfoot.__main__ import main
from crossfoot.run import versions_alignment
from crossfoot.run.versions import Versions, compare
from tests.document.conftest import as_document

OLD = """# Trade of a country

Exports to India rose from US$12.3 million in 2019 to US$15.2 million in 2021, as Table 1 shows. The share \
of China in Table 1 was 49.8% in 2021.

Korea bought goods for 10.4 million in 2021. It had been 8.1 million in 2019.

Table 1: Exports by partner (US$ million)

| Partner | 2019 | 2020 | 2021 |
|---|---|---|---|
| India | 12.3 | 14.1 | 15.2 |
| China | 30.2 | 31.4 | 33.0 |
| Korea | 8.1 | 9.9 | 10.4 |
| Other | 5.0 | 6.1 | 7.7 |
| Total | 55.6 | 61.5 | 66.3 |

Source: Invented.
"""


def changes(tmp_path: Path, *edits: tuple[str, str], old: str = OLD) -> Versions | None:
    new = old
    for before, after in edits:
        assert before in new
        new = new.replace(before, after)
    for name, text in (("old.md", old), ("new.md", new)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return compare(crossfoot.audit(tmp_path / "old.md"), crossfoot.audit(tmp_path / "new.md"))


def test_a_changed_cell_leaves_its_total_and_its_sentences_behind(tmp_path):
    found = changes(tmp_path, ("| 15.2 |", "| 16.2 |"), ("| 9.9 | 10.4 |", "| 9.9 | 10.9 |"))
    assert [(one.where, one.old, one.new) for one in found.of("cell")] == [
        ("Table 1, India, 2021", "15.2", "16.2"),
        ("Table 1, Korea, 2021", "10.4", "10.9"),
    ]
    # 16.2 + 33.0 + 10.9 + 7.7 = 67.8 under a total of 66.3, and a sentence that names Table 1
    assert [one.quote for one in found.of("broken")] == ["66.3", "US$15.2 million"]
    # a sentence that names no table, but the row
    (stale,) = found.of("stale")
    assert stale.why == "states 10.4 million; Table 1, Korea, 2021 was 10.4 and is 10.9 now"
    assert found.of("sentence") == found.of("new") == []


def test_a_revision_that_is_carried_through_breaks_nothing(tmp_path):
    found = changes(
        tmp_path,
        ("| 9.9 | 10.4 |", "| 9.9 | 10.9 |"),
        ("66.3", "66.8"),
        ("for 10.4 million", "for 10.9 million"),
        ("49.8%", "49.4%"),
    )
    assert len(found.of("cell")) == 2 and found.of("broken") == found.of("stale") == []
    assert [(one.old, one.new) for one in found.of("sentence")] == [
        ("49.8%", "49.4%"),
        ("10.4 million", "10.9 million"),
    ]


def test_rows_and_sentences_in_another_order_have_not_changed(tmp_path):
    korea, china = "| Korea | 8.1 | 9.9 | 10.4 |\n", "| China | 30.2 | 31.4 | 33.0 |\n"
    found = changes(tmp_path, (korea, ""), (china, korea + china))
    assert found.changes == []


def test_a_number_that_is_named_as_the_earlier_one_is_not_stale(tmp_path):
    edits = [("| 15.2 |", "| 16.2 |"), ("66.3", "67.3"), ("in 2021, as", "in 2021 (up from 15.2), as")]
    # 33.0 of 67.3
    edits += [("49.8%", "49.0%"), ("to US$15.2 million", "to US$16.2 million")]
    assert changes(tmp_path, *edits).of("stale") == []


@pytest.mark.parametrize("kinds", [("markdown", "docx"), ("pdf", "html"), ("docx", "pdf")])
def test_formats_may_differ(tmp_path, kinds):
    old, new = (crossfoot.audit(as_document(kind, tmp_path)) for kind in kinds)
    found = compare(old, new)
    # their captions differ, and the prose of the PDF is shorter
    assert {one.kind for one in found.changes} <= {"sentence", "renamed"}


def test_two_documents_are_not_two_versions(tmp_path):
    other = "# A letter\n\nDear reader, nothing here is like the other text, which is about something else.\n"
    (tmp_path / "letter.md").write_text(other)
    assert changes(tmp_path) is not None
    assert compare(crossfoot.audit(tmp_path / "old.md"), crossfoot.audit(tmp_path / "letter.md")) is None


def test_the_command_on_two_files_of_one_name(tmp_path, monkeypatch, capsys):
    for name, text in (("old", OLD), ("new", OLD.replace("| 15.2 |", "| 16.2 |"))):
        (tmp_path / name).mkdir()
        (tmp_path / name / "paper.md").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["old/paper.md", "new/paper.md"]) == 1
    said = capsys.readouterr().out
    assert "numbers that changed: 1 of tables, 0 of the prose" in said
    assert "Table 1, India, 2021: 15.2 → 16.2" in said and said.endswith("audits/paper.md/changes.html\n")
    page = Path("audits/paper.md/changes.html").read_text(encoding="utf-8")
    assert "paper.md, old → paper.md, new" in page and 'href="index.html#t1-1-4"' in page
    # the folder is an audit still, which the next one may replace
    assert main(["--json", "old/paper.md", "new/paper.md", "--out", "audits"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert "16.2" in [one["new"] for one in json.loads(lines[-1])["changes"]] and len(lines) == 3


def audited(folder, texts: list[str]) -> list[crossfoot.Audit]:
    for name, text in zip(("old.md", "new.md"), texts, strict=True):
        (folder / name).write_text(text, encoding="utf-8")
    return [crossfoot.audit(folder / name) for name in ("old.md", "new.md")]


def test_the_old_value_after_from_is_stale_where_its_own_year_is_told(tmp_path):
    texts = [
        "# Trade\n\nTable 1. Exports (US$ million)\n\n| Product | 2021 | 2023 |\n|---|---|---|\n"
        f"| Food | 311 | 343 |\n| Textiles | {value} | 230 |\n\n"
        "Textiles fell from $250 million in 2021 to $230 million in 2023.\n"
        for value in (250, 257)
    ]
    audits = audited(tmp_path, texts)
    found = compare(*audits)
    assert ["250" in one.why for one in found.changes if one.kind in ("stale", "broken")] == [True]


def test_a_rate_of_change_that_the_new_cells_deny_is_out_of_date(tmp_path):
    texts = [
        "# Trade\n\nTable 1. Exports (US$ million)\n\n| Product | 2021 | 2023 |\n|---|---|---|\n"
        f"| Machinery | 480 | {value} |\n| Textiles | 250 | 230 |\n\n"
        "Exports of machinery rose by 16.7 percent between 2021 and 2023.\n"
        for value in (560, 580)
    ]
    audits = audited(tmp_path, texts)
    assert [one["verdict"] for one in audits[0].statements] == ["holds"]
    # 580 is 20.8% above 480
    (late,) = [one for one in compare(*audits).changes if one.kind != "cell"]
    assert late.kind == "stale" and late.why.endswith("is 580 now, which makes the growth 20.83")


def test_what_agreed_and_is_held_against_nothing_now_is_said(tmp_path):
    found = changes(tmp_path, ("| 30.2 | 31.4 | 33.0 |", "| n.a. | n.a. | n.a. |"))
    total, share = found.of("unconfirmed")
    assert (total.where, total.quote) == ("Table 1", "Total, 2019; Total, 2020; Total, 2021")
    assert total.why == "total row: held for 3 in the old version, is not made now"
    # 33.0 of 66.3
    assert share.quote == "49.8%" and found.disagreements == []


def test_a_long_document_that_repeats_itself_has_not_changed(tmp_path, monkeypatch):
    """More pairs of repeated lines than are looked at one by one: those that are alike go in their order."""
    monkeypatch.setattr(versions_alignment, "MOST_PAIRS", 3)
    text = "\n\n".join(["Exports were 12.3 million.", "Imports were 15.2 million in all."] * 4)
    for name, body in (("old.md", text), ("new.md", f"{text}\n\nServices were 5.0 million.\n")):
        (tmp_path / name).write_text(f"{OLD}\n{body}\n", encoding="utf-8")
    found = compare(*(crossfoot.audit(tmp_path / name) for name in ("old.md", "new.md")))
    assert [(one.kind, one.quote) for one in found.changes] == [("added", "Services were 5.0 million.")]


TABLES = """# Trade of a country

{prose}

Table 1: Exports by partner (US$ million)

| Partner | 2020 | 2021 | 2022 |
|---|---|---|---|
| Germany | 1,305 | 1,408 | 1,583 |
| France | 498 | 512 | 540 |
| India | 201 | 229 | 287 |
| Total | 2,004 | 2,149 | 2,410 |

Table 2: {title}

| {head} |
|{rule}
{rows}
"""
FRANCE = [("| 512 | 540 |", "| 512 | 640 |"), ("| 2,149 | 2,410 |", "| 2,149 | 2,510 |")]
YEARS = "Partner | 2020 | 2021 | 2022"


def with_table(title: str, head: str, *rows: str, prose: str = "Trade grew.") -> str:
    lines = "\n".join(f"| {row} |" for row in rows)
    return TABLES.format(prose=prose, title=title, head=head, rule="---|" * (head.count("|") + 1), rows=lines)


# of 2,410 and 2,510; 1,583 of 2,510 are 63.1%, 640 are 25.5%, 287 are 11.4%
SHARES = ("Germany | 65.1 | 65.5 | 65.7", "France | 24.9 | 23.8 | 22.4", "India | 10.0 | 10.7 | 11.9")
# 1,408 / 1,305 = 7.9%; 1,583 / 1,408 = 12.4%; 512 / 498 = 2.8%, 540 / 512 = 5.5%, 640 / 512 = 25.0%;
# 229 / 201 = 13.9%, 287 / 229 = 25.3%; 2,149 / 2,004 = 7.2%, 2,410 / 2,149 = 12.1%, 2,510 / 2,149 = 16.8%
GROWTH = (
    "Germany | .. | 7.9 | 12.4",
    "France | .. | 2.8 | 5.5",
    "India | .. | 13.9 | 25.3",
    "Total | .. | 7.2 | 12.1",
)
# 12.1 - 14.2 = -2.1; 17.3 - 22.8 = -5.5, 16.3 - 22.8 = -6.5; 7.8 - 9.1 = -1.3
POINTS = ("Food | 14.2 | 12.1 | -2.1", "Cars | 22.8 | 17.3 | -5.5", "Steel | 9.1 | 7.8 | -1.3")
# in percent of the first: -14.8, -24.1 (now -28.5), -14.3
PERCENT = ("Food | 14.2 | 12.1 | -14.8", "Cars | 22.8 | 17.3 | -24.1", "Steel | 9.1 | 7.8 | -14.3")
CARS = [("| 22.8 | 17.3 |", "| 22.8 | 16.3 |")]
# 61.4 / 55.7 = 1.102; 70.4 / 55.7 = 1.264; 12.3 / 44.3 = 0.278; 22.7 / 15.6 = 1.455
RATIOS = ("Germany | 61.4 | 55.7 | 1.102", "China | 12.3 | 44.3 | 0.278", "Italy | 22.7 | 15.6 | 1.455")


@pytest.mark.parametrize(
    ("table", "edits", "late"),
    [
        (
            ("Shares in exports (%)", YEARS, *SHARES),
            FRANCE,
            {"65.7": "63.07", "22.4": "25.5", "11.9": "11.43"},
        ),
        (("Year on year (%)", YEARS, *GROWTH), FRANCE, {"5.5": "25", "12.1": "16.8"}),
        (("Tariffs (%)", "Product | 2010 | 2020 | Change", *POINTS), CARS, {"-5.5": "-6.5"}),
        (("Duties (euros)", "Product | 2010 | 2020 | Change (%)", *PERCENT), CARS, {"-24.1": "-28.51"}),
        (
            ("Trade (euros)", "Partner | Exports | Imports | Ratio", *RATIOS),
            [("| 61.4 |", "| 70.4 |")],
            {"1.102": "1.264"},
        ),
    ],
)
def test_a_cell_that_others_made_is_left_behind(tmp_path, table, edits, late):
    found = changes(tmp_path, *edits, old=with_table(*table))
    told = {
        one.quote or one.why.split(";")[0].removeprefix("states "): one.why for one in found.disagreements
    }
    assert told.keys() == late.keys(), found.summary()
    assert all(value in told[printed] for printed, value in late.items()), told


def test_a_cell_that_was_one_by_chance_is_not(tmp_path):
    """22.4 alone is a share in Table 1, and -5.5 alone a change; and a share under another label."""
    few = ("Germany | 41.2 | 41.5 | 41.9", "France | 31.9 | 30.8 | 22.4", "India | 12.5 | 12.7 | 13.3")
    for title, head, rows in (
        ("Roads that are paved (%)", YEARS, few),
        ("Shares (%)", "Partner | 2016 | 2017 | 2018", SHARES),
        ("Shares (%)", YEARS, [f"New {row}" for row in SHARES]),
    ):
        found = changes(tmp_path, *FRANCE, old=with_table(title, head, *rows))
        assert found.disagreements == [], found.summary()
    other = ("Food | 14.2 | 12.1 | 3.3", "Cars | 22.8 | 17.3 | -5.5", "Steel | 9.1 | 7.8 | 4.4")
    found = changes(tmp_path, *CARS, old=with_table("Tariffs (%)", "Product | 2010 | 2020 | Index", *other))
    assert found.disagreements == [], found.summary()


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("With total exports of US$2,410 million in 2022, the country did well.", "states US$2,410 million"),
        ("In 2022 France was ahead of India by US$253 million.", "which makes the gap 353"),
        ("With total receipts of US$2,410 million in 2022, the tax office did well.", ""),
        ("With total exports of US$2,410 million in 2020, the country did well.", ""),
        ("In 2022 France was ahead of Spain by US$253 million.", ""),
    ],
)
def test_a_total_and_a_gap_of_two_rows_are_left_behind(tmp_path, sentence, why):
    found = changes(tmp_path, *FRANCE, old=with_table("Roads", YEARS, prose=sentence))
    assert [why in one.why for one in found.disagreements] == [True] * bool(why), found.summary()
