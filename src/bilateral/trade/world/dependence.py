"""How far each economy depends on a few others for a product.

A row is an economy and product with the lists of its suppliers (bilateral.trade.world.supply). Amounts are
thousandths of a US dollar; the HHI is on 0–10,000. What comes from areas that are no economies is part of the
imports, and of no supplier: the HHI counts it as many suppliers of no size, and is at most hhi + unknown_pct²
were it one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from bilateral.trade.world.arrays import Columns, on_cores, places_of, to_names, to_numpy


@dataclass(frozen=True)
class Thresholds:
    """Above which a product is called dependent or a single point of failure.

    hhi (0–1), external_share and imports_over_exports: the three core indicators of European Commission
    (2021), SWD(2021) 352: concentration of imports from outside, their share in all imports, and their ratio
    to exports, which stand for what could be made at home. single_point: of one supplier in the imports, and
    in the world's exports; half or more, so that there is one such supplier at most.
    """

    hhi: float = 0.4
    external_share: float = 0.5
    imports_over_exports: float = 1.0
    single_point: float = 0.5


@dataclass(frozen=True)
class Supply:
    """Economies and codes as places in sorted lists; of each row exports, imports, unknown and inside (a
    bloc's trade with itself, beside its imports); suppliers and amounts of all rows one after another, the
    largest first, and how many each row has."""

    economy: np.ndarray
    code: np.ndarray
    exports: np.ndarray
    imports: np.ndarray
    unknown: np.ndarray
    inside: np.ndarray
    count: np.ndarray
    supplier: np.ndarray
    amount: np.ndarray

    def only(self, rows: np.ndarray) -> Supply:
        """The rows that are true."""
        if rows.all():
            return self
        flows = np.repeat(rows, self.count)
        of_flows = ("supplier", "amount")
        return Supply(
            **{name: values[flows if name in of_flows else rows] for name, values in vars(self).items()}
        )


def lists_of(batch: pa.RecordBatch) -> tuple[np.ndarray, pa.Array, pa.Array]:
    """Where the lists of each row begin and the last ends; suppliers and amounts, one after another."""
    ends = to_numpy(batch["suppliers"].offsets)
    flows = slice(int(ends[0]), int(ends[-1]))
    return ends, batch["suppliers"].values[flows], batch["amounts"].values[flows]


def placed(batch: pa.RecordBatch, economies: dict[str, int], codes: dict[str, int]) -> Supply:
    """Rows of the table supply."""
    ends, suppliers, amounts = lists_of(batch)
    return Supply(
        places_of(batch["economy"], economies),
        places_of(batch["hs_code"], codes),
        to_numpy(batch["exports"]),
        to_numpy(batch["imports"]),
        to_numpy(batch["unknown"]),
        np.zeros(len(batch), dtype=np.int64),
        np.diff(ends),
        places_of(suppliers, economies),
        to_numpy(amounts),
    )


def together(parts: Sequence[Supply]) -> Supply:
    return Supply(**{name: np.concatenate([vars(part)[name] for part in parts]) for name in vars(parts[0])})


def of_bloc(own: Supply, bloc: int, members: np.ndarray, shape: tuple[int, int]) -> Supply:
    """The rows of a bloc, in which all members are one importer. own: the members' rows; bloc: its own place;
    members: of each economy, whether it is one; shape: how many codes and economies there are."""
    code, within = np.repeat(own.code, own.count), members[own.supplier]
    sums = {name: np.zeros(shape[0], dtype=np.int64) for name in ("exports", "unknown", "inside")}
    np.add.at(sums["exports"], own.code, own.exports)
    np.add.at(sums["unknown"], own.code, own.unknown)
    np.add.at(sums["inside"], code[within], own.amount[within])
    amounts, seen = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=bool)
    cells = code[~within], own.supplier[~within]
    np.add.at(amounts, cells, own.amount[~within])
    seen[cells] = True
    by_code, supplier = np.nonzero(seen)
    amount = amounts[by_code, supplier]
    order = np.lexsort((-amount, by_code))
    made = Supply(
        np.full(shape[0], bloc),
        np.arange(shape[0]),
        sums["exports"],
        amounts.sum(axis=1) + sums["unknown"],
        sums["unknown"],
        sums["inside"],
        seen.sum(axis=1),
        supplier[order],
        amount[order],
    )
    return made.only(made.imports > 0)


def points(parts: Sequence[Supply], areas: np.ndarray, codes: int, share: float) -> np.ndarray:
    """Of each code, the economy with more than this share of the world's exports; -1 where there is none.
    areas: of each economy, whether it is none."""
    world, found = np.zeros(codes, dtype=np.int64), np.full(codes, -1)
    for rows in parts:
        np.add.at(world, rows.code, rows.exports)
    for rows in parts:
        large = (rows.exports > share * world[rows.code]) & ~areas[rows.economy]
        found[rows.code[large]] = rows.economy[large]
    return found


def dependence(rows: Supply, named: np.ndarray, exporter: np.ndarray, limits: Thresholds) -> dict:
    """The columns of each row; importer, hs_code and largest_supplier as places.

    named: of each economy, whether its share is `named_pct`. exporter: of `points`. imports_over_exports is
    missing without exports, which then meets the criterion. `criteria` counts those of the three core
    indicators that are above their threshold; `single_point` says that one supplier has more than its
    threshold of the imports and of the world's exports.
    """
    some = rows.count > 0
    starts = (np.cumsum(rows.count) - rows.count)[some]
    imports = rows.imports.astype(float)
    share = rows.amount / np.repeat(imports, rows.count)

    def sums(values: np.ndarray) -> np.ndarray:
        found = np.zeros(len(some), dtype=values.dtype)
        found[some] = np.add.reduceat(values, starts) if len(starts) else 0
        return found

    largest, largest_pct = np.full(len(some), -1, dtype=np.int32), np.full(len(some), np.nan)
    largest[some], largest_pct[some] = rows.supplier[starts], 100 * share[starts]
    over = np.full(len(some), np.nan)
    np.divide(imports, rows.exports, out=over, where=rows.exports > 0)
    hhi, external = 10_000 * sums(share * share), 100 * imports / (rows.imports + rows.inside)
    criteria = [
        hhi > 10_000 * limits.hhi,
        external > 100 * limits.external_share,
        ~(over <= limits.imports_over_exports),
    ]
    return {
        "importer": rows.economy,
        "hs_code": rows.code,
        "usd_million": rows.imports / 1e9,
        "suppliers": rows.count.astype(np.int16),
        "unknown_pct": 100 * rows.unknown / imports,
        "hhi": hhi,
        "largest_supplier": largest,
        "largest_pct": largest_pct,
        "named_pct": 100 * sums(np.where(named[rows.supplier], rows.amount, 0)) / imports,
        "external_pct": external,
        "imports_over_exports": over,
        "criteria": sum(met.astype(np.int8) for met in criteria),
        "single_point": some & (largest == exporter[rows.code]) & (largest_pct > 100 * limits.single_point),
    }


def dependence_table(
    batches: Sequence[pa.RecordBatch],
    named: Sequence[str],
    blocs: Mapping[str, Sequence[str]],
    areas: Sequence[str],
    limits: Thresholds,
    threads: int = 1,
) -> Columns:
    """The table dependence: every economy that imports, and every bloc, by each product, in order.

    batches: of the table supply. named: the economy, or the members of the bloc, whose share in the imports
    is told. areas: those that are no economies.
    """
    known = {*named, *blocs}
    for batch in batches:
        known.update(batch["economy"].dictionary.to_pylist(), lists_of(batch)[1].dictionary.to_pylist())
    economies = sorted(known)
    codes = sorted({code for batch in batches for code in batch["hs_code"].dictionary.to_pylist()})
    among = {what: np.isin(economies, list(names)) for what, names in (("none", areas), ("named", named))}
    # part by part, since what fits into the processor's memory is twice as fast
    places = [{name: at for at, name in enumerate(names)} for names in (economies, codes)]
    parts = [placed(batch, *places) for batch in batches]
    exporter = points(parts, among["none"], len(codes), limits.single_point)

    def of_part(part: Supply) -> dict[str, np.ndarray]:
        shown = part.only((part.imports > 0) & ~among["none"][part.economy])
        return dependence(shown, among["named"], exporter, limits)

    made = on_cores(of_part, parts, threads)
    for bloc, names in blocs.items():
        members = np.isin(economies, names)
        own = together([part.only(members[part.economy]) for part in parts])
        rows = of_bloc(own, economies.index(bloc), members, (len(codes), len(economies)))
        made.append(dependence(rows, among["named"], exporter, limits))
    found = {name: np.concatenate([part[name] for part in made]) for name in made[0]}
    if blocs:
        order = np.lexsort((found["hs_code"], found["importer"]))
        found = {name: values[order] for name, values in found.items()}
    lists = {"importer": economies, "hs_code": codes, "largest_supplier": economies}
    return found | {name: to_names(found[name], names) for name, names in lists.items()}


def members_of(supplier: str, blocs: Mapping[str, list[str]]) -> list[str]:
    """The economies of a bloc, or the economy itself."""
    return list(blocs.get(supplier, [supplier]))
