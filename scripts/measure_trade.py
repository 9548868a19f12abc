"""Totals, structure, change, mirror and critical products, from official figures and printed shares."""

import pandas as pd
from lib import tables
from lib.run import run

from bilateral.trade.composition import composition, composition_change, printed_hhi_change, printed_parts
from bilateral.trade.critical import concordance, critical_shares, known_shares, printed_shares
from bilateral.trade.customs import customs_change, customs_check, customs_growth, customs_trade
from bilateral.trade.event import event_study
from bilateral.trade.intensity import customs_intensity
from bilateral.trade.mirror import mirror_structure, mirror_totals
from bilateral.trade.structure import (
    change_of_flows,
    change_of_printed,
    intensity,
    section_shares,
    stacked,
    structure_of_flows,
    structure_of_printed,
    two_way_of_flows,
    two_way_trade,
    with_trade,
)
from bilateral.trade.totals import balance_decomposition, is_printed, totals_with_balance


@tables.written
def main(
    *,
    totals: str,
    merchandise: str,
    flows: str,
    shares: str = "",
    measures: str = "",
    products: str = "",
    product_codes: str = "",
    customs: str = "",
    prices: str = "",
    revisions: str,
    chapters: str,
    cite: str | None,
    printed_source: str | None,
    tops: list[int],
    classes: int | None,
    pair: dict[str, str],
    merchandise_source: str,
    compare: list[str],
    windows: list[list[int]],
    base: int | None,
    agreement: str | None,
    by_chapter: bool,
) -> tables.Tables:
    """shares, products, product_codes, measures: only where the document prints them. customs, prices: only
    where the study has them. by_chapter: whether flows are by HS chapter, and there are prices."""
    reported, traded = tables.read_table(totals), with_trade(tables.read_table(flows))
    balances = totals_with_balance(reported, printed_source)
    tops = sorted(tops)
    structures = [
        structure_of_flows(traded, tops, classes),
        two_way_of_flows(traded),
        intensity(reported, tables.read_table(merchandise), merchandise_source),
    ]
    changes, mirrors = [change_of_flows(traded, tops[-1] if tops else 0)], [mirror_totals(reported)]
    results = {"trade_totals": balances, "trade_balance_change": balance_decomposition(balances)}
    known = [known_shares(traded)]
    if shares and cite is not None and classes is not None:
        printed, joint = tables.read_table(shares), tables.read_table(measures)
        structures[1:1] = [structure_of_printed(printed, joint, tops, classes, cite)]
        structures[3:3] = [two_way_trade(printed, joint, reported, classes, cite)]
        sections = tables.read_csv_text(chapters, "hs_chapter", "section", "label")
        results["section_shares"] = section_shares(printed, sections)
        results["printed_parts"] = printed_parts(printed, reported, cite)
        results["printed_hhi_change"] = printed_hhi_change(printed, joint)
        changes.append(change_of_printed(printed, joint, classes, cite))
        mirrors.append(mirror_structure(traded[traded["hs_code"].str.len() == 2], printed, joint, classes))
        known.append(printed_shares(printed, cite))
    long = {"trade_structure": structures, "trade_change": changes, "trade_mirror": mirrors}
    results |= {table: stacked(table, frames) for table, frames in long.items()}
    if products:
        codes = tables.read_table(product_codes)
        results["critical_products"] = critical_shares(pd.concat(known), tables.read_table(products), codes)
        results["critical_concordance"] = concordance(
            codes, tables.read_csv_text(revisions, "hs_code", "note")
        )
    printed_years = sorted({int(year) for year in reported.loc[_printed(reported, printed_source), "year"]})
    if customs and prices and base is not None and agreement is not None:
        results |= _of_customs(
            tables.read_table(customs),
            tables.read_table(prices),
            base,
            [(first, last) for first, last in windows],
            (pair["partner"], compare, pd.Timestamp(agreement).year),
            (reported, printed_years, printed_source),
        )
        results["customs_intensity"] = customs_intensity(
            results["customs_trade"], tables.read_table(merchandise)
        )
    if by_chapter and base is not None:
        results["trade_composition"] = composition(traded, tables.read_table(prices), base)
        results["composition_change"] = composition_change(traded, [])
    return results


def _printed(totals: pd.DataFrame, printed_source: str | None) -> pd.Series:
    return totals["source"].map(lambda source: is_printed(source, printed_source)).astype(bool)


def _of_customs(
    goods: pd.DataFrame,
    prices: pd.DataFrame,
    base: int,
    windows: list[tuple[int, int]],
    compared: tuple[str, list[str], int],
    document: tuple[pd.DataFrame, list[int], str | None],
) -> dict[str, pd.DataFrame]:
    """The tables of the reporter's customs. compared: partner, those beside it, the agreement's year.
    document: totals, the years that it prints, how its source begins."""
    (partner, compare, begins), (totals, printed_years, printed_source) = compared, document
    trade = customs_trade(goods, prices, base)
    years = sorted(set(trade["year"]))
    spans = [(years[0], years[-1]), (begins + 1, years[-1])]
    printed_years = [year for year in printed_years if year in years]
    if printed_years:
        spans += [(printed_years[0], printed_years[-1]), (printed_years[-1], years[-1])]
    spans = [(first, last) for first, last in dict.fromkeys(spans) if first < last]
    return {
        "customs_trade": trade,
        "customs_check": customs_check(goods, totals, prices, printed_source),
        "customs_growth": customs_growth(trade, spans),
        "customs_change": customs_change(goods, partner, spans),
        "customs_event": event_study(goods, trade, partner, compare, begins, windows),
    }


if __name__ == "__main__":
    run(main)
