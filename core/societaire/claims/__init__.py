"""Claims: declared in three steps, sent once, followed to the end (RULES H)."""
