"""Three ways to play a scenario: on the core, through the portal, through the command line."""
