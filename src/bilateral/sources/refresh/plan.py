"""Which requests a study needs."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

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

    def following(self, parameters: dict[str, str]) -> Request:
        """The question for the next page."""
        page = ", ".join(f"{key} {value}" for key, value in parameters.items())
        merged = tuple((dict(self.parameters) | parameters).items())
        return Request(
            self.source, self.address, merged, f"{self.label.partition(' (')[0]} ({page})", self.expected
        )


def plan_refresh(
    choices: dict, pair: dict[str, str], providers: dict, areas: dict[str, str], keys: set[str]
) -> dict[str, dict[str, list[Request]]]:
    """By source, by file of its snapshot: the requests, in order.

    choices: `refresh` of config.yaml; pair: the study's; providers: data/providers.yaml; areas: ISO alpha-3
    to Comtrade's code; keys: the sources that a key is at hand for. A source that needs a key and has none is
    left out. Raises InputError for years in the wrong order, or an economy without a Comtrade code.
    """
    for key in ("years", "boj_workbooks"):
        if choices[key]["first"] > choices[key]["last"]:
            raise InputError(
                f"config.yaml: refresh.{key}",
                f"{choices[key]['first']} to {choices[key]['last']}",
                "the earlier year first",
            )
    planned = {}
    for source in choices["sources"]:
        if providers[source].get("key_needed") and source not in keys:
            continue
        files = PLANS[source](choices, pair, providers[source], areas, source in keys)
        if files:
            planned[source] = files
    return planned


def _comtrade(
    choices: dict, pair: dict, provider: dict, areas: dict, keyed: bool
) -> dict[str, list[Request]]:
    own = choices["comtrade"]
    kind = "full" if keyed else "preview"
    address = f"{provider['endpoint']}/{provider['paths'][kind]}/{own['classification']}"
    limit = provider["limits"][kind]
    files = {}
    for level in own["levels_with_key" if keyed else "levels"]:
        for reporter, partner in ((pair["reporter"], pair["partner"]), (pair["partner"], pair["reporter"])):
            for code, flow in FLOWS.items():
                requests = []
                for year in _years(choices["years"]):
                    held = {
                        "reporterCode": _area(areas, reporter),
                        "partnerCode": _area(areas, partner),
                        "flowCode": code,
                        "period": str(year),
                        "motCode": "0",
                        "customsCode": "C00",
                        "partner2Code": "0",
                    }
                    asked = held | {
                        "cmdCode": f"TOTAL,AG{level}",
                        "maxRecords": str(limit),
                        "includeDesc": "false",
                    }
                    expected = {
                        "held": held,
                        "level": level,
                        "limit": limit,
                        "classification": own["classification"],
                        "tolerance_pct": own["tolerance_pct"],
                    }
                    label = f"{reporter} {flow} with {partner}, {year}, HS {level}"
                    requests.append(Request("comtrade", address, tuple(asked.items()), label, expected))
                files[f"comtrade_{reporter}_{partner}_{flow}_hs{level}.csv".lower()] = requests
    return files


def _boj_workbooks(
    choices: dict, pair: dict, provider: dict, areas: dict, keyed: bool
) -> dict[str, list[Request]]:
    files = {}
    for year in _years(choices["boj_workbooks"]):
        address = f"{provider['endpoint']}/{provider['paths']['workbook'].format(yy=f'{year % 100:02d}')}"
        files[address.rpartition("/")[2]] = [
            Request("boj_workbooks", address, (), str(year), {"year": str(year)})
        ]
    return files


def _boj_series(
    choices: dict, pair: dict, provider: dict, areas: dict, keyed: bool
) -> dict[str, list[Request]]:
    own, most = choices["boj_series"], provider["limits"]["codes"]
    codes = list(own["codes"])
    requests = []
    for start in range(0, len(codes), most):
        batch = codes[start : start + most]
        asked = {
            "format": "json",
            "lang": "en",
            "db": own["database"],
            "code": ",".join(batch),
            "startDate": own["start"],
        }
        label = f"{own['database']}, {len(batch)} series from {batch[0]}"
        address = f"{provider['endpoint']}/{provider['paths']['data']}"
        requests.append(Request("boj_series", address, tuple(asked.items()), label, {"codes": batch}))
    return {f"boj_series_{own['database'].lower()}.csv": requests}


def _world_bank(
    choices: dict, pair: dict, provider: dict, areas: dict, keyed: bool
) -> dict[str, list[Request]]:
    files: dict[str, list[Request]] = {}
    years = choices["years"]
    asked = {
        "format": "json",
        "date": f"{years['first']}:{years['last']}",
        "per_page": str(provider["limits"]["page"]),
        "page": "1",
    }
    for name, indicators in choices["world_bank"].items():
        files[f"world_bank_{name}.csv"] = requests = []
        for indicator, economies in indicators.items():
            path = provider["paths"]["indicator"].format(economies=";".join(economies), indicator=indicator)
            expected = {
                "indicator": indicator,
                "economies": economies,
                "years": [str(year) for year in _years(years)],
            }
            requests.append(
                Request(
                    "world_bank", f"{provider['endpoint']}/{path}", tuple(asked.items()), indicator, expected
                )
            )
    return files


def _e_stat(choices: dict, pair: dict, provider: dict, areas: dict, keyed: bool) -> dict[str, list[Request]]:
    files = {}
    for table, narrowed in choices["e_stat"].items():
        asked = {
            "statsDataId": table,
            **narrowed,
            "metaGetFlg": "N",
            "limit": str(provider["limits"]["page"]),
        }
        address = f"{provider['endpoint']}/{provider['paths']['data']}"
        files[f"e_stat_{table}.csv"] = [
            Request("e_stat", address, tuple(asked.items()), f"table {table}", {})
        ]
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
