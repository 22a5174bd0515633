"""Phone numbers, e-mail addresses and working days, by the libraries that know them."""
