"""Do the numbers of a draft agree with the results of a study? `bilateral check-draft` says so.

`stated.py` reads the draft's numbers, `results.py` and `result_tables.py` the study's; `words.py` says what a
sentence is about, `cells.py` which rows of a table that is, `passages.py` which sentence of the report;
`match.py` decides, with `doubts.py`, `binding.py` keeps what was decided, and `listing.py` writes it down.
"""
