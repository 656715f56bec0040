"""Rates, intervals and survival."""
