"""The client space of an insurer as a library: rules, life cycles, ports and use cases, free of any framework."""
