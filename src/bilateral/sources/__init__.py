"""Readers of official files, one for each producer, and how their files are fetched again."""
