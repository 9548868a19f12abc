"""Tables and values of the report for a paper that is written elsewhere, in LaTeX."""

import re
from collections.abc import Iterable
from itertools import combinations

import pandas as pd

from bilateral.report.exhibit_html import notes_of
from bilateral.report.lineage import KEYS
from bilateral.report.parts import Value

# characters that LaTeX would read as markup, or that not every engine has
SIGNS = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "%": r"\%",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "−": r"\ensuremath{-}",
    "–": "--",
    "—": "---",
    "¥": r"\textyen{}",
    "×": r"\ensuremath{\times}",
    "≥": r"\ensuremath{\geq}",
    "≤": r"\ensuremath{\leq}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "’": "'",
    "“": "``",
    "”": "''",
    "\u00a0": "~",
}
SIGN = re.compile("|".join(map(re.escape, SIGNS)))
# rows from which a table goes on over pages
LONG = 35
# letters of a cell from which a column breaks its lines
WIDE = 24
# columns that together may tell one row of a published table from the others
MOST_KEYS = 3
# rows of a table that the name of a value lists
MOST_ROWS = 2

HEAD = r"""% Every value that the text of the paper says, as \studyvalue{CHAPTER/TABLE/COLUMN/ROW}.
% CHAPTER is the notebook; TABLE and COLUMN are those of results/ (data/dictionary.csv), `count` where rows
% are counted; ROW is what tells the row from others, such as its year, joined by hyphens where several do.
% Two rows are joined by +; of more rows, the first stands with +1, +2, … for the number of the others, and
% so does the first place of a value computed from several. Where one place is said in several ways, the
% later ones end in -2, -3, ….
% In the preamble: \input{values}
\providecommand{\studyvalue}[1]{%
  \ifcsname studyvalue@#1\endcsname\csname studyvalue@#1\endcsname
  \else\PackageError{values}{No value `#1'}{values.tex lists them all.}\fi}
\providecommand{\newstudyvalue}[2]{\expandafter\def\csname studyvalue@#1\endcsname{#2}}
"""


def latex_text(text: str) -> str:
    """Text with nothing that LaTeX reads as markup."""
    return SIGN.sub(lambda sign: SIGNS[sign[0]], text)


def latex_table(block: dict) -> str:
    r"""A table with rules of booktabs, its title as caption and \label{tab:NAME}; a longtable where it
    goes on over pages."""
    columns, cells = block["columns"], block["cells"]
    form = "".join(_column(column, [row[at] for row in cells], columns) for at, column in enumerate(columns))
    units = f" ({latex_text(block['units'])})" if block.get("units") else ""
    caption = f"\\caption{{{latex_text(block['title'])}{units}}}\\label{{tab:{block['name']}}}"
    head = " & ".join(f"{{{latex_text(column['label'])}}}" for column in columns) + r" \\"
    rows = "\n".join(" & ".join(map(latex_text, row)) + r" \\" for row in cells)
    note = "".join(f"\\par\\smallskip\\footnotesize {latex_text(text)}\n" for text in notes_of(block))
    packages = (
        "% needs \\usepackage{booktabs,array,textcomp" + (",longtable" if len(cells) > LONG else "") + "}\n"
    )
    if len(cells) > LONG:
        return (
            f"{packages}\\begin{{longtable}}{{@{{}}{form}@{{}}}}\n{caption} \\\\\n"
            f"\\toprule\n{head}\n\\midrule\n\\endhead\n\\bottomrule\n\\endfoot\n{rows}\n\\end{{longtable}}\n{note}"
        )
    return (
        f"{packages}\\begin{{table}}[htbp]\n\\centering\n{caption}\n\\begin{{tabular}}{{@{{}}{form}@{{}}}}\n"
        f"\\toprule\n{head}\n\\midrule\n{rows}\n\\bottomrule\n\\end{{tabular}}\n{note}\\end{{table}}\n"
    )


def _column(column: dict, cells: list[str], columns: list[dict]) -> str:
    if column["number"]:
        return "r"
    if max(map(len, cells), default=0) <= WIDE:
        return "l"
    return f">{{\\raggedright\\arraybackslash}}p{{{max(0.18, 0.8 / len(columns)):.2f}\\linewidth}}"


def latex_values(values: Iterable[Value], tables: dict[str, pd.DataFrame]) -> str:
    """A macro for each value. tables: the published ones that the values come from, by name."""
    labels = {name: row_labels(frame) for name, frame in tables.items()}
    named: dict[str, str] = {}
    lines, sentence = [HEAD], ""
    for value in values:
        stem, name, again = _name(value, labels), "", 1
        while not name or named.get(name, value.text) != value.text:
            name = stem if again == 1 else f"{stem}-{again}"
            again += 1
        if name not in named:
            named[name] = value.text
            lines += [f"% {value.sentence}"] if value.sentence != sentence else []
            lines.append(f"\\newstudyvalue{{{name}}}{{{latex_text(value.text)}}}")
            sentence = value.sentence
    return "\n".join(lines) + "\n"


def _name(value: Value, labels: dict[str, list[str]]) -> str:
    first = value.places[0]
    rows = [labels[first.table][row - 1] for row in first.rows]
    shown = "+".join(rows) if len(rows) <= MOST_ROWS else f"{rows[0]}+{len(rows) - 1}"
    more = f"+{len(value.places) - 1}" if len(value.places) > 1 else ""
    table, column = first.table.rpartition("/")[2], first.column or "count"
    return f"{value.chapter}/{table}/{column}/{shown}{more}"


def row_labels(frame: pd.DataFrame) -> list[str]:
    """What tells each row from the others: the fewest of the key columns that do, or else its number."""
    keys = [key for key in KEYS if key in frame and frame[key].nunique() > 1]
    for count in range(1, MOST_KEYS + 1):
        for chosen in combinations(keys, count):
            if not frame.duplicated(list(chosen)).any():
                return ["-".join(map(_said, row)) for row in frame[list(chosen)].itertuples(index=False)]
    return [str(row + 1) for row in range(len(frame))]


def _said(key: object) -> str:
    return re.sub(r"[^\w.]+", "_", str(key)).strip("_")
