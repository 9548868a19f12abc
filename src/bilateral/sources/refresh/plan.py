"""Which requests a study needs."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from itertools import product
from typing import NamedTuple

from crossfoot import InputError

FLOWS = {"X": "export", "M": "import"}


@dataclass(frozen=True)
class Request:
    """One question to a source. parameters: without the key. expected: what the answer must hold."""

    source: str
    address: str
    parameters: tuple[tuple[str, str], ...]
    label: str
    expected: dict = field(compare=False)

    @property
    def name(self) -> str:
        """The same for the same question, in every run."""
        text = "\n".join([self.address, *(f"{key}={value}" for key, value in self.parameters)])
        return hashlib.sha256(text.encode()).hexdigest()[:32]

    @property
    def place(self) -> str:
        """How an error names the request."""
        return f"{self.source}: {self.label}"

    def fault(self, found: str, expected: str) -> InputError:
        return InputError(self.place, found, expected)

    def following(self, parameters: dict[str, str]) -> Request:
        """The question for the next page."""
        page = ", ".join(f"{key} {value}" for key, value in parameters.items())
        merged = tuple((dict(self.parameters) | parameters).items())
        return replace(self, parameters=merged, label=f"{self.label.partition(' (')[0]} ({page})")


# by file of a snapshot, what is asked for it
Files = dict[str, list[Request]]


class Asked(NamedTuple):
    """What a source is asked for, as in plan_refresh; keyed: whether there is a key for it."""

    choices: dict
    pair: dict[str, str]
    provider: dict
    areas: dict[str, str]
    keyed: bool

    def request(
        self, source: str, path: str, parameters: dict[str, str], label: str, expected: dict
    ) -> Request:
        address = f"{self.provider['endpoint']}/{path}"
        return Request(source, address, tuple(parameters.items()), label, expected)


def plan_refresh(
    choices: dict, pair: dict[str, str], providers: dict, areas: dict[str, str], keys: set[str]
) -> dict[str, Files]:
    """By source, by file of its snapshot: the requests, in order.

    choices: `refresh` of config.yaml; pair: the study's; providers: data/providers.yaml; areas: ISO alpha-3
    to Comtrade's code; keys: the sources that a key is at hand for. A source that needs a key and has none is
    left out. Raises InputError for years in the wrong order, or an economy without a Comtrade code.
    """
    for key in ("years", "boj_workbooks"):
        if choices[key]["first"] > choices[key]["last"]:
            found = f"{choices[key]['first']} to {choices[key]['last']}"
            raise InputError(f"config.yaml: refresh.{key}", found, "the earlier year first")
    planned = {}
    for source in choices["sources"]:
        if providers[source].get("key_needed") and source not in keys:
            continue
        files = PLANS[source](Asked(choices, pair, providers[source], areas, source in keys))
        if files:
            planned[source] = files
    return planned


def _comtrade(asked: Asked) -> Files:
    own, pair = asked.choices["comtrade"], asked.pair
    kind = "full" if asked.keyed else "preview"
    path = f"{asked.provider['paths'][kind]}/{own['classification']}"
    limit = asked.provider["limits"][kind]
    sides = ((pair["reporter"], pair["partner"]), (pair["partner"], pair["reporter"]))
    files = {}
    levels = own["levels_with_key" if asked.keyed else "levels"]
    for level, (reporter, partner), (code, flow) in product(levels, sides, FLOWS.items()):
        requests = []
        for year in _years(asked.choices["years"]):
            held = {
                "reporterCode": _area(asked.areas, reporter),
                "partnerCode": _area(asked.areas, partner),
                "flowCode": code,
                "period": str(year),
                "motCode": "0",
                "customsCode": "C00",
                "partner2Code": "0",
            }
            wanted = {"cmdCode": f"TOTAL,AG{level}", "maxRecords": str(limit), "includeDesc": "false"}
            expected = {"held": held, "level": level, "limit": limit}
            expected |= {key: own[key] for key in ("classification", "tolerance_pct")}
            label = f"{reporter} {flow} with {partner}, {year}, HS {level}"
            requests.append(asked.request("comtrade", path, held | wanted, label, expected))
        files[f"comtrade_{reporter}_{partner}_{flow}_hs{level}.csv".lower()] = requests
    return files


def _boj_workbooks(asked: Asked) -> Files:
    files = {}
    for year in _years(asked.choices["boj_workbooks"]):
        path = asked.provider["paths"]["workbook"].format(yy=f"{year % 100:02d}")
        request = asked.request("boj_workbooks", path, {}, str(year), {"year": str(year)})
        files[path.rpartition("/")[2]] = [request]
    return files


def _boj_series(asked: Asked) -> Files:
    own, most = asked.choices["boj_series"], asked.provider["limits"]["codes"]
    codes, path = list(own["codes"]), asked.provider["paths"]["data"]
    requests = []
    for start in range(0, len(codes), most):
        batch = codes[start : start + most]
        wanted = {"format": "json", "lang": "en", "db": own["database"], "code": ",".join(batch)}
        label = f"{own['database']}, {len(batch)} series from {batch[0]}"
        wanted["startDate"] = own["start"]
        requests.append(asked.request("boj_series", path, wanted, label, {"codes": batch}))
    return {f"boj_series_{own['database'].lower()}.csv": requests}


def _world_bank(asked: Asked) -> Files:
    files: Files = {}
    years, page = asked.choices["years"], str(asked.provider["limits"]["page"])
    wanted = {"format": "json", "date": f"{years['first']}:{years['last']}", "per_page": page, "page": "1"}
    for name, indicators in asked.choices["world_bank"].items():
        files[f"world_bank_{name}.csv"] = requests = []
        for indicator, economies in indicators.items():
            named = {"indicator": indicator, "economies": ";".join(economies)}
            path = asked.provider["paths"]["indicator"].format(**named)
            expected = {
                "indicator": indicator,
                "economies": economies,
                "years": list(map(str, _years(years))),
            }
            requests.append(asked.request("world_bank", path, wanted, indicator, expected))
    return files


def _e_stat(asked: Asked) -> Files:
    path, page = asked.provider["paths"]["data"], str(asked.provider["limits"]["page"])
    files = {}
    for table, narrowed in asked.choices["e_stat"].items():
        wanted = {"statsDataId": table, **narrowed, "metaGetFlg": "N", "limit": page}
        files[f"e_stat_{table}.csv"] = [asked.request("e_stat", path, wanted, f"table {table}", {})]
    return files


PLANS = {
    "comtrade": _comtrade,
    "boj_workbooks": _boj_workbooks,
    "boj_series": _boj_series,
    "world_bank": _world_bank,
    "e_stat": _e_stat,
}


def _years(years: dict) -> range:
    return range(years["first"], years["last"] + 1)


def _area(areas: dict[str, str], economy: str) -> str:
    if economy not in areas:
        raise InputError(
            "data/comtrade_areas.csv", f"no code of {economy}", "a row: economy, comtrade_code, note"
        )
    return areas[economy]
