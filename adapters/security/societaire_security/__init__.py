"""Password hashes, random tokens and the list of guessable passwords."""
