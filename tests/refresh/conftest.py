"""The sources, played by a local server on loopback, and a study in a folder of its own that asks it."""

import copy
import io
import json
import os
import subprocess
import sys
import threading
import time
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest
import refresh
import yaml

from tests.conftest import ROOT
from tests.unit.bilateral.sources.test_boj import sheet

CONFIG = yaml.safe_load((ROOT / "config.yaml").read_text(encoding="utf-8"))
PROVIDERS = yaml.safe_load((ROOT / "data/providers.yaml").read_text(encoding="utf-8"))
AREAS = refresh.read_areas(ROOT / "data/comtrade_areas.csv")
CHAPTERS = {"29": 700.5, "84": 1200.0, "87": 99.5}


def comtrade_row(asked: dict, code: str, amount: float, **changes) -> dict:
    """A row of the form that UN Comtrade answers in."""
    imports = asked["flowCode"] == "M"
    row = {
        "typeCode": "C",
        "freqCode": "A",
        "refPeriodId": int(asked["period"]) * 10000 + 101,
        "refYear": int(asked["period"]),
        "period": asked["period"],
        "reporterCode": int(asked["reporterCode"]),
        "reporterISO": None,
        "flowCode": asked["flowCode"],
        "partnerCode": int(asked["partnerCode"]),
        "partnerISO": None,
        "partner2Code": 0,
        "classificationCode": "H4",
        "cmdCode": code,
        "cmdDesc": None,
        "aggrLevel": 0 if code == "TOTAL" else len(code),
        "customsCode": "C00",
        "mosCode": "0",
        "motCode": 0,
        "qty": None,
        "cifvalue": amount if imports else None,
        "fobvalue": None if imports else amount,
        "primaryValue": amount,
        "legacyEstimationFlag": 0,
        "isReported": True,
        "isAggregate": code == "TOTAL",
    }
    return row | changes


