"""What a source answered: read, and held against what was asked.

Numbers stay the text that the source sent. An answer that may be another one when asked again raises
Passing; one that would be the same raises InputError.
"""

import json
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from bilateral.sources.comtrade import CLASSIFICATION
from bilateral.sources.refresh.plan import Request
from crossfoot import InputError

# Bodies that say themselves to ask again
BUSY = frozenset({403, 408, 429, 500, 502, 503, 504})
Row = dict[str, str]


class Passing(InputError):
    """A fault that may be gone when asked again. after: seconds that the source wants to be left alone."""

    def __init__(self, place: str, found: str, expected: str, after: float | None = None):
        super().__init__(place, found, expected)
        self.after = after


@dataclass(frozen=True)
class Page:
    """rows; following: parameters of the next page, None on the last; total: of all pages, where said."""

    rows: list[Row]
    following: dict[str, str] | None = None
    total: int | None = None


def read_page(request: Request, body: bytes) -> Page:
    """One page of JSON. Raises Passing for HTML, truncated JSON or a busy source, InputError for a refusal,
    no rows, or rows that were not asked for."""
    return READERS[request.source](request, _content(request, body))


def join_pages(request: Request, pages: list[Page]) -> list[Row]:
    """All rows of a request. Raises InputError when pages are missing or a row comes twice."""
    rows = [row for page in pages for row in page.rows]
    total = pages[-1].total
    if total is not None and total != len(rows):
        raise request.fault(f"{len(rows)} rows on {len(pages)} pages", f"{total}, as the source counts them")
    seen: dict[tuple[str, ...], str] = {}
    keys, value = KEYS[request.source]
    for row in rows:
        key = key_of(row, keys)
        if key in seen:
            values = f"{seen[key]} and {row.get(value, '')}"
            raise request.fault(f"{', '.join(key)} twice ({values})", "each row once")
        seen[key] = row.get(value, "")
    return rows


# By source: the columns that tell rows apart (None: all but the value's), and that of the value
KEYS = {
    "comtrade": (["period", "reporterCode", "partnerCode", "flowCode", "cmdCode"], "primaryValue"),
    "boj_workbooks": (["year", "section", "destination", "industry"], "printed"),
    "boj_series": (["series_code", "date"], "value"),
    "world_bank": (["indicator", "economy", "year"], "value"),
    "e_stat": (None, "$"),
}


def key_of(row: Row, keys: list[str] | None) -> tuple[str, ...]:
    return tuple(row[key] for key in keys or sorted(row.keys() - {"$"}))


def _content(request: Request, body: bytes) -> Any:
    try:
        text = body.decode("utf-8-sig").strip()
    except UnicodeDecodeError as error:
        raise Passing(request.place, f"byte {error.start} that is no UTF-8", "JSON") from None
    if text.startswith("<"):
        raise Passing(request.place, "an HTML or XML page", "JSON")
    try:
        return json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
    except json.JSONDecodeError as error:
        found = "an empty answer" if not text else f"JSON that breaks at character {error.pos} of {len(text)}"
        raise Passing(request.place, found, "whole JSON") from None


def _says(request: Request, status: object, message: object) -> InputError:
    """The error for a body that reports a fault of its own."""
    found = f"an answer that says {status}: {' '.join(str(message).split())[:200]}"
    code = str(status)
    if code.isdecimal() and int(code) in BUSY:
        return Passing(request.place, found, "data")
    return request.fault(found, "data")


def _part(request: Request, content: Any, *keys: str | int) -> Any:
    """A part of the answer. Raises Passing when the answer has another shape."""
    for key in keys:
        try:
            content = content[key]
        except (KeyError, IndexError, TypeError):
            raise Passing(request.place, f"an answer without {key!r}", "the source's own form") from None
    return content


