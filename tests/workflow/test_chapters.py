"""A chapter is run on results: values in its prose, checks, figures; what is wrong is named with its line."""

import re
from pathlib import Path

import nbformat
import pandas as pd
import pytest

from bilateral.report.blocks import notebook_blocks
from crossfoot import InputError
from tests.conftest import ROOT
from tests.projects import run_notebook

DICTIONARY = """table,column,type,unit,decimals,bound,values,meaning
*,year,integer,,,,,year
*,flow,text,,,,,export or import
*,usd_million,number,US$ million,1,,,trade
"""
IMPORTS = (
    "from study import *\n\nexports = series('analysis/x', 'usd_million', flow='export')\nhas_imports = False"
)


@pytest.fixture
def chapter(tmp_path, monkeypatch):
    """Runs cells in a study with one table: exports of 10, 20 and 35 in 2009 to 2011."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "src"))
    for folder in ("results/analysis", "results/figures", "notebooks"):
        Path(folder).mkdir(parents=True)
    rows = pd.DataFrame({"year": [2009, 2010, 2011], "flow": "export", "usd_million": [10.0, 20.0, 35.0]})
    rows.to_parquet("results/analysis/x.parquet")
    for name in ("drawn.svg", "drawn_narrow.svg", "drawn.png"):
        Path("results/figures", name).write_text("<svg/>", encoding="utf-8")
    Path("dictionary.csv").write_text(DICTIONARY, encoding="utf-8")

    def run(*cells, executed="executed.ipynb"):
        node = nbformat.v4.new_notebook(cells=list(cells))
        for at, cell in enumerate(node.cells, 1):
            cell["id"] = f"cell-{at}"
        nbformat.write(node, "notebooks/own.ipynb")
        run_notebook(
            notebook="notebooks/own.ipynb",
            results=[str(path) for path in Path("results").glob("*/*")],
            study_module=str(ROOT / "notebooks/study.py"),
            dictionary="dictionary.csv",
            executed=executed,
        )
        return nbformat.read(executed, as_version=4)

    return run


def markdown(source, *tags):
    return nbformat.v4.new_markdown_cell(source, metadata={"tags": list(tags)})


def code(source, *tags):
    return nbformat.v4.new_code_cell(source, metadata={"tags": list(tags)})


WHOLE = (
    markdown("# Trade"),
    code(IMPORTS),
    markdown(
        "Exports rose from {eval}`usd(exports.first)` in {eval}`exports.first.at` to "
        "{eval}`usd(exports.last)`, {eval}`percent(100 * (exports.last / exports.first - 1))` more in "
        "{eval}`words(count('analysis/x'))` years.",
        "abstract",
    ),
    code("check.rises(exports, said='Exports rose from … in … to')\nfigure('drawn', 'A title', 'Lines')"),
    markdown("Imports: {eval}`not_there`", "when:has_imports"),
    code("not_there", "when:has_imports"),
    code(
        "import matplotlib.pyplot as plt\n_, axes = plt.subplots()\naxes.plot([1, 2])\n"
        "show(axes, 'own', 'Own figure', 'A line')\nshow(read('analysis/x').tail(1), 'rows', 'Last row')\n"
        "show(read('analysis/x').groupby('flow')[['usd_million']].sum(), 'sums', 'Sums')"
    ),
    code("print('for me')", "remove-output"),
)


def test_a_chapter_from_markdown_to_blocks(chapter):
    executed = chapter(*WHOLE)
    chapter(*WHOLE, executed="again.ipynb")
    assert Path("executed.ipynb").read_bytes() == Path("again.ipynb").read_bytes()
    heading, prose, drawn, own, rows, sums = notebook_blocks(executed, "own")
    assert heading["text"] == "Trade" and prose["abstract"]
    # 35 against 10 is 250% more
    assert prose["text"] == (
        "Exports rose from [US$10 million](value:analysis/x/1/usd_million) in "
        "[2009](value:analysis/x/1/year) to [US$35 million](value:analysis/x/3/usd_million), "
        "[250%](value:analysis/x/1+3/usd_million) more in [three](value:analysis/x/1-3/) years."
    )
    assert drawn["files"] == {
        "wide": "results/figures/drawn.svg",
        "narrow": "results/figures/drawn_narrow.svg",
        "png": "results/figures/drawn.png",
    }
    assert own["title"] == "Own figure" and own["pictures"]["wide"]["svg"].rstrip().endswith("</svg>")
    assert rows["cells"] == [["2011", "export", "35.0"]] and rows["rows"] == [3]
    assert sums["cells"] == [["export", "65.0"]]
    assert executed.cells[3].outputs[0].data["text/plain"] == "✓ Exports rose from … in … to"
    kept = executed.cells[2].metadata.user_expressions[1]
    assert kept.expression == "exports.first.at" and kept.result.data["text/plain"] == "2009"


TITLE = markdown("# Trade\n\nExports rose.")


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (
            (markdown("In {eval}`exports[2008].at`"),),
            "cell 3 (cell-3): {eval}`exports[2008].at`: results/analysis/x: usd_million with flow 'export': "
            "found no value at 2008; expected one of 2009 to 2011",
        ),
        (
            (code("low = 1\n\ncheck.falls(\n    exports,\n    said='Exports rose.',\n)"),),
            "cell 3 (cell-3), line 3: the data no longer say “Exports rose.”: found 2009 10, 2010 20, "
            "2011 35; expected each below the one before",
        ),
        (
            (code("check.rises(exports, said='Imports rose too')"),),
            "cell 3 (cell-3): found a check of “Imports rose too”, which no text says",
        ),
        (
            (code("x = 1\nundefined"),),
            "cell 3 (cell-3), line 2: found NameError: name 'undefined' is not defined",
        ),
        ((code("x = 1\nx ="),), "cell 3 (cell-3), line 2: found SyntaxError"),
        (
            (code("import matplotlib.pyplot as plt\nplt.plot([1, 2]);\nplt.show()"),),
            "cell 3 (cell-3), line 3: found a bare plot; expected show(…)",
        ),
        (
            (code("show(5, 'a', 'b')"),),
            "line 1: show(…): found builtins.int; expected a figure, axes or grid",
        ),
        (
            (code("read('analysis/z')"),),
            "line 1: results/analysis/z.parquet: found no rule that makes it, or a name",
        ),
        (
            (code("1", "when:absent"),),
            "cell 3 (cell-3): when:absent: found NameError: name 'absent' is not defined",
        ),
    ],
)
def test_what_is_wrong_is_one_line_that_names_the_cell(chapter, cells, said):
    with pytest.raises(InputError) as error:
        chapter(TITLE, code(IMPORTS), *cells)
    assert said in str(error.value) and str(error.value).startswith("notebooks/own.ipynb: cell 3 (cell-3)")
    assert "\n" not in str(error.value) and not Path("executed.ipynb").exists()


def test_the_examples_of_the_page_on_chapters_make_one(chapter):
    page = (ROOT / "docs/chapters.md").read_text(encoding="utf-8")
    for table in ("trade_totals", "fdi_destinations"):
        pd.read_csv(ROOT / f"results/analysis/{table}.csv").to_parquet(f"results/analysis/{table}.parquet")
    Path("dictionary.csv").write_text(
        (ROOT / "data/dictionary.csv").read_text(encoding="utf-8"), encoding="utf-8"
    )
    example = re.compile(r"^```(python|markdown)\n(.*?)^```", re.DOTALL | re.MULTILINE)
    cells = [(code if kind == "python" else markdown)(text) for kind, text in example.findall(page)]
    heading, prose, figure = notebook_blocks(chapter(*cells), "own")
    assert heading["text"] == "Exports" and figure["name"] == "destinations"
    # customs in US$ million: 11,069.3 in 2011, 9,080.7 in 2020, which is 17.97% less
    assert re.sub(r"\[([^]]*)\]\(value:[^)]*\)", r"\1", prose["text"]).startswith(
        "Japan's exports to India fell from US$11,069 million in 2011 to US$9,081 million in\n2020, by 18%"
    )
