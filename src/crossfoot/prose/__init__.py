"""Statements of the prose, held against their own sentence and the tables it names.

`statements.py` runs every check. `sentences.py` and `quantities.py` read the prose. Of a sentence by
itself, or with the one before it, `sums.py`, `shares.py`, `ranks.py`, `stated_dates.py` and
`currencies.py` check what it states; `moves.py` reads the part of each amount in a change and `changes.py`
judges it by `growth.py`. The `table_*.py` modules hold it against tables: `table_index.py` says which can
be meant and what their rows and columns are called. What is said in words goes one way: `table_names.py`
links names of a sentence to rows and columns, `table_clauses.py` reads a clause with its operator
(`table_words.py` has the words), `table_claims.py` judges it. Of amounts, `table_matches.py` says which
cells one can be, from which `table_values.py`, `table_lists.py` and `table_periods.py` judge it;
`table_changes.py` reads the changes that a sentence states, `table_differences.py` judges them.
`table_named.py` computes what a sentence says of the rows and years of the one table that has all its
words.
"""
