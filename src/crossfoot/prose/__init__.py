"""Statements of the prose, held against their own sentence and the tables it names.

`statements.py` runs every check. `sentences.py` and `quantities.py` read the prose. Of a sentence by itself,
`sums.py`, `shares.py`, `changes.py` with `growth.py`, `ranks.py`, `stated_dates.py` and `currencies.py` check
what it states; the `table_*.py` modules hold it against the tables that it names: `table_claims.py` and
`table_trends.py` what it says of rows and columns, which `table_names.py` links to its words.
"""
