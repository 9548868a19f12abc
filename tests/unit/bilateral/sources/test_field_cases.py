"""The reference data's inputs that went wrong for people: each is read as meant, or is one line that says
what it is."""

import tarfile
from pathlib import Path

import convert_world
import duckdb
import pandas as pd
import pytest

from bilateral.clean.series import OWN_COLUMNS, clean_hs_flows
from bilateral.sources.comtrade import codes_by_area
from bilateral.sources.official import read_official
from bilateral.sources.trade_rows import Codes
from bilateral.trade.world.sources import LEVELS, SIDES, baci_files, comtrade_files
from crossfoot.errors import InputError
from tests.conftest import ROOT

NAMES = {"JPN": "Japan", "IND": "India", "CHN": "China", "KOR": "Korea"}
AREAS = codes_by_area(
    pd.read_csv(ROOT / "data/comtrade_areas.csv", dtype=str, keep_default_na=False).to_dict("records")
)
# case, file, what it holds: the sum of all rows but totals in US$ million; or what the error says
PAIR = [
    ("01", "eidb_china.html", 32497.02 + 30824.02),
    ("02", "lostzero.csv", 96.00000075),
    ("04", "sitc.csv", "line 2: found classification 'S3' (SITC)"),
    ("05", "bec.csv", "line 2: found classification 'B4' (BEC)"),
    ("07", "semicolon.csv", 96.00000075),
    ("08", "utf16.csv", 96.00000075),
    ("10", "blankcommas.csv", 96.00000075),
    ("11", "thousands.csv", 90.00000025),
    ("13", "dup.csv", "a second time, first on line"),
    ("14", "eidb.xlsx", "expected whole fiscal years"),
    ("49", "eidb_kor.csv", 1110.61 + 1049.42),
    ("50", "eidb_badtot.csv", "found 1949.42, and rows that sum to 1049.42"),
    ("50", "eidb_lost.csv", 1110.61 + 1049.42),
    ("50", "eidb_part.csv", "column '2024-2025(Apr-Feb)'"),
    ("50", "eidb_rs.csv", "no unit, or another"),
    ("53", "base.csv.gz", 96.00000075),
    ("55", "limit.csv", "a web page"),
    ("55", "toolarge.csv", "toolarge.csv: line 1: found 'Result too large: you do not have permissions"),
    ("56", "sep.csv", 96.00000075),
    ("58", "wdi.csv", None),
]
# case, archive: the sum of chapters as exporters report, or what the error says
WORLD = [
    ("16", "c_lost", 96.00000075),
    ("17", "c_sitc", "found classification 'S3' (SITC)"),
    ("17", "c_becadd", "found classification 'B4' (BEC)"),
    ("19", "b_latin", 1.402373),
    ("20", "b_oldcountry", 1.402373),
    ("22", "b_semi", 1.402373),
    ("23", "c_bom", 96.00000075),
    ("25", "b_ok", 1.402373),
]


def case_of(reference: Path, number: str) -> Path:
    found = sorted(reference.glob(f"field/{number}-*"))
    return found[0] if found else pytest.skip(f"no case {number} in the reference data")


def read(path: Path, *pair: str) -> pd.DataFrame:
    beside = [next(path.parent.glob(f"{stem}*"), None) for stem in ("country_code", "product_code")]
    codes = Codes(AREAS, NAMES, frozenset(pair), *(at.read_bytes() for at in beside if at))
    header, rows = read_official(path.read_bytes(), path.name, codes)
    return pd.DataFrame(rows, columns=header)


@pytest.mark.parametrize(("number", "name", "expected"), PAIR)
def test_a_file_of_a_pair(reference, number, name, expected):
    path = case_of(reference, number) / name
    if isinstance(expected, str):
        with pytest.raises(InputError) as error:
            read(path, "JPN", "IND")
        assert expected in str(error.value) and "\n" not in str(error.value)
        return
    rows = read(path, "JPN", "IND")
    if expected is None:
        assert rows["usd_million"].tolist()[:2] == ["705564.000000", "641319.000000"]
        return
    rows = rows[rows["hs_code"] != "TOTAL"]
    assert rows["hs_code"].str.len().eq(2).all()
    # the bank rounds each of its figures to two decimals
    assert rows["usd_million"].replace("", "0").astype(float).sum() == pytest.approx(
        expected, abs=0.005 * len(rows)
    )


def unpacked(reference: Path, number: str, name: str, folder: Path) -> Path:
    with tarfile.open(case_of(reference, number) / f"{name}.tgz") as archive:
        archive.extractall(folder, filter="data")
    return folder / name


@pytest.mark.parametrize(("number", "name", "expected"), WORLD)
def test_a_year_of_the_world(reference, tmp_path, number, name, expected):
    source = unpacked(reference, number, name, tmp_path)
    kind = "baci" if name.startswith("b_") else "comtrade"
    if kind == "baci":
        data, *about = (
            str(source / one) for one in baci_files([path.name for path in source.iterdir()], "", 2020)
        )
        data = [data]
    else:
        listed = comtrade_files([path.name for path in (source / "2020").iterdir()], "")
        data, about = [str(source / "2020" / one) for one in listed], [str(source / "partnerAreas.json")]
    outputs = {
        f"{side}_{level}": str(tmp_path / f"{side}_{level}.parquet")
        for side in SIDES[kind]
        for level in LEVELS
    }
    outputs |= {f"supply_{level}": tmp_path / f"supply_{level}.parquet" for level in LEVELS}
    arguments = {
        "kind": kind,
        "year": 2020,
        "data": data,
        "about": about,
        "areas": str(ROOT / "data/comtrade_areas.csv"),
        "mem_mb": 400,
        "threads": 1,
        "spill": tmp_path / "spill",
        "checks": tmp_path / "checks.json",
        **outputs,
    }
    if isinstance(expected, str):
        with pytest.raises(InputError) as error:
            convert_world.main(**arguments)
        assert expected in str(error.value) and "\n" not in str(error.value)
        return
    convert_world.main(**arguments)
    total = duckdb.sql(
        f"SELECT sum(usd_thousandths)::DOUBLE / 1e9 FROM '{outputs[f'{SIDES[kind][0]}_2']}'"
    ).fetchall()[0][0]
    assert total == pytest.approx(expected)


def test_baci_at_two_digits(reference, tmp_path):
    source = unpacked(reference, "52", "b_ok", tmp_path)
    path = next(source.glob("BACI*"))
    spec = {
        "columns": OWN_COLUMNS, "hs_level": 2, "reporter": "JPN", "partner": "IND", "flow": "export",
        "valuation": "FOB", "period": "calendar",
    }  # fmt: skip
    flows, repairs = clean_hs_flows(read(path, "JPN", "IND"), path.name, spec, "BACI", "v")
    assert flows[["hs_code", "usd_million"]].values.tolist() == [["01", 0.005], ["84", 1.000123]]
    assert (repairs["rule"] == "summed_from_hs6").sum() == 2
