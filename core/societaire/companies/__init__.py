"""Member companies, who has access to each, and what their profile lets them do."""
