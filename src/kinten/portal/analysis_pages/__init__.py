"""Pages that reckon: what a revised threshold does, and the figures of an area for officers."""
