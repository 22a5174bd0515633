"""What every test may ask for; one plugin per subject."""

pytest_plugins = ["tests.postgresql", "tests.s3"]
