"""Statements of the prose, held against their own sentence and the tables it names."""
