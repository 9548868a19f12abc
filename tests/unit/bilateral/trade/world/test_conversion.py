"""Files of a year become Parquet whole, or end in one line that names file and place; no part stays."""

import gzip
import json
import shutil
from pathlib import Path

import convert_world
import pandas as pd
import pytest
from lib import database

from bilateral.trade.world.sources import baci_files, comtrade_files
from crossfoot.errors import InputError
from tests.benchmarks.generated_world import VERSION
from tests.unit.bilateral.trade.world.conftest import AREAS as UN_AREAS
from tests.unit.bilateral.trade.world.conftest import convert, supply_of

YEAR = 2022
FILE = f"BACI_HS22_Y{YEAR}_{VERSION}.csv"
COUNTRIES = """country_code,country_name,country_iso2,country_iso3
4,Afghanistan,AF,AFG
392,Japan,JP,JPN
490,"Other Asia, nes",N/A,N/A
699,India,IN,IND
"""
PRODUCTS = 'code,description\n010121,Horses\n870323,Cars\n999999,"Goods n.e.s."\n'
ROWS = [
    "2022,392,699,870323,1500.250,300.000",
    "2022,392,699,10121,0.001,NA",
    "2022,699,392,870323,12.500,2.000",
    "2022,4,490,999999,7,0.1",
]


def folder_of(tmp_path: Path, rows: list[str], header: str = "t,i,j,k,v,q") -> Path:
    folder = tmp_path / "baci"
    folder.mkdir()
    (folder / f"country_codes_{VERSION}.csv").write_text(COUNTRIES)
    (folder / f"product_codes_HS22_{VERSION}.csv").write_text(PRODUCTS)
    (folder / FILE).write_text("\n".join([header, *rows, ""]))
    return folder


def test_codes_and_amounts_by_hand(tmp_path):
    flows = convert(folder_of(tmp_path, ROWS), tmp_path / "out", YEAR)
    found = pd.read_parquet(flows[6])
    assert found["chapter"].tolist() == found["hs_code"].str[:2].tolist()
    found = found.drop(columns=["chapter", "net_weight_kg"])
    assert found.values.tolist() == [
        [2022, "AFG", "TWN", "999999", 7_000_000],
        [2022, "IND", "JPN", "870323", 12_500_000],
        [2022, "JPN", "IND", "010121", 1_000],
        [2022, "JPN", "IND", "870323", 1_500_250_000],
    ]
    assert pd.read_parquet(flows[2])["hs_code"].tolist() == ["99", "87", "01", "87"]
    said = json.loads((tmp_path / "out/checks/2022.json").read_text())
    assert said["totals"]["both_6"].items() >= {"rows": 4, "usd": "1519751.000"}.items()
    assert said["economies"] == {
        "AFG": "Afghanistan",
        "IND": "India",
        "JPN": "Japan",
        "TWN": "Other Asia, nes",
    }


def test_gzip_and_another_order_give_the_same_bytes(tmp_path):
    plain = convert(folder_of(tmp_path, ROWS), tmp_path / "plain", YEAR)
    (tmp_path / "again").mkdir()
    other = folder_of(tmp_path / "again", ROWS[::-1])
    content = (other / FILE).read_bytes()
    (other / FILE).unlink()
    (other / f"{FILE}.gz").write_bytes(gzip.compress(content))
    packed = convert(other, tmp_path / "packed", YEAR)
    assert [path.read_bytes() for path in plain.values()] == [path.read_bytes() for path in packed.values()]


@pytest.mark.parametrize(
    ("change", "place", "found", "expected"),
    [
        (lambda rows: [*rows, "2022,392,999,870323,1.0,1"], "line 6", "economy '999'", "list of economies"),
        (lambda rows: [*rows, "2022,392,4,870399,1.0,1"], "line 6", "product '870399'", "list of products"),
        (lambda rows: [*rows, "2022,392,4,8703231,1.0,1"], "line 6", "product '8703231'", "up to six digits"),
        (lambda rows: [*rows, "2022,392,4,87x323,1.0,1"], "line 6", "product '87x323'", "up to six digits"),
        (lambda rows: [*rows, rows[0]], "line 6", "392 699 870323 a second time, first on line 2", "once"),
        # the same product with and without its leading zero
        (
            lambda rows: [*rows, "2022,392,699,010121,3,1"],
            "line 6",
            "392 699 010121 a second time, first on line 3",
            "once",
        ),
        (
            lambda rows: [rows[0], "2022,4,392,870323,-1.0,1", *rows[1:]],
            "line 3",
            "value '-1.0'",
            "not negative",
        ),
        (lambda rows: [*rows, "2022,4,392,870323,NA,1"], "line 6", "value 'NA'", "a number"),
        (lambda rows: [*rows, "2022,4,392,870323,,1"], "line 6", "value ''", "a number"),
        (lambda rows: [*rows, "2021,4,392,870323,1,1"], "line 6", "year 2021", "2022"),
        (lambda rows: [*rows, "2022,4,392,8703"], "line 6", "4 cells", "is the file whole"),
        (lambda rows: [*rows, "2022,4,392,870323,1,1,1"], "line 6", "7 cells", "is the file whole"),
        (lambda rows: [], "", "no rows of trade", "a whole year"),
    ],
)
def test_one_line_names_file_and_place(tmp_path, change, place, found, expected):
    folder = folder_of(tmp_path, change(ROWS))
    with pytest.raises(InputError) as error:
        convert(folder, tmp_path / "out", YEAR)
    said = str(error.value)
    assert (
        said.startswith(f"{folder / FILE}: {place}")
        and found in said
        and expected in said
        and "\n" not in said
    )
    assert not [path for path in (tmp_path / "out").rglob("*") if path.is_file()]