class Sources:
    """Plays the sources. asked: what came in. faults: replies to give in place of the sound ones, one a
    question for as long as there are some; a fault is (status, headers, body) or a function of path and
    parameters."""

    def __init__(self):
        self.asked: list[tuple[str, dict, dict]] = []
        self.faults: list = []
        self.amounts = dict(CHAPTERS)
        self.revision = "H4"
        self.workbooks: dict[int, bytes] = {}
        self.slow = 0.0
        self.open = threading.Event()  # closed, every question waits
        self.open.set()
        sources = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                parts = urlsplit(self.path)
                asked = {key: values[0] for key, values in parse_qs(parts.query).items()}
                sources.asked.append((parts.path, asked, dict(self.headers)))
                time.sleep(sources.slow)
                sources.open.wait(60)
                reply = sources.faults.pop(0) if sources.faults else sources.sound
                status, headers, body = reply(parts.path, asked) if callable(reply) else reply
                try:
                    self.send_response_only(status)
                    for name, value in (
                        {"Date": formatdate(usegmt=True), "Content-Length": str(len(body))} | headers
                    ).items():
                        self.send_header(name, value)
                    self.end_headers()
                    self.wfile.write(body)
                except OSError:
                    pass  # the client gave up

            def log_message(self, *arguments):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()
        self.address = f"http://127.0.0.1:{self.server.server_port}"

    def sound(self, path: str, asked: dict) -> tuple[int, dict, bytes]:
        if path.endswith(".xlsx"):
            return 200, {}, self.workbook(2000 + int(path[-9:-7]))
        return 200, {}, json.dumps(self.answer(path, asked)).encode()

    def answer(self, path: str, asked: dict) -> object:
        if "/C/A/" in path:
            amounts = (
                self.amounts
                if asked["flowCode"] == "X"
                else {code: 2 * amount for code, amount in self.amounts.items()}
            )
            level = int(asked["cmdCode"][-1])
            rows = [
                comtrade_row(asked, code.ljust(level, "1"), amount, classificationCode=self.revision)
                for code, amount in amounts.items()
            ]
            rows.append(comtrade_row(asked, "TOTAL", sum(amounts.values()), classificationCode=self.revision))
            return {"elapsedTime": f"{time.monotonic()} secs", "count": len(rows), "data": rows, "error": ""}
        if "getDataCode" in path:
            # two pages: the second starts where the first says
            codes = asked["code"].split(",")
            page = codes[1:] if "startPosition" in asked else codes[:1]
            values = {"SURVEY_DATES": [202401, 202402], "VALUES": [12.5, None]}
            return {
                "STATUS": 200,
                "MESSAGEID": "M181000I",
                "MESSAGE": "ok",
                "DATE": "x",
                "NEXTPOSITION": None if "startPosition" in asked else 2,
                "RESULTSET": [{"SERIES_CODE": code, "VALUES": values} for code in page],
            }
        if "/indicator/" in path:
            economies, _, indicator = path.partition("/country/")[2].partition("/indicator/")
            first, last = map(int, asked["date"].split(":"))
            keys = [
                (economy, year) for economy in economies.split(";") for year in range(last, first - 1, -1)
            ]
            size, page = int(asked["per_page"]), int(asked["page"])
            about = {
                "page": page,
                "pages": -(-len(keys) // size),
                "per_page": size,
                "total": len(keys),
                "lastupdated": "2026-11-01",
            }
            return [
                about,
                [
                    {
                        "indicator": {"id": indicator, "value": "x"},
                        "countryiso3code": economy,
                        "date": str(year),
                        "value": (1e14 if economy == "WLD" else 1e12) + year,
                    }
                    for economy, year in keys[(page - 1) * size : page * size]
                ],
            ]
        if "getStatsData" in path:
            start = int(asked.get("startPosition", 1))
            values = [
                {"@cat01": f"{place:03d}", "@time": "2023000000", "$": str(1000 + place)}
                for place in range(start, start + 2)
            ]
            about = {"TOTAL_NUMBER": 4, "FROM_NUMBER": start, "TO_NUMBER": start + 1} | (
                {"NEXT_KEY": 3} if start == 1 else {}
            )
            return {
                "GET_STATS_DATA": {
                    "RESULT": {"STATUS": 0, "ERROR_MSG": "ok"},
                    "PARAMETER": {"appId": asked["appId"]},
                    "STATISTICAL_DATA": {"RESULT_INF": about, "DATA_INF": {"VALUE": values}},
                }
            }
        raise AssertionError(path)

    def workbook(self, year: int) -> bytes:
        if year not in self.workbooks:
            book = openpyxl.Workbook()
            book.remove(book.active)
            for name, section in (("1", "region"), ("3", "country")):
                page = book.create_sheet(name)
                for (row, column), value in sheet(section, year).items():
                    page.cell(row, column, value)
            content = io.BytesIO()
            book.save(content)
            self.workbooks[year] = content.getvalue()
        return self.workbooks[year]


class Study:
    """A study in small: two years, one workbook, whose providers are the local server."""

    def __init__(self, folder: Path, sources: Sources):
        self.folder, self.sources, self.said = folder, sources, []
        self.config, self.providers = copy.deepcopy(CONFIG), copy.deepcopy(PROVIDERS)
        choices = self.config["refresh"]
        choices["years"] = {"first": 2011, "last": 2012}
        choices["boj_workbooks"] = {"first": 2023, "last": 2023}
        choices["e_stat"] = {"0003228185": {"cdArea": "50123"}}
        choices["network"] |= {
            "attempts": 3,
            "backoff_seconds": 0,
            "longest_wait_seconds": 1,
            "timeout_seconds": 5,
        }
        for provider in self.providers.values():
            provider |= {"endpoint": sources.address, "pause_seconds": 0}
        (folder / "data").mkdir()
        (folder / "data/sources.yaml").write_text(
            "# records\n- path: data/raw/a.csv\n  sha256: '0'\n  accessed: 2026-01-01\n"
        )

    def refresh(self, *only: str, **environment: str) -> list[str]:
        self.said.clear()
        return refresh.main(self.config, self.providers, AREAS, environment, list(only), self.said.append)

    def text(self) -> str:
        return "\n".join(self.said)

    def records(self) -> list[dict]:
        return yaml.safe_load((self.folder / "data/sources.yaml").read_text(encoding="utf-8"))[1:]

    def files(self) -> dict[str, bytes]:
        """Everything below data/, and what is kept of a refresh under way."""
        return {
            str(path.relative_to(self.folder)): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file()
        }

    def snapshots(self) -> dict[str, bytes]:
        return {name: content for name, content in self.files().items() if name.startswith("data/raw/")}

    def process(self, *only: str, **options) -> subprocess.Popen:
        """The same through the script itself, in a process of its own."""
        for part in ("scripts", "src", "workflow"):
            if not (self.folder / part).exists():
                (self.folder / part).symlink_to(ROOT / part)
        (self.folder / "config.yaml").write_text(yaml.safe_dump(self.config), encoding="utf-8")
        (self.folder / "data/providers.yaml").write_text(yaml.safe_dump(self.providers), encoding="utf-8")
        (self.folder / "data/comtrade_areas.csv").write_bytes((ROOT / "data/comtrade_areas.csv").read_bytes())
        return subprocess.Popen(
            [sys.executable, "scripts/refresh.py", *only],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **options,
        )


@pytest.fixture
def sources():
    played = Sources()
    yield played
    played.server.shutdown()
    played.server.server_close()


@pytest.fixture
def study(tmp_path, sources, monkeypatch):
    monkeypatch.chdir(tmp_path)
    # loopback is asked directly, whatever the machine's settings
    monkeypatch.setenv("NO_PROXY", "*")
    return Study(tmp_path, sources)
