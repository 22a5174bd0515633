"""The pages, one module per area: each view parses, makes one core call and renders."""
