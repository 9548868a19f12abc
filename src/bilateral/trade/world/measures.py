"""Every measure of every pair of economies, every exporter and every product in one year.

The definitions are those of `bilateral.trade`: HHI on 0–10,000, HS chapter 00 a class, at HS 2 all chapters
as classes and at finer levels the codes that a pair has. Areas that are no economies are in every total, and
in no row. A measure that is not defined is missing (NaN).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from bilateral.trade.complexity import complexity
from bilateral.trade.world.arrays import Columns, on_cores, to_names
from bilateral.trade.world.flows import CODE, Flows, matched, parted, reversed_pair

# classes at HS 2 that count only where a table has them; bilateral.trade.structure
OPTIONAL = ("00", "98", "99")
DECIMALS = 10  # beyond these, what numpy multiplies and adds up differs between machines


@dataclass(frozen=True)
class Year:
    """Flows as one side reports them. before: the year before; back: as the other side reports them, `now`
    itself where both sides are reconciled. no_economy: of `economies`, which are none.

    reconciled: whether an economy without imports on record has none, rather than reports none. imports: the
    flows that tell what economies import.
    """

    economies: list[str]
    codes: list[str]
    no_economy: np.ndarray
    now: Flows
    before: Flows
    back: Flows
    imports: Flows
    reconciled: bool
    threads: int = 1

    @cached_property
    def shape(self) -> tuple[int, int]:
        return len(self.economies), len(self.codes)

    @cached_property
    def sold(self) -> np.ndarray:
        """Amounts by exporter and code."""
        return self.now.cells("exporter", self.shape)

    @cached_property
    def sent(self) -> np.ndarray:
        """What each economy exports."""
        return _by_economy(parted(self.now.pair)[0], self.now.total, self.shape[0])

    @cached_property
    def received(self) -> np.ndarray:
        """What each economy imports."""
        return _by_economy(parted(self.imports.pair)[1], self.imports.total, self.shape[0])

    def named(self, columns: Mapping[str, np.ndarray]) -> dict:
        """The columns with names in place of numbers of flows (pair), economies and codes."""
        found: dict = {}
        for name, values in columns.items():
            if name == "pair":
                exporter, importer = parted(values)
                found["exporter"] = to_names(exporter, self.economies)
                found["importer"] = to_names(importer, self.economies)
            elif name in ("exporter", "hs_code"):
                found[name] = to_names(values, self.economies if name == "exporter" else self.codes)
            else:
                found[name] = values
        return found

    def between_economies(self, pair: np.ndarray) -> np.ndarray:
        exporter, importer = parted(pair)
        return ~(self.no_economy[exporter] | self.no_economy[importer])


def _ratio(above: np.ndarray, below: np.ndarray, defined: np.ndarray | bool = True) -> np.ndarray:
    """Missing where it is not defined, or below is 0."""
    found = np.full(len(above), np.nan)
    return np.divide(above, below, out=found, where=defined & (below != 0))


def only(columns: Mapping[str, np.ndarray], shown: np.ndarray) -> dict[str, np.ndarray]:
    return {name: values[shown] for name, values in columns.items()}


def together(parts: Sequence[Mapping[str, np.ndarray]]) -> dict[str, np.ndarray]:
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def pair_measures(year: Year, level: int, chapters: int, tops: Sequence[int], largest: int) -> list[dict]:
    """The tables pairs (one row a flow with trade: total, concentration, change, two-way trade, intensity)
    and largest (its `largest` codes), in order.

    chapters: HS chapters that trade can fall into, 00 included. Of two codes with the same trade the lower
    comes first, and both have the rank of the first.
    """

    def of_block(block: Flows) -> list[dict[str, np.ndarray]]:
        return _of_block(year, block, level, chapters, tops, largest)

    parts = on_cores(of_block, year.now.blocks(), year.threads)
    return [year.named(together(of_table)) for of_table in zip(*parts, strict=True)]


def _of_block(
    year: Year, now: Flows, level: int, chapters: int, tops: Sequence[int], largest: int
) -> list[dict[str, np.ndarray]]:
    classes = now.lengths
    if level == 2:
        special = np.isin(now.code, [at for at, code in enumerate(year.codes) if code in OPTIONAL])
        classes = chapters - 1 + now.sums(special.astype(np.int64))
    order, place, sums = _by_size(now)
    ends = now.starts + now.lengths
    share = now.usd / now.of_rows(np.maximum(now.total, 1))
    shown = (now.total > 0) & year.between_economies(now.pair)
    # squares are added up by size, so that flows with the same shares have the same HHI, bit by bit
    hhi = 10_000 * now.sums(share[order] ** 2)
    columns = {
        "pair": now.pair,
        "usd_million": now.total / 1e9,
        "products": now.sums((now.usd > 0).astype(np.int64)),
        "classes": classes,
        **{
            f"top_{count}_share": 100 * _ratio(sums[np.minimum(now.starts + count, ends) - 1], now.total)
            for count in tops
        },
        "hhi": hhi,
        "hhi_normalised": _ratio(hhi - 10_000 / classes, 1 - 1 / classes),
        "lawrence": _change(now, year.before, share),
        "grubel_lloyd": _two_way(now, year.back),
        "trade_intensity": _intensity(year, now),
    }
    kept = (place < largest) & (now.usd[order] > 0) & now.of_rows(shown)
    listed = order[kept]
    codes = {
        "pair": now.of_rows(now.pair)[kept],
        "rank": _ranks(now, order, place)[kept],
        "hs_code": now.code[listed],
        "share_pct": 100 * share[listed],
    }
    return [only(columns, shown), codes]


def _by_size(flows: Flows) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Rows by flow, falling amount and code; the place of each within its flow, and the sum down to it."""
    # numbers of two bytes sort in one pass
    number = np.arange(len(flows.pair), dtype=np.min_scalar_type(len(flows.pair)))
    order = np.lexsort((-flows.usd, flows.of_rows(number)))
    place = np.arange(len(order)) - flows.of_rows(flows.starts)
    sums = np.cumsum(flows.usd[order])
    return order, place, sums - flows.of_rows(sums[flows.starts] - flows.usd[order][flows.starts])


