"""A page on which any flow can be looked up: the page itself, and one script of data for each exporter."""

import json
import math

from jinja2 import Environment, StrictUndefined

# measure, its name on the page, its decimals; CRn stand between total and HHI
BEFORE_RATIOS = [("usd_million", "US$ million", 2), ("products", "Codes traded", 0)]
AFTER_RATIOS = [
    ("hhi", "HHI", 0),
    ("hhi_normalised", "Normalised HHI", 0),
    ("lawrence", "Structural change", 3),
    ("grubel_lloyd", "Grubel–Lloyd", 3),
    ("trade_intensity", "Intensity", 3),
    ("peers", "Flows of its size", 0),
    ("hhi_percentile", "Percentile of HHI", 1),
]


def columns(tops: list[int]) -> list[tuple[str, str, int]]:
    """The measures of the page in its order: column of the table `pairs`, name, decimals."""
    return [*BEFORE_RATIOS, *((f"top_{n}_share", f"CR{n}, %", 1) for n in sorted(tops)), *AFTER_RATIOS]


def page_rows(tops: list[int]) -> str:
    """SQL: what the page shows of each flow and year, exporter by exporter, from `pairs` and `largest`."""
    measures = ", ".join(name for name, _, _ in columns(tops))
    return f"""
        WITH listed AS (
            SELECT exporter, importer, year, reported_by, list(hs_code ORDER BY rank, hs_code) AS codes,
                   list(share_pct ORDER BY rank, hs_code) AS shares
            FROM largest GROUP BY ALL)
        SELECT exporter, importer, reported_by, year, codes, shares, {measures}
        FROM pairs JOIN listed USING (exporter, importer, year, reported_by)
        ORDER BY exporter, importer, reported_by, year"""


def exporter_script(exporter: str, rows: list[tuple], tops: list[int]) -> str:
    """The script of one exporter: by importer and reporting side, for each year its measures and largest
    codes.

    rows: of `page_rows`. A script, since a page opened from a disk may not read files.
    """
    decimals = [places for _, _, places in columns(tops)]
    flows: dict[str, dict[str, list]] = {}
    for _, importer, side, year, codes, shares, *measures in rows:
        numbers = [_number(value, places) for value, places in zip(measures, decimals, strict=True)]
        largest = [[code, _number(share, 2)] for code, share in zip(codes, shares, strict=True)]
        flows.setdefault(importer, {}).setdefault(side, []).append([year, numbers, largest])
    return f"receive({json.dumps(exporter)}, {json.dumps(flows, separators=(',', ':'))});\n"


def _number(value: float | None, places: int) -> float | int | None:
    if value is None or math.isnan(value):
        return None
    rounded = round(value, places)
    return int(rounded) if places == 0 or rounded == int(rounded) else rounded


def world_page(template: str, style: str, scripts: list[str], about: dict) -> str:
    """The page. template (Jinja2), style (CSS), scripts (JavaScript). about: what the scripts read: title,
    economies (code and name), exporters, pair, sides, columns, labels of codes, level, files."""
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    # "</" would end the element that holds the data
    data = json.dumps(about, ensure_ascii=False, sort_keys=True, separators=(",", ":")).replace("</", "<\\/")
    return environment.from_string(template).render(
        about=about, data=data, style=style, script="\n".join(scripts)
    )
