"""The files of a study in its author's own repository: begun, kept up to date, and what is missing in it."""
