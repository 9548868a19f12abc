"""A study of four small tables and a report of two sentences, with numbers that can be checked by eye."""

import json

import pytest

CONFIG = "names: {JPN: Japan, IND: India, CHN: China}\npair: {reporter: JPN, partner: IND}\n"
TABLES = {
    "analysis/trade_totals": """\
reporter,partner,flow,valuation,period,year,usd_million,source
JPN,IND,export,FOB,calendar,2014,8121.00,a
JPN,IND,export,FOB,calendar,2023,15894.00,a
JPN,IND,import,CIF,calendar,2014,6989.00,a
JPN,IND,import,CIF,calendar,2023,5636.00,a
JPN,IND,balance,FOB less CIF,calendar,2014,1132.00,a
JPN,IND,balance,FOB less CIF,calendar,2023,10258.00,a
IND,JPN,export,FOB,calendar,2014,5500.00,b
IND,JPN,export,FOB,calendar,2023,4900.00,b
""",
    "analysis/fdi_destinations": """\
year,destination,kind,jpy_billion,manufacturing_pct,share_of_asia_pct
2022,IND,country,541.90,48.1,12.1
2022,CHN,country,650.00,60.2,14.5
2023,IND,country,845.51,53.0,17.83
2023,CHN,country,339.57,58.8,7.16
""",
    "analysis/trade_concentration": """\
reporter,partner,flow,year,measure,printed,low,high
JPN,IND,export,2023,hhi,982.0,868.08,934.67
JPN,IND,export,2023,top_3_share,41.7,41.65,41.95
""",
    "analysis/wages": """\
industry,year,wage_usd,printed_wage_usd
steel,2020,410.5,500.0
textiles,2020,233.0,500.0
""",
    "audit/claims": "id,verdict\na,holds\n",
}
VALUES = [
    {
        "text": "320",
        "place": "value:audit/claims/1-320/",
        "chapter": "audit",
        "sentence": "Of 320 statements of the text 142 hold.",
    },
    {
        "text": "142",
        "place": "value:audit/claims/1-142/",
        "chapter": "audit",
        "sentence": "Of 320 statements of the text 142 hold.",
    },
    {"text": "15,894", "place": "value:analysis/trade_totals/2/usd_million", "another_key": 1},
    {"text": "fiscal year", "place": "value:analysis/trade_totals/2/period"},
]


def write_study(folder, tables=TABLES, values=VALUES):
    (folder / "config.yaml").write_text(CONFIG, encoding="utf-8")
    for name, text in tables.items():
        path = folder / f"results/{name}.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "results/report").mkdir(parents=True, exist_ok=True)
    (folder / "results/report/values.json").write_text(json.dumps(values), encoding="utf-8")
    return folder


@pytest.fixture
def study(tmp_path):
    folder = tmp_path / "study"
    folder.mkdir()
    return write_study(folder)


@pytest.fixture
def found_in(study):
    """A text, and what is found of its numbers: (number, verdict, result) each."""
    from bilateral.draft.match import check
    from bilateral.draft.results import read_results
    from bilateral.draft.stated import read_draft

    def find(text, name="draft.md"):
        path = study.parent / name
        path.write_text(text, encoding="utf-8")
        numbers, _ = read_draft(path)
        return [(one.stated.text, one.verdict, one.result) for one in check(numbers, read_results(study), {})]

    return find
