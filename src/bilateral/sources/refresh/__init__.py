"""New answers of the official sources: what to ask, what an answer must hold, what it revises."""
