"""What hospitals reported, version by version, and what was decided on it."""
