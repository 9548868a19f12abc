"""The whole world's trade: every pair of economies and every year, by SQL over Parquet.

What is here is text of queries and pure functions. Queries name relations (`flows`, `sums`, …), never files: a
script says which file a relation is, in which database, with how much memory.
"""
