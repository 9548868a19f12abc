"""Between columns of Parquet and numpy. pyarrow's own conversions import pandas, which takes longer than to
measure a year."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

Columns = Mapping[str, np.ndarray | pa.Array]


def _parts(column: pa.ChunkedArray | pa.Array) -> list[pa.Array]:
    return column.chunks if isinstance(column, pa.ChunkedArray) else [column]


def to_numpy(column: pa.ChunkedArray | pa.Array) -> np.ndarray:
    """Numbers, none of them missing."""
    parts = [np.from_dlpack(part) for part in _parts(column)]
    return parts[0] if len(parts) == 1 else np.concatenate(parts)


def names_of(column: pa.ChunkedArray | pa.Array) -> set[str]:
    """The names that stand in a column of few kinds."""
    return {name for part in _parts(column) for name in part.dictionary.to_pylist()}


def places_of(column: pa.ChunkedArray | pa.Array, names: list[str]) -> np.ndarray:
    """The place in the list of each name in a column of few kinds; each part of it has a list of its own."""
    place = {name: at for at, name in enumerate(names)}
    found, end = np.empty(len(column), dtype=np.int32), 0
    for part in _parts(column):
        own = np.array([place[name] for name in part.dictionary.to_pylist()], dtype=np.int32)
        found[end : end + len(part)] = own[to_numpy(part.indices)]
        end += len(part)
    return found


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
