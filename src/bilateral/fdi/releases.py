"""A printed amount beside the official one of another release: rounding, revision or magnitude."""

import math

import pandas as pd

from bilateral.study.dictionary import columns_of

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


def growth_by_release(
    by_year: pd.DataFrame, earlier: pd.DataFrame, rates: pd.DataFrame, printed: pd.DataFrame
) -> pd.DataFrame:
    """The flow of each release, in yen and in US dollars, with its growth and the bounds that
    rounding leaves it (fdi_releases).

    earlier: earlier_releases. by_year: fdi_destinations, of whose release the years of `earlier` are set
    beside it (unrounded). rates: exchange_rates. printed: printed_investment. US dollars are at the average
    rate of each year, so that growth in dollars is growth in yen over the growth of the rate.
    """
    own = by_year.merge(earlier[["destination", "year"]].drop_duplicates())
    own = own[["destination", "year", "jpy_billion", "release"]].assign(
        jpy_billion_low=own["jpy_billion"], jpy_billion_high=own["jpy_billion"], reported_by="the producer"
    )
    rate = rates.set_index("year")["jpy_per_usd"]
    growth = printed[printed["measure"] == "growth_pct"].set_index(["destination", "year"])["printed"]
    rows = []
    for frame in (earlier, own):
        flows = frame.sort_values(["destination", "release", "year"])
        before = flows.set_index(["destination", "release", "year"])
        for row in flows.itertuples():
            entry = [row.destination, row.year, row.release, row.jpy_billion]
            entry.append(row.jpy_billion * 1000 / rate.get(row.year, float("nan")))
            key = (row.destination, row.release, row.year - 1)
            last = before.loc[key] if key in before.index else None
            for dearer in (1.0, rate.get(row.year, float("nan")) / rate.get(row.year - 1, float("nan"))):
                if last is None or last["jpy_billion_low"] <= 0 or row.jpy_billion_low <= 0:
                    entry += [None, None, None]
                    continue
                entry += [
                    (now / then / dearer - 1) * 100
                    for now, then in (
                        (row.jpy_billion, last["jpy_billion"]),
                        (row.jpy_billion_low, last["jpy_billion_high"]),
                        (row.jpy_billion_high, last["jpy_billion_low"]),
                    )
                ]
            rows.append([*entry, growth.get((row.destination, row.year)), row.reported_by])
    frame = pd.DataFrame(rows, columns=columns_of("fdi_releases"))
    numbers = [column for column in frame if column.endswith(("_pct", "_low", "_high"))]
    return frame.astype(dict.fromkeys(numbers, float))


def explain_growth(row: dict, releases: pd.DataFrame) -> tuple[str, str] | None:
    """Verdict and reason for a printed growth rate, from the release before the official one; None where no
    earlier release has the two years.

    row: of printed_investment. releases: growth_by_release. What rounds to the print in yen holds. What does
    not is contradicted, and said to be growth in dollars where that lies nearer.
    """
    own = releases[
        (releases["destination"] == row["destination"])
        & (releases["year"] == row["year"])
        & releases["growth_jpy_pct"].notna()
    ]
    if row["measure"] != "growth_pct" or len(own) < 2:
        return None
    then, now = own.iloc[0], own.iloc[-1]
    low, high = row["printed_low"], row["printed_high"]
    if then["growth_jpy_pct_low"] < high and low <= then["growth_jpy_pct_high"]:
        return "holds", f"to rounding, in the release of {then['release']}"
    dollars = abs(then["growth_usd_pct"] - row["printed"]) < abs(then["growth_jpy_pct"] - row["printed"])
    said = "nearest to the growth in US dollars, beside an amount in yen" if dollars else "neither"
    found = [
        f"{each['growth_jpy_pct']:+.1f}% in yen and {each['growth_usd_pct']:+.1f}% in US dollars in the "
        f"release of {each['release']}"
        for each in (then, now)
    ]
    return "contradicted", f"{said}: {', '.join(found)}"


def compare_releases(
    printed: pd.DataFrame, by_year: pd.DataFrame, releases: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Each printed figure with the official one (fdi_printed).

    printed: printed_investment. by_year: fdi_destinations. releases: growth_by_release, where an earlier
    release is known. A figure without an official one is not_checkable.
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
        explained = None if releases is None else explain_growth(row, releases)
        verdict, diagnosis = explained or diagnose(
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
    return pd.DataFrame(rows, columns=columns_of("fdi_printed"))
