"""make refresh against a local server that plays the sources, with every fault that they or the machine can
have."""

import csv
import errno
import hashlib
import io
import json
import os
import resource
import signal
import stat
import time
from datetime import UTC, datetime, timedelta
from email.utils import formatdate

import pytest
import refresh
from lib import snapshots

from bilateral.sources.official import read_official
from bilateral.sources.trade_rows import Codes
from crossfoot.errors import InputError
from tests.refresh.conftest import AREAS, comtrade_row

TODAY = str(datetime.now(UTC).date())
EXPORTS = f"data/raw/comtrade/{TODAY}/comtrade_jpn_ind_export_hs2.csv"


def rows_of(content: bytes) -> list[dict]:
    return list(csv.DictReader(io.StringIO(content.decode())))


def test_every_source_gives_dated_read_only_snapshots_with_records(study):
    assert study.refresh(E_STAT_APP_ID="secret-app") == []
    kept = study.snapshots()
    assert set(kept) == {
        f"data/raw/{path}"
        for path in (
            *(
                f"comtrade/{TODAY}/comtrade_{pair}_{flow}_hs2.csv"
                for pair in ("jpn_ind", "ind_jpn")
                for flow in ("export", "import")
            ),
            f"boj_workbooks/{TODAY}/dif23cy.xlsx",
            f"boj_series/{TODAY}/boj_series_bp01.csv",
            f"e_stat/{TODAY}/e_stat_0003228185.csv",
            *(
                f"world_bank/{TODAY}/world_bank_{name}.csv"
                for name in ("merchandise_trade", "exchange_rates")
            ),
        )
    }
    records = {record["path"]: record for record in study.records()}
    assert set(records) == set(kept)
    for path, content in kept.items():
        assert records[path]["sha256"] == hashlib.sha256(content).hexdigest()
        assert all(
            records[path][key]
            for key in ("producer", "title", "citation", "address", "licence", "accessed", "vintage")
        )
        assert stat.S_IMODE((study.folder / path).stat().st_mode) == 0o444
    assert (study.folder / "data/sources.yaml").read_text().startswith("# records\n- path: data/raw/a.csv\n")
    # every number as the source sent it, every page, nulls as nothing
    assert {
        row["cmdCode"]: row["primaryValue"] for row in rows_of(kept[EXPORTS]) if row["period"] == "2011"
    } == {"TOTAL": "2000.0", "29": "700.5", "84": "1200.0", "87": "99.5"}
    series = rows_of(kept[f"data/raw/boj_series/{TODAY}/boj_series_bp01.csv"])
    assert len(series) == 14 and series[:2] == [
        {"series_code": "BPBP6HIN", "date": "202401", "value": "12.5"},
        {"series_code": "BPBP6HIN", "date": "202402", "value": ""},
    ]
    assert len(rows_of(kept[f"data/raw/e_stat/{TODAY}/e_stat_0003228185.csv"])) == 4
    assert "comtrade 8/8" in study.text() and "s left" in study.text() and "requests a minute" in study.text()
    # nothing is left under way, and the same answers again are not a new snapshot
    assert (study.folder / ".refresh/journal.jsonl").read_text() == ""
    before = study.files()
    assert study.refresh(E_STAT_APP_ID="secret-app") == [] and study.files() == before
    assert study.text().count("nothing written") == 5


def test_without_a_key_preview_and_chapters_with_one_everything(study, sources):
    assert study.refresh("comtrade") == []
    assert {path for path, _, _ in sources.asked} == {"/public/v1/preview/C/A/HS"}
    assert {asked["cmdCode"] for _, asked, _ in sources.asked} == {"TOTAL,AG2"}
    assert all(
        asked["motCode"] == "0" and asked["customsCode"] == "C00" and asked["partner2Code"] == "0"
        for _, asked, _ in sources.asked
    )
    assert study.refresh("e_stat") == [] and "left out, without E_STAT_APP_ID" in study.text()
    sources.asked.clear()
    assert study.refresh("comtrade", COMTRADE_API_KEY="secret-key") == []
    assert {path for path, _, _ in sources.asked} == {"/data/v1/get/C/A/HS"}
    assert {asked["cmdCode"] for _, asked, _ in sources.asked} == {"TOTAL,AG2", "TOTAL,AG4", "TOTAL,AG6"}
    assert all(headers["Ocp-Apim-Subscription-Key"] == "secret-key" for _, _, headers in sources.asked)


