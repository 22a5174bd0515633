"""What the library asks of the world outside, one Protocol per need."""
