"""Two builds compared: Markdown for a terminal, a job's summary or a comment, and a page with pictures."""

import base64
from dataclasses import dataclass
from pathlib import Path

import jinja2
import pandas as pd

from bilateral.changes.builds import Build
from bilateral.changes.inputs import PERIODIC, Input, changed_inputs, revisions
from bilateral.changes.pictures import Figure, changed_figures
from bilateral.changes.sentences import Said, changed_numbers
from bilateral.changes.tables import MISSING, ROW, TABLE, compare_results, verdict_changes
from bilateral.study.dictionary import dictionary_of_project, number_columns
from bilateral.study.yaml_text import parse_yaml

PAGE = Path(__file__).parent / "changes.html.j2"
SAME = "Nothing moved: every number, figure and table is the same."


@dataclass(frozen=True)
class Changes:
    """verdicts and cells: rows of compare_results; alone: tables that one build has, by which one."""

    inputs: list[Input]
    revisions: list[dict[str, str]]
    numbers: list[Said]
    verdicts: pd.DataFrame
    figures: list[Figure]
    cells: pd.DataFrame
    alone: dict[str, str]

    @property
    def none(self) -> bool:
        return self.verdicts.empty and self.cells.empty and not (self.figures or self.numbers or self.alone)

    @property
    def kinds(self) -> list[str]:
        """What results moved by: periodic update, manual change, both, or neither that is known."""
        return list(dict.fromkeys(one.kind for one in self.inputs))

    def by_table(self) -> dict[str, list]:
        return {str(table): list(rows.itertuples()) for table, rows in self.cells.groupby("table", sort=True)}


def compare(old: Build, new: Build) -> Changes:
    before, after = old.tables, new.tables
    numbers = number_columns(dictionary_of_project(), after.keys() | before.keys())
    moved = compare_results(before, after, numbers)
    verdicts = verdict_changes(moved)
    whole = moved[moved["column"] == TABLE]
    return Changes(
        changed_inputs(old, new),
        revisions(old, new),
        changed_numbers(old.values, new.values, (before, after), numbers),
        verdicts,
        changed_figures(old.figures(".png"), new.figures(".png"), (old.figures(".svg"), new.figures(".svg"))),
        moved.drop([*verdicts.index, *whole.index]),
        {row.table: "new" if row.old == MISSING else "old" for row in whole.itertuples()},
    )


def headline(changes: Changes) -> list[tuple[str, int]]:
    return [
        ("numbers of the text", len(changes.numbers)),
        ("verdicts on claims", len(changes.verdicts)),
        ("figures", len(changes.figures)),
        ("tables", len(changes.by_table()) + len(changes.alone)),
        ("cells", len(changes.cells)),
    ]


def markdown(changes: Changes, most: int = 20, page: str = "") -> str:
    """The changes, first what a reader must know first. most: rows shown of each table; page: the address of
    the page with pictures, where there is one."""
    lines = []
    if changes.none:
        lines += [SAME, ""]
    else:
        lines += [", ".join(f"{count} {what}" for what, count in headline(changes) if count) + " moved.", ""]
        lines += [f"[The page with pictures]({page})", ""] if page else []
    lines += _listed("Why", [f"{one.kind}: `{one.path}`, {one.what}" for one in changes.inputs], most)
    lines += _table(
        "Official figures that were revised",
        "source key change before now note".split(),
        [[row[key] for key in "source key change old new note".split()] for row in changes.revisions],
        most,
    )
    lines += _table(
        "Numbers of the text",
        ["section", "before", "now", "sentence as it stands now"],
        [[said.section, said.before, said.after, said.sentence or said.place] for said in changes.numbers],
        most,
    )
    lines += _table(
        "Verdicts on claims",
        ["claim", "what", "before", "now"],
        [[row.key, _what(row.column), row.old, row.new] for row in changes.verdicts.itertuples()],
        most,
    )
    drawn = [f"`{figure.name}`: {_said_of(figure)}" for figure in changes.figures]
    lines += _listed("Figures", drawn, most)
    lines += _listed(
        "Tables", [f"`{name}`: only in the {side} build" for name, side in changes.alone.items()], most
    )
    for name, rows in changes.by_table().items():
        cells = [[row.key, _what(row.column), row.old or "empty", row.new or "empty"] for row in rows]
        lines += _table(f"Table `{name}`: {len(rows)}", ["row", "column", "before", "now"], cells, most)
    return "\n".join(lines).rstrip("\n") + "\n"


def _what(column: str) -> str:
    return "the row" if column == ROW else column


def _said_of(figure: Figure) -> str:
    if figure.before is None or figure.after is None:
        return "new" if figure.before is None else "gone"
    if not figure.share_pct:
        return "the picture is the same, its file is not"
    return f"{max(figure.share_pct, 0.01):.2f}% of its area differs"


def _listed(heading: str, items: list[str], most: int) -> list[str]:
    shown = [f"- {item}" for item in items[:most]] + _more(len(items), most)
    return [f"### {heading}", "", *shown, ""] if items else []


def _table(heading: str, columns: list[str], rows: list[list[str]], most: int) -> list[str]:
    if not rows:
        return []
    lines = [f"| {' | '.join(columns)} |", "|" + "---|" * len(columns)]
    lines += [f"| {' | '.join(_cell(cell) for cell in row)} |" for row in rows[:most]]
    return [f"### {heading}", "", *lines, *_more(len(rows), most), ""]


def _more(count: int, most: int) -> list[str]:
    return ["", f"… and {count - most} more"] if count > most else []


def _cell(text: str) -> str:
    return str(text).replace("|", "\\|").replace("\n", " ")


def title_of(build: Build) -> str:
    path = next(path for path in ("config.yaml", "config/config.yaml") if path in build.files)
    config = parse_yaml(build.files[path].decode("utf-8"), path)
    return str(config["title"]) if isinstance(config, dict) else ""


def html(changes: Changes, title: str, between: str) -> str:
    """The page: whole by itself, with its pictures in it. between: the two builds, in words."""
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    environment.filters["picture"] = lambda png: (
        f"data:image/png;base64,{base64.b64encode(png).decode('ascii')}"
    )
    return environment.from_string(PAGE.read_text(encoding="utf-8")).render(
        title=title,
        between=between,
        changes=changes,
        headline=headline(changes),
        periodic=PERIODIC,
        said_of=_said_of,
        what=_what,
        same=SAME,
    )
