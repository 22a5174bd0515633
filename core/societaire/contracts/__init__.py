"""Contracts, their documents, and whom to call about them."""
