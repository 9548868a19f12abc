"""Official figures: what is typed, repaired, and refused."""

import pandas as pd
import pytest

from bilateral.clean.row_checks import within
from bilateral.clean.series import OWN_COLUMNS, clean_hs_flows, clean_merchandise, clean_totals
from bilateral.sources.csv_rows import read_series
from bilateral.sources.official import read_official
from bilateral.sources.trade_rows import Codes
from bilateral.study.economies import codes_by_word
from crossfoot.errors import InputError

NAMES = {"JPN": "Japan", "IND": "India"}
PAIR = {"reporter": "JPN", "partner": "IND"}
SPEC = {
    "reporter": "IND",
    "partner": "JPN",
    "flow": "export",
    "valuation": "FOB",
    "period": "fiscal-04",
    "hs_level": 2,
    "columns": {"year": "year", "hs_code": "hs2", "usd_million": "value"},
}


def rows(text):
    header, cells = read_series(text.encode(), "a.csv")
    return pd.DataFrame(cells, columns=header)


def flows(text, **spec):
    return clean_hs_flows(rows(text), "a.csv", SPEC | spec, "S", "v")


def totals(*lines):
    header = "year,period,reporter,flow,valuation,usd_million,source"
    return clean_totals(rows("\n".join([header, *lines])), "a.csv", codes_by_word(NAMES), PAIR, "v")


def test_totals_have_codes_and_keep_how_a_figure_was_derived():
    found = totals(
        "2014,calendar,Japan,imports,CIF,6989.0,Author 2025 (exports minus surplus)",
        "2000,fiscal year from April,India,exports,FOB,1794.5,MoC",
        "2023,calendar,reconciled,exports,FOB,18009.7,BACI",
    ).set_index("source")
    assert tuple(found.loc["Author 2025", ["reporter", "partner", "flow", "derived"]]) == (
        "JPN",
        "IND",
        "import",
        "exports minus surplus",
    )
    assert tuple(found.loc["MoC", ["reporter", "partner", "period"]]) == ("IND", "JPN", "fiscal-04")
    assert tuple(found.loc["BACI", ["reporter", "partner"]]) == ("reconciled", "IND")


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("2014,calendar,Japan,imports,CIF,-5,S", "column usd_million: found '-5'"),
        ("2014,calendar,Japan,imports,CIF,many,S", "column usd_million: found 'many'"),
        ("2014,calendar,Nippon,imports,CIF,5,S", "column reporter: found 'Nippon'"),
        ("2014,weekly,Japan,imports,CIF,5,S", "column period: found 'weekly'"),
        ("14,calendar,Japan,imports,CIF,5,S", "column year: found '14'"),
        ("2014,calendar,Japan,imports,CIF,5", "found 6 cells"),
        ("2014,calendar,Japan,exports,FOB,1,S", "a second figure for JPN, IND, export"),
    ],
)
def test_a_bad_total_is_named_by_its_line(line, found):
    with pytest.raises(InputError, match=found) as error:
        totals("2014,calendar,Japan,exports,FOB,1,S", line)
    assert "a.csv: line 3" in str(error.value)


def test_hs_flows_type_missing_and_pad():
    found, repairs = flows("year,hs2,value\n2010,3,5.5\n2010,04,\n2010,84,0.0\n")
    found = found.set_index("hs_code")
    assert found.loc["03", "usd_million"] == 5.5
    assert pd.isna(found.loc["04", "usd_million"]) and found.loc["04", "usd_missing"] == "not_available"
    assert found.loc["84", "usd_million"] == 0.0 and pd.isna(found.loc["84", "usd_missing"])
    rules = repairs.groupby("rule").size()
    # 96 chapters, three of them listed; 00, 98 and 99 need not be
    assert rules["hs_zero_padded"] == 1 and rules["chapter_not_listed"] == 93


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("year,hs2,value\n2010,77,1\n", "line 2, column hs2: found '77'"),
        ("year,hs2,value\n2010,841,1\n", "line 2, column hs2: found '841'"),
        ("year,hs2,value\n2010,84,1\n2010,84,2\n", "line 3: found a second figure"),
        ("year,hs2,value\n2010,84,-1\n", "column value: found '-1'"),
        ("year,hs2\n2010,84\n", "no column 'value'"),
        ("year,hs2,value\n", "no rows"),
    ],
)
def test_bad_hs_flows(text, found):
    with pytest.raises(InputError, match=found):
        flows(text)


def test_two_hs_revisions_are_not_mixed():
    columns = SPEC["columns"] | {"hs_revision": "rev"}
    with pytest.raises(InputError, match=r"two HS revisions: H5 \(line 2\) and H6 \(line 3\)"):
        flows("year,hs2,value,rev\n2010,84,1,H5\n2010,85,1,H6\n", columns=columns)


