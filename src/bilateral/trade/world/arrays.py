"""Between columns of Parquet and numpy. pyarrow's own conversions import pandas, which takes longer than to
measure a year."""

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pyarrow as pa

Columns = Mapping[str, np.ndarray | pa.Array]


def on_cores(function: Callable[[Any], Any], parts: Iterable[Any], threads: int) -> list[Any]:
    """The function of each part, in order; numpy works on several at a time."""
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(function, parts))


def to_numpy(column: pa.Array) -> np.ndarray:
    """Numbers, none of them missing."""
    return np.from_dlpack(column)


def places_of(column: pa.DictionaryArray, places: dict[str, int]) -> np.ndarray:
    """The place of each name of a column of few kinds; a name without one is given the next."""
    own = [places.setdefault(name, len(places)) for name in column.dictionary.to_pylist()]
    return np.array(own, dtype=np.int32)[to_numpy(column.indices)]


def to_arrow(values: np.ndarray, places: bool = False) -> pa.Array:
    """NaN is missing, and of places what is below 0."""
    kind, rows, missing = pa.from_numpy_dtype(values.dtype), len(values), None
    absent = np.isnan(values) if values.dtype.kind == "f" else values < 0 if places else np.False_
    if absent.any():
        missing = pa.py_buffer(np.packbits(~absent, bitorder="little"))
    if values.dtype == bool:
        values = np.packbits(values, bitorder="little")
    return pa.Array.from_buffers(kind, rows, [missing, pa.py_buffer(np.ascontiguousarray(values))])


def to_names(places: np.ndarray, names: list[str]) -> pa.DictionaryArray:
    """Names of few kinds, by their places in a list; missing where a place is below 0."""
    letters = [name.encode() for name in names]
    ends = np.cumsum([0, *map(len, letters)], dtype=np.int32)
    buffers = [None, pa.py_buffer(ends), pa.py_buffer(b"".join(letters))]
    listed = pa.Array.from_buffers(pa.string(), len(names), buffers)
    return pa.DictionaryArray.from_arrays(to_arrow(places.astype(np.int32), places=True), listed)
