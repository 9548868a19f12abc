"""Statements of the prose, held against their own sentence and the tables it names.

`statements.py` runs every check. `sentences.py` and `quantities.py` read the prose. Of a sentence by
itself, or with the one before it, `sums.py`, `shares.py`, `ranks.py`, `stated_dates.py` and
`currencies.py` check what it states; `moves.py` reads the part of each amount in a change and `changes.py`
judges it by `growth.py`. The package `against_tables` holds it against the cells of tables.
"""
