"""Draws the policy figures, each as SVG and PNG."""

from pathlib import Path

import files
import tables

from bilateral.figures.policy import (
    draw_adoption,
    draw_investment_subsidy,
    draw_responsibility,
    draw_subsidies,
)
from bilateral.figures.style import use_style


def main(inputs: dict[str, str], cite: str, numbers: dict[str, str], fonts: list[str], folder: str) -> None:
    use_style(fonts)
    read = {name: tables.read_table(path) for name, path in inputs.items()}

    def source(*roles: str) -> str:
        named = [numbers[role] for role in roles]
        return f"Source: {cite}, Table{'s' * (len(named) > 1)} {' and '.join(named)}."

    figures = {
        "subsidies": draw_subsidies(read["subsidy_totals"], source("facility_plans", "supply_plans")),
        "investment_subsidy": draw_investment_subsidy(read["subsidy_ledger"], source("supply_plans")),
        "adoption": draw_adoption(read["adoption"], read["adoption_trend"], source("diversification_rounds")),
        "critical_responsibility": draw_responsibility(
            read["critical_responsibility"], source("critical_products")
        ),
    }
    for name, figure in figures.items():
        files.write_figure(figure, Path(folder) / name)


if __name__ == "__main__":
    with files.errors_in_one_line(snakemake.log[0]):
        main(
            files.named(snakemake.input, "fonts"),
            snakemake.params.cite,
            snakemake.params.tables,
            snakemake.input.fonts,
            snakemake.params.folder,
        )
