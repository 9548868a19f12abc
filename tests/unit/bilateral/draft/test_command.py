"""`bilateral check-draft`: a draft of twenty numbers, three of them wrong, in every form; binding."""

import json

import pypandoc
import pytest
import typst
import yaml

from bilateral.__main__ import main
from tests.unit.bilateral.draft.conftest import TABLES, VALUES, write_study

DRAFT = """\
# Japan and India

Section 2 compares two countries. Japan's exports to India rose from US$8,121 million in 2014 to
US$15,894 million in 2023. Japan's imports from India were US$6,989 million in 2014. Japan's imports from
India fell to about US$5.6 billion in 2023.

Japan's direct investment in India reached ¥7,068 billion in 2023. Japan's direct investment in India was
¥0.542 trillion in 2022. Of Japan's direct investment in India, 53% went to manufacturing in 2023. India's
share of Japan's direct investment in Asia was 17.8% in 2023.

The Herfindahl-Hirschman index of Japan's exports to India was 982 in 2023. Of 320 statements of the text
124 hold. A plant with 1,700 workers opened near the town of Anjar, 48 km from the sea, for ₹31.5 billion.

Table 1: Japan's trade with India (US$ million)

| Year | Exports | Imports | Trade balance |
|------|---------|---------|---------------|
| 2014 | 8,121   | 6,989   | 1,132         |
| 2023 | 15,894  | 5,636   | 10,258        |
"""
# as authors write a table; what is before it, pandoc writes
TABULAR = r"""\begin{table}\caption{Japan's trade with India (US\$ million)}
\begin{tabular}{lrrr}\toprule Year & Exports & Imports & Trade balance \\ \midrule
2014 & 8,121 & 6,989 & 1,132 \\ 2023 & 15,894 & 5,636 & 10,258 \\ \bottomrule\end{tabular}\end{table}"""
WRONG = ["¥7,068 billion", "982", "124"]
NOWHERE = ["1,700", "48", "₹31.5 billion"]


def written(folder, suffix):
    path = folder / f"paper{suffix}"
    if suffix == ".md":
        path.write_text(DRAFT, encoding="utf-8")
    elif suffix == ".pdf":
        text = pypandoc.convert_text(DRAFT, "typst", format="markdown", extra_args=["--standalone"])
        path.write_bytes(typst.compile(text.encode("utf-8")))
    elif suffix == ".tex":
        prose = pypandoc.convert_text(DRAFT.partition("Table 1:")[0], "latex", format="markdown")
        path.write_text(
            f"\\documentclass{{article}}\\begin{{document}}{prose}{TABULAR}\\end{{document}}",
            encoding="utf-8",
        )
    else:
        pypandoc.convert_file(
            written(folder, ".md"), {".docx": "docx", ".html": "html5"}[suffix], outputfile=str(path)
        )
    return path


@pytest.mark.parametrize("suffix", [".md", ".docx", ".html", ".pdf", ".tex"])
def test_three_wrong_numbers_of_twenty(study, tmp_path, capsys, suffix):
    out = tmp_path / "found.json"
    path = written(tmp_path, suffix)
    assert main(["check-draft", str(path), "--study", str(study), "--json", str(out)]) == 1
    listed = capsys.readouterr().out
    assert listed.startswith("Of 20 numbers 14 match, 3 differ, 3 are in no result.\n")
    found = json.loads(out.read_text(encoding="utf-8"))["numbers"]
    assert [one["number"] for one in found if one["verdict"] == "differs"] == WRONG
    assert [one["number"] for one in found if one["verdict"] == "in no result"] == NOWHERE


def test_nothing_differs(study, tmp_path, capsys, monkeypatch):
    path, job = tmp_path / "paper.md", tmp_path / "job.md"
    path.write_text("Japan's exports to India were US$8,121 million in 2014.", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(job))
    page = tmp_path / "found.html"
    assert main(["check-draft", str(path), "--study", str(study), "--html", str(page)]) == 0
    said = "Of 1 numbers 1 matches, 0 differ, 0 are in no result."
    assert said in capsys.readouterr().out
    assert said in job.read_text(encoding="utf-8")
    assert said in page.read_text(encoding="utf-8")


