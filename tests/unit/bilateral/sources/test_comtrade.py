"""Comtrade's files: what must hold in them, and what people's programs did to them."""

import json

import pytest

from bilateral.sources.comtrade import codes_by_area
from bilateral.sources.official import read_official
from bilateral.sources.trade_rows import TRADE, Codes
from crossfoot.errors import InputError

CODES = Codes(
    {"392": "JPN", "699": "IND", "0": "WLD", "490": "TWN", "899": "", "97": ""}, {}, frozenset({"JPN", "IND"})
)
HEADER = (
    "typeCode,period,reporterCode,reporterISO,flowCode,partnerCode,partnerISO,partner2Code,"
    "classificationCode,cmdCode,customsCode,motCode,primaryValue"
)
OLD = (
    "Classification,Year,Period,Trade Flow Code,Trade Flow,Reporter Code,Reporter ISO,Partner Code,"
    "Partner ISO,2nd Partner Code,Customs Proc. Code,Mode of Transport Code,Commodity Code,Trade Value (US$)"
)


def row(code: str, value: object, **other: object) -> str:
    given = dict.fromkeys(HEADER.split(","), "") | {
        "typeCode": "C", "period": "2020", "reporterCode": "392", "flowCode": "X", "partnerCode": "699",
        "partner2Code": "0", "classificationCode": "H5", "cmdCode": code, "customsCode": "C00", "motCode":
        "0",
        "primaryValue": value,
    }  # fmt: skip
    return ",".join(f'"{cell}"' if "," in str(cell) else str(cell) for cell in (given | other).values())


def read(*rows: str, header: str = HEADER, codes: Codes = CODES) -> list[dict]:
    found, cells = read_official("\n".join([header, *rows, ""]).encode(), "a.csv", codes)
    assert found == TRADE
    return [dict(zip(found, row, strict=True)) for row in cells]


def amounts(rows: list[dict]) -> dict[str, str]:
    return {row["hs_code"]: row["usd_million"] for row in rows}


WHOLE = [row("TOTAL", 6_000_000), row("03", 1_000_000), row("84", 5_000_000)]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            lambda rows: [*rows[:2]],
            "a.csv: 392 699 X 2020: found TOTAL 6000000, and chapters that sum to 1000000",
        ),
        (lambda rows: [*rows, row("85", 3)], "TOTAL 6000000, and chapters that sum to 6000003"),
        (
            lambda rows: [*rows, row("03", 1_000_000)],
            "line 5: found 392 699 X 2020 03 a second time, first on line 3",
        ),
        (lambda rows: [*rows, row("3", 1)], "392 699 X 2020 03 a second time, first on line 3"),
        (
            lambda rows: [*rows, row("33", 1, classificationCode="S3")],
            "line 5: found classification 'S3' (SITC)",
        ),
        (lambda rows: [row("41", 1, classificationCode="B4")], "line 2: found classification 'B4' (BEC)"),
        (lambda rows: [row("1", 1, classificationCode="EB02")], "classification 'EB02' (services)"),
        (lambda rows: [row("84", 1, typeCode="S")], "found type 'S'; expected C, goods"),
        (lambda rows: [*rows, row("85", 0, classificationCode="H6")], "in H6, and in H5 on line 2"),
        (
            lambda rows: [*rows, row("85", 7, motCode="2100")],
            "line 5: found 392 699 X 2020 85 in breakdown rows alone",
        ),
        (lambda rows: [row("84", "1.5E+06")], "found '1.5E+06', in which digits are lost"),
        (lambda rows: [row("84", 1, period="202001")], "monthly figures are not read"),
        (
            lambda rows: [row("8471", 1, partnerCode="999")],
            "partner 999; expected a code of data/comtrade_areas.csv",
        ),
        (lambda rows: [row("84713000", 1)], "found commodity '84713000'"),
    ],
)
def test_what_cannot_be_in_a_file_of_comtrade_s(change, said):
    with pytest.raises(InputError) as error:
        read(*change(WHOLE))
    assert said in str(error.value) and "\n" not in str(error.value)


def test_lost_zeros_are_padded_and_on_record():
    found = read(row("TOTAL", 3), row("3", 1), row("303", 1), row("30389", 1), row("84.0", 2))
    assert list(amounts(found)) == ["TOTAL", "03", "0303", "030389", "84"]
    assert [json.loads(one["repairs"])[0][1:4] for one in found[1:]] == [
        ["3", "03", "hs_zero_padded"],
        ["303", "0303", "hs_zero_padded"],
        ["30389", "030389", "hs_zero_padded"],
        ["84.0", "84", "hs_code_without_decimals"],
    ]


