"""Who supplies an economy with a product: all suppliers of an economy and product in one row.

What depends on suppliers is then a matter of one row, so that the millions of flows are grouped once, when a
year is converted, and never again.
"""

import numpy as np
import pyarrow as pa

from bilateral.trade.world.arrays import Columns, to_arrow, to_names
from bilateral.trade.world.flows import CODE, ECONOMY

COLUMNS = ["economy", "hs_code", "exports", "imports", "unknown", "suppliers", "amounts"]
# what has few values is read as places in a list of them
TEXTS = ["economy", "hs_code", "suppliers.list.element"]
WHOLE = ["exports", "imports", "unknown", "amounts.list.element"]
_CODES = (1 << CODE) - 1
# every flow of `received` as its importer's, and each economy's exports of a code in all, from `sent`, as a
# flow of no supplier (-1); by economy, code, and falling amount
BY_IMPORTER = f"""
    SELECT key & {(1 << CODE + ECONOMY) - 1} AS own, (key >> {CODE + ECONOMY})::INTEGER AS supplier, usd
    FROM received
    UNION ALL
    SELECT ((key >> {CODE + ECONOMY}) << {CODE}) | (key & {_CODES}) AS own, -1, sum(usd)::BIGINT
    FROM sent GROUP BY own
    ORDER BY own, usd DESC, supplier"""


def supply_columns(
    rows: tuple[np.ndarray, ...], economies: list[str], codes: list[str], areas: np.ndarray
) -> Columns:
    """The table supply, one row an economy and code: economy, hs_code, exports, imports and unknown (of
    imports, what comes from areas that are no economies), thousandths of a US dollar; suppliers, and the
    amount of each, the largest first.

    rows: of BY_IMPORTER, without a part of an economy and code. areas: of each economy, whether it is none.
    """
    own, supplier, usd = rows
    starts = np.flatnonzero(np.append(True, own[1:] != own[:-1]))
    sold = supplier < 0
    # the last place is that of no supplier
    known = ~np.append(areas, True)[supplier]

    def sums(chosen: np.ndarray) -> np.ndarray:
        return np.add.reduceat(np.where(chosen, usd, 0), starts)

    ends = np.append(0, np.cumsum(np.add.reduceat(known.astype(np.int32), starts)))
    offsets = to_arrow(ends.astype(np.int32))

    def lists(values: pa.Array) -> pa.ListArray:
        # what is known to miss no value is read a quarter faster
        kind = pa.list_(pa.field("element", values.type, nullable=False))
        return pa.ListArray.from_arrays(offsets, values, type=kind)

    return {
        "economy": to_names(own[starts] >> CODE, economies),
        "hs_code": to_names(own[starts] & _CODES, codes),
        "exports": sums(sold),
        "imports": sums(~sold),
        "unknown": sums(~sold & ~known),
        "suppliers": lists(to_names(supplier[known], economies)),
        "amounts": lists(to_arrow(usd[known])),
    }