def _ranks(flows: Flows, order: np.ndarray, place: np.ndarray) -> np.ndarray:
    usd = flows.usd[order]
    new = np.append(True, usd[1:] != usd[:-1])[: len(usd)] | (place == 0)
    first = np.maximum.accumulate(np.where(new, np.arange(len(usd)), 0))
    return (first - flows.of_rows(flows.starts) + 1).astype(np.int16)


def _change(now: Flows, before: Flows, share: np.ndarray) -> np.ndarray:
    """Lawrence (1984): half of Σ |s − s′| is 1 − Σ min(s, s′)."""
    earlier = matched(now.pair, before.pair, before.total)
    past = matched(now.key, before.key, before.usd) / now.of_rows(np.maximum(earlier, 1))
    change = np.maximum(1 - now.sums(np.minimum(share, past)), 0)
    return np.where(earlier > 0, change, np.nan)


def _two_way(now: Flows, back: Flows) -> np.ndarray:
    """Grubel and Lloyd (1975): 1 − Σ |x − m| / Σ (x + m) is 2 Σ min(x, m) / Σ (x + m)."""
    other_pair = reversed_pair(now.pair)
    other = matched(other_pair, back.pair, back.total, -1)
    keys = now.of_rows(other_pair << CODE) | now.code
    common = now.sums(np.minimum(now.usd, matched(keys, back.key, back.usd)))
    return _ratio(2.0 * common, now.total + other, other >= 0)


def _by_economy(places: np.ndarray, amounts: np.ndarray, count: int) -> np.ndarray:
    found = np.zeros(count, dtype=np.int64)
    np.add.at(found, places, amounts)
    return found


def _intensity(year: Year, now: Flows) -> np.ndarray:
    """The importer's share in the exporter's exports over its share in what all others import (Drysdale and
    Garnaut 1982)."""
    exporter, importer = parted(now.pair)
    bought = year.received[importer]
    others = year.received.sum() - year.received[exporter]
    known = year.reconciled | np.isin(exporter, parted(year.imports.pair)[1])
    return _ratio(_ratio(now.total, year.sent[exporter]), _ratio(bought, others, (bought > 0) & known))


def advantage_measures(year: Year) -> list[Columns]:
    """The tables advantages (exporter and code with trade; Balassa 1965, symmetric: Laursen 2015), exporters
    (diversity, ECI) and products (ubiquity, PCI), in order."""
    sold = year.sold
    sent, world, total = sold.sum(axis=1, keepdims=True), sold.sum(axis=0), sold.sum()
    with np.errstate(invalid="ignore", divide="ignore"):
        rca = (sold / sent) / (world / total)
    has = rca >= 1
    # at the edge whole numbers decide
    for economy, code in np.argwhere(np.abs(rca - 1) < 1e-9):
        has[economy, code] = int(sold[economy, code]) * int(total) >= int(sent[economy, 0]) * int(world[code])
    has[year.no_economy] = False
    eci, pci = (values.round(DECIMALS) + 0.0 for values in complexity(has))
    economy, code = np.nonzero((sold > 0) & ~year.no_economy[:, None])
    advantages = {
        "exporter": economy,
        "hs_code": code,
        "usd_million": sold[economy, code] / 1e9,
        "rca": rca[economy, code],
        "rca_symmetric": (rca[economy, code] - 1) / (rca[economy, code] + 1),
    }
    exporters = {
        "exporter": np.arange(len(sold)),
        "usd_million": sent[:, 0] / 1e9,
        "diversity": has.sum(axis=1),
        "eci": eci,
    }
    products = {
        "hs_code": np.arange(len(world)),
        "usd_million": world / 1e9,
        "ubiquity": has.sum(axis=0),
        "pci": pci,
    }
    return [
        year.named(advantages),
        year.named(only(exporters, (sent[:, 0] > 0) & ~year.no_economy)),
        year.named(only(products, world > 0)),
    ]


def mirror(year: Year) -> Columns:
    """The same flow by its two ends: `now` is what exporters report, `back` what importers do;
    bilateral.trade.mirror."""
    sent = year.now.total
    received = matched(year.now.pair, year.back.pair, year.back.total, -1)
    columns = {
        "pair": year.now.pair,
        "exporter_usd_million": sent / 1e9,
        "importer_usd_million": received / 1e9,
        "gap_usd_million": (received - sent) / 1e9,
        "percent_of_exporter": 100 * _ratio(received, sent),
    }
    return year.named(only(columns, (received >= 0) & year.between_economies(year.now.pair)))
