"""What people type, read the way that French people write it: numbers, days, words."""
