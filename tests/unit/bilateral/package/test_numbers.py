"""Where a number of the text comes from and stands, by hand."""

from pathlib import Path

import pytest
import typst

from bilateral.package.contents import BuiltStudy
from bilateral.package.numbers import Positions, numbers_in_document, numbers_in_text, script_line

SCRIPT = """from lib.run import run


def main(*, totals: str, figure: str) -> None:
    write(totals)
    draw({"growth": figure})
"""
TABLE = "year,usd_million,note\n2014,1131.90,a\n2015,-4.6,b\n"


@pytest.fixture
def study(tmp_path) -> BuiltStudy:
    files = {
        "results/analysis/totals.csv": TABLE,
        "results/audit/claims.csv": "source,line,statement,stated,unit,computed,outside,combined\n"
        "paper,12,It rose,7068,JPY billion,,845.5,contradicted\n",
        "scripts/measure.py": SCRIPT,
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    made = [{"@id": path} for path in files if path.startswith("results/")]
    action = {"@type": "CreateAction", "name": "measure", "instrument": {"@id": "scripts/measure.py"}}
    crate = {"@graph": [action | {"result": made}]}
    return BuiltStudy(tmp_path, "", "config.yaml", {}, [], crate, {path: tmp_path / path for path in files})


def value(text, place, sentence=""):
    return {"text": text, "place": f"value:{place}", "sentence": sentence}


def test_the_line_that_names_a_result_or_where_main_begins():
    assert script_line(SCRIPT, "results/figures/growth.svg") == 6
    assert script_line(SCRIPT, "results/analysis/other.csv") == 4


def test_each_number_has_cell_rule_program_and_line(study):
    rows = numbers_in_text(
        study,
        [
            value("US$1,132 million", "analysis/totals/1/usd_million"),
            value("−5", "analysis/totals/2/usd_million"),
            value("2", "analysis/totals/1-2/"),
            value("two", "analysis/totals/1-2/"),
            value("1,127", "analysis/totals/1-2/usd_million"),
            value("1,200", "analysis/totals/1/usd_million"),
        ],
    )
    assert [(row["reproduced"], row["status"]) for row in rows] == [
        ("1131.90", "same"),
        ("-4.6", "same"),
        ("2", "same"),
        ("2", "said in other words"),
        ("computed from 2 cells", "computed in the notebook"),
        # another number than the cell: a person looks
        ("1131.90", "said in other words"),
    ]
    first = rows[0]
    assert (first["file"], first["file_line"], first["column"]) == (
        "results/analysis/totals.csv",
        "2",
        "usd_million",
    )
    assert (first["rule"], first["program"], first["program_line"]) == ("measure", "scripts/measure.py", 5)
    assert rows[2]["file_line"] == "2-3"


def test_the_document_s_statements_in_the_same_form(study):
    assert numbers_in_document(study) == [
        {
            "text": "paper",
            "page": "",
            "line": "12",
            "statement": "It rose",
            "printed": "7068 JPY billion",
            "reproduced": "845.5",
            "status": "different",
            "place": "results/audit/claims.csv line 2",
        }
    ]


def test_a_sentence_is_found_on_its_page_and_line(tmp_path):
    source = """#set page(width: 300pt, height: 100pt, margin: 20pt)
    #set text(hyphenate: true)
    First page.
    #pagebreak()
    A short line. \\
    Japan sold goods of US\\$*1,132* million in 2014, and of US\\$1,132 million in 2015, to India.
    """
    path = Path(tmp_path, "report.pdf")
    path.write_bytes(typst.compile(source.encode()))
    found = Positions([path])
    sentence = "Japan sold goods of US$1,132 million in 2014, and of US$1,132 million in 2015, to India."
    first, second = found.after(sentence, "1,132"), found.after(sentence, "1,132")
    assert first == ("report", "2", "2") and second[:2] == ("report", "2") and second >= first
    assert found.after("It does not stand there at all.", "5") == ("", "", "")
    assert found.after("", "5") == ("", "", "")
