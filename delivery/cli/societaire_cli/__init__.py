"""The insurer's command line."""
