"""What the rules do, as plain calls in one Python process with everything imported once.

Run in a copy of the project; writes the same files as the workflow, into the same places.
"""

import sys
from pathlib import Path

import yaml

sys.path[:0] = ["src", "scripts"]

import audit_claims  # noqa: E402
import build_report  # noqa: E402
import clean_investment  # noqa: E402
import clean_series  # noqa: E402
import clean_tables  # noqa: E402
import draw_investment  # noqa: E402
import draw_trade  # noqa: E402
import extract_investment  # noqa: E402
import extract_series  # noqa: E402
import extract_tables  # noqa: E402
import measure_concentration  # noqa: E402
import measure_investment  # noqa: E402
import measure_trade  # noqa: E402
import model_trade  # noqa: E402
import run_notebook  # noqa: E402
from bilateral.clean.schemas import SCHEMAS  # noqa: E402

SERIES = ["reported_totals", "merchandise_trade", "hs_flows", "series_repairs", "economies"]
TRADE = ["trade_totals", "trade_balance_change", "trade_structure", "section_shares", "trade_change", "trade_mirror",
         "critical_products", "critical_concordance"]  # fmt: skip
FDI = ["fdi_flows", "fdi_identities", "exchange_rates", "printed_investment"]
MEASURED_FDI = ["fdi_destinations", "fdi_groups", "fdi_india", "fdi_volatility", "fdi_concentration", "fdi_printed"]
DICTIONARY, SOURCES, TABLES = "data/dictionary.csv", "data/sources.yaml", "results/extracted/tables.json"


def clean(name: str) -> str:
    return f"results/clean/{name}.parquet"


def analysis(name: str) -> str:
    return f"results/analysis/{name}.parquet"


def main() -> None:
    config = yaml.safe_load(Path("config.yaml").read_text(encoding="utf-8"))
    series, names, cite = config["series"], config["names"], config["cite"]
    extract_tables.main(config["document"], SOURCES, TABLES, "results/extracted/tables")
    investment = config["investment"]
    raw = [series["trade_totals"], series["merchandise_trade"], *(flows["file"] for flows in series["hs_flows"]),
           investment["exchange_rates"], investment["printed"], config["claims"]["numbers"], config["claims"]["parts"]]  # fmt: skip
    text = [f"results/extracted/series/{Path(path).stem}.csv" for path in raw]
    extract_series.main(raw, SOURCES, text)
    of_document = [clean(name) for name in SCHEMAS if name not in [*SERIES, *FDI]]
    clean_tables.main(TABLES, "data/corrections.yaml", DICTIONARY, config["tables"], config["quarters_from"], of_document)
    outputs = {name: clean(name) for name in SERIES}
    clean_series.main(text[0], text[1], text[2:-4], SOURCES, DICTIONARY, series, names, config["pair"], outputs)
    choice = config["concentration"]
    concentration, ranks = analysis("trade_concentration"), analysis("chapter_ranks")
    measure_concentration.main(
        clean("chapter_shares"), clean("printed_measures"), DICTIONARY, choice["top"], choice["classes"], concentration, ranks
    )
    inputs = {name: clean(name) for name in ("reported_totals", "merchandise_trade", "hs_flows", "chapter_shares",
                                             "specified_products", "critical_product_codes")}  # fmt: skip
    inputs |= {"revisions": "data/hs_revisions.csv", "chapters": "data/hs_chapters.csv", "dictionary": DICTIONARY}
    measure_trade.main(
        inputs, cite, config["printed_source"], choice["top"], choice["classes"], {name: analysis(name) for name in TRADE}
    )
    model_trade.main(clean("reported_totals"), DICTIONARY, *config["models"].values(), analysis("trade_models"))
    inputs = {"shares": clean("chapter_shares"), "concentration": concentration, "totals": analysis("trade_totals"),
              "mirror": analysis("trade_mirror"), "section_shares": analysis("section_shares"),
              "chapters": "data/hs_chapters.csv", "sections": "data/hs_sections.csv"}  # fmt: skip
    tables = [flow["table"] for flow in config["tables"]["chapter_shares"]]
    sources = "; ".join(flows["source"] for flows in series["hs_flows"])
    draw_trade.main(
        inputs, names, config["pair"]["reporter"], config["printed_source"], cite, tables, sources, "results/figures"
    )
    cells, destinations = "results/extracted/investment.csv", "data/destinations.csv"
    extract_investment.main([investment["flows"]], SOURCES, cells)
    inputs = {"cells": cells, "rates": text[-4], "printed": text[-3], "destinations": destinations, "dictionary": DICTIONARY}
    clean_investment.main(inputs, investment, names, {name: clean(name) for name in FDI})
    inputs = {"flows": clean("fdi_flows"), "rates": clean("exchange_rates"), "printed": clean("printed_investment"),
              "destinations": destinations, "dictionary": DICTIONARY}  # fmt: skip
    pair, rival = config["pair"], investment["rival"]
    measure_investment.main(inputs, pair["partner"], rival, {name: analysis(name) for name in MEASURED_FDI})
    draw_investment.main(
        analysis("fdi_groups"), analysis("fdi_destinations"), analysis("fdi_printed"), names, pair, rival,
        investment["groups"], investment["release"], cite, "results/figures",
    )  # fmt: skip
    claims = config["claims"]
    inputs = {name: claims[name] for name in ("claims", "evidence", "texts")} | {"numbers": text[-2], "parts": text[-1]}
    inputs |= {f"{name}_schema": f"workflow/schemas/{name}.schema.yaml" for name in ("claims", "evidence")}
    inputs |= {"documents": [*of_document, clean("printed_investment")], "dictionary": DICTIONARY}
    inputs["official"] = [clean(name) for name in ("reported_totals", "merchandise_trade", "hs_flows", "exchange_rates", "economies")]
    inputs["official"] += [analysis(name) for name in ("trade_totals", "fdi_destinations", "fdi_india")]
    audit_claims.main(inputs, claims, {name: f"results/audit/{name}.parquet" for name in ("claims", "coverage", "coverage_by_text")})
    executed = [f"results/notebooks/{name}.ipynb" for name in ("trade", "investment", "audit", "tables")]
    for path in executed:
        run_notebook.main(f"notebooks/{Path(path).name}", path)
    page = "results/report/index.html"
    build_report.main(executed, "workflow/report/page.html.j2", TABLES, SOURCES, config["title"], cite, page)


if __name__ == "__main__":
    main()
