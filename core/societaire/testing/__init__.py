"""Memory adapters and conformance tests, for this project and for embedding insurers."""
