"""Who exports and to whom, by names of several words; what counts as one result; what a report computes."""

import json

import pypandoc
import pytest

from bilateral.__main__ import main
from tests.unit.bilateral.draft.conftest import write_study

CONFIG = """\
names: {KOR: Korea, VNM: Viet Nam, SAU: Saudi Arabia, GBR: United Kingdom, HKG: "Hong Kong, China"}
pair: {reporter: KOR, partner: VNM}
"""
TOTALS = """\
reporter,partner,flow,year,usd_million
KOR,VNM,export,2019,48178.00
KOR,VNM,export,2021,56729.00
VNM,KOR,export,2019,19720.00
SAU,KOR,export,2019,21841.00
GBR,KOR,export,2019,4377.00
HKG,KOR,export,2019,1781.00
"""


@pytest.fixture
def korea(tmp_path):
    folder = tmp_path / "korea"
    folder.mkdir()
    write_study(folder, {"analysis/trade_totals": TOTALS, "clean/reported_totals": TOTALS}, [])
    (folder / "config.yaml").write_text(CONFIG, encoding="utf-8")
    return folder


@pytest.fixture
def found(korea, tmp_path):
    """A text, and what is found of its numbers, as check-draft writes it for programs."""

    def find(text, name="draft.md"):
        path, out = tmp_path / name, tmp_path / "found.json"
        pypandoc.convert_text(
            text, name.rpartition(".")[2].replace("md", "markdown"), "markdown", outputfile=str(path)
        )
        main(["check-draft", str(path), "--study", str(korea), "--json", str(out)])
        return json.loads(out.read_text(encoding="utf-8"))["numbers"]

    return find


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("Viet Nam reported exports to Korea of US$19,270 million in 2019.", "USD 19,720.00 million"),
        ("Viet Nam's exports to Korea were US$91,720 million in 2019.", "USD 19,720.00 million"),
        ("Vietnam’s exports to Korea were US$91,720 million in 2019.", "USD 19,720.00 million"),
        ("Vietnamese exports to Korea were US$91,720 million in 2019.", "USD 19,720.00 million"),
        ("Exports of Viet Nam to Korea were US$29,720 million in 2019.", "USD 19,720.00 million"),
        ("Exports of Saudi Arabia to Korea were US$28,141 million in 2019.", "USD 21,841.00 million"),
        ("Saudi Arabia's exports to Korea were US$28,141 million in 2019.", "USD 21,841.00 million"),
        ("The United Kingdom's exports to Korea were US$3,477 million in 2019.", "USD 4,377.00 million"),
        ("Hong Kong, China's exports to Korea were US$7,181 million in 2019.", "USD 1,781.00 million"),
    ],
)
def test_an_owner_of_several_words_is_taken_whole(found, text, result):
    assert [(one["verdict"], one["result"]) for one in found(text)] == [("differs", result)]


@pytest.mark.parametrize(
    "text",
    [
        "Viet Nam's exports of steel to Korea were US$900 million in 2019.",
        "Exports of steel to Korea were US$900 million in 2019.",
        "Exports of machinery from Viet Nam to Korea were US$900 million in 2019.",
        "Exports of Vietnamese rice to Korea were US$90 million in 2019.",
        "Exports of Viet Nam's north to Korea were US$900 million in 2019.",
        "Viet Nam's neighbour's exports to Korea were US$900 million in 2019.",
        "Viet Nam's exports to Korea's neighbours were US$90,000 million in 2019.",
        "North Korea's exports to Viet Nam were US$9 million in 2019.",
        "Viet Nam's exports were US$264,000 million in 2019.",
        "Exports of Viet Nam were US$264,000 million in 2019.",
        "Ha Nam's exports to Korea were US$900 million in 2019.",
        "Viet Nam's reported steel exports to Korea were US$900 million in 2019.",
    ],
)
def test_a_part_or_another_owner_is_not_accused(found, text):
    assert {one["verdict"] for one in found(text)} == {"in no result"}


def test_a_copy_of_a_result_in_another_table_is_not_counted(found):
    right, wrong = (
        found(f"Korea's exports to Viet Nam were US${number} million in 2019.")[0]
        for number in ("48,178", "84,178")
    )
    assert (right["verdict"], right["several"]) == ("matches", 1)
    assert (wrong["verdict"], wrong["several"]) == ("differs", 1)


def test_a_word_document_has_paragraphs(found):
    text = (
        "First.\n\nKorea's exports to Viet Nam were US\\$48,178 million in 2019.\n\n"
        "| US\\$ million | 2019 |\n|---|---|\n| Exports of Korea to Viet Nam | 48,178 |\n"
    )
    assert [one["where"] for one in found(text, "paper.docx")] == [
        "paragraph 2",
        "table of paragraph 3, row Exports of Korea to Viet Nam, column 2019",
    ]


# 56,729 / 48,178 is 1.1775, by hand
@pytest.mark.parametrize(
    "place",
    ["analysis/trade_totals/1-2/usd_million", "analysis/trade_totals/2/usd_million;analysis/other/1/x"],
)
@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Exports rose by 17.7%, and much else did not.", "matches"),
        ("From 2019 to 2021, Korea's exports to Viet Nam grew 17.7%.", "matches"),
        ("Exports rose by 17.8%, and much else did not.", "in no result"),
        ("Imports rose by 17.7%, and much else did not.", "in no result"),
        ("Between 2010 and 2012, exports rose by 17.7%.", "in no result"),
        ("Of the voters 17.7% stayed at home.", "in no result"),
    ],
)
def test_a_number_that_the_report_computes_is_a_result(korea, found, place, text, verdict):
    said = "From 2019 to 2021 the surplus grew by 20.9%, while exports rose by 17.7%."
    values = [{"text": "17.7%", "place": f"value:{place}", "sentence": said}]
    (korea / "results/report/values.json").write_text(json.dumps(values), encoding="utf-8")
    assert [one["verdict"] for one in found(text)] == [verdict]


def test_the_result_is_now_another_only_where_it_changed(korea, tmp_path, capsys):
    path = tmp_path / "paper.md"
    path.write_text("Korea's exports to Viet Nam were US$48,178 million in 2019.", encoding="utf-8")
    call = ["check-draft", str(path), "--study", str(korea)]
    assert main([*call, "--bind"]) == 0
    path.write_text("Korea's exports to Viet Nam were US$84,178 million in 2019.", encoding="utf-8")
    capsys.readouterr()
    assert main(call) == 1
    assert "US$84,178 million: the result is USD 48,178.00 million" in capsys.readouterr().out
    changed = TOTALS.replace("48178.00", "48179.00")
    (korea / "results/analysis/trade_totals.csv").write_text(changed, encoding="utf-8")
    # binding again keeps what the two last agreed on
    assert main([*call, "--bind"]) == 1
    assert main(call) == 1
    assert "US$84,178 million: the result is now USD 48,179.00 million" in capsys.readouterr().out
