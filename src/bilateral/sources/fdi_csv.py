"""The compiled CSV of investment flows, in the shape of the workbooks' cells."""

from bilateral.sources.csv_rows import read_series
from crossfoot import InputError

HEADER = ["year", "area", "industry", "flow_100_million_yen", "line"]
INDUSTRIES = {
    "manufacturing": "Manufacturing (total)",
    "non_manufacturing": "Non-manufacturing (total)",
    "total": "Total",
}
REGIONS = ("World", "Asia", "ASEAN")


def read_fdi_csv(content: bytes, name: str) -> list[list[str]]:
    """Rows of boj_workbook.COLUMNS; the address is the line. Raises InputError for another header or
    industry."""
    header, rows = read_series(content, name)
    if header != HEADER:
        raise InputError(f"{name}: line 1", ", ".join(header[:-1]), ", ".join(HEADER[:-1]))
    cells = []
    for year, area, industry, flow, line in rows:
        if industry not in INDUSTRIES:
            raise InputError(f"{name}: line {line}", repr(industry), "one of " + ", ".join(INDUSTRIES))
        section = "region" if area in REGIONS else "country"
        cells.append(
            [name, "", f"line {line}", year, section, area, "", INDUSTRIES[industry], "", "total", flow]
        )
    return cells
