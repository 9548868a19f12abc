"""Rows in order, part by part: the parts are those of the rows, whatever the batches; and a file of BACI's
that is not as CEPII ships it is not taken for one."""

import gzip

import convert_world
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilateral.trade.world.flows import CODE, Flows, check_numbers
from bilateral.trade.world.order import in_parts
from tests.unit.bilateral.trade.world.conftest import convert
from tests.unit.bilateral.trade.world.test_conversion import FILE, ROWS, YEAR, folder_of


@given(st.lists(st.integers(0, 6), min_size=1, max_size=40), st.integers(1, 9), st.integers(1, 7))
def test_parts_hold_whole_groups_and_forget_the_batches(groups, size, cut):
    key = np.sort(np.array(groups) << 3)
    table = pa.table({"key": key + np.arange(len(key)) % 8, "row": np.arange(len(key))})
    one, other = (
        [tuple(column.tolist() for column in part) for part in in_parts(table.to_batches(cut_at), 3, size)]
        for cut_at in (None, cut)
    )
    assert one == other
    assert [row for _, rows in one for row in rows] == list(range(len(key)))
    of_parts = [{value >> 3 for value in keys} for keys, _ in one]
    assert sum(map(len, of_parts)) == len(set(groups))
    # a part beyond the size is one group
    assert all(len(keys) <= size or len(found) == 1 for (keys, _), found in zip(one, of_parts, strict=True))


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 5)), unique=True, min_size=1))
def test_sums_by_coarser_code(rows):
    rows = sorted(rows)
    flows = Flows(np.array([pair << CODE | code for pair, code in rows]), np.arange(len(rows)) + 1)
    of = [0, 0, 1, 1, 1, 2]
    found = flows.coarser(np.array(of))
    expected: dict[tuple[int, int], int] = {}
    for amount, (pair, code) in enumerate(rows, 1):
        expected[(pair, of[code])] = expected.get((pair, of[code]), 0) + amount
    keys = [(key >> CODE, key & ((1 << CODE) - 1)) for key in found.key.tolist()]
    assert dict(zip(keys, found.usd.tolist(), strict=True)) == expected and keys == sorted(expected)


@pytest.mark.parametrize(
    ("old", "new", "read"),
    [
        ("392,699,10121", "392,699,10121", True),
        # as a spreadsheet may leave them: read as meant, by the slower way
        ("392,699,10121", "392.0,699,10121", False),
        ("1500.250", " 1500.25", None),
    ],
)
def test_what_is_not_as_shipped_is_read_with_every_code_cleared(tmp_path, monkeypatch, old, new, read):
    took = []
    own = convert_world._is_shipped

    def watched(*arguments) -> bool:
        took.append(own(*arguments))
        return took[-1]

    monkeypatch.setattr(convert_world, "_is_shipped", watched)
    folder = folder_of(tmp_path, [row.replace(old, new) for row in ROWS])
    flows = convert(folder, tmp_path / "out", YEAR)
    assert pd.read_parquet(flows[6])["usd_thousandths"].tolist() == [
        7_000_000,
        12_500_000,
        1_000,
        1_500_250_000,
    ]
    assert read is None or took == [read]
    (folder / f"{FILE}.gz").write_bytes(gzip.compress((folder / FILE).read_bytes()))
    (folder / FILE).unlink()
    again = convert(folder, tmp_path / "again", YEAR)
    assert again[6].read_bytes() == flows[6].read_bytes() and took[0] == took[1]


@pytest.mark.parametrize("amount", ["1.5E+03", "+7", "0x7", "-7", "7e0"])
def test_a_figure_that_is_not_plain_is_never_taken(tmp_path, amount):
    folder = folder_of(tmp_path, [*ROWS, f"{YEAR},4,392,870323,{amount},1"])
    with pytest.raises(convert_world.InputError, match="line 6: found value"):
        convert(folder, tmp_path / "out", YEAR)


def test_more_economies_than_a_number_has_room_for():
    with pytest.raises(
        convert_world.InputError, match="found 1025 economies and 1 codes; expected at most 1024"
    ):
        check_numbers([str(at) for at in range(1025)], ["01"], "lists.csv")
