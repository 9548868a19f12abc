"""What each file of a study should hold, in words: for data/README.md of a new one, and for who lacks one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Form:
    """key: of config.yaml; file: what it is called in a new study; holds: what, in words; columns: in our own
    form, "" where there is none; else_read: producers' files that are read as they come."""

    key: str
    file: str
    holds: str
    columns: str = ""
    else_read: str = ""


FORMS = [
    Form(
        "series.trade_totals",
        "trade_totals.csv",
        "totals of trade between the two, one figure a row: reporter by code or usual English name; flow "
        "exports or imports; valuation FOB or CIF; period calendar or fiscal year from April; an empty "
        "amount is a gap",
        "year,period,reporter,flow,valuation,usd_million,source",
    ),
    Form(
        "series.merchandise_trade",
        "merchandise_trade.csv",
        "all merchandise trade of each of the two and of World, flow exports or imports",
        "year,economy,flow,usd_million",
        "the World Bank's download of TX.VAL.MRCH.CD.WT and TM.VAL.MRCH.CD.WT",
    ),
    Form(
        "series.hs_flows",
        "exports_by_heading.csv",
        "trade by HS code, a file for each flow",
        "year,hs_code,usd_million",
        "UN Comtrade's CSV download, CEPII's BACI, India's Export Import Data Bank",
    ),
    Form("document", "paper.docx", "a paper whose tables are checked: Word, PDF, HTML, Markdown or text"),
    Form(
        "series.prices.brent",
        "brent.csv",
        "Brent crude oil, US$ a barrel, annual average",
        "year,usd_per_barrel",
    ),
    Form(
        "series.prices.consumer_prices",
        "consumer_prices.csv",
        "consumer prices, change on the year in percent",
        "economy,year,inflation_pct",
    ),
    Form(
        "investment.exchange_rates",
        "yen_per_usd.csv",
        "yen per US dollar, annual average",
        "year,yen_per_usd,source",
        "the World Bank's download of PA.NUS.FCRF",
    ),
]


def form_of(key: str) -> Form | None:
    """key: with dots, positions in lists left out."""
    return next((form for form in FORMS if form.key == key or key.startswith(f"{form.key}.")), None)
