"""Open data: every public table under a stable address, as page, CSV, workbook and JSON."""
