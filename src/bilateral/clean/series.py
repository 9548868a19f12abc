"""Official figures, typed: trade totals, trade by HS code, merchandise trade."""

import json
import re
from decimal import Decimal

import pandas as pd

from bilateral.clean.row_checks import fault, known, once, require, year_of
from bilateral.study.dictionary import check_table
from crossfoot import HS_CHAPTERS, InputError, read_hs_chapter, read_hs_code, read_number

VALUATIONS = ("FOB", "CIF")
FLOWS = {"exports": "export", "imports": "import"}
PERIODS = {"calendar": "calendar", "fiscal year from April": "fiscal-04"}
DERIVED = re.compile(r"\s*\(([^()]*)\)$")
# trade as CEPII reconciles it from what both sides report; no economy's own figure
RECONCILED = "reconciled"
FLOW_KEYS = ["reporter", "partner", "flow", "valuation", "period", "year"]
# how a file of trade by HS code calls its columns, where the study does not say otherwise
OWN_COLUMNS = {"year": "year", "hs_code": "hs_code", "usd_million": "usd_million"}
REPAIR_COLUMNS = ["file", "line", "column", "printed", "used", "rule", "reason"]
ZERO_LOST = ("hs_zero_padded", "HS codes have leading zeros")


def clean_totals(
    rows: pd.DataFrame, name: str, codes: dict[str, str], pair: dict[str, str], vintage: str
) -> pd.DataFrame:
    """Totals of the pair's trade: reporter, partner, flow, valuation, period, year, usd_million, source,
    derived (how the figure follows from others of its source, missing where it is its own), vintage, line.

    rows: year, period, reporter, flow, valuation, usd_million, source, line as text; name: of their file.
    codes: ISO code of each word for an economy (economies.codes_by_word). pair: the study's reporter and
    partner.
    Raises InputError for another column, a cell of another type, or the same figure twice.
    """
    require(rows, name, ["year", "period", "reporter", "flow", "valuation", "usd_million", "source"])
    codes = codes | {RECONCILED: RECONCILED}
    records = []
    # an empty amount is a gap, like a year without a row
    for row in rows[rows["usd_million"] != ""].to_dict("records"):
        reporter = codes[known(row, name, "reporter", codes)]
        # reconciled figures are seen from the study's reporter
        partner = pair["reporter"] if reporter == pair["partner"] else pair["partner"]
        records.append(
            {
                "reporter": reporter,
                "partner": partner,
                "flow": FLOWS[known(row, name, "flow", FLOWS)],
                "valuation": known(row, name, "valuation", VALUATIONS),
                "period": PERIODS[known(row, name, "period", PERIODS)],
                "year": year_of(row, name),
                "usd_million": _amount(row, name, "usd_million"),
                "source": DERIVED.sub("", row["source"]),
                "derived": (DERIVED.findall(row["source"]) or [None])[0],
                "vintage": vintage,
                "line": int(row["line"]),
            }
        )
    if not records:
        raise InputError(name, "no amount", "one at least")
    frame = pd.DataFrame(records)
    once(frame, [*FLOW_KEYS, "source"], name)
    return check_table("reported_totals", frame.sort_values([*FLOW_KEYS, "source"], ignore_index=True))