def body(content: object) -> tuple:
    return 200, {}, json.dumps(content).encode()


def changed(sources, **changes):
    """A sound answer but for its envelope."""
    return lambda path, asked: body(sources.answer(path, asked) | changes)


def with_rows(sources, change):
    """A sound answer of Comtrade whose rows `change` has had its way with."""

    def reply(path, asked):
        answer = sources.answer(path, asked)
        rows = change(answer["data"], asked)
        return body(answer | {"data": rows, "count": len(rows)})

    return reply


def short(sources):
    """The connection closes before all of the answer is there."""

    def reply(path, asked):
        content = json.dumps(sources.answer(path, asked)).encode()
        return 200, {"Content-Length": str(len(content) + 100)}, content

    return reply


def cut(sources):
    return lambda path, asked: (200, {}, json.dumps(sources.answer(path, asked)).encode()[:-40])


def slow(path, asked):
    time.sleep(1)
    return 200, {}, b"{}"


# those that asking again may cure: how it is played, what is said
PASSING = {
    "timeout": (lambda s: slow, "no answer within 0.3 s"),
    "403": (lambda s: (403, {}, b"Forbidden"), "HTTP status 403"),
    "429": (lambda s: (429, {"Retry-After": "0"}, b"{}"), "HTTP status 429, asking for 0 s of rest"),
    "429, date": (
        lambda s: (429, {"Retry-After": formatdate(usegmt=True)}, b"{}"),
        "HTTP status 429, asking for 0 s of rest",
    ),
    "500": (lambda s: (500, {}, b"oops"), "HTTP status 500"),
    "503": (lambda s: (503, {}, b""), "HTTP status 503"),
    "HTML": (lambda s: (200, {}, b"<!DOCTYPE html><html>maintenance</html>"), "an HTML or XML page"),
    "truncated JSON": (cut, "JSON that breaks at character"),
    "answer that breaks off": (short, "an answer that breaks off"),
    "empty": (lambda s: (200, {}, b""), "an empty answer"),
    "not UTF-8": (lambda s: (200, {}, b"\xff\xfe"), "no UTF-8"),
    "busy within 200": (
        lambda s: body({"statusCode": 429, "message": "Rate limit is exceeded. Try again in 1 seconds."}),
        "says 429: Rate limit",
    ),
    "count": (lambda s: changed(s, count=99), "4 rows and a count of 99"),
    "another form": (lambda s: body({"rows": []}), "an answer without 'data'"),
    "a list": (lambda s: body([]), "an answer without 'data'"),
}


@pytest.mark.parametrize("fault", PASSING)
def test_a_passing_fault_is_asked_again_and_a_lasting_one_ends_in_one_line(study, sources, fault):
    play, said = PASSING[fault]
    if fault == "timeout":
        study.config["refresh"]["network"]["timeout_seconds"] = 0.3
    sources.faults = [play(sources), play(sources)]
    assert study.refresh("comtrade") == []
    assert study.text().count(said) == 2 and "again in 0 s, 1 attempts left" in study.text()
    # now with a snapshot to lose, and no end of faults
    before = study.snapshots(), study.records()
    sources.asked.clear()
    sources.faults = [play(sources)] * 20
    (fault_line,) = study.refresh("comtrade")
    assert said in fault_line and "after 3 attempts" in fault_line and "\n" not in fault_line
    assert fault_line.startswith("comtrade: JPN export with IND, 2011, HS 2")
    assert len(sources.asked) == 3 and (study.snapshots(), study.records()) == before


def twice(rows, asked):
    return [*rows, rows[0]]


