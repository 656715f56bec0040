"""How pages look: templates, style, the few scripts, and what every page is told."""
