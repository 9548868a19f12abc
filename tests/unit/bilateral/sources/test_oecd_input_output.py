"""A made-up table that adds up, and each way in which one may not."""

import io
import zipfile

import numpy as np
import pytest

from bilateral.sources.oecd_input_output import COLUMNS, INDUSTRIES, ROWS, read_input_output, tables_of
from crossfoot import InputError

N = len(INDUSTRIES)


def amounts() -> np.ndarray:
    """Each industry sells 10 to itself at home and 5 from abroad, 2 to households, 1 to stocks, 3 abroad and
    0.5 to visitors; it pays 1 of taxes."""
    cells = np.zeros((len(ROWS), len(COLUMNS)))
    for at in range(N):
        cells[at, at], cells[N + at, at] = 10, 5
    for column, home in (("HFCE", 2), ("INVNT", 1), ("EXPO", 3), ("CONS_NONRES", 0.5)):
        cells[:N, COLUMNS.index(column)] = home
    cells[N : 2 * N, COLUMNS.index("IMPO")] = 5
    cells[ROWS.index("TXS_INT_FNL"), :N] = 1
    cells[ROWS.index("TTL_INT_FNL"), :N] = 16
    cells[ROWS.index("VALU"), :N] = 0.5
    cells[ROWS.index("OUTPUT"), :N] = 16.5
    return cells


def text(cells: np.ndarray, **changed: str) -> bytes:
    """As the producer writes it: quoted labels, plain amounts. changed: text in the place of other text."""
    lines = [",".join(f'"{label}"' for label in ("", *COLUMNS))]
    lines += [
        ",".join([f'"{row}"', *(f"{cell:g}" for cell in own)]) for row, own in zip(ROWS, cells, strict=True)
    ]
    whole = "\n".join(lines)
    for old, new in changed.items():
        whole = whole.replace(old, new)
    return (whole + "\n").encode()


def packed(**files: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, held in files.items():
            archive.writestr(f"{name}.csv", held)
    return content.getvalue()


def test_a_table_as_arrays():
    (table,) = tables_of(read_input_output(text(amounts()), "raw/JPN1995.csv"))
    assert (table.economy, table.year, len(table.industries)) == ("JPN", 1995, 45)
    assert (table.domestic == np.eye(45) * 10).all() and (table.imported == np.eye(45) * 5).all()
    for name, each in {"output": 16.5, "value_added": 0.5, "taxes": 1, "exports": 3, "visitors": 0.5}.items():
        assert (getattr(table, name) == each).all()
    # 10 and 5 to itself, 2 to households, nothing of stocks
    assert (table.home_use == 17).all()


def test_years_of_a_zip_come_in_order():
    content = packed(JPN2000=text(amounts() * 2), JPN1995=text(amounts()))
    found = tables_of(read_input_output(content, "JPN.zip"))
    assert [(table.year, table.output[0]) for table in found] == [(1995, 16.5), (2000, 33.0)]


@pytest.mark.parametrize(
    ("row", "column", "by", "said"),
    [
        ("DOM_A03", "HFCE", 1, "JPN1995.csv: row DOM_A03: found a sum of 17.5; expected OUTPUT 16.5"),
        ("IMP_A03", "GFCF", 1, "row IMP_A03: found a sum of 6.0; expected IMPO 5.0"),
        ("TTL_INT_FNL", "A03", 2, "column A03: found a sum of 16.0; expected TTL_INT_FNL 18.0"),
    ],
)
def test_what_does_not_add_up_is_named(row, column, by, said):
    cells = amounts()
    cells[ROWS.index(row), COLUMNS.index(column)] += by
    with pytest.raises(InputError, match=said):
        read_input_output(text(cells), "JPN1995.csv")


def test_rounding_is_no_fault():
    cells = amounts()
    cells[ROWS.index("DOM_A03"), COLUMNS.index("HFCE")] += 0.8
    read_input_output(text(cells), "JPN1995.csv")


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (text(amounts()), "table.csv", "a file called 'table.csv'; expected economy and year"),
        (text(amounts(), C19="C_19"), "JPN1995.csv", "column 10 'C_19'; expected 'C19'"),
        (text(amounts(), DOM_C19="DOM_19"), "JPN1995.csv", "row 10 'DOM_19'; expected 'DOM_C19'"),
        (text(amounts(), **{'"OUTPUT"': '"OUT"'}), "JPN1995.csv", "'OUT'; expected 'OUTPUT'"),
        (
            text(amounts(), **{'"DOM_A01_02",10,': '"DOM_A01_02",,'}),
            "JPN1995.csv",
            "line 2, column A01_02: found ''",
        ),
        (
            text(amounts(), **{'"DOM_A01_02",10,': '"DOM_A01_02",n.a.,'}),
            "JPN1995.csv",
            "found 'n.a.'; expected an amount",
        ),
        (text(amounts())[:4000], "JPN1995.csv", "JPN1995.csv"),
        (
            packed(JPN1995=text(amounts()), IND1995=text(amounts())),
            "JPN.zip",
            "tables of IND and JPN; expected those of one",
        ),
        (packed(), "JPN.zip", "an empty zip"),
        (packed(JPN1995=text(amounts()))[:900], "JPN.zip", "a damaged zip"),
    ],
)
def test_what_is_no_table_is_refused_in_one_line(content, name, said):
    with pytest.raises(InputError, match=said) as error:
        read_input_output(content, name)
    assert "\n" not in str(error.value)
