"""What the study's texts state, held against their own tables and outside evidence."""
