"""The database and the reader of pairs give one answer for the same small file: the same figures, or both an
error."""

import codecs
import gzip
from pathlib import Path

import pandas as pd
import pytest

from bilateral.sources.official import read_official
from bilateral.sources.trade_rows import Codes
from crossfoot.errors import InputError
from tests.unit.bilateral.trade.world.conftest import convert
from tests.unit.bilateral.trade.world.test_conversion import (
    COUNTRIES,
    FILE,
    PRODUCTS,
    ROWS,
    YEAR,
    bulk,
    convert_comtrade,
    folder_of,
)

TRADE = [
    (392, "X", 699, "TOTAL", 351),
    (392, "X", 699, "03", 200.5),
    (392, "X", 699, "0303", 200.5),
    (392, "X", 699, "87", 150.5),
    (392, "X", 699, "870323", "150.50"),
    (392, "X", 0, "87", 150.5),
    (392, "RX", 699, "87", 3),
    (392, "X", 699, "87", 70, ("motCode", 2100)),
    (392, "X", 699, "87", 70, ("partner2Code", 156)),
    (392, "M", 699, "27", 80),
    (699, "M", 392, "87", 210),
]
AREAS = {"392": "JPN", "699": "IND", "0": "WLD", "899": "", "97": ""}
AMONG = frozenset({"JPN", "IND"})
OLD = {
    "refYear": "Year", "period": "Period", "reporterCode": "Reporter Code", "flowCode": "Trade Flow Code",
    "partnerCode": "Partner Code", "partner2Code": "2nd Partner Code", "classificationCode": "Classification",
    "cmdCode": "Commodity Code", "customsCode": "Customs Proc. Code", "motCode": "Mode of Transport Code",
    "primaryValue": "Trade Value (US$)",
}  # fmt: skip


def before_2023(text: str) -> str:
    head, body = text.split("\n", 1)
    for new, old in OLD.items():
        head = head.replace(new, old)
    return "\n".join(
        [head, body.replace("\tX\t", "\t2\t").replace("\tM\t", "\t1\t").replace("\tRX\t", "\t3\t")]
    )


def decimals(text: str) -> str:
    return text.replace("\t", ";").replace(".", ",")


SAVED = {
    "as it comes": str.encode,
    "commas": lambda text: text.replace("\t", ",").encode(),
    "lost zeros": lambda text: text.replace("\t03", "\t3").encode(),
    "codes as numbers": lambda text: (
        text.replace("\t87\t", "\t87.0\t").replace("\t699\t", "\t699.0\t").encode()
    ),
    "semicolons": lambda text: decimals(text).encode(),
    "sep line": lambda text: ("sep=;\n" + decimals(text)).encode(),
    "utf-16": lambda text: text.encode("utf-16"),
    "mark": lambda text: codecs.BOM_UTF8 + text.encode(),
    "cp1252": lambda text: text.replace("C\tA", "C\tAnnée").encode("cp1252"),
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "gzip of another name": lambda text: gzip.compress(text.encode()),
    "blank rows": lambda text: (text + "\n" + "\t" * 13 + "\n").encode(),
    "closing delimiters": lambda text: (
        text.replace("\n", "\t\n").replace("primaryValue\t", "primaryValue").encode()
    ),
    "before 2023": lambda text: before_2023(text).encode(),
    "two downloads": lambda text: (text + text.split("\n")[0] + "\n").encode(),
}


def pair(content: bytes, name: str, codes: Codes) -> dict:
    header, rows = read_official(content, name, codes)
    frame = pd.DataFrame(rows, columns=header)
    frame["usd_thousandths"] = [int(round(float(amount) * 1e9)) for amount in frame["usd_million"]]
    return frame


def of_pair(content: bytes) -> dict[tuple, int]:
    frame = pair(content, "a.txt", Codes(AREAS, {}, AMONG))
    frame = frame[frame["hs_code"].str.isdigit() & (frame["partner"] != "WLD")]
    keys = frame[["reporter", "partner", "flow", "hs_code"]].itertuples(index=False, name=None)
    return dict(zip(keys, frame["usd_thousandths"], strict=True))


def of_world(tmp_path: Path, content: bytes) -> dict[tuple, int]:
    found = {}
    for name, path in convert_comtrade(tmp_path, {"a.txt": content}).items():
        flow = "export" if name.startswith("exporter") else "import"
        ends = ["exporter", "importer"] if flow == "export" else ["importer", "exporter"]
        table = pd.read_parquet(path)
        for *key, code, amount in table[[*ends, "hs_code", "usd_thousandths"]].itertuples(
            index=False, name=None
        ):
            found[(*key, flow, code)] = amount
    return found


