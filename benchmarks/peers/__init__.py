"""What the product is measured against: the least that makes the same page, and the same page by another framework."""
