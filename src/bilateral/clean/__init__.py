"""From printed cells to typed tables; each repair is on record."""
