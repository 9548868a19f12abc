"""The pages, workbooks and CSV of India's Export Import Data Bank."""

import io

import openpyxl
import pytest

from bilateral.sources.official import read_official, recognise
from bilateral.sources.trade_rows import Codes
from crossfoot.errors import InputError

CODES = Codes({}, {"IND": "India", "KOR": "Korea", "JPN": "Japan", "CIV": "Côte d'Ivoire"})
# the portal's old page, where the country stands within the table and the sums below it span columns
OLD_PAGE = """<html><body><p><b>Export Import Data Bank<BR></b> Import :: Country-wise all commodities</p>
<p align=right>Dated: 24/6/2020<BR>Values in US$ Million<br> Sorted on HSCode</p>
<table border="1"><tr><th>S.No.</th><th>HSCode</th><th>Commodity</th><th>2008-2009</th><th>
 2009-2010 </th><th>%Growth</th></tr>
<br><font size="2">Country: &nbsp;KOREA RP</font><br><font color=red>* ITC HS Code is dropped</font>
<tr><td>1.</td><td>01</td><td>LIVE ANIMALS.</td><td>1,000.42</td><td>0.50</td><td>19.62</td></tr>
<tr><td>2.</td><td>*03</td><td>FISH</td><td></td><td>2.00</td><td>&nbsp;</td></tr>
<tr><td>&nbsp;</td><td>&nbsp;</td><td>Total</td><td>1,000.42</td><td>2.50</td><td>-99</td></tr>
<tr><td colspan=3>India's Total</td><td>303,696.30</td><td>288,372.87</td><td>-5.05</td></tr>
<tr><td colspan=3>%Share</td><td>0.3</td><td>0.0</td><td></td></tr></table></body></html>"""
# the portal of today: the country is what is chosen in a list
NEW_PAGE = """<html><body><nav><a>Export</a><a>Import</a></nav><h4>Import :: Country-wise all Commodities</h4>
<form><label>Country:</label><select><option>JAPAN</option><option selected>KOREA RP</option></select></form>
<div>Values in US $ Million</div><table
class="table"><thead><tr><th>S.No.</th><th>HSCode</th><th>Commodity</th>
<th>2023-2024</th><th>2024-2025(P)</th><th>%Growth</th></tr></thead><tbody>
<tr><td>1</td><td>85</td><td>ELECTRICAL</td><td>1.00</td><td>2.00</td><td>100</td></tr></tbody>
<tfoot><tr><td></td><td></td><td>Total</td><td>1.00</td><td>2.00</td><td>100</td></tr></tfoot></table></body></html>"""
TABLE = [
    ["TradeStat->Eidb->Export->Country-wise all Commodities"],
    ["Report Generated on: 19/06/2026 -  Values in US $ Million"],
    ["Country: KOREA RP"],
    ["S.No.", "HSCode", "Commodity", "2023-2024", "%Share", "2024-2025", "%Share"],
    [1, 1, "LIVE ANIMALS.", 0.01, 0.0002, 0.02, 0.0003],
    [2, 29, "ORGANIC CHEMICALS", 1700.1, 13.8, 650.3, 10.5],
    [None, None, "Total", 1700.11, None, 650.32, None],
]


def csv_of(table: list[list]) -> str:
    return "\n".join(",".join("" if cell is None else str(cell) for cell in row) for row in table)


def workbook_of(table: list[list]) -> bytes:
    workbook, content = openpyxl.Workbook(), io.BytesIO()
    for row in table:
        workbook.active.append(row)
    workbook.save(content)
    return content.getvalue()


def read(content: str | bytes) -> list[dict]:
    content = content.encode() if isinstance(content, str) else content
    assert recognise(content, "a") == "eidb"
    header, rows = read_official(content, "a", CODES)
    return [dict(zip(header, row, strict=True)) for row in rows]


def figures(rows: list[dict]) -> list[tuple]:
    return [(row["partner"], row["flow"], row["year"], row["hs_code"], row["usd_million"]) for row in rows]


def test_the_old_page_with_the_country_in_its_table():
    assert figures(read(OLD_PAGE)) == [
        ("KOR", "import", "2008", "01", "1000.42"),
        ("KOR", "import", "2009", "01", "0.50"),
        ("KOR", "import", "2008", "03", ""),
        ("KOR", "import", "2009", "03", "2.00"),
    ]
    assert figures(read(OLD_PAGE.encode("utf-16"))) == figures(read(OLD_PAGE.replace("\n", "\r\n")))


def test_the_page_of_today_with_the_country_chosen_in_a_list():
    assert figures(read(NEW_PAGE)) == [
        ("KOR", "import", "2023", "85", "1.00"),
        ("KOR", "import", "2024", "85", "2.00"),
    ]


def test_a_workbook_and_its_csv_are_one_table_and_lost_zeros_are_on_record():
    found = read(workbook_of(TABLE))
    assert figures(found) == figures(read(csv_of(TABLE)))
    assert found[0]["hs_code"] == "01" and "hs_zero_padded" in found[0]["repairs"] and not found[2]["repairs"]


def test_decimal_commas_are_on_record():
    text = csv_of(TABLE).replace(",", ";").replace("1700.1", "1.700,1").replace("650.3", "650,3")
    text = text.replace("0.01", "0,01").replace("0.02", "0,02")
    found = read(text)
    assert [row["usd_million"] for row in found] == ["0.01", "0.02", "1700.1", "650.3"]
    assert "thousands apart by dots" in found[2]["repairs"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("2,29,ORGANIC CHEMICALS,", "2,29,", "line 6: found 6 cells; expected 7, as in the header"),
        ("2,29,", "2,,", "line 6: found a row without an HSCode"),
        (",,Total,1700.11,,650.32,", "", "found no row Total"),
        ("650.32", "750.32", "Total, 2024-2025: found 750.32, and rows that sum to 650.32"),
        # three figures rounded to two decimals explain 0.015
        ("650.32", "650.34", "Total, 2024-2025: found 650.34, and rows that sum to 650.32"),
        ("2,29,", "2,1,", "found HSCode 01 a second time, first on line 5"),
        ("2,29,", "2,2904,", "found HS codes of more than one level"),
        ("US $ Million", "Rs. Lakhs", "found no unit, or another"),
        ("Eidb->Export", "Eidb", "found no direction"),
        ("Eidb->Export", "Eidb->Export Import :", "found both directions"),
        ("Country: KOREA RP", "", "found no country"),
        ("KOREA RP", "ATLANTIS", "country 'ATLANTIS'"),
        ("2024-2025", "2024-2025(Apr-Sep)", "line 4: found column '2024-2025(Apr-Sep)'"),
        ("2024-2025", "Apr 2019 (F)", "line 4: found column 'Apr 2019 (F)'; expected whole fiscal years"),
        ("2024-2025", "2023-2024", "each fiscal year once"),
        ("650.3,", "-650.3,", "expected an amount, not negative"),
    ],
)
def test_what_is_wrong_with_a_table_is_one_line(old, new, said):
    with pytest.raises(InputError) as error:
        read(csv_of(TABLE).replace(old, new, 1))
    assert said in str(error.value) and "\n" not in str(error.value)


def test_the_bank_s_own_names():
    assert figures(read(csv_of(TABLE).replace("KOREA RP", "COTE D' IVOIRE")))[0][0] == "CIV"