def breakdown_alone(rows, asked):
    return [*rows, comtrade_row(asked, "90", 1.0, motCode=2100)]


def edited(**changes):
    return lambda rows, asked: [rows[0] | changes, *rows[1:]]


# those that asking again cannot cure
LASTING = {
    "401": (lambda s: (401, {}, b'{"statusCode":401,"message":"Access denied"}'), "a key demanded (401)"),
    "401 within 200": (
        lambda s: body({"statusCode": 401, "message": "Access denied"}),
        "says 401: Access denied",
    ),
    "404": (lambda s: (404, {}, b""), "HTTP status 404"),
    "moved": (
        lambda s: (302, {"Location": "https://elsewhere.example/x"}, b""),
        "moved to elsewhere.example (302)",
    ),
    "error within 200": (
        lambda s: changed(s, error="The query is too complex"),
        "says error: The query is too complex",
    ),
    "zero rows": (lambda s: changed(s, count=0, data=[]), "no rows; expected trade"),
    "page limit": (
        lambda s: with_rows(s, lambda rows, asked: rows * 125),
        "500 rows, the most that one answer holds",
    ),
    "cut in silence": (
        lambda s: with_rows(s, lambda rows, asked: rows[1:]),
        "parts that sum to 1299.5; expected the total 2000.0",
    ),
    "duplicate rows": (lambda s: with_rows(s, twice), "29 twice over all modes"),
    "breakdown rows alone": (lambda s: with_rows(s, breakdown_alone), "90 in breakdown rows alone"),
    "no total": (lambda s: with_rows(s, lambda rows, asked: rows[:-1]), "no TOTAL"),
    "two HS revisions": (
        lambda s: with_rows(s, edited(classificationCode="H5")),
        "rows in H4 and H5; expected one HS revision",
    ),
    "another year": (lambda s: with_rows(s, edited(period="2010")), "a row with period 2010"),
    "another reporter": (lambda s: with_rows(s, edited(reporterCode=156)), "a row with reporterCode 156"),
    "another level": (lambda s: with_rows(s, edited(cmdCode="2901")), "cmdCode '2901'"),
    "no number": (lambda s: with_rows(s, edited(primaryValue=None)), "'' for 29"),
    "NaN": (lambda s: with_rows(s, edited(primaryValue=float("nan"))), "'NaN' for 29"),
}


@pytest.mark.parametrize("fault", LASTING)
def test_a_lasting_fault_ends_at_once_and_loses_nothing(study, sources, fault):
    assert study.refresh("comtrade") == []
    before = study.snapshots(), study.records()
    play, said = LASTING[fault]
    sources.asked.clear()
    sources.faults = [play(sources)]
    (line,) = study.refresh("comtrade", "boj_series")
    assert said in line and "\n" not in line
    assert [path for path, _, _ in sources.asked].count("/public/v1/preview/C/A/HS") == 1
    assert {path: content for path, content in study.snapshots().items() if "/comtrade/" in path} == before[0]
    # the other source is refreshed all the same
    assert f"data/raw/boj_series/{TODAY}/boj_series_bp01.csv" in study.snapshots()


def test_another_revision_than_the_one_asked_for(study, sources):
    study.config["refresh"]["comtrade"]["classification"] = "H5"
    (line,) = study.refresh("comtrade")
    assert line.endswith("found rows in H4; expected H5")


def test_breakdown_rows_beside_the_whole_are_left_out(study, sources):
    sources.faults = [
        with_rows(
            sources,
            lambda rows, asked: [
                *rows,
                comtrade_row(asked, "84", 1.0, motCode=2100),
                comtrade_row(asked, "84", 1.0, customsCode="C01"),
            ],
        )
    ] * 8
    assert study.refresh("comtrade") == []
    assert len(rows_of(study.snapshots()[EXPORTS])) == 2 * 4


