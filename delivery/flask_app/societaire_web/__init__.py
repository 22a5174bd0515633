"""The portal: the pages of the client space, served by Flask."""
