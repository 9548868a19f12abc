"""Japan's trade by area and principal goods, typed, as far as a study needs it."""

import pandas as pd

from bilateral.clean.row_checks import known, require
from bilateral.clean.series import REPAIR_COLUMNS
from bilateral.study.dictionary import check_table
from crossfoot import InputError

# as the reader of the customs' file writes them
CUSTOMS = "reporter partner flow valuation period year goods level jpy_billion partial".split()
TOTAL, STEEL, WORLD, OF_YEAR = "Grand Total", "Iron And Steel Products", "WLD", "some months"
NOT_WHOLE = "part_of_year"
COVERAGE = ["ex_im", "goods", "level", "first_year", "last_year", "n_years"]


def clean_customs(
    rows: pd.DataFrame, name: str, pair: dict[str, str], compare: list[str], source: str, vintage: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The clean table customs_goods, and its repairs.

    rows: as sources.customs gives them. Of the pair's partner all goods stay, of `compare` and the world the
    total, the sections and steel, of other areas the total. A year of which some months are there is left out
    and entered in the repairs; goods or areas that begin or end within a year have no amount in it
    (part_of_year). Raises InputError for another reporter than the pair's, or an economy without trade.
    """
    require(rows, name, CUSTOMS)
    reporters = sorted(set(rows["reporter"]))
    if pair["reporter"] not in reporters:
        raise InputError(
            name, f"trade of {', '.join(reporters)}", f"{pair['reporter']}, the study's reporter"
        )
    absent = [code for code in [pair["partner"], *compare] if code not in set(rows["partner"])]
    if absent:
        raise InputError(name, f"no area {absent[0]}", "one of " + ", ".join(sorted(set(rows["partner"]))))
    near = rows["partner"].isin([*compare, WORLD]) & (
        rows["level"].isin(["grand_total", "section"]) | (rows["goods"] == STEEL)
    )
    kept = rows[(rows["partner"] == pair["partner"]) | near | (rows["goods"] == TOTAL)]
    unfinished = kept["partial"] == OF_YEAR
    repairs = [
        (name, line, "year", year, "left out", "year_not_whole", f"{year} has some months only")
        for year, line in kept[unfinished].groupby("year")["line"].first().astype(int).items()
    ]
    kept = kept[~unfinished]
    cut = kept["partial"] != ""
    frame = kept.assign(
        year=kept["year"].astype(int),
        line=kept["line"].astype(int),
        jpy_billion=kept["jpy_billion"].astype(float).mask(cut),
        jpy_missing=pd.Series(NOT_WHOLE, index=kept.index).where(cut, None),
        source=source,
        vintage=vintage,
    )
    columns = [*CUSTOMS[:-1], "jpy_missing", "source", "vintage", "line"]
    frame = frame[columns].sort_values(["flow", "partner", "goods", "year"], ignore_index=True)
    return check_table("customs_goods", frame), pd.DataFrame(repairs, columns=REPAIR_COLUMNS)


def check_coverage(rows: pd.DataFrame, coverage: pd.DataFrame, name: str) -> None:
    """Holds the goods of a file and their years against the list that was made of it.

    rows: as clean_customs. coverage: ex_im, goods, level, first_year, last_year, n_years, line as text.
    Raises InputError for goods in one of the two alone, or other years.
    """
    require(coverage, name, COVERAGE)
    years = rows.assign(year=rows["year"].astype(int)).groupby(["flow", "goods"])["year"]
    found = years.agg(["min", "max", "nunique"]).join(rows.groupby(["flow", "goods"])["level"].first())
    spans = {keys: (str(low), str(high), str(n), level) for keys, low, high, n, level in found.itertuples()}
    for row in coverage.to_dict("records"):
        flow = known(row, name, "ex_im", ("export", "import"))
        span = spans.pop((flow, row["goods"]), None)
        stated = (row["first_year"], row["last_year"], row["n_years"], row["level"])
        if span != stated:
            said = "no row" if span is None else "{} to {}, {} years, {}".format(*span)
            raise InputError(
                f"{name}: line {row['line']}",
                f"{row['goods']} from {stated[0]} to {stated[1]}, {stated[2]} years, {stated[3]}",
                f"what the file of trade has of it: {said}",
            )
    if spans:
        raise InputError(name, f"no row for {' '.join(next(iter(spans)))}", "one for all goods of the file")