def test_two_hs_revisions_of_an_official_file_are_told_apart_beyond_chapters():
    header = "reporter,partner,flow,valuation,period,year,hs_revision,hs_code,usd_million\n"
    own = ",".join(SPEC[key] for key in ("reporter", "partner", "flow", "valuation", "period"))
    text = header + "".join(
        f"{own},{year},{revision},{code},1\n"
        for year, revision in ((2016, "H4"), (2017, "H5"))
        for code in ("85", "8541")
    )
    columns = {"year": "year", "hs_code": "hs_code", "usd_million": "usd_million"}
    assert list(flows(text, columns=columns, hs_level=2)[0]["year"]) == [2016, 2017]
    with pytest.raises(
        InputError, match=r"two HS revisions: H4 \(line 3\) and H5 \(line 5\); expected codes of one revision"
    ):
        flows(text, columns=columns, hs_level=4)


def test_finer_levels_take_finer_codes():
    found, repairs = flows("year,hs2,value\n2010,8541,1\n", hs_level=4)
    assert list(found["hs_code"]) == ["8541"] and repairs.empty
    with pytest.raises(InputError, match="4 digits"):
        flows("year,hs2,value\n2010,854110,1\n", hs_level=4)


def test_merchandise_keeps_the_study_s_economies_and_the_world():
    text = (
        "year,economy,flow,usd_million\n2000,Japan,exports,5\n2000,World,imports,9\n2000,France,exports,7\n"
    )
    assert set(clean_merchandise(rows(text), "a.csv", codes_by_word(NAMES))["economy"]) == {"JPN", "WLD"}
    with pytest.raises(InputError, match="no economy of the study"):
        clean_merchandise(
            rows("year,economy,flow,usd_million\n2000,France,exports,7\n"), "a.csv", codes_by_word(NAMES)
        )


def test_an_empty_amount_is_a_gap_and_a_file_of_gaps_an_error():
    header = "year,period,reporter,flow,valuation,usd_million,source"
    found = clean_totals(
        rows(f"{header}\n2014,calendar,Japan,exports,FOB,,S\n2015,calendar,JPN,exports,FOB,3,S\n"),
        "a.csv",
        codes_by_word(NAMES),
        PAIR,
        "v",
    )
    assert found["year"].tolist() == [2015] and found["reporter"].tolist() == ["JPN"]
    with pytest.raises(InputError, match="a.csv: found no amount"):
        clean_totals(
            rows(f"{header}\n2014,calendar,Japan,exports,FOB,,S\n"), "a.csv", codes_by_word(NAMES), PAIR, "v"
        )


def test_figures_outside_the_study_s_years_are_left_out():
    frame = pd.DataFrame({"year": ["1999", "2000", "2002", "?"], "amount": [1, 2, 3, 4]})
    assert within(frame, {"first": 2000, "last": 2001}, "series.a")["amount"].tolist() == [2, 4]
    with pytest.raises(
        InputError,
        match="config.yaml: series.a: found figures of 1999, 2000, 2002; expected some of 2010 to 2012",
    ):
        within(frame.iloc[:3], {"first": 2010, "last": 2012}, "series.a")


def official(text: str, **spec) -> tuple[pd.DataFrame, pd.DataFrame]:
    """A file of Comtrade's as its reader gives it, cleaned."""
    codes = Codes({"392": "JPN", "699": "IND"}, NAMES, frozenset(NAMES))
    header, cells = read_official(text.encode(), "a.csv", codes)
    own = SPEC | {"period": "calendar", "columns": OWN_COLUMNS} | spec
    return clean_hs_flows(pd.DataFrame(cells, columns=header), "a.csv", own, "S", "v")


COMTRADE = "period,reporterCode,flowCode,partnerCode,classificationCode,cmdCode,primaryValue\n"


def test_what_a_reader_mended_is_in_the_repairs_of_the_rows_that_are_used():
    text = (
        COMTRADE
        + '2020,699,X,392,H5,3,"1,000,000.5"\n2020,699,M,392,H5,9,7\n2020,699,X,392,H5,84,"2,000,000"\n'
    )
    found, repairs = official(text)
    assert found["hs_code"].tolist() == ["03", "84"] and found["usd_million"].tolist() == [1.0000005, 2.0]
    made = repairs[repairs["rule"] != "chapter_not_listed"]
    assert made[["line", "column", "printed", "used", "rule"]].values.tolist() == [
        [2, "hs_code", "3", "03", "hs_zero_padded"],
        [2, "usd_million", "1,000,000.5", "1000000.5", "number_format"],
        [4, "usd_million", "2,000,000", "2000000", "number_format"],
    ]


def test_years_whose_revision_is_not_said_are_not_compared_beyond_chapters():
    text = COMTRADE + "2016,699,X,392,HS,8541,1\n2017,699,X,392,HS,8541,1\n"
    with pytest.raises(InputError, match="'HS', which does not say which one; expected H0 to H6"):
        official(text, hs_level=4)
    assert len(official(text.replace("8541", "85"))[0]) == 2
    assert len(official(text.splitlines(True)[0] + text.splitlines(True)[1], hs_level=4)[0]) == 1
