"""Flows of a year as numbers: what the measures of pairs are computed from.

Economies and codes are places in sorted lists, so that order, search and sums are those of integers. Sums of
amounts are of 64-bit integers, and therefore exact and the same in any order.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import pyarrow as pa

from bilateral.trade.world.arrays import places_of, to_numpy
from crossfoot import InputError

# bits that number economies, and codes of HS at any level, of all revisions
ECONOMY, CODE = 10, 14
# rows that are measured at a time
BLOCK = 1 << 18
COLUMNS = ["exporter", "importer", "hs_code", "usd_thousandths"]
# what has few values is read as places in a list of them
TEXTS = COLUMNS[:3]


@dataclass(frozen=True)
class Flows:
    """Of each row: key, the numbers of exporter, importer and code as one, rising; usd, thousandths of a US
    dollar; kg, where it is read, net weight, 0 or less where there is none.

    Of each flow with a row: starts, where its rows begin; pair, both economies' numbers as one; total.
    """

    key: np.ndarray
    usd: np.ndarray
    kg: np.ndarray | None = None

    @cached_property
    def starts(self) -> np.ndarray:
        return _starts(self.key >> CODE)

    @cached_property
    def pair(self) -> np.ndarray:
        return self.key[self.starts] >> CODE

    @cached_property
    def code(self) -> np.ndarray:
        return (self.key & ((1 << CODE) - 1)).astype(np.int16)

    @cached_property
    def lengths(self) -> np.ndarray:
        """How many rows each flow has."""
        return np.diff(np.append(self.starts, len(self.key)))

    @cached_property
    def total(self) -> np.ndarray:
        return self.sums(self.usd)

    def sums(self, values: np.ndarray) -> np.ndarray:
        """Of each flow, the sum of its rows' values; added in one order on any number of cores."""
        return np.add.reduceat(values, self.starts) if len(self.starts) else values[:0]

    def of_rows(self, values: np.ndarray) -> np.ndarray:
        """Each flow's value, of each of its rows."""
        return np.repeat(values, self.lengths)

    def coarser(self, places: np.ndarray) -> Flows:
        """Sums by coarser codes, of weights where all parts have one. places: of each code, that of its
        coarser one, rising."""
        key = (self.key >> CODE << CODE) + places[self.code]
        starts = _starts(key)
        if not len(starts):
            return self
        kg = self.kg
        if kg is not None:
            kg = np.where(np.minimum.reduceat(kg, starts) > 0, np.add.reduceat(kg, starts), 0)
        return Flows(key[starts], np.add.reduceat(self.usd, starts), kg)

    def cells(self, end: str, shape: tuple[int, int]) -> np.ndarray:
        """Amounts by economy (down) and code (across). end: "exporter" or "importer", whose they are."""
        found = np.zeros(shape, dtype=np.int64)
        for block in self.blocks():
            economy = parted(block.pair)[end == "importer"]
            np.add.at(found.ravel(), block.of_rows(economy * shape[1]) + block.code, block.usd)
        return found

    def blocks(self) -> Iterator[Flows]:
        """Whole flows, about BLOCK rows at a time: what measuring takes does not grow with the rows."""
        ends = np.append(self.starts, len(self.key))
        bounds = np.append(ends[np.searchsorted(self.starts, np.arange(0, len(self.key), BLOCK))], ends[-1])
        for first, end in pairwise(np.unique(bounds)):
            yield Flows(self.key[first:end], self.usd[first:end])


NONE = Flows(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))


def placed(files: Iterable[Iterable[pa.RecordBatch]]) -> tuple[list[str], list[str], list[Flows]]:
    """Economies, codes, and the flows of each file. files: batches with COLUMNS, in any order of rows."""
    economies: dict[str, int] = {}
    codes: dict[str, int] = {}
    found = []
    for batches in files:
        keys, amounts = [], []
        for batch in batches:
            exporter, importer = (places_of(batch[name], economies) for name in TEXTS[:2])
            key = (exporter << ECONOMY | importer).astype(np.int64)
            keys.append(key << CODE | places_of(batch[TEXTS[2]], codes))
            amounts.append(to_numpy(batch["usd_thousandths"]))
        found.append((np.concatenate(keys), np.concatenate(amounts)))
    check_numbers(economies, codes, "converted flows")
    orders = [np.argsort(np.argsort(list(names))) for names in (economies, codes)]
    flows = []
    for key, usd in found:
        # names that came in order keep their numbers
        if any((order[1:] < order[:-1]).any() for order in orders):
            exporter, importer = parted(key >> CODE)
            pair = orders[0][exporter] << ECONOMY | orders[0][importer]
            key = pair << CODE | orders[1][key & ((1 << CODE) - 1)]
        if (key[1:] < key[:-1]).any():
            order = np.argsort(key)
            key, usd = key[order], usd[order]
        flows.append(Flows(key, usd))
    return sorted(economies), sorted(codes), flows


def check_numbers(economies: Collection[str], codes: Collection[str], place: str) -> None:
    """Raises InputError where there are more than a row's number has room for."""
    if len(economies) > 1 << ECONOMY or len(codes) > 1 << CODE:
        found = f"{len(economies)} economies and {len(codes)} codes"
        raise InputError(place, found, f"at most {1 << ECONOMY} and {1 << CODE}")


def _starts(keys: np.ndarray) -> np.ndarray:
    """Where a key differs from the one before."""
    return np.flatnonzero(np.append(True, keys[1:] != keys[:-1])[: len(keys)])


def matched(keys: np.ndarray, others: np.ndarray, values: np.ndarray, absent: int = 0) -> np.ndarray:
    """Of each key, the value of the same one among `others`, which rise; `absent` where there is none."""
    if not len(others):
        return np.full(len(keys), absent, dtype=values.dtype)
    at = np.searchsorted(others, keys)
    at[at == len(others)] = 0
    return np.where(others[at] == keys, values[at], absent)


def parted(pair: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Exporter and importer."""
    return pair >> ECONOMY, pair & ((1 << ECONOMY) - 1)


def reversed_pair(pair: np.ndarray) -> np.ndarray:
    """The flow in the other direction."""
    exporter, importer = parted(pair)
    return importer << ECONOMY | exporter
