"""The files of a whole year of trade, as CEPII (BACI) and the United Nations (Comtrade, bulk files) publish
them.

Each source gives one query whose rows are year, exporter, importer, hs_code (text, zero-padded), amount (US
dollars, exact to a thousandth), weight (kilograms, missing where there is none), estimated (whether it is),
unread (whether it is no number); the codes of economies become ISO 3166-1 alpha-3 where they have one.
What must hold in a producer's file is said by its reader (bilateral.sources); here the same is asked of
millions of rows at once.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from bilateral.sources import baci, comtrade
from bilateral.sources.sheets import decoded, sniffed
from bilateral.trade.world.flows import CODE, ECONOMY
from crossfoot import HS_CHAPTERS, InputError

# what a cell says that has none
NO_WEIGHT = ("", baci.NO_QUANTITY)
# who reports a flow: one of its two ends, or both where a source reconciles them
SIDES = {"baci": ["both"], "comtrade": ["exporter", "importer"]}
FLOW_CODES = {"exporter": "X", "importer": "M"}
LEVELS = (6, 4, 2)
SOURCE_COLUMNS = [*comtrade.REQUIRED, *comtrade.BREAKDOWNS, *comtrade.WEIGHT]


@dataclass(frozen=True)
class Header:
    """What the first lines of a file say: its columns under their present names (other, as in other_7, for
    what is not read), what stands between cells, and how many lines stand above the header."""

    columns: list[str]
    delimiter: str
    skipped: int = 0


def read_header(head: str, kind: str, name: str) -> Header:
    """Raises InputError when the columns are not those of the source. head: the first lines. kind: baci or
    comtrade."""
    delimiter, skipped = sniffed(head)
    line = [line for line in head.splitlines() if line.strip()][skipped:][:1]
    cells = [cell.strip().strip('"') for cell in line[0].split(delimiter)] if line else []
    while cells and not cells[-1]:
        cells.pop()
    if kind == "baci":
        columns = baci.columns_of(cells)
        if columns is None:
            expected = f"{', '.join(baci.COLUMNS)}, as in BACI's yearly files"
            raise InputError(f"{name}: line {1 + skipped}", f"columns {', '.join(cells)}", expected)
        return Header(columns, delimiter, skipped)
    columns = comtrade.canonical(cells)
    comtrade.check_header(columns, name)
    known = {*SOURCE_COLUMNS, "typecode"}
    columns = [cell if cell in known else f"other_{at}" for at, cell in enumerate(columns)]
    return Header(columns, delimiter, skipped)


def baci_files(names: Iterable[str], folder: str, year: int) -> tuple[str, str, str]:
    """The year's file among the names in the folder, and the codes of economies and of products beside it.

    Raises InputError when one of them is missing or stands there twice.
    """
    names = sorted(names)
    plain = {name: baci.NAME.search(name) for name in names}
    found = {
        f"file of {year}": [name for name, match in plain.items() if match and int(match[2]) == year],
        "file of countries": [
            name for name in names if name.startswith("country_code") and name.endswith(".csv")
        ],
        "file of products": [
            name for name in names if name.startswith("product_code") and name.endswith(".csv")
        ],
    }
    expected = {
        f"file of {year}": f"BACI_HS22_Y{year}_V202401b.csv or the like",
        "file of countries": "country_codes_V….csv",
        "file of products": "product_codes_HS…_V….csv",
    }
    for what, listed in found.items():
        if len(listed) != 1:
            said = " and ".join(listed) if listed else f"no {what}"
            raise InputError(folder, said, f"one {what}: {expected[what]}")
    flows, countries, products = (listed[0] for listed in found.values())
    return flows, countries, products


def comtrade_files(names: Iterable[str], folder: str) -> list[str]:
    """The bulk files of a year: all of its folder that are text or gzip. Raises InputError when there is
    none."""
    found = sorted(
        name
        for name in names
        if name.removesuffix(".gz").endswith((".csv", ".txt", ".tsv")) or name.endswith(".gz")
    )
    if not found:
        raise InputError(
            folder, "no file of Comtrade", "bulk files of one year, .txt or .csv, or .gz of them"
        )
    return found


def comtrade_economies(content: bytes, name: str) -> tuple[dict[str, tuple[str, str]], list[str]]:
    """From the UN's reference of partner areas: as baci.read_countries, and the codes of groups such as the
    world."""
    try:
        areas = json.loads(decoded(content, name).lstrip("\ufeff"))["results"]
        groups = [str(area["PartnerCode"]) for area in areas if area["isGroup"]]
        economies = {
            str(area["PartnerCode"]): (
                _iso((area["PartnerCodeIsoAlpha3"] or "").strip(), str(area["PartnerCode"])),
                area["PartnerDesc"].strip(),
            )
            for area in areas
        }
    except (ValueError, KeyError, TypeError) as error:
        expected = "results with PartnerCode, PartnerDesc, PartnerCodeIsoAlpha3 and isGroup"
        raise InputError(name, f"no list of areas ({error})", expected) from None
    economies = {code: economy for code, economy in economies.items() if code not in groups}
    return dict(sorted(economies.items(), key=lambda item: not baci.ENDED.search(item[1][1]))), groups


def _iso(said: str, code: str) -> str:
    return "TWN" if code == baci.TAIWAN else said if baci.ISO.fullmatch(said) else code


def plain(column: str) -> str:
    """SQL: a code without blanks around it, or the decimals with which a program may have saved it."""
    return f"regexp_replace(trim({column}), '^(\\d+)\\.0+$', '\\1')"


def _amount(column: str, decimals: int) -> str:
    """SQL: the amount; missing where the cell has a sign that a cast would take and a figure in full has not,
    such as those of E-notation. An error where it is no number at all."""
    other = " OR ".join(f"contains({column}, '{sign}')" for sign in "eE+-_")
    return f"CASE WHEN NOT ({other}) THEN trim({column})::DECIMAL(18,{decimals})::DECIMAL(24,6) END"


def whole(relation: str, columns: Iterable[str]) -> str:
    """SQL: a file of Comtrade's with all of SOURCE_COLUMNS, those empty that it has not."""
    others = [f"NULL::VARCHAR AS {column}" for column in SOURCE_COLUMNS if column not in columns]
    return f"(SELECT *, {', '.join(others)} FROM {relation})" if others else relation