def test_a_header_of_another_source(tmp_path):
    with pytest.raises(
        InputError, match=r"line 1: found columns year, i, j, k, v, q; expected t, i, j, k, v, q"
    ):
        convert(folder_of(tmp_path, ROWS, header="year,i,j,k,v,q"), tmp_path / "out", YEAR)


@pytest.mark.parametrize("kept", [0.5, 0.98])
def test_a_truncated_gzip(tmp_path, made_world, kept):
    folder = tmp_path / "baci"
    shutil.copytree(made_world.folder, folder, ignore=shutil.ignore_patterns("BACI*"))
    whole = gzip.compress((made_world.folder / FILE).read_bytes())
    (folder / f"{FILE}.gz").write_bytes(whole[: int(len(whole) * kept)])
    with pytest.raises(
        InputError, match=r"BACI_.*\.csv\.gz: found the end of the file within its compressed data"
    ):
        convert(folder, tmp_path / "out", YEAR)
    assert not [path for path in (tmp_path / "out").rglob("*") if path.is_file()]


def test_gzip_is_known_by_its_content_and_not_by_its_name(tmp_path):
    folder = folder_of(tmp_path, ROWS)
    plain = convert(folder, tmp_path / "plain", YEAR)
    (folder / FILE).rename(folder / f"{FILE}.gz")
    named = convert(folder, tmp_path / "named", YEAR)
    (folder / f"{FILE}.gz").rename(folder / FILE)
    (folder / FILE).write_bytes(gzip.compress((folder / FILE).read_bytes()))
    packed = convert(folder, tmp_path / "packed", YEAR)
    assert plain[6].read_bytes() == named[6].read_bytes() == packed[6].read_bytes()


def test_a_year_s_file_is_found_once():
    names = [
        FILE,
        "BACI_HS22_Y2021_V202601.csv.gz",
        "country_codes_V202601.csv",
        "product_codes_HS22_V202601.csv",
        "Readme.txt",
    ]
    assert baci_files(names, "folder", 2021)[0] == names[1]
    with pytest.raises(InputError, match="no file of 2020"):
        baci_files(names, "folder", 2020)
    with pytest.raises(InputError, match="BACI_HS17_Y2022_V202601.csv and BACI_HS22_Y2022"):
        baci_files([*names, "BACI_HS17_Y2022_V202601.csv"], "folder", 2022)
    with pytest.raises(InputError, match="no file of countries"):
        baci_files([FILE], "folder", 2022)
    with pytest.raises(InputError, match="no file of Comtrade"):
        comtrade_files(["notes.md"], "folder")


# ---- Comtrade ----

AREAS = {
    "results": [
        {"PartnerCode": code, "PartnerDesc": name, "PartnerCodeIsoAlpha3": iso, "isGroup": group}
        for code, name, iso, group in [
            (0, "World", "W00", True),
            (392, "Japan", "JPN", False),
            (699, "India", "IND", False),
            (97, "European Union", "EUR", True),
            (899, "Areas, nes", "_X ", False),
        ]
    ]
}
BULK = [
    "typeCode",
    "freqCode",
    "refYear",
    "period",
    "reporterCode",
    "flowCode",
    "partnerCode",
    "partner2Code",
    "classificationCode",
    "cmdCode",
    "customsCode",
    "motCode",
    "netWgt",
    "primaryValue",
]


def bulk(*rows: tuple, delimiter: str = "\t") -> str:
    """Rows of reporter, flow, partner, code, value; what else is set stands after these."""
    lines = [delimiter.join(BULK)]
    for reporter, flow, partner, code, value, *other in rows:
        given = {
            "typeCode": "C",
            "freqCode": "A",
            "refYear": "2022",
            "period": "2022",
            "reporterCode": reporter,
            "flowCode": flow,
            "partnerCode": partner,
            "partner2Code": "0",
            "classificationCode": "H6",
            "cmdCode": code,
            "customsCode": "C00",
            "motCode": "0",
            "netWgt": "",
            "primaryValue": value,
        } | dict(other)
        lines.append(delimiter.join(str(given[name]) for name in BULK))
    return "\n".join([*lines, ""])