def test_breakdowns_re_exports_and_areas_that_are_not_economies_are_left_out():
    found = read(
        *WHOLE,
        row("84", 4, motCode="2100"),
        row("84", 4, partner2Code="156"),
        row("84", 4, customsCode="C01"),
        row("84", 4, flowCode="RX"),
        row("84", 3, partnerCode="899", partnerISO="_X"),
        row("84", 3, partnerCode="9", partnerISO="_X"),
        row("84", 9, partnerCode="97", partnerISO="EUR"),
    )
    assert amounts(found) == {"TOTAL": "6.000000", "03": "1.000000", "84": "5.000000"}
    assert read(row("84", 1, partnerCode="490", partnerISO="S19"))[0]["partner"] == "TWN"
    # floats in the columns of codes are the same codes
    assert (
        len(read(row("84", 1, partnerCode="699.0", partner2Code="0.0", motCode="0.0", period="2020.0"))) == 1
    )


def test_partners_are_held_against_the_world():
    world = [row("84", 10, partnerCode="0"), row("85", 20, partnerCode="0"), row("87", 30, partnerCode="0")]
    # some partners of many: less than the world says nothing
    assert len(read(*world, row("84", 4), row("85", 5))) == 5
    with pytest.raises(InputError, match="392 X 2020 84: found the world 10, and partners that sum to 14"):
        read(*world, row("84", 9), row("84", 5, partnerCode="490"))
    # where the other codes agree, all partners are there, and one that misses has lost some
    with pytest.raises(InputError, match="392 X 2020 87: found the world 30, and partners that sum to 28"):
        read(*world, row("84", 10), row("85", 20), row("87", 28))


def test_downloads_before_2023():
    line = "H4,2015,2015,{},Export,392,JPN,699,IND,,,,{},{}"
    found = read(line.format(2, "03", 1500000), line.format(1, "84", 7), line.format(3, "84", 5), header=OLD)
    assert [(one["flow"], one["hs_code"], one["hs_revision"], one["usd_million"]) for one in found] == [
        ("export", "03", "H4", "1.500000"),
        ("import", "84", "H4", "0.000007"),
    ]
    with pytest.raises(InputError, match=r"classification 'S1' \(SITC\)"):
        read(line.format(2, "03", 1).replace("H4", "S1"), header=OLD)
    with pytest.raises(InputError, match="line 1: found no column flowcode"):
        read(WHOLE[0], header=HEADER.replace("flowCode", "flow"))


def test_as_many_rows_as_a_download_can_hold():
    rows = [row(f"{8401 + at:04d}", 1) for at in range(98)] + [
        row(f"{code:06d}", 1) for code in range(840110, 840512)
    ]
    assert len(rows) == 500
    with pytest.raises(InputError, match="found 500 rows, the most that one download holds"):
        read(*rows)


def test_separators_of_thousands_and_decimal_commas_are_on_record():
    found = read(row("84", "50,000,000.25"), row("87", "40,000,000"))
    assert amounts(found) == {"84": "50.00000025", "87": "40.000000"}
    assert json.loads(found[0]["repairs"]) == [
        ["usd_million", "50,000,000.25", "50000000.25", "number_format", "thousands apart by commas"]
    ]
    text = "\n".join([HEADER, row("84", "1000000.5"), ""]).replace(",", ";").replace("1000000.5", "1000000,5")
    _, ((*_, amount, repairs, _),) = read_official(text.encode(), "a.csv", CODES)
    assert amount == "1.0000005" and "decimals after a comma" in repairs


def test_areas_by_code():
    rows = [{"economy": "JPN", "comtrade_code": "392"}, {"economy": "", "comtrade_code": "899"}]
    assert codes_by_area(rows) == {"392": "JPN", "899": ""}


def test_what_ended_goes_by_its_iso_code_where_the_study_asks_for_it():
    codes = Codes({"392": "JPN", "736": ""}, {}, frozenset({"JPN", "SDN"}))
    (found,) = read(row("84", 1, partnerCode="736", partnerISO="SDN"), codes=codes)
    assert found["partner"] == "SDN"
