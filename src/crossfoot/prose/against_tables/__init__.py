"""From a sentence to a verdict on the cells of tables."""
