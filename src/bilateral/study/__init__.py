"""What a study is: its configuration, its economies, and the dictionary of its columns."""
