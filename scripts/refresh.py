"""Fetches what the study needs as dated snapshots: make refresh, or make refresh ONLY="comtrade world_bank".

With --use config.yaml then names the last snapshot wherever it named an earlier one of the same source.

Keys come from the environment (data/providers.yaml names the variables). No rule calls this script.
"""

import csv
import io
import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from extract_investment import sheets_of
from lib import files, snapshots, tables
from lib.web import Web

from bilateral.sources.boj import COLUMNS as WORKBOOK
from bilateral.sources.boj import read_boj_workbook
from bilateral.sources.records import SOURCES
from bilateral.sources.refresh.answers import Page, Passing, join_pages, read_page
from bilateral.sources.refresh.plan import Request, plan_refresh
from bilateral.sources.refresh.revisions import COLUMNS as REVISIONS
from bilateral.sources.refresh.revisions import compare_snapshots, describe
from bilateral.study.config import check_config
from crossfoot import InputError

STATE = Path(".refresh")
CHANGES = Path("data/revisions")
# how a key travels; a header stays out of every address
KEYS = {"comtrade": ("header", "Ocp-Apim-Subscription-Key"), "e_stat": ("parameter", "appId")}


def main(
    config: dict,
    providers: dict,
    areas: dict[str, str],
    environment: dict[str, str],
    only: list[str],
    say: Callable[[str], None] = print,
) -> list[str]:
    """Refreshes each source, whatever becomes of the others; returns one line for each that failed.

    A source's snapshot is written once all its answers are in and sound; else its answers are kept for the
    next refresh, and its earlier snapshot stays.
    """
    choices = config["refresh"]
    for source in only:
        if source not in choices["sources"]:
            raise InputError("make refresh ONLY", repr(source), f"one of {', '.join(choices['sources'])}")
    variables = {source: provider["key"] for source, provider in providers.items() if "key" in provider}
    found = {source: environment.get(variable, "").strip() for source, variable in variables.items()}
    keys = {source: (*KEYS[source], key) for source, key in found.items() if key}
    planned = plan_refresh(choices, config["pair"], providers, areas, set(keys))
    faults = []
    with snapshots.alone(STATE):
        journal = snapshots.Journal(STATE)
        web = Web(choices["network"], keys, lambda text: say(text))
        for source in only or choices["sources"]:
            if source not in planned:
                say(
                    f"{source}: left out, without "
                    + (
                        f"{variables[source]} in the environment"
                        if source in variables and source not in keys
                        else "anything to ask"
                    )
                )
                continue
            try:
                _refresh(source, planned[source], providers[source], web, journal, say)
            except InputError as fault:
                faults.append(web.without_keys(str(fault)))
                say(f"{source}: stopped; what was answered is kept, and so is every snapshot")
            except OSError as fault:
                faults.append(
                    f"{fault.filename or STATE}: found {fault.strerror}; "
                    "expected room on the disk, and leave to write"
                )
    return faults


def _refresh(
    source: str,
    planned: dict[str, list[Request]],
    provider: dict,
    web: Web,
    journal: snapshots.Journal,
    say: Callable,
) -> None:
    earlier = snapshots.latest(source, files.read_yaml(SOURCES))
    today = datetime.now(UTC).date()
    days = {str(today), str(today - timedelta(days=1))}
    progress = Progress(source, sum(map(len, planned.values())), say)
    contents: dict[str, bytes] = {}
    rows: dict[str, list[dict]] = {}
    for name, requests in planned.items():
        rows[name], contents[name] = [], b""
        for request in requests:
            found, body = _answer(
                request, provider["pause_seconds"], web, journal, str(today), days, progress
            )
            rows[name] += found
            contents[name] = body
        if source != "boj_workbooks":
            contents[name] = _as_csv(rows[name])
    for _, _, key in web.keys.values():
        leaking = [name for name, content in contents.items() if key.encode() in content]
        if leaking:
            raise InputError(
                f"{source}: {leaking[0]}", "the key in the source's own rows", "none; nothing was written"
            )
    if all(name in earlier and earlier[name][1] == content for name, content in contents.items()):
        say(f"{source}: as in the snapshot of {max(day for day, _ in earlier.values())}; nothing written")
        journal.forget(source)
        return
    about = {name: _about(provider, planned[name], name, str(today)) for name in planned}
    folder = snapshots.keep(source, str(today), contents, about)
    journal.forget(source)
    say(f"{source}: {len(contents)} files in {folder}, recorded in {SOURCES}")
    common = [name for name in contents if name in earlier]
    if not common:
        say(f"{source}: no earlier snapshot to compare with")
        return
    old = [row for name in common for row in _rows(source, name, earlier[name][1])]
    changes = compare_snapshots(source, old, [row for name in common for row in rows[name]])
    say(describe(source, changes, max(earlier[name][0] for name in common)))
    if changes:
        table = CHANGES / f"{source}_{folder.name}.csv"
        files.write_bytes(_as_csv(changes, REVISIONS), table)
        say(
            f"{source}: all of it in {table}; to use a snapshot, name its files in config.yaml, "
            "then make, then make diff OLD=HEAD"
        )