def test_a_bound_number_is_held_to_its_result_wherever_it_moves(study, tmp_path, capsys):
    path = tmp_path / "paper.md"
    path.write_text(
        "Japan's exports to India were US$8,121 million in 2014. Of 320 statements of the text 142 hold.",
        encoding="utf-8",
    )
    call = ["check-draft", str(path), "--study", str(study)]
    assert main([*call, "--bind"]) == 0
    bound = yaml.safe_load((tmp_path / "draft.yaml").read_text(encoding="utf-8"))
    assert [one["number"] for one in bound] == ["US$8,121 million", "320", "142"]
    # the row moves and its figure changes, the report counts one statement more, the draft has other words
    rows = TABLES["analysis/trade_totals"].splitlines()
    moved = "\n".join([rows[0], *reversed(rows[1:])]).replace("8121.00", "8171.00") + "\n"
    said = VALUES[0]["sentence"].replace("142", "143")
    values = [{**VALUES[0], "sentence": said}, {**VALUES[1], "text": "143", "sentence": said}]
    write_study(study, {**TABLES, "analysis/trade_totals": moved}, values)
    path.write_text(path.read_text(encoding="utf-8").replace("exports to India were", "exports to India are"))
    capsys.readouterr()
    assert main(call) == 1
    listed = capsys.readouterr().out
    assert "US$8,121 million: the result is now USD 8,171.00 million (-50.0, -0.6%)" in listed
    assert "142: the result is now 143" in listed
    # a result that is gone is a difference too
    write_study(study, {**TABLES, "analysis/trade_totals": "\n".join(rows[:1] + rows[2:]) + "\n"}, values)
    assert main(call) == 1
    assert "US$8,121 million: the result that it was bound to is no longer there" in capsys.readouterr().out


def test_macros_of_values_tex_cannot_differ(study, tmp_path, capsys):
    (tmp_path / "values.tex").write_text("\\newcommand{\\ValueExports}{8,121}\n", encoding="utf-8")
    path = tmp_path / "paper.tex"
    path.write_text(
        "\\documentclass{article}\\begin{document}\\input{values}"
        "Japan's exports to India were US\\$\\ValueExports{} million in 2014."
        "\\end{document}",
        encoding="utf-8",
    )
    assert main(["check-draft", str(path), "--study", str(study)]) == 0
    assert capsys.readouterr().out.startswith(
        "Of 0 numbers 0 match, 0 differ, 0 are in no result. 1 more are macros of values.tex."
    )


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("none.md", None, "none.md: found No such file or directory; expected a draft"),
        ("paper.xyz", "5%", "paper.xyz: found a document of type .xyz; expected one of"),
        ("paper.docx", "5%", "paper.docx: found a file that is not a DOCX"),
    ],
)
def test_what_cannot_be_read_is_one_line(study, tmp_path, capsys, name, text, said):
    if text is not None:
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert main(["check-draft", str(tmp_path / name), "--study", str(study)]) == 2
    assert said in capsys.readouterr().err


def test_a_study_without_results_and_a_binding_that_is_none(study, tmp_path, capsys):
    path = tmp_path / "paper.md"
    path.write_text("It was 5% in 2020.", encoding="utf-8")
    assert main(["check-draft", str(path), "--study", str(tmp_path)]) == 2
    assert "found no results; expected those of a study that was built" in capsys.readouterr().err
    (tmp_path / "draft.yaml").write_text("a: 1\n", encoding="utf-8")
    assert main(["check-draft", str(path), "--study", str(study)]) == 2
    assert "draft.yaml: found something else; expected a list of entries with" in capsys.readouterr().err
