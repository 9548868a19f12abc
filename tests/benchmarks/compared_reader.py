"""Tables of PDFs as another library finds them, printed as JSON: python compared_reader.py READER FILE…

Runs in an environment that holds the library alone.
"""

import json
import sys
import time
import warnings


def pdfplumber(path: str, settings: dict) -> tuple[int, list[dict]]:
    import pdfplumber as library

    with library.open(path) as pdf:
        found = [
            {"page": page.page_number, "rows": rows}
            for page in pdf.pages
            for rows in page.extract_tables(settings)
        ]
        return len(pdf.pages), found


def pymupdf(path: str, strategy: str) -> tuple[int, list[dict]]:
    import pymupdf as library

    with library.open(path) as pdf:
        found = [
            {"page": page.number + 1, "rows": table.extract()}
            for page in pdf
            for table in page.find_tables(strategy=strategy).tables
        ]
        return len(pdf), found


def camelot(path: str, flavor: str) -> tuple[int, list[dict]]:
    import camelot as library
    from pypdfium2 import PdfDocument

    with PdfDocument(path) as pdf:
        pages = len(pdf)
    return pages, [
        {"page": int(table.page), "rows": table.df.values.tolist()}
        for table in library.read_pdf(path, pages="all", flavor=flavor)
    ]


READERS = {
    "pdfplumber, rules": lambda path: pdfplumber(path, {}),
    "pdfplumber, text": lambda path: pdfplumber(
        path, {"vertical_strategy": "text", "horizontal_strategy": "text"}
    ),
    "PyMuPDF, rules": lambda path: pymupdf(path, "lines"),
    "camelot, lattice": lambda path: camelot(path, "lattice"),
    "camelot, stream": lambda path: camelot(path, "stream"),
}


def main(reader: str, paths: list[str]) -> None:
    warnings.simplefilter("ignore")
    found = []
    for path in paths:
        start = time.process_time()
        try:
            pages, tables = READERS[reader](path)
            found.append({"pages": pages, "tables": tables, "seconds": time.process_time() - start})
        except Exception as error:  # a library that fails on a page is part of what is measured
            found.append(
                {"pages": 1, "tables": [], "seconds": time.process_time() - start, "failed": repr(error)}
            )
    # the libraries print on standard output
    print("\n" + json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
