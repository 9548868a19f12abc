"""Rows of a year as numbers in order, part by part: a conversion holds fewer of them than memory does.

The numbers of a row are as in bilateral.trade.world.flows. Parts are the same however the rows came, so that
what is written is too.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
import pyarrow as pa

from bilateral.trade.world.arrays import Columns, to_arrow, to_names, to_numpy
from bilateral.trade.world.flows import CODE, ECONOMY, Flows, parted
from bilateral.trade.world.sources import NO_WEIGHT

# rows that are held at a time
BATCH = 1 << 18
# BACI's columns as CEPII ships them: codes, of few kinds, thousands of US dollars, and tons
SHIPPED = dict.fromkeys("tijk", pa.dictionary(pa.int32(), pa.string())) | {
    "v": pa.decimal128(18, 6),
    "q": pa.float64(),
}
# what a cell of tons says that has none; CEPII pads cells with blanks
NO_TONS = [" " * blanks + text for blanks in range(30) for text in NO_WEIGHT]


def shipped(
    batch: pa.RecordBatch, year: int, economies: Mapping[str, int], products: Mapping[str, int]
) -> Flows | None:
    """The rows in the file's order; None where an amount is missing or below 0, and where a cell is another
    year or a code that is not known. batch: the columns of SHIPPED. economies, products: places by code."""
    years, amounts = batch["t"].dictionary.to_pylist(), batch["v"]
    # of a decimal's two words the first is its millionths, and the second its sign
    words = np.frombuffer(amounts.buffers()[1], np.int64)[2 * amounts.offset :][: 2 * len(amounts)]
    if years != [str(year)] or amounts.null_count or words[1::2].any():
        return None
    tons = to_numpy(batch["q"].fill_null(np.nan))
    if (tons < 0).any() or np.isinf(tons).any():
        return None
    key = np.zeros(len(batch), dtype=np.int64)
    for name, known, bits in zip("ijk", (economies, economies, products), (0, ECONOMY, CODE), strict=True):
        place = np.array([known.get(code, -1) for code in batch[name].dictionary.to_pylist()])
        if (place < 0).any():
            return None
        key = key << bits | place[to_numpy(batch[name].indices)]
    # halves go up, as in bilateral.trade.world.sources; -1 where there is no weight
    kg = np.where(np.isnan(tons), -1, np.floor(tons * 1000 + 0.5)).astype(np.int64)
    return Flows(key, words[::2].copy(), kg)


def in_parts(
    batches: Iterable[pa.RecordBatch], bits: int, size: int = BATCH
) -> Iterator[tuple[np.ndarray, ...]]:
    """The columns of the batches, in parts that end where the first column changes beyond its last bits.

    The parts are the same however the rows came in batches.
    """
    waiting: list[list[np.ndarray]] = []
    count = 0

    def whole() -> list[np.ndarray]:
        return [np.concatenate(column) for column in zip(*waiting, strict=True)]

    for batch in batches:
        waiting.append([to_numpy(column) for column in batch.columns])
        count += len(batch)
        while count > size:
            columns = whole()
            group = columns[0][: size + 1] >> bits
            end = int(np.searchsorted(group, group[-1]))
            if end == 0:
                # a group beyond the size ends where a later row tells
                end = int(np.searchsorted(columns[0] >> bits, group[-1], side="right"))
                if end == count:
                    break
            yield tuple(column[:end] for column in columns)
            waiting, count = [[column[end:] for column in columns]], count - end
    if count:
        yield tuple(whole())


def flow_columns(part: Flows, codes: Sequence[str], economies: list[str]) -> Columns:
    """The table flows, without its year."""
    exporter, importer = parted(part.key >> CODE)
    weights = np.full(len(part.key), -1) if part.kg is None else np.where(part.kg > 0, part.kg, -1)
    chapters = sorted({code[:2] for code in codes})
    of_code = np.array([chapters.index(code[:2]) for code in codes])
    return {
        "exporter": to_names(exporter, economies),
        "importer": to_names(importer, economies),
        "hs_code": to_names(part.code, list(codes)),
        "chapter": to_names(of_code[part.code], chapters),
        "usd_thousandths": part.usd,
        "net_weight_kg": to_arrow(weights, places=True),
    }
