"""What a page says of where its numbers come from, and no more: it is a part of the first view."""

from bilateral.report.lineage import raw_inputs
from bilateral.report.parts import rows_shown


def page_lineage(
    blocks: list[dict],
    columns: dict,
    lines: dict,
    made: dict,
    checksums: dict,
    sources: list[dict],
    commit: str,
) -> dict:
    """What the page of a part says of where its numbers come from.

    columns: by published table, its columns with what they mean. lines: by published table and row, as
    lines_behind gives them. made: as makers gives it. checksums: sha256 by path. sources: the records of raw
    files.
    """
    shown = rows_shown(blocks)
    known = {f"results/{name}.csv" for name in shown}
    known |= {path for block in blocks for path in block.get("files", {}).values()}
    # a dialog leads from a result to what it is made from, and on to the raw files
    waiting = [path for path in known if path in made]
    while waiting:
        for path in made[waiting.pop()]["inputs"]:
            twin = path.removesuffix(".parquet") + ".csv" if path.endswith(".parquet") else path
            if twin not in known:
                known.add(twin)
                waiting += [twin] if twin in made else []
    return {
        "commit": commit,
        "lines": {
            name: {row: lines[name][row] for row in sorted(rows) if row in lines[name]}
            for name, rows in sorted(shown.items())
        },
        "made": {
            path: maker | {"raw": raw_inputs(path, made)} for path, maker in made.items() if path in known
        },
        "sha256": {path: checksum for path, checksum in checksums.items() if path in known},
        "sources": {
            source["path"]: {
                name: str(source[name])
                for name in ("citation", "address", "licence", "accessed", "vintage", "sha256")
            }
            for source in sources
            if source["path"] in known
        },
        "columns": {name: columns[name] for name in sorted(shown)},
    }
