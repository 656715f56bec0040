"""Maps as SVG, drawn by the server: no script, no host, no font of its own."""
