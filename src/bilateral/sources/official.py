"""Files as official sources give them, recognised by their headers, as rows of one form.

Each producer has a reader of its own, which knows what must hold in its files. Every cell stays the text that
was printed, but for amounts, which are moved to US$ million without rounding, and for what a row's repairs
say.
"""

from collections.abc import Callable
from itertools import islice

from bilateral.sources import baci, comtrade, customs, eidb, world_bank
from bilateral.sources.csv_rows import series_of
from bilateral.sources.sheets import Sheet, decoded, is_workbook, read_sheet, unpacked
from bilateral.sources.trade_rows import Codes

# how many rows may stand above a header
ABOVE = 30
Table = tuple[list[str], list[list[str]]]
SHEETS: dict[str, Callable[[Sheet, Codes], Table]] = {
    "series": lambda sheet, codes: series_of(sheet),
    "comtrade": comtrade.read_comtrade,
    "baci": baci.read_baci,
    "customs": lambda sheet, codes: customs.read_customs(sheet),
    "eidb_chapters": eidb.read_chapters,
    "world_bank": world_bank.read_snapshot,
    "world_bank_download": world_bank.read_download,
}


def recognise(content: bytes, name: str = "") -> str:
    """comtrade, baci, customs, eidb, world_bank, world_bank_download, or "series" for a table
    in the study's own columns.

    Raises InputError for what is not a table.
    """
    content = unpacked(content, name)
    if not is_workbook(content) and b"<" in content[:5000] and eidb.is_page(decoded(content, name)):
        return "eidb"
    rows = [cells for _, cells in islice(read_sheet(content, name).rows(), ABOVE)]
    header = [cell for cell in rows[0] if cell] if rows else []
    if {"reportercode", "partnercode", "cmdcode"} <= set(comtrade.canonical(header)):
        return "comtrade"
    if baci.columns_of(header):
        return "baci"
    if header == customs.HEADER:
        return "customs"
    if header == eidb.CHAPTERS:
        return "eidb_chapters"
    if [cell.lower() for cell in header] == world_bank.SNAPSHOT:
        return "world_bank"
    if any(map(eidb.is_header, rows)):
        return "eidb"
    return "series" if world_bank.header_at(rows) is None else "world_bank_download"


def read_official(content: bytes, name: str, codes: Codes) -> Table:
    """Header and rows; those of trade have the columns TRADE whatever their source.

    Raises InputError in one line for a file that is recognised and not whole, and as read_series.
    """
    content = unpacked(content, name)
    kind = recognise(content, name)
    if kind == "eidb":
        return eidb.read_eidb(content, name, codes)
    return SHEETS[kind](read_sheet(content, name), codes)
