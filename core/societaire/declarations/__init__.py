"""Relevés de bases: what the premium rests on, declared each year, checked, validated and kept (RULES E)."""
