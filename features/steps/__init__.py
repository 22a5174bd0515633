"""What the sentences of the features do, filed by concept."""
