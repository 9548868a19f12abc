"""What Japan's customs call areas and principal goods in their tables by area, and what is part of what.

customs_goods.csv beside this file has the goods: an item is part of a section, a sub-item of an item, or of
several with | between them that follow each other over the years.
"""

from bilateral.study.economies import names_in
from bilateral.study.project import rows_beside

WORLD, TOTAL, STEEL = "WLD", "Grand Total", "Iron And Steel Products"
AREAS = names_in("japan_customs") | {TOTAL: WORLD}
_ROWS = rows_beside(__file__)
LEVELS = {row["goods"]: row["level"] for row in _ROWS}
SECTION_OF = {row["goods"]: row["part_of"] for row in _ROWS if row["level"] == "item"}
ITEMS_OF = {row["goods"]: row["part_of"].split("|") for row in _ROWS if row["level"] == "sub_item"}
SECTIONS = {
    section: [item for item, of in SECTION_OF.items() if of == section]
    for section, level in LEVELS.items()
    if level == "section"
}