def test_a_long_rest_ends_at_once_with_its_length(study, sources):
    sources.faults = [(429, {"Retry-After": "3600"}, b"{}")]
    (line,) = study.refresh("comtrade")
    assert "HTTP status 429, asking for 3600 s of rest, after 1 attempts" in line and len(sources.asked) == 1


def test_a_rest_is_taken(study, sources):
    sources.faults = [(429, {"Retry-After": "1"}, b"{}")]
    assert study.refresh("boj_series") == [] and "again in 1 s" in study.text()


def test_waits_grow_and_end(study, monkeypatch):
    from lib import web

    from bilateral.sources.refresh.answers import Passing

    def once(self, *_):
        raise Passing("a", "b", "c")

    waits = []
    monkeypatch.setattr(web.Web, "_once", once)
    monkeypatch.setattr(web.time, "sleep", waits.append)
    asking = web.Web({"attempts": 6, "backoff_seconds": 2, "longest_wait_seconds": 20}, {}, print)
    with pytest.raises(InputError, match="b, after 6 attempts"):
        asking.ask(None, 0, None)
    assert waits == [2, 4, 8, 16, 20]


def test_no_network_at_all(study, sources):
    for provider in study.providers.values():
        provider["endpoint"] = "http://127.0.0.1:9"
    lines = study.refresh(E_STAT_APP_ID="secret-app")
    assert len(lines) == 5 and all("no connection, after 3 attempts" in line for line in lines)
    assert study.snapshots() == {}


OTHERS = {
    "boj error": (
        "boj_series",
        {"STATUS": 400, "MESSAGEID": "M181005E", "MESSAGE": "No such code", "DATE": "x"},
        "says 400: M181005E No such code",
    ),
    "boj busy": (
        "boj_series",
        {"STATUS": 503, "MESSAGEID": "M181091S", "MESSAGE": "Busy", "DATE": "x"},
        "says 503: M181091S Busy, after 3 attempts",
    ),
    "boj nothing": ("boj_series", {"STATUS": 200, "RESULTSET": [], "NEXTPOSITION": None}, "no values"),
    "boj other series": (
        "boj_series",
        {"STATUS": 200, "RESULTSET": [{"SERIES_CODE": "X", "VALUES": {}}]},
        "series X",
    ),
    "boj lengths": (
        "boj_series",
        {
            "STATUS": 200,
            "RESULTSET": [{"SERIES_CODE": "BPBP6HIN", "VALUES": {"SURVEY_DATES": [1], "VALUES": []}}],
        },
        "0 values of 1 dates",
    ),
    "boj endless": (
        "boj_series",
        {
            "STATUS": 200,
            "NEXTPOSITION": 2,
            "RESULTSET": [{"SERIES_CODE": "BPBP6HIN", "VALUES": {"SURVEY_DATES": [1], "VALUES": [1]}}],
        },
        "a next page that came before",
    ),
    "world bank error": (
        "world_bank",
        [{"message": [{"id": "120", "key": "Invalid value", "value": "The indicator was not found"}]}],
        "says error 120: The indicator was not found",
    ),
    "world bank nothing": ("world_bank", [{"page": 0, "pages": 0, "total": 0}, None], "no values"),
    "world bank other": (
        "world_bank",
        [
            {"page": 1, "pages": 1, "total": 1},
            [{"indicator": {"id": "X"}, "countryiso3code": "JPN", "date": "2011", "value": 1}],
        ],
        "a row of X, JPN, 2011",
    ),
    "world bank short": (
        "world_bank",
        [
            {"page": 1, "pages": 1, "total": 9},
            [
                {
                    "indicator": {"id": "TX.VAL.MRCH.CD.WT"},
                    "countryiso3code": "JPN",
                    "date": "2011",
                    "value": 1,
                }
            ],
        ],
        "1 rows on 1 pages; expected 9",
    ),
    "e-stat error": (
        "e_stat",
        {"GET_STATS_DATA": {"RESULT": {"STATUS": 100, "ERROR_MSG": "appId secret-app is unknown"}}},
        "says 100: appId … is unknown",
    ),
    "e-stat nothing": (
        "e_stat",
        {"GET_STATS_DATA": {"RESULT": {"STATUS": 1, "ERROR_MSG": "no data"}}},
        "says 1: no data",
    ),
}