def convert_comtrade(tmp_path: Path, files: dict[str, bytes]) -> dict[str, Path]:
    source = tmp_path / "comtrade"
    (source / "2022").mkdir(parents=True)
    (source / "partnerAreas.json").write_text(json.dumps(AREAS))
    for name, content in files.items():
        (source / "2022" / name).write_bytes(content)
    outputs = {
        f"{side}_{level}": tmp_path / f"out/flows/hs{level}/2022_{side}.parquet"
        for side in ("exporter", "importer")
        for level in (6, 4, 2)
    }
    data = [str(source / "2022" / name) for name in files]
    convert_world.main(
        kind="comtrade",
        year=2022,
        data=data,
        about=[str(source / "partnerAreas.json")],
        spill=tmp_path / "spill",
        threads=2,
        mem_mb=500,
        areas=UN_AREAS,
        checks=tmp_path / "out/checks/2022.json",
        **{name: str(path) for name, path in outputs.items()},
        **{f"supply_{level}": supply_of(tmp_path / "out", level, 2022) for level in (6, 4, 2)},
    )
    return outputs


JAPAN = bulk(
    (392, "X", 699, "87", 200.5),
    (392, "X", 699, "8703", 150),
    (392, "X", 699, "870323", 120.125),
    (392, "X", 699, "TOTAL", 200.5),
    (392, "X", 0, "87", 999),
    (392, "X", 97, "87", 5),
    (392, "RX", 699, "87", 3),
    (392, "X", 699, "87", 70, ("motCode", 2100)),
    (392, "M", 699, "27", 80),
    (392, "M", 699, "2710", 80),
    (392, "M", 699, "271019", 80),
    (392, "X", 899, "99", 1),
    (392, "X", 899, "9999", 1),
    (392, "X", 899, "999999", 1),
)
INDIA = bulk(
    (699, "X", 392, "27", 75),
    (699, "X", 392, "2710", 75),
    (699, "X", 392, "271019", 75),
    (699, "M", 392, "87", 210),
    (699, "M", 392, "8703", 210),
    (699, "M", 392, "870323", 210),
    delimiter=",",
)


def test_comtrade_keeps_both_sides_and_each_level_s_own_rows(tmp_path):
    outputs = convert_comtrade(
        tmp_path, {"japan.txt": JAPAN.encode(), "india.csv.gz": gzip.compress(INDIA.encode())}
    )
    rows = {
        name: pd.read_parquet(path)[["exporter", "importer", "hs_code", "usd_thousandths"]].values.tolist()
        for name, path in outputs.items()
    }
    assert rows["exporter_2"] == [
        ["IND", "JPN", "27", 75_000],
        ["JPN", "899", "99", 1_000],
        ["JPN", "IND", "87", 200_500],
    ]
    assert rows["importer_2"] == [["IND", "JPN", "27", 80_000], ["JPN", "IND", "87", 210_000]]
    # confidential trade stands in the chapter alone
    assert rows["exporter_6"][-1] == ["JPN", "IND", "870323", 120_125]


def test_comtrade_s_faults_have_their_line(tmp_path):
    with pytest.raises(InputError, match=r"bad\.txt: line 3: found economy '5'"):
        convert_comtrade(
            tmp_path, {"bad.txt": bulk((392, "X", 699, "87", 1), (392, "X", 5, "87", 1)).encode()}
        )
    with pytest.raises(InputError, match=r"no column primaryvalue"):
        shutil.rmtree(tmp_path / "comtrade")
        convert_comtrade(tmp_path, {"bad.txt": JAPAN.replace("primaryValue", "value").encode()})


# ---- the database ----


@pytest.mark.parametrize(("beside_mb", "spills"), [(50, True), (1000, False)])
def test_what_does_not_fit_goes_to_the_disk_and_the_disk_is_cleared(tmp_path, beside_mb, spills):
    spill = tmp_path / "spill"
    with database.opened(database.BESIDE_MB + beside_mb, 2, spill) as connection:
        connection.execute(
            "CREATE TEMP TABLE sorted AS "
            "SELECT hash(range)::VARCHAR AS text FROM range(1500000) ORDER BY text"
        )
        assert any(spill.iterdir()) == spills
        assert connection.execute("SELECT count(*) FROM sorted").fetchone() == (1_500_000,)
    assert not spill.exists()


def test_too_little_memory_is_said_in_one_line(tmp_path):
    with (
        pytest.raises(
            InputError, match=r"config\.yaml: world\.memory_mb: found 225, too little with 2 threads"
        ),
        database.opened(225, 2, tmp_path / "spill") as connection,
    ):
        connection.execute(
            "CREATE TEMP TABLE sorted AS "
            "SELECT hash(range)::VARCHAR AS text FROM range(1500000) ORDER BY text"
        )
    assert not (tmp_path / "spill").exists()
