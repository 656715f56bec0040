"""Opinions of hubs and of the National Cancer Center on a recommendation, before the panel decides."""
