"""Printed shares of one flow in one year: what each chapter can have had."""

from decimal import Decimal

import pandas as pd

from crossfoot import InputError, Interval, extremes, total


def printed_intervals(of_year: pd.DataFrame) -> list[Interval]:
    """The printed shares in falling order. of_year: rows of chapter_shares of one flow and year."""
    ranked = in_order(of_year)
    return [
        # str() gives a bound back as it was printed
        Interval(Decimal(str(low)), Decimal(str(high)), open_high=True)
        for low, high in zip(ranked["share_pct_low"], ranked["share_pct_high"], strict=True)
    ]


def whole_shares(
    of_year: pd.DataFrame, classes: int, joint: dict[int, Interval]
) -> tuple[list[Decimal], list[list[Decimal]]]:
    """The most even shares of all classes that the printed ones allow, and the most uneven ones.

    of_year: rows of chapter_shares of one flow and year. joint: of joint_shares. Raises InputError where none
    add up to 100.
    """
    try:
        return extremes(printed_intervals(of_year), classes, joint)
    except ValueError as error:
        first = of_year.iloc[0]
        flow = "–".join(first[key] for key in ("reporter", "partner", "flow"))
        raise InputError(
            f"chapter_shares: {flow} {first['year']} (line {first['line']})",
            str(error),
            "shares of one whole, by tables.chapter_shares and concentration.classes in config.yaml",
        ) from error


def in_order(of_year: pd.DataFrame) -> pd.DataFrame:
    """The rows by falling share, as printed where two are equal."""
    return of_year.sort_values(["share_pct", "rank"], ascending=[False, True])


def joint_shares(measures: pd.DataFrame, of_year: pd.DataFrame) -> dict[int, Interval]:
    """The printed joint shares of the first n, by n; without those that the shares and the joint shares of
    fewer contradict.

    measures: the clean table printed_measures. of_year: rows of chapter_shares of one flow and year.
    """
    keys = ["reporter", "partner", "flow", "year"]
    about = of_year[keys].iloc[0].tolist()
    columns = (measures[name].tolist() for name in [*keys, "measure", "value_low", "value_high"])
    named = {
        # str() gives a bound back as it was printed
        int(measure.split("_")[1]): Interval(Decimal(str(low)), Decimal(str(high)), open_high=True)
        for *of_row, measure, low, high in zip(*columns, strict=True)
        if of_row == about and measure.startswith("top_")
    }
    shares = printed_intervals(of_year)
    found: dict[int, Interval] = {}
    reached, counted = Interval.exactly(0), 0
    for count, joint in sorted(named.items(), key=lambda item: item[0]):
        possible = total([reached, *shares[counted:count]])
        if count <= len(shares) and joint.overlaps(possible):
            found[count] = joint
            reached = Interval(max(joint.low, possible.low), min(joint.high, possible.high))
            counted = count
    return found


class PrintedShares:
    """Bounds in percent of each printed chapter (`bounds`, in falling order), of any other (0 to `limit`), of
    all others together (at most `rest`), and of the first n together (`joint`)."""

    def __init__(self, of_year: pd.DataFrame, joint: dict[int, Interval] | None = None):
        ranked = in_order(of_year)
        lows, highs = ranked["share_pct_low"].tolist(), ranked["share_pct_high"].tolist()
        self.bounds = dict(zip(ranked["hs_chapter"], zip(lows, highs, strict=True), strict=True))
        self.limit = min(highs)
        self.rest = 100 - sum(lows)
        self.joint = joint or {}

    def of(self, chapter: str) -> tuple[float, float]:
        return self.bounds.get(chapter, (0.0, self.limit))
