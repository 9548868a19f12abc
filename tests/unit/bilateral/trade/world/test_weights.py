"""Net weights as BACI's and Comtrade's files have them: missing, empty, nought, estimated, or no number."""

import json
from pathlib import Path

import pandas as pd
import pytest

from crossfoot.errors import InputError
from tests.unit.bilateral.trade.world.conftest import convert
from tests.unit.bilateral.trade.world.test_conversion import (
    BULK,
    FILE,
    YEAR,
    bulk,
    convert_comtrade,
    folder_of,
)

# BACI pads its cells with blanks; q is metric tons, NA or empty where there is none
BACI = [
    "2022,392,699,870323,       1500.250,        300.000",
    "2022,392,699,10121,          0.001,             NA",
    "2022,392,4,870323,8.5,",
    "2022,699,392,870323,12.5,0.0004",
    "2022,4,490,999999,7,0.1",
    "2022,4,490,870323,7,0.000",
]
BY_HAND = {
    ("JPN", "IND", "870323"): 300_000,
    ("JPN", "IND", "010121"): None,
    ("JPN", "AFG", "870323"): None,
    # less than half a kilogram, and nought: no weight that a value could be divided by
    ("IND", "JPN", "870323"): None,
    ("AFG", "TWN", "870323"): None,
    ("AFG", "TWN", "999999"): 100,
}


def weights(path: Path) -> dict[tuple, int | None]:
    rows = pd.read_parquet(path, dtype_backend="pyarrow")
    assert str(rows["net_weight_kg"].dtype) == "int64[pyarrow]"
    return {
        (row.exporter, row.importer, row.hs_code): None if pd.isna(row.net_weight_kg) else row.net_weight_kg
        for row in rows.itertuples()
    }


@pytest.mark.parametrize(
    "saved",
    [
        str,
        # saved anew by a program with decimal commas
        lambda text: text.replace(",", ";").replace(".", ","),
    ],
)
def test_baci_s_tons_in_kilograms(tmp_path, saved):
    folder = folder_of(tmp_path, BACI)
    (folder / FILE).write_text(saved((folder / FILE).read_text()))
    flows = convert(folder, tmp_path / "out", YEAR)
    assert weights(flows[6]) == BY_HAND
    said = json.loads((tmp_path / f"out/checks/{YEAR}.json").read_text())["totals"]["both_6"]["net_weight"]
    assert said == {"kg": 300_100, "rows": {"known": 2, "zero": 2, "estimated": 0, "none": 2}}
    # a chapter has a weight where all of its codes have one
    assert weights(flows[2]) == {
        ("JPN", "IND", "87"): 300_000,
        ("JPN", "IND", "01"): None,
        ("JPN", "AFG", "87"): None,
        ("IND", "JPN", "87"): None,
        ("AFG", "TWN", "87"): None,
        ("AFG", "TWN", "99"): 100,
    }


@pytest.mark.parametrize("quantity", ["-1.0", "1.5E+03", "some", "1 ton"])
def test_a_quantity_that_is_none_has_its_line(tmp_path, quantity):
    folder = folder_of(tmp_path, [*BACI, f"2022,699,4,870323,1.0,{quantity}"])
    with pytest.raises(InputError) as error:
        convert(folder, tmp_path / "out", YEAR)
    assert f"line 8: found net weight {quantity!r}; expected a number in full" in str(error.value)


FLAGS = ["isNetWgtEstimated", "legacyEstimationFlag"]
# each level has its own rows; chapters have no weight of their own
RAW = [
    (392, "M", 699, "87", 100, ("netWgt", 0)),
    (392, "M", 699, "8703", 100, ("netWgt", 0)),
    (392, "M", 699, "870321", 40, ("netWgt", "244466.07"), ("isNetWgtEstimated", "False")),
    (392, "M", 699, "870322", 30, ("netWgt", "1200"), ("isNetWgtEstimated", "True")),
    (392, "M", 699, "870323", 20, ("netWgt", "1200"), ("legacyEstimationFlag", "6")),
    (392, "M", 699, "870324", 6, ("netWgt", "1200"), ("legacyEstimationFlag", "2")),
    (392, "M", 699, "870331", 4, ("netWgt", "")),
    (392, "X", 699, "27", 5),
    (392, "X", 699, "2710", 5),
    (392, "X", 699, "271012", 5, ("netWgt", "0")),
]


def with_flags(*rows: tuple, columns: list[str] = FLAGS) -> str:
    """As bulk, with the columns that say what is estimated."""
    lines = bulk(*[row[:5] for row in rows]).rstrip("\n").split("\n")
    at = BULK.index("netWgt")
    out = ["\t".join([lines[0], *columns])]
    for line, row in zip(lines[1:], rows, strict=True):
        given, cells = dict(row[5:]), line.split("\t")
        cells[at] = str(given.get("netWgt", ""))
        out.append("\t".join([*cells, *(given.get(name, "") for name in columns)]))
    return "\n".join([*out, ""])


def test_comtrade_s_estimates_and_noughts_are_no_weights(tmp_path):
    flows = convert_comtrade(tmp_path, {"a.txt": with_flags(*RAW).encode()})
    found = {code: kilograms for (_, _, code), kilograms in weights(flows["importer_6"]).items()}
    # 2 tells of the quantity alone
    assert found == {"870321": 244_466, "870322": None, "870323": None, "870324": 1_200, "870331": None}
    said = json.loads((tmp_path / "out/checks/2022.json").read_text())["totals"]
    assert said["importer_6"]["net_weight"] == {
        "kg": 245_666,
        "rows": {"known": 2, "zero": 0, "estimated": 2, "none": 1},
    }
    assert said["exporter_6"]["net_weight"]["rows"] == {"known": 0, "zero": 1, "estimated": 0, "none": 0}
    assert set(weights(flows["importer_2"]).values()) == {None}


def test_an_older_download_says_it_in_other_words(tmp_path):
    rows = [(*row[:5], *(cell for cell in row[5:] if cell[0] != "isNetWgtEstimated")) for row in RAW]
    text = with_flags(*rows, columns=["legacyEstimationFlag"])
    text = text.replace("netWgt", "Netweight (kg)").replace("legacyEstimationFlag", "Flag")
    flows = convert_comtrade(tmp_path, {"a.txt": text.encode()})
    assert [kilograms for kilograms in weights(flows["importer_6"]).values() if kilograms] == [
        244_466,
        1_200,
        1_200,
    ]


def test_a_download_without_weights_is_read(tmp_path):
    text = "\n".join(
        "\t".join(cells[:-2] + cells[-1:]) for cells in (line.split("\t") for line in bulk(*RAW).split("\n"))
    )
    assert "netWgt" not in text and "primaryValue" in text
    flows = convert_comtrade(tmp_path, {"a.txt": text.encode()})
    assert set(weights(flows["importer_6"]).values()) == {None}


@pytest.mark.parametrize("weight", ["-5", "1E3", "x"])
def test_comtrade_s_bad_weight_has_its_line(tmp_path, weight):
    rows = [*RAW[:-1], (*RAW[-1][:5], ("netWgt", weight))]
    with pytest.raises(InputError) as error:
        convert_comtrade(tmp_path, {"a.txt": with_flags(*rows).encode()})
    assert f"a.txt: line 11: found net weight {weight!r}" in str(error.value)
