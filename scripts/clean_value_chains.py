"""Types what goes with the input-output tables, and the trade in critical products."""

from lib import tables
from lib.run import run

from bilateral.clean.value_chains import (
    clean_designated,
    clean_hs6_exports,
    clean_mineral_imports,
    clean_published_content,
)
from bilateral.study.dictionary import empty_table


@tables.written
def main(*, published_rows: list[str], critical_rows: list[str], named: dict) -> tables.Tables:
    """critical_rows: those of exports, coverage, minerals and designated products, or none. named: the paths
    that errors name."""
    published = [
        clean_published_content(tables.read_csv_text(path), named["published"]) for path in published_rows
    ]
    clean = {
        "published_import_content": published[0] if published else empty_table("published_import_content")
    }
    if critical_rows:
        paths, (exports, coverage, imports, listed) = (
            named["critical"],
            map(tables.read_csv_text, critical_rows),
        )
        clean["exports_hs6"], clean["exports_hs6_coverage"] = clean_hs6_exports(
            exports, paths["exports"], coverage, paths["coverage"]
        )
        clean["mineral_imports"] = clean_mineral_imports(imports, paths["minerals"])
        clean["designated_products"] = clean_designated(listed, paths["designated"])
    return clean


if __name__ == "__main__":
    run(main)
