"""Meetings of the panel: on which days its members read the reports of a year, and which hospitals stand there."""
