"""Django finds its filters here."""
