"""What the rules do, as plain calls in one Python process with everything imported once.

Run in a copy of the project; writes the same files as the workflow.
"""

import sys
from pathlib import Path

import yaml

sys.path[:0] = ["src", "scripts", "workflow"]

import build_report  # noqa: E402
import clean_tables  # noqa: E402
import draw_trade  # noqa: E402
import extract_tables  # noqa: E402
import measure_concentration  # noqa: E402
import run_notebook  # noqa: E402

CLEAN = [
    "critical_products", "critical_product_codes", "subsidy_plans", "plan_sites", "plan_entities",
    "subsidy_criteria", "diversification_rounds", "chapter_shares", "printed_measures", "repairs",
]  # fmt: skip


def main() -> None:
    config = yaml.safe_load(Path("config.yaml").read_text(encoding="utf-8"))
    dictionary, sources = "data/dictionary.csv", "data/sources.yaml"
    tables_json = "results/extracted/tables.json"
    extract_tables.main(config["document"], sources, tables_json, "results/extracted/tables")
    outputs = [f"results/clean/{name}.parquet" for name in CLEAN]
    roles, quarters = config["tables"], config["quarters_from"]
    clean_tables.main(tables_json, "data/corrections.yaml", dictionary, roles, quarters, outputs)
    shares, measures = "results/clean/chapter_shares.parquet", "results/clean/printed_measures.parquet"
    concentration, ranks = "results/analysis/trade_concentration.parquet", "results/analysis/chapter_ranks.parquet"
    choice = config["concentration"]
    measure_concentration.main(shares, measures, dictionary, choice["top"], choice["classes"], concentration, ranks)
    draw_trade.main(
        shares, concentration, "data/hs_chapters.csv", config["names"], "Source: document.", "results/figures"
    )
    executed = [f"results/notebooks/{name}.ipynb" for name in ("trade", "tables")]
    for path in executed:
        run_notebook.main(f"notebooks/{Path(path).name}", path)
    template = "workflow/report/page.html.j2"
    page = "results/report/index.html"
    build_report.main(executed, template, tables_json, sources, config["title"], config["cite"], page)


if __name__ == "__main__":
    main()