def counted(relations: list[str], groups: Iterable[str], breakdowns: bool = False) -> str:
    """SQL: the rows of Comtrade's files that are of trade, over all breakdowns, and not of groups but the
    world.

    year, reporter, partner, flow, hs_code (padded), mended (whether that is not as in the file), revision,
    amount, weight, estimated, unread. The table `counted` holds them: a file is read once. breakdowns: the
    rows by mode, procedure or second partner instead.
    """
    none = ", ".join(f"'{code}'" for code in sorted({*groups, *comtrade.GROUPS} - {comtrade.WORLD}))
    whole = " AND ".join(
        f"coalesce({plain(column)}, '') IN ('', '{total}')" for column, total in comtrade.BREAKDOWNS.items()
    )
    whole = f"NOT ({whole})" if breakdowns else whole
    flows = " ".join(f"WHEN '{number}' THEN '{code}'" for number, code in comtrade.FLOW_NUMBERS.items())
    area = {
        role: f"coalesce(nullif(ltrim({plain(f'{role}code')}, '0'), ''), '0')"
        for role in ("reporter", "partner")
    }
    code = plain("cmdcode")
    return "\nUNION ALL\n".join(
        f"""
        SELECT {plain("period")} AS year, {area["reporter"]} AS reporter, {area["partner"]} AS partner,
               CASE {plain("flowcode")} {flows} ELSE upper(trim(flowcode)) END AS flow,
               CASE WHEN regexp_full_match({code}, '\\d+') AND length({code}) % 2 = 1 THEN '0' ELSE '' END ||
               {code} AS hs_code,
               trim(cmdcode) <> hs_code AS mended, trim(classificationcode) AS revision,
               {_amount("primaryvalue", 3)} AS amount, {in_kilograms("netwgt", 1)},
               coalesce(lower(trim(isnetwgtestimated)) IN ('true', '1'), false)
               OR coalesce({plain("legacyestimationflag")} IN {comtrade.WEIGHT_ESTIMATED}, false) AS estimated
        FROM {relation}
        WHERE {whole} AND partner NOT IN ({none}) AND reporter NOT IN ({none}) AND flow IN ('X', 'M')"""
        for relation in relations
    )


def rows_of(kind: str, side: str, level: int, relations: list[str]) -> str:
    """The rows of one side and level in the source's own codes: year, exporter, importer, hs_code, amount,
    weight, estimated, unread.

    relations: BACI's file of the year, every cell text; Comtrade's are in `counted`. BACI has rows of six
    digits alone; Comtrade has all levels, and what is confidential stands in the coarser ones alone.
    """
    if kind == "baci":
        year, exporter, importer, product = map(plain, "tijk")
        return (
            f"SELECT {year} AS year, {exporter} AS exporter, {importer} AS importer, "
            f"{product} AS hs_code, {_amount('v', 6)} * 1000 AS amount, {in_kilograms('q', 1000)}, "
            f"false AS estimated FROM {relations[0]}"
        )
    exporter, importer = {"exporter": ("reporter", "partner"), "importer": ("partner", "reporter")}[side]
    return (
        f"SELECT year, {exporter} AS exporter, {importer} AS importer, hs_code, amount, weight, estimated, "
        f"unread FROM counted "
        f"WHERE flow = '{FLOW_CODES[side]}' AND '{comtrade.WORLD}' NOT IN (partner, reporter) "
        f"AND regexp_full_match(hs_code, '\\d{{{level}}}')"
    )


# how many rows are not of HS, have too long a code or no amount, and how many codes lost a zero
ROWS_CHECK = """
    SELECT count(*) FILTER (NOT regexp_full_match(revision, 'H\\d|HS') OR amount IS NULL OR
                            (regexp_full_match(hs_code, '\\d+') AND length(hs_code) > 6)),
           count(*) FILTER (mended) FROM counted"""


