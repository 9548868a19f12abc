"""Reads investment flows, from the compiled CSV or from yearly workbooks, into one table of printed cells."""

import io
import zipfile

from lib import files
from lib.run import run

from bilateral.sources.boj import COLUMNS, read_boj_workbook, read_fdi_csv
from crossfoot import InputError


def main(*, flows: list[str], sources: str, cells: str) -> None:
    records = files.read_yaml(sources)
    rows = []
    for path in flows:
        content, path = files.read_source(path, records)
        if path.lower().endswith(".csv"):
            rows += read_fdi_csv(content, path)
        else:
            rows += read_boj_workbook(sheets_of(content, path), path)
    files.write_csv([COLUMNS, *rows], cells)


def sheets_of(content: bytes, path: str) -> dict:
    """The filled cells of each sheet, values alone. Raises InputError for any other file."""
    import openpyxl

    try:
        workbook = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise InputError(path, f"no workbook ({error})", "an .xlsx file of the Bank of Japan") from error
    return {
        sheet.title: {
            (cell.row, cell.column): cell.value
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        }
        for sheet in workbook.worksheets
    }


if __name__ == "__main__":
    run(main)
