"""Statements of the prose, held against their own sentence and the tables it names.

`statements.py` runs every check. `sentences.py` and `quantities.py` read the prose. Of a sentence by itself,
`sums.py`, `shares.py`, `changes.py` with `moves.py`, `ranks.py`, `stated_dates.py` and `currencies.py` check
what it states. The `table_*.py` modules hold it against tables: `table_index.py` says which can be meant and
what their rows and columns are called, `table_matches.py` which cells an amount can be, and from these
`table_values.py`, `table_differences.py`, `table_lists.py` and `table_periods.py` judge it;
`table_claims.py` and `table_trends.py` judge what is said in words.
"""