def clean_hs_flows(
    rows: pd.DataFrame, name: str, spec: dict, source: str, vintage: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Trade by HS code (hs_flows), and the repairs.

    spec: reporter, partner, flow, valuation, period, hs_level (2, 4 or 6) and `columns`, which names the
    file's year, hs_code, usd_million and, where it has one, hs_revision. An empty amount is
    not_available. A chapter that the file does not list for a year is entered in the repairs and counts
    as no trade. Raises InputError for a negative or other amount, an unknown code, a code of another
    level, a row twice, or codes of two HS revisions. Where the file says what a row is of (reporter, partner,
    flow, valuation, period), the other rows and levels are left out, and BACI's six digits are summed to a
    coarser level. Such a file may have two revisions at two digits, where chapters are the same in all.
    """
    columns = spec["columns"]
    require(rows, name, list(columns.values()))
    if spec["hs_level"] > 2 and "hs_revision" in rows.columns:
        columns = {"hs_revision": "hs_revision"} | columns
    rows, repairs = _of_flow(rows, name, spec)
    records = []
    revisions: dict[str, int] = {}
    for row in rows.to_dict("records"):
        if row.get("repairs"):
            repairs += [(name, int(row["line"]), *repair) for repair in json.loads(row["repairs"])]
        text = row[columns["hs_code"]]
        code = read_hs_chapter(text) if spec["hs_level"] == 2 else (read_hs_code(text) or [None])[0]
        if code is None or len(code) != spec["hs_level"]:
            asked = f"an HS code of {spec['hs_level']} digits that exists, as hs_level in config.yaml asks"
            raise fault(row, name, columns["hs_code"], asked)
        if code != text:
            repairs.append((name, int(row["line"]), columns["hs_code"], text, code, *ZERO_LOST))
        if "hs_revision" in columns:
            revisions.setdefault(row[columns["hs_revision"]], int(row["line"]))
        amount = None
        if row[columns["usd_million"]]:
            amount = _amount(row, name, columns["usd_million"])
        records.append(
            {key: spec[key] for key in FLOW_KEYS[:-1]}
            | {
                "year": year_of(row, name, columns["year"]),
                "hs_code": code,
                "usd_million": amount,
                "usd_missing": "not_available" if amount is None else None,
                "source": source,
                "vintage": vintage,
                "line": int(row["line"]),
            }
        )
    if len(revisions) > 1:
        found = " and ".join(f"{revision} (line {line})" for revision, line in revisions.items())
        raise InputError(
            name,
            f"{'two' if len(revisions) == 2 else len(revisions)} HS revisions: {found}",
            "codes of one revision, so that years can be compared",
        )
    frame = pd.DataFrame(records)
    if "HS" in revisions and frame["year"].nunique() > 1:
        raise InputError(
            f"{name}: line {revisions['HS']}",
            "revision 'HS', which does not say which one",
            "H0 to H6 for each year, so that years can be compared",
        )
    once(frame, [*FLOW_KEYS, "hs_code"], name)
    if spec["hs_level"] == 2:
        for year, of_year in frame.groupby("year"):
            for chapter in sorted(HS_CHAPTERS - {"00", "98", "99"} - set(of_year["hs_code"])):
                place = (name, int(of_year["line"].iloc[0]), columns["hs_code"], "", chapter)
                reason = f"{year} has no row for chapter {chapter}; it counts as no trade"
                repairs.append((*place, "chapter_not_listed", reason))
    frame = frame.sort_values([*FLOW_KEYS, "hs_code"], ignore_index=True)
    return check_table("hs_flows", frame), pd.DataFrame(repairs, columns=REPAIR_COLUMNS)


def check_against_totals(flows: pd.DataFrame, totals: pd.DataFrame, place: str) -> None:
    """Holds trade by HS code against the same source's own totals, where the study has both.

    flows: hs_flows; totals: reported_totals. Each figure is rounded to two decimals at the least, and the
    total to one. Raises InputError for a flow and year whose codes do not add to its total within that.
    """
    keys = [*FLOW_KEYS, "source"]
    own = totals[totals["derived"].isna()].set_index(keys)["usd_million"]
    for key, codes in flows.groupby(keys)["usd_million"]:
        if key in own.index and abs(codes.sum() - own[key]) > 0.005 * len(codes) + 0.05:
            found = f"{' '.join(map(str, key))}: codes that add to {codes.sum():,.2f}"
            raise InputError(place, found, f"{own[key]:,.1f}, the source's own total")


def _of_flow(rows: pd.DataFrame, name: str, spec: dict) -> tuple[pd.DataFrame, list[tuple]]:
    """Of a file that says itself what each row is of: the rows of this flow and level, and repairs of codes
    that were summed to it. Raises InputError for none."""
    said = [key for key in FLOW_KEYS[:-1] if key in rows.columns]
    if not said:
        return rows, []
    level, column = spec["hs_level"], spec["columns"]["hs_code"]
    own = rows[(rows[said] == [spec[key] for key in said]).all(axis=1)]
    found = own[own[column].str.len() == level]
    if found.empty and len(own) and (own.get("producer", pd.Series()) == "baci").all():
        return _summed(own, name, spec)
    if found.empty:
        there = "; ".join(" ".join(row) for row in sorted(set(rows[said].itertuples(index=False, name=None))))
        expected = " ".join(spec[key] for key in said)
        raise InputError(name, f"{there}, and none at HS {level}" if len(own) else there, expected)
    return found, []


def _summed(rows: pd.DataFrame, name: str, spec: dict) -> tuple[pd.DataFrame, list[tuple]]:
    """Rows of BACI, which has six digits alone and all trade at them, summed to the study's level, each sum
    on record."""
    level, (year, code, amount) = spec["hs_level"], (spec["columns"][key] for key in OWN_COLUMNS)
    summed, repairs = [], []
    for (_, coarser), parts in rows.groupby([rows[year], rows[code].str[:level]]):
        line, codes = int(parts["line"].iloc[0]), list(parts[code])
        for row in parts[parts["repairs"] != ""].to_dict("records"):
            repairs += [(name, int(row["line"]), *repair) for repair in json.loads(row["repairs"])]
        once(parts, [year, code], name)
        said = codes[0] if len(codes) == 1 else f"{codes[0]} to {codes[-1]}, {len(codes)} codes"
        reason = f"BACI has HS 6 alone; the study is at HS {level}"
        repairs.append((name, line, code, said, coarser, "summed_from_hs6", reason))
        total = sum(map(Decimal, parts[amount]))
        summed.append(parts.iloc[0].to_dict() | {code: coarser, amount: f"{total:f}", "repairs": ""})
    return pd.DataFrame(summed), repairs


def clean_merchandise(rows: pd.DataFrame, name: str, codes: dict[str, str]) -> pd.DataFrame:
    """Merchandise trade with the world: economy (ISO alpha-3, or WLD for the world), flow, year,
    usd_million, line. Economies that the study does not name are left out.

    Raises InputError as clean_totals.
    """
    require(rows, name, ["year", "economy", "flow", "usd_million"])
    codes = codes | {"World": "WLD", "WLD": "WLD"}
    frame = pd.DataFrame(
        {
            "economy": codes[row["economy"]],
            "flow": FLOWS[known(row, name, "flow", FLOWS)],
            "year": year_of(row, name),
            "usd_million": _amount(row, name, "usd_million"),
            "line": int(row["line"]),
        }
        for row in rows.to_dict("records")
        if row["economy"] in codes and row["usd_million"]
    )
    if frame.empty:
        raise InputError(name, "no economy of the study", ", ".join(codes))
    once(frame, ["economy", "flow", "year"], name)
    return check_table("merchandise_trade", frame.sort_values(["economy", "flow", "year"], ignore_index=True))


def _amount(row: dict, name: str, column: str) -> float:
    number = read_number(row[column])
    if number is None or not number.is_bare or number.value < 0:
        raise fault(row, name, column, "an amount in US$ million, not negative")
    return float(number.value)