def flow_checks(relations: list[str], groups: list[str]) -> dict[str, tuple[str, str]]:
    """What bilateral.sources.comtrade holds a file against, of millions of rows: SQL that gives one row where
    it does not hold, the last two columns being its figures; and what is then said to be found, expected."""
    world, half = comtrade.WORLD, comtrade.ROUNDING
    return {
        f"""SELECT reporter, partner, flow, hs_code, '', '' FROM (
                SELECT reporter, partner, flow, hs_code
                FROM ({counted(relations, groups, breakdowns=True)})
                EXCEPT SELECT reporter, partner, flow, hs_code FROM counted) ORDER BY ALL LIMIT 1""": (
            "breakdown rows alone",
            "a row over all modes of transport, customs procedures and second partners",
        ),
        """SELECT reporter, partner, flow, min(revision), max(revision) FROM counted
            GROUP BY ALL HAVING count(DISTINCT revision) > 1 ORDER BY ALL LIMIT 1""": (
            "rows in {} and in {}",
            "one HS revision of a flow",
        ),
        f"""SELECT reporter, partner, flow, sum(amount) FILTER (hs_code = 'TOTAL') AS total,
                   sum(amount) FILTER (hs_code <> 'TOTAL') AS parts
            FROM counted WHERE hs_code = 'TOTAL' OR regexp_full_match(hs_code, '\\d\\d')
            GROUP BY ALL HAVING abs(total - parts) > {half} * count(*) ORDER BY ALL LIMIT 1""": (
            "TOTAL {}, and chapters that sum to {}",
            "one sum; are chapters missing?",
        ),
        f"""WITH sums AS (
                SELECT reporter, flow, hs_code, sum(amount) FILTER (partner = '{world}') AS world,
                       sum(amount) FILTER (partner <> '{world}') AS parts, count(*) AS figures
                FROM counted GROUP BY ALL HAVING world IS NOT NULL AND parts IS NOT NULL),
            held AS (SELECT *, abs(parts - world) > {half} * figures AS missed FROM sums)
            SELECT reporter, flow, hs_code, world, parts FROM held
            WHERE missed AND (parts > world OR (SELECT 2 * count(*) FILTER (missed) < count(*) FROM held))
            ORDER BY parts - world DESC, reporter, flow, hs_code LIMIT 1""": (
            "the world {}, and partners that sum to {}",
            "partners within the world's figure; their sum where all are there",
        ),
    }


# the codes of Comtrade's rows that are in a chapter of HS
COMTRADE_CODES = (
    f"SELECT DISTINCT hs_code FROM counted WHERE left(hs_code, 2) IN {tuple(sorted(HS_CHAPTERS))}"
)


# places by code as a source may print it: of economies, and of products
PLACES = "CREATE OR REPLACE TABLE {name} AS SELECT unnest($1) AS code, unnest($2)::BIGINT AS place"


def numbered(rows: str) -> str:
    """Rows of `rows_of` as bilateral.trade.world.flows numbers them, by the tables `ends` and `goods` of
    PLACES; the key is missing where a code is not known, the weight (kg) -1 where there is none and -2 where
    it is an estimate."""
    return f"""
        SELECT (((e.place << {ECONOMY}) | m.place) << {CODE}) | p.place AS key,
               (amount * 1000)::BIGINT AS usd,
               CASE WHEN weight IS NULL THEN -1 WHEN estimated THEN -2 ELSE weight END AS kg
        FROM ({rows}) r LEFT JOIN ends e ON e.code = r.exporter LEFT JOIN ends m ON m.code = r.importer
             LEFT JOIN goods p ON p.code = r.hs_code"""


# what numbered rows hold: how many, amounts, kilograms; rows with a weight, of 0, with an estimate, without
OF_NUMBERED = """
    SELECT count(*), sum(usd), coalesce(sum(kg) FILTER (kg > 0), 0), count(*) FILTER (kg > 0),
           count(*) FILTER (kg = 0), count(*) FILTER (kg = -2), count(*) FILTER (kg = -1)
    FROM {rows}"""
# what the source's file holds, read on its own
OF_SOURCE = """
    SELECT count(*), coalesce(sum(amount), 0), min(year), max(year), count(amount), min(amount),
           coalesce(min(weight), 0), count(*) FILTER (unread)
    FROM ({rows})"""


def in_kilograms(column: str, kilograms: int) -> str:
    """SQL: weight, in whole kilograms, from a column in units of so many; and unread, whether there is none
    although the cell does not say so.

    A weight is whole before it is summed, so that a cast to floating point, three times as fast as one to
    decimals, loses nothing.
    """
    none = ", ".join(f"'{text}'" for text in NO_WEIGHT)
    full = f"NOT (contains({column}, 'e') OR contains({column}, 'E'))"
    weight = f"CASE WHEN {full} THEN round(TRY_CAST({column} AS DOUBLE) * {kilograms})::BIGINT END"
    return f"{weight} AS weight, weight IS NULL AND trim({column}) NOT IN ({none}) AS unread"
