"""Do the numbers of a draft agree with the results of a study? `bilateral check-draft` says so.

`stated.py` reads the draft's numbers and `results.py` the study's; `words.py` says what a sentence is about
and `rows.py` which rows of a table that is; `match.py` decides, `binding.py` keeps what was decided, and
`listing.py` writes it down.
"""
