"""The whole world's trade: every pair of economies and every year, by SQL over Parquet."""
