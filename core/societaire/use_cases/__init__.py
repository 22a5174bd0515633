"""What can be asked of the library: one frozen class per area, its fields are ports, one short method per use case."""
