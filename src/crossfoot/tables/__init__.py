"""What must hold within printed tables, found from their structure and content alone.

`checks.py` runs every check. A total is checked in `total_rows.py` (a row) or `total_columns.py` (a column),
a ratio in `ratios.py` and `products.py`, a list by rank in `ranked.py`, running numbers in
`numbering.py`, dates in `date_order.py`, HS codes in `code_columns.py`. `grid.py` holds the table that all of
them look at, `blame.py` finds the number that is wrong where checks fail, and `doubts.py` looks for cells
that were misread.
"""
