"""A page on which an economy's dependence, or a product's importers, can be looked up, and its data in parts.

A part is a script, since a page opened from a disk may not read files; its text is made by the database, one
row a part. Relations: `dependence` (with usd_per_kg of `unit_values`) and `supply` of all years, at one level
of HS.
"""

import json

# numbers as short as a table shows them
_ROW = """json_array(
    CASE WHEN usd_million >= 100 THEN round(usd_million) ELSE round(usd_million, 3) END,
    round(hhi)::INTEGER, largest_supplier, round(largest_pct)::INTEGER, round(named_pct)::INTEGER,
    CASE WHEN imports_over_exports < 1000 THEN round(imports_over_exports, 2) END,
    criteria, single_point::INTEGER,
    CASE WHEN usd_per_kg >= 100 THEN round(usd_per_kg) WHEN usd_per_kg >= 1 THEN round(usd_per_kg, 2)
         ELSE round(usd_per_kg, 4) END)"""
# columns of _ROW: name, heading, decimals
COLUMNS = [
    ("usd", "Imports, US$ million", 3),
    ("hhi", "HHI of suppliers", 0),
    ("largest", "Largest supplier", 0),
    ("largest_pct", "its share, %", 0),
    ("named_pct", "{supplier}, %", 0),
    ("ratio", "Imports over exports", 2),
    ("criteria", "Indicators above", 0),
    ("single", "Single point", 0),
    # at HS 6 alone
    ("usd_per_kg", "US$ per kg", 4),
]


def _object(key: str, value: str) -> str:
    """SQL: the rows of a group as one object of JSON, in order of the key, a code or year."""
    return f"""'{{' || string_agg('"' || {key} || '":' || {value}, ',' ORDER BY {key}) || '}}'"""


def parts(outer: str, inner: str, key: str) -> str:
    """SQL: part and text; the text gives, by `inner` and year, the numbers of COLUMNS.

    outer, inner: importer or hs_code. key: an expression for the part in which outer stands; where a part is
    of more than one of outer, the text gives all by outer first.
    """
    years = f"""
        SELECT {key} AS part, {outer}, {inner}, {_object("year::VARCHAR", f"{_ROW}::VARCHAR")} AS years
        FROM dependence GROUP BY ALL"""
    if outer == key:
        return f"SELECT part, {_object(inner, 'years')} AS text FROM ({years}) GROUP BY part ORDER BY part"
    inners = f"SELECT part, {outer}, {_object(inner, 'years')} AS inners FROM ({years}) GROUP BY ALL"
    return f"SELECT part, {_object(outer, 'inners')} AS text FROM ({inners}) GROUP BY part ORDER BY part"


def supplier_parts(largest: int) -> str:
    """SQL: part (economy and first digit of the code) and text: by code and year, the largest suppliers and
    their shares in percent."""
    share = f"list_transform(amounts[1:{largest}], lambda usd: round(100 * usd / imports)::INTEGER)"
    listed = f"json_array(suppliers[1:{largest}], {share})::VARCHAR"
    return f"""
        WITH years AS (
                SELECT economy, hs_code, {_object("year::VARCHAR", listed)} AS years
                FROM supply WHERE imports > 0 GROUP BY ALL)
        SELECT economy || '-' || left(hs_code, 1) AS part, {_object("hs_code", "years")} AS text
        FROM years GROUP BY part ORDER BY part"""


def script(part: str, text: str) -> str:
    """The script of one part. text: JSON."""
    return f"receive({json.dumps(part)}, {text});\n"
