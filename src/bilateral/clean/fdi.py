"""Direct investment flows, typed; and the identities that their tables promise."""

import re
from decimal import Decimal, InvalidOperation

import pandas as pd

from bilateral.study.dictionary import check_table, columns_of
from crossfoot import InputError

INDUSTRIES = {
    "Manufacturing (total)": "manufacturing",
    "Non-manufacturing (total)": "non_manufacturing",
    "Total": "total",
}
MISSING = {"X": "confidential"} | dict.fromkeys(".-–—―－", "nothing_reported")
FIRST_NON_MANUFACTURING = "Farming and forestry"
HUNDRED_MILLION_PER_BILLION = 10


def clean_fdi_flows(cells: pd.DataFrame, destinations: pd.DataFrame, release: str) -> pd.DataFrame:
    """Net outward flows: year, destination, kind, industry, jpy_billion, flow_missing, release, file, place.

    cells: file, sheet, address, year, section, destination, industry, level, printed, all text, in
    ¥100 million. destinations: name, code, region, group. kind is country or region; negative flows are
    disinvestment. Raises InputError for a destination without a code, a cell of another type, or the
    same flow twice.
    """
    codes = destinations.set_index("name")
    records = []
    for row in cells.to_dict("records"):
        place = ", ".join(part for part in (row["sheet"] and f"sheet {row['sheet']}", row["address"]) if part)
        if row["destination"] not in codes.index:
            raise InputError(
                f"{row['file']}: {place}", repr(row["destination"]), "a destination of data/destinations.csv"
            )
        code = codes.loc[row["destination"], "code"]
        amount = None if row["printed"] in MISSING else _amount(row, place)
        records.append(
            {
                "year": int(row["year"]),
                "destination": code,
                "kind": "country" if re.fullmatch("[A-Z]{3}", code) else "region",
                "industry": INDUSTRIES.get(row["industry"])
                or "_".join(re.findall(r"\w+", row["industry"].lower())),
                "jpy_billion": None if amount is None else float(amount / HUNDRED_MILLION_PER_BILLION),
                "flow_missing": MISSING.get(row["printed"]),
                "release": release,
                "file": row["file"],
                "place": place,
            }
        )
    frame = pd.DataFrame(records)
    twice = frame[frame.duplicated(["year", "destination", "industry"])]
    if len(twice):
        row = twice.iloc[0]
        found = f"a second flow {row['year']}, {row['destination']}, {row['industry']}"
        raise InputError(f"{row['file']}: {row['place']}", found, "one")
    frame = _with_gaps(frame)
    frame = frame.sort_values(
        ["year", "kind", "destination", "industry"], ascending=[True, False, True, True], ignore_index=True
    )
    return check_table("fdi_flows", frame)


def _with_gaps(frame: pd.DataFrame) -> pd.DataFrame:
    """With a row, not_listed, for each main figure of a destination that only other years have."""
    keys = ["destination", "kind", "industry", "release"]
    listed = frame[frame["industry"].isin(INDUSTRIES.values())]
    every = listed[keys].drop_duplicates().merge(listed[["year"]].drop_duplicates(), how="cross")
    absent = (
        every.merge(listed[["year", *keys]], how="left", indicator=True)
        .query("_merge == 'left_only'")
        .drop(columns="_merge")
    )
    if absent.empty:
        return frame
    return pd.concat(
        [frame, absent.assign(jpy_billion=float("nan"), flow_missing="not_listed", file="", place="")],
        ignore_index=True,
    )


def _amount(row: dict, place: str) -> Decimal:
    try:
        # a workbook's own figures, so not as printed: 2.5e-05 has all its digits
        amount = Decimal(row["printed"])
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite():
        raise InputError(
            f"{row['file']}: {place}", repr(row["printed"]), 'an amount in ¥100 million, "X" or "."'
        )
    return amount


