"""What was found, for people (text and Markdown) and for programs (JSON)."""

import html
from collections.abc import Iterator

from bilateral.draft.match import DIFFERS, MATCHES, NOWHERE, Found

GROUPS = ((DIFFERS, "Differs"), (NOWHERE, "In no result"), (MATCHES, "Matches"))
# letters of a sentence around its number
AROUND = 70


def summary(found: list[Found], macros: int) -> str:
    """One sentence with the counts."""
    counts = {verdict: sum(one.verdict == verdict for one in found) for verdict, _ in GROUPS}
    match, differ = counts[MATCHES], counts[DIFFERS]
    beside = f" {macros:,} more are macros of values.tex." if macros else ""
    return (
        f"Of {len(found):,} numbers {match:,} {'matches' if match == 1 else 'match'}, "
        f"{differ:,} {'differs' if differ == 1 else 'differ'}, "
        f"{counts[NOWHERE]:,} {'is' if counts[NOWHERE] == 1 else 'are'} in no result.{beside}"
    )


def said(one: Found) -> str:
    """What is found of one number, without its place."""
    if one.verdict == NOWHERE:
        return one.why or "in no result"
    if not one.result:
        return f"the result that it was bound to is no longer there: {one.place}"
    verb = "is"
    if one.verdict == DIFFERS:
        verb = "the result is now" if one.was and one.was != one.result else "the result is"
    several = (
        f"; {one.several} results {'agree' if one.verdict == MATCHES else 'are named'}"
        if one.several > 1
        else ""
    )
    apart = f" ({one.apart})" if one.apart else ""
    why = f"; {one.why}" if one.why else ""
    return f"{verb} {one.result}{apart}, {one.place} [{one.by}]{several}{why}"


def around(one: Found) -> str:
    """The words around a number."""
    text, start, end = one.stated.sentence, one.stated.start, one.stated.end
    if one.stated.is_cell:
        return ""
    low, high = max(0, start - AROUND), min(len(text), end + AROUND // 2)
    return f"{'…' if low else ''}{text[low:high]}{'…' if high < len(text) else ''}"


def _grouped(found: list[Found]) -> Iterator[tuple[str, list[Found]]]:
    """What has a verdict, under its heading with a count, for each verdict that there is."""
    for verdict, title in GROUPS:
        if group := [one for one in found if one.verdict == verdict]:
            yield f"{title} ({len(group):,})", group


def _cells(one: Found) -> tuple[str, str, str, str]:
    return one.stated.where, one.stated.text, said(one), around(one)


def as_text(found: list[Found], macros: int) -> str:
    """A summary, then a line for each number, by verdict."""
    lines = [summary(found, macros)]
    for title, group in _grouped(found):
        lines += ["", title]
        for one in group:
            words = f" “{around(one)}”" if not one.stated.is_cell else ""
            lines.append(f"  {one.stated.where}: {one.stated.text}: {said(one)}{words}")
    return "\n".join(lines) + "\n"


def as_markdown(found: list[Found], macros: int, name: str) -> str:
    """The same for the summary of a job: what differs and what is in no result, as tables."""
    lines = [f"## {name} against the results", "", summary(found, macros), ""]
    for title, group in _grouped([one for one in found if one.verdict != MATCHES]):
        lines += [f"### {title}", "", "| where | the draft says | found | words |", "|---|---|---|---|"]
        for one in group:
            cells = [cell.replace("|", "\\|").replace("\n", " ") for cell in _cells(one)]
            lines.append(f"| {' | '.join(cells)} |")
        lines.append("")
    return "\n".join(lines)


def as_html(found: list[Found], macros: int, name: str) -> str:
    """A page with one table a verdict."""
    title = f"{name} against the results"
    parts = [
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{html.escape(title)}</title>',
        "<style>body{font:16px/1.5 sans-serif;max-width:75em;margin:2em auto;padding:0 1em}"
        "table{border-collapse:collapse;width:100%}"
        "td,th{border-bottom:1px solid #bbb;padding:.3em .5em;text-align:left;vertical-align:top}</style>",
        f"<h1>{html.escape(title)}</h1><p>{html.escape(summary(found, macros))}</p>",
    ]
    for heading, group in _grouped(found):
        parts.append(f"<h2>{heading}</h2><table>")
        parts.append("<tr><th>Where<th>The draft says<th>Found<th>Words</tr>")
        for one in group:
            parts.append(f"<tr>{''.join(f'<td>{html.escape(cell)}' for cell in _cells(one))}</tr>")
        parts.append("</table>")
    return "\n".join(parts) + "\n"


def as_json(found: list[Found], macros: int, name: str) -> dict:
    """All of it; the order is the draft's."""
    return {
        "draft": name,
        "summary": summary(found, macros),
        "macros": macros,
        "numbers": [
            {"number": one.stated.text, "where": one.stated.where, "sentence": one.stated.sentence}
            | {key: getattr(one, key) for key in "verdict result place by several apart why".split()}
            for one in found
        ],
    }
