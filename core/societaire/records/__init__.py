"""Rows of the insurer's export as typed values: None leaves the stored value as it is."""