def _text(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _comtrade(request: Request, content: Any) -> Page:
    if isinstance(content, dict) and "statusCode" in content:
        raise _says(request, content["statusCode"], content.get("message", ""))
    if isinstance(content, dict) and content.get("error"):
        raise _says(request, content.get("status", "error"), content["error"])
    data, count = _part(request, content, "data"), _part(request, content, "count")
    if (
        not isinstance(data, list)
        or not str(count).isdecimal()
        or not all(isinstance(row, dict) for row in data)
    ):
        found = f"{type(data).__name__} as data, {count!r} as count"
        raise Passing(request.place, found, "a list of rows and their number")
    if int(count) != len(data):
        raise Passing(request.place, f"{len(data)} rows and a count of {count}", "as many rows as counted")
    expected = request.expected
    if len(data) >= expected["limit"]:
        found = f"{len(data)} rows, the most that one answer holds"
        raise request.fault(
            found, f"fewer than {expected['limit']}; the answer may be cut (a key raises the limit)"
        )
    if not data:
        raise request.fault(
            "no rows", "trade: has the reporter reported this year, and are both codes right?"
        )
    rows = [{key: _text(value) for key, value in row.items()} for row in data]
    whole = [row for row in rows if _is_total(request, row)]
    codes = {row["cmdCode"] for row in whole}
    for row in rows:
        if row["cmdCode"] not in codes:
            raise request.fault(
                f"{row['cmdCode']} in breakdown rows alone",
                "a row over all modes, customs procedures and second partners",
            )
    revisions = sorted({row.get("classificationCode", "") for row in whole})
    other = [revision for revision in revisions if not CLASSIFICATION.fullmatch(revision)]
    if other or len(revisions) != 1 or expected["classification"] not in ("HS", *revisions):
        wanted = "one HS revision" if expected["classification"] == "HS" else expected["classification"]
        raise request.fault(f"rows in {' and '.join(revisions)}", wanted)
    _check_sum(request, whole)
    return Page(sorted(whole, key=lambda row: (row["cmdCode"] != "TOTAL", row["cmdCode"])))


BREAKDOWNS = ("motCode", "customsCode", "partner2Code")


def _is_total(request: Request, row: Row) -> bool:
    """False for a breakdown row. Raises InputError for a row that is of other trade than was asked for."""
    for key, asked in request.expected["held"].items():
        if key not in row:
            raise Passing(request.place, f"a row without {key}", f"{key} {asked}")
        if row[key] != asked and key not in BREAKDOWNS:
            raise request.fault(f"a row with {key} {row[key]}", asked)
    code, level = row.get("cmdCode", ""), request.expected["level"]
    if code != "TOTAL" and not (code.isascii() and code.isalnum() and len(code) == level):
        raise request.fault(f"a row with cmdCode {code!r}", f"TOTAL or HS codes of {level} digits")
    _number(request, row.get("primaryValue", ""), code)
    return all(row[key] == request.expected["held"][key] for key in BREAKDOWNS)


def _check_sum(request: Request, rows: list[Row]) -> None:
    """Chapters sum to the total; what is cut off in silence shows here."""
    codes = [row["cmdCode"] for row in rows]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise request.fault(f"{twice[0]} twice over all modes, procedures and second partners", "once")
    amounts = {row["cmdCode"]: _number(request, row["primaryValue"], row["cmdCode"]) for row in rows}
    total = amounts.pop("TOTAL", None)
    if total is None or not amounts:
        raise request.fault("no TOTAL" if total is None else "TOTAL alone", "the total and its parts")
    tolerance = total * Decimal(str(request.expected["tolerance_pct"])) / 100
    # below the chapter, customs leave out what they keep confidential
    if sum(amounts.values()) > total + tolerance or (
        request.expected["level"] == 2 and sum(amounts.values()) < total - tolerance
    ):
        found = f"parts that sum to {sum(amounts.values())}"
        raise request.fault(found, f"the total {total}; rows may be missing")


def _number(request: Request, text: str, what: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise request.fault(f"{text!r} for {what}", "a number")
    return number


def _boj_series(request: Request, content: Any) -> Page:
    status = _part(request, content, "STATUS")
    if status != "200":
        raise _says(request, status, f"{content.get('MESSAGEID', '')} {content.get('MESSAGE', '')}")
    rows = []
    for series in _part(request, content, "RESULTSET"):
        code = _part(request, series, "SERIES_CODE")
        if code not in request.expected["codes"]:
            raise request.fault(f"series {code}", "one of " + ", ".join(request.expected["codes"]))
        dates, values = (_part(request, series, "VALUES", key) for key in ("SURVEY_DATES", "VALUES"))
        if len(dates) != len(values):
            raise Passing(
                request.place, f"{len(values)} values of {len(dates)} dates in {code}", "one of each"
            )
        for date, value in zip(dates, values, strict=True):
            if value is not None:
                _number(request, value, f"{code} {date}")
            rows.append({"series_code": code, "date": _text(date), "value": _text(value)})
    if not any(row["value"] for row in rows):
        raise request.fault("no values", f"those of {', '.join(request.expected['codes'])}")
    position = content.get("NEXTPOSITION")
    return Page(rows, {"startPosition": position} if position else None)


def _world_bank(request: Request, content: Any) -> Page:
    first = _part(request, content, 0)
    if isinstance(first, dict) and "message" in first:
        message = first["message"][0] if first["message"] else {}
        raise _says(request, f"error {message.get('id', '')}", message.get("value", ""))
    page, pages, total = (_part(request, first, key) for key in ("page", "pages", "total"))
    data = _part(request, content, 1) or []
    rows = []
    for row in data:
        indicator, economy = _part(request, row, "indicator", "id"), _part(request, row, "countryiso3code")
        year, value = _part(request, row, "date"), _part(request, row, "value")
        expected = request.expected
        if (
            indicator != expected["indicator"]
            or economy not in expected["economies"]
            or year not in expected["years"]
        ):
            found = f"a row of {indicator}, {economy}, {year}"
            raise request.fault(found, "the indicator, economies and years asked for")
        if value is not None:
            _number(request, value, f"{economy} {year}")
        rows.append({"indicator": indicator, "economy": economy, "year": year, "value": _text(value)})
    if not any(row["value"] for row in rows):
        raise request.fault("no values", f"those of {', '.join(request.expected['economies'])}")
    following = {"page": str(int(page) + 1)} if int(page) < int(pages) else None
    return Page(rows, following, int(total))


def _e_stat(request: Request, content: Any) -> Page:
    answer = _part(request, content, "GET_STATS_DATA")
    status = _part(request, answer, "RESULT", "STATUS")
    if status != "0":
        raise _says(request, status, answer["RESULT"].get("ERROR_MSG", ""))
    data = _part(request, answer, "STATISTICAL_DATA")
    about, values = _part(request, data, "RESULT_INF"), _part(request, data, "DATA_INF", "VALUE")
    # a single value comes without its list
    rows = [
        {key: _text(value) for key, value in row.items()}
        for row in (values if isinstance(values, list) else [values])
    ]
    if not rows:
        raise request.fault("no rows", "figures")
    following = about.get("NEXT_KEY")
    return Page(
        rows, {"startPosition": following} if following else None, int(_part(request, about, "TOTAL_NUMBER"))
    )


READERS = {"comtrade": _comtrade, "boj_series": _boj_series, "world_bank": _world_bank, "e_stat": _e_stat}
