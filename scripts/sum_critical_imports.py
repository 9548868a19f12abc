"""Each economy's imports of the products of a list, by year, with bounds where codes are ambiguous."""

import duckdb
import pandas as pd
from lib import database, files, tables
from lib.run import run

from bilateral.sources.sheets import read_sheets
from bilateral.trade.world.areas import areas_without_economy
from bilateral.trade.world.concordance import bridge, read_concordance, steps
from bilateral.trade.world.dependence import members_of
from bilateral.trade.world.over_years import by_supplier, critical
from crossfoot import InputError


def main(
    *,
    supply: list[str],
    checks: list[str],
    areas: str,
    codes: str,
    concordance: list[str],
    years: list[int],
    supplier: str,
    blocs: dict[str, list[str]],
    list_revision: str,
    spill: str,
    threads: int,
    mem_mb: int,
    critical_imports: str,
    products: str | None = None,
) -> None:
    """supply: of each year at HS 6. codes: product and HS code, of list_revision; products: the names of the
    study's own products. concordance: tables between revisions, as text or the UN's workbooks."""
    revisions = sorted({revision for path in checks for revision in files.read_json(path)["revisions"]})
    none = areas_without_economy(files.read_text(areas), areas)
    parts = [
        f"SELECT {year}::SMALLINT AS year, * FROM read_parquet({database.quoted(path)})"
        for year, path in zip(years, supply, strict=True)
    ]
    with database.opened(mem_mb, threads, spill) as connection:
        connection.execute(f"CREATE VIEW supply AS {' UNION ALL '.join(parts)}")
        _bridged(connection, _listed(codes, products), concordance, list_revision, revisions)
        connection.execute(by_supplier(none, blocs))
        database.write(connection, critical(members_of(supplier, blocs)), critical_imports)


def _listed(codes: str, products: str | None) -> pd.DataFrame:
    """product_no, product, hs_code: of the study's own tables, or of a CSV with product and hs_code."""
    if products is not None:
        names = tables.read_table(products)[["product_no", "product"]]
        return tables.read_table(codes)[["product_no", "hs_code"]].merge(names, on="product_no")
    rows = tables.read_csv_text(codes, "product", "hs_code")
    for line, code in enumerate(rows["hs_code"], 2):
        if not (code.isdigit() and len(code) in (2, 4, 6)):
            raise InputError(
                f"{codes}: line {line}", f"HS code {code!r}", "two, four or six digits, zeros included"
            )
    return rows.assign(product_no=rows["product"].factorize()[0] + 1)[["product_no", "product", "hs_code"]]


def _concordance(path: str) -> pd.DataFrame:
    """A table between revisions; of the UN's workbooks the sheet of correlations, not of conversions."""
    sheets = read_sheets(files.read_bytes(path), path)
    sheet = next((sheet for sheet in sheets if "correl" in sheet.name.removeprefix(path).lower()), sheets[0])
    return read_concordance([cells for _, cells in sheet.rows()], sheet.name)


def _bridged(
    connection: duckdb.DuckDBPyConnection,
    listed: pd.DataFrame,
    concordance: list[str],
    list_revision: str,
    revisions: list[str],
) -> None:
    """The relation `listed`, in codes of the data."""
    if len(revisions) != 1:
        found = f"years of {' and '.join(revisions) or 'no HS revision that is known'}"
        raise InputError("config.yaml: world.dependence.critical", found, "years of one HS revision")
    pairs = [_concordance(path) for path in concordance]
    tables_between = steps(pd.concat(pairs) if pairs else pd.DataFrame(), list_revision, revisions[0])
    traded = [code for (code,) in connection.execute("SELECT DISTINCT hs_code FROM supply").fetchall()]
    found = bridge(listed[["product_no", "hs_code"]], traded, tables_between)
    names = listed.drop_duplicates("product_no")[["product_no", "product"]]
    connection.register("listed", found.merge(names, on="product_no").astype({"product": object}))


if __name__ == "__main__":
    run(main)
