"""The insurer's export: CSV rows read into typed records."""
