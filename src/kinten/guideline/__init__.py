"""Editions of the designation guideline as immutable data: clauses, loading, checking, differing."""
