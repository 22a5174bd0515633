"""Settings, and the one place that knows every adapter and puts them together."""
