"""Who supplies an economy with a product: all suppliers of an economy and product in one row.

What depends on suppliers is then a matter of one row, so that the millions of flows are grouped once, when a
year is converted, and never again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import pyarrow as pa

from bilateral.trade.world.sources import typed

COLUMNS = ["economy", "hs_code", "exports", "imports", "unknown", "suppliers", "amounts"]
# what has few values is read as places in a list of them
TEXTS = ["economy", "hs_code", "suppliers.list.element"]
# rows of trade that are turned into lists at a time
BATCH = 1 << 18


def by_importer(level: int) -> str:
    """SQL: every flow of `received` as its importer's, and each economy's exports of a code in all, from
    `sent`, as a flow without supplier; by economy, code, and falling amount."""
    return f"""
        SELECT {typed("importer", "economy")} AS economy, {typed("hs_code", f"hs{level}")} AS hs_code,
               {typed("exporter", "economy")} AS supplier, usd_thousandths AS usd
        FROM received
        UNION ALL
        SELECT {typed("exporter", "economy")}, {typed("hs_code", f"hs{level}")}, NULL,
               sum(usd_thousandths)::BIGINT
        FROM sent GROUP BY ALL
        ORDER BY economy, hs_code, usd DESC, supplier"""


def supply(rows: Iterable[pa.RecordBatch], areas: Iterable[str], size: int = BATCH) -> Iterator[pa.Table]:
    """Rows of `by_importer`, in batches of any size, as one row an economy and code: economy, hs_code,
    exports, imports and unknown (of imports, what comes from areas that are no economies), thousandths of a
    US dollar; suppliers, and the amount of each, the largest first.

    areas: names of those that are no economies. The tables are the same however the rows came in batches.
    """
    areas, waiting, count = list(areas), [], 0
    for batch in rows:
        waiting.append(batch)
        count += len(batch)
        while count > size:
            whole = pa.Table.from_batches(waiting).combine_chunks()
            # up to the last economy and code that surely is whole
            end = int(_starts(whole.slice(0, size + 1))[-1])
            if end == 0:
                break
            yield _listed(whole.slice(0, end), areas)
            waiting, count = whole.slice(end).to_batches(), len(whole) - end
    if count:
        yield _listed(pa.Table.from_batches(waiting).combine_chunks(), areas)


def _column(rows: pa.Table, name: str) -> pa.Array:
    chunked = rows[name].combine_chunks()
    return chunked.chunk(0) if isinstance(chunked, pa.ChunkedArray) else chunked


def _starts(rows: pa.Table) -> np.ndarray:
    """Where the rows of each economy and code begin."""
    keys = [_column(rows, name).indices.to_numpy() for name in ("economy", "hs_code")]
    new = np.logical_or.reduce([key[1:] != key[:-1] for key in keys])
    return np.flatnonzero(np.concatenate([[True], new]))


def _listed(rows: pa.Table, areas: list[str]) -> pa.Table:
    starts = _starts(rows)
    supplier = _column(rows, "supplier")
    usd = _column(rows, "usd").to_numpy()
    own = supplier.indices.is_null().to_numpy(zero_copy_only=False)
    unknown = ~own & np.isin(
        supplier.indices.fill_null(0).to_numpy(),
        [place for place, name in enumerate(supplier.dictionary.to_pylist()) if name in areas],
    )
    known = ~own & ~unknown

    def sums(chosen: np.ndarray) -> np.ndarray:
        return np.add.reduceat(np.where(chosen, usd, 0), starts)

    offsets = np.concatenate([[0], np.cumsum(np.add.reduceat(known.astype(np.int32), starts))])
    first, chosen = pa.array(starts), pa.array(known)
    return pa.table(
        {
            "economy": _column(rows, "economy").take(first),
            "hs_code": _column(rows, "hs_code").take(first),
            "exports": sums(own),
            "imports": sums(~own),
            "unknown": sums(unknown),
            "suppliers": pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), supplier.filter(chosen)),
            "amounts": pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), pa.array(usd[known])),
        }
    )
