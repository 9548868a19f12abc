"""Two dollar signs of a paragraph are money in Jupyter, on the page and in the PDF."""

import io

import pypandoc
import pytest
import typst
from pypdf import PdfReader

from bilateral.report.markdown import part_markdown
from bilateral.report.show import BLOCK, Shown, as_money, check_dollars, figure_block, prose_block
from crossfoot import InputError

PROSE = "Exports rose from US$ 5 million to US$ 7 million."
JUPYTER = "Exports rose from US<span>$</span> 5 million to US<span>$</span> 7 million."


def converted(markdown: str, form: str) -> str:
    from bilateral.report.markdown import READER

    return pypandoc.convert_text(markdown, form, format=READER, extra_args=["--wrap=none"])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (PROSE, JUPYTER),
        (JUPYTER, JUPYTER),
        ("`$HOME` and ``a ` $ b``: $5", "`$HOME` and ``a ` $ b``: <span>$</span>5"),
        ("[$5](value:a/b$/1/c)", "[<span>$</span>5](value:a/b$/1/c)"),
        ('<img alt="US$ to US$"> US$', '<img alt="US$ to US$"> US<span>$</span>'),
        ("no money", "no money"),
    ],
)
def test_each_dollar_sign_stands_in_an_element_of_its_own(text, shown):
    assert as_money(text) == shown and as_money(shown) == shown


def test_jupyter_shows_money_and_the_block_keeps_what_was_written():
    figure = figure_block("a", PROSE, "from US$ to US$", [])
    shown = Shown(figure, b"<svg/>")._repr_mimebundle_()
    html = shown["text/html"]
    assert shown[BLOCK] == figure and JUPYTER in html and 'alt="from US$ to US$"' in html


@pytest.mark.parametrize("text", [PROSE, JUPYTER])
def test_the_report_shows_money(text):
    html = converted(text, "html5")
    assert "math" not in html and "from US$ 5 million to US$ 7" in html.replace("<span>$</span>", "$")
    pdf = typst.compile(converted(text, "typst").encode("utf-8"))
    assert PROSE in PdfReader(io.BytesIO(pdf)).pages[0].extract_text().replace("\n", " ")
    assert PROSE in part_markdown([prose_block(PROSE)], "html", str)


def test_an_author_s_cell_with_two_is_named():
    check_dollars("a.ipynb: cell b", f"One US$.\n\nAnother US$, `$x`.\n\n{JUPYTER}")
    with pytest.raises(InputError, match=r"a.ipynb: cell b: found 2 dollar signs in the paragraph 'Exports"):
        check_dollars("a.ipynb: cell b", f"# Title\n\n{PROSE}")
