"""Draws imports within exports, and the suppliers of critical minerals, at both sizes."""

from lib import drawings, tables
from lib.run import run

from bilateral.figures.value_chains import draw_import_content, draw_suppliers


@drawings.written
def main(
    *, economies: str, suppliers: list[str], pair: dict[str, str], names: dict[str, str]
) -> drawings.Drawings:
    return {
        "import_content": lambda size: draw_import_content(tables.read_table(economies), pair, names, size),
        "critical_suppliers": lambda size: draw_suppliers(tables.read_table(suppliers[0]), pair, names, size),
    }


if __name__ == "__main__":
    run(main)
