"""Who signs in: the person, their password, the links they are sent, their attempts and their sessions."""