@pytest.mark.parametrize("how", SAVED)
def test_comtrade_however_it_was_saved(tmp_path, how):
    plain, content = bulk(*TRADE).encode(), SAVED[how](bulk(*TRADE))
    expected = of_pair(plain)
    assert expected[("JPN", "IND", "export", "03")] == 200_500 and len(expected) == 6
    assert of_pair(content) == expected
    # a level without a row is not a year of the world
    whole = [
        *TRADE,
        (392, "X", 699, "030301", 200.5),
        (392, "M", 699, "2710", 80),
        (392, "M", 699, "271019", 80),
    ]
    content = SAVED[how](bulk(*whole))
    assert of_world(tmp_path, content) == of_pair(content)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda rows: [*rows, (392, "X", 699, "33", 1, ("classificationCode", "S3"))], "classification 'S3'"),
        (lambda rows: [*rows, (392, "X", 699, "41", 1, ("classificationCode", "B4"))], "classification 'B4'"),
        (lambda rows: [*rows, (392, "X", 699, "84", 10)], "TOTAL 351, and chapters that sum to 361"),
        (lambda rows: [*rows[:3], rows[4], *rows[9:]], "TOTAL 351, and chapters that sum to 200.5"),
        (lambda rows: [*rows[1:3], *rows[4:]], "breakdown rows alone"),
        (lambda rows: [*rows, (392, "X", 0, "03", 100)], "the world 100, and partners that sum to 200.5"),
        (lambda rows: [*rows, (392, "X", 699, "0304", "1.5E+03")], "1.5E+03"),
        (lambda rows: [*rows, (392, "X", 699, "0304", 0, ("classificationCode", "H5"))], "H5"),
        (lambda rows: [*rows, (392, "X", 699, "87", 150.5)], "a second time"),
        (lambda rows: [*rows, (392, "X", 699, "3", 200.5)], "a second time"),
        (lambda rows: [*rows, (392, "X", 699, "87032312", 1)], "commodity '87032312'"),
    ],
)
def test_comtrade_s_faults_stop_both(tmp_path, change, said):
    whole = [
        *TRADE,
        (392, "M", 699, "2710", 80),
        (392, "M", 699, "271019", 80),
        (392, "X", 699, "030301", 200.5),
    ]
    content = bulk(*change(whole)).encode()
    for reader in (of_pair, lambda content: of_world(tmp_path, content)):
        with pytest.raises(InputError) as error:
            reader(content)
        assert said in str(error.value) and "\n" not in str(error.value)
    assert not list((tmp_path / "out").rglob("*.parquet"))


BACI_SAVED = {
    "as it comes": str.encode,
    "semicolons": lambda text: text.replace(",", ";").replace(".", ",").encode(),
    "older columns": lambda text: "\n".join(
        ",".join([cells[0], cells[3], cells[1], cells[2], *cells[4:]])
        for cells in (line.split(",") for line in text.replace("t,i,j,k", "t,i,j,hs6").split("\n") if line)
    ).encode(),
    "utf-16": lambda text: text.encode("utf-16"),
    "separators": lambda text: text.replace(",1500.250,", ',"1,500.250",').encode(),
}


@pytest.mark.parametrize("how", BACI_SAVED)
def test_baci_however_it_was_saved(tmp_path, how):
    folder = folder_of(tmp_path, ROWS)
    content = BACI_SAVED[how]((folder / FILE).read_text())
    (folder / FILE).write_bytes(content)
    flows = pd.read_parquet(convert(folder, tmp_path / "out", YEAR)[6])
    codes = Codes(
        pair=frozenset({"JPN", "IND", "AFG", "TWN"}), countries=COUNTRIES.encode(), products=PRODUCTS.encode()
    )
    frame = pair(content, FILE, codes).rename(columns={"reporter": "exporter", "partner": "importer"})
    keys = ["exporter", "importer", "hs_code", "usd_thousandths"]
    assert flows[keys].values.tolist() == frame[keys].sort_values(keys).values.tolist()


def test_baci_in_e_notation_stops_both(tmp_path):
    folder = folder_of(tmp_path, [*ROWS, "2022,4,392,870323,1.5E+03,1"])
    codes = Codes(pair=frozenset({"JPN", "AFG"}), countries=COUNTRIES.encode(), products=PRODUCTS.encode())
    for reader in (
        lambda: convert(folder, tmp_path / "out", YEAR),
        lambda: pair((folder / FILE).read_bytes(), FILE, codes),
    ):
        with pytest.raises(InputError, match=r"1\.5E\+03"):
            reader()


def test_lists_in_latin_1_and_two_codes_of_one_economy(tmp_path):
    folder = folder_of(tmp_path, ROWS)
    lists = folder / next(path.name for path in folder.glob("country*"))
    lists.write_bytes(
        (COUNTRIES + "384,Côte d'Ivoire,CI,CIV\n729,Sudan,SD,SDN\n736,Sudan (...2011),SD,SDN\n").encode(
            "cp1252"
        )
    )
    convert(folder, tmp_path / "out", YEAR)
    (folder / FILE).write_text(
        "\n".join(["t,i,j,k,v,q", *ROWS, "2022,729,392,870323,1,1", "2022,736,392,870323,2,1", ""])
    )
    with pytest.raises(
        InputError, match="line 7: found 736 392 870323 a second time, first on line 6, as 729 .*two codes"
    ):
        convert(folder, tmp_path / "again", YEAR)
