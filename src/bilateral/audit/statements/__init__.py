"""Statements in the prose of any document: found by their grammar, held against the sentence and the tables it names."""
