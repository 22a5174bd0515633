"""Files that members send: received in pieces, judged by their content, kept with what they belong to (RULES E6)."""
