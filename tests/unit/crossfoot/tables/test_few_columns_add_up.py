"""A row named "Total" that adds up in one column alone: the others are asked about, and counted."""

import pytest

import crossfoot

TABLE = """# Workers

Table 1. Workers by sector and {kind} (persons)

| Sector | {one} | {other} | {third} |
|---|---|---|---|
| Farms | 1,213 | 877 | 2,090 |
| Mines | 418 | 39 | 457 |
| Shops | 764 | 1,126 | 1,890 |
| Total | 2,395 | {totals} |
"""


@pytest.mark.parametrize("heads", [("Men", "Women", "Others"), ("2019", "2020", "2021")])
def test_wrong_totals_beside_one_that_is_right_are_questions(tmp_path, heads):
    one, other, third = heads
    text = TABLE.format(kind="kind", one=one, other=other, third=third, totals="2,142 | 4,537")
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    (table,) = crossfoot.audit(tmp_path / "a.md").by_table
    found = [one for one in table["checks"] if one["check"] == "total_row"]
    # the totals add up across: one question for both
    (asked,) = [one for one in found if one["severity"] == "question"]
    assert asked["printed"] == "2,142" and "4,537 (row 4 (Total)" in asked["diagnosis"]
    assert {one["evidence"].rpartition("; ")[2] for one in found} == {"1 of 3 columns add up"}


def test_means_under_totals_are_none(tmp_path):
    text = TABLE.format(kind="kind", one="Workers", other="Age", third="Days", totals="514 | 988")
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    (table,) = crossfoot.audit(tmp_path / "a.md").by_table
    assert not [one for one in table["checks"] if one["severity"] in ("error", "question")]
