"""Any document as tables, prose, and what was not read."""
