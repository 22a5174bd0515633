"""What a company and its persons ask of the insurer: contact details, notifications."""
