"""Lists the numbers in the prose and the numbered parts of full texts, for those who have them:

PYTHONPATH=src:scripts python scripts/list_prose_numbers.py KEY=FILE ...

KEY is a key of data/texts.csv, FILE the text. Writes prose_numbers.csv and document_parts.csv in data/raw;
their sha256 then goes to data/sources.yaml. No rule calls it: the default build needs no full text.
"""

import sys
from collections.abc import Callable
from dataclasses import asdict

from lib import files

from crossfoot import InputError, find_parts, find_prose_numbers, read_lines

WRITES: dict[str, Callable] = {
    "data/raw/prose_numbers.csv": find_prose_numbers,
    "data/raw/document_parts.csv": find_parts,
}


def main(texts: dict[str, str]) -> None:
    lines = {key: read_lines(files.read_bytes(path), path) for key, path in sorted(texts.items())}
    for output, find in WRITES.items():
        rows = [{"text": key, **asdict(row)} for key in lines for row in find(lines[key], texts[key])]
        files.write_csv([list(rows[0]), *(list(row.values()) for row in rows)], output)


if __name__ == "__main__":
    pairs = [argument.split("=", 1) for argument in sys.argv[1:]]
    if not pairs or any(len(pair) != 2 for pair in pairs):
        sys.exit(__doc__)
    try:
        main(dict(pairs))
    except InputError as error:
        sys.exit(str(error))