@pytest.mark.parametrize("fault", OTHERS)
def test_errors_in_the_bodies_of_the_other_sources(study, sources, fault):
    source, content, said = OTHERS[fault]
    sources.faults = [body(content)] * 9
    (line,) = study.refresh(source, E_STAT_APP_ID="secret-app")
    assert said in line and "secret-app" not in line and study.snapshots() == {}


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (lambda s: (200, {}, b"<html>moved</html>"), "an HTML page, after 3 attempts"),
        (lambda s: (200, {}, s.workbook(2023)[:2000]), "no workbook"),
        (lambda s: (200, {}, s.workbook(2022)), "figures of 2022; expected 2023"),
    ],
)
def test_a_workbook_that_is_none_or_of_another_year(study, sources, reply, said):
    sources.faults = [reply(sources)] * 5
    (line,) = study.refresh("boj_workbooks")
    assert said in line and study.snapshots() == {}


def test_a_revised_value_is_shown_and_written_and_the_old_snapshot_stays(study, sources):
    study.refresh("comtrade", "boj_workbooks")
    old = study.snapshots()
    sources.amounts["84"] = 1250
    del sources.amounts["87"]
    sources.amounts["90"] = 3
    assert study.refresh("comtrade", "boj_workbooks") == []
    new = study.snapshots()
    assert {path: new[path] for path in old} == old
    assert "boj_workbooks: as in the snapshot" in study.text()
    assert "2011 392 699 X 84: 1200.0 → 1250" in study.text() and "8 added, 8 removed" in study.text()
    table = rows_of((study.folder / f"data/revisions/comtrade_{TODAY}-2.csv").read_bytes())
    assert {"key": "2012 392 699 X 87", "change": "removed", "old": "99.5", "new": "", "note": ""} in table
    assert f"data/raw/comtrade/{TODAY}-2/comtrade_jpn_ind_export_hs2.csv" in {
        record["path"] for record in study.records()
    }


def test_a_changed_hs_revision_is_named_beside_its_values(study, sources):
    study.refresh("comtrade")
    sources.revision = "H6"
    assert study.refresh("comtrade") == []
    assert "2011 392 699 X 84: 1200.0 → 1200.0  HS revision H4, now H6" in study.text()


def test_a_snapshot_that_is_not_as_recorded_is_no_base_for_comparison(study, sources):
    study.refresh("comtrade")
    path = study.folder / EXPORTS
    path.chmod(0o644)
    path.write_bytes(b"edited")
    (line,) = study.refresh("comtrade")
    assert line.startswith(f"{EXPORTS}: found another file than recorded")


def test_a_wrong_clock(study, sources):
    sources.faults = [(200, {"Date": formatdate(time.time() - 3 * 86400, usegmt=True)}, b"{}")]
    (line,) = study.refresh("comtrade")
    assert "on the source's clock" in line and study.snapshots() == {}
    # a cache may hold an old answer, and says so
    sources.faults = [
        lambda path, asked: (
            200,
            {"Date": formatdate(time.time() - 3 * 86400, usegmt=True), "Age": str(3 * 86400)},
            sources.sound(path, asked)[2],
        )
    ]
    assert study.refresh("comtrade") == []


def test_a_snapshot_from_the_future(study, sources):
    later = str((datetime.now(UTC) + timedelta(days=400)).date())
    study.refresh("boj_series")
    sources_yaml = study.folder / "data/sources.yaml"
    sources_yaml.write_text(sources_yaml.read_text().replace(f"boj_series/{TODAY}", f"boj_series/{later}"))
    (study.folder / f"data/raw/boj_series/{TODAY}").rename(study.folder / f"data/raw/boj_series/{later}")
    sources.faults = [
        lambda path, asked: body(json.loads(json.dumps(sources.answer(path, asked)).replace("12.5", "13.5")))
    ]
    (line,) = study.refresh("boj_series")
    assert f"a snapshot of {later}, later than today ({TODAY})" in line


