"""Facts held against an edition: over a population, for one hospital, and what would settle it."""