def _answer(
    request: Request,
    pause: float,
    web: Web,
    journal: snapshots.Journal,
    day: str,
    days: set[str],
    progress: "Progress",
) -> tuple[list[dict], bytes]:
    """All rows of a request, and the bytes of its last page. What the journal keeps is not asked again."""
    pages: list[Page] = []
    seen: set[str] = set()
    following: Request | None = request
    while following is not None:
        if following.name in seen:
            raise request.fault("a next page that came before", "another, or none")
        seen.add(following.name)
        current = following
        kept = journal.get(current.name, days)
        if kept is None:
            body, page = web.ask(current, pause, partial(_page, current))
            journal.put(
                current.name,
                request.source,
                day,
                web.without_keys(body.decode()).encode() if request.source != "boj_workbooks" else body,
            )
        else:
            body, page = kept, _page(current, kept)
        pages.append(page)
        following = request.following(page.following) if page.following else None
        progress.more(current, len(page.rows), kept is None, last=following is None)
    return join_pages(request, pages), body


def _page(request: Request, body: bytes) -> Page:
    if request.source == "boj_workbooks":
        name = request.address.rpartition("/")[2]
        if not body.startswith(b"PK"):
            found = "an HTML page" if body.lstrip().startswith(b"<") else "no workbook"
            raise Passing(request.place, found, "an .xlsx file")
        rows = _rows(request.source, name, body)
        years = {row["year"] for row in rows}
        if years != {request.expected["year"]}:
            raise request.fault(f"figures of {', '.join(sorted(years))}", request.expected["year"])
        return Page(rows)
    return read_page(request, body)


def _rows(source: str, name: str, content: bytes) -> list[dict]:
    """The rows of a file of a snapshot, as text."""
    if source == "boj_workbooks":
        return [
            dict(zip(WORKBOOK, row, strict=True)) for row in read_boj_workbook(sheets_of(content, name), name)
        ]
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"))))


def _as_csv(rows: list[dict], columns: list[str] | None = None) -> bytes:
    """The rows under the source's own names, in the order in which it has them."""
    text = io.StringIO()
    writer = csv.DictWriter(
        text,
        columns or list(dict.fromkeys(key for row in rows for key in row)),
        restval="",
        lineterminator="\n",
    )
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")


def _about(provider: dict, requests: list[Request], name: str, day: str) -> dict:
    asked = requests[0]
    question = "&".join(f"{key}={value}" for key, value in asked.parameters)
    more = f" and {len(requests) - 1} more like it" if len(requests) > 1 else ""
    return {
        "producer": provider["producer"],
        "title": f"{provider['title']}: {asked.label}{more}",
        "citation": f"{provider['citation']}, {name}",
        "address": asked.address + (f"?{question}" if question else ""),
        "licence": provider["licence"],
        "accessed": day,
        "vintage": f"as answered on {day}",
    }


class Progress:
    """Says after each answer how far a source is, how fast, and how long it will take."""

    def __init__(self, source: str, count: int, say: Callable):
        self.source, self.count, self.say = source, count, say
        self.done = self.asked = 0
        self.start = time.monotonic()

    def more(self, request: Request, rows: int, asked: bool, last: bool) -> None:
        self.done += last
        self.asked += asked
        seconds = time.monotonic() - self.start
        pace = (
            f"{60 * self.asked / seconds:.0f} requests a minute, "
            f"about {seconds / self.asked * (self.count - self.done):.0f} s left"
            if self.asked and seconds
            else "kept from before"
        )
        self.say(
            f"{self.source} {self.done}/{self.count}: {request.label}: {rows} rows"
            + ("" if asked else ", kept from before")
            + (f"; {pace}" if asked else "")
        )


def read_areas(path: str | Path) -> dict[str, str]:
    frame = tables.read_csv_text(path)
    return dict(zip(frame["economy"], frame["comtrade_code"], strict=True))


if __name__ == "__main__":
    try:
        root = Path(__file__).parent.parent
        settings = files.read_yaml("config.yaml")
        check_config(settings, files.read_yaml(root / "workflow/schemas/config.schema.yaml"))
        if "refresh" not in settings:
            raise InputError("config.yaml", "no key 'refresh'", "what to ask which source")
        about_sources = files.read_yaml(settings["refresh"]["providers"])
        failed = main(
            settings,
            about_sources,
            read_areas(root / "data/comtrade_areas.csv"),
            dict(os.environ),
            [argument for argument in sys.argv[1:] if argument != "--use"],
            lambda text: print(text, flush=True),
        )
        if "--use" in sys.argv:
            kept = files.read_text("config.yaml")
            files.write_text(snapshots.with_latest(kept, files.read_yaml(SOURCES)), "config.yaml")
    except InputError as fault:
        sys.exit(str(fault))
    except KeyboardInterrupt:
        sys.exit("Interrupted; what was answered is kept, and make refresh goes on from there")
    sys.exit("\n".join(failed) or None)