def check_fdi_identities(cells: pd.DataFrame, destinations: pd.DataFrame) -> pd.DataFrame:
    """Sums that the tables promise, in ¥ billion: year, identity, destination, stated, summed, difference,
    hidden (confidential cells in the sum), verdict, why.

    holds: equal to rounding. explained: the sum leaves out what its notes say it leaves out (confidential
    cells, other industries, destinations that are not listed). fails: nothing explains the difference.
    Nothing is mended.
    """
    printed = {
        (row["year"], row["destination"], row["industry"]): row["printed"] for row in cells.to_dict("records")
    }
    is_compiled = bool((cells["sheet"] == "").all())
    order = list(dict.fromkeys(cells["industry"]))
    levels = cells.drop_duplicates("industry").set_index("industry")["level"]
    detailed = [industry for industry in order if levels[industry] == "industry"]
    split = detailed.index(FIRST_NON_MANUFACTURING) if FIRST_NON_MANUFACTURING in detailed else len(detailed)
    parts = {
        "industries to manufacturing": ("Manufacturing (total)", detailed[:split]),
        "industries to non-manufacturing": ("Non-manufacturing (total)", detailed[split:]),
        "manufacturing and non-manufacturing to total": (
            "Total",
            ["Manufacturing (total)", "Non-manufacturing (total)"],
        ),
    }
    rows = []
    for year, destination in sorted({(year, destination) for year, destination, _ in printed}):
        for identity, (whole, industries) in parts.items():
            if industries:
                stated = printed.get((year, destination, whole))
                summed = [printed.get((year, destination, industry), ".") for industry in industries]
                why = "" if whole == "Total" else "other industries are in the total and in no row"
                rows.append((year, identity, destination, *_judge(stated, summed, why)))
        rows += _members(year, destination, printed, destinations, is_compiled)
    frame = pd.DataFrame(rows, columns=columns_of("fdi_identities")).astype({"year": int})
    frame["destination"] = frame["destination"].map(destinations.set_index("name")["code"])
    return frame.sort_values(["year", "identity", "destination"], ignore_index=True)


def _members(
    year: str, region: str, printed: dict, destinations: pd.DataFrame, is_compiled: bool
) -> list[tuple]:
    """The total of a region against its countries, and of the world against its regions."""
    own = destinations.loc[destinations["name"] == region, "code"].iloc[0]
    in_region = (destinations["region"] == own) | (
        (destinations["group"] == own) & (destinations["name"] != own)
    )
    members = [name for name in destinations.loc[in_region, "name"] if (year, name, "Total") in printed]
    if not members:
        return []
    identity = "regions to world" if own == "World" else "countries to region"
    # a workbook lists every destination with a flow, a compiled file those that somebody chose
    why = f"the compiled file lists {len(members)} of its destinations" if is_compiled else ""
    summed = [printed[year, name, "Total"] for name in members]
    return [(year, identity, region, *_judge(printed.get((year, region, "Total")), summed, why))]


def _judge(stated: str | None, summed: list[str], why: str) -> tuple:
    hidden = sum(text == "X" for text in summed)
    known = [Decimal(text) for text in summed if text not in MISSING]
    if stated is None or stated in MISSING:
        return None, float(sum(known)) / 10, None, hidden, "not_checkable", "the total is not given"
    difference = Decimal(stated) - sum(known, Decimal(0))
    # each figure may be off by half a unit of its last decimal
    slack = sum((_half_unit(text) for text in [stated, *summed] if text not in MISSING), Decimal(0))
    reasons = [f"{hidden} confidential cells"] * bool(hidden) + [why] * bool(why)
    verdict = "holds" if abs(difference) <= slack else "explained" if reasons else "fails"
    return (
        float(Decimal(stated)) / 10,
        float(sum(known)) / 10,
        round(float(difference) / 10, 6),
        hidden,
        verdict,
        "" if verdict == "holds" else "; ".join(reasons),
    )


def _half_unit(text: str) -> Decimal:
    """Half a unit of the last decimal, at most that of a cell shown with eight."""
    exponent = int(Decimal(text).as_tuple().exponent)
    return max(Decimal(1).scaleb(exponent) / 2, Decimal("0.000001"))
