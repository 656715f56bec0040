"""Small counts protected in every output."""