@pytest.mark.parametrize("moment", ["answer", "snapshot", "record"])
def test_a_full_disk(study, sources, monkeypatch, moment):
    study.refresh("comtrade")
    before = study.snapshots(), study.records()
    sources.amounts["84"] = 5
    whole = {"answer": 0, "snapshot": 8, "record": 8 + 8 + 4}[moment]
    calls = []
    real = os.fsync

    def fsync(handle):
        calls.append(handle)
        if len(calls) > whole:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(handle)

    with monkeypatch.context() as patched:
        if moment == "record":
            write_text = snapshots.files.write_text

            def full(text, path):
                if str(path) == "data/sources.yaml":
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
                write_text(text, path)

            patched.setattr(snapshots.files, "write_text", full)
        else:
            patched.setattr(snapshots.os, "fsync", fsync)
        (line,) = study.refresh("comtrade")
    assert "No space left on device" in line and "room on the disk" in line
    assert (study.snapshots(), study.records()) == before
    # with room again it goes on
    sources.asked.clear()
    assert study.refresh("comtrade") == []
    # the answer that the disk had no room to note is whole all the same
    assert len(sources.asked) == (7 if moment == "answer" else 0)
    assert len(study.snapshots()) == 8


def test_a_disk_that_is_really_full(study, sources):
    """The system itself refuses to write more than a few bytes."""
    study.refresh("boj_series")
    before = study.snapshots(), study.records()
    sources.amounts["84"] = 5
    run = study.process(
        "boj_workbooks", preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
    )
    _, errors = run.communicate(timeout=60)
    assert run.returncode == 1 and errors.count("\n") == 1 and "room" in errors, errors
    assert (study.snapshots(), study.records()) == before


def test_two_at_once(study, sources):
    sources.open.clear()
    study.config["refresh"]["network"]["timeout_seconds"] = 60
    first = study.process("boj_series")
    while not sources.asked:
        time.sleep(0.01)
    second = study.process("boj_series")
    _, errors = second.communicate(timeout=60)
    assert (
        second.returncode == 1
        and errors == ".refresh: found another refresh at work; expected one at a time; wait for it to end\n"
    )
    sources.open.set()
    first.communicate(timeout=60)
    assert first.returncode == 0 and len(study.records()) == 1


def test_a_killed_refresh_goes_on_where_it_stopped(study, sources):
    sources.slow = 0.2
    first = study.process("comtrade")
    while len(sources.asked) < 5:
        time.sleep(0.01)
    first.kill()
    first.communicate(timeout=60)
    assert study.snapshots() == {}
    # the last line of the journal may be half of one
    with (study.folder / ".refresh/journal.jsonl").open("a") as journal:
        journal.write('{"request": "ab')
    done = len(snapshots.Journal(study.folder / ".refresh").lines)
    assert done >= 3
    sources.asked.clear()
    sources.slow = 0.0
    second = study.process("comtrade")
    output, errors = second.communicate(timeout=60)
    assert second.returncode == 0, errors
    assert len(sources.asked) == 8 - done and output.count("kept from before") == done
    assert len(study.records()) == 4


def test_an_interruption_by_hand_ends_in_one_line(study, sources):
    sources.open.clear()
    run = study.process("boj_series")
    while not sources.asked:
        time.sleep(0.01)
    run.send_signal(signal.SIGINT)
    _, errors = run.communicate(timeout=60)
    sources.open.set()
    assert (
        run.returncode == 1
        and errors == "Interrupted; what was answered is kept, and make refresh goes on from there\n"
    )


def test_old_answers_are_asked_anew(study, sources):
    sources.faults = [sources.sound] * 3 + [(404, {}, b"")]
    assert len(study.refresh("comtrade")) == 1
    journal = study.folder / ".refresh/journal.jsonl"
    journal.write_text(journal.read_text().replace(TODAY, "2020-01-01"))
    sources.asked.clear()
    assert study.refresh("comtrade") == [] and len(sources.asked) == 8


