"""A made-up world in BACI's own form, of any size, whose truth is known: nothing in it is anybody's trade.

Economies have a capability and products a complexity. An economy makes a product the more likely, the
more its capability exceeds what the product asks for, so that the economic complexity index must find the
capabilities again.
"""

from __future__ import annotations

import string
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

VERSION = "V202601"
CHAPTERS = [chapter for chapter in range(1, 98) if chapter != 77]


@dataclass(frozen=True)
class World:
    """What is true of a generated folder.

    capability: by economy. rows, usd: by year, how many rows and how much trade in US dollars, exactly.
    """

    folder: Path
    capability: dict[str, float]
    rows: dict[int, int]
    usd: dict[int, int]


def write_world(
    folder: Path, years: list[int], rows: int, economies: int = 230, products: int = 5000, seed: int = 1
) -> World:
    """BACI files of about `rows` rows for each year, with the two code files of the release."""
    folder.mkdir(parents=True, exist_ok=True)
    draws = np.random.default_rng(seed)
    letters = np.array(list(string.ascii_uppercase))
    names = [
        "".join(letters[[place // 676 % 26, place // 26 % 26, place % 26]])
        for place in range(0, 7 * economies, 7)
    ]
    # beyond the codes of areas that are no economies
    numbers = np.arange(1004, 1004 + 4 * economies, 4)
    codes = _products(products)
    capability = draws.normal(size=economies)
    # what goods of a chapter ask for is alike
    chapters = {chapter: draws.normal() for chapter in sorted({code[:2] for code in codes})}
    complexity = np.array([chapters[code[:2]] for code in codes]) + draws.normal(0, 0.5, products)
    weight = draws.normal(0, 1.6, economies) + capability
    _write_codes(folder, names, numbers, codes)
    found_rows, found_usd = {}, {}
    level = _level(weight, capability, complexity, rows)
    for year in years:
        weight = weight + draws.normal(0, 0.02, economies)
        table = _year(
            np.random.default_rng([seed, year]), year, numbers, codes, weight, capability, complexity, level
        )
        found_rows[year], found_usd[year] = table.num_rows, int(table["usd"].to_numpy().sum())
        with duckdb.connect() as database:
            database.register("made", table)
            text = (
                "SELECT t, i, j, k, (usd::DECIMAL(18,0) * 0.001)::DECIMAL(18,3) AS v, "
                "q::DECIMAL(18,3) AS q FROM made"
            )
            database.execute(
                f"COPY ({text}) TO '{folder / f'BACI_HS22_Y{year}_{VERSION}.csv'}' (HEADER, DELIMITER ',')"
            )
    return World(folder, dict(zip(names, capability, strict=True)), found_rows, found_usd)


def _products(count: int) -> list[str]:
    """HS subheadings spread over all chapters, four to a heading as in the real one, in order."""
    codes = [
        f"{chapter:02d}{heading:02d}{sub:02d}"
        for heading in range(1, 30)
        for sub in (10, 20, 30, 90)
        for chapter in CHAPTERS
    ]
    return sorted(codes[:count])


def _write_codes(folder: Path, names: list[str], numbers: np.ndarray, codes: list[str]) -> None:
    countries = [
        f"{number},Economy {name},{name[:2]},{name}" for number, name in zip(numbers, names, strict=True)
    ]
    text = "\n".join(["country_code,country_name,country_iso2,country_iso3", *countries, ""])
    (folder / f"country_codes_{VERSION}.csv").write_text(text, encoding="utf-8")
    # CEPII prints codes as text in the file of codes, as numbers of any length in some copies of the flows
    text = "\n".join(["code,description", *[f'{code},"Goods {code}, made up"' for code in codes], ""])
    (folder / f"product_codes_HS22_{VERSION}.csv").write_text(text, encoding="utf-8")


def _chance(
    weight: float, partners: np.ndarray, capability: float, complexity: np.ndarray, level: float
) -> np.ndarray:
    """How likely each partner buys each product: partners down, products across."""
    ability = 1.5 * (capability - complexity) + 1.2 * weight
    return 1 / (1 + np.exp(-(level + ability[None, :] + 1.2 * partners[:, None])))


def _level(weight: np.ndarray, capability: np.ndarray, complexity: np.ndarray, rows: int) -> float:
    """The constant that makes the expected number of rows `rows`."""
    some = slice(None, None, max(1, len(complexity) // 50))
    low, high = -30.0, 30.0
    for _ in range(40):
        level = (low + high) / 2
        mean = np.mean(
            [
                _chance(w, weight, c, complexity[some], level).mean()
                for w, c in zip(weight, capability, strict=True)
            ]
        )
        low, high = (
            (level, high) if mean * len(weight) * (len(weight) - 1) * len(complexity) < rows else (low, level)
        )
    return level


def _year(draws, year, numbers, codes, weight, capability, complexity, level) -> pa.Table:
    columns = {name: [] for name in ("i", "j", "k", "usd", "q")}
    for place, number in enumerate(numbers):
        likely = _chance(weight[place], weight, capability[place], complexity, level).astype(np.float32)
        likely[place] = 0
        partner, product = np.nonzero(draws.random(likely.shape, dtype=np.float32) < likely)
        size = 3 + weight[place] + weight[partner] + capability[place] * complexity[product]
        usd = np.ceil(1000 * np.exp(size + draws.normal(0, 2, len(partner)))).astype(np.int64)
        columns["i"].append(np.full(len(partner), number, dtype=np.int32))
        columns["j"].append(numbers[partner].astype(np.int32))
        columns["k"].append(product.astype(np.int16))
        columns["usd"].append(usd)
        columns["q"].append(np.round(usd / 3000, 3))
    made = {name: np.concatenate(parts) for name, parts in columns.items()}
    made["k"] = pa.DictionaryArray.from_arrays(pa.array(made["k"]), pa.array(codes))
    return pa.table({"t": np.full(len(made["i"]), year, dtype=np.int32), **made})
