"""What a new snapshot says otherwise."""

from hypothesis import given
from hypothesis import strategies as st

from bilateral.sources.refresh.revisions import compare_snapshots, describe


def rows(values: dict) -> list[dict]:
    return [
        {"indicator": "I", "economy": economy, "year": "2011", "value": value}
        for economy, value in values.items()
    ]


def test_revised_added_and_removed_by_key():
    changes = compare_snapshots(
        "world_bank",
        rows({"JPN": "1.0", "IND": "2", "CHN": "3"}),
        rows({"JPN": "1", "IND": "2.5", "KOR": ""}),
    )
    assert [(row["key"], row["change"], row["old"], row["new"]) for row in changes] == [
        ("I CHN 2011", "removed", "3", ""),
        ("I IND 2011", "revised", "2", "2.5"),
        ("I KOR 2011", "added", "", ""),
    ]
    text = describe("world_bank", changes, "2026-01-01", most=1)
    assert text.splitlines() == [
        "world_bank: against the snapshot of 2026-01-01: 1 revised, 1 added, 1 removed",
        "  I CHN 2011: 3 → (none)",
        "  … and 2 more",
    ]


def test_a_value_that_came_to_be_known_is_a_revision():
    (change,) = compare_snapshots("world_bank", rows({"JPN": ""}), rows({"JPN": "0"}))
    assert (change["change"], change["old"], change["new"]) == ("revised", "", "0")


@given(
    st.dictionaries(st.sampled_from("ABCDEF"), st.integers().map(str)),
    st.dictionaries(st.sampled_from("ABCDEF"), st.integers().map(str)),
)
def test_each_key_that_differs_once_and_no_other(old, new):
    changes = compare_snapshots("world_bank", rows(old), rows(new))
    assert [row["key"].split()[1] for row in changes] == sorted(
        key for key in old.keys() | new.keys() if old.get(key) != new.get(key)
    )
    assert (
        describe("world_bank", compare_snapshots("world_bank", rows(old), rows(old)), "x")
        == "world_bank: no value differs from the snapshot of x"
    )