def test_a_left_over_of_a_killed_write_is_cleared_away(study, sources):
    for name in (TODAY, f".unfinished-{TODAY}"):
        (study.folder / f"data/raw/boj_series/{name}").mkdir(parents=True)
        (study.folder / f"data/raw/boj_series/{name}/half.csv").write_text("x")
    assert study.refresh("boj_series") == []
    assert set(study.snapshots()) == {f"data/raw/boj_series/{TODAY}/boj_series_bp01.csv"}


def test_no_key_anywhere(study, sources):
    """Not in what is said, nor in what is written, whatever the source or the network does."""
    keys = {"COMTRADE_API_KEY": "secret key/1", "E_STAT_APP_ID": "secret app/2"}
    study.config["refresh"]["comtrade"]["levels_with_key"] = [2]
    echo = (
        200,
        {},
        b'{"statusCode": 500, "message": "secret key/1 and secret%20app%2F2 and secret+app%2F2"}',
    )
    sources.faults = [echo, (401, {}, b"secret key/1")]
    lines = study.refresh(**keys)
    assert len(lines) == 1 and "the key refused (401)" in lines[0]
    assert study.refresh(**keys) == []
    said = study.text()
    study.providers["e_stat"]["endpoint"] = "http://127.0.0.1:9"
    lines += study.refresh("e_stat", **keys)
    everything = "\n".join(
        [
            *lines,
            said,
            study.text(),
            *(f"{path}\n{content.decode('latin-1')}" for path, content in study.files().items()),
        ]
    )
    assert "secret" not in everything and "no connection" in everything
    # a source that puts the key into its rows
    study.providers["e_stat"]["endpoint"] = sources.address
    sources.faults = [
        lambda path, asked: body(
            json.loads(
                json.dumps(sources.answer(path, asked))
                .replace('"003"', '"secret app/2"')
                .replace('"001"', '"secret app/2"')
            )
        )
    ]
    study.refresh("e_stat", **keys)
    assert not any(b"secret" in content for content in study.files().values())


def test_a_source_that_is_none(study):
    with pytest.raises(InputError, match="make refresh ONLY: found 'imf'; expected one of comtrade"):
        study.refresh("imf")


def test_recorded_answers(study, sources, reference):
    """What UN Comtrade really sent: of other trade than asked for, and empty; and its rows read as trade."""
    recorded = (reference / "fixtures/comtrade/china_argentina_2010_total.json").read_bytes()
    empty = (reference / "fixtures/comtrade/empty_result.json").read_bytes()
    sources.faults = [(200, {}, recorded), (200, {}, empty)]
    assert "a row with reporterCode 156; expected 392" in study.refresh("comtrade")[0]
    assert "no rows; expected trade" in study.refresh("comtrade")[0]
    rows = json.loads(recorded)["data"]
    content = refresh._as_csv([row for row in rows if (row["partnerCode"], row["flowCode"]) == (32, "M")])
    header, (row,) = read_official(content, "a.csv", Codes({code: iso for iso, code in AREAS.items()}))
    assert dict(zip(header, row, strict=True)) == {
        "producer": "comtrade",
        "repairs": "",
        "reporter": "CHN",
        "partner": "ARG",
        "flow": "import",
        "valuation": "CIF",
        "period": "calendar",
        "year": "2010",
        "hs_revision": "H3",
        "hs_code": "TOTAL",
        "usd_million": "6804.1281430",
        "line": "2",
    }


def test_recorded_workbooks(study, sources, reference):
    study.config["refresh"]["boj_workbooks"] = {"first": 2023, "last": 2023}
    sources.workbooks[2023] = (reference / "fixtures/boj/dif23cy.xlsx").read_bytes()
    assert study.refresh("boj_workbooks") == []
    assert study.snapshots()[f"data/raw/boj_workbooks/{TODAY}/dif23cy.xlsx"] == sources.workbooks[2023]
