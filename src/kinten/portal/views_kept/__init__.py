"""Views that people keep: the address of a list, under a name, to come back to."""
