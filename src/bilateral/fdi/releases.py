"""A printed amount beside the official one of another release: rounding, revision or magnitude."""

from __future__ import annotations

import math

import pandas as pd

# the unit in which the figure would be right, by how many powers of ten the print is off
UNITS = {
    "jpy_billion": {
        1: "¥100 million (oku yen) taken for ¥ billion",
        3: "¥ million taken for ¥ billion",
        -3: "¥ trillion taken for ¥ billion",
    },
    "usd_billion": {1: "US$100 million taken for US$ billion", 3: "US$ million taken for US$ billion"},
}
AMOUNTS = frozenset(UNITS)
# a release changes a flow by a part of it, not to a multiple
LARGEST_REVISION = 0.5


def diagnose(
    measure: str, low: float, high: float, official: float, printed_release: str, release: str
) -> tuple[str, str]:
    """Verdict and reason for one printed figure: holds, revision, magnitude or contradicted.

    measure: jpy_billion, usd_billion or a percentage. low and high bound what the print can stand for,
    in the unit of `official`. An amount that a power of ten brings to within half of the official one is
    off by magnitude; what is left is revision when the releases differ. A percentage cannot be.
    """
    if low <= official < high:
        return "holds", "to rounding"
    middle = (low + high) / 2
    if measure in AMOUNTS and middle > 0 and official > 0:
        power = round(math.log10(middle / official))
        left = middle / 10**power / official - 1
        if power and abs(left) <= LARGEST_REVISION:
            unit = UNITS[measure].get(power, "a power of ten")
            rest = (
                ""
                if low / 10**power <= official < high / 10**power
                else f"; the remaining {left:+.1%} is {_between(printed_release, release)}"
            )
            return "magnitude", f"{10.0**power:g} times too large: {unit}{rest}"
    if printed_release != release:
        difference = (
            f"{middle - official:+.1f} points" if measure not in AMOUNTS else f"{middle / official - 1:+.1%}"
        )
        return "revision", f"{difference}, {_between(printed_release, release)}"
    return "contradicted", "one release, and no rounding or power of ten explains it"


def _between(printed_release: str, release: str) -> str:
    return (
        f"put down to revision, {printed_release} to {release}"
        if printed_release != release
        else "unexplained"
    )


def compare_releases(printed: pd.DataFrame, by_year: pd.DataFrame) -> pd.DataFrame:
    """Each printed figure with the official one: year, destination, measure, printed, official, difference,
    printed_release, release, verdict, diagnosis, locator.

    printed: printed_investment. by_year: fdi_destinations. A figure without an official one is not_checkable.
    """
    official = by_year.assign(usd_billion=by_year["usd_million"] / 1000).set_index(["year", "destination"])
    rows = []
    for row in printed.to_dict("records"):
        key = (row["year"], row["destination"])
        value = official.loc[key, row["measure"]] if key in official.index else None
        about = {name: row[name] for name in ("year", "destination", "measure", "printed")} | {
            "approximate": row["approximate"],
            "printed_release": row["release"],
        }
        if value is None or pd.isna(value):
            rows.append(
                about
                | {"verdict": "not_checkable", "diagnosis": "no official figure", "locator": row["locator"]}
            )
            continue
        release = official.loc[key, "release"]
        verdict, diagnosis = diagnose(
            row["measure"], row["printed_low"], row["printed_high"], value, row["release"], release
        )
        rows.append(
            about
            | {
                "official": value,
                "difference": row["printed"] - value,
                "release": release,
                "verdict": verdict,
                "diagnosis": diagnosis,
                "locator": row["locator"],
            }
        )
    columns = (
        "year destination measure printed approximate official difference printed_release release verdict "
        "diagnosis locator"
    ).split()
    return pd.DataFrame(rows, columns=columns)
