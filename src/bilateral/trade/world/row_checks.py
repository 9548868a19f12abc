"""A year's files row by row: whether a database may read one as it is, one written anew in plain form, and
the first row that is not as the source describes it."""

import csv
import re
from collections.abc import Iterator
from contextlib import suppress

from bilateral.sources import comtrade
from bilateral.sources.amounts import PLAIN, settle, value_of
from bilateral.sources.sheets import cut_short, plain_code, read_sheet
from bilateral.trade.world.sources import FLOW_CODES, LEVELS, NO_WEIGHT, Header
from crossfoot import HS_CHAPTERS, InputError

AMOUNT = re.compile(r"\d+(\.\d+)?")
SEPARATED = re.compile(r"[\d.,' \u00a0\u2009\u202f’]+")
DELIMITER_NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
VALUE = {"baci": "v", "comtrade": "primaryvalue"}
WEIGHT = {"baci": "q", "comtrade": "netwgt"}


def is_plain(head: str, header: Header, kind: str) -> bool:
    """Whether the first rows are as a source ships them: cells apart by commas or tabs, as many as in the
    header,
    amounts without separators. What is wrong in another way is left to `first_fault`."""
    if header.delimiter not in ",\t" or header.skipped:
        return False
    lines = head.splitlines()
    rows = [cells for cells in csv.reader(lines[:-1] or lines, delimiter=header.delimiter) if any(cells)]
    value = header.columns.index(VALUE[kind])
    for cells in rows[1:]:
        if len(cells) == len(header.columns) + 1 and not cells[-1]:
            return False
        text = cells[value].strip() if value < len(cells) else ""
        if SEPARATED.fullmatch(text) and not AMOUNT.fullmatch(text):
            return False
    return all(any(cells) for cells in rows)


def in_plain_form(content: bytes, name: str, header: Header, kind: str) -> tuple[str, Iterator[list[str]]]:
    """How the file is written, and all rows with the header's columns first, amounts in plain figures.

    Weights are written as the amounts are. Raises InputError as the reader of pairs does.
    """
    sheet = read_sheet(content, name)
    value = header.columns.index(VALUE[kind])
    weight = header.columns.index(WEIGHT[kind]) if WEIGHT[kind] in header.columns else None

    def body() -> Iterator[tuple[int, list[str]]]:
        records = sheet.records()
        next(records)
        return records

    amounts = ((line, cells[value]) for line, cells in body())
    convention = settle(amounts, f"{name}: {VALUE[kind]}", surely=sheet.delimiter != ";")

    def rows() -> Iterator[list[str]]:
        yield header.columns
        for _, cells in body():
            if convention != PLAIN:
                cells[value] = f"{value_of(cells[value], convention):f}"
                if weight is not None and cells[weight].strip() not in NO_WEIGHT:
                    # what cannot be read so stays as it is, and ends in first_fault
                    with suppress(ValueError):
                        cells[weight] = f"{value_of(cells[weight].strip(), convention):f}"
            yield cells

    said = [f"text in {sheet.encoding}", f"cells apart by {DELIMITER_NAMES.get(sheet.delimiter, 'nothing')}"]
    return ", ".join([*said, str(convention)]), rows()


def first_fault(
    lines: Iterator[str],
    header: Header,
    kind: str,
    year: int,
    economies: dict,
    products: set[str],
    groups: list[str],
    place: str,
) -> InputError | None:
    """The first row that is not as the source describes it, or none. lines: of the file, without its header.

    Slow, and asked only once something is known to be wrong: it says in which line.
    """
    reader = csv.reader(lines, delimiter=header.delimiter)
    seen: dict[tuple, tuple[int, tuple]] = {}
    try:
        for cells in reader:
            at = f"{place}: line {reader.line_num + 1}"
            if not any(cells):
                continue
            if len(cells) != len(header.columns):
                return InputError(
                    at, f"{len(cells)} cells", f"{len(header.columns)}, as in the header; is the file whole?"
                )
            cells = [cell.strip() for cell in cells]
            row = (
                comtrade.normalised(header.columns, cells)[0]
                if kind == "comtrade"
                else {column: plain_code(cell) for column, cell in zip(header.columns, cells, strict=True)}
                | {name: cells[header.columns.index(name)] for name in ("v", "q")}
            )
            fault = _fault(row, kind, year, economies, products, groups)
            if fault:
                return InputError(at, *fault)
            key, printed = _key(row, kind, economies, groups)
            if key in seen:
                line, first = seen[key]
                also = "" if first == printed else f", as {' '.join(first)}: two codes of one economy"
                return InputError(
                    at,
                    f"{' '.join(printed)} a second time, first on line {line}{also}",
                    "each exporter, importer and product once",
                )
            if key:
                seen[key] = (reader.line_num + 1, printed)
    except EOFError:
        return cut_short(place)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        return InputError(place, f"no readable text ({error})", "UTF-8 text, or gzip of it")
    return None


def _key(row: dict[str, str], kind: str, economies: dict, groups: list[str]) -> tuple[tuple, tuple]:
    """What tells rows apart, by economy and as it is printed; empty for a row that is not read."""
    printed: tuple[str, ...]
    if kind == "baci":
        printed = (row["i"], row["j"], row["k"].zfill(6))
        return (economies[row["i"]][0], economies[row["j"]][0], printed[2]), printed
    if not _counts(row, groups):
        return (), ()
    printed = (row["reportercode"], row["flowcode"], row["partnercode"], row["cmdcode"])
    return (economies[printed[0]][0], printed[1], economies[printed[2]][0], printed[3]), printed


def _counts(row: dict[str, str], groups: list[str]) -> bool:
    """Whether a row of Comtrade is of trade that is read: not of a group, a breakdown, or re-exports."""
    return (
        row["flowcode"] in FLOW_CODES.values()
        and not {row["reportercode"], row["partnercode"]} & {"0", *groups, *comtrade.GROUPS}
        and not comtrade.is_breakdown(row)
        and row["cmdcode"].isdigit()
        and len(row["cmdcode"]) in LEVELS
    )


def _fault(
    row: dict[str, str], kind: str, year: int, economies: dict, products: set[str], groups: list[str]
) -> tuple[str, str] | None:
    if kind == "comtrade":
        if fault := comtrade.row_fault(row):
            return fault
        if not _counts(row, groups):
            return None
    weight = row.get(WEIGHT[kind], "")
    if weight not in NO_WEIGHT and not AMOUNT.fullmatch(weight):
        return f"net weight {weight!r}", "a number in full, not negative, or none"
    period, product, amount, ends = (
        (row["t"], row["k"], row["v"], [row["i"], row["j"]])
        if kind == "baci"
        else (row["period"], row["cmdcode"], row["primaryvalue"], [row["reportercode"], row["partnercode"]])
    )
    if period != str(year):
        return f"year {period}", f"{year}, as the file is named"
    for code in ends:
        if code not in economies:
            return f"economy {code!r}", "a code of the source's list of economies"
    if not AMOUNT.fullmatch(amount):
        return f"value {amount!r}", "a number in full, not negative"
    if kind == "baci" and (not product.isdigit() or len(product) > 6):
        return f"product {product!r}", "up to six digits"
    if kind == "baci" and product.zfill(6) not in products:
        return f"product {product!r}", "a code of the source's list of products"
    if kind == "comtrade" and product[:2] not in HS_CHAPTERS:
        return f"product {product!r}", "a code in an HS chapter"
    return None
