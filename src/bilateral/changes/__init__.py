"""What moved between two builds of a study: numbers of its sentences, verdicts, figures, tables, and why."""
