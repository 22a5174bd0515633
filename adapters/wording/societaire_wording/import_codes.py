"""Sentences of what an import refuses or warns of."""

SENTENCES: dict[str, str] = {}
