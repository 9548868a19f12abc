"""Numbers of the prose and parts of a document, on small texts and against the committed lists."""

import csv
from dataclasses import astuple

import pytest

from crossfoot.documents.lines import read_lines
from crossfoot.documents.prose import find_parts, find_prose_numbers
from tests.conftest import ROOT

SEEDS = {
    "umezaki_2025": "004_*.txt",
    "kumar_2025": "000_*.txt",
    "meti_2018": "001_*.txt",
    "invest_up_2025": "002_*.txt",
}


def numbers_of(text: str) -> list[str]:
    return [found.number for found in find_prose_numbers(read_lines(text.encode(), "a.md"), "a.md")]


def parts_of(text: str) -> list[tuple]:
    return [(part.kind, part.label) for part in find_parts(read_lines(text.encode(), "a.md"), "a.md")]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Exports rose to US\\$8,121 million (17.2%) in 2014.", ["8,121", "17.2", "2014"]),
        (
            "The first of six plans ranked 12th, half of the Second in the 1970s.",
            ["six", "12th", "half", "second", "1970s"],
        ),
        (
            "COVID-19 cost CNY138.7 billion and made 22/28nm chips and a 2-digit code.",
            ["138.7", "22", "28", "2"],
        ),
        (
            "The four-pillar act.<sup>4</sup> See https://a.b/2020/7 and [page 3](https://c.d/9).",
            ["four", "3"],
        ),
        ("The one tenant often weighs none of it.", []),
        ("3. A list's mark is no number, but 5 lakh is.", ["5"]),
    ],
)
def test_numbers_are_as_printed(text, numbers):
    assert numbers_of(text) == numbers


def test_a_number_has_its_line_and_its_place_among_the_numbers_of_the_line():
    found = find_prose_numbers(["", "From 2014 to 2014, six."], "a.md")
    assert [astuple(number) for number in found] == [(2, 1, "2014"), (2, 2, "2014"), (2, 3, "six")]


DOCUMENT = """# 1. Trade since 2000

Table 1 shows 7 rows.

**Table 1: Exports in 2001**

Year\tExports
2002\t5

Source: Customs (2003), yearbook.

Figure 2.1: Imports in 2004

CIF = cost of 3 things.

Notes: The shading of 2 kinds.

Source: Customs, <https://example.org/2005>.

The figure has 8 bars

It rests on (i) labour and (ii) capital.

### **1.1. More**

#### (2) Aims of the 3 parties

<sup>1</sup> A note of 2006.

## References

- Baldwin, R. (2007), 'A Title of 2008', *Journal*, No. 9.
- —— (2011), 'Another'.
- Juhász, R., N. Lane, and D. Rodrik (2024), 'Third'.
- Goldberg, P.K., R. Juhász, N.J. Lane, and J. Thürk (2024), 'Fourth'.
- Inoue, H. and Y. Todo (2023), 'Fifth'.
- Cabinet Office (n.d.), Sixth.

## Appendix

There are 4 more.
"""


def test_prose_leaves_out_tables_figures_headings_and_references():
    assert numbers_of(DOCUMENT) == ["1", "7", "2006", "4"]


def test_parts_of_a_document():
    assert parts_of(DOCUMENT) == [
        ("section", "1"),
        ("table", "1"),
        ("figure", "2.1"),
        ("item", "i"),
        ("item", "ii"),
        ("section", "1.1"),
        ("section", "1.1(2)"),
        ("note", "1"),
        ("reference", "Baldwin 2007"),
        ("reference", "Baldwin 2011"),
        ("reference", "Juhász, Lane, and Rodrik 2024"),
        ("reference", "Goldberg et al. 2024"),
        ("reference", "Inoue and Todo 2023"),
        ("reference", "Cabinet Office n.d."),
    ]


def test_numbered_lines_that_stand_alone_are_sections_and_lists_are_not():
    assert parts_of("Home\n\n1. Background\n\nProse goes on.\n\n  1. One\n  2. Two\n") == [("section", "1")]


@pytest.mark.parametrize(
    ("name", "find"), [("prose_numbers", find_prose_numbers), ("document_parts", find_parts)]
)
def test_the_committed_lists_are_what_the_texts_hold(reference, name, find):
    with open(ROOT / f"data/raw/{name}.csv", encoding="utf-8", newline="") as file:
        committed = list(csv.reader(file))[1:]
    found = []
    for text, pattern in SEEDS.items():
        paths = sorted((reference / "seeds").glob(pattern))
        if not paths:
            pytest.skip(f"no {pattern} in {reference / 'seeds'}")
        found += [
            [text, *map(str, astuple(row))]
            for row in find(read_lines(paths[0].read_bytes(), paths[0].name), text)
        ]
    assert sorted(found) == sorted(committed)
