"""Edits: what must hold of every record, as expressions over a whole file at once."""
