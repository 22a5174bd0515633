"""The French sentence of every code, label, help and message, in one catalogue."""
