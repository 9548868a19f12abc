"""What the page shows of a statement of the prose."""

from __future__ import annotations

import re

from markupsafe import Markup

from crossfoot.documents.document import Document
from crossfoot.page.tables import ROWS_SHOWN
from crossfoot.page.wording import CELL, ROWS, said_of_statement, title_in_words

# letters of the paragraph that are shown on each side of a quote
AROUND = 90
GROUPS = {"error": "contradicted", "question": "asked"} | {
    "holds": "holds",
    "within_rounding": "holds",
    "found": "found",
}


def is_checked(by_table: list[dict], statements: list[dict]) -> bool:
    """Whether a number was held against another: a cell that is confirmed, a finding, a statement that is
    decided. That a span of years begins before it ends is none."""
    if any((about.get("confidence") or {}).get("confirmed") for about in by_table):
        return True
    found = [check for about in by_table for check in about.get("checks", [])] + statements
    return any(one["severity"] in ("error", "question") for one in found) or any(
        one["verdict"] != "not_checkable" and one["kind"] != "order" for one in statements
    )


def shown_statement(one: dict, reading: Document) -> dict:
    """A statement of `check_reading`, with its class, the sentence on it and the words around it."""
    group = GROUPS.get(one["severity"]) or GROUPS.get(one["verdict"], "not checked")
    against = (
        Markup() if one["against"] == "sentence" else _linked(one["against"].removesuffix(ROWS), reading)
    )
    shown = {**one, "group": group, "before": "", "after": ""}
    if group in ("contradicted", "asked"):
        shown["before"], shown["after"] = _around(one, reading)
    return shown | {"said": said_of_statement(shown, against)}


def _linked(against: str, reading: Document) -> Markup:
    """What a statement was held against, each cell with a link to the table as it was read."""
    titles = "|".join(re.escape(table.title) for table in reading.tables)
    parts = re.split(rf"(?:, and |; )(?={titles})", against) if titles else [against]
    found = [_place_of(part, reading) for part in parts]
    return _together(found) or Markup(", and ").join(
        _link(id_, title_in_words(title) + rest) for id_, title, rest in found
    )


def _together(found: list[tuple[str, str, str]]) -> Markup:
    """Cells of one row, or one column, of a table: "the figures of India in 2021 and 2022 (Table 1)"."""
    cells = [CELL.fullmatch(rest.removeprefix(", ")) for _, _, rest in found]
    told = [(cell["row"], cell["column"]) for cell in cells if cell and cell["row"]]
    rows, columns = (list(dict.fromkeys(pair[n] for pair in told)) for n in (0, 1))
    one_table = len({title for _, title, _ in found}) == 1
    if len(found) < 2 or len(told) < len(found) or not one_table or min(len(rows), len(columns)) > 1:
        return Markup()
    of_row = len(rows) == 1
    links = [_link(id_, pair[of_row]) for (id_, _, _), pair in zip(found, told, strict=True)]
    listed = Markup(" and ").join([Markup(", ").join(links[:-1]), links[-1]])
    of, in_ = (rows[0], listed) if of_row else (listed, columns[0])
    table = _link(found[0][0].partition("-")[0], title_in_words(found[0][1]))
    return Markup("the figures of {} in {} ({})").format(of, in_, table)


def _place_of(part: str, reading: Document) -> tuple[str, str, str]:
    """The id of a cell or a table in words, "" for none; the title of its table, and the words behind it."""
    starts = {table.title for table in reading.tables if part.startswith(table.title)}
    titles = [title for title in starts if not re.match(r"[\w.-]", part[len(title) :])]
    title = max(titles, key=len, default="")
    place = ""
    for number, table in enumerate(reading.tables, start=1):
        if table.title != title or (table.panel and f" ({table.panel})" not in part):
            continue
        place = place or f"t{number}"
        row = re.match(r"[^,]*, row (\d+)\b", part[len(title) :])
        label = max((one for one in table.labels if part.endswith(f", {one}")), key=len, default="")
        if row and label and int(row[1]) <= min(len(table.body), ROWS_SHOWN):
            place = f"t{number}-{row[1]}-{table.labels.index(label) + 1}"
            break
    return place, title, part[len(title) :]


def _link(place: str, said: str) -> Markup:
    return Markup('<a href="#{}">{}</a>').format(place, said) if place else Markup("{}").format(said)


def _around(one: dict, reading: Document) -> tuple[str, str]:
    """The words before and after a quote in its paragraph, as far as they help to find it."""
    text = next(
        (
            passage.text
            for passage in reading.prose
            if (passage.page, passage.line) == (one["page"], one["line"])
        ),
        "",
    )
    # a number stands by itself: the 4 of 54% is another
    place = re.search(rf"(?<![\d.,]){re.escape(one['quote'])}(?!\d|[.,]\d|\s?%)", text)
    if not one["quote"] or place is None:
        return "", ""
    start = place.start()
    before, after = text[max(0, start - AROUND) : start], text[start + len(one["quote"]) :][:AROUND]
    if start > AROUND:
        before = "… " + before.partition(" ")[2]
    if start + len(one["quote"]) + AROUND < len(text):
        after = after.rpartition(" ")[0] + " …"
    return before, after
