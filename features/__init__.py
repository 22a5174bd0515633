"""The rules as acceptance specifications, in French, with what makes them run."""
